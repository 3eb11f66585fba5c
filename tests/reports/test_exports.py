"""The tables: every result, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.conftest import Desk, flag, outcomes, process, unjudged

from euthyna.data.store.engines.embedded import DuckDB
from euthyna.reports import exports, workbook
from euthyna.reports.content import Run, gather

FORMULAS = ("=HYPERLINK(1)", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1")


def tables(engine: DuckDB, run: Run, folder: Path) -> exports.Tables:
    return exports.write(folder, engine=engine, content=gather(engine, run))


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def sheet(file: Path, number: int) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def sheet_rows(file: Path, number: int) -> list[list[str]]:
    rows = re.findall(r"<row .*?</row>", sheet(file, number), re.DOTALL)
    return [re.findall(r"<(?:t|v)[^>]*>(.*?)</(?:t|v)>", row, re.DOTALL) for row in rows]


def test_all_three_outcomes_are_there(desk: Desk, run: Run, tmp_path: Path) -> None:
    written = tables(desk(**outcomes()), run, tmp_path)
    told = {row["subject_id"]: row for row in read(written.csv)}
    assert {name: row["outcome"] for name, row in told.items()} == {
        "F1": "flagged",
        "A1": "not flagged",
        "M1": "not computable",
    }
    assert told["F1"]["title"] == "Chairs for school F1"
    assert told["F1"]["buyer"] == "Town of Almareth"
    assert told["F1"]["source"] == "tenders.jsonl:2"
    assert (told["M1"]["flag"], told["M1"]["value"]) == ("", "")
    assert told["M1"]["reason"] == "the start or the end of the tender period is missing"
    assert pq.read_table(written.parquet)["flag"].to_pylist() == [False, True, None]


def test_what_is_not_judged_is_told_apart(desk: Desk, run: Run, tmp_path: Path) -> None:
    engine = desk(processes=[process("F1"), process("A2")], flags=[flag("F1"), unjudged("A2")])
    written = tables(engine, run, tmp_path)
    (told,) = [row for row in read(written.csv) if row["subject_id"] == "A2"]
    assert (told["outcome"], told["flag"], told["value"]) == ("not judged", "", "30.0")
    (coverage,) = [
        dict(zip(sheet_rows(written.xlsx, 2)[0], row, strict=False))
        for row in sheet_rows(written.xlsx, 2)
        if row[0] == "short-submission-period"
    ]
    assert (coverage["flagged"], coverage["not computable"], coverage["not judged"]) == (
        "1",
        "0",
        "1",
    )


def test_no_text_is_a_formula(desk: Desk, run: Run, tmp_path: Path) -> None:
    names = [f"F{number}" for number in range(len(FORMULAS))]
    engine = desk(
        processes=[process(n, title=t, buyer_name=t) for n, t in zip(names, FORMULAS, strict=True)],
        flags=[flag(name) for name in names],
    )
    written = tables(engine, run, tmp_path)
    rows = read(written.csv)
    assert [row["title"] for row in rows] == [f"'{text}" for text in FORMULAS]
    assert all(row["buyer"].startswith("'") for row in rows)
    assert "<f>" not in sheet(written.xlsx, 1)
    # As published where no spreadsheet looks.
    assert pq.read_table(written.parquet)["title"].to_pylist() == list(FORMULAS)


def test_negative_numbers_stay_numbers(desk: Desk, run: Run, tmp_path: Path) -> None:
    engine = desk(processes=[process("F1")], flags=[flag("F1", value=-3.5)])
    written = tables(engine, run, tmp_path)
    assert read(written.csv)[0]["value"] == "-3.5"
    assert "-3.5" in sheet_rows(written.xlsx, 1)[1]


def test_line_breaks_quotes_and_control_characters(desk: Desk, run: Run, tmp_path: Path) -> None:
    title = 'one, "two"\nthree \x07'
    engine = desk(processes=[process("F1", title=title)], flags=[flag("F1")])
    written = tables(engine, run, tmp_path)
    assert read(written.csv)[0]["title"] == 'one, "two"\nthree \N{REPLACEMENT CHARACTER}'
    assert "\x07" not in sheet(written.xlsx, 1)


def test_long_texts_are_whole_in_the_csv(desk: Desk, run: Run, tmp_path: Path) -> None:
    title = "long " * 10_000
    engine = desk(processes=[process("F1", title=title)], flags=[flag("F1")])
    written = tables(engine, run, tmp_path)
    assert read(written.csv)[0]["title"] == title
    longest = max(len(cell) for row in sheet_rows(written.xlsx, 1) for cell in row)
    assert longest == workbook.CELL


def test_organisations_and_pairs_have_names_and_places(
    desk: Desk, run: Run, tmp_path: Path
) -> None:
    won = {"process_id": "F1", "award_no": 0, "supplier_no": 0, "source": "tenders.jsonl:9"}
    buyer = flag("B-1", subject_kind="buyer", process_id=None)
    pair = flag("B-1 / S-1", subject_kind="buyer_supplier", process_id=None)
    engine = desk(
        processes=[process("F1")],
        award_suppliers=[{**won, "party_id": "S-1", "name": "Nevsopol Oy"}],
        flags=[buyer, {**pair, "indicator": "dominant-supplier"}],
    )
    told = {row["subject_kind"]: row for row in read(tables(engine, run, tmp_path).csv)}
    assert told["buyer"]["subject_name"] == "Town of Almareth"
    assert told["buyer_supplier"]["subject_name"] == "Town of Almareth / Nevsopol Oy"
    assert told["buyer"]["source"] == "tenders.jsonl:2"


def test_a_sheet_of_too_many_results_says_so(
    desk: Desk, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "ALL_ROWS", 2)
    written = tables(desk(**outcomes()), run, tmp_path)
    assert len(sheet_rows(written.xlsx, 1)) == 2
    told = "only results that are flagged, 1 of 1; all 3 results are in flags.csv"
    assert told in sheet(written.xlsx, 4)
    assert len(read(written.csv)) == 3


def test_a_cut_sheet_has_something_of_every_indicator(
    desk: Desk, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "ALL_ROWS", 0)
    monkeypatch.setattr(exports, "SHEET_ROWS", 2)
    names = ("F1", "F2", "F3")
    ours = [flag(name, value=number) for number, name in enumerate(names)]
    flags = [*ours, {**flag("F1"), "indicator": "single-bid"}]
    written = tables(desk(processes=[process(n) for n in names], flags=flags), run, tmp_path)
    told = sheet_rows(written.xlsx, 1)[1:]
    assert {row[0] for row in told} == {"Short submission period", "Single bid"}


def test_the_other_sheets_tell_coverage_and_issues(desk: Desk, run: Run, tmp_path: Path) -> None:
    written = tables(desk(**outcomes()), run, tmp_path)
    head, *rows = sheet_rows(written.xlsx, 2)
    (row,) = (row for row in rows if row[0] == "short-submission-period")
    coverage = dict(zip(head, row, strict=False))
    assert (coverage["flagged"], coverage["not flagged"], coverage["not computable"]) == (
        "1",
        "1",
        "1",
    )
    assert "bad-date" in sheet_rows(written.xlsx, 3)[1]


@given(text=st.text(max_size=40).filter(lambda t: "\x00" not in t and t.isprintable()))
def test_no_published_text_becomes_a_formula(text: str) -> None:
    engine = DuckDB(threads=1)
    try:
        engine.connection.execute("CREATE TABLE told AS SELECT ? AS title", [text])
        ((guarded,),) = engine.rows(f"SELECT {exports.guarded('title')} FROM told")
    finally:
        engine.close()
    assert guarded.lstrip()[:1] not in {*"=+-@"}
    assert guarded.removeprefix("'") == text.removeprefix("'")
