"""Running the steps that a ledger still lacks."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from euthyna.base.errors import StoreError

NEWEST = "0001"
"""The last step; a ledger that has it is opened without loading Alembic."""


def bring_up_to_date(connection: Connection, *, place: str) -> None:
    """Run the missing steps in the transaction that is open.

    Parameters
    ----------
    connection
        Inside a transaction that no other writer can enter.
    place
        The ledger, for messages.

    Raises
    ------
    StoreError
        When a newer version of Euthyna has made the ledger.
    """
    found = revision(connection)
    if found == NEWEST:
        return
    # Alembic takes a while to load, and most openings do without it.
    from euthyna.data.store.ledger.migrations import steps  # noqa: PLC0415

    if found and found not in steps.known():
        msg = (
            f"{place} was made by a newer version of Euthyna (step {found}, known up to "
            f"{NEWEST}); install that version, or name another ledger"
        )
        raise StoreError(msg)
    steps.run(connection, to=NEWEST)


def revision(connection: Connection) -> str:
    """Tell which step a ledger has reached; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found or "")
