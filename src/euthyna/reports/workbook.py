"""Spreadsheets of many rows, written fast; every text stays a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from euthyna.reports import formats

MOST_ROWS = 1_048_575
"""Rows that a sheet can hold below its head."""

CELL = 16_383
"""Characters of a text: half of what a cell holds, because some count twice there."""

Row = Sequence[Any]

# What a spreadsheet reads as the code of a character, wherever it stands in a text.
_CODE = re.compile("_(x[0-9a-fA-F]{4}_)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: what stands in its head, and its rows."""

    name: str
    columns: Sequence[str]
    rows: Callable[[], Iterable[Row]]
    """Gives None, truth values, numbers, moments and texts."""
    widths: dict[str, int] = field(default_factory=dict)
    """Of columns, in characters; 18 where not said."""


def write(file: str, sheets: Iterable[Sheet], *, title: str, made_at: datetime) -> None:
    """Write a workbook.

    Parameters
    ----------
    file
        Where to write it.
    sheets
        In their order; rows beyond :data:`MOST_ROWS` are left out.
    title, made_at
        Properties of the workbook, so that the same input gives the same bytes.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    import xlsxwriter  # noqa: PLC0415  (slow to import)

    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        made = made_at.replace(tzinfo=None)
        book.set_properties({"title": title, "created": made, "author": "Euthyna"})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        for sheet in sheets:
            _add(book, sheet, head)


def _add(book: Any, sheet: Sheet, head: Any) -> None:
    target = book.add_worksheet(sheet.name)
    target.freeze_panes(1, 0)
    for place, column in enumerate(sheet.columns):
        target.set_column(place, place, sheet.widths.get(column, 18))
        target.write_string(0, place, column.replace("_", " "), head)
    # Rows go to the library's own file of rows as text: cell by cell takes five times as long.
    target._write_single_row(1)  # noqa: SLF001  (the head, which it holds back until a next row)
    last = 0
    for written in _rows(sheet):
        target.row_data_fh.write(written)
        last += 1
    target.dim_rowmax = last
    if last:
        target.autofilter(0, 0, last, len(sheet.columns) - 1)


def _rows(sheet: Sheet) -> Iterator[str]:
    letters = [_letters(place) for place in range(len(sheet.columns))]
    for number, row in enumerate(sheet.rows(), 2):
        if number > MOST_ROWS + 1:
            return
        cells = [
            cell(f"{letter}{number}", value)
            for letter, value in zip(letters, row, strict=True)
            if value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


def cell(place: str, value: Any) -> str:
    """Write one cell.

    Parameters
    ----------
    place
        Its name: ``A2``.
    value
        A truth value, a number, a moment or a text; never taken for a formula.
    """
    match value:
        case bool():
            return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
        case int() | float() if abs(value) < 1e15:
            return f'<c r="{place}"><v>{value!r}</v></c>'
        case datetime():
            text = formats.moment(value)
        case _:
            text = str(value)
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_text(text)}</t></is></c>'


def _text(text: str) -> str:
    plain = formats.clean(text[:CELL]).replace("\r", "\n")
    if "_x" in plain:
        plain = _CODE.sub(r"_x005F_\1", plain)
    return escape(plain)


def _letters(place: int) -> str:
    """Name a column: A to Z, then AA and so on."""
    above, here = divmod(place, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + here)
