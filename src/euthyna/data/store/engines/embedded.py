"""DuckDB, in this process: the default engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from euthyna.base.errors import EngineError
from euthyna.data.model import Kind, Table
from euthyna.data.store.disk import disk_full, is_disk_full
from euthyna.data.store.engines.engine import Row

TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.TEXTS: "VARCHAR[]",
    Kind.COUNT: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.MONEY: "DECIMAL(38, 10)",
    Kind.INSTANT: "TIMESTAMP",
    Kind.TRUTH: "BOOLEAN",
}
"""The DuckDB type of each kind of column."""


class DuckDB:
    """An in-memory DuckDB over the Parquet files of a snapshot."""

    dialect = "duckdb"

    def __init__(self, *, threads: int | None = None) -> None:
        self.connection = duckdb.connect(config={"threads": threads} if threads else {})
        """The connection; also used by the loader."""

    def register(self, table: Table, files: Sequence[Path]) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        if not files:
            self.connection.execute(f"CREATE OR REPLACE VIEW {table.name} AS {_empty(table)}")
            return
        listed = ", ".join(quoted(str(file)) for file in files)
        names = ", ".join(f'"{name}"' for name in table.names)
        self.connection.execute(
            f"CREATE OR REPLACE VIEW {table.name} AS SELECT {names} FROM read_parquet([{listed}])"
        )

    def register_rows(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        self.connection.execute(f"CREATE OR REPLACE TABLE {table.name} AS {_empty(table)}")
        marks = ", ".join("?" for _ in table.columns)
        if rows:
            values = [[row.get(name) for name in table.names] for row in rows]
            self.connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", values)

    def materialise(self, name: str, sql: str) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        self._run(f'CREATE OR REPLACE TABLE "{name}" AS {sql}')

    def rows(self, sql: str) -> list[Row]:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        return self._run(sql).fetchall()

    def arrow(self, sql: str) -> Any:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        with _refusals(sql):
            return self.connection.sql(sql).to_arrow_table()

    def close(self) -> None:
        """See :class:`~euthyna.data.store.engines.engine.Engine`."""
        self.connection.close()

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        with _refusals(sql):
            return self.connection.execute(sql)


@contextmanager
def _refusals(sql: str) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        if is_disk_full(error):
            full = disk_full("a result")
            raise full from error
        msg = f"DuckDB refused a query: {error}\n\n{sql}"
        raise EngineError(msg) from error


def rows_of(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file as dictionaries, without holding all of them."""
    connection = duckdb.connect()
    try:
        found = connection.execute(f"SELECT * FROM read_parquet({quoted(str(file))})")
        names = [column[0] for column in found.description or []]
        while rows := found.fetchmany(10_000):
            for row in rows:
                yield dict(zip(names, row, strict=True))
    finally:
        connection.close()


def quoted(text: str) -> str:
    """Write a text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _empty(table: Table) -> str:
    nulls = ", ".join(f'CAST(NULL AS {TYPES[c.kind]}) AS "{c.name}"' for c in table.columns)
    return f"SELECT {nulls} WHERE false"
