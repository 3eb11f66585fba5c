"""All results as tables that people take further: CSV, XLSX and Parquet.

A published text may begin with what a spreadsheet takes for a formula. In the CSV such a text
gets an apostrophe in front; in the XLSX every text is a cell of type text; the Parquet file has
it as published.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from euthyna.base.progress import SILENT, Progress
from euthyna.data.store.engines import Engine
from euthyna.data.store.engines.embedded import quoted
from euthyna.indicators import catalogue
from euthyna.reports import formats
from euthyna.reports.content import Content

ALL_ROWS = 20_000
"""With more results than that, the sheet of flags has only those that are flagged."""

SHEET_ROWS = 50_000
"""Rows of the sheet of flags: with more it opens slowly, and takes longer to write than all else."""

CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""

# The wide forms of = + - @ as well: some spreadsheets take them for the narrow ones.
_FORMULA = r"^\s*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]|^[\t\r\n]"
_STRANGE = "\N{REPLACEMENT CHARACTER}"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"

_ALL = """
SELECT indicator, indicator_title, code, flags.version,
    CASE WHEN flag IS NULL THEN 'not computable' WHEN flag THEN 'flagged' ELSE 'not flagged' END
        AS outcome,
    flag, subject_kind, subject_id,
    CASE WHEN process_id IS NULL THEN report_names.name ELSE title END AS subject_name,
    value, unit, threshold, threshold_origin, reason, process_id, title, buyer_id, buyer,
    suppliers AS supplier, coalesce(report_processes.source, report_names.source) AS source,
    parameters, snapshot
