"""What the lake promises as long as nothing goes wrong, and what it says to wrong use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from euthyna.base.errors import StoreError, UnknownNameError, UsageError
from euthyna.data.store import manifest
from euthyna.data.store.lake import Commit, Lake, Snapshot, SourceFile


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "workspace" / "lake")


def source(key: str, **rows: int) -> SourceFile:
    return SourceFile(key, f"{key}.jsonl", 10, 20, "digest", "ocds", rows)


def write(commit: Commit, table: str, name: str, text: str = "rows") -> Path:
    # Whole enough for the lake, which looks at the two ends of a Parquet file.
    path = commit.directory(table) / f"{name}.parquet"
    path.write_bytes(b"PAR1" + text.encode() + b"PAR1")
    return path


def load(commit: Commit, key: str, *tables: str) -> None:
    files = {table: [write(commit, table, key, f"{key} {table}")] for table in tables}
    commit.add(source(key, **dict.fromkeys(tables, 1)), files)


def publish(lake: Lake, key: str, *tables: str) -> Snapshot:
    with lake.begin() as commit:
        load(commit, key, *tables)
        return commit.publish()


def on_disk(lake: Lake) -> set[Path]:
    return set(lake.root.glob("files/**/*.parquet"))


def contents(snapshot: Snapshot) -> dict[str, list[str]]:
    return {
        table: [path.read_bytes()[4:-4].decode() for path in snapshot.files(table)]
        for table in snapshot.tables()
    }


def test_a_lake_that_does_not_exist_is_empty_and_stays_so(lake: Lake) -> None:
    snapshot = lake.open()
    assert (snapshot.version, snapshot.sources, snapshot.tables()) == (0, (), ())
    assert snapshot.files("awards") == ()
    assert lake.open(0) == snapshot
    assert lake.collect() == 0
    assert lake.versions() == ()
    assert not lake.root.exists()


def test_a_published_source_is_found_with_its_files(lake: Lake) -> None:
    snapshot = publish(lake, "north", "awards", "bids")
    assert snapshot == lake.open() == lake.open(1)
    assert snapshot.source("north") == source("north", awards=1, bids=1)
    assert snapshot.source("south") is None
    assert snapshot.tables() == ("awards", "bids")
    assert contents(snapshot) == {"awards": ["north awards"], "bids": ["north bids"]}
    assert all(path.is_absolute() for path in snapshot.files("awards"))


def test_sources_add_up_in_the_order_of_loading(lake: Lake) -> None:
    for key in ("b", "c", "a"):
        publish(lake, key, "awards")
    snapshot = lake.open()
    assert snapshot.version == 3
    assert [s.key for s in snapshot.sources] == ["b", "c", "a"]
    assert contents(snapshot) == {"awards": ["b awards", "c awards", "a awards"]}


def test_an_opened_snapshot_does_not_change(lake: Lake) -> None:
    before = publish(lake, "north", "awards")
    with lake.begin() as commit:
        commit.drop("north")
        load(commit, "south", "awards")
        commit.publish()
    assert contents(before) == {"awards": ["north awards"]}
    assert contents(lake.open(1)) == contents(before)
    assert contents(lake.open()) == {"awards": ["south awards"]}


def test_the_same_key_replaces_the_former_source(lake: Lake) -> None:
    publish(lake, "north", "awards", "bids")
    snapshot = publish(lake, "north", "lots")
    assert contents(snapshot) == {"lots": ["north lots"]}
    assert [s.key for s in snapshot.sources] == ["north"]


def test_a_source_without_rows_is_remembered(lake: Lake) -> None:
    with lake.begin() as commit:
        commit.add(source("empty", awards=0), {})
        commit.publish()
    assert lake.open().source("empty") == source("empty", awards=0)
    assert lake.open().tables() == ()


def test_publishing_no_change_writes_nothing(lake: Lake) -> None:
    before = publish(lake, "north", "awards")
    stamp = {path: path.stat().st_mtime_ns for path in lake.root.rglob("*")}
    with lake.begin() as commit:
        assert commit.publish() is commit.base
    assert lake.open() == before
    del stamp[lake.root / "LOCK"]
    assert stamp == {path: path.stat().st_mtime_ns for path in stamp}


def test_what_is_added_and_dropped_in_one_commit_is_no_change(lake: Lake) -> None:
    publish(lake, "north", "awards")
    with lake.begin() as commit:
        load(commit, "south", "awards")
        commit.drop("south")
        assert commit.publish().version == 1
    assert on_disk(lake) == set(lake.open().files("awards"))


def test_leaving_without_publishing_removes_what_was_written(lake: Lake) -> None:
    before = publish(lake, "north", "awards")
    with lake.begin() as commit:
        load(commit, "south", "awards", "bids")
    with pytest.raises(UsageError), lake.begin() as commit:
        load(commit, "south", "awards", "not a table")
    assert lake.open() == before
    assert on_disk(lake) == set(before.files("awards"))
    assert [path.name for path in (lake.root / "files").iterdir()] == ["00000001"]


def test_no_thread_outlives_its_commit(lake: Lake) -> None:
    with lake.begin() as commit:
        load(commit, "south", "awards", "bids")
        assert any(thread.name == "euthyna-seal" for thread in threading.enumerate())
    assert not any(thread.name == "euthyna-seal" for thread in threading.enumerate())


def test_files_that_were_not_added_do_not_stay(lake: Lake) -> None:
    with lake.begin() as commit:
        write(commit, "lots", "draft")
        load(commit, "north", "awards")
        commit.publish()
    assert on_disk(lake) == set(lake.open().files("awards"))
    assert not (lake.root / "files" / "00000001" / "lots").exists()


def test_files_may_lie_in_folders_of_their_own(lake: Lake) -> None:
    with lake.begin() as commit:
        folder = commit.directory("awards") / "by_thread"
        folder.mkdir()
        (folder / "data_0.parquet").write_bytes(b"PAR1rowsPAR1")
        commit.add(source("north", awards=1), {"awards": [folder / "data_0.parquet"]})
        commit.publish()
    assert contents(lake.open()) == {"awards": ["rows"]}


def test_names_that_are_not_text_survive(lake: Lake) -> None:
    name = os.fsdecode(b"caf\xe9 \xd8\xb9.jsonl")
    with lake.begin() as commit:
        commit.add(SourceFile("k", name, 1, 2, "d", "ocds", {}), {})
        commit.publish()
    assert lake.open().sources[0].name == name


def test_a_relative_folder_gives_absolute_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (path,) = publish(Lake(Path("lake")), "north", "awards").files("awards")
    monkeypatch.chdir("/")
    assert path.is_file()


def test_a_lake_can_be_moved(lake: Lake, tmp_path: Path) -> None:
    publish(lake, "north", "awards")
    shutil.move(lake.root, tmp_path / "elsewhere")
    assert contents(Lake(tmp_path / "elsewhere").open()) == {"awards": ["north awards"]}


def test_collect_keeps_the_newest_snapshots(lake: Lake) -> None:
    for number in range(5):
        with lake.begin() as commit:
            for old in commit.base.sources:
                commit.drop(old.key)
            load(commit, f"s{number}", "awards")
            commit.publish()
    assert lake.collect(keep=2) == 6
    assert lake.versions() == (4, 5)
    assert contents(lake.open(4)) == {"awards": ["s3 awards"]}
    assert on_disk(lake) == {*lake.open(4).files("awards"), *lake.open().files("awards")}
    with pytest.raises(StoreError, match=r"no snapshot 3; it has 4 to 5"):
        lake.open(3)


def test_collect_keeps_old_files_that_a_new_snapshot_names(lake: Lake) -> None:
    for key in ("a", "b", "c"):
        publish(lake, key, "awards")
    assert lake.collect(keep=1) == 2
    assert contents(lake.open()) == {"awards": ["a awards", "b awards", "c awards"]}
    assert lake.collect(keep=1) == 0


def test_collect_refuses_to_keep_nothing(lake: Lake) -> None:
    with pytest.raises(UsageError, match="keep = 0 is below 1"):
        lake.collect(keep=0)


@pytest.mark.parametrize("version", [2, -1])
def test_an_unknown_version_is_refused(lake: Lake, version: int) -> None:
    publish(lake, "north", "awards")
    with pytest.raises(StoreError, match=rf"no snapshot {version}; it has 1 to 1"):
        lake.open(version)


# ------------------------------------------------------------------ wrong use


@pytest.mark.parametrize("table", ["../x", "Awards", "", "a b", "1st"])
def test_a_table_has_a_plain_name(lake: Lake, table: str) -> None:
    with lake.begin() as commit, pytest.raises(UsageError, match="cannot be a table"):
        commit.directory(table)


def test_files_from_elsewhere_are_refused(lake: Lake, tmp_path: Path) -> None:
    with lake.begin() as commit:
        path = write(commit, "awards", "north")
        for wrong, rows in (
            (tmp_path / "x.parquet", {"awards": 1}),
            (path, {"bids": 1}),
            (path.with_suffix(".csv"), {"awards": 1}),
            (path.parent / ".." / "bids" / "x.parquet", {"awards": 1}),
        ):
            with pytest.raises(UsageError, match=r"is not a \*\.parquet file in"):
                commit.add(source("north", **rows), {table: [wrong] for table in rows})


@pytest.mark.parametrize(("rows", "tables"), [({"awards": 1}, ()), ({}, ("awards",))])
def test_rows_and_files_belong_together(
    lake: Lake, rows: dict[str, int], tables: tuple[str, ...]
) -> None:
    with lake.begin() as commit, pytest.raises(UsageError, match="in awards; give both"):
        commit.add(source("k", **rows), {table: [write(commit, table, "x")] for table in tables})


def test_nothing_is_added_twice(lake: Lake) -> None:
    with lake.begin() as commit:
        path = write(commit, "awards", "north")
        with pytest.raises(UsageError, match="belongs to one table of one source"):
            commit.add(source("north", awards=2), {"awards": [path, path]})
        commit.add(source("north", awards=1), {"awards": [path]})
        with pytest.raises(UsageError, match="was added already; drop it before"):
            commit.add(source("north"), {})
        with pytest.raises(UsageError, match="belongs to one table of one source"):
            commit.add(source("south", awards=1), {"awards": [path]})
        commit.drop("north")
        commit.add(source("south", awards=1), {"awards": [path]})
        assert [s.key for s in commit.publish().sources] == ["south"]
    assert contents(lake.open()) == {"awards": ["rows"]}


def test_an_unknown_source_cannot_be_dropped(lake: Lake) -> None:
    publish(lake, "north", "awards")
    with lake.begin() as commit:
        commit.drop("north")
        for key in ("south", "north"):
            with pytest.raises(UnknownNameError, match=f"no source has the key '{key}'"):
                commit.drop(key)


def test_a_commit_that_is_over_takes_nothing(lake: Lake) -> None:
    with lake.begin() as commit:
        load(commit, "north", "awards")
        commit.publish()
        with pytest.raises(UsageError, match="is over; begin another"):
            commit.publish()
    for call in (
        lambda: commit.directory("awards"),
        lambda: commit.add(source("x"), {}),
        lambda: commit.drop("north"),
    ):
        with pytest.raises(UsageError, match="is over; begin another"):
            call()
    assert lake.open().version == 1


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1PAR1", b"PAR1 cut short", b"{...}PAR1"])
def test_a_file_that_is_not_whole_is_not_published(lake: Lake, content: bytes) -> None:
    before = publish(lake, "north", "awards")
    with lake.begin() as commit:
        path = write(commit, "awards", "south")
        path.write_bytes(content)
        commit.add(source("south", awards=1), {"awards": [path]})
        with pytest.raises(StoreError, match="is not a whole Parquet file; close its writer"):
            commit.publish()
    assert lake.open() == before
    assert on_disk(lake) == set(before.files("awards"))


def test_a_file_that_is_not_there_is_not_published(lake: Lake) -> None:
    with lake.begin() as commit:
        path = commit.directory("awards") / "x.parquet"
        commit.add(source("north", awards=1), {"awards": [path]})
        with pytest.raises(StoreError, match=r"x\.parquet: No such file"):
            commit.publish()
    assert lake.open().version == 0


# ------------------------------------------------------------------ beside a writer


def test_a_snapshot_that_is_removed_while_it_is_opened_gives_the_next(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(lake, "north", "awards")
    read = manifest.read_manifest
    asked = []

    def slow(root: Path, *, version: int) -> Snapshot:
        asked.append(version)
        if len(asked) == 1:
            with monkeypatch.context() as patch:
                patch.setattr(manifest, "read_manifest", read)
                publish(lake, "south", "awards")
                lake.collect(keep=1)
        return read(root, version=version)

    monkeypatch.setattr(manifest, "read_manifest", slow)
    assert lake.open().version == 2
    assert asked == [1, 2]


def test_the_first_commit_may_come_while_the_pointer_is_looked_for(
    lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = manifest.manifest_versions

    def slow(root: Path) -> list[int]:
        monkeypatch.setattr(manifest, "manifest_versions", versions)
        publish(lake, "north", "awards")
        return versions(root)

    monkeypatch.setattr(manifest, "manifest_versions", slow)
    assert lake.open().version == 1


def test_each_file_is_synchronised_once(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(lake, "north", "awards")
    seen: list[str] = []
    fsync = os.fsync

    def spy(descriptor: int) -> None:
        seen.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    if not Path("/proc/self/fd").exists():
        pytest.skip("no /proc to tell the names of open files")
    monkeypatch.setattr(os, "fsync", spy)
    publish(lake, "south", "awards", "bids")
    assert sorted(seen) == sorted(
        ["south.parquet"] * 2
        + ["awards", "bids", "00000002", "files"]
        + ["00000002.json.tmp", "manifests", "CURRENT.tmp", "lake"]
    )


def test_the_lake_starts_without_an_engine() -> None:
    code = "import sys, euthyna.data.store.lake; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"duckdb", "pyarrow", "numpy", "ibis"} & set(done.stdout.split())
