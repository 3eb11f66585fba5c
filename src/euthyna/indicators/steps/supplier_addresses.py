"""The addresses of suppliers, written alike."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.contacts import SHORTEST_STREET, letters
from euthyna.indicators.spec import Step


@Step(
    id="supplier_addresses",
    reads={
        "award_suppliers": ("party_id",),
        "process_parties": ("party_id", "street", "locality"),
    },
    gives={"supplier_id": "string", "street": "string", "town": "string", "house": "string"},
)
def supplier_addresses(award_suppliers: Table, process_parties: Table) -> Table:
    """List street and town of suppliers; an address needs both.

    `house` is the number with which the street ends, between blanks, or a blank.
    """
    suppliers = award_suppliers.select(supplier_id="party_id").distinct()
    placed = process_parties.select(
        supplier_id=_.party_id,
        street=letters(_.street),
        town=letters(_.locality),
        house=" " + _.street.re_replace(r"[^\p{L}\p{N}]+$", "").re_extract("([0-9]*)$", 1) + " ",
    )
    spelt = placed.mutate(house=_.house.replace("  ", " "))
    known = spelt.filter((_.street.length() >= SHORTEST_STREET) & (_.town.length() > 1))
    return known.inner_join(suppliers, "supplier_id").distinct()
