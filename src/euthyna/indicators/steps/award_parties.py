"""The parties of lists and registers that the suppliers of an award are, or may be."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="award_parties",
    reads={
        "screened_awards": ("process_id", "award_no", "day"),
        "award_suppliers": ("process_id", "award_no", "party_id"),
        "supplier_parties": ("supplier_id", "party_id", "probability", "is_former"),
    },
    gives={
        "process_id": "string",
        "award_no": "int64",
        "day": "string",
        "party_id": "string",
        "probability": "float64",
        "is_former": "boolean",
    },
)
def award_parties(screened_awards: Table, award_suppliers: Table, supplier_parties: Table) -> Table:
    """List the parties that the suppliers of a dated award may be."""
    suppliers = award_suppliers.select("process_id", "award_no", supplier_id="party_id").distinct()
    dated = screened_awards.filter(_.day.notnull())
    named = dated.inner_join(suppliers, ["process_id", "award_no"])
    return named.inner_join(supplier_parties, "supplier_id")
