"""What is left of a lake when its writer is killed, fails, or finds no room."""

from __future__ import annotations

import errno
import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from euthyna.base.errors import DiskFullError, LockedError, StoreError
from euthyna.data.store import lock
from euthyna.data.store.disk import disk_errors
from euthyna.data.store.lake import Lake, Snapshot, SourceFile

CHILD = Path(__file__).with_name("lake_child.py")
_spec = importlib.util.spec_from_file_location("lake_child", CHILD)
assert _spec is not None
assert _spec.loader is not None
child = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(child)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("templates")
    for marker in range(child.MARKERS):
        pq.write_table(pa.table({"marker": [marker]}), folder / f"{marker}.parquet")
    return str(folder / "{}.parquet")


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def started(mode: str, lake: Lake, template: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), mode, str(lake.root), template]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert process.stdout is not None
    process.stdout.close()


def check_whole(snapshot: Snapshot) -> None:
    """All tables are of this version, in full, and readable to the last byte."""
    if snapshot.version == 0:
        assert snapshot.tables() == ()
        return
    assert snapshot.tables() == child.TABLES
    for table in child.TABLES:
        markers = [pq.read_table(path)["marker"].to_pylist() for path in snapshot.files(table)]
        assert markers == [[child.marker(snapshot.version)]] * len(snapshot.sources)


def check_tidy(lake: Lake) -> None:
    """No file is in the lake that no snapshot names."""
    named = {
        path
        for version in lake.versions()
        for table in child.TABLES
        for path in lake.open(version).files(table)
    }
    assert {path for path in (lake.root / "files").rglob("*") if path.is_file()} == named
    assert not list(lake.root.rglob("*.tmp"))
    assert len(list(lake.root.glob("manifests/*"))) == len(lake.versions())


# ------------------------------------------------------------------ kill -9


def test_a_killed_writer_leaves_a_whole_snapshot(lake: Lake, template: str) -> None:
    chance = random.Random(2015)
    seen, orphans, polls = [0], 0, 0
    for _ in range(15):
        process = started("loop", lake, template)
        deadline = time.monotonic() + chance.uniform(0, 0.2)
        while time.monotonic() < deadline:  # a reader, all the time
            snapshot = lake.open()
            check_whole(snapshot)
            assert snapshot.version >= seen[-1]
            seen.append(snapshot.version)
            polls += 1
        kill(process)
        left = lake.open()
        check_whole(left)
        assert left.version >= seen[-1]
        check_whole(child.commit(lake, template))  # a repeated load completes
        assert lake.open().version == left.version + 1
        named = {path.name for path in (lake.root / "files").glob("????????")}
        orphans += len(list((lake.root / "files").iterdir())) - len(named)
        lake.collect(keep=1)
        check_tidy(lake)
        check_whole(lake.open())
        assert lake.versions() == (left.version + 1,)
        seen.append(left.version + 1)
    assert polls > 15
    assert orphans > 0, "no writer was killed in the middle of a commit"
    assert seen[-1] > 30, "the writer was killed before it wrote anything"