FROM flags LEFT JOIN report_processes USING (process_id)
LEFT JOIN report_names ON process_id IS NULL AND report_names.id = subject_id
LEFT JOIN report_indicators USING (indicator)
"""

_KEY = "indicator, subject_id, process_id"

TEXTS = (
    "indicator",
    "indicator_title",
    "code",
    "outcome",
    "subject_kind",
    "subject_id",
    "subject_name",
    "unit",
    "threshold_origin",
    "reason",
    "process_id",
    "title",
    "buyer_id",
    "buyer",
    "supplier",
    "source",
)
"""The columns that hold text, in which a formula could stand."""

SHEET = (
    *("indicator_title", "outcome", "subject_kind", "subject_name", "subject_id", "value", "unit"),
    *("threshold", "threshold_origin", "reason", "process_id", "title", "buyer", "supplier"),
    *("source", "indicator", "code"),
)
"""The columns of the sheet of flags, what people read first."""

_WIDTHS = {"subject_name": 48, "title": 48, "buyer": 36, "supplier": 36, "reason": 40}


@dataclass(frozen=True, slots=True)
class Tables:
    """The files that were written."""

    csv: Path
    xlsx: Path
    parquet: Path


def write(folder: Path, *, engine: Engine, content: Content, progress: Progress = SILENT) -> Tables:
    """Write all results of a run as CSV, XLSX and Parquet.

    Parameters
    ----------
    folder
        Where to write ``flags.csv``, ``flags.xlsx`` and ``flags.parquet``.
    engine
        The DuckDB that `content` was gathered from.
    content
        What the report says, for the other sheets of the workbook.

    Returns
    -------
    Tables
        CSV and Parquet have a row for every result, flagged, not flagged and not computable.
    """
    _prepare(engine)
    tables = Tables(folder / "flags.csv", folder / "flags.xlsx", folder / "flags.parquet")
    progress.step("writing flags.parquet", 0, 3)
    _copy(engine, f"{_ALL} ORDER BY {_KEY}", tables.parquet, "FORMAT parquet, COMPRESSION zstd")
    progress.step("writing flags.csv", 1, 3)
    _copy(engine, _for_csv(), tables.csv, "FORMAT csv, HEADER, QUOTE '\"', ESCAPE '\"'")
    progress.step("writing flags.xlsx", 2, 3)
    _workbook(engine, content, tables.xlsx)
    progress.step("writing flags.xlsx", 3, 3)
    return tables


def _prepare(engine: Engine) -> None:
    rows = ", ".join(
        f"({', '.join(quoted(text) for text in (e.id, e.title, e.code, e.unit))})"
        for e in catalogue.indicators().values()
    )
    columns = "indicator, indicator_title, code, unit"
    engine.materialise(
        "report_indicators",
        f"SELECT * FROM (VALUES {rows}) AS told({columns})",  # noqa: S608  (of the catalogue)
    )


def guarded(column: str) -> str:
    """Write the expression of a text that no spreadsheet runs, without control characters.

    Parameters
    ----------
    column
        Name of a column, of this module.
    """
    text = f"regexp_replace({column}, '{_CONTROL}', '{_STRANGE}', 'g')"
    return f"CASE WHEN regexp_matches({column}, '{_FORMULA}') THEN '''' || {text} ELSE {text} END"


def _for_csv() -> str:
    safe = ", ".join(f"{guarded(name)} AS {name}" for name in TEXTS)
    # The parameters are the same for all rows of an indicator: they stand in the workbook.
    return (
        f"SELECT * EXCLUDE (parameters) REPLACE ({safe}) "  # noqa: S608  (names of this module)
        f"FROM ({_ALL}) AS told ORDER BY {_KEY}"
    )


def _copy(engine: Engine, query: str, file: Path, options: str) -> None:
    part = file.with_suffix(f".{os.getpid()}.part")
    engine.rows(f"COPY ({query}) TO {quoted(str(part))} ({options})")
    part.replace(file)


def _workbook(engine: Engine, content: Content, file: Path) -> None:
    import xlsxwriter  # noqa: PLC0415  (slow to import)

    part = file.with_suffix(f".{os.getpid()}.part")
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(part), options) as book:
        made = content.run.made_at.replace(tzinfo=None)
        book.set_properties({"title": content.run.title, "created": made, "author": "Euthyna"})
        sheets = _Sheets(book)
        note = _flag_rows(engine, content, sheets)
        sheets.add(
            "coverage",
            _COVERAGE,
            _coverage(content),
            widths={"indicator": 34, "parameters": 60, "reasons": 60},
        )
        sheets.add(
            "issues",
            _ISSUES,
            engine.rows(_ISSUE_ROWS),
            widths={"source": 40, "path": 40, "found": 40},
        )
        sheets.add(
            "about", ("what", "value"), _about(content, note), widths={"what": 24, "value": 90}
        )
    part.replace(file)


def _flag_rows(engine: Engine, content: Content, sheets: _Sheets) -> str:
    """Write the sheet of flags; say what was left out of it."""
    about = content.overview
    total = about.flagged + about.clear + about.missing
    whole = total <= ALL_ROWS
    engine.materialise("report_sheet", _sheet(only_flagged=not whole))
    order = f" ORDER BY flag IS NOT TRUE, {_KEY}"
    query = f"SELECT {', '.join(SHEET)} FROM report_sheet {order}"  # noqa: S608  (names of this module)
    sheets.add("flags", SHEET, engine.rows(query), widths=_WIDTHS)
    if whole:
        return "all results: flagged, not flagged and not computable"
    shown = min(about.flagged, SHEET_ROWS)
    return (
        f"only results that are flagged, {formats.count(shown)} of {formats.count(about.flagged)}; "
        f"all {formats.count(total)} results are in flags.csv and flags.parquet"
    )


def _sheet(*, only_flagged: bool) -> str:
    """Write the query for the rows of the sheet: of each indicator those that stand out most."""
    chosen = "WHERE flag" if only_flagged else ""
    return (
        f"SELECT * FROM ({_ALL}) AS told {chosen} ORDER BY row_number() OVER "  # noqa: S608  (names of this module)
        f"(PARTITION BY indicator ORDER BY flag DESC, abs(value - threshold) DESC, {_KEY}), {_KEY} "
        f"LIMIT {SHEET_ROWS}"
    )


_COVERAGE = (
    *("indicator", "title", "code", "stage", "subject", "version", "flagged", "not flagged"),
    *("not computable", "lowest threshold", "highest threshold", "threshold origin"),
    *("parameters", "reasons"),
)

_ISSUES = ("code", "source", "path", "found", "expected", "count")

_ISSUE_ROWS = """
SELECT code, source, path, found, expected, count FROM issues
ORDER BY code, count DESC, source, path, found, expected LIMIT 100000
"""


def _coverage(content: Content) -> Iterable[tuple[Any, ...]]:
    for each in content.covered:
        entry = each.indicator
        yield (
            *(entry.id, entry.title, entry.code, entry.stage, entry.subject, entry.version),
            *(each.flagged, each.clear, each.missing, each.low, each.high, each.origin),
            each.parameters,
            "; ".join(f"{reason}: {many}" for reason, many in each.reasons),
        )


def _about(content: Content, note: str) -> Iterable[tuple[str, Any]]:
    run = content.run
    yield "report", run.title
    yield "made", formats.moment(run.made_at)
    yield "Euthyna", run.version
    yield "snapshot", run.snapshot
    yield "engine", run.engine
    yield "sheet flags", note
    yield "not computable", "something was not published; it is never the same as not flagged"
    yield "a flag", "is not proof: it says what was computed, from which records, by which rule"
    for each in run.inputs:
        yield "file", f"{each.name} ({formats.size(each.size)}, {each.processes} processes)"


class _Sheets:
    """Adds sheets of one look; rows are written once, from top to bottom."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})

    def add(
        self,
        name: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[Any]],
        *,
        widths: dict[str, int],
    ) -> None:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, widths.get(column, 18))
            sheet.write_string(0, place, column.replace("_", " "), self._head)
        last = 0
        for last, row in enumerate(rows, 1):
            for place, value in enumerate(row):
                _cell(sheet, last, place, value)
        if last:
            sheet.autofilter(0, 0, last, len(columns) - 1)


def _cell(sheet: Any, row: int, place: int, value: Any) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(row, place, value)
        case int() | float() if abs(value) < 1e15:
            sheet.write_number(row, place, value)
        case datetime():
            sheet.write_string(row, place, formats.moment(value))
        case _:
            sheet.write_string(row, place, formats.clean(str(value))[:CELL])
