"""Files in formats that are known and not read: named once, never taken for broken OCDS."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from euthyna.base.errors import InputError
from euthyna.base.issues import KINDS
from euthyna.data.reading import formats
from euthyna.data.reading.inputs import find
from euthyna.data.reading.lookout import Lookout
from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load
from euthyna.simulation.writing import simulate

RELEASE = b'{"ocid": "A", "id": "A-1", "date": "2024-01-01T00:00:00Z", "tag": ["compiled"]}\n'
BODS = b'{"statementId": "s1", "recordId": "r1", "recordType": "entity", "recordDetails": {}}\n'
FTM = b'{"id": "p1", "schema": "Person", "properties": {"name": ["Mirela Brovadan"]}}\n'
PACS = b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"/>'
GOAML = b"<report>\n<rentity_id>7</rentity_id></report>"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"id,amount\n1,2\n", "a table in CSV"),
        ("a.CSV.gz", gzip.compress(b"id,amount\n"), "a table in CSV"),
        ("a.csv", b"", "a table in CSV"),
        ("a.parquet", b"PAR1", "a table in Parquet"),
        ("a.xml", b"\xef\xbb\xbf<a/>", "XML"),
        ("a.xml", PACS, "a message of ISO 20022 (pacs.008)"),
        ("a.xml", GOAML, "a report of goAML"),
        ("a.jsonl", BODS, "ownership statements (BODS)"),
        ("a.jsonl.gz", gzip.compress(BODS), "ownership statements (BODS)"),
        ("a.json", b"[\n" + BODS + b"]", "ownership statements (BODS)"),
        (
            "datapackage.json",
            b'{"name": "x", "resources": []}',
            "the description of a Data Package",
        ),
    ],
)
def test_a_known_format_is_named(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert formats.unread(path) == said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", RELEASE),
        ("a.csv", RELEASE),
        ("a.json", b'{"releases": [], "name": "x", "resources": []}'),
        ("a.json", b'{"id": "1", "schema": "x", "properties": {}, "ocid": "A"}'),
        ("a.json", b"<html>"),
        ("a.json", b""),
        ("a.json", b'{"statementId": "s1", "recordId": '),
        ("a.json", b"[" * 100_000),
        ("a.json.gz", gzip.compress(BODS)[:20]),
        ("a.txt", b"PAR1"),
    ],
)
def test_whatever_may_be_ocds_or_is_not_known_is_left_to_the_reader(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert formats.unread(path) is None


def _country(folder: Path) -> Path:
    for name, content in {
        "procurement/releases.jsonl": RELEASE,
        "ownership/statements.jsonl": BODS * 3,
        "entities/list.ftm.json": FTM,
        "fiscal/budget.csv": b"id\n1\n",
        "fiscal/datapackage.json": b'{"name": "x", "resources": []}',
        "payments/part.parquet": b"PAR1",
        "reports/1.xml": GOAML,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def test_every_file_of_a_folder_is_read_or_named_once(tmp_path: Path, workspace: Lake) -> None:
    loaded = load([_country(tmp_path), tmp_path / "fiscal"], lake=workspace)
    assert [Path(read.name).name for read in loaded.inputs] == ["releases.jsonl", "list.ftm.json"]
    assert [(read.format, read.parties) for read in loaded.inputs] == [
        ("ocds", 0),
        ("followthemoney", 1),
    ]
    assert {issue.code for issue in loaded.issues} == {formats.CODE}
    named = [Path(issue.source).name for issue in loaded.issues]
    assert sorted(named) == [
        "1.xml",
        "budget.csv",
        "datapackage.json",
        "part.parquet",
        "statements.jsonl",
    ]
    assert "a table in CSV, which this version of Euthyna does not read" in next(
        issue.sentence() for issue in loaded.issues if "budget" in issue.source
    )


def test_of_a_simulated_country_releases_and_lists_are_read_and_all_is_named(
    tmp_path: Path,
) -> None:
    simulate(tmp_path, seed=3, scale=0.008, workers=1)
    inputs, issues = find([tmp_path], look=Lookout())
    assert {Path(source.name).name.partition(".")[2] for source in inputs} == {"jsonl", "ftm.json"}
    assert {issue.code for issue in issues} == {formats.CODE}
    written = {str(path) for path in tmp_path.rglob("*") if path.is_file()}
    assert {source.name for source in inputs} | {issue.source for issue in issues} == written


def test_files_left_alone_leave_no_trace_in_the_lake(tmp_path: Path, workspace: Lake) -> None:
    load([_country(tmp_path)], lake=workspace)
    again = load([tmp_path], lake=workspace)
    assert [source.rows.get("processes", 0) for source in again.snapshot.sources] == [1, 0]
    assert all(read.known for read in again.inputs)
    assert len(again.issues) == 5


def test_of_a_long_file_only_the_beginning_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as file:
        file.write(BODS)
        file.truncate(1 << 40)
    inputs, issues = find([_country(tmp_path)], look=Lookout())
    assert [Path(source.name).name for source in inputs] == ["list.ftm.json", "releases.jsonl"]
    assert str(path) in {issue.source for issue in issues}


def test_a_folder_with_nothing_else_is_an_error_that_names_the_first(tmp_path: Path) -> None:
    (tmp_path / "budget.csv").write_bytes(b"id\n")
    (tmp_path / "reports.csv").write_bytes(b"id\n")
    with pytest.raises(InputError, match=r"none of the 2 files .*budget\.csv, a table in CSV"):
        find([tmp_path])


def test_a_file_that_cannot_be_opened_is_still_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(RELEASE)
    (tmp_path / "b.csv").symlink_to(tmp_path / "gone.csv")
    assert [issue.code for issue in find([tmp_path])[1]] == ["unreadable"]


def test_what_a_workspace_keeps_is_not_taken_for_published(tmp_path: Path) -> None:
    _country(tmp_path / "country")
    load([tmp_path / "country" / "procurement"], lake=Lake(tmp_path / "lake"))
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "flags.parquet").write_bytes(b"PAR1")
    inputs, issues = find([tmp_path], look=Lookout())
    assert [Path(i.name).name for i in inputs] == ["list.ftm.json", "releases.jsonl"]
    assert not [i for i in issues if "/lake/" in i.source or "/results/" in i.source]


def test_the_kind_of_issue_says_that_nothing_of_the_file_is_in_the_tables() -> None:
    kind = KINDS[formats.CODE]
    assert kind.loses
    assert "left alone" in kind.remedy


@pytest.fixture
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Give an empty lake outside the folder that is searched."""
    return Lake(tmp_path_factory.mktemp("workspace") / "lake")
