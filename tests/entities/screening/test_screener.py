"""Queries against lists, from the file to the reasons."""

from __future__ import annotations

import math
from pathlib import Path

import pyarrow as pa
import pytest

from euthyna.data.reading.parties import read_parties
from euthyna.entities.records import Identifier, Name, Record
from euthyna.entities.screening.screener import Screener

HEADER = "id,name,alias,birth_date,country,schema,registration_number"
LIST = (
    "1,Ilva Marenko Tarn,Ильва Тарн,1970-02-03,ro,Person,",
    "2,Tarnovik Bridges Ltd,Tarnovik Mosty OOO,,md,Company,AB-123456",
    "3,Oren Dalvik,,1980-01-01,se,Person,",
    "4,School No. 12 of Belmont,,,gb,Organization,",
)


def tables(folder: Path, *lines: str, name: str = "board") -> dict[str, pa.Table]:
    path = folder / f"{name}.csv"
    path.write_text("\n".join((HEADER, *lines)), "utf-8")
    found: dict[str, list[pa.Table]] = {}
    for batch in read_parties(path):
        for table, rows in batch.items():
            found.setdefault(table, []).append(rows)
    return {table: pa.concat_tables(parts) for table, parts in found.items()}


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    return Screener.build(tables(tmp_path_factory.mktemp("lists"), *LIST))


def ask(screener: Screener, name: str, **more: object) -> list[str]:
    query = Record(id="q", names=(Name(name),), **more)  # type: ignore[arg-type]
    (found,) = screener.screen([query], cutoff=0.5)
    return [match.listed.id for match in found]


@pytest.mark.parametrize(
    ("name", "schema", "expected"),
    [
        ("Tarn, Ilva Marenko", "Person", "board:1"),
        ("Ильва Маренко Тарн", "Person", "board:1"),
        ("Tarnovik Bridges Limited", "Company", "board:2"),
        ("Oren Dalvick", "Person", "board:3"),
    ],
)
def test_a_name_written_otherwise_is_found(
    screener: Screener, name: str, schema: str, expected: str
) -> None:
    assert ask(screener, name, schema=schema)[:1] == [expected]


@pytest.mark.parametrize("name", ["Petra Quillon", "School No. 13 of Belmont", "", "Ltd", "\u202e"])
def test_another_name_is_not(screener: Screener, name: str) -> None:
    assert ask(screener, name) == []


def test_a_number_finds_a_party_of_another_name(screener: Screener) -> None:
    numbers = (Identifier("ab 123456", "registrationNumber"),)
    assert ask(screener, "Quite Another Name", identifiers=numbers, schema="Company") == ["board:2"]


def test_reasons_add_up_to_the_probability(screener: Screener) -> None:
    query = Record(id="q", schema="Person", names=(Name("Ilva Tarn"),), birth_dates=("1970-02-03",))
    (found,) = screener.screen([query])
    match = found[0]
    odds = sum(reason.weight for reason in match.reasons)
    assert match.probability == pytest.approx(1 / (1 + math.exp(-odds)), rel=1e-3)
    assert (match.query_name, match.listed.source[-5:]) == ("Ilva Tarn", "csv:2")


def test_matches_are_ranked_limited_and_kept_to_the_lists_asked(tmp_path: Path) -> None:
    one = tables(tmp_path, *LIST, name="one")
    two = tables(tmp_path, *LIST, name="two")
    both = Screener.build({n: pa.concat_tables([one[n], two[n]]) for n in one})
    query = [Record(id="q", schema="Person", names=(Name("Oren Dalvik"),))]
    (found,) = both.screen(query)
    assert sorted(match.listed.id for match in found) == ["one:3", "two:3"]
    assert len(both.screen(query, limit=1)[0]) == 1
    (confined,) = both.screen(query, datasets=frozenset({"two"}))
    assert [match.listed.id for match in confined] == ["two:3"]
    assert [(i.name, i.parties) for i in both.datasets()] == [("one", 4), ("two", 4)]


def test_a_screener_that_was_saved_finds_the_same(tmp_path: Path, screener: Screener) -> None:
    screener.save(tmp_path)
    kept = Screener.load(tmp_path)
    queries = [Record(id=str(n), names=(Name(t),)) for n, t in enumerate(("Oren Dalvik", "Tarn"))]
    assert kept.screen(queries, cutoff=0.0) == screener.screen(queries, cutoff=0.0)
    assert kept.entity("board:2") == screener.entity("board:2")
    assert kept.entity("board:9") is None


def test_an_updated_screener_finds_what_a_new_one_finds(tmp_path: Path, screener: Screener) -> None:
    newer = (LIST[3], LIST[1], LIST[0].replace("Marenko", "Marenka"), "5,Bram Velde,,,nl,Person,")
    fresh = tables(tmp_path, *newer)
    updated, built = screener.updated(fresh), Screener.build(fresh)
    queries = [
        Record(id=str(n), names=(Name(text),), schema="Person")
        for n, text in enumerate(("Ilva Marenka Tarn", "Oren Dalvik", "Bram Velde", "Belmont 12"))
    ]
    assert _told(updated, queries) == _told(built, queries)
    assert updated.record("board:3") is None


def _told(screener: Screener, queries: list[Record]) -> list[list[tuple[str, float, str]]]:
    return [
        [(m.listed.id, round(m.probability, 6), m.name) for m in found]
        for found in screener.screen(queries, cutoff=0.0)
    ]


def test_a_list_is_searched_by_a_text(screener: Screener) -> None:
    assert screener.search("bridges tarnovik")[0].id == "board:2"
    assert [party.id for party in screener.search(" ", limit=2)] == ["board:1", "board:2"]
    assert screener.search("oren", datasets=frozenset({"other"})) == []


def test_an_empty_list_has_no_matches(tmp_path: Path) -> None:
    empty = Screener.build({})
    assert empty.screen([Record(id="q", names=(Name("Oren Dalvik"),))]) == [[]]
    assert empty.screen([]) == []
    empty.save(tmp_path)
    assert Screener.load(tmp_path).datasets() == []
