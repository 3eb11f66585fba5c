"""The changes made to contracts."""

from __future__ import annotations

from ibis import Table, _, literal

from euthyna.indicators.spec import Step


@Step(
    id="contract_changes",
    reads={
        "amendments": ("process_id", "place", "parent_no", "amendment_at"),
        "documents": ("process_id", "place", "parent_no", "document_type", "published_at"),
    },
    gives={
        "process_id": "string",
        "contract_no": "int64",
        "kind": "string",
        "change_at": "timestamp(6)",
    },
)
def contract_changes(amendments: Table, documents: Table) -> Table:
    """Amendments of contracts, and documents that are amendments.

    Many publishers give only the document. The same change may stand here under both kinds.
    """
    listed = amendments.filter(_.place == "contract").select(
        "process_id", contract_no="parent_no", change_at="amendment_at"
    )
    # Publishers write the code with blanks, capitals and slips at its end.
    is_change = _.document_type.replace(" ", "").lower().startswith("contractamendment")
    papers = documents.filter(_.place.isin(["contract", "implementation"]) & is_change).select(
        "process_id", contract_no="parent_no", change_at="published_at"
    )
    return listed.mutate(kind=literal("amendment")).union(papers.mutate(kind=literal("document")))
