"""The typed scan and the strict path read the same declaration: they must give the same rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.data.readers.ocds import OCDS
from euthyna.data.reading import fast
from euthyna.data.reading.audit import audit
from euthyna.data.reading.strict import read
from euthyna.simulation import strategies

Rows = dict[str, Counter[tuple[Any, ...]]]


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else str(value)


def _counted(rows: Iterable[dict[str, Any]], columns: list[str]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(_plain(row.get(name)) for name in columns) for row in rows)


def _both(lines: list[bytes], folder: Path) -> tuple[Rows, Rows]:
    """Read lines on both paths: only those that the audit does not send to the strict path."""
    path = folder / "some.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    strict = set(audit(path, name="some", standard=OCDS).strict)
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("SET TimeZone = 'UTC'")
    found = connection.sql(fast.scan(OCDS, str(path), fast.LENIENT)).materialize()
    connection.register(fast.SCAN, found)
    without = f"SELECT unnest({[line - 1 for line in sorted(strict)]}::BIGINT[])"
    read_rows: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate(lines, 1):
        if number not in strict:
            for table, row in read(line, source=f"some:{number}", standard=OCDS).rows:
                read_rows.setdefault(table, []).append(row)
    scanned: Rows = {}
    expected: Rows = {}
    for table in OCDS.tables():
        source = "'some:' || (_row + 1)"
        query = fast.rows(OCDS, table, fast.LENIENT, source=source, without=without)
        result = connection.execute(query)
        columns = [column[0] for column in result.description or []]
        rows = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
        scanned[table] = _counted(rows, columns)
        expected[table] = _counted(read_rows.get(table, []), columns)
    connection.close()
    return scanned, expected


@settings(max_examples=30)
@given(st.lists(strategies.releases(valid=True), min_size=4, max_size=12))
def test_valid_releases_give_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory, releases: list[dict[str, Any]]
) -> None:
    scanned, expected = _both([orjson.dumps(r) for r in releases], tmp_path_factory.mktemp("both"))
    assert scanned == expected


@settings(max_examples=30)
@given(st.lists(strategies.releases(valid=False), min_size=4, max_size=12))
def test_what_the_scan_would_read_otherwise_is_left_to_the_strict_path(
    tmp_path_factory: pytest.TempPathFactory, releases: list[dict[str, Any]]
) -> None:
    scanned, expected = _both([orjson.dumps(r) for r in releases], tmp_path_factory.mktemp("both"))
    assert scanned == expected


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-01", "2024-03-01 00:00:00"),
        ("2024-03-01T10:00:00Z", "2024-03-01 10:00:00"),
        ("2024-03-01T10:00:00+04:00", "2024-03-01 06:00:00"),
        ("2024-03-01T10:00:00.250-05:30", "2024-03-01 15:30:00.250000"),
        ("2024-03-01 10:00", "2024-03-01 10:00:00"),
        ("2024-02-30", "None"),
        ("01/03/2024", "None"),
        ("epoch", "None"),
        ("2024-03-01T24:00:00Z", "None"),
    ],
)
def test_dates_keep_their_offset_on_both_paths(tmp_path: Path, text: str, moment: str) -> None:
    line = orjson.dumps({"ocid": "A", "date": text})
    scanned, expected = _both([line], tmp_path)
    assert scanned == expected
    (row,) = [row for _, row in read(line, source="x:1", standard=OCDS).rows if _ == "processes"]
    assert str(row["published_at"]) == moment
    assert row["published_text"] == text
