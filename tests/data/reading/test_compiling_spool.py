"""Normalising whole inputs: releases in any order, on disk, as compiled lines with places."""

from __future__ import annotations

import errno
import gzip
import json
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.errors import DiskFullError, InputError, StoreError
from euthyna.data.reading import normalising
from euthyna.data.reading.compiling import compile_releases
from euthyna.data.reading.inputs import as_stream, find
from euthyna.data.reading.merge_rules import MERGE_RULES
from euthyna.data.reading.normalising import Normalised, normalise


def _normalise(
    content: bytes | str, spool: Path, **limits: int
) -> tuple[Normalised, dict[str, Any]]:
    """Give the result and the compiled releases by their places."""
    text = content.encode() if isinstance(content, str) else content
    result = normalise([as_stream(text, name="x")], spool=spool, **limits)
    lines = result.path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert result.path.stat().st_size == result.size
    assert len(lines) == result.lines
    return result, dict(zip(result.read_places(), map(json.loads, lines), strict=True))


def _release(ocid: str, date: str, **more: Any) -> dict[str, Any]:
    return {"ocid": ocid, "id": f"{ocid}-{date}", "date": date, "tag": ["tender"], **more}


def test_each_process_is_one_line_at_the_place_of_its_latest_release(tmp_path: Path) -> None:
    releases = [
        _release("A", "2024-02-01", language="es"),
        _release("B", "2024-01-01"),
        _release("A", "2024-01-01", language="en", initiationType="tender"),
    ]
    result, found = _normalise("\n".join(map(json.dumps, releases)), tmp_path)
    assert (result.releases, result.lines) == (3, 2)
    assert list(found) == ["x:1", "x:2"]
    assert found["x:1"]["language"] == "es"
    assert found["x:1"]["initiationType"] == "tender"
    assert [(issue.code, issue.count) for issue in result.issues] == [("duplicate-process", 2)]
    assert sorted(path.name for path in result.path.parent.iterdir()) == [
        "compiled.jsonl",
        "compiled.txt",
    ]


def test_releases_of_a_process_are_merged_over_inputs_and_issues_kept_by_input(
    tmp_path: Path,
) -> None:
    texts = {
        "x": _release("A", "2024-01-01", language="es", buyer={"name": "Lamps"}),
        "y": _release("A", "2024-02-01", buyer={"name": "Lamps"}),
    }
    sources = [as_stream(json.dumps(text).encode(), name=name) for name, text in texts.items()]
    result = normalise(sources, spool=tmp_path)
    (release,) = map(json.loads, result.path.read_bytes().splitlines())
    assert (release["language"], release["date"]) == ("es", "2024-02-01")
    assert result.read_places() == ["y:1"]
    assert [(issue.code, issue.source) for issue in result.issues] == [
        ("older-version", "x:1"),
        ("older-version", "y:1"),
        ("duplicate-process", "y:1"),
    ]


def test_numbers_stay_exact_through_merging(tmp_path: Path) -> None:
    text = (
        b'{"ocid": "A", "date": "2024-01-01", "tender": {"value": {"amount": 12345678901234567.89}}}\n'
        b'{"ocid": "A", "date": "2024-02-01", "planning": {"budget": {"id": 99999999999999999999}}}\n'
    )
    result, _ = _normalise(text, tmp_path)
    written = result.path.read_bytes()
    assert b'"amount":12345678901234567.89' in written
    assert b'"id":99999999999999999999' in written


def test_deep_and_unwritable_releases_are_issues(tmp_path: Path) -> None:
    deep = '{"a":' * 400 + "1" + "}" * 400
    lines = [
        '{"ocid": "A"}',
        f'{{"ocid": "B", "tender": {deep}}}',
        '{"ocid": "\\ud800"}',
        '{"ocid": "C", "a": "\\udc00"}',
    ]
    result, found = _normalise("\n".join(lines), tmp_path)
    assert list(found) == ["x:1"]
    assert [(issue.code, issue.source) for issue in result.issues] == [
        ("too-deep", "x:2"),
        ("not-json", "x:3"),
        ("not-json", "x:4"),
    ]


