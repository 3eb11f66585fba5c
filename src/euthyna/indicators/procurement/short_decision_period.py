"""Short decision period."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import AWARD


@Indicator(
    id="short-decision-period",
    subject="award",
    stage="award",
    unit="days",
    reads={
        "decision_periods": (
            "process_id",
            "award_no",
            "days",
            "trouble",
        ),
    },
    params=(
        Param(
            name="min_days",
            default=2,
            unit="days",
            doc="A decision takes at least so many whole days.",
            low=0,
            high=365,
        ),
    ),
    flag=Flag("<", "min_days"),
    sources=(
        "ocp2024redflags#R061",
        "fazekas2016cri",
    ),
    since="0.1",
)
def short_decision_period(decision_periods: Table) -> Table:
    r"""Short decision period.

    The award was decided fewer than `min_days` whole days after the deadline for bids:

    .. math:: v = \lfloor t_{award} - t_{deadline} \rfloor

    Why it matters
    --------------
    Bids cannot be read, compared and approved in so short a time; the decision may have been made
    before.

    Innocent explanations
    ---------------------
    An electronic auction with automatic ranking; a single bid for a standard good; the deadline
    was moved.

    How to check
    ------------
    Ask for the minutes of the evaluation; compare the number of pages with the hours there were.

    Assumptions
    -----------
    Awards of direct and limited procedures are left out. An award dated before the deadline is
    not computable, and a date without a time is its midnight.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> try_out(
    ...     "short-decision-period",
    ...     processes=[{"process_id": "F", "tender_end_at": datetime(2024, 3, 20, 12)}],
    ...     awards=[
    ...         {
    ...             "process_id": "F",
    ...             "award_no": 0,
    ...             "status": "active",
    ...             "award_at": datetime(2024, 3, 21, 9),
    ...         }
    ...     ],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 0.0, 'flag': True, 'reason': None}]
    """
    return decision_periods.select(
        "process_id",
        subject_id=AWARD,
        value=_.days,
        reason=_.trouble,
    )
