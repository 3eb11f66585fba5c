"""Suppliers and parties of registers that have one number."""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Param, Step

SHORTEST = 6
"""Shorter numbers are met in every register."""


@Step(
    id="numbered_parties",
    reads={
        "process_parties": (
            "process_id",
            "party_no",
            "party_id",
            "identifier_scheme",
            "identifier_id",
        ),
        "process_party_identifiers": ("process_id", "party_no", "scheme", "identifier"),
        "party_identifiers": ("party_id", "identifier", "country"),
        "parties": ("party_id", "countries"),
    },
    gives={"query_id": "string", "party_id": "string", "probability": "float64"},
    params=(
        Param(
            name="placeless",
            default=0.9,
            unit="probability",
            doc="How probable it is that both are one where the country of a number is not known.",
            low=0,
            high=1,
        ),
    ),
)
def numbered_parties(
    process_parties: Table,
    process_party_identifiers: Table,
    party_identifiers: Table,
    parties: Table,
    *,
    placeless: float,
) -> Table:
    """List suppliers beside the parties that have their number in a register.

    Numbers are compared as capital letters and digits. Where the countries of both are known,
    one must be the same: that of a scheme stands before its first hyphen (``GB-COH``).
    """
    asked = _asked(process_parties, process_party_identifiers)
    held = party_identifiers.select("party_id", "country", number=_alike(_.identifier))
    homes = parties.select("party_id", "countries")
    beside = asked.inner_join(held.filter(_.number.length() >= SHORTEST), "number")
    found = beside.left_join(homes, "party_id").mutate(
        agrees=ibis.coalesce(_.country == _.place, False)
        | ibis.coalesce(_.countries.contains(_.place), False),
        is_placed=_.place.notnull()
        & (_.country.notnull() | (ibis.coalesce(_.countries.length(), 0) > 0)),
    )
    return (
        found.filter(_.agrees | ~_.is_placed)
        .group_by("query_id", "party_id")
        .aggregate(probability=ibis.ifelse(_.agrees, 1.0, placeless).max())
    )


def _asked(process_parties: Table, process_party_identifiers: Table) -> Table:
    """List the numbers of organisations, with the country where the scheme tells it."""
    owners = process_parties.select("process_id", "party_no", query_id="party_id")
    further = process_party_identifiers.inner_join(owners, ["process_id", "party_no"])
    first = process_parties.select(
        query_id=_.party_id, scheme=_.identifier_scheme, identifier=_.identifier_id
    )
    every = first.union(further.select("query_id", "scheme", "identifier"))
    country = _.scheme.substr(0, 2).lower()
    placed = ibis.coalesce(_.scheme.re_search("^[A-Za-z]{2}-"), False)
    return every.select(
        "query_id",
        number=_alike(_.identifier),
        place=ibis.ifelse(placed, country, ibis.null("string")),
    ).distinct()


def _alike(number: Any) -> Any:
    return number.upper().re_replace(r"[^\p{L}\p{N}]", "")