@pytest.mark.parametrize("commits_before", [0, 1])
def test_a_writer_may_die_before_any_call_for_the_disk(
    tmp_path: Path, template: str, commits_before: int
) -> None:
    command = [sys.executable, str(CHILD), "crash", str(tmp_path), template, str(commits_before)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    versions = []
    for number in range(int(done.stdout)):
        lake = Lake(tmp_path / str(number))
        versions.append(lake.open().version)
        check_whole(lake.open())
        assert child.commit(lake, template, files=1).version == versions[-1] + 1
        lake.collect()
        check_tidy(lake)
        check_whole(lake.open())
    # Dead before the first call, ..., dead before the last one, alive.
    assert len(versions) > 20
    assert versions == [commits_before] * (len(versions) - 2) + [commits_before + 1] * 2


# ------------------------------------------------------------------ failures


def fail_at(monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> Callable[[], int]:
    """Let the nth call for the disk fail; the answer tells how many calls there were."""
    calls, mkdir, mutex = 0, os.mkdir, threading.Lock()

    def counted(call: Any) -> Any:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            nonlocal calls
            if call is mkdir and Path(args[0]).exists():  # it fails anyway, and that is harmless
                return call(*args, **kwargs)
            with mutex:
                calls += 1
                mine = calls
            if mine == number:
                raise OSError(code, os.strerror(code))
            return call(*args, **kwargs)

        return wrapper

    for name in child.CALLS:
        monkeypatch.setattr(os, name, counted(getattr(os, name)))
    return lambda: calls


FULL = (errno.ENOSPC, DiskFullError, "no room left on the disk to write .*; free some room")
BROKEN = (errno.EIO, StoreError, "cannot write .*: Input/output error; check that")


@pytest.mark.parametrize("commits_before", [0, 1])
@pytest.mark.parametrize("failure", [FULL, BROKEN], ids=["full", "broken"])
def test_any_call_for_the_disk_may_fail(
    tmp_path: Path, template: str, commits_before: int, failure: tuple[int, type[StoreError], str]
) -> None:
    code, kind, message = failure

    def prepared(name: str) -> Lake:
        lake = Lake(tmp_path / name)
        for _ in range(commits_before):
            child.commit(lake, template, files=1)
        return lake

    with pytest.MonkeyPatch.context() as monkeypatch:
        counted = fail_at(monkeypatch, 0, code)
        lake = prepared("none fails")
        before = counted()
        child.commit(lake, template, files=1)
        calls = counted() - before
    assert calls > 20
    for number in range(1, calls + 1):
        lake = prepared(str(number))
        with pytest.MonkeyPatch.context() as monkeypatch:
            fail_at(monkeypatch, number, code)
            with pytest.raises(kind, match=message):
                child.commit(lake, template, files=1)
        version = lake.open().version
        check_whole(lake.open())
        # Only the very last call comes after the switch to the new snapshot.
        assert version == commits_before + (number == calls)
        check_tidy(lake)
        assert child.commit(lake, template, files=1).version == version + 1
        check_whole(lake.open())


def test_an_exhausted_quota_is_a_full_disk() -> None:
    with pytest.raises(DiskFullError, match="to write here"), disk_errors("here", doing="write"):
        raise OSError(errno.EDQUOT, os.strerror(errno.EDQUOT))


def test_what_an_engine_says_of_a_full_disk_is_understood(lake: Lake, template: str) -> None:
    class EngineIOError(Exception):
        """As DuckDB's: no OSError, the system's text in its message."""

    def copy_rows() -> None:
        with lake.begin() as commit:
            path = commit.directory("awards") / "0.parquet"
            path.touch()
            msg = f'Could not write file "{path}": {os.strerror(errno.ENOSPC)}'
            raise EngineIOError(msg)

    child.commit(lake, template)
    with pytest.raises(DiskFullError, match=rf"to write {lake.root}; free some room"):
        copy_rows()
    check_tidy(lake)


def test_other_errors_pass_as_they_are(lake: Lake) -> None:
    with pytest.raises(FileNotFoundError), lake.begin():
        Path("no such input").read_bytes()
    assert lake.open().version == 0


# ------------------------------------------------------------------ real disks


@pytest.fixture
def small_disk() -> Iterator[Path]:
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("mounting a small disk takes root and mount")
    # Not in tmp_path: a mount that a killed test run leaves would stop pytest's clean-up.
    with TemporaryDirectory(prefix="euthyna-") as folder:
        command = [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"a small disk cannot be mounted here: {done.stderr.strip()}")
        yield Path(folder)
        # Lazily: another process of the machine may be looking at it just now.
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_fills_up_keeps_the_former_snapshot(small_disk: Path, template: str) -> None:
    lake = Lake(small_disk / "lake")

    def load_too_much() -> None:
        with lake.begin() as commit:
            path = commit.directory("awards") / "0.parquet"
            pq.write_table(pa.table({"noise": [os.urandom(400_000)]}), path)

    child.commit(lake, template)
    free = shutil.disk_usage(small_disk).free
    with pytest.raises(DiskFullError, match="free some room"):
        load_too_much()
    check_whole(lake.open())
    check_tidy(lake)
    assert shutil.disk_usage(small_disk).free == free
    check_whole(child.commit(lake, template))


def test_room_can_be_made_on_a_full_disk(small_disk: Path, template: str) -> None:
    lake = Lake(small_disk / "lake")
    for _ in range(3):
        child.commit(lake, template)
    with pytest.raises(OSError, match="No space"):
        (small_disk / "ballast").write_bytes(bytes(1 << 20))
    with pytest.raises(DiskFullError, match="free some room"):
        child.commit(lake, template)
    check_whole(lake.open())
    assert lake.open().version == 3
    assert lake.collect(keep=1) == 2 * (1 + child.FILES * len(child.TABLES))
    check_whole(child.commit(lake, template))


def test_a_disk_that_cannot_be_written_can_be_read(small_disk: Path, template: str) -> None:
    lake = Lake(small_disk / "lake")
    child.commit(lake, template)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    check_whole(lake.open())
    for call in (lake.begin, lake.collect):
        with pytest.raises(StoreError, match="LOCK: Read-only file system; check"):
            call()


def test_a_folder_without_permission_is_told(lake: Lake, template: str) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    lake.root.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"cannot write .*lake: Permission denied; check"):
            child.commit(lake, template)
    finally:
        lake.root.parent.chmod(0o700)


# ------------------------------------------------------------------ two writers


def test_the_second_writer_is_told_who_is_first(lake: Lake, template: str) -> None:
    child.commit(lake, template)
    process = started("hold", lake, template)
    message = rf"being written by process {process.pid}; repeat"
    for call in (lake.begin, lake.collect):
        with pytest.raises(LockedError, match=message):
            call()
    with pytest.raises(LockedError, match=rf"process {process.pid} \(waited 0\.05 s\)"):
        lake.begin(wait_seconds=0.05)
    check_whole(lake.open())  # readers take no lock
    kill(process)
    assert child.commit(lake, template).version == 2


def test_a_writer_may_wait_for_the_first(lake: Lake, template: str) -> None:
    holding = threading.Event()

    def hold() -> None:
        with lake.begin() as commit:
            holding.set()
            time.sleep(0.1)
            commit.add(SourceFile("k", "n", 1, 2, "d", "ocds", {}), {})
            commit.publish()

    thread = threading.Thread(target=hold)
    thread.start()
    assert holding.wait(10)
    with lake.begin(wait_seconds=10) as commit:
        assert commit.base.version == 1
    thread.join()
    assert child.commit(lake, template).version == 2


def test_nothing_is_collected_during_a_commit(lake: Lake, template: str) -> None:
    with lake.begin() as commit:
        path = commit.directory("awards") / "0.parquet"
        shutil.copyfile(template.format(0), path)
        with pytest.raises(LockedError, match=f"process {os.getpid()}"):
            lake.collect()
        assert path.exists()


def test_a_platform_without_locks_is_told(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "HAS_FLOCK", False)
    with pytest.raises(StoreError, match="this platform has no flock; write to the lake on"):
        lake.begin()
    assert lake.open().version == 0
