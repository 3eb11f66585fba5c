"""The bids of a process that compete with each other by price."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="priced_bids",
    reads={
        "submitted_bids": (
            "process_id",
            "bid_no",
            "status",
            "bid_amount",
            "bid_currency",
            "compares_prices",
        ),
        "bids": ("process_id", "bid_no", "related_lots"),
    },
    gives={
        "process_id": "string",
        "bid_no": "int64",
        "amount": "float64",
        "bids": "float64",
        "lowest": "float64",
        "trouble": "string",
    },
)
def priced_bids(submitted_bids: Table, bids: Table) -> Table:
    """Bids that were not turned down, with a price above zero.

    Beside each stand the number of such bids and the lowest of them; `trouble` says why the bids
    of the process cannot be compared with each other, and is null where they can.
    """
    kept = (
        submitted_bids.filter(_.compares_prices & (_.status != "disqualified") & (_.bid_amount > 0))
        .inner_join(bids, ["process_id", "bid_no"])
        .mutate(lot=ibis.coalesce(_.related_lots.join(" "), ""))
    )
    peers = ibis.window(group_by="process_id")
    beside = kept.mutate(
        amount=_.bid_amount.cast("float64"),
        bids=_.count().over(peers).cast("float64"),
        lowest=_.bid_amount.min().over(peers).cast("float64"),
        lacking=_.bid_currency.isnull().ifelse(1, 0).max().over(peers),
        currencies_differ=_.bid_currency.min().over(peers) != _.bid_currency.max().over(peers),
        lots_differ=_.lot.min().over(peers) != _.lot.max().over(peers),
    )
    return beside.mutate(
        trouble=ibis.cases(
            (_.lots_differ, "the bids are for several lots"),
            (_.lacking == 1, "the currency of a bid is missing"),
            (_.currencies_differ, "the bids are in several currencies"),
        )
    )
