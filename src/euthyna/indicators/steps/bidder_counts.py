"""How many bidders a process had."""

from __future__ import annotations

from ibis import Deferred, Table, _, coalesce, ifelse

from euthyna.indicators.spec import Param, Step


@Step(
    id="bidder_counts",
    reads={
        "scope": ("process_id",),
        "processes": ("process_id", "tenderers_count"),
        "tenderers": ("process_id", "party_id", "name"),
        "submitted_bids": ("process_id", "bid_no"),
        "bid_tenderers": ("process_id", "bid_no", "party_id"),
        "bid_statistics": ("process_id", "measure", "value", "related_lot"),
    },
    gives={"process_id": "string", "bidders": "float64"},
    params=(
        Param(
            name="fallbacks",
            default="tenderers|bids|statistics",
            unit="sources",
            doc="What counts, in this order, where the published number is not above 0.",
        ),
    ),
)
def bidder_counts(
    scope: Table,
    *,
    processes: Table,
    tenderers: Table,
    submitted_bids: Table,
    bid_tenderers: Table,
    bid_statistics: Table,
    fallbacks: str,
) -> Table:
    """Count the bidders of each process in scope; null if they are not known.

    The published number of tenderers; where it is missing or not above 0, those in the list of tenderers,
    those of the bids that were handed in (a consortium counts as one), or what the bid
    statistics of the whole process say.
    """
    leaders = bid_tenderers.group_by("process_id", "bid_no").aggregate(leader=_.party_id.min())
    counters = {
        "tenderers": tenderers.mutate(bidder=coalesce(_.party_id, _.name))
        .group_by("process_id")
        .aggregate(found=_.bidder.nunique().cast("float64")),
        "bids": submitted_bids.inner_join(leaders, ["process_id", "bid_no"])
        .group_by("process_id")
        .aggregate(found=_.leader.nunique().cast("float64")),
        "statistics": bid_statistics.filter(_.related_lot.isnull())
        .filter(_.measure.isin(["bids", "validBids"]))
        .group_by("process_id")
        .aggregate(found=_.value.max()),
    }
    counted = scope.inner_join(processes, "process_id").select(
        "process_id", bidders=_above_zero(_.tenderers_count)
    )
    for name in filter(None, fallbacks.split("|")):
        counted = counted.left_join(counters[name], "process_id").select(
            "process_id", bidders=coalesce(_.bidders, _above_zero(_.found))
        )
    return counted


def _above_zero(count: Deferred) -> Deferred:
    return ifelse(count > 0, count.cast("float64"), None)
