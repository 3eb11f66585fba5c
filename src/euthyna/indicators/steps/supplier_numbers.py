"""Telephone numbers and e-mail addresses of suppliers, written alike."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.contacts import mailbox, number
from euthyna.indicators.spec import Step


@Step(
    id="supplier_numbers",
    reads={
        "award_suppliers": ("party_id",),
        "process_parties": ("party_id", "telephone", "email"),
    },
    gives={"supplier_id": "string", "contact": "string"},
)
def supplier_numbers(award_suppliers: Table, process_parties: Table) -> Table:
    """List how suppliers can be reached: the last digits of a number, or an e-mail address."""
    suppliers = award_suppliers.select(supplier_id="party_id").distinct()
    reached = process_parties.select(supplier_id="party_id", contact=number(_.telephone)).union(
        process_parties.select(supplier_id="party_id", contact=mailbox(_.email))
    )
    return reached.filter(_.contact.notnull()).inner_join(suppliers, "supplier_id").distinct()
