"""Parties that are, or may be, one and the same."""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Param, Step

_COLUMNS = ("query_id", "party_id", "probability", "is_former")


@Step(
    id="same_parties",
    reads={
        "matches": ("query_id", "query_name", "party_id", "probability", "name_kind", "decision"),
        "identities": ("identity_id", "party_id", "probability"),
        "party_names": ("party_id", "name", "kind"),
        "listings": ("party_id",),
        "positions": ("party_id",),
        "relationships": ("party_id", "other_id"),
        "numbered_parties": ("query_id", "party_id", "probability"),
    },
    gives={
        "query_id": "string",
        "party_id": "string",
        "probability": "float64",
        "is_former": "boolean",
    },
    params=(
        Param(
            name="least",
            default=0.5,
            unit="probability",
            doc="Links that are less probable are not followed.",
            low=0,
            high=1,
        ),
    ),
)
def same_parties(
    matches: Table,
    *,
    identities: Table,
    party_names: Table,
    listings: Table,
    positions: Table,
    relationships: Table,
    numbered_parties: Table,
    least: float,
) -> Table:
    """List pairs of ids that may stand for one party, each pair once.

    From screening (who was decided to be different is left out, who was decided to be the same
    is sure), from identities, from equal numbers in registers; and every party is itself.
    `is_former` says that only a name is alike that one of the two no longer has, and that nobody
    has decided on it.
    """
    known = ibis.union(
        listings.select("party_id"),
        positions.select("party_id"),
        relationships.select("party_id"),
        relationships.select(party_id="other_id"),
    )
    found = ibis.union(
        _screened(matches, party_names),
        _resolved(identities),
        _pairs(known.distinct(), query_id=_.party_id, party_id=_.party_id, probability=1.0),
        _pairs(
            numbered_parties,
            query_id=_.query_id,
            party_id=_.party_id,
            probability=_.probability,
        ),
    )
    apart = matches.filter(_.decision == "different").select("query_id", "party_id")
    return (
        found.filter(_.probability >= least)
        .anti_join(apart, ["query_id", "party_id"])
        .group_by("query_id", "party_id")
        .aggregate(probability=_.probability.max(), is_former=_.is_former.all())
    )


def _screened(matches: Table, party_names: Table) -> Table:
    """Give the pairs of screening."""
    former = party_names.filter(_.kind == "former").select(query_id="party_id", query_name="name")
    past = former.distinct().mutate(was_former=ibis.literal(value=True))
    decided = ibis.coalesce(_.decision, "")
    return _pairs(
        matches.filter(_.party_id.notnull()).left_join(past, ["query_id", "query_name"]),
        query_id=_.query_id,
        party_id=_.party_id,
        probability=ibis.ifelse(decided == "same", 1.0, _.probability),
        is_former=ibis.coalesce((_.name_kind == "former") | _.was_former, False)
        & (decided != "same"),
    )


def _resolved(identities: Table) -> Table:
    """Give the pairs within identities; each member came in with a probability of its own."""
    other = identities.select("identity_id", other_id="party_id", other_one="probability")
    pairs = identities.inner_join(other, "identity_id").filter(_.party_id != _.other_id)
    return _pairs(
        pairs,
        query_id=_.party_id,
        party_id=_.other_id,
        probability=ibis.coalesce(_.probability, 1.0) * ibis.coalesce(_.other_one, 1.0),
    )


def _pairs(rows: Table, **values: Any) -> Table:
    is_former = values.pop("is_former", ibis.literal(value=False))
    made = rows.select(**values, is_former=is_former).select(*_COLUMNS)
    return made.cast({"probability": "float64"})
