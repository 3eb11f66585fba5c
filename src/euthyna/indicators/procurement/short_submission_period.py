"""Short submission period."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce, literal, null

from euthyna.indicators.spec import Flag, Indicator, Law, Param

RFC_3339 = r"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$"


@Indicator(
    id="short-submission-period",
    subject="process",
    stage="tender",
    unit="days",
    reads={
        "processes": (
            "process_id",
            "tender_start_at",
            "tender_start_text",
            "tender_end_at",
            "tender_end_text",
        ),
        "scope": ("process_id", "procurement_method", "procurement_method_details"),
    },
    params=(
        Param(
            name="min_days",
            default=15,
            unit="days",
            doc="Bidders need at least so many whole days.",
            low=-365,
            high=3650,
            law=Law("eu/2014/24", "27(1)"),
        ),
        Param(
            name="min_days_by_method",
            default={},
            unit="days",
            doc="Another minimum for some method details.",
        ),
        Param(
            name="methods",
            default="",
            unit="methods",
            doc="Only these procurement methods; empty: all.",
        ),
        Param(
            name="reversed_periods",
            default="not computable",
            unit="outcome",
            doc="What a period that ends before it starts is: 'not computable' or 'computed'.",
        ),
        Param(
            name="dates",
            default="any",
            unit="precision",
            doc="'any' takes dates without a time as midnight; 'instants' leaves them out.",
        ),
    ),
    flag=Flag("<", "min_days"),
    sources=("ocp2024redflags#R003", "cardinal#R003", "fazekas2016cri"),
    since="0.1",
)
def short_submission_period(
    processes: Table,
    scope: Table,
    *,
    min_days_by_method: dict[str, float],
    methods: str,
    reversed_periods: str,
    dates: str,
) -> Table:
    r"""Short submission period.

    Bidders had fewer than `min_days` whole days to prepare a bid:

    .. math:: v = \lfloor t_{end} - t_{start} \rfloor

    Part of a day does not count.

    Why it matters
    --------------
    A favoured bidder can be told early and in private; the others cannot catch up.

    Innocent explanations
    ---------------------
    Declared urgency; a prior notice; a call-off from a framework; a simple standard good.

    How to check
    ------------
    Read the notice for the ground of urgency; compare with the other tenders of the buyer.

    Assumptions
    -----------
    The deadline is the last one published. A date without a time is its midnight in UTC.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> tender = {"tender_start_at": datetime(2024, 3, 15), "tender_end_at": datetime(2024, 3, 20)}
    >>> try_out("short-submission-period", processes=[{"process_id": "F", **tender}])
    [{'subject_id': 'F', 'value': 5.0, 'flag': True, 'reason': None}]
    """
    tenders = processes.inner_join(scope, "process_id")
    if methods:
        tenders = tenders.filter(_.procurement_method.isin(methods.split("|")))
    seconds = _.tender_end_at.epoch_seconds() - _.tender_start_at.epoch_seconds()
    missing = _.tender_start_at.isnull() | _.tender_end_at.isnull()
    if dates == "instants":
        precise = _.tender_start_text.re_search(RFC_3339) & _.tender_end_text.re_search(RFC_3339)
        missing = missing | ~coalesce(precise, literal(value=False))
    backwards = (seconds < 0) & literal(reversed_periods != "computed")
    own = null("float64")
    for method, days in min_days_by_method.items():
        own = (_.procurement_method_details == method).ifelse(literal(float(days)), own)
    return tenders.select(
        subject_id=_.process_id,
        value=(seconds < 0).ifelse((seconds / 86400.0).ceil(), (seconds / 86400.0).floor()),
        reason=cases(
            (missing, "the start or the end of the tender period is missing"),
            (backwards, "the tender period ends before it starts"),
        ),
        threshold=own,
    )
