"""Reads small files of published layouts, written by each test, with everything invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from euthyna.base.issues import Issue
from euthyna.data.reading.parties import read_parties

Row = dict[str, Any]


@dataclass
class Said:
    """What was read: the format, the rows by table without what is empty, the issues."""

    format: str
    issues: list[Issue]
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, table: str, *columns: str) -> list[Any]:
        """Give some columns of all rows: values of one column, else tuples."""
        found = [tuple(row.get(column) for column in columns) for row in self.tables.get(table, ())]
        return [row[0] for row in found] if len(columns) == 1 else found

    def found(self, code: str) -> list[str]:
        """Give what the issues of one code found."""
        return [issue.found for issue in self.issues if issue.code == code]


def read(*paths: Path) -> Said:
    """Read the files of one list."""
    parties = read_parties(list(paths))
    tables: dict[str, list[Row]] = {}
    for batch in parties:
        for table, rows in batch.items():
            tables.setdefault(table, []).extend(
                {k: v for k, v in row.items() if v not in (None, [])} for row in rows.to_pylist()
            )
    return Said(parties.format, parties.issues, tables)


@pytest.fixture
def read_paths() -> Callable[..., Said]:
    """Read files of one list."""
    return read


@pytest.fixture
def read_file(tmp_path: Path) -> Callable[..., Said]:
    """Write files, by name and content, and read them as one list."""

    def written(**contents: str | bytes) -> Said:
        paths = []
        for name, content in contents.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            paths.append(path)
        return read(*paths)

    return written


@pytest.fixture
def read_sheet(tmp_path: Path) -> Callable[[Sequence[Sequence[Any]]], Said]:
    """Write a spreadsheet of rows, and read it."""

    def written(rows: Sequence[Sequence[Any]]) -> Said:
        path = tmp_path / "list.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
            sheet = book.add_worksheet("Sheet1")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        return read(path)

    return written
