"""A run knows whether anybody was screened: no match says nothing if nobody was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa
import pytest
from pyarrow import parquet

from euthyna.data.model.results import MATCHES
from euthyna.data.store.engines.embedded import DuckDB, rows_of
from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load
from euthyna.indicators.running import run

RELEASE = {
    "ocid": "ocds-000000-A",
    "id": "1",
    "date": "2024-03-02T00:00:00Z",
    "tag": ["compiled"],
    "initiationType": "tender",
    "parties": [{"id": "S", "name": "Oak Works", "roles": ["supplier"]}],
    "awards": [
        {
            "id": "a",
            "status": "active",
            "date": "2024-03-01T00:00:00Z",
            "suppliers": [{"id": "S", "name": "Oak Works"}],
        }
    ],
}
LIST = [
    {
        "id": "x",
        "schema": "Company",
        "properties": {"name": ["Elm Works"], "topics": ["debarment"]},
    },
    {
        "id": "x-1",
        "schema": "Sanction",
        "properties": {"entity": ["x"], "startDate": ["2020-01-01"], "authority": ["A Bank"]},
    },
]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    releases, listed = tmp_path / "releases.jsonl", tmp_path / "debarred.ftm.json"
    releases.write_bytes(orjson.dumps(RELEASE) + b"\n")
    listed.write_bytes(b"".join(orjson.dumps(entity) + b"\n" for entity in LIST))
    lake = Lake(tmp_path / "lake")
    load([releases, listed], lake=lake)
    return lake


def outcome(lake: Lake, folder: Path) -> dict[str, Any]:
    engine = DuckDB(threads=1)
    done = run(lake.open(), engine=engine, folder=folder, ids=["listed-supplier"], cache=folder)
    engine.close()
    (row,) = rows_of(done.flags)
    return {name: row[name] for name in ("subject_id", "value", "flag", "reason")}


def test_without_screening_nothing_is_said(lake: Lake, tmp_path: Path) -> None:
    assert outcome(lake, tmp_path / "results") == {
        "subject_id": "ocds-000000-A#/awards/0",
        "value": None,
        "flag": None,
        "reason": "nobody was compared with the lists",
    }


def test_after_screening_no_match_is_an_answer(lake: Lake, tmp_path: Path) -> None:
    results = tmp_path / "results"
    results.mkdir()
    desk = DuckDB(threads=1)
    desk.register_rows(MATCHES, [])
    nobody: pa.Table = desk.arrow("SELECT * FROM matches")
    desk.close()
    parquet.write_table(nobody, results / "matches.parquet")
    found = outcome(lake, results)
    assert (found["value"], found["flag"], found["reason"]) == (0, False, None)
