"""The valid bids of single tenderers."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="valid_bids",
    reads={
        "submitted_bids": (
            "process_id",
            "bid_no",
            "status",
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
        "bid_amount": "decimal(38, 10)",
        "bid_currency": "string",
        "compares_prices": "boolean",
    },
)
def valid_bids(submitted_bids: Table, bid_tenderers: Table) -> Table:
    """List the valid bids of single tenderers.

    Bids of consortia (several tenderers) are left out: which of them won cannot be told.
    """
    alone = (
        bid_tenderers.group_by("process_id", "bid_no")
        .aggregate(party_id=_.party_id.max(), tenderers=_.count())
        .filter((_.tenderers == 1) & _.party_id.notnull())
        .select("process_id", "bid_no", "party_id")
    )
    return submitted_bids.filter(_.status == "valid").inner_join(alone, ["process_id", "bid_no"])
