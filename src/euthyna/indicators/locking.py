"""The lock of the catalogue: a rule that changes gets a new version.

``indicators.lock`` holds, for each id, the version and a hash of formula and metadata, so that a
flag of last year names a rule that can still be told apart from this year's.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import json
import textwrap
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from euthyna.base.errors import CheckFailedError
from euthyna.indicators.catalogue import indicators, needed
from euthyna.indicators.spec import Indicator

LOCK = Path(__file__).with_name("indicators.lock")

Locked = dict[str, dict[str, Any]]


def current() -> Locked:
    """Compute the lock of the catalogue as it is: id to version and hash."""
    return {
        entry.id: {"version": entry.version, "hash": fingerprint(entry)}
        for entry in indicators().values()
    }


def kept(file: Path = LOCK) -> Locked:
    """Read the lock file; empty if there is none."""
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else {}


def fingerprint(entry: Indicator) -> str:
    """Hash what decides an indicator's results: formula, metadata, and the steps it needs.

    Comments, docstrings and layout do not count.
    """
    seen = hashlib.sha256()
    for field in fields(entry):
        if field.name not in {"formula", "version", "since", "sources"}:
            seen.update(f"{field.name}={getattr(entry, field.name)!r};".encode())
    seen.update(_tree(entry.formula))
    for step in needed([entry]):
        seen.update(f"{step.id}:{step.reads!r}:{step.params!r}".encode())
        seen.update(_tree(step.formula))
    return seen.hexdigest()[:16]


def stale(file: Path = LOCK) -> list[str]:
    """Say in sentences where catalogue and lock differ.

    Returns
    -------
    list of str
        Empty if the lock is up to date.
    """
    now, then = current(), kept(file)
    said = [f"{name} is new" for name in now if name not in then]
    said += [
        f"{name} is gone; an indicator is deprecated, not removed"
        for name in then
        if name not in now
    ]
    for name in now.keys() & then.keys():
        if (
            now[name]["hash"] != then[name]["hash"]
            and now[name]["version"] <= then[name]["version"]
        ):
            said.append(f"{name} changed and is still version {now[name]['version']}: raise it")
        elif now[name] != then[name]:
            said.append(
                f"{name} has version {now[name]['version']}, the lock {then[name]['version']}"
            )
    return sorted(said)


def update(file: Path = LOCK) -> None:
    """Write the lock.

    Raises
    ------
    CheckFailedError
        If a rule changed without a new version, or an indicator is gone.
    """
    wrong = [line for line in stale(file) if "raise it" in line or "is gone" in line]
    if wrong:
        msg = "; ".join(wrong)
        raise CheckFailedError(msg)
    file.write_text(json.dumps(current(), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _tree(formula: Callable[..., Any]) -> bytes:
    tree = ast.parse(textwrap.dedent(inspect.getsource(formula)))
    function = tree.body[0]
    if isinstance(function, ast.FunctionDef):
        function.decorator_list = []
        if ast.get_docstring(function) is not None:
            function.body = function.body[1:] or [ast.Pass()]
    return ast.dump(tree).encode()
