"""Trying an indicator on a few rows: for examples, cases and curious people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from euthyna.data import model
from euthyna.data.store.engines import Engine, start
from euthyna.indicators import catalogue
from euthyna.indicators.plans import Params, Plan, plan

Rows = Sequence[dict[str, Any]]

ANSWER = ("subject_id", "process_id", "value", "flag", "reason", "threshold")
"""The columns that every indicator gives."""


def try_out(
    name: str, *, params: Params | None = None, engine: Engine | None = None, **tables: Rows
) -> list[dict[str, Any]]:
    """Run one indicator on rows given as dictionaries.

    Parameters
    ----------
    name
        Id or code of the indicator.
    params
        By id of indicator or step.
    engine
        Where to run; an embedded DuckDB if not given.
    tables
        Rows of tables of the model; columns and tables that are left out are empty.

    Returns
    -------
    list of dict
        ``subject_id, value, flag, reason``, sorted by subject.

    Examples
    --------
    >>> try_out("single-bid", processes=[{"process_id": "M", "procurement_method": "open"}])
    [{'subject_id': 'M', 'value': None, 'flag': None, 'reason': 'the number of tenderers is missing'}]
    """
    runner = engine or start("duckdb", threads=1)
    try:
        found = compute(name, params or {}, runner, tables)
    finally:
        if engine is None:
            runner.close()
    shown = ("subject_id", "value", "flag", "reason")
    return [{key: row[key] for key in shown} for row in found]


def compute(
    name: str, params: Params, engine: Engine, tables: Mapping[str, Rows]
) -> list[dict[str, Any]]:
    """Run one indicator on an engine; see :func:`try_out`.

    Returns
    -------
    list of dict
        All of :data:`ANSWER`, sorted by subject.
    """
    made = plan([catalogue.get(name).id], params=params, dialect=engine.dialect)
    return answers(made, engine, tables)


def answers(made: Plan, engine: Engine, tables: Mapping[str, Rows]) -> list[dict[str, Any]]:
    """Run the one indicator of a plan on rows; see :func:`compute`."""
    for table in made.tables():
        engine.register_rows(model.ALL[table], tables.get(table, []))
    for step in made.steps:
        engine.materialise(step.id, step.sql)
    sql = made.indicators[0].sql
    listed = ", ".join(ANSWER)
    rows = engine.rows(f"SELECT {listed} FROM ({sql}) AS found ORDER BY subject_id")  # noqa: S608  (names only)
    return [dict(zip(ANSWER, row, strict=True)) for row in rows]
