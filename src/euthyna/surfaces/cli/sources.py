"""``euthyna sources``: what would be read, what would not, with every place."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from euthyna.surfaces.cli import drawing, losses
from euthyna.surfaces.cli.inputs import COLUMNS, Mapping, columns

app = typer.Typer(
    help="What published files hold, and what of it can be read.", no_args_is_help=True
)


@app.callback()
def _nouns() -> None:
    """Keep the verb even while there is one."""


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 3 if a published value would be lost.")
    ] = False,
    mapping: Mapping = None,
) -> None:
    """Read files without keeping anything, and list every issue with its place.

    Example: euthyna sources check tenders.jsonl.gz
    """
    from euthyna.base.errors import CheckFailedError
    from euthyna.base.issues import KINDS
    from euthyna.data.store.lake import Lake
    from euthyna.data.store.loading import load

    progress = drawing.TerminalProgress()
    with tempfile.TemporaryDirectory(prefix="euthyna-check-") as folder:
        try:
            lake = Lake(Path(folder) / "lake")
            loaded = load(paths, lake=lake, progress=progress, mapping=mapping)
        finally:
            progress.end()
    if as_json:
        drawing.say_json(
            {
                "inputs": [asdict(i) for i in loaded.inputs],
                "issues": [{**asdict(i), "sentence": i.sentence()} for i in loaded.issues],
            }
        )
    else:
        drawing.say(drawing.table(COLUMNS, [columns(one) for one in loaded.inputs]))
        for issue in sorted(loaded.issues, key=lambda i: (i.code, i.source)):
            drawing.say(f"{issue.source}: {issue.code}: {issue.sentence()}")
        if loaded.issues:
            drawing.say("\nWhat can be done:")
        for line in losses.remedies(loaded.issues):
            drawing.say(f"  {line}")
    lost = sum(issue.count for issue in loaded.issues if KINDS[issue.code].loses)
    if strict and lost:
        msg = f"{lost:,} published values would not be used; see the issues"
        raise CheckFailedError(msg)
