"""The command ``euthyna``: nouns, then verbs."""

from __future__ import annotations

import os
import sys

import typer

from euthyna.base.errors import EuthynaError
from euthyna.surfaces.cli import (
    demo,
    entities,
    indicators,
    main_job,
    reference,
    serve,
    simulate,
    sources,
)

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
app.command("serve")(serve.serve)
app.command("reference")(reference.reference)
app.add_typer(entities.app, name="entities")
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
    except OSError as error:
        sys.stderr.write(f"euthyna: {_refusal(error)}\n")
        sys.exit(1)


def _refusal(error: OSError) -> str:
    """Say what the operating system refused where no layer below did."""
    from euthyna.data.store.disk import disk_full, is_disk_full

    where = error.filename or "a file"
    if is_disk_full(error):
        return str(disk_full(where))
    return f"{where}: {error.strerror or error}; check that it is there and may be used"


if __name__ == "__main__":
    main()
