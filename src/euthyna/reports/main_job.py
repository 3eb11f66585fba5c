"""The main job: read files, compute all indicators, write the report."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from euthyna import __version__
from euthyna.base.issues import Issue
from euthyna.base.progress import SILENT, Progress
from euthyna.data import model
from euthyna.data.reading.mappings import Mapped
from euthyna.data.store.engines import start
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.data.store.lake import Lake, Snapshot
from euthyna.data.store.loading import Loaded, LoadedInput, load
from euthyna.indicators.plans import Origins, Params
from euthyna.indicators.running import Run, register, run
from euthyna.reports.html import ReadInput, write
from euthyna.reports.html import Run as Made

if TYPE_CHECKING:
    from euthyna.entities.screening.workspace import Everyone


@dataclass(frozen=True, slots=True)
class Done:
    """What the main job did, in figures and files."""

    inputs: tuple[LoadedInput, ...]
    issues: tuple[Issue, ...]
    snapshot: int
    processes: int
    parties: int
    indicators: int
    flagged: int
    computable: int
    not_computable: int
    not_judged: int
    files: tuple[str, ...]
    screened: Everyone | None = None
    """Who was screened; None where no list was loaded."""


def main_job(
    paths: Sequence[str | Path],
    *,
    workspace: Path,
    now: datetime,
    engine: str = "duckdb",
    master: str | None = None,
    params: Params | None = None,
    origins: Origins | None = None,
    progress: Progress = SILENT,
    mapping: Mapped | None = None,
) -> Done:
    """Read files into a workspace, run the catalogue on all that it holds, write the report.

    Parameters
    ----------
    paths
        Files, folders, and ``-`` for standard input.
    workspace
        Where tables, results and the report are kept.
    now
        The time that the report shows.
    engine, master
        Where to compute: ``duckdb``, or ``spark`` on a cluster.
    params
        Parameters that differ from their defaults, by id of indicator or step.
    origins
        Where some of them come from, in words: a law.
    mapping
        What the columns of tables of persons or firms mean that no reader recognises.

    Returns
    -------
    Done
        Figures and the files that were written.

    Raises
    ------
    EuthynaError
        If no file can be used, the workspace cannot be written, or an engine fails.
    """
    began = time.monotonic()
    lake = Lake(workspace / "lake")
    loaded = load(paths, lake=lake, progress=progress, mapping=mapping)
    who = _screen(loaded.snapshot, workspace, progress)
    runner = start(engine, master=master)
    try:
        results = run(
            loaded.snapshot,
            engine=runner,
            folder=workspace / "results",
            params=params,
            origins=origins,
            progress=progress,
        )
    finally:
        runner.close()
    progress.step("writing the report", 0, None)
    desk = DuckDB()
    try:
        _lay_out(desk, loaded.snapshot, results)
        report = write(
            workspace,
            engine=desk,
            run=_about(loaded, results, now, time.monotonic() - began),
            progress=progress,
        )
    finally:
        desk.close()
    return replace(_done(loaded, results, [str(file) for file in report.files]), screened=who)


def _screen(snapshot: Snapshot, workspace: Path, progress: Progress) -> Everyone | None:
    """Ask the lists of the workspace, if it has any, about everyone who bids or wins."""
    if "parties" not in snapshot.tables():
        (workspace / "results" / "matches.parquet").unlink(missing_ok=True)
        return None
    from euthyna.entities.screening.workspace import screen_everyone  # noqa: PLC0415  (imports numba and ICU)

    return screen_everyone(snapshot, workspace=workspace, progress=progress)


def _lay_out(desk: DuckDB, snapshot: Snapshot, results: Run) -> None:
    """Register everything that a report reads."""
    register(desk, snapshot, model.ALL, results=results.folder)


def _about(loaded: Loaded, results: Run, now: datetime, seconds: float) -> Made:
    return Made(
        title="Procurement red flags",
        made_at=now,
        version=__version__,
        snapshot=results.snapshot,
        engine=results.engine,
        inputs=tuple(
            ReadInput(s.name, s.size, s.rows.get("processes", 0), s.rows.get("issues", 0))
            for s in loaded.snapshot.sources
        ),
        seconds=seconds,
        left_alone=left_alone(loaded.issues),
    )


def left_alone(issues: Sequence[Issue]) -> tuple[tuple[str, int], ...]:
    """Count the files that nothing reads yet, by the words for their format."""
    formats = Counter(issue.found for issue in issues if issue.code == "format-not-read")
    return tuple(sorted(formats.items()))


def _done(loaded: Loaded, results: Run, files: list[str]) -> Done:
    return Done(
        inputs=loaded.inputs,
        issues=loaded.issues,
        snapshot=loaded.snapshot.version,
        processes=_rows(loaded, "processes"),
        parties=_rows(loaded, "parties"),
        indicators=len(results.coverage),
        flagged=sum(c.flagged for c in results.coverage),
        computable=sum(c.computable for c in results.coverage),
        not_computable=sum(c.not_computable for c in results.coverage),
        not_judged=sum(c.not_judged for c in results.coverage),
        files=tuple(files),
    )


def _rows(loaded: Loaded, table: str) -> int:
    return sum(source.rows.get(table, 0) for source in loaded.snapshot.sources)
