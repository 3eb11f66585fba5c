"""Identities as files for others: entities of FollowTheMoney, or a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from euthyna.entities.parties import Parties
from euthyna.entities.records import Record
from euthyna.entities.resolution.keeping import Kept
from euthyna.entities.screening.dossiers import properties

FORMATS: Final = ("ftm", "csv")
_RANKS: Final = ("LegalEntity", "Organization", "PublicBody", "Company", "Person")
"""Classes from the widest to the narrowest: one identity is written as the narrowest."""
_AT_ONCE: Final = 4096


def export(kept: Kept, parties: Parties, *, file: IO[str], form: str) -> int:
    """Write all identities of two and more members.

    Parameters
    ----------
    kept
        What a run left.
    parties
        All records; identities of records that are gone are written with those that are left.
    file
        Open for text.
    form
        ``ftm``: an entity a line, with the values of all members and their ids as ``referents``.
        ``csv``: a row a member, with link, probability and evidence.

    Returns
    -------
    int
        How many identities were written.
    """
    if form == "csv":
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(kept.identities.column_names)
        writer.writerows(zip(*kept.identities.to_pydict().values(), strict=True))
        return kept.count()
    written = 0
    for identity, members in _members(kept, parties):
        file.write(json.dumps(_entity(identity, members), ensure_ascii=False) + "\n")
        written += 1
    return written


def _members(kept: Kept, parties: Parties) -> Iterator[tuple[str, list[Record]]]:
    rows = {party: row for row, party in enumerate(parties.ids())}
    columns = (kept.identities.column(name).to_pylist() for name in ("identity_id", "party_id"))
    grouped: dict[str, list[int]] = {}
    for identity, party in zip(*columns, strict=True):
        if party in rows:
            grouped.setdefault(identity, []).append(rows[party])
    listed = list(grouped.items())
    for start in range(0, len(listed), _AT_ONCE):
        some = listed[start : start + _AT_ONCE]
        records = parties.records([row for _, members in some for row in members])
        for identity, members in some:
            yield identity, [next(records) for _ in members]


def _entity(identity: str, members: list[Record]) -> dict[str, Any]:
    said: dict[str, list[str]] = {}
    for member in members:
        for prop, values in properties(member).items():
            said.setdefault(prop, []).extend(values)
    main = [name.text for member in members for name in member.names if name.kind == "primary"]
    return {
        "id": identity,
        "caption": main[0] if main else identity,
        "schema": max((member.schema for member in members), key=_rank),
        "properties": {prop: _once(values) for prop, values in said.items()},
        "referents": [member.id for member in members if member.id != identity],
        "datasets": _once(member.dataset for member in members if member.dataset),
    }


def _rank(schema: str) -> int:
    return _RANKS.index(schema) if schema in _RANKS else 0


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
