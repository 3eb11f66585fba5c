"""The ledger as its users see it: opened once, asked and written in whole transactions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from euthyna.data.store.ledger import connecting, decisions, trail
from euthyna.data.store.ledger.decisions import Decision, Seen
from euthyna.data.store.ledger.migrations.running import bring_up_to_date
from euthyna.data.store.ledger.trail import Verified

FILE = "ledger.sqlite"
"""Name of the ledger in a workspace."""


class Ledger:
    """What people decided, kept for ever: one writer at a time, any number of readers.

    Parameters
    ----------
    engine
        Of a database that has the newest tables.
    place
        The file or the address without its password, for messages.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self.place = place
        """The file, or the address without its password."""
        self._engine = engine

    @classmethod
    def open(cls, place: Path | str, *, wait_seconds: float = 30) -> Ledger:
        """Open a ledger; a new one is made, and an older one brought up to date.

        Parameters
        ----------
        place
            Path of an SQLite file, or ``postgresql://user@host/database``.
        wait_seconds
            How long a writer waits for another one.

        Raises
        ------
        StoreError
            When it cannot be used, or a newer version of Euthyna has made it.
        LockedError
            When another process does not finish writing in time.
        UsageError
            When the address is of another kind of database.
        MissingExtraError
            When the driver for PostgreSQL is not installed.
        """
        engine = connecting.engine_of(place, wait_seconds=wait_seconds)
        password_free = engine.url.render_as_string(hide_password=True)
        ledger = cls(engine, str(place) if engine.url.database == str(place) else password_free)
        try:
            with connecting.refusals(ledger.place), connecting.writing(engine).begin() as found:
                bring_up_to_date(found, place=ledger.place)
        except BaseException:
            engine.dispose()
            raise
        return ledger

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back; the ledger can be opened again."""
        self._engine.dispose()

    def decide(
        self, one: Seen, other: Seen, *, judgement: str, by: str, at: datetime, why: str
    ) -> Decision:
        """Keep what a person decided of two records; it is on the disk when this returns.

        A decision supersedes the former one on the same pair, which stays in the history.

        Parameters
        ----------
        one, other
            The two records in any order, each with its digest at this time.
        judgement
            ``same``, ``different`` or ``unsure``; ``none`` takes back what was decided before.
        by
            Who decided.
        at
            When, with a time zone.
        why
            The reason, in words.

        Raises
        ------
        UsageError
            When something is missing or cannot be kept.
        StoreError
            When the ledger cannot be written; nothing was kept.
        """
        with self.writing() as session:
            return decisions.decide(session, one, other, judgement=judgement, by=by, at=at, why=why)

    def standing(self, *, parties: Collection[str] | None = None) -> list[Decision]:
        """Give the decisions that stand, oldest first; with `parties`, those on one of them."""
        with self.reading() as session:
            return decisions.standing(session, parties=parties)

    def history(self, *, parties: Collection[str] | None = None) -> list[Decision]:
        """Give all decisions that were ever made, also those superseded or taken back."""
        with self.reading() as session:
            return decisions.history(session, parties=parties)

    def decision(self, number: int) -> Decision:
        """Give one decision by its number.

        Raises
        ------
        UnknownNameError
            When there is none of that number.
        """
        with self.reading() as session:
            return decisions.numbered(session, number)

    def verify(self) -> Verified:
        """Check that the audit trail is whole and says the same as the decisions."""
        with self.reading() as session:
            return trail.verify(session, due=decisions.due(session))

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that sees one state of the ledger, whatever others write."""
        with connecting.refusals(self.place), Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open the one transaction that may write; it is kept whole at the end, or not at all."""
        with (
            connecting.refusals(self.place),
            Session(connecting.writing(self._engine)) as session,
            session.begin(),
        ):
            yield session


def ledger_of(workspace: Path) -> Path:
    """Give the file in which a workspace keeps its ledger; it need not exist."""
    return workspace / FILE
