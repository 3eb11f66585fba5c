"""All results as tables that people take further: CSV, XLSX and Parquet.

A published text may begin with what a spreadsheet takes for a formula. In the CSV such a text
gets an apostrophe in front; in the XLSX every text is a cell of type text; the Parquet file has
it as published.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from euthyna.base.progress import SILENT, Progress
from euthyna.data.store.engines import Engine
from euthyna.data.store.engines.embedded import quoted
from euthyna.indicators import catalogue
from euthyna.reports import formats, workbook
from euthyna.reports.content import Content
from euthyna.reports.workbook import MOST_ROWS, Sheet

ALL_ROWS = 100_000
"""With more results than that, the sheet of flags has only those that are flagged."""

SHEET_ROWS = MOST_ROWS
"""Rows of the sheet of flags, at most."""

_BATCH = 20_000

# The wide forms of = + - @ as well: some spreadsheets take them for the narrow ones.
_FORMULA = r"^\s*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]|^[\t\r\n]"
_STRANGE = "\N{REPLACEMENT CHARACTER}"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"

_ALL = """
SELECT indicator, indicator_title, code, flags.version,
    CASE WHEN flag THEN 'flagged' WHEN NOT flag THEN 'not flagged'
        WHEN value IS NULL THEN 'not computable' ELSE 'not judged' END AS outcome,
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

PUBLISHED = (
    *("subject_id", "subject_name", "process_id", "title", "buyer_id", "buyer", "supplier"),
    *("source", "reason"),
)
"""The columns whose text others wrote, or may have, so that a formula could stand in it."""

SHEET = (
    *("indicator_title", "outcome", "subject_kind", "subject_name", "subject_id", "value", "unit"),
    *("threshold", "threshold_origin", "reason", "process_id", "title", "buyer", "supplier"),
    *("source", "indicator", "code"),
)
"""The columns of the sheet of flags, what people read first."""

_WIDTHS = {
    "subject_name": 48,
    "title": 48,
    "buyer": 36,
    "supplier": 36,
    "reason": 40,
    "parameters": 60,
    "reasons": 60,
    "source": 40,
    "path": 40,
    "found": 40,
    "what": 24,
    "value": 24,
}


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
        CSV and Parquet have a row for every result: flagged, not flagged, not computable, and
        not judged.
    """
    _prepare(engine)
    tables = Tables(folder / "flags.csv", folder / "flags.xlsx", folder / "flags.parquet")
    progress.step("writing flags.parquet", 0, 3)
    _copy(engine, f"{_ALL} ORDER BY {_KEY}", tables.parquet, "FORMAT parquet, COMPRESSION zstd")
    progress.step("writing flags.csv", 1, 3)
    _copy(
        engine, _for_csv(tables.parquet), tables.csv, "FORMAT csv, HEADER, QUOTE '\"', ESCAPE '\"'"
    )
    progress.step("writing flags.xlsx", 2, 3)
    _workbook(engine, content, tables)
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


def _for_csv(results: Path) -> str:
    safe = ", ".join(f"{guarded(name)} AS {name}" for name in PUBLISHED)
    # The Parquet file is joined and sorted already. The parameters are the same for all rows of
    # an indicator: they stand in the workbook.
    return (
        f"SELECT * EXCLUDE (parameters) REPLACE ({safe}) "  # noqa: S608  (names of this module)
        f"FROM read_parquet({quoted(str(results))})"
    )


def _copy(engine: Engine, query: str, file: Path, options: str) -> None:
    part = file.with_suffix(f".{os.getpid()}.part")
    engine.rows(f"COPY ({query}) TO {quoted(str(part))} ({options})")
    part.replace(file)


def _workbook(engine: Engine, content: Content, tables: Tables) -> None:
    about = content.overview
    total = about.flagged + about.clear + about.missing + about.unjudged
    whole = total <= ALL_ROWS
    engine.materialise("report_sheet", _sheet(tables.parquet, only_flagged=not whole))
    note = _WHOLE if whole else _part(about.flagged, total)
    part = tables.xlsx.with_suffix(f".{os.getpid()}.part")
    workbook.write(
        str(part),
        (
            Sheet(name="flags", columns=SHEET, rows=lambda: _batches(engine), widths=_WIDTHS),
            Sheet(
                name="coverage", columns=_COVERAGE, rows=lambda: _coverage(content), widths=_WIDTHS
            ),
            Sheet(
                name="issues",
                columns=_ISSUES,
                rows=lambda: engine.rows(_ISSUE_ROWS),
                widths=_WIDTHS,
            ),
            Sheet(
                name="about",
                columns=("what", "value"),
                rows=lambda: _about(content, note),
                widths=_WIDTHS,
            ),
        ),
        title=content.run.title,
        made_at=content.run.made_at,
    )
    part.replace(tables.xlsx)


_WHOLE = "all results: flagged, not flagged, not computable, and not judged"


def _part(flagged: int, total: int) -> str:
    shown = formats.count(min(flagged, SHEET_ROWS))
    return (
        f"only results that are flagged, {shown} of {formats.count(flagged)}; "
        f"all {formats.count(total)} results are in flags.csv and flags.parquet"
    )


def _sheet(results: Path, *, only_flagged: bool) -> str:
    """Write the query for the rows of the sheet: of each indicator those that stand out most."""
    chosen = "WHERE flag" if only_flagged else ""
    most = f"PARTITION BY indicator ORDER BY flag DESC, abs(value - threshold) DESC, {_KEY}"
    return (
        f"SELECT *, row_number() OVER (ORDER BY flag IS NOT TRUE, {_KEY}) AS place FROM ("  # noqa: S608  (names of this module)
        f"SELECT * FROM read_parquet({quoted(str(results))}) {chosen} "
        f"ORDER BY row_number() OVER ({most}), {_KEY} LIMIT {SHEET_ROWS})"
    )


def _batches(engine: Engine) -> Iterator[tuple[Any, ...]]:
    """Fetch the rows of the sheet a few at a time, so that memory does not grow with them."""
    names = ", ".join(SHEET)
    for first in range(1, SHEET_ROWS + 1, _BATCH):
        rows = engine.rows(
            f"SELECT {names} FROM report_sheet "  # noqa: S608  (names of this module)
            f"WHERE place BETWEEN {first} AND {first + _BATCH - 1} ORDER BY place"
        )
        yield from rows
        if len(rows) < _BATCH:
            return


_COVERAGE = (
    *("indicator", "title", "code", "stage", "subject", "version", "flagged", "not flagged"),
    *("not computable", "not judged", "lowest threshold", "highest threshold"),
    *("threshold origin", "parameters", "reasons"),
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
            *(each.flagged, each.clear, each.missing, each.unjudged, each.low, each.high),
            *(each.origin, each.parameters),
            "; ".join(f"{reason}: {many}" for reason, many in (*each.reasons, *each.spared)),
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
    yield "not judged", "the value is known and not compared: too few cases, or no threshold"
    yield "a flag", "is not proof: it says what was computed, from which records, by which rule"
    for each in run.inputs:
        yield "file", f"{each.name} ({formats.size(each.size)}, {each.processes} processes)"
