"""Which parties of lists and registers a supplier is, or may be."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="supplier_parties",
    reads={
        "award_suppliers": ("party_id",),
        "same_parties": ("query_id", "party_id", "probability", "is_former"),
        "relationships": ("kind", "party_id", "other_id"),
    },
    gives={
        "supplier_id": "string",
        "party_id": "string",
        "probability": "float64",
        "is_former": "boolean",
    },
)
def supplier_parties(award_suppliers: Table, same_parties: Table, relationships: Table) -> Table:
    """List the parties that a supplier may be, each once, with how probable that is.

    A supplier may be in a register, and the firm of that register on a list: two links are
    followed, and their probabilities multiplied. `is_former` says that only a former name is
    alike, or that the supplier succeeds the party.
    """
    asked = award_suppliers.select(supplier_id="party_id").distinct()
    first = asked.inner_join(same_parties, asked.supplier_id == same_parties.query_id).select(
        "supplier_id", "party_id", "probability", "is_former"
    )
    successions = relationships.filter(_.kind == "succession")
    before = (
        first.inner_join(successions.select("party_id", "other_id").distinct(), "party_id")
        .select(
            "supplier_id",
            "probability",
            party_id="other_id",
            is_former=ibis.literal(value=True),
        )
        .select("supplier_id", "party_id", "probability", "is_former")
    )
    reached = first.union(before)
    further = same_parties.select(
        "query_id", other_id="party_id", other_one="probability", other_former="is_former"
    )
    beyond = reached.inner_join(further, reached.party_id == further.query_id).select(
        "supplier_id",
        party_id=_.other_id,
        probability=_.probability * _.other_one,
        is_former=_.is_former | _.other_former,
    )
    return (
        reached.union(beyond)
        .group_by("supplier_id", "party_id")
        .aggregate(probability=_.probability.max(), is_former=_.is_former.all())
    )
