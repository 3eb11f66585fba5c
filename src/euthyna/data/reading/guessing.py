"""Tables and lines that no reader recognises: read by a mapping, or by the names of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from euthyna.base.errors import InputError
from euthyna.data.declarations import Marks, Part, Table
from euthyna.data.reading import mappings, tabular
from euthyna.data.reading.inputs import Input, head, on_disk
from euthyna.data.reading.mappings import Mapped
from euthyna.data.reading.recognising import ZIP, Recognised, recognise
from euthyna.data.reading.texts import decode


def recognised(source: Input, *, mapping: Mapped | None = None) -> Recognised:
    """Tell what a file holds: by its mapping, by its marks, or by the names of its columns.

    Raises
    ------
    InputError
        If nothing in it is known to say a name.
    """
    found = recognise(source) if mapping is None else None
    if found is not None:
        return found
    start = head(source, size=1 << 16)
    if start.lstrip()[:1] == b"<":
        msg = f"{source.name} is XML or a web page that no reader knows; is it the file meant?"
        raise InputError(msg)
    if start.lstrip()[:1] in {b"{", b"["}:
        part = mappings.guessed_lines() if mapping is None else _lines(mappings.mapped(mapping))
        return Recognised(mappings.as_format(part), part)
    return _table(source, mapping)


def _lines(part: Part) -> Part:
    lines = mappings.guessed_lines()
    return Part(
        name=part.name,
        shape=lines.shape,
        marks=lines.marks,
        fills=part.fills,
        constants=part.constants,
    )


def fitting(source: Input, part: Part) -> Recognised | None:
    """Tell how a table is read by a mapping; None if it is none with the columns of it.

    Raises
    ------
    InputError
        If it is a spreadsheet that cannot be opened.
    """
    rows, delimiter, is_sheet = _first_rows(source)
    if tabular.header_of(rows, part) is None:
        return None
    delimiter = tabular.table_of(part).delimiter or delimiter
    return Recognised(mappings.as_format(part), part, delimiter, is_sheet=is_sheet)


def _table(source: Input, mapping: Mapped | None) -> Recognised:
    rows, _, _ = _first_rows(source)
    part = _guessed(source, rows) if mapping is None else mappings.mapped(mapping)
    found = fitting(source, part)
    if found is None:
        listed = ", ".join(cell for row in rows[:1] for cell in row if cell)[:300]
        missing = ", ".join(part.marks.header)
        msg = f"{source.name} has no row with the columns {missing}; its first row is: {listed}"
        raise InputError(msg)
    return found


def _first_rows(source: Input) -> tuple[Sequence[Sequence[str]], str, bool]:
    """Give the first rows of a table, its delimiter, and whether it is a spreadsheet."""
    start = head(source, size=1 << 16)
    if start.startswith(ZIP):
        return _first_sheet_rows(source), ",", True
    text = decode(start)
    delimiter = tabular.delimiter_of(text)
    return tabular.sample_rows(text, delimiter=delimiter), delimiter, False


def _guessed(source: Input, rows: Sequence[Sequence[str]]) -> Part:
    for row in rows:
        fills = mappings.guessed(cell.strip() for cell in row)
        if any(fill.to in {"name", "family_name", "original_name"} for fill in fills):
            marks = Marks(header=tuple(fill.path for fill in fills))
            return Part(name="", shape=Table(), marks=marks, fills=fills)
    listed = ", ".join(cell for row in rows[:1] for cell in row if cell)[:300]
    msg = (
        f"no column of {source.name} is known to hold names; its first row is: {listed}. "
        "Say with --mapping what its columns mean"
    )
    raise InputError(msg)


def _first_sheet_rows(source: Input) -> list[Sequence[str]]:
    from euthyna.data.reading.sheets import sheet_rows  # noqa: PLC0415  (opens spreadsheets)

    for _, rows in sheet_rows(on_disk(source), name=source.name):
        found = [row for _, row in islice(rows, tabular.FIRST)]
        if found:
            return found
    return []
