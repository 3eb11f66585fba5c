"""Trying an indicator on a few rows: for examples, cases and curious people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from euthyna.data import model
from euthyna.data.store.engines import Engine, start
from euthyna.indicators import catalogue
from euthyna.indicators.plans import Params, plan

Rows = Sequence[dict[str, Any]]


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
    keys = ("subject_id", "value", "flag", "reason")
    return [dict(zip(keys, row, strict=True)) for row in found]


def compute(
    name: str, params: Params, engine: Engine, tables: Mapping[str, Rows]
) -> list[tuple[Any, ...]]:
    """Run one indicator on an engine; see :func:`try_out`."""
    made = plan([catalogue.get(name).id], params=params, dialect=engine.dialect)
    for table in made.tables():
        engine.register_rows(model.ALL[table], tables.get(table, []))
    for step in made.steps:
        engine.materialise(step.id, step.sql)
    sql = made.indicators[0].sql
    return engine.rows(
        f"SELECT subject_id, value, flag, reason FROM ({sql}) AS found ORDER BY subject_id"
    )
