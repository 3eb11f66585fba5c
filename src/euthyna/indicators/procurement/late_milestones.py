"""Milestone met late."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.periods import whole_days
from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="late-milestones",
    subject="contract",
    stage="implementation",
    unit="days",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
        ),
        "processes": (
            "process_id",
            "published_at",
        ),
        "milestones": (
            "process_id",
            "place",
            "parent_no",
            "status",
            "due_at",
            "met_at",
        ),
    },
    params=(
        Param(
            name="max_days",
            default=30,
            unit="days",
            doc="The largest delay in whole days that is not flagged.",
            low=0,
            high=3650,
        ),
    ),
    flag=Flag(">", "max_days"),
    sources=("ocp2024redflags#R067",),
    since="0.1",
)
def late_milestones(contract_awards: Table, processes: Table, milestones: Table) -> Table:
    r"""Milestone met late.

    A milestone of the contract was met more than `max_days` whole days after it was due, or was
    still open so long after on the day of publication:

    .. math:: v = \max_m \lfloor \min(t_{met}, t_{published}) - t_{due} \rfloor

    Why it matters
    --------------
    A supplier who was chosen for other reasons than skill delivers late; payments may go on all
    the same.

    Innocent explanations
    ---------------------
    Weather, strikes, a buyer who handed over the site late; the milestone was met and nobody
    updated the record.

    How to check
    ------------
    Ask for the certificates of completion; compare with the payments made by then.

    Assumptions
    -----------
    An open milestone is measured up to the date of its release, never up to today. One marked as
    met without a date says nothing. Earlier releases show shorter delays.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> late = {"due_at": datetime(2024, 3, 1), "met_at": datetime(2024, 9, 1)}
    >>> contract = {"process_id": "F", "contract_no": 0, "status": "active"}
    >>> try_out(
    ...     "late-milestones",
    ...     processes=[{"process_id": "F"}],
    ...     contracts=[contract],
    ...     milestones=[{"process_id": "F", "place": "contract", "parent_no": 0, **late}],
    ... )
    [{'subject_id': 'F#/contracts/0', 'value': 184.0, 'flag': True, 'reason': None}]
    """
    due = milestones.filter(_.place.isin(["contract", "implementation"])).inner_join(
        processes, "process_id"
    )
    still_open = (coalesce(_.status, "") != "met").ifelse(_.published_at, None)
    delays = (
        due.mutate(end_at=coalesce(_.met_at, still_open))
        .mutate(days=whole_days(_.due_at, _.end_at))
        .group_by("process_id", contract_no=_.parent_no)
        .aggregate(days=_.days.max())
    )
    contracts = contract_awards.inner_join(delays, ["process_id", "contract_no"])
    return contracts.select(
        "process_id",
        subject_id=CONTRACT,
        value=_.days,
        reason=cases((_.days.isnull(), "no milestone says when it was due and when it was met")),
    )
