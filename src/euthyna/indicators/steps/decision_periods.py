"""How long it took to decide after the deadline for bids."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.methods import UNCONTESTED, is_one_of
from euthyna.indicators.periods import whole_days
from euthyna.indicators.spec import Step


@Step(
    id="decision_periods",
    reads={
        "scope": ("process_id", "procurement_method"),
        "processes": ("process_id", "tender_end_at"),
        "awards": ("process_id", "award_no", "status", "award_at"),
    },
    gives={
        "process_id": "string",
        "award_no": "int64",
        "days": "float64",
        "trouble": "string",
    },
    params=(UNCONTESTED,),
)
def decision_periods(scope: Table, processes: Table, awards: Table, *, uncontested: str) -> Table:
    """Whole days from the deadline for bids to each active award.

    `trouble` says why they cannot be counted, and is null where they can.
    """
    contested = scope.filter(~is_one_of(uncontested))
    return (
        awards.filter(_.status == "active")
        .inner_join(contested, "process_id")
        .inner_join(processes, "process_id")
        .mutate(days=whole_days(_.tender_end_at, _.award_at))
        .mutate(
            trouble=ibis.cases(
                (_.tender_end_at.isnull(), "the deadline for bids is missing"),
                (_.award_at.isnull(), "the date of the award is missing"),
                (_.days < 0, "the award is dated before the deadline for bids"),
            )
        )
    )
