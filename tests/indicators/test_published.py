"""The catalogue on what real publishers publish: everything runs, and most of it says something."""

from __future__ import annotations

import gzip
import shutil
from collections import Counter
from pathlib import Path

import pytest

from euthyna.data import model
from euthyna.data.readers.ocds import OCDS
from euthyna.data.reading import fast
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.indicators.plans import Plan, plan

PUBLISHERS = (
    "armenia",
    "mexico_grupo-aeroportuario",
    "mexico_inai",
    "paraguay",
    "uk-contracts-finder",
)
MOST = 30
"""So many indicators are computable for one of these publishers at least."""


def _load(folder: Path, into: Path, made: Plan) -> DuckDB:
    plain = into / f"{folder.name}.jsonl"
    with gzip.open(folder / "compiled.jsonl.gz") as packed, plain.open("wb") as file:
        shutil.copyfileobj(packed, file)
    engine = DuckDB(threads=1)
    scanned = engine.connection.sql(fast.scan(OCDS, str(plain), fast.LENIENT)).materialize()
    engine.connection.register(fast.SCAN, scanned)
    for table in made.tables():
        if "process_id" not in model.ALL[table].names:  # no list is published with the processes
            engine.register(model.ALL[table], [])
            continue
        rows = fast.rows(OCDS, table, fast.LENIENT, source="'test'")
        engine.connection.execute(f"CREATE TABLE {table} AS {rows}")
    return engine


@pytest.mark.shared_data
def test_most_indicators_are_computable_for_some_publisher(
    shared_data: Path, tmp_path: Path
) -> None:
    made = plan([], params={}, dialect="duckdb")
    computable: Counter[str] = Counter()
    for publisher in PUBLISHERS:
        engine = _load(shared_data / "procurement" / "ocds" / publisher, tmp_path, made)
        for step in made.steps:
            engine.materialise(step.id, step.sql)
        for entry in made.indicators:
            rows = engine.rows(f"SELECT flag, reason FROM ({entry.sql})")
            assert all((flag is None) == (reason is not None) for flag, reason in rows)
            computable[entry.id] += sum(flag is not None for flag, _ in rows)
        engine.close()
    assert sum(count > 0 for count in computable.values()) >= MOST
