"""Apache Spark: the engine for data that outgrow one machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from euthyna.base.errors import EngineError, MissingExtraError
from euthyna.data.model import Column, Kind, Table
from euthyna.data.store.engines.engine import Row

TYPES = {
    Kind.TEXT: "STRING",
    Kind.TEXTS: "ARRAY<STRING>",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.MONEY: "DECIMAL(38, 10)",
    Kind.INSTANT: "TIMESTAMP_NTZ",
    Kind.TRUTH: "BOOLEAN",
}
"""The Spark SQL type of each kind of column."""

LOCAL = {
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}
"""Settings for a Spark that lives in this process only."""


class Spark:
    """A Spark session: of a cluster, or local in this process."""

    dialect = "pyspark"

    def __init__(self, *, master: str) -> None:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415  (an extra)
        except ImportError as error:
            msg = "the engine spark needs PySpark; install it with: pip install 'euthyna[spark]'"
            raise MissingExtraError(msg) from error
        builder = (
            SparkSession.builder.appName("euthyna")
            .master(master)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
        )
        for name, value in (LOCAL if master.startswith("local") else {}).items():
            builder = builder.config(name, value)
        try:
            self.session = builder.getOrCreate()
        except Exception as error:  # the gateway raises whatever its Java side did
            msg = f"Spark did not start on {master} (is Java 17 or newer installed?): {error}"
            raise EngineError(msg) from error
        self.session.sparkContext.setLogLevel("ERROR")

    def register(self, table: Table, files: Sequence[Path]) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        if not files:
            frame = self.session.sql(_empty(table))
        else:
            frame = self.session.read.parquet(*map(str, files)).select(*table.names)
        frame.createOrReplaceTempView(table.name)

    def register_rows(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        import pyarrow as pa  # noqa: PLC0415  (slow to import, and rows come from tests only)

        # From Arrow the rows become part of the plan; a list of tuples becomes a job in Python.
        arrays = [_array(pa, column, rows) for column in table.columns]
        arrow = pa.Table.from_arrays(arrays, names=list(table.names))
        schema = ", ".join(f"`{c.name}` {TYPES[c.kind]}" for c in table.columns)
        self.session.createDataFrame(arrow, schema).createOrReplaceTempView(table.name)

    def materialise(self, name: str, sql: str) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        self._run(sql).cache().createOrReplaceTempView(name)

    def rows(self, sql: str) -> list[Row]:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        return [tuple(row) for row in self._run(sql).collect()]

    def arrow(self, sql: str) -> Any:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        return self._run(sql).toArrow()

    def close(self) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        self.session.stop()

    def _run(self, sql: str) -> Any:
        from pyspark.errors import PySparkException  # noqa: PLC0415  (an extra)

        try:
            return self.session.sql(sql)
        except PySparkException as error:
            msg = f"Spark refused a query: {error}\n\n{sql}"
            raise EngineError(msg) from error


def _array(pa: Any, column: Column, rows: Sequence[dict[str, Any]]) -> Any:
    values = [row.get(column.name) for row in rows]
    if column.kind is Kind.MONEY:  # Arrow makes decimals of texts, and not of doubles
        values = [None if value is None else str(value) for value in values]
        return pa.array(values, pa.string()).cast(pa.decimal128(38, 10))
    kinds = {
        Kind.TEXT: pa.string(),
        Kind.TEXTS: pa.list_(pa.string()),
        Kind.COUNT: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.INSTANT: pa.timestamp("us"),
        Kind.TRUTH: pa.bool_(),
    }
    return pa.array(values, kinds[column.kind])


def _empty(table: Table) -> str:
    nulls = ", ".join(f"CAST(NULL AS {TYPES[c.kind]}) AS `{c.name}`" for c in table.columns)
    return f"SELECT {nulls} WHERE false"
