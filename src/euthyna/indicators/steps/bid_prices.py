"""The prices that tenderers offered, and who else offered the same."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="bid_prices",
    reads={
        "named_bids": (
            "process_id",
            "bid_no",
            "party_id",
            "bid_amount",
            "bid_currency",
            "compares_prices",
        ),
    },
    gives={
        "process_id": "string",
        "bid_no": "int64",
        "party_id": "string",
        "shared_by": "int64",
    },
)
def bid_prices(named_bids: Table) -> Table:
    """List submitted bids with a price, a currency and a tenderer, a row for each tenderer.

    `shared_by` is how many tenderers stand behind that price in that process; 0 if all bids
    at the price come from the same tenderers, who may offer a price twice.
    """
    offers = named_bids.filter(
        _.compares_prices & _.bid_amount.notnull() & _.bid_currency.notnull()
    )
    prices = offers.group_by("process_id", "bid_amount", "bid_currency").aggregate(
        bids=_.bid_no.nunique(), tenderers=_.party_id.nunique(), namings=_.count()
    )
    # Fewer rows than bids times tenderers: some tenderer is missing from some bid.
    shared = prices.filter(_.namings < _.bids * _.tenderers).drop("bids", "namings")
    joined = offers.left_join(shared, ["process_id", "bid_amount", "bid_currency"])
    return joined.select(
        "process_id", "bid_no", "party_id", shared_by=ibis.coalesce(_.tenderers, 0)
    )
