"""Spreadsheets: texts stay texts, numbers numbers, and a sheet is never over-full."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.reports import workbook
from euthyna.reports.workbook import Sheet

NAMES = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def cells(file: Path) -> list[tuple[str, str, str]]:
    """Place, kind and content of every cell below the head."""
    with zipfile.ZipFile(file) as archive:
        root = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314  (ours)
    return [
        (c.get("r", ""), c.get("t", "n"), "".join(c.itertext()))
        for c in root.iter(f"{NAMES}c")
        if not re.fullmatch("[A-Z]+1", c.get("r", ""))
    ]


def written(folder: Path, *rows: tuple[Any, ...]) -> list[tuple[str, str, str]]:
    columns = [f"c{number}" for number in range(len(rows[0]))]
    sheet = Sheet(name="told", columns=columns, rows=lambda: rows)
    workbook.write(str(folder / "book.xlsx"), [sheet], title="Told", made_at=NOON)
    return cells(folder / "book.xlsx")


def test_every_kind_of_value_has_its_kind_of_cell(tmp_path: Path) -> None:
    assert written(tmp_path, ("=1+1", -3.5, 7, True, None, NOON)) == [
        ("A2", "inlineStr", "=1+1"),
        ("B2", "n", "-3.5"),
        ("C2", "n", "7"),
        ("D2", "b", "1"),
        ("F2", "inlineStr", "2026-05-04 12:00+00:00"),
    ]


def test_numbers_that_a_sheet_cannot_hold_are_texts(tmp_path: Path) -> None:
    kinds = [kind for _, kind, _ in written(tmp_path, (10**20, float("inf"), float("nan")))]
    assert kinds == ["inlineStr"] * 3


def test_what_looks_like_markup_or_a_code_stays_as_it_is(tmp_path: Path) -> None:
    told = [text for *_, text in written(tmp_path, ("<f>&amp;", "_x0041_", "a\x07b", " c "))]
    assert told == ["<f>&amp;", "_x005F_x0041_", "a\N{REPLACEMENT CHARACTER}b", " c "]


def test_columns_after_z(tmp_path: Path) -> None:
    places = [place for place, *_ in written(tmp_path, tuple(range(54)))]
    assert (places[25], places[26], places[51], places[53]) == ("Z2", "AA2", "AZ2", "BB2")


def test_rows_beyond_a_sheet_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    assert [place for place, *_ in written(tmp_path, (1,), (2,), (3,))] == ["A2", "A3"]


@given(st.text())
def test_any_text_makes_a_readable_cell(text: str) -> None:
    cell = ET.fromstring(workbook.cell("A2", text))  # noqa: S314  (ours)
    assert len("".join(cell.itertext())) <= 6 * workbook.CELL
