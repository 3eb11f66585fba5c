"""Lists that are broken, odd or made to harm: clear issues, bounded time and memory."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.errors import InputError
from euthyna.base.issues import Issue
from euthyna.data.declarations import (
    Document,
    Draft,
    Elements,
    Entry,
    Fill,
    ListFormat,
    Marks,
    Part,
    Table,
)
from euthyna.data.declarations.notes import PLACES
from euthyna.data.reading import sheets
from euthyna.data.reading.inputs import as_stream, of_file
from euthyna.data.reading.parties import PartyFile, read_parties
from euthyna.data.reading.recognising import Recognised

Found = tuple[list[dict[str, Any]], list[Issue]]


def _treat(entry: Entry, draft: Draft) -> None:
    for alias in entry.children("alias"):
        draft.name(alias.take("#text"), kind="weak" if alias.take("@weak") else "alias")


XML = Part(
    name="people",
    shape=Elements(tags=("person",)),
    marks=Marks(root="people"),
    key=("@id",),
    fills=(
        Fill(path="name", to="name"),
        Fill(path="born/date", to="birth_date"),
        Fill(path="homes/home", to="address"),
    ),
    treat=_treat,
)
DOCUMENT = Part(
    name="document",
    shape=Document(lists=("people", "bodies")),
    marks=Marks(keys=("people",)),
    key=("id",),
    fills=(Fill(path="name", to="name"), Fill(path="links/url", to="website")),
    leaves={"meta": "about the file"},
)


def parties_of(path: Path, part: Part) -> Found:
    form = ListFormat(name="test", title="", parts=(part,))
    file = PartyFile([(of_file(path, name=path.name), Recognised(form, part))], dataset="d")
    names = [row for batch in file for row in batch["party_names"].to_pylist()]
    return names, file.issues


def xml(folder: Path, text: str | bytes) -> Found:
    path = folder / "a.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return parties_of(path, XML)


def csv(folder: Path, content: str | bytes) -> Found:
    path = folder / "a.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    file = read_parties(path)
    names = [row for batch in file for row in batch["party_names"].to_pylist()]
    return names, file.issues


def texts(found: Found) -> list[str]:
    return [row["name"] for row in found[0]]


def codes(found: Found) -> list[str]:
    return sorted(issue.code for issue in found[1])


# ---------------------------------------------------------------------------- tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_encoding_is_told_by_its_first_bytes(tmp_path: Path, encoding: str, end: str) -> None:
    found = csv(tmp_path, f"name{end}Živa Во 中{end}José{end}".encode(encoding))
    assert texts(found) == ["Živa Во 中", "José"]
    assert found[1] == []


def test_bytes_that_are_not_utf_8_are_read_as_windows_wrote_them(tmp_path: Path) -> None:
    found = csv(tmp_path, "name\nJosé “X”\n".encode("cp1252") + "Živa\n".encode())
    assert texts(found) == ["José “X”", "Živa"]
    assert codes(found) == ["recoded"]


def test_zero_bytes_and_the_end_mark_of_old_systems_are_left_out(tmp_path: Path) -> None:
    found = csv(tmp_path, b"name,country\nNe\0la,pa\nZed,pa\n\x1a")
    assert texts(found) == ["Nela", "Zed"]
    assert found[1] == []


def test_marks_that_nobody_sees_stay_as_published(tmp_path: Path) -> None:
    name = "\u202eoV aleN\u202c\u200b\u200d"
    assert texts(csv(tmp_path, f"name\n{name}\n")) == [name]


def test_a_long_name_is_cut_and_told(tmp_path: Path) -> None:
    found = csv(tmp_path, f"name\n{'x' * 10_000}\nNela\n")
    assert sorted(len(text) for text in texts(found)) == [4, 1000]
    assert [(i.code, i.found, i.source) for i in found[1]] == [
        ("too-long-value", "10000", f"{tmp_path}/a.csv:2")
    ]


def test_a_field_that_never_ends_costs_its_own_row_only(tmp_path: Path) -> None:
    content = "name,country\nNela,pa\n" + '"' + "x\n" * 100_000 + "Zed,cy\n"
    found = csv(tmp_path, content)
    assert {"Nela", "Zed"} <= set(texts(found))
    assert "too-long-value" in codes(found)


def test_a_line_of_a_hundred_megabytes_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(b"name,country\nNela,pa\n")
        for _ in range(100):
            file.write(b"x" * (1 << 20))
        file.write(b"\nZed,pa\n")
    parties = read_parties(path)
    tracemalloc.start()
    names = [row for batch in parties for row in batch["party_names"]["name"].to_pylist()]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (names[0], names[-1]) == ("Nela", "Zed")
    assert peak < 120 << 20
    assert "too-long-value" in {issue.code for issue in parties.issues}


def test_rows_of_another_width_are_read_and_told(tmp_path: Path) -> None:
    found = csv(tmp_path, "name,country,dob\nNela\nZed,pa,1970,more\nYan,pa,1971,,\n")
    assert texts(found) == ["Nela", "Zed", "Yan"]
    assert [(i.code, i.found, i.expected) for i in found[1]] == [
        ("ragged-row", "1", "3"),
        ("ragged-row", "4", "3"),
    ]


def test_issues_of_one_kind_have_their_first_places_and_then_a_count(tmp_path: Path) -> None:
    found = csv(tmp_path, "name,dob\n" + "".join(f"N{n},never {n}\n" for n in range(500)))
    assert [issue.count for issue in found[1]] == [1] * PLACES + [500 - PLACES]
    assert found[1][0].source.endswith(":2")


def test_a_cut_off_file_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    content = "name\n" + "".join(f"Nela {number * 7919 % 10_007}\n" for number in range(50_000))
    path.write_bytes(gzip.compress(content.encode())[:-5000])
    file = read_parties(path)
    assert sum(len(batch["parties"]) for batch in file) > 1000
    assert "truncated" in {issue.code for issue in file.issues}


def test_two_columns_of_one_name_do_not_hide_each_other(tmp_path: Path) -> None:
    found = csv(tmp_path, "name,remarks,remarks\nNela,a,b\n")
    assert texts(found) == ["Nela"]
    assert [issue.path for issue in found[1]] == ["remarks", "remarks (3)"]


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading_of_a_table(content: bytes) -> None:
    try:
        from euthyna.data.reading.guessing import recognised

        source = as_stream(b"name,country\n" + content, name="x")
        recognised(source)
    except InputError:
        pass


# ---------------------------------------------------------------------------- spreadsheets


def workbook(folder: Path, rows: list[list[Any]], *, first_row: int = 0) -> Path:
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("People")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows, first_row):
            for column, cell in enumerate(row):
                is_date = hasattr(cell, "year")
                sheet.write(number, column, cell, day if is_date else None)
    return path


def test_a_spreadsheet_gives_texts_dates_and_places(tmp_path: Path) -> None:
    from datetime import date

    path = workbook(
        tmp_path,
        [["List of 2024"], ["Name", "DOB", "Tax ID"], ["Nela Vo", date(1970, 5, 3), 42]],
        first_row=2,
    )
    file = read_parties(path)
    (batch,) = list(file)
    (party,) = batch["parties"].to_pylist()
    assert party["birth_dates"] == ["1970-05-03"]
    assert party["source"] == f"{path}!People:5"
    assert batch["party_identifiers"]["identifier"].to_pylist() == ["42"]
    assert file.issues == []


def packed(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def bombs() -> Iterator[Any]:
    zeros = b"<x>" + b"0" * (80 << 20)
    yield pytest.param({"xl/worksheets/sheet1.xml": zeros}, "unpacks to over", id="ratio")
    yield pytest.param({f"xl/{n}.bin": b"" for n in range(3000)}, "3000 files", id="files")
    far = b'<c r="A1"/>' + b" " * (1 << 20) + b'<c s="1" r="XFD1048576"/>'
    yield pytest.param({"xl/worksheets/sheet1.xml": far}, "spans 17,179,869,184 cells", id="far")


@pytest.mark.parametrize(("files", "said"), list(bombs()))
def test_a_spreadsheet_made_to_harm_is_not_opened(
    tmp_path: Path, files: dict[str, bytes], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        sheets.check(packed(tmp_path, files), name="bomb.xlsx")


def test_a_damaged_spreadsheet_says_so(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["name"], ["Nela"]])
    content = bytearray(path.read_bytes())
    for place in range(200, len(content) - 200, 50):
        content[place] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(InputError, match="fetch or save it again"):
        read_parties(path)


def test_an_archive_that_is_no_spreadsheet_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read as a spreadsheet"):
        read_parties(packed(tmp_path, {"a.txt": b"hello"}))


# ---------------------------------------------------------------------------- XML


def test_elements_are_read_with_attributes_lists_and_places(tmp_path: Path) -> None:
    found = xml(
        tmp_path,
        '<?xml version="1.0" encoding="UTF-8"?>\n<l:people xmlns:l="urn:x">\n<l:person id="1">'
        "<name>Nela &amp; Co</name><alias weak='y'>N</alias><alias>Vo</alias>"
        "<born><date>1970</date><date>1971</date></born><homes><home>A</home><home>B</home></homes>"
        "<colour>red</colour></l:person>\n<l:person id='2'><name>Zed</name></l:person></l:people>",
    )
    assert [(row["name"], row["kind"]) for row in found[0]] == [
        ("Nela & Co", "primary"),
        ("N", "weak"),
        ("Vo", "alias"),
        ("Zed", "primary"),
    ]
    assert [row["source"] for row in found[0]][::3] == ["a.xml:3", "a.xml:4"]
    assert [(issue.code, issue.path) for issue in found[1]] == [("unread-field", "colour")]


PERSON = "<person id='1'><name>Nela</name></person>"
MANY = " ".join(f"a{number}=''" for number in range(300))
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("text", "said", "names"),
    [
        (f"{LAUGHS}<people>{PERSON}</people>", "a document type", 0),
        (f"{OUTSIDE}<people><person><name>&a;</name></person></people>", "a document type", 0),
        (f"<people>{PERSON}{'<x>' * 100}{'</x>' * 100}</people>", "over 60 levels", 1),
        (f"<people>{PERSON}<person {MANY}/></people>", "300 attributes", 1),
        (f"<people>{PERSON}<person><name>{'x' * (9 << 20)}</name></person></people>", "over 8 MiB", 1),
        (f"<people>{PERSON}<person>", "no element found", 1),
        (f"<people>{PERSON}<name></person></people>", "mismatched tag", 1),
        (f"<people>{PERSON}&undefined;</people>", "undefined entity", 1),
    ],
    ids=["laughs", "outside", "deep", "attributes", "long", "cut", "crossed", "undefined"],
)  # fmt: skip
def test_xml_that_is_broken_or_made_to_harm_is_read_up_to_that_place(
    tmp_path: Path, text: str, said: str, names: int
) -> None:
    found = xml(tmp_path, text)
    assert len(texts(found)) == names
    (issue,) = found[1]
    assert issue.code == "bad-xml"
    assert said in issue.found


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_xml(content: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        xml(Path(folder), b"<people><person id='1'><name>Nela</name>" + content)


# ---------------------------------------------------------------------------- JSON


def test_a_document_gives_the_elements_of_its_lists(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    person = {"id": 1, "name": "Nela", "links": [{"url": "u"}, {"url": "v", "note": "n"}]}
    document = {"people": [person, 3], "bodies": [{"id": "b", "name": "Zed"}], "meta": {"x": 1}}
    path.write_text(json.dumps({**document, "other": [1]}))
    found = parties_of(path, DOCUMENT)
    assert [row["source"] for row in found[0]] == ["a.json#/people/0", "a.json#/bodies/0"]
    assert [(i.code, i.path) for i in found[1]] == [
        ("unread-field", "links/note"),
        ("not-json", ""),
        ("unread-field", "other"),
    ]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"people": {"a": 1}}', "[" * 5000, '"\\ud800"'])
def test_a_document_of_another_shape_gives_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    assert parties_of(path, DOCUMENT)[0] == []


def test_values_of_odd_types_break_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    odd = [None, True, 1.5, {"#text": "x", "y": {"z": [[["deep"]]]}}, [], {}, "", [["a", ["b"]]]]
    document = {"people": [{"id": n, "name": value, "links": value} for n, value in enumerate(odd)]}
    path.write_text(json.dumps(document))
    assert [row["name"] for row in parties_of(path, DOCUMENT)[0]] == ["true", "1.5", "x", "a", "b"]


@pytest.mark.parametrize("deep", ["[" * 900 + "]" * 900, '{"a":' * 900 + "1" + "}" * 900])
def test_a_record_that_is_nested_too_deeply_is_told_and_all_others_are_read(
    tmp_path: Path, deep: str
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"name": "Nela", "x": ' + deep + '}\n{"name": "Zed"}\n')
    file = read_parties(path)
    assert [row for batch in file for row in batch["parties"]["name"].to_pylist()] == ["Zed"]
    assert [issue.code for issue in file.issues] == ["too-deep"]
    document = tmp_path / "a.json"
    document.write_text('{"people": [{"id": 1, "name": ' + deep + '}], "other": ' + deep + "}")
    assert [issue.code for issue in parties_of(document, DOCUMENT)[1]] == ["too-deep", "too-deep"]


def test_fields_without_number_are_told_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    with path.open("w") as file:
        for number in range(300):
            extra = {f"field {number}-{key}": 1 for key in range(100)}
            file.write(json.dumps({"id": number, "name": "Nela", **extra}) + "\n")
    file_ = read_parties(path)
    assert sum(len(batch["parties"]) for batch in file_) == 300
    assert len(file_.issues) <= 10_001
    assert sum(issue.count for issue in file_.issues) == 30_000


# ---------------------------------------------------------------------------- streams


def test_a_table_that_comes_as_a_stream_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"name\nNela\n"))
    monkeypatch.setattr("sys.stdin", stdin)
    file = read_parties("-")
    assert [row for batch in file for row in batch["parties"]["name"].to_pylist()] == ["Nela"]
    assert file.dataset == "stdin"


def test_a_part_that_is_no_table_is_not_taken_for_one() -> None:
    from euthyna.data.reading import tabular

    with pytest.raises(TypeError, match="not the rows of a table"):
        tabular.table_of(XML)
    assert tabular.table_of(Part(name="", shape=Table(), marks=Marks())) == Table()
