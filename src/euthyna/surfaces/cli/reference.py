"""``euthyna reference``: writes the generated pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from euthyna.base.errors import CheckFailedError
from euthyna.surfaces.cli import drawing


def reference(
    folder: Annotated[Path, typer.Option(help="Where the pages are.")] = Path("docs/reference"),
    check: Annotated[bool, typer.Option("--check", help="Only compare; exit 3 if stale.")] = False,
) -> None:
    """Write the reference pages on commands, tables, issues and errors.

    Example: euthyna reference --check
    """
    from euthyna.surfaces.cli.reference_pages import pages

    stale = []
    for name, text in pages().items():
        file = folder / name
        if file.exists() and file.read_text(encoding="utf-8") == text:
            continue
        stale.append(str(file))
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            drawing.note(f"wrote {file}")
    if check and stale:
        msg = f"stale: {', '.join(stale)}; 'make docs' writes them"
        raise CheckFailedError(msg)
