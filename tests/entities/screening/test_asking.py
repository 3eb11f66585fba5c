"""Files of queries against files of lists, and what people decided before."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from euthyna.base.errors import BadParameterError, InputError
from euthyna.data.store.ledger import Ledger, Seen, ledger_of
from euthyna.entities.screening.asking import Answers, ask
from euthyna.entities.screening.opening import open_lists

LIST = """id,name,alias,birth_date,country,schema
1,Ilva Marenko Tarn,Ильва Тарн,1970-02-03,ro,Person
2,Tarnovik Bridges Ltd,,,md,Company
"""
QUERIES = """id,name,birth_date,schema
a,Tarn Ilva,1970-02-03,Person
b,Tarnovik Bridges Limited,,Company
c,Petra Quillon,,Person
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    listed, queries = tmp_path / "board.csv", tmp_path / "asked.csv"
    listed.write_text(LIST, "utf-8")
    queries.write_text(QUERIES, "utf-8")
    return queries, listed


def _ask(files: tuple[Path, Path], *, ledger: Path | None = None, limit: int = 5) -> Answers:
    queries, listed = files
    return ask(
        queries,
        against=[listed],
        limit=limit,
        cutoff=0.5,
        prevalence=0.5,
        ledger=ledger,
        cache=listed.parent / "cache",
    )


def test_each_match_says_who_how_probable_why_and_where(files: tuple[Path, Path]) -> None:
    found = _ask(files)
    assert [(r["query_id"], r["party_id"], r["rank"]) for r in found.rows] == [
        ("asked:a", "board:1", 1),
        ("asked:b", "board:2", 1),
    ]
    assert (found.queries, found.listed, found.held_back) == (3, 2, ())
    first = found.rows[0]
    assert first["probability"] > 0.9
    assert first["source"] == f"{files[1]}:2"
    assert {"feature", "weight", "says"} == set(json.loads(first["reasons"])[0])


def test_who_was_cleared_does_not_come_back_until_the_record_changes(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    row = _ask(files).rows[0]
    with_pair = [Seen(row[f"{side}_id"], row[f"{side}_digest"]) for side in ("query", "party")]
    ledger = Ledger.open(ledger_of(tmp_path))
    ledger.decide(
        *with_pair,
        judgement="different",
        by="R. Ost",
        why="another town",
        at=datetime(2024, 5, 6, tzinfo=UTC),
    )
    ledger.close()
    found = _ask(files, ledger=tmp_path)
    assert [r["query_id"] for r in found.rows] == ["asked:b"]
    assert [(r.query_id, r.decision.by) for r in found.held_back] == [("asked:a", "R. Ost")]
    files[1].write_text(LIST.replace("1970-02-03", "1970-02-03,", 1).replace(",ro", "ro"), "utf-8")
    files[1].write_text(LIST.replace("Marenko", "Marenka"), "utf-8")
    assert [r["query_id"] for r in _ask(files, ledger=tmp_path).rows] == ["asked:a", "asked:b"]


def test_lists_are_opened_once_and_anew_when_they_change(files: tuple[Path, Path]) -> None:
    cache = files[1].parent / "cache"
    assert not open_lists([files[1]], cache=cache).known
    assert open_lists([files[1]], cache=cache).known
    files[1].write_text(f"{LIST}3,Bram Velde,,,nl,Person\n", "utf-8")
    renewed = open_lists([files[1]], cache=cache)
    assert not renewed.known
    assert len(renewed.screener.parties) == 3


def test_lists_that_were_kept_and_are_damaged_are_opened_anew(files: tuple[Path, Path]) -> None:
    cache = files[1].parent / "cache"
    open_lists([files[1]], cache=cache)
    (kept,) = cache.iterdir()
    (kept / "parties.arrow").write_bytes(b"cut off")
    opened = open_lists([files[1]], cache=cache)
    assert not opened.known
    assert len(opened.screener.parties) == 2


def test_a_folder_is_asked_for_its_lists_and_other_files_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    ftm = {"id": "x", "schema": "Person", "properties": {"name": ["Bram Velde"]}}
    (folder / "board.ftm.json").write_text(json.dumps(ftm), "utf-8")
    (folder / "readme.json").write_text('{"about": "these lists"}', "utf-8")
    opened = open_lists([folder], cache=tmp_path / "cache")
    assert opened.screener.parties.ids() == ["board:x"]


@pytest.mark.parametrize("prevalence", [0.0, 1.0, -1.0])
def test_a_prevalence_is_a_share(files: tuple[Path, Path], prevalence: float) -> None:
    with pytest.raises(BadParameterError, match="between 0 and 1"):
        ask(files[0], against=[files[1]], limit=1, cutoff=0.5, prevalence=prevalence)


def test_files_without_parties_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("colour,size\nred,2\n", "utf-8")
    with pytest.raises(InputError, match="--mapping"):
        open_lists([empty], cache=tmp_path / "cache")
    with pytest.raises(InputError, match="does not exist"):
        open_lists([tmp_path / "gone.csv"], cache=tmp_path / "cache")
