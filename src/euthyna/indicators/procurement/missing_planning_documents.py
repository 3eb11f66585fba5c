"""Planning documents missing."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.publishing import count_beside, share_with
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="missing-planning-documents",
    subject="process",
    stage="planning",
    unit="documents",
    reads={
        "scope": ("process_id",),
        "documents": (
            "process_id",
            "place",
        ),
    },
    params=(
        Param(
            name="min_documents",
            default=1,
            unit="documents",
            doc="At least so many documents of the planning stage.",
            low=1,
            high=20,
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
        "ocp2024redflags#R001",
        "vpt",
    ),
    since="0.1",
)
def missing_planning_documents(scope: Table, documents: Table, *, min_coverage: float) -> Table:
    r"""Planning documents missing.

    Fewer than `min_documents` documents of the planning stage are published: no plan, no
    assessment of needs, no market study.

    Why it matters
    --------------
    A purchase that nobody planned may serve the seller rather than a need, and a plan that nobody
    sees cannot be compared with what was bought.

    Innocent explanations
    ---------------------
    The plan is published elsewhere, for the whole year at once; the purchase is too small to need
    one.

    How to check
    ------------
    Look for the purchase in the annual plan of the buyer; ask who stated the need, and when.

    Assumptions
    -----------
    Any document of the planning stage counts, whatever its type. Where under `min_coverage` of
    the processes have one, the publisher does not publish them and nothing is computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> papers = [{"process_id": "A", "place": "planning"}]
    >>> try_out(
    ...     "missing-planning-documents",
    ...     processes=[{"process_id": "A"}, {"process_id": "F"}],
    ...     documents=papers,
    ... )
    [{'subject_id': 'A', 'value': 1.0, 'flag': False, 'reason': None}, {'subject_id': 'F',
    'value': 0.0, 'flag': True, 'reason': None}]
    """
    papers = documents.filter(_.place == "planning").select("process_id")
    counted = count_beside(scope, papers, ("process_id",)).mutate(coverage=share_with(_.found > 0))
    return counted.select(
        subject_id=_.process_id,
        value=_.found,
        reason=cases(
            (_.coverage < min_coverage, "hardly any process of the data has planning documents")
        ),
    )
