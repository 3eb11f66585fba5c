"""The command ``euthyna``: nouns, then verbs."""

from __future__ import annotations

import os
import sys

import typer

from euthyna.base.errors import EuthynaError
from euthyna.surfaces.cli import demo, indicators, main_job, reference, simulate, sources

app = typer.Typer(
    name="euthyna",
    help="Follow public money: read published procurement data, compute explained red flags.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(main_job.run)
app.command("demo")(demo.demo)
app.command("reference")(reference.reference)
app.add_typer(indicators.app, name="indicators")
app.add_typer(simulate.app, name="simulate")
app.add_typer(sources.app, name="sources")


def main() -> None:
    """Run the command; an error on purpose is one message and an exit code, never a traceback."""
    try:
        app()
    except EuthynaError as error:
        sys.stderr.write(f"euthyna: {error}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("euthyna: stopped; the workspace is as it was before\n")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read the output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
