"""Where the parameters of a run come from: the law of a jurisdiction, then a file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from euthyna.base.errors import BadSettingsError

Law = Annotated[
    str | None,
    typer.Option(help="Take today's numbers from the law of a jurisdiction: ca, eu, fatf, gb."),
]
Settings = Annotated[
    Path | None, typer.Option(help="JSON: parameters by id of indicator, over those of the law.")
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The parameters of a run, by id of indicator or step."""

    params: dict[str, dict[str, Any]]
    origins: dict[str, dict[str, str]]
    """Which law fixes those that no file sets."""


def chosen(law: str | None, settings: Path | None) -> Chosen:
    """Collect the parameters of a run.

    Raises
    ------
    UnknownNameError
        If no numbers of that jurisdiction are kept.
    BadSettingsError
        If the file is not a JSON object of objects.
    """
    found = Chosen({}, {})
    if law is not None:
        from euthyna.indicators.parameters import lawful, origins

        today = datetime.now(UTC).date()
        found = Chosen(lawful(law, on=today), origins(law, on=today))
    for owner, values in _read(settings).items() if settings is not None else ():
        found.params.setdefault(owner, {}).update(values)
        for name in values:
            found.origins.get(owner, {}).pop(name, None)
    return found


def text(file: Path) -> str:
    """Read a settings file.

    Raises
    ------
    BadSettingsError
        If it is not there, may not be read, or is not text in UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        msg = (
            f"{file} cannot be read: {error.strerror or error}; name a settings file that is there"
        )
        raise BadSettingsError(msg) from error
    except UnicodeDecodeError as error:
        msg = f"{file} is not text in UTF-8 (byte {error.start}); save it as UTF-8"
        raise BadSettingsError(msg) from error


def _read(file: Path) -> dict[str, dict[str, Any]]:
    written = text(file)
    try:
        found = json.loads(written)
    except ValueError as error:
        msg = f"{file} cannot be read as JSON: {error}"
        raise BadSettingsError(msg) from error
    if not isinstance(found, dict) or not all(isinstance(v, dict) for v in found.values()):
        msg = f'{file} must hold an object of objects: {{"single-bid": {{"max_bidders": 2}}}}'
        raise BadSettingsError(msg)
    return found
