"""All that is known of a party, as an entity of FollowTheMoney with what stands beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from euthyna.entities.records import Record

Row = Mapping[str, Any]
Entity = dict[str, Any]

BESIDE: Final = ("listings", "positions", "relationships")
"""The tables of what stands beside a party."""

_NAMES: Final = {
    "primary": "name",
    "former": "previousName",
    "weak": "weakAlias",
    "abbreviation": "abbreviation",
}
_PARTS: Final = {"firstName": "given", "lastName": "family", "fatherName": "patronymic"}


@dataclass(frozen=True, slots=True)
class _Tie:
    """A kind of tie as a class of FollowTheMoney."""

    schema: str
    party: str
    """The property of the tie that names the party."""
    other: str
    """The property that names the other one."""
    of_party: str
    """The property under which the tie stands with the party."""
    of_other: str


_TIES: Final = {
    "ownership": _Tie("Ownership", "owner", "asset", "ownershipOwner", "ownershipAsset"),
    "control": _Tie(
        "Control", "controller", "controlled", "controlledEntities", "controllingEntities"
    ),
    "directorship": _Tie(
        "Directorship",
        "director",
        "organization",
        "directorshipDirector",
        "directorshipOrganization",
    ),
    "membership": _Tie(
        "Membership", "member", "organization", "membershipMember", "membershipOrganization"
    ),
    "employment": _Tie("Employment", "employee", "employer", "employers", "employees"),
    "representation": _Tie(
        "Representation", "agent", "client", "agencyClient", "agentRepresentation"
    ),
    "succession": _Tie("Succession", "successor", "predecessor", "predecessors", "successors"),
    "family": _Tie("Family", "person", "relative", "familyPerson", "familyRelative"),
    "associate": _Tie("Associate", "person", "associate", "associates", "associations"),
    "unknown": _Tie("UnknownLink", "subject", "object", "unknownLinkTo", "unknownLinkFrom"),
}
_KINSHIP: Final = frozenset({"family", "associate"})


class Dossiers:
    """What stands beside parties: listings, offices and ties.

    Parameters
    ----------
    tables
        Those of :data:`BESIDE` that there are, with the columns of the model.
    """

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables

    def nested(self, party: Record, *, find: Callable[[str], Record | None]) -> Entity:
        """Write a party as an entity with its listings, offices and ties inside it.

        Parameters
        ----------
        find
            Gives another party by its id, for the far end of a tie.
        """
        found = entity(party)
        beside = {
            "sanctions": [_sanction(row) for row in self._rows("listings", "party_id", party.id)],
            "positionOccupancies": [
                _occupancy(row) for row in self._rows("positions", "party_id", party.id)
            ],
        }
        for side, other in (("party_id", "other_id"), ("other_id", "party_id")):
            for row in self._rows("relationships", side, party.id):
                tie = _TIES[row["kind"] if row["kind"] in _TIES else "unknown"]
                place = tie.of_party if side == "party_id" else tie.of_other
                far = find(row[other]) if row[other] else None
                beside.setdefault(place, []).append(_tied(row, tie, side, far))
        found["properties"].update({prop: values for prop, values in beside.items() if values})
        return found

    def _rows(self, table: str, column: str, value: str) -> list[dict[str, Any]]:
        found = self._tables.get(table)
        if found is None:
            return []
        return list(found.filter(pc.equal(found[column], value)).to_pylist())


def entity(party: Record) -> Entity:
    """Write a party as an entity, without what stands beside it."""
    return {
        "id": party.id,
        "caption": party.names[0].text if party.names else party.id,
        "schema": party.schema,
        "properties": properties(party),
        "datasets": [party.dataset] if party.dataset else [],
    }


def properties(party: Record) -> dict[str, list[Any]]:
    """Write what a record says as properties of FollowTheMoney; what it does not say is left out."""
    said: dict[str, list[Any]] = {}

    def say(prop: str, *values: str) -> None:
        said.setdefault(prop, []).extend(value for value in values if value)

    for name in party.names:
        say(_NAMES.get(name.kind, "alias"), name.text)
        for prop, part in _PARTS.items() if party.schema == "Person" else ():
            say(prop, getattr(name, part))
    for number in party.identifiers:
        say(number.scheme if number.scheme in _NUMBERS else _any_number(party), number.value)
    if party.schema == "Person":
        say("birthDate", *party.birth_dates)
        say("gender", party.gender)
    say("incorporationDate", party.incorporation_date)
    say("country", *party.countries)
    say("address", *party.addresses)
    say("phone", *party.phones)
    say("email", *party.emails)
    say("topics", *party.topics)
    return {prop: list(dict.fromkeys(values)) for prop, values in said.items() if values}


def _any_number(party: Record) -> str:
    return "idNumber" if party.schema == "Person" else "registrationNumber"


_NUMBERS: Final = frozenset(
    {
        "registrationNumber",
        "idNumber",
        "taxNumber",
        "vatCode",
        "leiCode",
        "innCode",
        "ogrnCode",
        "okpoCode",
        "uscCode",
        "dunsCode",
        "uniqueEntityId",
        "npiCode",
        "swiftBic",
        "wikidataId",
        "passportNumber",
        "socialSecurityNumber",
        "licenseNumber",
        "imoNumber",
    }
)
"""Schemes that are properties themselves, of a party of any class."""


def _sanction(row: Row) -> Entity:
    return _beside(
        "Sanction",
        row,
        authority=row["authority"],
        program=row["program"],
        reason=row["ground"],
        recordId=row["reference"],
        startDate=row["start_date"],
        endDate=row["end_date"],
        country=row["country"],
        status=row["status"],
    )


def _occupancy(row: Row) -> Entity:
    post = _beside("Position", row, name=row["title"], country=row["country"])
    if row["topics"]:
        post["properties"]["topics"] = list(row["topics"])
    post["id"] = row["position_id"] or post["id"]
    found = _beside(
        "Occupancy",
        row,
        startDate=row["start_date"],
        endDate=row["end_date"],
        periodStart=row["period_start"],
        periodEnd=row["period_end"],
        status=row["status"],
    )
    found["properties"]["post"] = [post]
    return found


def _tied(row: Row, tie: _Tie, side: str, far: Record | None) -> Entity:
    role = "relationship" if row["kind"] in _KINSHIP else "role"
    words = {role: row["role"], "startDate": row["start_date"], "endDate": row["end_date"]}
    if row["kind"] == "ownership":
        words["percentage"] = _percentage(row)
    found = _beside(tie.schema, row, **words)
    far_id = row["other_id" if side == "party_id" else "party_id"]
    near, distant = (tie.party, tie.other) if side == "party_id" else (tie.other, tie.party)
    found["id"] = row["relationship_id"] or found["id"]
    found["properties"][near] = [row[side]]
    found["properties"][distant] = [entity(far) if far else far_id]
    return found


def _percentage(row: Row) -> str | None:
    low, high = row["share_min"], row["share_max"]
    if low is None or high is None:
        return None
    return f"{low * 100:g}" if low == high else f"{low * 100:g}-{high * 100:g}"


def _beside(schema: str, row: Row, **said: str | None) -> Entity:
    """Make an entity of one row: its id is a hash of all that it says."""
    words = {prop: [value] for prop, value in said.items() if value}
    text = repr((schema, row.get("party_id"), row["source"], sorted(words.items())))
    return {
        "id": f"{schema.lower()}-{hashlib.blake2b(text.encode(), digest_size=10).hexdigest()}",
        "schema": schema,
        "properties": words,
        "datasets": [row["dataset"]],
    }