def test_processes_whose_digests_are_equal_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from euthyna.data.reading import spooling

    class Same:
        def __init__(self, *_: object, **__: object) -> None: ...

        def digest(self) -> bytes:
            return b"12345678"

    monkeypatch.setattr(spooling, "blake2b", Same)
    result, found = _normalise('{"ocid": "A"}\n{"ocid": "B"}', tmp_path)
    assert {release["ocid"] for release in found.values()} == {"A", "B"}
    assert result.lines == 2


def test_progress_is_told_in_stored_bytes(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []

    class Recorder:
        def step(self, name: str, done: int, total: int | None) -> None:
            told.append((name, done, total))

    file = tmp_path / "a.json.gz"
    file.write_bytes(gzip.compress(b'{"ocid": "A"}'))
    (source,), _ = find([file])
    normalise([source], spool=tmp_path, progress=Recorder())
    assert told[-1] == (f"reading {file}", file.stat().st_size, file.stat().st_size)


@pytest.mark.parametrize(
    ("number", "error", "says"),
    [(errno.ENOSPC, DiskFullError, "no room is left"), (errno.EROFS, StoreError, "cannot write")],
)
def test_a_full_disk_is_named_and_nothing_is_left(
    number: int, error: type[Exception], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, "the disk")

    monkeypatch.setattr(normalising.Spool, "write", fail)
    with pytest.raises(error, match=says):
        _normalise('{"ocid": "A"}', tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_of_what_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        _normalise("[1, 2]", tmp_path)
    assert list(tmp_path.iterdir()) == []


_RELEASES = st.lists(
    st.tuples(st.sampled_from("ABC"), st.integers(1, 28), st.sampled_from(["es", "en", None])),
    min_size=1,
    max_size=12,
    unique_by=lambda item: item[:2],
)


@given(items=_RELEASES, data=st.data(), shape=st.sampled_from(["lines", "package", "records"]))
def test_order_and_container_do_not_matter_where_dates_decide(
    items: list[tuple[str, int, str | None]], data: st.DataObject, shape: str, tmp_path_factory: pytest.TempPathFactory
) -> None:  # fmt: skip
    releases = [_release(o, f"2024-01-{d:02}", language=text) for o, d, text in items]
    groups: dict[str, list[tuple[dict[str, Any], str]]] = defaultdict(list)
    for release in releases:
        groups[release["ocid"]].append((release, ""))
    expected = {ocid: compile_releases(group)[0] for ocid, group in groups.items()}
    shuffled = data.draw(st.permutations(releases))
    records = [{"ocid": release["ocid"], "releases": [release]} for release in shuffled]
    text = {
        "lines": "\n".join(map(json.dumps, shuffled)),
        "package": json.dumps({"releases": shuffled}),
        "records": json.dumps({"records": records}, indent=1),
    }[shape]
    _, found = _normalise(text, tmp_path_factory.mktemp("spool"))
    assert {release["ocid"]: release for release in found.values()} == expected


@given(content=st.binary(max_size=80), packed=st.booleans(), cut=st.integers(0, 60))
def test_arbitrary_bytes_are_normalised_or_refused(
    content: bytes, packed: bool, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = gzip.compress(b'{"ocid": "A"}\n' + content)[:cut] if packed else content
    spool = tmp_path_factory.mktemp("spool")
    try:
        result, _ = _normalise(text, spool)
    except InputError:
        assert list(spool.iterdir()) == []
    else:
        assert result.lines or result.issues


# ------------------------------------------------------------------- published files

PROCESSES = {
    "ocds/armenia": (900, 900),
    "ocds/australia_new-south-wales": (32, 32),
    "ocds/canada_buyandsell": (11, 11),
    "ocds/canada_montreal": (20, 20),
    "ocds/colombia": (21, 21),
    "ocds/mexico_administracion-publica-federal": (10, 10),
    "ocds/mexico_cdmx": (20, 8),
    "ocds/mexico_grupo-aeroportuario": (302, 292),
    "ocds/mexico_inai": (88, 88),
    "ocds/paraguay": (74, 17),
    "ocds/taiwan": (11, 11),
    "ocds/uganda": (10, 10),
    "ocds/uk-contracts-finder": (211, 200),
}
"""Releases and processes, as counted in the published files."""

PACKAGES = {
    "ocds_packages/paraguay_155220_record.json.gz": 1,
    "ocds_packages/portland_first_record.json.gz": 1,
    "ocds_packages/portugal_impic_2019_100_releases.json.gz": 100,
    "canada_buyandsell_2014/tenders_releases.json.gz": 5513,
    "canada_buyandsell_2014/records_linked.json.gz": 0,
}


def _published(path: Path, spool: Path) -> Normalised:
    if not path.is_file():
        pytest.skip(f"{path} is absent")
    (source,), _ = find([path])
    result = normalise([source], spool=spool)
    assert result.path.read_bytes().count(b"\n") == len(result.read_places()) == result.lines
    return result


@pytest.mark.shared_data
@pytest.mark.parametrize("publisher", PROCESSES)
def test_releases_of_publishers_are_compiled(
    publisher: str, shared_data: Path, tmp_path: Path
) -> None:
    result = _published(shared_data / "procurement" / publisher / "releases.jsonl.gz", tmp_path)
    assert (result.releases, result.lines) == PROCESSES[publisher]
    assert "merge-conflict" not in {issue.code for issue in result.issues}


@pytest.mark.shared_data
@pytest.mark.parametrize("publisher", PROCESSES)
def test_compiled_releases_of_publishers_stay_one_a_line(
    publisher: str, shared_data: Path, tmp_path: Path
) -> None:
    path = shared_data / "procurement" / publisher / "compiled.jsonl.gz"
    result = _published(path, tmp_path)
    # Paraguay's file has eight lines that are an empty object.
    empty = sum(issue.count for issue in result.issues if issue.code == "not-a-release")
    with gzip.open(path) as file:
        assert result.lines + empty == sum(1 for _ in file)
    assert empty == (8 if publisher == "ocds/paraguay" else 0)


@pytest.mark.shared_data
@pytest.mark.parametrize("name", PACKAGES)
def test_packages_of_publishers_are_read(name: str, shared_data: Path, tmp_path: Path) -> None:
    result = _published(shared_data / "procurement" / name, tmp_path)
    assert result.lines == PACKAGES[name]
    codes = {issue.code: issue for issue in result.issues}
    if name.endswith("records_linked.json.gz"):
        assert codes["linked-release"].count == 77544
    if name.endswith("tenders_releases.json.gz"):
        assert codes["older-version"].path == "tender/procuringEntity"
        assert result.read_places()[-1].endswith("#/releases/5512")


@pytest.mark.shared_data
def test_merging_equals_ocdsmerge_with_the_official_schema(shared_data: Path) -> None:
    from ocdsmerge import Merger

    folder = shared_data / "procurement"
    merger = Merger(_official_schema(folder / "standard" / "ocds-standard-1__1__5.zip"))
    assert merger.merge_rules == MERGE_RULES
    compared = 0
    for path in sorted(folder.glob("ocds/*/releases.jsonl.gz")):
        groups: dict[str, list[tuple[dict[str, Any], str]]] = defaultdict(list)
        with gzip.open(path) as file:
            for number, line in enumerate(file, 1):
                release = json.loads(line)
                groups[release["ocid"]].append((release, str(number)))
        for releases in groups.values():
            if len(releases) < 2 or any("compiled" in release["tag"] for release, _ in releases):
                continue
            distinct = list({json.dumps(r, sort_keys=True): r for r, _ in releases}.values())
            if len(distinct) > 1:
                expected = merger.create_compiled_release(distinct)
                assert compile_releases(releases)[0] == expected
                compared += 1
    assert compared > 30


def _official_schema(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if n.endswith("schema/release-schema.json"))
        schema: dict[str, Any] = json.loads(archive.read(name))
    return schema
