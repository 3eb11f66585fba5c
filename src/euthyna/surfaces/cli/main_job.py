"""``euthyna run``: the main job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from euthyna.surfaces.cli import drawing, losses, parameters
from euthyna.surfaces.cli.inputs import COLUMNS, Mapping, columns

if TYPE_CHECKING:
    from euthyna.base.issues import Issue
    from euthyna.reports.main_job import Done

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
    mapping: Mapping = None,
) -> None:
    """Read every recognised file, compute all indicators, write report.html.

    Example: euthyna run tenders.jsonl.gz lists/ --workspace my-country
    """
    chosen = parameters.chosen(law, settings)
    done = work(paths, workspace, engine, master, chosen, mapping=mapping)
    for line in losses.lines(done.issues):
        drawing.note(line)
    if as_json:
        drawing.say_json(asdict(done))
    else:
        tell(done)


def work(
    paths: list[str],
    workspace: Path,
    engine: str,
    master: str | None,
    chosen: parameters.Chosen,
    *,
    mapping: Path | None = None,
) -> Done:
    """Do the main job, drawing how far it has come."""
    from euthyna.reports.main_job import main_job

    progress = drawing.TerminalProgress()
    try:
        return main_job(
            paths,
            workspace=workspace,
            engine=engine,
            master=master,
            params=chosen.params,
            origins=chosen.origins,
            now=datetime.now(UTC),
            progress=progress,
            mapping=mapping,
        )
    finally:
        progress.end()


def tell(done: Done) -> None:
    """Print what the main job did."""
    rows = [(*columns(i), "already loaded" if i.known else "read") for i in done.inputs]
    drawing.say(drawing.table((*COLUMNS, ""), rows))
    drawing.say()
    drawing.say(
        f"{done.processes:,} processes, {done.parties:,} listed parties, {done.indicators} indicators: {done.flagged:,} flags, "
        f"{done.computable:,} results computed, {done.not_computable:,} not computable, "
        f"{done.not_judged:,} not judged."
    )
    if done.screened:
        who = done.screened
        drawing.say(
            f"{who.asked:,} organisations and people behind them were compared with {who.listed:,} "
            f"parties of lists and registers ({who.again:,} anew): {who.matches:,} possible matches."
        )
    for sentence in _unread(done.issues):
        drawing.say(sentence)
    drawing.say(
        "A flag is not proof: it says what was computed, from which records, by which rule."
    )
    drawing.say()
    for file in done.files:
        drawing.say(f"  {file}")


def _unread(issues: Sequence[Issue]) -> Iterator[str]:
    """Say how many files were left alone because nothing reads their formats yet."""
    from euthyna.reports.main_job import left_alone

    formats = left_alone(issues)
    if formats:
        listed = ", ".join(f"{words} ({count:,})" for words, count in formats)
        total = sum(count for _, count in formats)
        yield (
            f"{total:,} more files are in formats that this version does not read: "
            f"{listed}. `euthyna sources check` names them."
        )
