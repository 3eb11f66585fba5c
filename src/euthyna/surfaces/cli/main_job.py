"""``euthyna run`` and ``euthyna demo``: the main job."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from euthyna.surfaces.cli import drawing, parameters

WORKSPACE = Path("euthyna-workspace")

Paths = Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")]
Workspace = Annotated[Path, typer.Option(help="Where tables and results are kept.")]
EngineName = Annotated[str, typer.Option("--engine", help="duckdb or spark.")]
Master = Annotated[str | None, typer.Option(help="Address of a Spark cluster.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document to stdout.")]


def run(
    paths: Paths,
    workspace: Workspace = WORKSPACE,
    engine: EngineName = "duckdb",
    master: Master = None,
    law: parameters.Law = None,
    settings: parameters.Settings = None,
    as_json: AsJson = False,
) -> None:
    """Read every recognised file, compute all indicators, write report.html.

    Example: euthyna run tenders.jsonl.gz records/ --workspace my-country
    """
    from euthyna.reports.main_job import main_job

    chosen = parameters.chosen(law, settings)
    progress = drawing.TerminalProgress()
    try:
        done = main_job(
            paths,
            workspace=workspace,
            engine=engine,
            master=master,
            params=chosen.params,
            origins=chosen.origins,
            now=datetime.now(UTC),
            progress=progress,
        )
    finally:
        progress.end()
    if as_json:
        drawing.say_json(asdict(done))
        return
    rows = [
        (i.name, i.size, i.processes, i.issues, "already loaded" if i.known else "read")
        for i in done.inputs
    ]
    drawing.say(drawing.table(("input", "bytes", "processes", "issues", ""), rows))
    drawing.say()
    drawing.say(
        f"{done.processes:,} processes, {done.indicators} indicators: {done.flagged:,} flags, "
        f"{done.computable:,} results computed, {done.not_computable:,} not computable, "
        f"{done.not_judged:,} not judged."
    )
    drawing.say(
        "A flag is not proof: it says what was computed, from which records, by which rule."
    )
    drawing.say()
    for file in done.files:
        drawing.say(f"  {file}")


def demo(
    workspace: Workspace = Path("euthyna-demo"),
    processes: Annotated[int, typer.Option(help="How many processes to simulate.")] = 1000,
    seed: Annotated[int, typer.Option(help="Another seed, another country.")] = 7,
) -> None:
    """Simulate the procurement of a small country and run the main job on it.

    Example: euthyna demo --workspace trial
    """
    from euthyna.simulation import write

    workspace.mkdir(parents=True, exist_ok=True)
    file = workspace / "karvelia.jsonl"
    write(file, seed=seed, processes=processes)
    drawing.note(f"simulated {processes:,} processes of an invented country into {file}")
    run([str(file)], workspace=workspace)
