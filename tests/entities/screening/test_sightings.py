"""What records looked like when they were shown."""

from __future__ import annotations

from pathlib import Path

from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load
from euthyna.entities.screening import sightings


def row(query: str, asked: str, party: str, listed: str | None) -> dict[str, str | None]:
    return {"query_id": query, "query_digest": asked, "party_id": party, "party_digest": listed}


def test_what_was_shown_is_known(tmp_path: Path) -> None:
    sightings.note(tmp_path / "results", [row("q1", "a", "p1", "b"), row("q2", "c", "p1", "b")])
    assert sightings.digests(tmp_path, ["q1", "p1", "zz"]) == {"q1": "a", "p1": "b"}


def test_the_last_time_counts(tmp_path: Path) -> None:
    sightings.note(tmp_path / "results", [row("q1", "a", "p1", None)])
    sightings.note(tmp_path / "results", [row("q1", "new", "p2", "x")])
    sightings.note(tmp_path / "results", [])
    assert sightings.digests(tmp_path, ["q1", "p1"]) == {"q1": "new", "p1": ""}


def test_those_shown_longest_ago_go_first(tmp_path: Path, monkeypatch: object) -> None:
    monkeypatch.setattr(sightings, "MOST", 3)  # type: ignore[attr-defined]
    for number in range(4):
        sightings.note(tmp_path / "results", [row(f"q{number}", "a", "p", "b")])
    known = sightings.digests(tmp_path, [*(f"q{number}" for number in range(4)), "p"])
    assert set(known) == {"q2", "q3", "p"}


def test_parties_of_the_lake_are_as_the_lake_says(tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("columns: {id: id, name: name}\n", "utf-8")
    (tmp_path / "board.csv").write_text("id,name\n1,Ada Ombo\n2,Ida Ombo\n", "utf-8")
    load([tmp_path / "board.csv"], lake=Lake(tmp_path / "lake"), mapping=tmp_path / "m.yaml")
    sightings.note(tmp_path / "results", [row("q1", "a", "board:1", "older")])
    both = sightings.digests(tmp_path, ["board:1", "board:2"])
    assert "older" not in both.values()
    assert set(both) == {"board:1", "board:2"}
    asked = sightings.digests(tmp_path, ["q1", "board:1"])
    assert asked == {"q1": "a", "board:1": "older"}


def test_nothing_is_known_of_an_empty_workspace(tmp_path: Path) -> None:
    assert sightings.digests(tmp_path, ["q1"]) == {}
