"""Rows of a CSV, whatever its delimiter and encoding: streamed, each with its place."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from euthyna.data.declarations import Entry, Part, Table
from euthyna.data.declarations.notes import Notes
from euthyna.data.reading.inputs import Input
from euthyna.data.reading.texts import text_lines

DELIMITERS: Final = (",", ";", "\t", "|")
FIRST: Final = 30
"""In so many first rows the header is looked for."""
WIDEST: Final = 2000
"""A row with more fields is no record."""

Row = tuple[str, Sequence[str]]
"""Place and values."""


@lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """Give a header as headers are compared: small letters and digits only.

    Examples
    --------
    >>> plain(" Firm_Name "), plain("Date of birth (1)")
    ('firmname', 'dateofbirth1')
    """
    return re.sub(r"[\W_]+", "", header.casefold()) or header.strip()


def delimiter_of(sample: str) -> str:
    r"""Tell the delimiter of a table by its first rows.

    Returns
    -------
    str
        The one that parts most rows; of several, the one that gives most of them the same
        number of fields; else a comma.

    Examples
    --------
    >>> delimiter_of("a;b,c;d\n1;2,5;6\n"), delimiter_of("one column")
    (';', ',')
    """
    best, most = ",", (0, 0, 0)
    for delimiter in DELIMITERS:
        widths = [len(row) for row in sample_rows(sample, delimiter=delimiter) if len(row) > 1]
        (width, count), *_ = Counter(widths).most_common(1) or [(0, 0)]
        if (len(widths), count, width) > most:
            best, most = delimiter, (len(widths), count, width)
    return best


def sample_rows(sample: str, *, delimiter: str) -> list[list[str]]:
    """Cut the first rows of a text into fields; what cannot be cut is left out."""
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
    try:
        return list(islice(reader, FIRST))
    except csv.Error:
        return []


def csv_rows(source: Input, table: Table, *, delimiter: str, notes: Notes) -> Iterator[Row]:
    """Yield the rows of a CSV with their places (``file:line``), without empty ones.

    A row that cannot be cut into fields is an issue; the next line begins a new one.
    """
    reader = csv.reader(
        text_lines(source, notes=notes, encoding=table.encoding), delimiter=delimiter
    )
    name = source.name
    line = 1
    while True:
        try:
            for row in reader:
                if row:
                    yield f"{name}:{line}", row
                line = reader.line_num + 1
            break
        except csv.Error:
            limit = str(csv.field_size_limit())
            notes.add("too-long-value", f"{name}:{line}", "a field", "more", limit)
            line = reader.line_num + 1


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table, under the names that its declaration uses."""

    names: tuple[str, ...]
    """By position; empty for a column that is left out."""
    width: int


def header_of(rows: Sequence[Sequence[str]], part: Part) -> tuple[Header, int] | None:
    """Find the header among the first rows.

    Returns
    -------
    tuple or None
        The header and the number of rows to its end; None if no row has the marks of the part.
    """
    table = table_of(part)
    wanted = {plain(name) for name in part.marks.header}
    for number in range(len(rows)):
        joined = _joined(rows[number : number + table.header_rows])
        if wanted and wanted <= {plain(cell) for cell in joined}:
            return named(joined, part), number + table.header_rows
    return None


def table_of(part: Part) -> Table:
    """Give the shape of a part that is a table."""
    if not isinstance(part.shape, Table):
        msg = f"the records of {part.name} are not the rows of a table"
        raise TypeError(msg)
    return part.shape


def _joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """Take the lowest text of each column."""
    out: list[str] = []
    for row in rows:
        out += [""] * (len(row) - len(out))
        for place, cell in enumerate(row):
            out[place] = cell.strip() or out[place]
    return out


def named(cells: Sequence[str], part: Part) -> Header:
    """Give the columns of a header the names that the declaration of the part uses."""
    known: dict[str, str] = {}
    for fill in part.fills:
        for name in (fill.path, *fill.also):
            known[plain(name)] = fill.path
    known |= {plain(name): name for name in (*part.key, *part.uses, *part.leaves)}
    names: list[str] = []
    for place, cell in enumerate(cells):
        name = known.get(plain(cell), cell.strip()) or f"column {place + 1}"
        name = f"{name} ({place + 1})" if name in names else name
        names.append("" if name in part.leaves else name)
    return Header(tuple(names), len(names))


def entries(rows: Iterable[Row], header: Header, part: Part, *, notes: Notes) -> Iterator[Entry]:
    """Make an entry of each row; rows of another width are issues and are read all the same."""
    names, width = header.names, header.width
    empty = set(table_of(part).empty)
    for source, row in rows:
        found = len(row)
        if found != width and _is_ragged(row, width):
            notes.add("ragged-row", source, "", str(found), str(width))
        values: dict[str, str] = dict(zip(names, row, strict=False))
        values.pop("", None)
        if empty:
            values = {key: v for key, v in values.items() if v.strip() not in empty}
        yield Entry(values, source=source, notes=notes)


def _is_ragged(row: Sequence[str], width: int) -> bool:
    """Tell whether a row has too many fields, or so few that a delimiter must be wrong.

    Empty fields beyond the header hold nothing; many programs leave out empty ones at the end.
    """
    return any(cell.strip() for cell in row[width:]) or len(row) < width
