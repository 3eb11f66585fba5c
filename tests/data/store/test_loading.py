"""Loading: nothing lost in silence, nothing torn, nothing twice."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import duckdb
import pytest

from euthyna.base.errors import DiskFullError, EuthynaError, InputError
from euthyna.data.reading import fast
from euthyna.data.reading.inputs import find
from euthyna.data.store import splitting
from euthyna.data.store.lake import Lake, Snapshot
from euthyna.data.store.loading import Loaded, load
from euthyna.simulation import write

CHILD = Path(__file__).with_name("load_child.py")


def _release(ocid: str, *, date: str = "2024-01-01T00:00:00Z", **fields: Any) -> dict[str, Any]:
    return {"ocid": ocid, "id": f"{ocid}-{date}", "date": date, "tag": ["compiled"], **fields}


def _lines(path: Path, *records: Any) -> Path:
    path.write_bytes(
        b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records)
    )
    return path


def _rows(snapshot: Snapshot, table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    files = [str(file) for file in snapshot.files(table)]
    if not files:
        return []
    sql = f"SELECT {columns} FROM read_parquet(?) ORDER BY ALL"
    return duckdb.execute(sql, [files]).fetchall()


def _codes(loaded: Loaded) -> dict[str, int]:
    out: dict[str, int] = {}
    for issue in loaded.issues:
        out[issue.code] = out.get(issue.code, 0) + issue.count
    return out


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


def test_rows_carry_their_file_and_line(tmp_path: Path, lake: Lake) -> None:
    path = _lines(tmp_path / "a.jsonl", _release("A"), b"", _release("B", awards=[{"id": "1"}]))
    loaded = load([path], lake=lake)
    assert _rows(loaded.snapshot, "processes", "process_id, source") == [
        ("A", f"{path}:1"),
        ("B", f"{path}:3"),
    ]
    assert _rows(loaded.snapshot, "awards", "award_id, source") == [("1", f"{path}:3")]


def test_a_broken_line_stops_nothing_and_is_shown(tmp_path: Path, lake: Lake) -> None:
    path = _lines(
        tmp_path / "a.jsonl", _release("A"), b'{"ocid": ', b"\xff\xfe", _release("B"), b"[1]"
    )
    loaded = load([path], lake=lake)
    assert [p for (p,) in _rows(loaded.snapshot, "processes", "process_id")] == ["A", "B"]
    places = {(issue.code, issue.source) for issue in loaded.issues}
    assert places == {
        ("not-json", f"{path}:2"),
        ("not-utf8", f"{path}:3"),
        ("not-a-release", f"{path}:5"),
    }


def test_an_object_where_a_list_is_due_is_read_and_reported(tmp_path: Path, lake: Lake) -> None:
    record = _release("A", awards=[{"id": "1", "suppliers": {"id": "S"}}], tender={"id": "t"})
    loaded = load([_lines(tmp_path / "a.jsonl", record, _release("B"))], lake=lake)
    assert _rows(loaded.snapshot, "award_suppliers", "process_id, award_no, party_id") == [
        ("A", 0, "S")
    ]
    assert _codes(loaded) == {"converted": 1}


def test_dirty_values_are_kept_or_named(tmp_path: Path, lake: Lake) -> None:
    tender = {
        "value": {"amount": "10.5", "currency": "EUR"},
        "minValue": {"amount": "about 7", "currency": "EUR"},
        "tenderPeriod": {"startDate": "2024-01-05", "endDate": "5 January"},
        "numberOfTenderers": 3.0,
        "title": 12,
    }
    record = _release("A", tender=tender, contracts=[{"id": "c", "value": {"amount": 1e3}}])
    loaded = load([_lines(tmp_path / "a.jsonl", record)], lake=lake)
    columns = "estimate_amount::VARCHAR, minimum_amount, tender_end_text, tender_end_at, tenderers_count, title"
    assert _rows(loaded.snapshot, "processes", columns) == [
        ("10.5000000000", None, "5 January", None, 3, "12")
    ]
    assert _codes(loaded) == {"converted": 2, "bad-number": 1, "bad-date": 1, "missing-currency": 1}


def test_the_same_file_twice_changes_nothing(tmp_path: Path, lake: Lake) -> None:
    path = _lines(tmp_path / "a.jsonl", _release("A"), _release("B"))
    first = load([path], lake=lake).snapshot
    copy = tmp_path / "b.jsonl"
    copy.write_bytes(path.read_bytes())
    again = load([path, copy], lake=lake)
    assert again.snapshot.version == first.version
    assert [known.known for known in again.inputs] == [True, True]


def test_a_changed_file_replaces_what_it_gave(tmp_path: Path, lake: Lake) -> None:
    path = _lines(tmp_path / "a.jsonl", _release("A"), _release("B"))
    load([path], lake=lake)
    _lines(path, _release("B", tender={"title": "new"}), _release("C"))
    loaded = load([path], lake=lake)
    assert _rows(loaded.snapshot, "processes", "process_id, title") == [("B", "new"), ("C", None)]


def test_releases_of_one_process_are_merged_across_files(tmp_path: Path, lake: Lake) -> None:
    early = {"ocid": "A", "id": "1", "date": "2024-01-01T00:00:00Z", "tag": ["tender"]}
    late = {"ocid": "A", "id": "2", "date": "2024-02-01T00:00:00Z", "tag": ["award"]}
    one = _lines(
        tmp_path / "1.jsonl", {**early, "tender": {"id": "t", "title": "Roads"}}, _release("B")
    )
    two = _lines(tmp_path / "2.jsonl", {**late, "awards": [{"id": "w"}]})
    loaded = load([one, two], lake=lake)
    assert _rows(loaded.snapshot, "processes", "process_id, title") == [("A", "Roads"), ("B", None)]
    assert _rows(loaded.snapshot, "awards", "process_id, award_id") == [("A", "w")]
    assert _codes(loaded)["duplicate-process"] >= 1


@pytest.mark.parametrize(
    ("date", "title"), [("2025-01-01T00:00:00Z", "new"), ("2023-01-01T00:00:00Z", "old")]
)
def test_the_newer_release_of_a_process_stays(
    tmp_path: Path, lake: Lake, date: str, title: str
) -> None:
    load(
        [_lines(tmp_path / "1.jsonl", _release("A", tender={"title": "old"}), _release("B"))],
        lake=lake,
    )
    two = _lines(
        tmp_path / "2.jsonl", _release("A", date=date, tender={"title": "new"}), _release("C")
    )
    loaded = load([two], lake=lake)
    found = _rows(loaded.snapshot, "processes", "process_id, title")
    assert found == [("A", title), ("B", None), ("C", None)]


def test_a_package_is_read_with_pointers(tmp_path: Path, lake: Lake) -> None:
    path = tmp_path / "p.json"
    path.write_text(json.dumps({"uri": "x", "releases": [_release("A"), _release("B")]}, indent=1))
    loaded = load([path], lake=lake)
    assert _rows(loaded.snapshot, "processes", "process_id, source") == [
        ("A", f"{path}#/releases/0"),
        ("B", f"{path}#/releases/1"),
    ]


def test_a_truncated_gzip_gives_what_came_before(tmp_path: Path, lake: Lake) -> None:
    text = b"".join(
        json.dumps(_release(f"A{n}", x=random.Random(n).random())).encode() + b"\n"
        for n in range(3000)
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(text)[:-20_000])
    loaded = load([path], lake=lake)
    assert 0 < loaded.inputs[0].processes < 3000
    assert "truncated" in _codes(loaded)


def test_large_files_are_read_in_pieces(
    tmp_path: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    write(path, seed=3, processes=400)
    whole = load([path], lake=Lake(tmp_path / "whole"))
    monkeypatch.setattr(splitting, "WHOLE", 0)
    monkeypatch.setattr(splitting, "PIECE", 300_000)
    pieces = load([path], lake=lake)
    packed = tmp_path / "packed" / "a.jsonl.gz"
    packed.parent.mkdir()
    packed.write_bytes(gzip.compress(path.read_bytes()))
    unpacked = load([packed], lake=Lake(tmp_path / "unpacked"))
    for table in whole.snapshot.tables():
        if table != "issues":
            assert _rows(pieces.snapshot, table) == _rows(whole.snapshot, table), table
            assert len(_rows(unpacked.snapshot, table)) == len(_rows(whole.snapshot, table)), table
    lines = _rows(unpacked.snapshot, "processes", "source")
    assert sorted(int(s.rpartition(":")[2]) for (s,) in lines) == list(range(1, 401))


def test_a_line_without_end_is_passed_over(
    tmp_path: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(splitting, "LONGEST", 1 << 20)
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(json.dumps(_release("A")).encode() + b'\n{"ocid": "')
        file.write(b"x" * (3 << 20))
        file.write(b'"}\n' + json.dumps(_release("B")).encode() + b"\n")
    loaded = load([path], lake=lake)
    assert [p for (p,) in _rows(loaded.snapshot, "processes", "process_id")] == ["A", "B"]
    assert _codes(loaded) == {"too-long": 1}


def test_recognising_a_file_never_takes_in_an_endless_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"ocid": "A"}\n{"ocid": "' + b"x" * (16 << 20) + b'"}\n')
    (source,), _ = find([path])
    tracemalloc.start()
    assert splitting.scannable(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n \n", "white space"),
        (b"<xml/>", "XML"),
        (b"a,b\n1,2\n", "not JSON"),
        (b'{"name": "x"}', "not OCDS"),
        (b'{"ocid": ', "nothing could be read"),
    ],
)
def test_a_file_of_something_else_is_refused_with_the_reason(
    tmp_path: Path, lake: Lake, content: bytes, said: str
) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said):
        load([path], lake=lake)
    assert lake.open().version == 0


def test_a_bad_file_does_not_hold_back_the_others(tmp_path: Path, lake: Lake) -> None:
    good = _lines(tmp_path / "good.jsonl", _release("A"))
    (tmp_path / "bad.json").write_bytes(b"<html>")
    loaded = load([tmp_path], lake=lake)
    assert _rows(loaded.snapshot, "processes", "source") == [(f"{good}:1",)]
    assert _codes(loaded) == {"unusable-file": 1}


def test_standard_input_is_read(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(json.dumps(_release("A")).encode() + b"\n")

    monkeypatch.setattr(sys, "stdin", Stdin)
    assert _rows(load(["-"], lake=lake).snapshot, "processes", "source") == [("stdin:1",)]


def test_a_nested_abyss_costs_one_line(tmp_path: Path, lake: Lake) -> None:
    abyss = b'{"ocid": "D", "x": ' + b"[" * 10_000 + b"]" * 10_000 + b"}"
    loaded = load([_lines(tmp_path / "a.jsonl", _release("A"), abyss, _release("B"))], lake=lake)
    assert [p for (p,) in _rows(loaded.snapshot, "processes", "process_id")] == ["A", "B"]
    assert _codes(loaded)["too-deep"] == 1


def test_the_exact_profile_takes_only_values_of_the_right_type(tmp_path: Path, lake: Lake) -> None:
    record = _release(
        "A",
        buyer={"id": 5},
        tender={"value": {"amount": "1", "currency": "EUR"}, "numberOfTenderers": 1.0},
    )
    loaded = load(
        [_lines(tmp_path / "a.jsonl", record)], lake=lake, profile=fast.EXACT, audits=False
    )
    assert _rows(loaded.snapshot, "processes", "buyer_id, estimate_amount, tenderers_count") == [
        (None, None, None)
    ]


def test_the_exact_profile_does_not_merge_releases_of_an_older_look(
    tmp_path: Path, lake: Lake
) -> None:
    buyer = {"id": "B", "address": {"locality": "Someplace"}}
    file = _lines(tmp_path / "a.jsonl", _release("A", buyer=buyer), _release("A", buyer=buyer))
    exact = load([file], lake=lake, profile=fast.EXACT, audits=False)
    assert len(_rows(exact.snapshot, "processes", "process_id")) == 2


@pytest.mark.parametrize("first", ["5", '"text"', "null", "true"])
def test_a_first_line_that_is_a_bare_value_costs_one_line(
    tmp_path: Path, lake: Lake, first: str
) -> None:
    file = _lines(tmp_path / "a.jsonl", first.encode(), _release("A"), _release("B"))
    loaded = load([file], lake=lake)
    assert _rows(loaded.snapshot, "processes", "source") == [(f"{file}:2",), (f"{file}:3",)]
    assert [i.source for i in loaded.issues if i.code == "not-a-release"] == [f"{file}:1"]


def test_what_is_known_already_still_tells_its_issues(tmp_path: Path, lake: Lake) -> None:
    file = _lines(tmp_path / "a.jsonl", _release("A"), b"{broken")
    first = load([file], lake=lake).inputs[0]
    again = load([file], lake=lake).inputs[0]
    assert again.known
    assert again.issues == first.issues > 0


def test_a_full_disk_leaves_the_former_snapshot(
    tmp_path: Path, lake: Lake, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([_lines(tmp_path / "a.jsonl", _release("A"))], lake=lake)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "x.parquet")

    monkeypatch.setattr("euthyna.data.store.staging._copy", full)
    with pytest.raises(DiskFullError, match="room"):
        load([_lines(tmp_path / "b.jsonl", _release("B"))], lake=lake)
    assert [p for (p,) in _rows(lake.open(), "processes", "process_id")] == ["A"]


@pytest.mark.slow
def test_a_load_killed_at_any_moment_leaves_the_former_snapshot(tmp_path: Path, lake: Lake) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    write(first, seed=1, processes=200)
    write(second, seed=2, processes=4000)
    before = load([first], lake=lake, threads=1).snapshot
    child = [sys.executable, str(CHILD), str(lake.root), str(second)]
    for trial in ("with everything to compile", "as it goes"):
        began = time.monotonic()
        subprocess.run([*child[:2], str(tmp_path / trial), str(second)], check=True)
        lasts = time.monotonic() - began
    chance = random.Random(5)
    killed = 0
    for number in range(10):
        lake = Lake(tmp_path / f"lake-{number}")
        shutil.copytree(before.root, lake.root)
        process = subprocess.Popen(
            [*child[:2], str(lake.root), str(second)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.05, 0.95) * lasts)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        found = lake.open()
        tables = {t: _rows(found, t, "count(*)")[0][0] for t in found.tables()}
        assert tables == {t: sum(s.rows.get(t, 0) for s in found.sources) for t in tables}
        assert tables["processes"] in {200, 4200}
    assert killed
    after = load([second], lake=lake, threads=1).snapshot
    assert len(_rows(after, "processes", "process_id")) == 4200
    kept = [lake.open(version) for version in lake.versions()]
    named = {path for snapshot in kept for path in snapshot.paths()}
    assert {str(path) for path in (lake.root / "files").rglob("*.parquet")} == named


@pytest.mark.shared_data
def test_all_publishers_load(shared_data: Path, lake: Lake) -> None:
    published = sorted((shared_data / "procurement" / "ocds").glob("*/compiled.jsonl.gz"))
    loaded = load(published, lake=lake)
    assert len(loaded.inputs) == len(published) >= 13
    assert all(one.processes for one in loaded.inputs)
    lost = {i.code for i in loaded.issues} & {"not-json", "not-utf8", "unusable-file", "truncated"}
    assert not lost


@pytest.mark.shared_data
def test_releases_of_all_publishers_load(shared_data: Path, lake: Lake) -> None:
    loaded = load([shared_data / "procurement" / "ocds"], lake=lake)
    ids = [p for (p,) in _rows(loaded.snapshot, "processes", "process_id")]
    assert len(ids) == len(set(ids)) >= 1600


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(tmp_path: Path, lake: Lake) -> None:
    path = _lines(tmp_path / "a.jsonl", _release("A"))
    path.chmod(0)
    with pytest.raises(EuthynaError, match="permission"):
        load([path], lake=lake)
