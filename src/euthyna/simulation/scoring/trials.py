"""Simulate, run and join, seed by seed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from euthyna.base.progress import SILENT, Progress
from euthyna.reports.main_job import main_job
from euthyna.simulation.scoring.joining import join
from euthyna.simulation.scoring.sample import Sample
from euthyna.simulation.writing import PUBLISHED, TRUTH, simulate


def trial(
    folder: Path,
    *,
    seed: int,
    scale: float,
    now: datetime,
    workers: int = 2,
    progress: Progress = SILENT,
) -> Sample:
    """Simulate a country, run the main job on what it publishes, and join the ground truth.

    Parameters
    ----------
    folder
        Gets ``country/`` and ``workspace/``; both must be new.
    seed, scale, workers
        As for `simulate`.
    now
        The time that the report shows.
    """
    country, workspace = folder / "country", folder / "workspace"
    simulate(country, seed=seed, scale=scale, workers=workers, progress=progress)
    main_job([country / PUBLISHED], workspace=workspace, now=now, progress=progress)
    return join(workspace, country / TRUTH, seed=seed)
