"""What was awarded in a process, beside its estimate."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Param, Step


@Step(
    id="award_totals",
    reads={
        "final_processes": ("process_id", "active_awards"),
        "scope": ("process_id", "procurement_method"),
        "processes": ("process_id", "estimate_amount", "estimate_currency"),
        "awards": ("process_id", "status", "award_amount", "award_currency"),
    },
    gives={
        "process_id": "string",
        "procurement_method": "string",
        "awarded": "float64",
        "estimate": "float64",
        "trouble": "string",
    },
    params=(
        Param(
            name="max_placeholder",
            default=1,
            unit="currency units",
            doc="Estimates up to this one are placeholders, to which nothing can be compared.",
            low=0,
            high=1000,
        ),
    ),
)
def award_totals(
    final_processes: Table,
    scope: Table,
    processes: Table,
    awards: Table,
    *,
    max_placeholder: float,
) -> Table:
    """Sum of the active awards of a process whose awards are final, and its estimate.

    `trouble` says why the two cannot be compared, and is null where they can.
    """
    sums = (
        awards.filter(_.status == "active")
        .group_by("process_id")
        .aggregate(
            awarded=_.award_amount.cast("float64").sum(),
            priceless=(_.award_amount.isnull() | (_.award_amount <= 0)).ifelse(1, 0).sum(),
            one=_.award_currency.max(),
            other=_.award_currency.min(),
        )
    )
    joined = (
        final_processes.filter(_.active_awards > 0)
        .inner_join(scope, "process_id")
        .inner_join(processes, "process_id")
        .inner_join(sums, "process_id")
    )
    mixed = (_.one != _.other) | (_.one != _.estimate_currency)
    return joined.mutate(estimate=_.estimate_amount.cast("float64")).mutate(
        trouble=ibis.cases(
            (_.estimate_amount.isnull(), "the estimate of the tender is missing"),
            (_.estimate <= max_placeholder, "the estimate of the tender is a placeholder"),
            (_.priceless > 0, "the value of an award is missing or zero"),
            (_.one.isnull() | _.estimate_currency.isnull(), "a currency is missing"),
            (mixed, "awards and estimate are in several currencies"),
        ),
    )
