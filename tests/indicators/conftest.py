"""Engines for the tests of the catalogue, each started once for a module.

Cases are tiny, so Spark runs them without what pays off on large data: code generation, further
partitions, plans that adapt. What it computes stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from euthyna.data.store.engines import Engine, start

QUICK = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
}


@pytest.fixture(scope="module")
def duck() -> Iterator[Engine]:
    """DuckDB, kept for the tests of one module."""
    engine = start("duckdb", threads=1)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def spark() -> Iterator[Engine]:
    """Spark in this process, kept for the tests of one module."""
    from euthyna.data.store.engines.cluster import Spark

    engine = Spark(master="local[2]")
    for name, value in QUICK.items():
        engine.session.conf.set(name, value)
    yield engine
    engine.close()
