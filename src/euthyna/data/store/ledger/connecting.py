"""How the ledger is reached: an SQLite file by default, a PostgreSQL database in production."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url, text

from euthyna.base.errors import LockedError, MissingExtraError, StoreError, UsageError
from euthyna.data.store.disk import disk_errors, disk_full, is_disk_full

POSTGRES = "postgresql+pg8000"
_WRITES = "euthyna_writes"
_KEY = 0x657574
"""Number of the lock that a writer takes in PostgreSQL."""
_PAUSE_SECONDS = 0.05
_ANSWERS = 30
"""Seconds in which a server answers, besides the time that a writer waits for another."""


def engine_of(place: Path | str, *, wait_seconds: float) -> Engine:
    """Make the engine for a file or a URL; a new SQLite file can be read by its owner only.

    Parameters
    ----------
    place
        Path of an SQLite file, or ``postgresql://user@host/database``.
    wait_seconds
        How long a writer waits for another one.

    Raises
    ------
    UsageError
        When a URL is of another kind of database.
    MissingExtraError
        When the driver for PostgreSQL is not installed.
    StoreError
        When the file cannot be made or used.
    """
    if isinstance(place, str) and "://" in place:
        return _postgres(_url(place), wait_seconds=wait_seconds)
    return _sqlite(Path(place).absolute(), wait_seconds=wait_seconds)


def writing(engine: Engine) -> Engine:
    """Give the same engine for transactions that write: only one of them is open at a time."""
    return engine.execution_options(**{_WRITES: True})


@contextmanager
def refusals(place: str) -> Iterator[None]:
    """Turn errors of the database into errors of the store.

    Raises
    ------
    LockedError
        When another writer did not finish in time.
    DiskFullError
        When there is no room left.
    StoreError
        For any other refusal.
    """
    try:
        yield
    except exc.DBAPIError as error:
        said = str(error.orig)
        if "locked" in said or "lock timeout" in said:
            msg = (
                f"{place} is being written by another process; repeat the command when it has "
                "finished: nothing is lost by that"
            )
            raise LockedError(msg) from error
        if "database or disk is full" in said or is_disk_full(error):
            raise disk_full(place) from error
        msg = (
            f"{place} cannot be used: {said}; check that it is a ledger and that this user may "
            "read and write it, or restore it from a backup"
        )
        raise StoreError(msg) from error


def _url(place: str) -> URL:
    try:
        url = make_url(place)
    except exc.ArgumentError as error:
        msg = "the ledger's address cannot be read; write postgresql://user@host/database"
        raise UsageError(msg) from error
    if url.get_backend_name() != "postgresql":
        msg = (
            f"a ledger is not kept in {url.get_backend_name()}; name an SQLite file, or "
            "postgresql://user@host/database"
        )
        raise UsageError(msg)
    return url.set(drivername=POSTGRES)


def _postgres(url: URL, *, wait_seconds: float) -> Engine:
    try:
        engine = create_engine(
            url, pool_pre_ping=True, connect_args={"timeout": wait_seconds + _ANSWERS}
        )
    except ModuleNotFoundError as error:
        msg = "a ledger in PostgreSQL needs the driver pg8000: pip install 'euthyna[postgres]'"
        raise MissingExtraError(msg) from error

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_WRITES):
            wait = max(1, round(wait_seconds * 1000))
            connection.execute(text(f"SET LOCAL lock_timeout = {wait}"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_KEY})"))

    return engine


def _sqlite(path: Path, *, wait_seconds: float) -> Engine:
    _make(path)
    _keep_a_log(path, wait_seconds=wait_seconds)
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        connect_args={"timeout": wait_seconds},
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: Any) -> None:
        # SQLite's module begins transactions by itself, and too late: see `_begin`.
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        # With FULL, what was committed outlives a power failure too.
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # IMMEDIATE takes the lock before the first look, so that nothing read can be outdated.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _make(path: Path) -> None:
    with disk_errors(path, doing="write"):
        path.parent.mkdir(parents=True, exist_ok=True)
        # What was told in confidence is for its owner only; the log beside it inherits this.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _keep_a_log(path: Path, *, wait_seconds: float) -> None:
    """Switch to write-ahead logging once; SQLite does not wait for others by itself here."""
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            with closing(sqlite3.connect(path, timeout=wait_seconds)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= deadline:
                raise _unusable(path, error) from error
            time.sleep(_PAUSE_SECONDS)
        except sqlite3.DatabaseError as error:
            raise _unusable(path, error) from error
        else:
            return


def _unusable(path: Path, error: sqlite3.Error) -> StoreError:
    if is_disk_full(error) or "disk is full" in str(error):
        return disk_full(path)
    if "locked" in str(error):
        return LockedError(f"{path} is being written by another process; repeat the command later")
    return StoreError(
        f"{path} cannot be used as a ledger: {error}; name another file, or restore it from a "
        "backup"
    )
