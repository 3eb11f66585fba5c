"""Call for tenders not published."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.publishing import count_beside, share_with
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="unpublished-call",
    subject="process",
    stage="tender",
    unit="traces",
    reads={
        "scope": (
            "process_id",
            "procurement_method",
        ),
        "processes": (
            "process_id",
            "tender_published_at",
            "tender_start_at",
        ),
        "awards": (
            "process_id",
            "status",
        ),
        "documents": (
            "process_id",
            "place",
            "document_type",
        ),
    },
    params=(
        Param(
            name="min_traces",
            default=1,
            unit="traces",
            doc="At least so many traces of a published call.",
            low=1,
            high=3,
        ),
        Param(
            name="min_coverage",
            default=0.1,
            unit="share",
            doc="Where a smaller share of the data has it at all, its lack says nothing.",
            low=0,
            high=1,
        ),
        Param(
            name="methods",
            default="open|selective",
            unit="methods",
            doc="The methods that need a call.",
        ),
    ),
    flag=Flag("<", "min_traces"),
    sources=(
        "opentender",
        "fazekas2016cri",
        "olaf#CA01",
        "redflagseu#ProcWithoutContractNotice",
    ),
    since="0.1",
)
def unpublished_call(
    scope: Table,
    processes: Table,
    awards: Table,
    documents: Table,
    *,
    min_coverage: float,
    methods: str,
) -> Table:
    r"""Call for tenders not published.

    An open or selective procedure ended in an award, and fewer than `min_traces` of three traces
    of a call are there: the date of publication of the tender, the start of its period, a notice
    among its documents.

    Why it matters
    --------------
    Who does not know of a tender cannot bid; a contest that was never announced is one in name
    only.

    Innocent explanations
    ---------------------
    The notice is published in another gazette; the contract is called off from a framework that
    was announced.

    How to check
    ------------
    Search the official gazette for the notice; ask a second supplier of the market if it knew of
    the call.

    Assumptions
    -----------
    A type of document names a notice if it is `tenderNotice`, however spaced. Where under
    `min_coverage` of such procedures show a trace, nothing is computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> open_one = {"procurement_method": "open"}
    >>> call = {"process_id": "A", "place": "tender", "document_type": "tenderNotice"}
    >>> try_out(
    ...     "unpublished-call",
    ...     processes=[{"process_id": "F", **open_one}, {"process_id": "A", **open_one}],
    ...     awards=[{"process_id": id, "status": "active"} for id in "AF"],
    ...     documents=[call],
    ... )
    [{'subject_id': 'A', 'value': 1.0, 'flag': False, 'reason': None}, {'subject_id': 'F',
    'value': 0.0, 'flag': True, 'reason': None}]
    """
    won = awards.filter(_.status == "active").select("process_id").distinct()
    due = scope.filter(
        _.procurement_method.isnull() | _.procurement_method.isin(methods.split("|"))
    )
    calls = processes.inner_join(due, "process_id").inner_join(won, "process_id")
    is_notice = _.document_type.replace(" ", "").lower() == "tendernotice"
    notices = documents.filter((_.place == "tender") & is_notice)
    traced = count_beside(calls, notices, ("process_id",)).mutate(
        traces=_.tender_published_at.notnull().ifelse(1.0, 0.0)
        + _.tender_start_at.notnull().ifelse(1.0, 0.0)
        + (_.found > 0).ifelse(1.0, 0.0)
    )
    return traced.mutate(coverage=share_with(_.traces > 0)).select(
        subject_id=_.process_id,
        value=_.traces,
        reason=cases(
            (_.procurement_method.isnull(), "the procurement method is missing"),
            (_.coverage < min_coverage, "hardly any procedure of the data shows its call"),
        ),
    )
