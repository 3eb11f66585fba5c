"""How often each tenderer bid, and how often it won."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="tenderer_wins",
    reads={
        "single_winners": ("process_id", "party_id"),
        "valid_bids": ("process_id", "party_id"),
    },
    gives={"party_id": "string", "bids": "int64", "wins": "int64"},
)
def tenderer_wins(single_winners: Table, valid_bids: Table) -> Table:
    """Count processes in which a tenderer made a valid bid, and those of them that it won.

    Only processes with one winner, so that who lost is known; a tenderer counts once in each
    process, however many bids it made.
    """
    winners = single_winners.select("process_id", winner_id="party_id")
    return (
        valid_bids.distinct()
        .inner_join(winners, "process_id")
        .group_by("party_id")
        .aggregate(bids=_.count(), wins=ibis.ifelse(_.party_id == _.winner_id, 1, 0).sum())
    )
