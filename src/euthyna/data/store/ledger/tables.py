"""The tables of the ledger: what people decided, and the trail of everything they did.

Both are append-only. A decision is never changed and never removed: a later one names it in
`supersedes`. Each entry of the trail holds the hash of the one before it.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, DateTime, Dialect, ForeignKey, Index, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

JUDGEMENTS = ("same", "different", "unsure", "none")
"""``none`` takes back what was decided before."""
APPEND_ONLY = ("decisions", "audit_trail")
"""Tables of which the database itself refuses to change or remove a row."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite, which knows no zones, keeps it without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write in UTC."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  given by SQLAlchemy
        """Read as UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables of the ledger; names of constraints are fixed, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
        }
    )


class DecisionRow(Base):
    """What a person decided of two records: the smaller id stands left."""

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("judgement IN ('same', 'different', 'unsure', 'none')", name="judgement"),
        CheckConstraint("left_id <> right_id", name="two_records"),
        Index("ix_decisions_left_id", "left_id", "right_id"),
        Index("ix_decisions_right_id", "right_id"),
    )

    decision_id: Mapped[int] = mapped_column(primary_key=True)
    left_id: Mapped[str] = mapped_column(Text)
    right_id: Mapped[str] = mapped_column(Text)
    judgement: Mapped[str] = mapped_column(String(10))
    decided_by: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime] = mapped_column(Instant)
    why: Mapped[str] = mapped_column(Text)
    left_digest: Mapped[str] = mapped_column(Text)
    right_digest: Mapped[str] = mapped_column(Text)
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("decisions.decision_id"), unique=True)


class TrailRow(Base):
    """One thing that somebody did; `hash` covers the entry and the hash before it."""

    __tablename__ = "audit_trail"

    entry_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    done_at: Mapped[datetime] = mapped_column(Instant)
    done_by: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    """What was done, as JSON with sorted keys."""
    previous_hash: Mapped[str] = mapped_column(String(64), unique=True)
    """Empty for the first; unique, so that the chain cannot fork."""
    hash: Mapped[str] = mapped_column(String(64))
