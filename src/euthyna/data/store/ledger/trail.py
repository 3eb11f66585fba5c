"""The audit trail: who did what and when, each entry sealed with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from euthyna.data.store.ledger.tables import TrailRow

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk along the trail found."""

    entries: int
    last_hash: str
    """Keep it elsewhere: it shows later that no entry was cut off at the end."""
    damage: str
    """The first thing that is wrong, in words; empty when all is as it was written."""


def append(
    session: Session,
    *,
    by: str,
    at: datetime,
    action: str,
    subject: str,
    detail: Mapping[str, str | int | None],
) -> None:
    """Write the next entry, in a transaction that no other writer can enter."""
    last = session.scalars(select(TrailRow).order_by(TrailRow.entry_id.desc()).limit(1)).first()
    entry = TrailRow(
        entry_id=last.entry_id + 1 if last else 1,
        done_at=at.astimezone(UTC),
        done_by=by,
        action=action,
        subject=subject,
        detail=detail_text(detail),
        previous_hash=last.hash if last else "",
    )
    entry.hash = seal(entry)
    session.add(entry)
    session.flush()


def detail_text(detail: Mapping[str, str | int | None]) -> str:
    """Write what was done as JSON; the same always gives the same text."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(entry: TrailRow) -> str:
    """Hash an entry with the hash before it."""
    moment = entry.done_at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [entry.entry_id, moment, entry.done_by, entry.action, entry.subject, entry.detail]
    text = json.dumps([entry.previous_hash, *said], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def verify(session: Session, *, due: Mapping[str, str]) -> Verified:
    """Walk along the trail and compare it with what the other tables hold.

    Parameters
    ----------
    session
        Reading one state of the ledger.
    due
        What the entry of each subject has to say, as :func:`detail_text` writes it.

    Returns
    -------
    Verified
        With the first damage, in the order of the trail.
    """
    entries, before, missing = 0, "", dict(due)
    query = select(TrailRow).order_by(TrailRow.entry_id).execution_options(yield_per=_BATCH)
    for entry in session.scalars(query):
        entries += 1
        said = _damage(entry, number=entries, before=before, due=missing.pop(entry.subject, None))
        if said:
            return Verified(entries, before, said)
        before = entry.hash
    return Verified(entries, before, _without_entry(missing))


def _damage(entry: TrailRow, *, number: int, before: str, due: str | None) -> str:
    if entry.entry_id != number:
        return f"entry {number} is missing"
    if entry.previous_hash != before:
        return f"entry {number} does not follow the one before it"
    if entry.hash != seal(entry):
        return f"entry {number} was changed after it was written"
    if due != entry.detail:
        return f"{entry.subject} is not as entry {number} says"
    return ""


def _without_entry(missing: Iterable[str]) -> str:
    first = min(missing, default="")
    return f"{first} has no entry" if first else ""
