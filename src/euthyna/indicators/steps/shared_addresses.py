"""Parties at the address of a supplier."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.contacts import SHORTEST_STREET, figures, letters, neighbours
from euthyna.indicators.spec import Step


@Step(
    id="shared_addresses",
    reads={
        "supplier_addresses": ("supplier_id", "street", "town", "house"),
        "party_addresses": ("party_id", "address", "street", "locality"),
        "supplier_parties": ("supplier_id", "party_id"),
    },
    gives={"supplier_id": "string", "party_id": "string", "sharers": "int64"},
)
def shared_addresses(
    supplier_addresses: Table, party_addresses: Table, supplier_parties: Table
) -> Table:
    """List parties of lists and registers that have an address with a supplier.

    An address without parts must begin with the supplier's street and number, and name the
    town after it. `sharers` counts the suppliers and parties at the address; parties that the
    supplier may be itself are left out of the pairs.
    """
    parts = ibis.coalesce(_.street + ", " + _.locality, _.address)
    written = party_addresses.select("party_id", text=letters(parts), figures=figures(parts))
    heads = supplier_addresses.select(head=_.street.left(SHORTEST_STREET)).distinct()
    near = written.distinct().mutate(head=_.text.left(SHORTEST_STREET)).semi_join(heads, "head")
    # An equal beginning is a join on equality for each length of a street that there is.
    lengths = supplier_addresses.select(length=_.street.length()).distinct()
    cut = near.cross_join(lengths).mutate(street=_.text.left(_.length))
    beside = cut.inner_join(supplier_addresses, "street").filter(_.figures.contains(_.house))
    there = beside.filter(_.text.substr(_.length).contains(_.town))
    pairs = there.select("supplier_id", "party_id", contact=_.street + " " + _.town)
    return neighbours(pairs, supplier_parties)
