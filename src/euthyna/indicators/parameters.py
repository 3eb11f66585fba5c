"""What the law fixes: numbers by jurisdiction and date, kept in YAML beside this module.

A file ``parameters/<jurisdiction>/<topic>.yaml`` lists slots. A slot fills every parameter whose
``law`` has the same key and article, so that no number of the law stands in Python. How long
public office exposes its holder stands in :mod:`euthyna.entities.exposure.policies`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from euthyna.base.errors import UnknownNameError
from euthyna.entities.exposure.policies import CUSTOM, policies, policy
from euthyna.indicators import catalogue, wording
from euthyna.indicators.spec import Indicator, Law, Step, Value

FOLDER = Path(__file__).with_suffix("")
"""One folder for each jurisdiction."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A value from a date on, and where the law says so."""

    since: date
    value: Value
    reference: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A number that a law fixes, through time."""

    title: str
    law: Law
    unit: str
    values: tuple[Dated, ...]
    """In the order of their dates."""

    def on(self, day: date) -> Dated | None:
        """Give what holds on a day; None before the law applied."""
        past = [dated for dated in self.values if dated.since <= day]
        return past[-1] if past else None


def jurisdictions() -> tuple[str, ...]:
    """List the jurisdictions whose numbers are kept."""
    folders = {folder.name for folder in FOLDER.iterdir() if folder.is_dir()}
    return tuple(sorted(folders | set(policies()) - {CUSTOM}))


def slots(jurisdiction: str) -> list[Slot]:
    """Read the slots of a jurisdiction.

    Raises
    ------
    UnknownNameError
        If there is no such jurisdiction.
    """
    if jurisdiction not in jurisdictions():
        known = ", ".join(jurisdictions())
        msg = f"no parameters of the law of {jurisdiction!r}; there are those of {known}"
        raise UnknownNameError(msg)
    files = sorted((FOLDER / jurisdiction).glob("*.yaml"))
    return [_slot(raw) for file in files for raw in yaml.safe_load(file.read_text("utf-8"))]


def lawful(jurisdiction: str, *, on: date) -> dict[str, dict[str, Value]]:
    """Fill the parameters that the law of a jurisdiction fixes.

    Parameters
    ----------
    jurisdiction
        One of :func:`jurisdictions`.
    on
        The day whose law applies.

    Returns
    -------
    dict
        Parameters by id of indicator or step, as a plan takes them; those that the law did not
        fix on that day are left out and keep their defaults.

    Raises
    ------
    UnknownNameError
        If there is no such jurisdiction.
    """
    found: dict[str, dict[str, Value]] = {}
    for owner, name, dated in _fixed(jurisdiction, on):
        found.setdefault(owner, {})[name] = dated.value
    return found


def origins(jurisdiction: str, *, on: date) -> dict[str, dict[str, str]]:
    """Say where each parameter that :func:`lawful` fills comes from.

    Returns
    -------
    dict
        By id and name of the parameter, as a plan takes it: the jurisdiction, the day from which
        the value holds, the instrument and the article.

    Raises
    ------
    UnknownNameError
        If there is no such jurisdiction.
    """
    found: dict[str, dict[str, str]] = {}
    for owner, name, dated in _fixed(jurisdiction, on):
        said = f"{wording.LAW}{jurisdiction.upper()} since {dated.since}: {dated.reference}"
        found.setdefault(owner, {})[name] = said
    return found


def _fixed(jurisdiction: str, on: date) -> Iterator[tuple[str, str, Dated]]:
    for slot in slots(jurisdiction):
        dated = slot.on(on)
        for owner, name in _fixed_by(slot.law) if dated else ():
            if dated:
                yield owner, name, dated
    yield from _exposure(jurisdiction, on)


def _exposure(jurisdiction: str, on: date) -> Iterator[tuple[str, str, Dated]]:
    """Give what a law says of exposure by public office to the steps that compute it."""
    found = policy(jurisdiction, on=on) if jurisdiction in policies() else None
    if found is None:
        return
    said: dict[tuple[str, str], Value] = {
        ("office_terms", "months"): dict(found.months),
        ("relative_periods", "relatives_months"): found.relatives_months,
        ("relative_periods", "relations"): "|".join(found.relations),
    }
    for (owner, name), value in said.items():
        yield owner, name, Dated(found.since, value, found.reference)


def _fixed_by(law: Law) -> Iterator[tuple[str, str]]:
    entries: list[Indicator | Step] = [
        *catalogue.indicators().values(),
        *catalogue.steps().values(),
    ]
    for entry in entries:
        for param in entry.params:
            if param.law == law:
                yield entry.id, param.name


def _slot(raw: dict[str, Any]) -> Slot:
    values = tuple(
        Dated(since, float(dated["value"]), str(dated["reference"]))
        for since, dated in sorted(raw["values"].items())
    )
    return Slot(str(raw["title"]), Law(raw["law"], str(raw["article"])), str(raw["unit"]), values)
