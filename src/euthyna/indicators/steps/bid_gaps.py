"""The gap between the winning bid and the next."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Param, Step


@Step(
    id="bid_gaps",
    reads={
        "single_winners": ("process_id", "party_id", "compares_prices"),
        "valid_bids": ("process_id", "party_id", "bid_amount", "bid_currency"),
    },
    gives={
        "process_id": "string",
        "winner_id": "string",
        "winning_amount": "float64",
        "second_amount": "float64",
        "gap": "float64",
        "reason": "string",
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
def bid_gaps(single_winners: Table, valid_bids: Table, *, currency: str) -> Table:
    """Measure from the lowest bid of the winner to the lowest of the others.

    One row for each process with one winner whose bids may be compared by price; `gap` is the
    share of the winning amount, and `reason` says why there is none.
    """
    priced = valid_bids.filter(_.bid_amount.notnull() & _.bid_currency.notnull())
    if currency:
        priced = priced.filter(_.bid_currency == currency)
    winners = single_winners.filter(_.compares_prices).select("process_id", winner_id="party_id")
    best = (
        priced.inner_join(winners, "process_id")
        .mutate(amount=_.bid_amount.cast("float64"), won=_.party_id == _.winner_id)
        .group_by("process_id")
        .aggregate(
            winning_amount=ibis.ifelse(_.won, _.amount, None).min(),
            second_amount=ibis.ifelse(_.won, None, _.amount).min(),
            is_mixed=_.bid_currency.min() != _.bid_currency.max(),
        )
    )
    return winners.left_join(best, "process_id").mutate(
        gap=(_.second_amount - _.winning_amount) / _.winning_amount.nullif(0),
        reason=ibis.cases(
            (_.winning_amount.isnull(), "the price of the winner's bid is missing"),
            (_.second_amount.isnull(), "no other valid bid has a price"),
            (_.is_mixed, "the bids are in several currencies"),
            (_.second_amount < _.winning_amount, "a bid with a lower price did not win"),
            (_.winning_amount == 0, "the price of the winning bid is zero"),
        ),
    )
