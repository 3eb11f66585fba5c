"""How files that were read are shown, and the option that says what their columns mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from euthyna.data.store.loading import LoadedInput

Mapping = Annotated[
    Path | None,
    typer.Option(
        help="YAML or JSON: what the columns of a table of persons or firms mean, such as "
        "`Company: name`."
    ),
]

COLUMNS = ("input", "bytes", "format", "processes", "parties", "rows", "issues")
"""What is shown of a file."""


def columns(read: LoadedInput) -> tuple[str | int, ...]:
    """Give what :data:`COLUMNS` names of one file; of several that are one list, of the list."""
    return (
        read.name,
        read.size,
        read.format,
        read.processes,
        read.parties,
        read.rows,
        read.issues,
    )
