"""Identities as rows: who belongs to which, by which link, on what evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from euthyna.data.model import Kind
from euthyna.data.model.results import IDENTITIES
from euthyna.entities.resolution.evidence import evidence_texts
from euthyna.entities.resolution.resolving import Member, Resolved

_TYPES: Final = {Kind.TEXT: pa.string(), Kind.NUMBER: pa.float64()}
SCHEMA: Final = pa.schema([(column.name, _TYPES[column.kind]) for column in IDENTITIES.columns])
"""The columns of the table `identities`."""
APART: Final = pa.schema(
    [
        ("party_id", pa.string()),
        ("other_id", pa.string()),
        ("name", pa.string()),
        ("other_name", pa.string()),
        ("probability", pa.float64()),
        ("reason", pa.string()),
        ("between_id", pa.string()),
        ("between_other_id", pa.string()),
    ]
)
"""Pairs that are probable and were not joined: why, and which two records keep them apart."""
UNDECIDED: Final = "namesakes may agree in as much: a person has to decide"

COMPUTED: Final = "computed"
"""In place of a person's name, where nobody decided."""


def identity_rows(resolved: Resolved) -> pa.Table:
    """Give the rows of the table `identities`.

    Parameters
    ----------
    resolved
        What a run found.

    Returns
    -------
    pyarrow.Table
        By identity; the first member of each, by whose id it is named, comes first.
    """
    table = resolved.parties.parties.table
    ids, datasets = (table.column(name).to_pylist() for name in ("id", "dataset"))
    found = resolved.identities()
    linked = [member for members in found for member in members if member.linked_to is not None]
    pairs = [(member.linked_to or 0, member.row) for member in linked]
    said = evidence_texts(
        resolved.parties, pairs, judged=resolved.judged, settings=resolved.settings
    )
    rows = [
        {
            "identity_id": ids[members[0].row],
            "party_id": ids[member.row],
            "dataset": datasets[member.row],
            **_link(member, ids, said),
        }
        for members in found
        for member in members
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def _link(member: Member, ids: list[str], said: Iterator[str]) -> dict[str, Any]:
    if member.linked_to is None:
        return {"decided_by": COMPUTED}
    return {
        "linked_to": ids[member.linked_to],
        "probability": member.probability,
        "evidence": next(said),
        "decided_by": member.decision.by if member.decision else COMPUTED,
    }


def apart_rows(resolved: Resolved) -> pa.Table:
    """Give the probable pairs that were not joined, the most probable first.

    Parameters
    ----------
    resolved
        What a run found.

    Returns
    -------
    pyarrow.Table
        With the columns of :data:`APART`.
    """
    found = [*_refused(resolved), *_undecided(resolved)]
    table = resolved.parties.parties.table.select(["id", "names"])
    ids = table.column("id").to_pylist()
    names = [said[0]["text"] if said else "" for said in table.column("names").to_pylist()]
    rows = [
        {
            **row,
            "party_id": ids[left],
            "other_id": ids[right],
            "name": names[left],
            "other_name": names[right],
        }
        for left, right, row in found
    ]
    rows.sort(key=lambda row: (-(row["probability"] or 0), row["party_id"], row["other_id"]))
    return pa.Table.from_pylist(rows, schema=APART)


_Apart = tuple[int, int, dict[str, Any]]
"""Two rows of parties, and what is said of the pair."""


def _refused(resolved: Resolved) -> Iterator[_Apart]:
    ids, likely = resolved.parties.parties.ids(), _likely(resolved)
    for refusal in resolved.groups.refused:
        between = refusal.between
        said = {
            "probability": likely.get((refusal.left, refusal.right)),
            "reason": refusal.reason,
            "between_id": ids[between[0]] if between else None,
            "between_other_id": ids[between[1]] if between else None,
        }
        yield refusal.left, refusal.right, said


def _undecided(resolved: Resolved) -> Iterator[_Apart]:
    members, judged = resolved.groups.members, resolved.judged
    home = {row: at for at, rows in enumerate(members) for row in rows}
    links = judged.links.take(judged.undecided)
    columns = (links.left.tolist(), links.right.tolist(), judged.probability[judged.undecided])
    for left, right, probability in zip(*columns, strict=True):
        together = left in home and home[left] == home.get(right)
        if not together and (left, right) not in resolved.different:
            yield left, right, {"probability": float(probability), "reason": UNDECIDED}


def _likely(resolved: Resolved) -> dict[tuple[int, int], float]:
    strong = resolved.judged.links.weight > 0
    links = resolved.judged.links.take(strong)
    pairs = zip(links.left.tolist(), links.right.tolist(), strict=True)
    return dict(zip(pairs, resolved.judged.probability[strong].tolist(), strict=True))
