"""``euthyna simulate``: a country with planted schemes, and how many of them are found."""

from __future__ import annotations

import os
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from euthyna.base.errors import UsageError
from euthyna.surfaces.cli import drawing

MOST_WORKERS = 8


def workers() -> int:
    """Say how many processes build a country unless somebody says otherwise."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


class Writing(TyperGroup):
    """A noun whose verb may be left out: ``simulate OUT`` means ``simulate write OUT``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the verb in where there is none."""
        if args and args[0] not in self.commands and args[0] != "--help":
            args = ["write", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=Writing,
    help="An invented country in published formats, with planted schemes and their ground truth.",
    no_args_is_help=True,
)

Seed = Annotated[int, typer.Option(help="Another seed, another country.")]
Scale = Annotated[
    float, typer.Option(help="1 is about 5,000 tenders, 20,000 parties, 300,000 payments.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document to stdout.")]


@app.command("write")
def write(
    out: Annotated[Path, typer.Argument(help="A folder that is empty or does not exist.")],
    seed: Seed = 7,
    scale: Scale = 1.0,
    worker_count: Annotated[
        int, typer.Option("--workers", help="Processes that build it; 0: one for each processor.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Write an invented country; the word "write" may be left out.

    Example: euthyna simulate write my-country --seed 7 --scale 0.2
    """
    from euthyna.simulation.inventory import inventory
    from euthyna.simulation.writing import simulate

    progress = drawing.TerminalProgress()
    try:
        simulate(out, seed=seed, scale=scale, workers=worker_count or workers(), progress=progress)
    finally:
        progress.end()
    written = inventory(out)
    if as_json:
        drawing.say_json({"folder": str(out), "written": [asdict(w) for w in written]})
        return
    rows = [(w.path, w.files, w.rows, w.size) for w in written]
    drawing.say(drawing.table(("written", "files", "rows", "bytes"), rows))
    drawing.say()
    drawing.say(f"Try: euthyna run {out / 'published'} --workspace {out / 'workspace'}")


@app.command("score")
def score(
    workspace: Annotated[
        Path | None, typer.Argument(help="Where 'euthyna run' read the country.")
    ] = None,
    truth: Annotated[Path | None, typer.Argument(help="The truth.parquet of the country.")] = None,
    budget: Annotated[int, typer.Option(help="Processes that people can look at each month.")] = 20,
    seeds: Annotated[
        str | None, typer.Option(help="Instead: simulate and run these, such as 1,2,3,4,5.")
    ] = None,
    scale: Scale = 0.2,
    page: Annotated[Path | None, typer.Option(help="Also write the card as Markdown.")] = None,
    as_json: AsJson = False,
) -> None:
    """Say what was found of what was planted: recall, precision, how early, by what.

    Example: euthyna simulate score my-country/workspace my-country/truth.parquet

    Example: euthyna simulate score --seeds 1,2,3,4,5 --scale 0.2
    """
    from euthyna.simulation import scoring

    if seeds is not None and workspace is None:
        samples = _trials(_numbers(seeds), scale)
    elif workspace is not None and truth is not None and seeds is None:
        samples = [scoring.join(workspace, truth)]
    else:
        msg = "give either WORKSPACE and TRUTH, or --seeds 1,2,3"
        raise UsageError(msg)
    card = scoring.score(samples, budget=budget)
    if page is not None:
        page.write_text(scoring.markdown(card, scale=scale if seeds else None), encoding="utf-8")
        drawing.note(f"wrote {page}")
    if as_json:
        drawing.say_json(asdict(card))
        return
    _show(card)


def _numbers(seeds: str) -> list[int]:
    try:
        numbers = [int(part) for part in seeds.split(",")]
    except ValueError as error:
        msg = f"--seeds {seeds} is not a list of whole numbers such as 1,2,3"
        raise UsageError(msg) from error
    if len(set(numbers)) < len(numbers):
        msg = f"--seeds {seeds} names a seed twice; a country that is counted twice proves nothing"
        raise UsageError(msg)
    return numbers


def _trials(seeds: list[int], scale: float) -> list[Any]:
    from euthyna.simulation import scoring

    progress = drawing.TerminalProgress()
    samples = []
    try:
        for seed in seeds:
            drawing.note(f"seed {seed}")
            with tempfile.TemporaryDirectory(prefix="euthyna-score-") as folder:
                samples.append(
                    scoring.trial(
                        Path(folder),
                        seed=seed,
                        scale=scale,
                        now=datetime.now(UTC),
                        workers=workers(),
                        progress=progress,
                    )
                )
    finally:
        progress.end()
    return samples


def _show(card: Any) -> None:
    from euthyna.simulation.scoring import page

    for title, head, rows in page.tables(card):
        drawing.say(title)
        drawing.say()
        drawing.say(drawing.table(head, rows))
        drawing.say()
    if missing := page.unseen(card):
        drawing.say(f"Nothing finds yet: {', '.join(missing)}.")
