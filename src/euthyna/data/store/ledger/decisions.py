"""Decisions of people on two records: the same, different, or unsure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, aliased

from euthyna.base.errors import UnknownNameError, UsageError
from euthyna.data.store.ledger import trail
from euthyna.data.store.ledger.tables import JUDGEMENTS, DecisionRow

LONGEST_TEXT: Final = 10_000
"""Characters of an id, a name or a reason."""
_AT_ONCE: Final = 500
"""Ids in one query, under the limits of both databases."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as it was when somebody decided on it."""

    id: str
    digest: str = ""
    """Hash of all that was known of it; empty where none was at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided of two records, and what they knew then."""

    number: int
    left: Seen
    """The record with the smaller id."""
    right: Seen
    judgement: str
    """same, different, unsure; or none, which takes the one before back."""
    by: str
    at: datetime
    """In UTC."""
    why: str
    supersedes: int | None = None
    superseded_by: int | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids, the smaller first."""
        return self.left.id, self.right.id

    def other(self, party: str) -> str:
        """Give the id of the record that is not `party`."""
        return self.right.id if party == self.left.id else self.left.id


def decide(
    session: Session,
    one: Seen,
    other: Seen,
    *,
    judgement: str,
    by: str,
    at: datetime,
    why: str,
) -> Decision:
    """Write a decision and its entry in the trail; it supersedes the former one on the pair.

    Raises
    ------
    UsageError
        When a text is empty, too long or not text, the time has no zone, the records are one,
        or there is nothing to take back.
    """
    _check(one, other, judgement=judgement, by=by, at=at, why=why)
    left, right = sorted((one, other), key=lambda seen: seen.id)
    former = _former(session, left.id, right.id)
    if judgement == "none" and (former is None or former.judgement == "none"):
        msg = f"nothing stands decided on {left.id} and {right.id} that could be taken back"
        raise UsageError(msg)
    row = DecisionRow(
        left_id=left.id,
        right_id=right.id,
        judgement=judgement,
        decided_by=by,
        decided_at=at.astimezone(UTC),
        why=why,
        left_digest=left.digest,
        right_digest=right.digest,
        supersedes=former.decision_id if former else None,
    )
    session.add(row)
    session.flush()
    trail.append(session, by=by, at=at, action="decide", subject=_subject(row), detail=_detail(row))
    return _decision(row, None)


def standing(session: Session, *, parties: Collection[str] | None = None) -> list[Decision]:
    """Give the decisions that stand: neither superseded nor taken back, oldest first.

    Parameters
    ----------
    parties
        Only decisions on one of these; without it, all.
    """
    found = history(session, parties=parties)
    return [d for d in found if d.superseded_by is None and d.judgement != "none"]


def history(session: Session, *, parties: Collection[str] | None = None) -> list[Decision]:
    """Give all decisions that were ever made, oldest first."""
    if parties is None:
        return [_decision(row, later) for row, later in session.execute(_query())]
    wanted, found = sorted(set(parties)), dict[int, Decision]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        touching = or_(DecisionRow.left_id.in_(some), DecisionRow.right_id.in_(some))
        for row, later in session.execute(_query().where(touching)):
            found[row.decision_id] = _decision(row, later)
    return [found[number] for number in sorted(found)]


def numbered(session: Session, number: int) -> Decision:
    """Give one decision.

    Raises
    ------
    UnknownNameError
        When there is none of that number.
    """
    row = session.execute(_query().where(DecisionRow.decision_id == number)).first()
    if row is None:
        msg = f"no decision has the number {number}; `euthyna entities decisions` lists them"
        raise UnknownNameError(msg)
    return _decision(row[0], row[1])


def due(session: Session) -> Mapping[str, str]:
    """Give what the trail has to say of each decision."""
    rows = session.scalars(select(DecisionRow))
    return {_subject(row): trail.detail_text(_detail(row)) for row in rows}


def _query() -> Select[DecisionRow, int]:
    later = aliased(DecisionRow)
    return (
        select(DecisionRow, later.decision_id)
        .outerjoin(later, later.supersedes == DecisionRow.decision_id)
        .order_by(DecisionRow.decision_id)
    )


def _former(session: Session, left: str, right: str) -> DecisionRow | None:
    query = (
        select(DecisionRow)
        .where(DecisionRow.left_id == left, DecisionRow.right_id == right)
        .order_by(DecisionRow.decision_id.desc())
        .limit(1)
    )
    return session.scalars(query).first()


def _decision(row: DecisionRow, later: int | None) -> Decision:
    return Decision(
        number=row.decision_id,
        left=Seen(row.left_id, row.left_digest),
        right=Seen(row.right_id, row.right_digest),
        judgement=row.judgement,
        by=row.decided_by,
        at=row.decided_at,
        why=row.why,
        supersedes=row.supersedes,
        superseded_by=later,
    )


def _subject(row: DecisionRow) -> str:
    return f"decision {row.decision_id}"


def _detail(row: DecisionRow) -> dict[str, str | int | None]:
    return {
        "left_id": row.left_id,
        "right_id": row.right_id,
        "judgement": row.judgement,
        "decided_by": row.decided_by,
        "decided_at": row.decided_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "why": row.why,
        "left_digest": row.left_digest,
        "right_digest": row.right_digest,
        "supersedes": row.supersedes,
    }


def _check(one: Seen, other: Seen, *, judgement: str, by: str, at: datetime, why: str) -> None:
    if judgement not in JUDGEMENTS:
        msg = f"{judgement!r} is not a decision; decide one of {', '.join(JUDGEMENTS)}"
        raise UsageError(msg)
    if at.tzinfo is None:
        msg = f"the time {at} has no zone; give it in UTC"
        raise UsageError(msg)
    if one.id == other.id:
        msg = f"{one.id} is one record; decide on two"
        raise UsageError(msg)
    due = {"id": one.id, "other id": other.id, "name of who decides": by, "reason": why}
    for what, text in due.items():
        _check_text(text, what=what)
    for seen in (one, other):
        _check_text(seen.digest or "-", what="digest")


def _check_text(text: str, *, what: str) -> None:
    if not text.strip():
        msg = f"the {what} is empty; a decision says of whom it is, whose it is, and why"
        raise UsageError(msg)
    if len(text) > LONGEST_TEXT:
        msg = f"the {what} has {len(text):,} characters, over the limit of {LONGEST_TEXT:,}"
        raise UsageError(msg)
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        msg = f"the {what} {text[:40]!r} holds signs that are not text; leave them out"
        raise UsageError(msg)
