"""Drafts to rows of who is who, as Arrow tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import Any, Final, TypeVar

import pyarrow as pa

from euthyna.data.declarations import (
    Draft,
    DraftAddress,
    DraftIdentifier,
    DraftListing,
    DraftName,
    DraftPosition,
    DraftRelationship,
)
from euthyna.data.declarations.notes import Notes
from euthyna.data.model import Kind, who

TYPES: Final = {
    Kind.TEXT: pa.string(),
    Kind.TEXTS: pa.list_(pa.string()),
    Kind.COUNT: pa.int64(),
    Kind.NUMBER: pa.float64(),
}
SCHEMAS: Final = {
    table.name: pa.schema([(column.name, TYPES[column.kind]) for column in table.columns])
    for table in who.TABLES
}
"""The Arrow schema of each table of who is who."""
LONGEST_NAME: Final = 1000
"""How many characters of a name are kept."""

Rows = dict[str, pa.Table]
"""Rows by table, without empty tables."""
Placed = tuple[tuple[Any, ...], str]
"""A row without its keys, and the place where it was published."""
T = TypeVar(
    "T", DraftName, DraftIdentifier, DraftAddress, DraftPosition, DraftListing, DraftRelationship
)


class PartyRows:
    """Collects drafts, and gives them as Arrow tables."""

    def __init__(self, dataset: str, *, notes: Notes) -> None:
        self.parties = 0
        """How many drafts are held."""
        self._dataset = dataset
        self._notes = notes
        self._rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in SCHEMAS}

    def add(self, draft: Draft) -> None:
        """Take over a draft."""
        self.parties += 1
        self._add(draft)

    def take(self) -> Rows:
        """Give all rows, and hold none."""
        rows, self._rows = self._rows, {name: [] for name in SCHEMAS}
        self.parties = 0
        return {name: _table(SCHEMAS[name], found) for name, found in rows.items() if found}

    def _add(self, draft: Draft) -> None:
        dataset, source = self._dataset, draft.source
        party = f"{dataset}:{draft.id}"
        names = self._names(draft)
        found = {
            "party_names": _distinct(names, _name_row, source),
            "party_identifiers": _distinct(draft.identifiers, _identifier_row, source),
            "party_addresses": _distinct(draft.addresses, _address_row, source),
            "positions": _distinct(draft.positions, _row, source),
            "listings": _distinct(draft.listings, _row, source),
        }
        for table, rows in found.items():
            if not rows:
                continue
            self._rows[table] += [
                (party, dataset, number, *row, place) for number, (row, place) in enumerate(rows)
            ]
        ties = _distinct(draft.relationships, lambda tie: _tie_row(tie, draft.id), source)
        self._rows["relationships"] += [self._tie(row, party, place) for row, place in ties]
        if not draft.marginal:
            said = [*found.values(), ties]
            self._rows["parties"].append(_party_row(draft, party, dataset, names, said))
            if not names:
                self._notes.add("no-name", source)

    def _tie(self, row: tuple[Any, ...], party: str, source: str) -> tuple[Any, ...]:
        tie, kind, other, *rest = row
        dataset = self._dataset
        return (f"{dataset}:{tie}", dataset, kind, party, f"{dataset}:{other}", *rest, source)

    def _names(self, draft: Draft) -> list[DraftName]:
        """Put the main name first, and leave out what was said before."""
        names = draft.names
        for name in names:
            if len(name.name) > LONGEST_NAME:
                self._notes.add(
                    "too-long-value", draft.source, "name", str(len(name.name)), str(LONGEST_NAME)
                )
                name.name = name.name[:LONGEST_NAME]
        if len(names) < 2:
            return names
        main = next((n for n, name in enumerate(names) if name.kind == "primary"), 0)
        ordered = [names[main], *names[:main], *names[main + 1 :]]
        return list({name.name: name for name in reversed(ordered)}.values())[::-1]


def _name_row(name: DraftName) -> tuple[Any, ...]:
    return (
        name.name,
        name.kind,
        name.language or None,
        name.given_name or None,
        name.family_name or None,
        name.patronymic or None,
    )


def _identifier_row(number: DraftIdentifier) -> tuple[Any, ...]:
    return (number.scheme or None, number.identifier, number.country or None)


def _row(said: DraftListing | DraftPosition) -> tuple[Any, ...]:
    return tuple(getattr(said, name) or None for name in said.__slots__ if name != "source")


def _address_row(address: DraftAddress) -> tuple[Any, ...]:
    street, locality = address.street, address.locality
    region, code, country = address.region, address.postal_code, address.country
    text = address.address or ", ".join(
        filter(None, (street, " ".join(filter(None, (code, locality))), region, country.upper()))
    )
    return tuple(part or None for part in (text, street, locality, region, code, country))


def _tie_row(tie: DraftRelationship, party: str) -> tuple[Any, ...]:
    name = tie.id or f"{tie.kind}:{party}:{tie.other}"
    shares = (tie.share_min, tie.share_max)
    times = (tie.start_date or None, tie.end_date or None, tie.stated_date or None)
    return (name, tie.kind, tie.other, tie.role or None, *shares, *times)


def _party_row(
    draft: Draft, party: str, dataset: str, names: Sequence[DraftName], said: list[list[Placed]]
) -> tuple[Any, ...]:
    row = (
        draft.schema or "LegalEntity",
        names[0].name if names else None,
        _texts(draft.birth_dates),
        _texts(draft.birth_places),
        _texts(draft.death_dates),
        draft.gender or None,
        draft.incorporation_date or None,
        draft.dissolution_date or None,
        _texts(draft.countries),
        _texts(draft.topics),
        _texts(draft.phones),
        _texts([email.lower() for email in draft.emails]),
        _texts(draft.websites),
        draft.legal_form or None,
    )
    return (party, dataset, *row, digest(row, said), draft.source)


def digest(row: tuple[Any, ...], said: list[list[Placed]]) -> str:
    """Hash all that is said of a party, whatever the order in which it is said, and where."""
    plain = [sorted([repr(one) for one, _ in rows]) for rows in said if rows]
    ordered = [sorted(value) if type(value) is list else value for value in row]
    text = repr((ordered, plain)).encode("utf-8", "replace")
    return blake2b(text, digest_size=12).hexdigest()


def _texts(values: list[str]) -> list[str] | None:
    if not values:
        return None
    if len(values) == 1:
        return values if values[0] else None
    return list(dict.fromkeys(value for value in values if value)) or None


def _distinct(said: list[T], row: Callable[[T], tuple[Any, ...]], source: str) -> list[Placed]:
    """Make rows with their places, and leave out what was said before."""
    if not said:
        return []
    if len(said) == 1:
        return [(row(said[0]), said[0].source or source)]
    return distinct([(row(item), item.source or source) for item in said])


def distinct(found: list[Placed]) -> list[Placed]:
    """Leave out what was said before."""
    if len(found) < 2:
        return found
    return list({repr(one[0]): one for one in reversed(found)}.values())[::-1]


def _table(schema: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
