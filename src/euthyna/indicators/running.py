"""Running the catalogue over a snapshot, with three outcomes for every subject."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from euthyna.base.progress import SILENT, Progress
from euthyna.data import model
from euthyna.data.model.results import MATCHES, TABLES
from euthyna.data.store.engines import Engine
from euthyna.data.store.engines.embedded import DuckDB, quoted
from euthyna.data.store.snapshot import Snapshot
from euthyna.indicators.plans import (
    Origins,
    Params,
    Plan,
    PlannedIndicator,
    cache_folder,
    plan,
)

FLAGS = "flags.parquet"
_COMPUTED = frozenset(table.name for table in TABLES) - {"issues"}
ABOUT = "run.json"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the data one indicator could say something about.

    A check has one of three outcomes: flagged, not flagged, not computable. Subjects that are not
    judged have no outcome: their value is known, and the rule does not compare it.
    """

    indicator: str
    version: int
    subject: str
    computable: int
    """Checks that are flagged or not flagged."""
    not_computable: int
    """Checks without a value: mostly because something was not published."""
    flagged: int
    not_judged: int
    """Subjects with a value that is not compared: too few cases, or no threshold to be had."""
    reasons: Mapping[str, int]
    """Why not computable, and how often; the most frequent first."""
    reasons_not_judged: Mapping[str, int]
    """Why not judged, likewise."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gave: the flags, in a file, and the coverage of each indicator."""

    folder: Path
    snapshot: int
    engine: str
    coverage: tuple[Coverage, ...]

    @property
    def flags(self) -> Path:
        """The Parquet file of all flags, in the columns of the table `flags`."""
        return self.folder / FLAGS


def register(
    engine: Engine,
    snapshot: Snapshot,
    tables: Iterable[str],
    *,
    inputs: Collection[str] | None = None,
    results: Path | None = None,
) -> None:
    """Make tables of a snapshot readable on an engine; only what some inputs gave, if named.

    Parameters
    ----------
    results
        The folder of what was computed before: tables of results are taken from there.
    """
    for name in tables:
        files = [
            snapshot.root / file.path
            for entry in snapshot.entries.values()
            if inputs is None or entry.source.name in inputs
            for file in entry.files.get(name, ())
        ]
        computed = results / f"{name}.parquet" if results and name in _COMPUTED else None
        if computed and computed.exists():
            files = [computed]
        engine.register(model.ALL[name], files)


