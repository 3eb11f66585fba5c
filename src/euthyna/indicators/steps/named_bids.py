"""The bids that were handed in, with those who made them."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="named_bids",
    reads={
        "submitted_bids": (
            "process_id",
            "bid_no",
            "status",
            "bid_at",
            "bid_text",
            "bid_amount",
            "bid_currency",
            "compares_prices",
        ),
        "bid_tenderers": ("process_id", "bid_no", "party_id"),
    },
    gives={
        "process_id": "string",
        "bid_no": "int64",
        "party_id": "string",
        "namings": "int64",
        "status": "string",
        "bid_at": "timestamp(6)",
        "bid_text": "string",
        "bid_amount": "decimal(38, 10)",
        "bid_currency": "string",
        "compares_prices": "boolean",
    },
)
def named_bids(submitted_bids: Table, bid_tenderers: Table) -> Table:
    """List submitted bids, a row for each tenderer that is named.

    `namings` is how often the bid names it: once, unless a list repeats itself.
    """
    named = (
        bid_tenderers.filter(_.party_id.notnull())
        .group_by("process_id", "bid_no", "party_id")
        .aggregate(namings=_.count())
    )
    return submitted_bids.inner_join(named, ["process_id", "bid_no"])
