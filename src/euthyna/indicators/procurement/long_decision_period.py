"""Long decision period."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Fence, Flag, Indicator, Param
from euthyna.indicators.subjects import AWARD


@Indicator(
    id="long-decision-period",
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
            name="max_days",
            default=None,
            unit="days",
            doc="The first number of days that is flagged; unset: the fence of the awards.",
            low=1,
            high=3650,
        ),
    ),
    flag=Flag(">=", "max_days", Fence("upper")),
    sources=(
        "ocp2024redflags#R062",
        "olaf#CA08",
    ),
    since="0.1",
)
def long_decision_period(decision_periods: Table) -> Table:
    r"""Long decision period.

    The award was decided unusually many whole days after the deadline for bids: at or above the
    upper fence of all awards:

    .. math:: v = \lfloor t_{award} - t_{deadline} \rfloor

    Why it matters
    --------------
    Delay gives time to bargain with bidders, to lose files, or to wait until the bids of others
    have run out.

    Innocent explanations
    ---------------------
    Complaints that stop the procedure; a large contract with many criteria; an election or the
    end of a budget year.

    How to check
    ------------
    Read the minutes for who asked what, and when; look whether bids were prolonged or withdrawn.

    Assumptions
    -----------
    Awards of direct and limited procedures are left out. An award dated before the deadline is
    not computable, and a date without a time is its midnight.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> try_out(
    ...     "long-decision-period",
    ...     params={"long-decision-period": {"max_days": 200}},
    ...     processes=[{"process_id": "F", "tender_end_at": datetime(2024, 3, 20, 12)}],
    ...     awards=[
    ...         {
    ...             "process_id": "F",
    ...             "award_no": 0,
    ...             "status": "active",
    ...             "award_at": datetime(2024, 11, 21, 9),
    ...         }
    ...     ],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 245.0, 'flag': True, 'reason': None}]
    """
    return decision_periods.select(
        "process_id",
        subject_id=AWARD,
        value=_.days,
        reason=_.trouble,
    )
