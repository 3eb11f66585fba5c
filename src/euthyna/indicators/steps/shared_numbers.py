"""Parties that are reached like a supplier."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.contacts import mailbox, neighbours, number
from euthyna.indicators.spec import Step


@Step(
    id="shared_numbers",
    reads={
        "supplier_numbers": ("supplier_id", "contact"),
        "parties": ("party_id", "phones", "emails"),
        "supplier_parties": ("supplier_id", "party_id"),
    },
    gives={"supplier_id": "string", "party_id": "string", "sharers": "int64"},
)
def shared_numbers(supplier_numbers: Table, parties: Table, supplier_parties: Table) -> Table:
    """List parties of lists and registers with a telephone number or mailbox of a supplier.

    `sharers` counts the suppliers and parties that have it; parties that the supplier may be
    itself are left out of the pairs.
    """
    phones = parties.select("party_id", contact=parties.phones.unnest())
    emails = parties.select("party_id", contact=parties.emails.unnest())
    reached = phones.mutate(contact=number(_.contact)).union(
        emails.mutate(contact=mailbox(_.contact))
    )
    pairs = supplier_numbers.inner_join(reached.filter(_.contact.notnull()), "contact")
    return neighbours(pairs.select("supplier_id", "party_id", "contact"), supplier_parties)
