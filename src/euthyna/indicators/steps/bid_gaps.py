"""The gap between the winning bid and the next."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Param, Step


@Step(
    id="bid_gaps",
    reads={
        "valid_bids": (
            "process_id",
            "bid_no",
            "party_id",
            "bid_amount",
            "bid_currency",
            "compares_prices",
        ),
        "single_winners": ("process_id", "party_id"),
    },
    gives={
        "process_id": "string",
        "winner_id": "string",
        "runner_up_id": "string",
        "winning_amount": "float64",
        "second_amount": "float64",
        "currencies": "int64",
    },
    params=(
        Param(
            name="currency",
            default="",
            unit="ISO 4217",
            doc="Only bids in this currency; empty: any, if all bids of the process share it.",
        ),
    ),
)
def bid_gaps(valid_bids: Table, single_winners: Table, *, currency: str) -> Table:
    """Gap between the lowest bid of the winner and the lowest of the others.

    One row for each process with one winner and priced valid bids that may be compared by
    price; `runner_up_id` and `second_amount` are null without a second tenderer. Between equal
    bids the one published first counts.
    """
    priced = valid_bids.filter(
        _.compares_prices & _.bid_amount.notnull() & _.bid_currency.notnull()
    )
    if currency:
        priced = priced.filter(_.bid_currency == currency)
    joined = priced.inner_join(
        single_winners.select("process_id", winner_id="party_id"), "process_id"
    ).mutate(
        amount=_.bid_amount.cast("float64"),
        won=_.party_id == _.winner_id,
    )
    ranked = joined.mutate(
        place=ibis.row_number().over(
            ibis.window(group_by=["process_id", "won"], order_by=["amount", "bid_no"])
        )
    )
    best = ranked.group_by("process_id", "winner_id").aggregate(
        runner_up_id=ibis.ifelse(~_.won & (_.place == 0), _.party_id, None).max(),
        winning_amount=ibis.ifelse(_.won, _.amount, None).min(),
        second_amount=ibis.ifelse(~_.won, _.amount, None).min(),
        currencies=_.bid_currency.nunique(),
    )
    return best.filter(_.winning_amount.notnull())