def run(
    snapshot: Snapshot,
    *,
    engine: Engine,
    folder: Path,
    ids: Sequence[str] = (),
    params: Params | None = None,
    origins: Origins | None = None,
    inputs: Collection[str] | None = None,
    cache: Path | None = None,
    progress: Progress = SILENT,
) -> Run:
    """Run indicators and keep their flags.

    Parameters
    ----------
    snapshot
        What to run over; its version is kept with every flag.
    engine
        Where to run.
    folder
        Where to write ``flags.parquet`` and ``run.json``.
    ids
        Ids or codes of indicators; none means all.
    params
        Parameters that differ from their defaults, by id of indicator or step.
    origins
        Where some of them come from, in words: a law.
    inputs
        Names of inputs; without them, all that the snapshot holds.
    cache
        Folder for compiled plans.

    Returns
    -------
    Run
        With a row in the flags for each indicator and subject, also where nothing is flagged
        or nothing could be computed.

    Raises
    ------
    UnknownNameError, BadParameterError
        If an indicator or a parameter is not what it should be.
    EngineError
        If a query fails.
    """
    made = plan(
        ids,
        params=_with_what_ran(params or {}, folder),
        dialect=engine.dialect,
        origins=origins,
        cache=cache or cache_folder(),
    )
    register(engine, snapshot, made.tables(), inputs=inputs, results=folder)
    total = len(made.steps) + len(made.indicators)
    for number, step in enumerate(made.steps):
        progress.step("preparing shared steps", number, len(made.steps))
        engine.materialise(step.id, step.sql)
    folder.mkdir(parents=True, exist_ok=True)
    with _Keeper(folder / FLAGS) as keeper:
        for number, entry in enumerate(made.indicators, 1):
            progress.step(f"computing {entry.id}", len(made.steps) + number, total)
            keeper.add(engine, _select(entry, snapshot.version))
        coverage = keeper.coverage(made)
    done = Run(folder, snapshot.version, engine.dialect, coverage)
    about = {
        "snapshot": done.snapshot,
        "engine": done.engine,
        "coverage": [asdict(c) for c in coverage],
    }
    (folder / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf-8")
    return done


def _with_what_ran(params: Params, folder: Path) -> Params:
    """Tell the catalogue whether anybody was screened: no match says nothing if nobody was."""
    is_there = (folder / f"{MATCHES.name}.parquet").exists()
    said = {"compared": "yes" if is_there else "no"}
    return {**params, "screened_awards": {**said, **params.get("screened_awards", {})}}


def opened(folder: Path) -> Run:
    """Open the results of an earlier run.

    Raises
    ------
    FileNotFoundError
        If there are none.
    """
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    coverage = tuple(Coverage(**entry) for entry in about["coverage"])
    return Run(folder, about["snapshot"], about["engine"], coverage)


def _select(entry: PlannedIndicator, version: int) -> str:
    """Write the query whose rows are those of the table `flags`."""
    constants = {
        "indicator": quoted(entry.id),
        "version": str(entry.version),
        "subject_kind": quoted(entry.subject),
        "threshold_origin": quoted(entry.threshold_origin),
        "parameters": quoted(entry.parameters),
        "snapshot": str(version),
    }
    columns = ", ".join(
        f"{constants[name]} AS {name}" if name in constants else name
        for name in model.ALL["flags"].names
    )
    return f"SELECT {columns} FROM ({entry.sql}) AS found"


_COUNTED = ("computable", "not_computable", "flagged", "not_judged")


class _Keeper:
    """Collects flags in an embedded DuckDB and writes them as one file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._store = DuckDB(threads=None)

    def __enter__(self) -> Self:
        self._store.register_rows(model.ALL["flags"], [])
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is None:
            part = self._file.with_suffix(".part")
            self._store.rows(
                f"COPY (SELECT * FROM flags ORDER BY indicator, subject_id) TO {quoted(str(part))} "
                "(FORMAT parquet, COMPRESSION zstd)"
            )
            part.replace(self._file)
        self._store.close()

    def add(self, engine: Engine, sql: str) -> None:
        self._store.connection.register("found", engine.arrow(sql))
        self._store.rows("INSERT INTO flags BY NAME SELECT * FROM found")
        self._store.connection.unregister("found")

    def coverage(self, made: Plan) -> tuple[Coverage, ...]:
        counted = {
            row[0]: row[1:]
            for row in self._store.rows(
                "SELECT indicator, count(flag), count(*) - count(value), "
                "count(*) FILTER (flag), count(value) - count(flag) "
                "FROM flags GROUP BY indicator"
            )
        }
        reasons: dict[tuple[str, bool], dict[str, int]] = {}
        for indicator, lacking, reason, count in self._store.rows(
            "SELECT indicator, value IS NULL, reason, count(*) AS n FROM flags "
            "WHERE reason IS NOT NULL GROUP BY ALL ORDER BY n DESC, reason"
        ):
            reasons.setdefault((indicator, lacking), {})[reason] = count
        return tuple(
            Coverage(
                entry.id,
                entry.version,
                entry.subject,
                **dict(zip(_COUNTED, counted.get(entry.id, (0, 0, 0, 0)), strict=True)),
                reasons=reasons.get((entry.id, True), {}),
                reasons_not_judged=reasons.get((entry.id, False), {}),
            )
            for entry in made.indicators
        )
