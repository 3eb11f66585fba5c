"""The ledger as a file or a database: opened by many, killed, damaged, outdated."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from euthyna.base.errors import LockedError, MissingExtraError, StoreError, UsageError
from euthyna.data.store.ledger import Ledger, Seen, connecting, ledger_of
from euthyna.data.store.ledger.migrations import running, steps
from euthyna.data.store.ledger.tables import APPEND_ONLY, Base

CHILD = Path(__file__).with_name("ledger_child.py")
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def started(place: str, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), place, name, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def decide(ledger: Ledger) -> None:
    ledger.decide(Seen("a"), Seen("b"), judgement="same", by="x", at=NOW, why="y")


def test_what_was_acknowledged_outlives_a_kill(place: str) -> None:
    with started(place, "killed", 0) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(20)]
        process.kill()
        said += [int(line) for line in process.stdout.read().splitlines() if line.strip()]
    assert process.returncode == -signal.SIGKILL
    with Ledger.open(place) as ledger:
        kept = {decision.number for decision in ledger.history()}
        assert set(said) <= kept
        found = ledger.verify()
        assert (found.damage, found.entries) == ("", len(kept))
        decide(ledger)


def test_two_processes_open_and_write_at_once(place: str) -> None:
    """Both find nothing there, so both want to make the tables."""
    processes = [started(place, name, 25) for name in ("one", "two", "three")]
    ended = [process.communicate(timeout=120)[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0]
    numbers = sorted(int(number) for said in ended for number in said)
    with Ledger.open(place) as ledger:
        assert [decision.number for decision in ledger.history()] == numbers
        assert len(ledger.standing()) == 3 * 25
        assert (ledger.verify().damage, ledger.verify().entries) == ("", 75)


def test_a_reader_is_not_kept_waiting_by_a_writer(ledger: Ledger) -> None:
    decide(ledger)
    with ledger.writing() as session:
        session.execute(text("SELECT 1"))
        assert len(ledger.standing()) == 1


def test_a_writer_that_waits_too_long_is_told(place: str) -> None:
    with (
        Ledger.open(place) as holder,
        Ledger.open(place, wait_seconds=0.1) as other,
        holder.writing() as session,
    ):
        session.execute(text("SELECT 1"))
        with pytest.raises(LockedError, match="is being written by another process"):
            decide(other)


def test_a_failed_transaction_keeps_nothing(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.writing() as session:
            session.execute(
                text(
                    "INSERT INTO decisions (left_id, right_id, judgement, decided_by, decided_at,"
                    " why, left_digest, right_digest)"
                    " VALUES ('a', 'b', 'same', 'x', '2026-01-01', 'y', '', '')"
                )
            )
            raise InterruptedError

    with pytest.raises(InterruptedError):
        fail()
    assert ledger.history() == []


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "UPDATE {} SET {}_by = 'z'"])
def test_the_database_itself_refuses_to_change_a_row(ledger: Ledger, table: str, verb: str) -> None:
    decide(ledger)
    statement = verb.format(table, "done" if table == "audit_trail" else "decided")
    with pytest.raises(StoreError, match="append-only"), ledger.writing() as session:
        session.execute(text(statement))
    assert ledger.verify().damage == ""


def test_the_database_itself_refuses_another_judgement(ledger: Ledger) -> None:
    statement = (
        "INSERT INTO decisions (left_id, right_id, judgement, decided_by, decided_at, why,"
        " left_digest, right_digest) VALUES ('a', 'b', 'maybe', 'x', '2026-01-01', 'y', '', '')"
    )
    with pytest.raises(StoreError, match="judgement"), ledger.writing() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE audit_trail SET detail = '{}' WHERE entry_id = 2", "entry 2 was changed"),
        ("UPDATE audit_trail SET done_by = 'z' WHERE entry_id = 1", "entry 1 was changed"),
        ("DELETE FROM audit_trail WHERE entry_id = 2", "entry 2 is missing"),
        ("DELETE FROM audit_trail WHERE entry_id = 3", "decision 3 has no entry"),
        ("UPDATE decisions SET judgement = 'different' WHERE decision_id = 2", "decision 2 is not"),
        ("UPDATE decisions SET decided_at = '2020-01-01' WHERE decision_id = 1", "decision 1 is"),
    ],
)
def test_what_somebody_changed_behind_our_back_is_found(
    tmp_path: Path, damage: str, said: str
) -> None:
    file = tmp_path / "ledger.sqlite"
    with Ledger.open(file) as ledger:
        for _ in range(3):
            decide(ledger)
        assert ledger.verify().damage == ""
    with closing(sqlite3.connect(file)) as connection, connection:
        for table in APPEND_ONLY:
            for verb in ("update", "delete"):
                connection.execute(f"DROP TRIGGER {table}_no_{verb}")
        connection.execute(damage)
    with Ledger.open(file) as ledger:
        assert ledger.verify().damage.startswith(said)


def test_the_steps_lead_to_the_tables(ledger: Ledger) -> None:
    with ledger.reading() as session:
        assert (
            compare_metadata(MigrationContext.configure(session.connection()), Base.metadata) == []
        )
        assert running.revision(session.connection()) == running.NEWEST


def test_the_newest_step_is_named() -> None:
    assert steps.known() >= {running.NEWEST}
    assert max(steps.known()) == running.NEWEST


def test_a_ledger_of_a_newer_version_is_left_alone(place: str) -> None:
    with Ledger.open(place) as ledger, ledger.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"made by a newer version of Euthyna \(step 9999"):
        Ledger.open(place)


def test_what_is_no_ledger_is_not_written_to(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(StoreError, match="cannot be used as a ledger"):
        Ledger.open(file)
    assert file.read_bytes() == b"not a database" * 100


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot write"):
        Ledger.open(tmp_path)


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    file = ledger_of(tmp_path / "new" / "workspace")
    with Ledger.open(file) as ledger:
        decide(ledger)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()}
    assert set(modes.values()) == {0o600}


def test_names_of_places_may_be_odd(tmp_path: Path) -> None:
    file = tmp_path / "a b%20?#ü.sqlite"
    with Ledger.open(file) as ledger:
        decide(ledger)
    assert file.exists()
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("address", ["mysql://host/x", "sqlite:///x.db", "oracle://x"])
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(UsageError, match="a ledger is not kept in"):
        Ledger.open(address)


def test_an_address_that_cannot_be_read_is_not_repeated() -> None:
    with pytest.raises(UsageError, match="address cannot be read") as caught:
        Ledger.open("postgres ql://user:secret@host")
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises((StoreError, MissingExtraError)) as caught:
        Ledger.open("postgresql://user:secret@127.0.0.1:1/ledger", wait_seconds=1)
    assert "secret" not in str(caught.value)


def test_waiting_for_the_log_ends(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("CREATE TABLE t (x)")
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError):
            connecting.engine_of(file, wait_seconds=0.2)
