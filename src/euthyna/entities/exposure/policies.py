"""How long exposure lasts after office: what each law says, by date, with its source.

A file ``policies/<name>.yaml`` lists what holds from which day on. The numbers are months. Laws
set a least time and leave the rest to an assessment of the risk; the custom of a publisher of
lists, ``opensanctions``, sets a time for each level of office.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from euthyna.base.errors import UnknownNameError

FOLDER: Final = Path(__file__).with_suffix("")
"""One file for each policy."""

CUSTOM: Final = "opensanctions"
"""The policy that is no law."""

FOR_LIFE: Final = 1200
"""So many months and more have no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How long an office exposes its holder, and the holder's relatives."""

    months: Mapping[str, int] = field(default_factory=lambda: {"": 60})
    """Months after office by the topics of the office, joined by ``+``. Of those whose topics
    the office all has, the one with most topics counts; the empty one is for every office."""
    relatives_months: int = FOR_LIFE
    """Relatives and associates are exposed for at most so many months after the office."""
    death_months: int = 60
    """Exposure ends so many months after death."""
    max_age: int = 110
    """In years; nobody older is exposed."""
    years_without_end: int = 40
    """Where no end of the office is known, exposure ends so many years after its start."""
    relations: tuple[str, ...] = ()
    """The relations that count; none means all. See :mod:`euthyna.entities.exposure.kinship`."""
    complete: tuple[str, ...] = ()
    """Datasets that drop those who leave, so that whoever stands there is in office."""
    covered_until: str = ""
    """The day until which sources were kept up, if they no longer are."""
    since: date = date.min
    """The first day on which the policy holds."""
    reference: str = ""
    """Where it is said."""

    def __hash__(self) -> int:
        """Hash by all that it says; a mapping has no hash of its own."""
        return hash((tuple(sorted(self.months.items())), self.relations, self.reference))


def policies() -> tuple[str, ...]:
    """List the names of all policies: codes of jurisdictions, and a custom."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


def policy(name: str, *, on: date) -> Policy | None:
    """Find what a policy says on a day.

    Parameters
    ----------
    name
        One of :func:`policies`.
    on
        The day.

    Returns
    -------
    Policy or None
        None before the policy held.

    Raises
    ------
    UnknownNameError
        If there is no such policy.
    """
    if name not in policies():
        msg = (
            f"no rule of exposure is kept for {name!r}; there are those of {', '.join(policies())}"
        )
        raise UnknownNameError(msg)
    past = [dated for dated in _dated(name) if dated.since <= on]
    return past[-1] if past else None


@cache
def _dated(name: str) -> tuple[Policy, ...]:
    raw = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return tuple(_read(day, said) for day, said in sorted(raw["values"].items()))


def _read(day: date, said: dict[str, Any]) -> Policy:
    relations = {"relations": tuple(said["relations"])} if "relations" in said else {}
    return Policy(**{**said, **relations, "since": day})


def _default() -> Policy:
    (custom,) = _dated(CUSTOM)
    return custom


DEFAULT: Final = _default()
"""What holds where no law is chosen."""
