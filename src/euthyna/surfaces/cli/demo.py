"""``euthyna demo``: everything at once, on a small country that nobody lives in."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import webbrowser
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from euthyna.surfaces.cli import drawing, main_job, parameters, simulate

WORKSPACE = Path("euthyna-demo")
COUNTRY = "country"
"""The folder of the simulated country within the workspace."""

logger = logging.getLogger(__name__)


def demo(
    workspace: main_job.Workspace = WORKSPACE,
    scale: Annotated[float, typer.Option(help="0.2 is about 1,000 tenders.")] = 0.2,
    seed: simulate.Seed = 7,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Leave the report closed; write it all the same.")
    ] = False,
    as_json: main_job.AsJson = False,
) -> None:
    """Simulate a small country, run the main job on all that it publishes, open the report.

    Example: euthyna demo --workspace trial --no-open
    """
    from euthyna.simulation.writing import PUBLISHED, TRUTH
    from euthyna.simulation.writing import simulate as write

    country = workspace / COUNTRY
    _clear(country, {PUBLISHED, TRUTH})
    progress = drawing.TerminalProgress()
    try:
        write(country, seed=seed, scale=scale, workers=simulate.workers(), progress=progress)
    finally:
        progress.end()
    published = country / PUBLISHED
    done = main_job.work([str(published)], workspace, "duckdb", None, parameters.Chosen({}, {}))
    report = Path(done.files[0])
    if as_json:
        drawing.say_json({"country": str(country), **asdict(done)})
    else:
        main_job.tell(done)
        _next(workspace, country / TRUTH, report)
    if not no_open and not show(report):
        drawing.note(f"no browser to open it with: {report}")


def _clear(country: Path, parts: set[str]) -> None:
    """Remove the country of an earlier demonstration, and nothing else."""
    if country.is_dir() and {path.name for path in country.iterdir()} <= parts:
        shutil.rmtree(country)


def _next(workspace: Path, truth: Path, report: Path) -> None:
    name = "" if workspace == WORKSPACE else f" --workspace {workspace}"
    # Whoever came by `make run` has the command in .venv only.
    here = Path(sys.argv[0]).name == "euthyna" and not shutil.which("euthyna")
    us = sys.argv[0] if here else "euthyna"
    drawing.say()
    drawing.say(f"The report: {report}")
    drawing.say("Try next:")
    drawing.say(f"  {us} simulate score {workspace} {truth}    what was planted, and found")
    drawing.say(f"  {us} demo --seed 8{name}    another country")
    drawing.say(f"  {us} indicators show single-bid    how one indicator works")
    drawing.say(f"  {us} run YOUR-FILES --workspace YOURS    the same on your own files")


def show(report: Path) -> bool:
    """Open a page in a browser with a window, where there is one.

    Returns
    -------
    bool
        Whether a browser was started. One that would take over the terminal is not.
    """
    if sys.platform.startswith(("linux", "freebsd")) and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    try:
        browser = webbrowser.get()
        # Exactly this class stands for browsers of the terminal.
        if type(browser) is webbrowser.GenericBrowser:
            return False
        return browser.open(report.resolve().as_uri())
    except (webbrowser.Error, OSError) as error:
        logger.info("no browser: %s", error)
        return False
