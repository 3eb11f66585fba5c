"""What the tests of Cardinal's output share: an engine, a way to compute, small releases.

The releases are invented; `F` ones are flagged, `A` ones are not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from euthyna.data import model
from euthyna.data.readers.ocds import OCDS
from euthyna.data.reading import fast
from euthyna.data.store.engines import start
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.indicators.cardinal import DEFAULTS, TABLES, output, read_settings

Release = dict[str, Any]
Output = dict[str, Any]
Compute = Callable[..., Output]


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDB]:
    kept = start("duckdb", threads=1)
    assert isinstance(kept, DuckDB)
    kept.connection.execute("SET TimeZone = 'UTC'")
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans")


@pytest.fixture
def compute(engine: DuckDB, cache: Path, tmp_path: Path) -> Compute:
    """Compute the output of releases, or of a file of them."""

    def computed(source: Path | list[Release], ini: str = "", **options: bool) -> Output:
        file = source if isinstance(source, Path) else tmp_path / "releases.jsonl"
        if isinstance(source, list):
            file.write_text("".join(f"{json.dumps(release)}\n" for release in source))
        scan(engine, file)
        chosen = read_settings(ini, name="settings.ini") if ini else DEFAULTS
        return output(engine, chosen, cache=cache, **options)

    return computed


def scan(engine: DuckDB, file: Path) -> None:
    """Read a file as Cardinal does into the tables of the output."""
    scanned = engine.connection.sql(fast.scan(OCDS, str(file), fast.EXACT)).materialize()
    engine.connection.register(fast.SCAN, scanned)
    for name in TABLES:
        engine.register_rows(model.ALL[name], [])
        rows = fast.rows(OCDS, name, fast.EXACT, source="'releases.jsonl:' || (_row + 1)")
        engine.connection.execute(f"INSERT INTO {name} BY NAME {rows}")


def bid(party: str, amount: float | None = None, **more: Any) -> Release:
    value = {} if amount is None else {"value": {"amount": amount, "currency": "EUR"}}
    return {"status": "valid", "tenderers": [{"id": party}], **value, **more}


def won(ocid: str, party: str, *bids: Release, **more: Any) -> Release:
    award = {"status": "active", "suppliers": [{"id": party}]}
    return {"ocid": ocid, "awards": [award], "bids": {"details": list(bids)}, **more}


def days(ocid: str, start_date: str, end_date: str) -> Release:
    return {
        "ocid": ocid,
        "tender": {"tenderPeriod": {"startDate": start_date, "endDate": end_date}},
    }
