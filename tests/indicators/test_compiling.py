"""What SQL must say so that engines agree."""

from __future__ import annotations

import ibis
from ibis import _

from euthyna.indicators.compiling import to_sql


def _sql(dialect: str) -> str:
    table = ibis.table({"a": "float64"}, name="rows_1.5")
    text = ibis.literal("it's 2.5 of 'x'")
    return to_sql(table.select(b=(_.a > 0.25).ifelse(1.0, 10.75), c=text, d=_.a * 3), dialect)


def test_doubles_are_doubles_to_spark() -> None:
    sql = _sql("pyspark")
    assert all(f"{number}D" in sql for number in ("0.25", "1.0", "10.75"))


def test_texts_names_and_whole_numbers_stay() -> None:
    sql = _sql("pyspark")
    assert "2.5D" not in sql
    assert "`rows_1.5`" in sql
    assert "3D" not in sql


def test_other_dialects_are_left_alone() -> None:
    assert "0.25D" not in _sql("duckdb")
