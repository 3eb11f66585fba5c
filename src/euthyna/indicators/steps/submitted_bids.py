"""The bids that were handed in."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="submitted_bids",
    reads={
        "bids": (
            "process_id",
            "bid_no",
            "status",
            "bid_at",
            "bid_text",
            "bid_amount",
            "bid_currency",
        ),
        "scope": ("process_id", "compares_prices"),
    },
    gives={
        "process_id": "string",
        "bid_no": "int64",
        "status": "string",
        "bid_at": "timestamp(6)",
        "bid_text": "string",
        "bid_amount": "decimal(38, 10)",
        "bid_currency": "string",
        "compares_prices": "boolean",
    },
)
def submitted_bids(bids: Table, scope: Table) -> Table:
    """List the bids that were handed in.

    Bids with a status other than invited and withdrawn: pending, valid or disqualified. A bid
    without a status is left out, because whether it was handed in is not known.
    """
    return bids.filter(_.status.notnull() & _.status.notin(["invited", "withdrawn"])).inner_join(
        scope, "process_id"
    )
