"""Rows of a spreadsheet (XLSX), after a look at whether it can be opened without harm.

A few kilobytes of ZIP can stand for gigabytes, and one cell in the last row and column for
seventeen billion empty ones. Both are found by streaming through the archive first. Macros,
formulas and links are not looked at: the values that were last computed are read.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from euthyna.base.errors import InputError
from euthyna.data.reading.tabular import Row

MAGIC: Final = b"PK\x03\x04"
ENTRIES: Final = 2000
"""A workbook with more files in its archive is refused."""
UNPACKED: Final = 1 << 30
"""So many bytes may come out of the archive."""
RATIO: Final = 200
"""So many times may it grow, once more than 64 MiB come out."""
FREE: Final = 64 << 20
CELLS: Final = 40_000_000
"""So many cells may a sheet span from its first to its last."""
_CELL = re.compile(rb'<(?:\w+:)?c [^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_KEPT: Final = 512
"""Bytes of a block that are looked at again with the next one: a cell may lie across both."""


def sheet_rows(path: Path, *, name: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Open a workbook and yield its sheets with their rows.

    Parameters
    ----------
    path
        An XLSX file.
    name
        What places begin with: ``name!sheet:row``.

    Returns
    -------
    iterator
        Name of each sheet, and its rows as texts: whole numbers without a point, dates as
        ISO 8601. Empty rows are left out.

    Raises
    ------
    InputError
        If it is damaged, encrypted, no XLSX, or would take too much memory.
    """
    check(path, name=name)
    try:
        book = CalamineWorkbook.from_path(path)
        for number, sheet_name in enumerate(book.sheet_names):
            yield sheet_name, _rows(book, number, f"{name}!{sheet_name}")
    except (CalamineError, OSError, ValueError) as error:
        msg = f"{name} cannot be read as a spreadsheet: {error}; save it as XLSX without a password"
        raise InputError(msg) from error


def check(path: Path, *, name: str) -> None:
    """Stream through the archive of a workbook and refuse it if it is a bomb or damaged.

    Raises
    ------
    InputError
        Saying the size, ratio or number that is over the limit.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, path.stat().st_size, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        msg = f"{name} is not a whole spreadsheet: {error}; fetch or save it again"
        raise InputError(msg) from error


def _check(archive: zipfile.ZipFile, stored: int, name: str) -> None:
    listed = archive.infolist()
    if len(listed) > ENTRIES:
        raise _refused(name, f"its archive has {len(listed)} files", f"{ENTRIES}")
    total = 0
    for item in listed:
        if not item.filename.lower().endswith(".xml"):
            continue
        span = _Span()
        with archive.open(item) as file:
            while block := file.read(1 << 20):
                total += len(block)
                if total > UNPACKED or (total > FREE and total > RATIO * stored):
                    raise _refused(name, f"it unpacks to over {total >> 20} MiB", "less")
                if "worksheets/" in item.filename:
                    span.add(block)
                    if span.cells > CELLS:
                        raise _refused(name, f"a sheet spans {span.cells:,} cells", f"{CELLS:,}")


def _refused(name: str, found: str, limit: str) -> InputError:
    return InputError(f"{name} was not opened: {found}, where {limit} are allowed; save it as CSV")


class _Span:
    """How far a sheet reaches, from the places that its cells say they have."""

    def __init__(self) -> None:
        self._rows = 0
        self._letters = (0, b"")
        self._rest = b""

    @property
    def cells(self) -> int:
        """Rows by columns."""
        columns = 0
        for letter in self._letters[1]:
            columns = columns * 26 + letter - 64
        return self._rows * columns

    def add(self, block: bytes) -> None:
        text = self._rest + block
        found = _CELL.findall(text)
        self._rest = text[-_KEPT:]
        if found:
            self._rows = max(self._rows, *(int(row) for _, row in found))
            self._letters = max(self._letters, *((len(c), c) for c in {c for c, _ in found}))


def _rows(book: CalamineWorkbook, number: int, place: str) -> Iterator[Row]:
    sheet = book.get_sheet_by_index(number)
    if not sheet.height:
        return
    for line, cells in enumerate(sheet.iter_rows(), 1):
        row = [cell if type(cell) is str else _text(cell) for cell in cells]
        if any(row):
            yield f"{place}:{line}", row


def _text(cell: object) -> str:
    """Write a typed value as a publisher would."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta | int) else ""
