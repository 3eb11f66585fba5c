"""The generated pages on commands, tables, issues and errors."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import typer

from euthyna.base import errors
from euthyna.base.errors import EuthynaError
from euthyna.base.issues import KINDS
from euthyna.data import model
from euthyna.data.readers.ocds import OCDS
from euthyna.surfaces.cli.reference_lists import lists

MADE = "<!-- Written by `make docs`; do not edit. -->"


def pages() -> dict[str, str]:
    """Make every page: file name and text."""
    made = {
        "commands.md": _commands(),
        "errors.md": _errors(),
        "issues.md": _issues(),
        "tables.md": _tables(),
        "ocds.md": _ocds(),
        "lists.md": lists(),
    }
    return {name: "\n".join([MADE, "", *lines]).rstrip() + "\n" for name, lines in made.items()}


def _commands() -> Iterator[str]:
    from euthyna.surfaces.cli.app import app

    yield "# Commands"
    yield ""
    yield "Results go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 the data had"
    yield "errors that stopped it, 2 wrong use, 3 a check failed."
    root = typer.main.get_command(app)
    yield from _command(root, "euthyna")


def _command(command: Any, name: str) -> Iterator[str]:
    subcommands = getattr(command, "commands", {})
    if not subcommands:
        yield ""
        yield f"## {name}"
        yield ""
        yield inspect.cleandoc(command.help or "")
        yield ""
        yield "| option | meaning | default |"
        yield "|---|---|---|"
        for option in command.params:
            shown = (
                ", ".join(option.opts)
                if option.param_type_name == "option"
                else option.name.upper()
            )
            default = "" if option.default in {None, False, ...} else f"`{option.default}`"
            yield f"| `{shown}` | {getattr(option, 'help', '') or ''} | {default} |"
    for verb, below in sorted(subcommands.items()):
        yield from _command(below, f"{name} {verb}")


def _errors() -> Iterator[str]:
    yield "# Errors"
    yield ""
    yield "What Euthyna raises on purpose. Bad data is not among them: see [issues](issues.md)."
    for kind in vars(errors).values():
        if inspect.isclass(kind) and issubclass(kind, EuthynaError):
            yield ""
            yield f"## {kind.code}"
            yield ""
            yield f"`{kind.__name__}`, exit code {kind.exit_code}. {inspect.getdoc(kind)}"


def _issues() -> Iterator[str]:
    yield "# Issues"
    yield ""
    yield "What can be wrong with published data, and what to do. An issue never stops a file."
    for kind in KINDS.values():
        yield ""
        yield f"## {kind.code}"
        yield ""
        yield f"**{kind.title}.** {kind.remedy} " + (
            "A published value is missing from the tables." if kind.loses else "Nothing is lost."
        )


def _tables() -> Iterator[str]:
    yield "# Tables"
    yield ""
    yield "The columns of the Parquet files under `lake/` and of the results."
    for table in model.ALL.values():
        yield ""
        yield f"## {table.name}"
        yield ""
        yield table.doc
        yield ""
        yield "| column | kind | |"
        yield "|---|---|---|"
        for column in table.columns:
            yield f"| `{column.name}` | {column.kind.value} | {column.doc} |"


def _ocds() -> Iterator[str]:
    yield "# What is read of OCDS"
    yield ""
    yield f"{OCDS.title} {', '.join(OCDS.versions)}. Every field is used, out of scope on purpose, or"
    yield "reported as [unread-field](issues.md#unread-field)."
    yield ""
    yield "| path | fills |"
    yield "|---|---|"
    for rows in OCDS.rows:
        for item in rows.fields:
            for path in item.paths:
                yield f"| `{'/'.join(filter(None, (rows.at, path)))}` | `{rows.table}.{item.column}` |"
    yield ""
    yield "Out of scope (`*/` stands for any place; what is below is out of scope, too):"
    yield ""
    yield from (f"- `{path}`" for path in sorted(OCDS.out_of_scope))
