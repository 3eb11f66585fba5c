"""From Ibis expressions to SQL text; nothing is run here."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

import ibis
from ibis import Table

from euthyna.base.errors import UnknownNameError
from euthyna.data import model
from euthyna.data.model import Kind
from euthyna.indicators import catalogue
from euthyna.indicators.plans import Origins, Params, Plan, Planned, PlannedIndicator
from euthyna.indicators.spec import Indicator, Step, Value, called, chosen

TYPES = {
    Kind.TEXT: "string",
    Kind.TEXTS: "array<string>",
    Kind.COUNT: "int64",
    Kind.NUMBER: "float64",
    Kind.MONEY: "decimal(38, 10)",
    Kind.INSTANT: "timestamp(6)",
    Kind.TRUTH: "boolean",
}
"""The Ibis type of each kind of column."""


def unbound(name: str) -> Table:
    """Make the unbound Ibis table of a model table or a step."""
    step = catalogue.steps().get(name)
    if step is not None:
        return ibis.table(dict(step.gives), name=name)
    table = model.ALL[name]
    return ibis.table({c.name: TYPES[c.kind] for c in table.columns}, name=name)


def compile_plan(ids: Sequence[str], *, params: Params, dialect: str, origins: Origins) -> Plan:
    """Compile a plan; see :func:`euthyna.indicators.plans.plan`."""
    entries = catalogue.chosen(ids)
    steps = catalogue.needed(entries)
    _refuse_strangers(params, entries, steps)
    return Plan(
        dialect,
        tuple(_step(step, params, dialect) for step in steps),
        tuple(_indicator(entry, params, dialect, origins) for entry in entries),
    )


def step_expression(step: Step, params: Params) -> Table:
    """Build the expression of a step over unbound tables, cast to its declared schema."""
    knobs = chosen(step.id, step.params, params.get(step.id))
    out = called(step.formula, step.reads, knobs, {name: unbound(name) for name in step.reads})
    return out.select(*step.gives).cast(dict(step.gives))


def indicator_expression(entry: Indicator, params: Params) -> Table:
    """Build the expression of an indicator over unbound tables."""
    tables = {name: unbound(name) for name in entry.reads}
    return entry.run(params=params.get(entry.id), **tables)


def to_sql(expression: Table, dialect: str) -> str:
    """Compile one expression."""
    _prepare(dialect)
    sql = str(ibis.to_sql(expression, dialect=dialect))
    return _doubled(sql) if dialect == "pyspark" else sql


def _doubled(sql: str) -> str:
    """Mark the literals of doubles: to Spark 1.0 is a decimal, whose mean has five places."""
    return re.sub(r"('(?:[^'\\]|\\.)*'|`[^`]*`)|(?<![\w.])(\d+\.\d+)(?![\w.])", _marked, sql)


def _marked(found: re.Match[str]) -> str:
    return found[1] or f"{found[2]}D"


def _prepare(dialect: str) -> None:
    """Let Ibis compile for Spark where Spark is not installed: it reads one option of it."""
    if dialect != "pyspark":
        return
    from ibis.config import Config  # noqa: PLC0415  (only for Spark)

    class Spark(Config):  # type: ignore[misc]
        treat_nan_as_null: bool = False

    options: Any = ibis.options
    if options.pyspark is None:
        options.pyspark = Spark()


def _step(step: Step, params: Params, dialect: str) -> Planned:
    return Planned(step.id, to_sql(step_expression(step, params), dialect), _tables(step))


def _indicator(
    entry: Indicator, params: Params, dialect: str, origins: Origins
) -> PlannedIndicator:
    given = params.get(entry.id, {})
    knobs = entry.choose(given)
    set_by = dict.fromkeys(given, "set for this run") | dict(origins.get(entry.id, {}))
    return PlannedIndicator(
        id=entry.id,
        sql=to_sql(indicator_expression(entry, params), dialect),
        tables=_tables(entry),
        version=entry.version,
        subject=entry.subject,
        op=entry.flag.op,
        threshold_origin=_origin(entry, knobs, set_by.get(entry.flag.param)),
        parameters=json.dumps(knobs, sort_keys=True),
    )


def _origin(entry: Indicator, knobs: dict[str, Value], set_by: str | None) -> str:
    if set_by:
        return f"{entry.flag.param}, {set_by}"
    if knobs[entry.flag.param] is None and entry.flag.fence:
        edge = "Q1 - {k:g} IQR" if entry.flag.fence.side == "lower" else "Q3 + {k:g} IQR"
        return f"fence of the peers, {edge.format(k=entry.flag.fence.k)}"
    law = next((p.law for p in entry.params if p.name == entry.flag.param), None)
    cited = f", {law.key} art. {law.article}" if law else ""
    return f"{entry.flag.param}, default{cited}"


def _tables(entry: Indicator | Step) -> tuple[str, ...]:
    return tuple(name for name in entry.reads if name not in catalogue.steps())


def _refuse_strangers(params: Params, entries: list[Indicator], steps: list[Step]) -> None:
    known = {e.id for e in entries} | {s.id for s in steps}
    strange = sorted(set(params) - known - set(catalogue.indicators()) - set(catalogue.steps()))
    if strange:
        msg = f"parameters for {', '.join(strange)}: no such indicator or step; known: {sorted(known)}"
        raise UnknownNameError(msg)
