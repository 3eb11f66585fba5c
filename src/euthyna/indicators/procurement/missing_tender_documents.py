"""Tender documents missing."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.publishing import count_beside, share_with
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="missing-tender-documents",
    subject="process",
    stage="tender",
    unit="documents",
    reads={
        "scope": ("process_id",),
        "processes": (
            "process_id",
            "tender_status",
            "tender_end_at",
        ),
        "documents": (
            "process_id",
            "place",
            "published_at",
        ),
    },
    params=(
        Param(
            name="min_documents",
            default=1,
            unit="documents",
            doc="At least so many documents before the deadline.",
            low=1,
            high=50,
        ),
        Param(
            name="min_coverage",
            default=0.1,
            unit="share",
            doc="Where a smaller share of the data has it at all, its lack says nothing.",
            low=0,
            high=1,
        ),
    ),
    flag=Flag("<", "min_documents"),
    sources=(
        "ocp2024redflags#R005",
        "krai#KRAI12",
        "sasu#RISK1-13_1",
    ),
    since="0.1",
)
def missing_tender_documents(
    scope: Table, processes: Table, documents: Table, *, min_coverage: float
) -> Table:
    r"""Tender documents missing.

    Fewer than `min_documents` documents of the tender were published before the deadline for
    bids.

    Why it matters
    --------------
    Without the specifications only those who were told in private can write a bid.

    Innocent explanations
    ---------------------
    The documents are on another site, or are handed out against registration; the contract was
    placed without a call.

    How to check
    ------------
    Open the notice and look for the place of the documents; ask a losing bidder when they could
    be had.

    Assumptions
    -----------
    Any document of the tender stage counts; one without a date counts as published in time.
    Planned tenders are left out. Where under `min_coverage` of the tenders have one, nothing is
    computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> late = {"place": "tender", "published_at": datetime(2024, 3, 21)}
    >>> tender = {"tender_status": "complete", "tender_end_at": datetime(2024, 3, 20)}
    >>> try_out(
    ...     "missing-tender-documents",
    ...     processes=[{"process_id": "F", **tender}, {"process_id": "A", **tender}],
    ...     documents=[{"process_id": "F", **late}, {"process_id": "A", "place": "tender"}],
    ... )
    [{'subject_id': 'A', 'value': 1.0, 'flag': False, 'reason': None}, {'subject_id': 'F',
    'value': 0.0, 'flag': True, 'reason': None}]
    """
    tenders = processes.inner_join(scope, "process_id").filter(
        _.tender_status.notin(["planning", "planned"])
    )
    papers = documents.filter(_.place == "tender").inner_join(
        tenders.select("process_id", "tender_end_at"), "process_id"
    )
    late = coalesce(_.published_at > _.tender_end_at, False)
    counted = count_beside(tenders, papers.filter(~late), ("process_id",)).mutate(
        coverage=share_with(_.found > 0)
    )
    return counted.select(
        subject_id=_.process_id,
        value=_.found,
        reason=cases(
            (_.coverage < min_coverage, "hardly any process of the data has tender documents")
        ),
    )
