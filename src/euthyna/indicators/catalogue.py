"""Finding indicators and steps: by folder, without a list anywhere."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import TypeVar

from euthyna.base.errors import UnknownNameError
from euthyna.indicators.spec import Indicator, Step

DOMAINS = ("procurement", "screening")
"""The folders that hold indicators."""

Entry = TypeVar("Entry", Indicator, Step)


@cache
def indicators() -> dict[str, Indicator]:
    """Load every indicator.

    Returns
    -------
    dict
        Id to indicator, sorted by id.

    Raises
    ------
    ImportError
        If a module has no indicator of its own name, or two have the same id.
    """
    found: dict[str, Indicator] = {}
    for domain in DOMAINS:
        _collect(f"euthyna.indicators.{domain}", Indicator, found)
    return dict(sorted(found.items()))


@cache
def steps() -> dict[str, Step]:
    """Load every step: id to step."""
    found: dict[str, Step] = {}
    _collect("euthyna.indicators.steps", Step, found)
    return found


def get(name: str) -> Indicator:
    """Find one indicator by its id, or by the code the field knows it by (``R003``).

    Raises
    ------
    UnknownNameError
        If there is none, or a code stands for several: the message lists ids to choose from.
    """
    found = named(name)
    if len(found) > 1:
        ids = ", ".join(entry.id for entry in found)
        msg = f"{name} is the code of {len(found)} indicators: ask for one of {ids}"
        raise UnknownNameError(msg)
    return found[0]


def named(name: str) -> list[Indicator]:
    """Find all indicators that a name stands for: one for an id, one or several for a code.

    Raises
    ------
    UnknownNameError
        If there is none; the message lists the nearest names.
    """
    known = indicators()
    if name in known:
        return [known[name]]
    found = [entry for entry in known.values() if name and entry.code == name]
    if found:
        return found
    import difflib  # noqa: PLC0415  (only when something went wrong)

    codes = sorted({entry.code for entry in known.values() if entry.code})
    near = difflib.get_close_matches(name, [*known, *codes], n=3, cutoff=0.4)
    hint = f"; near: {', '.join(near)}" if near else ""
    msg = f"no indicator {name!r}{hint}; 'euthyna indicators list' shows all {len(known)}"
    raise UnknownNameError(msg)


def chosen(names: Sequence[str]) -> list[Indicator]:
    """List the indicators that ids and codes stand for, each once; without names, all.

    Raises
    ------
    UnknownNameError
        If a name stands for none.
    """
    if not names:
        return list(indicators().values())
    found = {entry.id: entry for name in names for entry in named(name)}
    return list(found.values())


def needed(entries: Iterable[Indicator | Step]) -> list[Step]:
    """List the steps that `entries` need, each after the steps it needs itself."""
    order: dict[str, Step] = {}
    for entry in entries:
        for name in entry.reads:
            step = steps().get(name)
            if step is not None and name not in order:
                for below in needed([step]):
                    order.setdefault(below.id, below)
                order[name] = step
    return list(order.values())


def base_reads(entry: Indicator | Step) -> dict[str, set[str]]:
    """Give the tables of the model, and their columns, that an entry depends on in the end."""
    out: dict[str, set[str]] = {}
    for name, columns in entry.reads.items():
        step = steps().get(name)
        below = base_reads(step) if step else {name: set(columns)}
        for table, names in below.items():
            out.setdefault(table, set()).update(names)
    return out


def _collect(package: str, kind: type[Entry], found: dict[str, Entry]) -> None:
    for module in _modules(package):
        name = module.__name__.rsplit(".", 1)[1]
        entry = vars(module).get(name)
        if not isinstance(entry, kind):
            msg = f"{module.__name__} defines no {kind.__name__.lower()} called {name}"
            raise ImportError(msg)  # noqa: TRY004  (the module is wrong, not an argument)
        if entry.id in found:
            msg = f"{module.__name__}: the id {entry.id} is taken"
            raise ImportError(msg)
        found[entry.id] = entry


def _modules(package: str) -> Iterator[ModuleType]:
    folder = importlib.import_module(package)
    for info in pkgutil.iter_modules(folder.__path__):
        if not info.name.startswith("_"):
            yield importlib.import_module(f"{package}.{info.name}")
