"""Parties by a text that a person types."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from euthyna.data.reading.parties import read_parties
from euthyna.entities.screening.finding import Finder
from euthyna.entities.screening.screener import Screener

LIST = "id,name,schema\n1,Ilva Marenko,Person\n2,Tarnovik Bridges Ltd,Company\n3,Oren Dalvik,Person"
OTHER = "id,name,schema\n1,Ilva Marenkova,Person\n2,Bridges Belmont,Company"


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    folder: Path = tmp_path_factory.mktemp("lists")
    parts: dict[str, list[pa.Table]] = {}
    for name, text in (("one", LIST), ("two", OTHER)):
        path = folder / f"{name}.csv"
        path.write_text(text, "utf-8")
        for batch in read_parties(path):
            for table, rows in batch.items():
                parts.setdefault(table, []).append(rows)
    return Finder(Screener.build({name: pa.concat_tables(rows) for name, rows in parts.items()}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ilva marenko", ["one:1", "two:1"]),
        ("bridges", ["two:2", "one:2"]),
        ("bridg", ["two:2", "one:2"]),
        ("Orren Dalvik", ["one:3"]),
        ("Орен Дальвик", ["one:3"]),
        ("zzzz", []),
    ],
)
def test_names_beginnings_and_names_that_are_alike(
    finder: Finder, text: str, expected: list[str]
) -> None:
    found = [party.id for party in finder.find(text)]
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)
    assert len(found) == len(set(found))


def test_only_some_lists_and_only_so_many(finder: Finder) -> None:
    assert [p.id for p in finder.find("bridges", datasets=frozenset({"one"}))] == ["one:2"]
    assert len(finder.find("bridges", limit=1)) == 1
    assert finder.find("bridges", datasets=frozenset()) == []


def test_without_a_text_any_are_given(finder: Finder) -> None:
    assert len(finder.find(" ", limit=4)) == 4
    assert {p.dataset for p in finder.find("", datasets=frozenset({"two"}))} == {"two"}
