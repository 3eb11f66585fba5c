"""Why a party is one with others: its members, their links, what was kept apart, and decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from euthyna.base.errors import StoreError, UnknownNameError
from euthyna.data.store.lake import Lake
from euthyna.data.store.ledger import Ledger, ledger_of
from euthyna.entities.records import Record
from euthyna.entities.resolution.keeping import Kept
from euthyna.entities.resolution.workspaces import RESULTS, parties_of

if TYPE_CHECKING:
    from euthyna.data.store.ledger import Decision


@dataclass(frozen=True, slots=True)
class ExplainedMember:
    """One record of an identity, and how it came in."""

    record: Record
    linked_to: str
    """The member by which it came in; empty for the first."""
    probability: float | None
    evidence: tuple[dict[str, Any], ...]
    """Reasons as kept by the run, the weightiest first; their weights add up to the log-odds."""
    decided_by: str
    """``computed``, or the person who decided."""


@dataclass(frozen=True, slots=True)
class KeptApart:
    """A probable pair that was not joined."""

    party_id: str
    other_id: str
    name: str
    """Of the other record, the one that is not a member."""
    probability: float | None
    reason: str
    between: tuple[str, str] | None
    """The two records that keep them apart, where it is not the pair itself."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known of one identity."""

    identity_id: str
    members: tuple[ExplainedMember, ...]
    apart: tuple[KeptApart, ...]
    decisions: tuple[Decision, ...]
    """Every decision on one of the members, also those superseded, oldest first."""
    snapshot: int
    """Version of the lake that the identities were computed from."""
    newest: int
    """Version of the lake now: when it is another one, run `resolve` again."""


def explain_party(workspace: Path, party: str) -> Explanation:
    """Say which records are one with a party, by which evidence, and what was decided.

    Parameters
    ----------
    workspace
        In which `resolve` has run.
    party
        Id of any record of the identity.

    Raises
    ------
    StoreError
        When `resolve` has not run.
    UnknownNameError
        When the workspace has no such party.
    """
    kept = Kept.load(workspace / RESULTS)
    if kept is None:
        msg = (
            f"no identities are in {workspace} yet; compute them: "
            f"euthyna entities resolve --workspace {workspace}"
        )
        raise StoreError(msg)
    snapshot = Lake(workspace / "lake").open()
    parties = parties_of(snapshot, workspace)
    rows = {one: row for row, one in enumerate(parties.ids())}
    if party not in rows:
        msg = f"{workspace} has no party {party!r}; ids are dataset:id, as in the table parties"
        raise UnknownNameError(msg)
    identity = kept.identity_of(party)
    found = kept.members(identity).to_pylist() or [{"party_id": party, "decided_by": ""}]
    ids = [row["party_id"] for row in found]
    apart = kept.apart_from(ids).to_pylist()
    here = [rows[one] for one in ids if one in rows]
    records = {record.id: record for record in parties.records(here)}
    return Explanation(
        identity,
        tuple(_member(row, records) for row in found if row["party_id"] in records),
        tuple(_apart(row, frozenset(ids)) for row in apart),
        _decided(workspace, ids),
        kept.snapshot,
        snapshot.version,
    )


def _member(row: dict[str, Any], records: dict[str, Record]) -> ExplainedMember:
    return ExplainedMember(
        records[row["party_id"]],
        row.get("linked_to") or "",
        row.get("probability"),
        tuple(json.loads(row.get("evidence") or "[]")),
        row["decided_by"],
    )


def _apart(row: dict[str, Any], members: frozenset[str]) -> KeptApart:
    mine, other, name = row["party_id"], row["other_id"], row["other_name"]
    if mine not in members:
        mine, other, name = other, mine, row["name"]
    between = (row["between_id"], row["between_other_id"])
    return KeptApart(
        mine,
        other,
        name,
        row["probability"],
        row["reason"],
        between if between[0] and set(between) != {mine, other} else None,
    )


def _decided(workspace: Path, ids: list[str]) -> tuple[Decision, ...]:
    file = ledger_of(workspace)
    if not file.exists():
        return ()
    with Ledger.open(file) as ledger:
        return tuple(ledger.history(parties=ids))
