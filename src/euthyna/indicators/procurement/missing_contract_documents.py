"""Contract documents missing."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.publishing import count_beside, share_with
from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import CONTRACT


@Indicator(
    id="missing-contract-documents",
    subject="contract",
    stage="contract",
    unit="documents",
    reads={
        "contract_awards": (
            "process_id",
            "contract_no",
            "status",
            "signed_at",
        ),
        "documents": (
            "process_id",
            "place",
            "parent_no",
        ),
    },
    params=(
        Param(
            name="min_documents",
            default=1,
            unit="documents",
            doc="At least so many documents of the contract.",
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
        "ocp2024redflags#R063",
        "sasu#RISK1-6",
    ),
    since="0.1",
)
def missing_contract_documents(
    contract_awards: Table, documents: Table, *, min_coverage: float
) -> Table:
    r"""Contract documents missing.

    Fewer than `min_documents` documents of a signed contract are published.

    Why it matters
    --------------
    A contract that nobody can read can be changed, or not carried out, without anyone noticing.

    Innocent explanations
    ---------------------
    The contract is on another site, or holds secrets of defence or trade; it was signed days ago.

    How to check
    ------------
    Ask the buyer for the signed text; compare price, quantity and term with the award.

    Assumptions
    -----------
    Any document of the contract stage counts, whatever its type. A contract is signed if it is
    active, terminated or has a date of signature. Where under `min_coverage` of them have a
    document, nothing is computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> contracts = [
    ...     {"process_id": id, "contract_no": 0, "status": "active"} for id in ("A", "F")
    ... ]
    >>> try_out(
    ...     "missing-contract-documents",
    ...     processes=[{"process_id": "A"}, {"process_id": "F"}],
    ...     contracts=contracts,
    ...     documents=[{"process_id": "A", "place": "contract", "parent_no": 0}],
    ... )
    [{'subject_id': 'A#/contracts/0', 'value': 1.0, 'flag': False, 'reason': None}, {'subject_id':
    'F#/contracts/0', 'value': 0.0, 'flag': True, 'reason': None}]
    """
    signed = contract_awards.filter(
        _.status.isin(["active", "terminated"]) | _.signed_at.notnull()
    ).select("process_id", "contract_no")
    papers = documents.filter(_.place == "contract").select("process_id", contract_no="parent_no")
    counted = count_beside(signed, papers, ("process_id", "contract_no")).mutate(
        coverage=share_with(_.found > 0)
    )
    return counted.select(
        "process_id",
        subject_id=CONTRACT,
        value=_.found,
        reason=cases((_.coverage < min_coverage, "hardly any contract of the data has documents")),
    )
