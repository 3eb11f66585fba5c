"""Everyone of a workspace against its lists, and again after a change."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from euthyna.data.store.lake import Lake
from euthyna.data.store.ledger import Ledger, Seen, ledger_of
from euthyna.data.store.loading import load
from euthyna.entities.screening.workspace import Everyone, screen_everyone

LIST = "id,name,country,schema\n1,Tarnovik Bridges Ltd,md,Company\n2,Oren Dalvik,se,Person\n"


def _release(ocid: str, name: str) -> str:
    firm = {"id": f"firm-{ocid}", "name": name, "roles": ["supplier"]}
    award = {"id": "1", "suppliers": [{"id": firm["id"], "name": name}]}
    return json.dumps({"ocid": ocid, "id": "1", "parties": [firm], "awards": [award]})


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "published"
    folder.mkdir()
    lines = [_release("a", "TARNOVIK BRIDGES LIMITED"), _release("b", "Quillon Foods")]
    (folder / "releases.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "board.csv").write_text(LIST, "utf-8")
    return folder


def _screen(published: Path) -> Everyone:
    workspace = published.parent / "workspace"
    files = [published / "releases.jsonl", published / "board.csv"]
    loaded = load(files, lake=Lake(workspace / "lake"), mapping=_mapping(published))
    return screen_everyone(loaded.snapshot, workspace=workspace)


def _mapping(published: Path) -> Path:
    path = published.parent / "mapping.yaml"
    columns = "{id: id, name: name, country: country, schema: schema}"
    path.write_text(f"columns: {columns}\n", "utf-8")
    return path


def _matches(published: Path) -> list[dict[str, Any]]:
    file = published.parent / "workspace" / "results" / "matches.parquet"
    return list(pq.read_table(file).to_pylist())


def test_a_supplier_is_matched_with_a_listed_firm(published: Path) -> None:
    done = _screen(published)
    assert (done.asked, done.listed, done.again, done.matches) == (2, 2, 2, 1)
    (match,) = _matches(published)
    assert (match["query_id"], match["party_id"]) == ("firm-a", "board:1")
    assert match["probability"] > 0.9
    assert match["decision"] is None


def test_only_what_changed_is_asked_again(published: Path) -> None:
    _screen(published)
    assert _screen(published).again == 0
    (published / "board.csv").write_text(f"{LIST}3,Quillon Foods Ltd,gb,Company\n", "utf-8")
    filler = "".join(f"{n},Somebody Else {n},fr,Person\n" for n in range(10, 40))
    (published / "board.csv").write_text(f"{LIST}{filler}", "utf-8")
    _screen(published)
    (published / "board.csv").write_text(f"{LIST}{filler}3,Quillon Foods Ltd,gb,Company\n", "utf-8")
    done = _screen(published)
    assert done.again == 1
    assert [m["query_id"] for m in _matches(published)] == ["firm-a", "firm-b"]


def test_what_people_decided_stands_beside_the_match(published: Path) -> None:
    _screen(published)
    (match,) = _matches(published)
    ledger = Ledger.open(ledger_of(published.parent / "workspace"))
    ledger.decide(
        Seen(match["query_id"], match["query_digest"]),
        Seen(match["party_id"], match["party_digest"]),
        judgement="different",
        by="R. Ost",
        why="founded later",
        at=datetime(2024, 5, 6, tzinfo=UTC),
    )
    ledger.close()
    assert _screen(published).again == 0
    assert [m["decision"] for m in _matches(published)] == ["different"]
