"""Cases: what an indicator must say of a few rows, written as sentences in YAML.

::

    indicator: short-submission-period

    flags a period of five days:
      given: {processes: [{process_id: F, tender_start_at: 2024-03-15, tender_end_at: 2024-03-20}]}
      params: {min_days: 10}
      expect: [{subject_id: F, value: 5, flag: true, reason: null}]

`params` may be left out; a name that is the id of a step holds the parameters of that step.
`expect` may also name `threshold` and `process_id`, and lists every subject.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import orjson
import yaml

from euthyna.base.errors import InputError
from euthyna.data import model
from euthyna.data.model import Column, Kind
from euthyna.data.store.engines import Engine
from euthyna.indicators import catalogue
from euthyna.indicators.plans import Params, Plan, plan
from euthyna.indicators.trying import Rows, answers

REQUIRED = ("subject_id", "value", "flag", "reason")
"""What `expect` says of every subject."""

PARTS = {"given", "params", "expect"}
"""What a case consists of."""


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence: rows, parameters, and what must come out."""

    indicator: str
    name: str
    given: Mapping[str, Rows]
    params: Params
    expect: Rows

    def run(self, engine: Engine, *, given: Mapping[str, Rows] | None = None) -> Rows:
        """Run the case on an engine, optionally on other rows than its own.

        Returns
        -------
        list of dict
            All subjects, in the order of their ids.
        """
        packed = orjson.dumps(self.params, option=orjson.OPT_SORT_KEYS)
        made = _plan(self.indicator, packed, engine.dialect)
        return answers(made, engine, self.given if given is None else given)

    def differences(self, found: Rows) -> list[str]:
        """Say where `found` differs from what is expected; nothing if it does not."""
        due = {row["subject_id"]: row for row in self.expect}
        got = {row["subject_id"]: row for row in found}
        said = [f"{subject}: twice in the result" for subject in _repeated(found)]
        said += [f"{subject}: expected, and not in the result" for subject in due.keys() - got]
        said += [f"{subject}: not expected: {got[subject]}" for subject in got.keys() - due]
        for subject in due.keys() & got:
            for key, value in due[subject].items():
                if not equal(value, got[subject][key]):
                    said.append(f"{subject}: {key} is {got[subject][key]!r}, expected {value!r}")
        return sorted(said)


def read_cases(text: str, *, name: str) -> list[Case]:
    """Read a file of cases.

    Parameters
    ----------
    text
        The YAML text.
    name
        What to call the file in messages.

    Raises
    ------
    InputError
        If it names no indicator, or a case lacks a part.
    UnknownNameError
        If there is no such indicator.
    KeyError
        If a case gives a table or column that the model does not have.
    """
    raw = yaml.safe_load(text)
    if not isinstance(raw, dict) or "indicator" not in raw:
        msg = f"{name}: a file of cases starts with 'indicator: <id>'"
        raise InputError(msg)
    indicator = catalogue.get(str(raw.pop("indicator"))).id
    return [_case(indicator, str(title), parts, name) for title, parts in raw.items()]


def equal(a: Any, b: Any) -> bool:
    """Compare two values as engines must agree on them: doubles to nine digits."""
    if isinstance(a, bool) or isinstance(b, bool) or a is None or b is None:
        return a is b
    if isinstance(a, int | float) and isinstance(b, int | float):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12)
    return bool(a == b)


def _case(indicator: str, title: str, parts: Any, name: str) -> Case:
    if not isinstance(parts, dict) or not {"given", "expect"} <= parts.keys() <= PARTS:
        msg = f"{name}: {title!r} must have given and expect, may have params, and nothing else"
        raise InputError(msg)
    expect = parts["expect"] or []
    if lacking := [row for row in expect if not set(REQUIRED) <= row.keys()]:
        msg = f"{name}: {title!r} must expect {', '.join(REQUIRED)} of every subject: {lacking[0]}"
        raise InputError(msg)
    given = {table: _rows(table, rows) for table, rows in (parts["given"] or {}).items()}
    return Case(indicator, title, given, _params(indicator, parts.get("params") or {}), expect)


def _params(indicator: str, given: dict[str, Any]) -> Params:
    by_id: dict[str, dict[str, Any]] = {}
    for key, value in given.items():
        if key in catalogue.steps() or key == indicator:
            by_id[key] = value
        else:
            by_id.setdefault(indicator, {})[key] = value
    return by_id


def _rows(table: str, rows: list[dict[str, Any]]) -> Rows:
    if table not in model.ALL:
        msg = f"the model has no table {table}; it has {', '.join(model.ALL)}"
        raise KeyError(msg)
    known = model.ALL[table]
    return [{key: _typed(known.column(key), value) for key, value in row.items()} for row in rows]


def _typed(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind is Kind.INSTANT:
        return _instant(value)
    if column.kind is Kind.MONEY:
        return Decimal(str(value))
    return value


def _instant(value: Any) -> datetime:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001  (the model's instants are naive UTC)
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _repeated(rows: Rows) -> set[str]:
    seen = [row["subject_id"] for row in rows]
    return {subject for subject in seen if seen.count(subject) > 1}


@cache
def _plan(indicator: str, packed: bytes, dialect: str) -> Plan:
    return plan([indicator], params=orjson.loads(packed), dialect=dialect)
