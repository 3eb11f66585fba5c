"""What each indicator could say, and what publishers would have to publish for it to say more."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from euthyna.data.declarations import Form, Rows
from euthyna.data.declarations.standard import filled_by
from euthyna.data.model import ALL
from euthyna.data.readers import ocds
from euthyna.data.store.engines import Engine
from euthyna.indicators import catalogue
from euthyna.indicators.distributions import Distribution
from euthyna.indicators.evidence import distribution
from euthyna.indicators.spec import Indicator

_COUNTS = """
SELECT indicator, count(*) FILTER (WHERE flag), count(*) FILTER (WHERE NOT flag),
    count(*) - count(value), count(value) - count(flag), min(threshold), max(threshold),
    min(threshold_origin), min(parameters)
FROM flags GROUP BY indicator ORDER BY indicator
"""

_REASONS = """
SELECT indicator, value IS NULL, coalesce(reason, 'no reason was given'), count(*) AS many
FROM flags WHERE flag IS NULL GROUP BY ALL ORDER BY indicator, many DESC, 3
"""

_STRONGEST = """
SELECT indicator, subject_id, CASE WHEN process_id IS NULL THEN name ELSE title END, value
FROM (
    SELECT indicator, subject_id, process_id, value, row_number() OVER (
        PARTITION BY indicator ORDER BY abs(value - threshold) DESC, subject_id) AS place
    FROM flags WHERE flag
) LEFT JOIN report_processes USING (process_id)
LEFT JOIN report_names ON process_id IS NULL AND id = subject_id
WHERE place <= 5 ORDER BY indicator, place
"""

_NOTHING = (0, 0, 0, 0, None, None, None, None)
"""What was counted of an indicator without results."""

_ENDS = {"amount": "/amount", "currency": "/currency"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the standard that indicators read, and how often it is published."""

    path: str
    table: str
    rows: int
    """Rows that could have it."""
    filled: int
    indicators: tuple[str, ...]
    """The indicators that read it."""

    @property
    def share(self) -> float:
        """The share of rows that have it; 0 where there are no rows at all."""
        return self.filled / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class Strong:
    """One of the subjects that are flagged furthest from the threshold."""

    subject_id: str
    label: str
    """Title or name; the id where none was published."""
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """One indicator with its three outcomes."""

    indicator: Indicator
    flagged: int
    clear: int
    missing: int
    unjudged: int
    """Subjects with a value that is not compared; not one of the outcomes."""
    low: float | None
    high: float | None
    """The lowest and the highest threshold in use."""
    origin: str
    parameters: str
    reasons: tuple[tuple[str, int], ...]
    """Why not computable, the most frequent reason first."""
    spared: tuple[tuple[str, int], ...]
    """Why not judged, likewise."""
    fields: tuple[Field, ...]
    """What it reads that is not always published, the rarest first."""
    distribution: Distribution | None
    """None where nothing could be computed."""
    strongest: tuple[Strong, ...]
    """Furthest from the threshold first, at most five."""

    @property
    def total(self) -> int:
        """All checks: subjects it was asked of, but for those that are not judged."""
        return self.flagged + self.clear + self.missing


def coverage(engine: Engine, fields: dict[tuple[str, str], Field]) -> tuple[Covered, ...]:
    """Count outcomes and reasons of every indicator of the catalogue, also without results.

    Parameters
    ----------
    engine
        A DuckDB with ``flags``, after :func:`euthyna.reports.subjects.name`.
    fields
        What :func:`fields_read` gives.

    Returns
    -------
    tuple of Covered
        In the order of the stages, then by id.
    """
    reasons: dict[tuple[str, bool], list[tuple[str, int]]] = defaultdict(list)
    for indicator, lacking, reason, many in engine.rows(_REASONS):
        reasons[indicator, lacking].append((reason, many))
    strongest = defaultdict(list)
    for indicator, subject, label, value in engine.rows(_STRONGEST):
        strongest[indicator].append(Strong(subject, label or subject, value))
    known = catalogue.indicators()
    counted = {row[0]: row[1:] for row in engine.rows(_COUNTS) if row[0] in known}
    stages = ["planning", "tender", "award", "contract", "implementation"]
    order = sorted(known, key=lambda name: (stages.index(known[name].stage), name))
    lists = {
        name: (tuple(reasons[name, True]), tuple(reasons[name, False]), tuple(strongest[name]))
        for name in order
    }
    return tuple(
        _covered(engine, known[name], counted.get(name, _NOTHING), fields, lists[name])
        for name in order
    )


def fields_read(engine: Engine) -> dict[tuple[str, str], Field]:
    """Count how often publishers fill what the catalogue reads.

    Returns
    -------
    dict
        Table and column to the field; only columns that a field of the standard fills.
    """
    readers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, indicator in catalogue.indicators().items():
        for table, columns in catalogue.base_reads(indicator).items():
            for column in sorted(columns):
                if (table, column) in paths():
                    readers[table, column].append(name)
    found: dict[tuple[str, str], Field] = {}
    for table in dict.fromkeys(table for table, _ in readers):
        wanted = [column for owner, column in readers if owner == table]
        total, *filled = engine.rows(_filled(table, wanted))[0]
        for column, many in zip(wanted, filled, strict=True):
            path, used = paths()[table, column], tuple(readers[table, column])
            found[table, column] = Field(path, table, total, many, used)
    return found


@cache
def paths() -> dict[tuple[str, str], str]:
    """Give the path in the standard for each table and column that a reader fills."""
    found: dict[tuple[str, str], str] = {}
    for rows in ocds.OCDS.rows:
        for item in rows.fields:
            path = _path(rows, item.path)
            for column in filled_by(item):
                end = _ENDS[column.rsplit("_", 1)[-1]] if item.form is Form.MONEY else ""
                found.setdefault((rows.table, column), path + end)
    return found


def _path(rows: Rows, path: str) -> str:
    return f"{rows.at}/{path}".strip("/") if rows.at else path


def _filled(table: str, columns: list[str]) -> str:
    known = ALL[table]
    counts = ", ".join(f'count("{known.column(name).name}")' for name in columns)
    return f'SELECT count(*), {counts} FROM "{known.name}"'  # noqa: S608  (names of the model)


def _covered(
    engine: Engine,
    indicator: Indicator,
    row: tuple[Any, ...],
    fields: dict[tuple[str, str], Field],
    lists: tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int], ...], tuple[Strong, ...]],
) -> Covered:
    flagged, clear, missing, unjudged, low, high, origin, parameters = row
    reasons, spared, strongest = lists
    return Covered(
        indicator=indicator,
        flagged=flagged,
        clear=clear,
        missing=missing,
        unjudged=unjudged,
        low=low,
        high=high,
        origin=origin or "",
        parameters=parameters or "{}",
        reasons=reasons,
        spared=spared,
        fields=_lacking(indicator, fields) if missing else (),
        distribution=distribution(engine, indicator.id) if flagged + clear else None,
        strongest=strongest,
    )


def _lacking(indicator: Indicator, fields: dict[tuple[str, str], Field]) -> tuple[Field, ...]:
    read = catalogue.base_reads(indicator)
    wanted = {
        fields[t, c].path: fields[t, c]
        for t in sorted(read)
        for c in sorted(read[t])
        if (t, c) in fields
    }
    lacking = [field for field in wanted.values() if field.filled < field.rows or not field.rows]
    return tuple(sorted(lacking, key=lambda field: (field.share, field.path)))
