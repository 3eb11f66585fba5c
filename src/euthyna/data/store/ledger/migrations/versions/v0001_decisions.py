"""Decisions on pairs of records, and the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

JUDGEMENTS = "judgement IN ('same', 'different', 'unsure', 'none')"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables, and have the database refuse to change or remove their rows."""
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.Integer, nullable=False),
        sa.Column("left_id", sa.Text, nullable=False),
        sa.Column("right_id", sa.Text, nullable=False),
        sa.Column("judgement", sa.String(10), nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("left_digest", sa.Text, nullable=False),
        sa.Column("right_digest", sa.Text, nullable=False),
        sa.Column("supersedes", sa.Integer, nullable=True),
        sa.PrimaryKeyConstraint("decision_id", name="pk_decisions"),
        sa.UniqueConstraint("supersedes", name="uq_decisions_supersedes"),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["decisions.decision_id"], name="fk_decisions_supersedes"
        ),
        sa.CheckConstraint(JUDGEMENTS, name=op.f("ck_decisions_judgement")),
        sa.CheckConstraint("left_id <> right_id", name=op.f("ck_decisions_two_records")),
    )
    op.create_index("ix_decisions_left_id", "decisions", ["left_id", "right_id"])
    op.create_index("ix_decisions_right_id", "decisions", ["right_id"])
    op.create_table(
        "audit_trail",
        sa.Column("entry_id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.Column("done_by", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", name="pk_audit_trail"),
        sa.UniqueConstraint("previous_hash", name="uq_audit_trail_previous_hash"),
    )
    for table in ("decisions", "audit_trail"):
        _append_only(table)


def downgrade() -> None:
    """Nothing in a ledger is ever lost: there is no way back but a backup."""
    msg = "a ledger is not taken back to an older version; restore a backup instead"
    raise NotImplementedError(msg)


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
