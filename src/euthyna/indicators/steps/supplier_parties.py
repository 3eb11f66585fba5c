"""Which parties of lists and registers a supplier is, or may be."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step

_COLUMNS = ("supplier_id", "party_id", "probability", "is_former")


@Step(
    id="supplier_parties",
    reads={
        "award_suppliers": ("party_id",),
        "same_parties": ("query_id", "party_id", "probability", "is_former"),
        "matches": ("query_id", "party_id", "decision"),
        "relationships": ("kind", "party_id", "other_id"),
    },
    gives={
        "supplier_id": "string",
        "party_id": "string",
        "probability": "float64",
        "is_former": "boolean",
    },
)
def supplier_parties(
    award_suppliers: Table, same_parties: Table, matches: Table, relationships: Table
) -> Table:
    """List the parties that a supplier may be, each once, with how probable that is.

    A supplier may be in a register, and the firm of that register on a list: two links are
    followed, and their probabilities multiplied. Parties that a person has told apart from the
    supplier are left out. `is_former` says that only a former name is alike, or that the
    supplier succeeds the party.
    """
    asked = award_suppliers.select(supplier_id="party_id").distinct()
    first = asked.inner_join(same_parties, asked.supplier_id == same_parties.query_id)
    direct = first.select(*_COLUMNS)
    apart = matches.filter(_.decision == "different").select("party_id", supplier_id="query_id")
    selves = direct.union(_further(direct, same_parties)).anti_join(
        apart, ["supplier_id", "party_id"]
    )
    successions = relationships.filter(_.kind == "succession").select("party_id", "other_id")
    before = selves.inner_join(successions.distinct(), "party_id").select(
        "supplier_id",
        party_id=_.other_id,
        probability=_.probability,
        is_former=ibis.literal(value=True),
    )
    return (
        ibis.union(selves, before, _further(before, same_parties))
        .group_by("supplier_id", "party_id")
        .aggregate(probability=_.probability.max(), is_former=_.is_former.all())
    )


def _further(reached: Table, same_parties: Table) -> Table:
    """Follow one more link from parties that were reached."""
    links = same_parties.select(
        "query_id", other_id="party_id", other_one="probability", other_former="is_former"
    )
    return reached.inner_join(links, reached.party_id == links.query_id).select(
        "supplier_id",
        party_id=_.other_id,
        probability=_.probability * _.other_one,
        is_former=_.is_former | _.other_former,
    )
