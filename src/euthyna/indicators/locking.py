"""The lock of the catalogue: a rule that changes gets a new version.

``indicators.lock`` holds, for each id, the version and a hash of formula and metadata, so that a
flag of last year names a rule that can still be told apart from this year's.
"""

from __future__ import annotations

import ast
import hashlib
import importlib
import inspect
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import yaml

from euthyna.base.errors import CheckFailedError
from euthyna.indicators.catalogue import indicators, needed
from euthyna.indicators.spec import Indicator, Step

LOCK = Path(__file__).with_name("indicators.lock")

ALWAYS = ("euthyna.indicators.flagging",)
"""Code that every indicator runs through."""

FRAME = frozenset({"euthyna.indicators.spec", "euthyna.indicators.catalogue"})
"""Modules that hold no part of a rule."""

RULES = ("euthyna.indicators.", "euthyna.entities.exposure.")
"""Where the code of rules lies."""

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
    """Hash what decides an indicator's results.

    Its metadata, the module of its formula, those of the steps it needs, and every module with
    code of rules that they import. Prose and layout do not count, and the hash is the same on every
    version of Python.
    """
    steps = needed([entry])
    modules: dict[str, str] = {}
    for formula in (entry.formula, *(step.formula for step in steps)):
        _collect(formula.__module__, modules)
    for name in ALWAYS:
        _collect(name, modules)
    said = {
        "rule": _metadata(entry),
        "steps": {step.id: _metadata(step) for step in steps},
        "code": modules,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


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


def _metadata(entry: Indicator | Step) -> dict[str, str]:
    prose = {"formula", "version", "since", "sources", "params"}
    kept = {f.name: repr(getattr(entry, f.name)) for f in fields(entry) if f.name not in prose}
    return {**kept, **{param.name: repr(replace(param, doc="")) for param in entry.params}}


def _collect(name: str, into: dict[str, str]) -> None:
    """Write the code of a module, and of the modules of :data:`RULES` below it."""
    if name in into:
        return
    module = importlib.import_module(name)
    tree = ast.parse(inspect.getsource(module))
    table = Path(inspect.getfile(module)).with_suffix(".yaml")
    words = yaml.safe_load(table.read_text("utf-8")) if table.exists() else None
    into[name] = json.dumps([_shape(tree.body), words] if words else _shape(tree.body))
    for node in tree.body:
        below = node.module if isinstance(node, ast.ImportFrom) else None
        if below and below.startswith(RULES) and below not in FRAME:
            _collect(below, into)


def _shape(node: Any) -> Any:
    """Write a syntax tree without places, prose and decorators.

    Not ``ast.dump``, whose text differs between versions of Python.
    """
    if isinstance(node, list):
        return [_shape(item) for item in node if not _is_prose(item)]
    if not isinstance(node, ast.AST):
        return repr(node)
    skipped = {"decorator_list", "ctx", "kind", "type_comment", "type_params"}
    kept = {
        name: _shape(value)
        for name, value in ast.iter_fields(node)
        if name not in skipped and value not in (None, [])
    }
    return [type(node).__name__, kept]


def _is_prose(node: Any) -> bool:
    text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return text or isinstance(node, ast.Import | ast.ImportFrom)
