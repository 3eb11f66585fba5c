"""Who took part in a process."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="bidders",
    reads={
        "scope": ("process_id",),
        "tenderers": ("process_id", "party_id"),
        "bid_tenderers": ("process_id", "party_id"),
    },
    gives={"process_id": "string", "party_id": "string"},
)
def bidders(scope: Table, tenderers: Table, bid_tenderers: Table) -> Table:
    """Tenderers of a process, each once, from the tender's list and from the bids."""
    listed = tenderers.union(bid_tenderers, distinct=True)
    return listed.filter(_.party_id.notnull()).inner_join(scope, "process_id")
