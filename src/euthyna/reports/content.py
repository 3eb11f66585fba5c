"""Everything that a report says, gathered before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from euthyna.base.progress import SILENT, Progress
from euthyna.data.store.engines import Engine
from euthyna.reports import subjects
from euthyna.reports.attention import Look, attention
from euthyna.reports.coverage import Covered, Field, coverage, fields_read
from euthyna.reports.losses import Loss, losses
from euthyna.reports.overview import Overview, overview
from euthyna.reports.standing import Standing, standing


@dataclass(frozen=True, slots=True)
class ReadInput:
    """One file that was read."""

    name: str
    size: int
    """In bytes."""
    processes: int
    issues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a report says of itself; nothing of it is looked up."""

    title: str
    made_at: datetime
    version: str
    """Of Euthyna."""
    snapshot: int
    engine: str
    inputs: tuple[ReadInput, ...]
    seconds: float | None = None
    left_alone: tuple[tuple[str, int], ...] = ()
    """Formats that nothing reads yet, and how many of the named files are in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a page shows; everything is in the tables beside it."""

    processes: int = 25
    flags: int = 8
    """Explained flags of one process."""
    rows: int = 12
    """Rows of evidence of one flag."""
    subjects: int = 25
    """Buyers, and suppliers, of a ranking."""
    paths: int = 40
    """Paths of one kind of issue, and fields of a list."""
    inputs: int = 100
    text: int = 160
    """Characters of a published text."""

    def halved(self) -> Limits:
        """Show less, but for how much of a text."""
        return Limits(
            processes=max(5, self.processes // 2),
            flags=max(2, self.flags // 2),
            rows=max(2, self.rows // 2),
            subjects=max(5, self.subjects // 2),
            paths=max(10, self.paths // 2),
            inputs=max(10, self.inputs // 2),
            text=max(60, self.text * 2 // 3),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that a report says."""

    run: Run
    limits: Limits
    overview: Overview
    looks: tuple[Look, ...]
    standings: tuple[Standing, ...]
    covered: tuple[Covered, ...]
    fields: tuple[Field, ...]
    """What indicators read and publishers leave out, the rarest first."""
    losses: tuple[Loss, ...]


def gather(
    engine: Engine, run: Run, *, limits: Limits | None = None, progress: Progress = SILENT
) -> Content:
    """Gather what a report says.

    Parameters
    ----------
    engine
        A DuckDB with all tables of the snapshot, ``flags`` and ``issues``.
    run
        What the report says of itself.
    limits
        How much to show.

    Returns
    -------
    Content
        The same for the same tables, whatever the order of their rows.
    """
    shown = limits or Limits()
    _tell(progress, 0)
    subjects.name(engine)
    about = overview(engine, made_at=run.made_at)
    _tell(progress, 1)
    looks = attention(engine, limit=shown.processes, flags=shown.flags, rows=shown.rows)
    _tell(progress, 2)
    standings = tuple(
        standing(engine, kind, limit=shown.subjects, rows=shown.rows)
        for kind in ("buyer", "supplier")
    )
    _tell(progress, 3)
    fields = fields_read(engine)
    covered = coverage(engine, fields)
    _tell(progress, 4)
    return Content(
        run=run,
        limits=shown,
        overview=about,
        looks=looks,
        standings=standings,
        covered=covered,
        fields=_left_out(fields),
        losses=losses(engine),
    )


def _left_out(fields: dict[tuple[str, str], Field]) -> tuple[Field, ...]:
    by_path = {field.path: field for _, field in sorted(fields.items())}
    missing = [field for field in by_path.values() if field.filled < field.rows or not field.rows]
    return tuple(
        sorted(missing, key=lambda field: (field.share, -len(field.indicators), field.path))
    )


def _tell(progress: Progress, done: int) -> None:
    progress.step("gathering the report", done, 4)
