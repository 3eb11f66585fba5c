"""Identities of a workspace: computed, kept, explained, exported, and decided anew."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from euthyna.base.errors import InputError, StoreError, UnknownNameError
from euthyna.data.store.lake import Lake
from euthyna.data.store.ledger import Ledger, Seen, ledger_of
from euthyna.data.store.loading import load
from euthyna.entities.resolution.explaining import explain_party
from euthyna.entities.resolution.exporting import export
from euthyna.entities.resolution.keeping import APART_FILE, FILE, Kept
from euthyna.entities.resolution.workspaces import RESULTS, parties_of, resolve_workspace

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ONE = (
    "id,name,birth_date,country,schema\n"
    "1,Thorvald Brekkestad Quillan,1961-04-07,no,Person\n"
    "2,Mirela Dalovic,,se,Person\n"
)
OTHER = (
    "id,name,birth_date,country,schema\n"
    "7,Torvald Brekkestad Quillan,1961-04-07,no,Person\n"
    "8,Mirela Dalovic,,,Person\n"
)
MAPPING = (
    "columns: {id: id, name: name, birth_date: birth_date, country: country, schema: schema}\n"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return loaded(tmp_path, board=ONE, court=OTHER)


def loaded(folder: Path, **lists: str) -> Path:
    (folder / "mapping.yaml").write_text(MAPPING, "utf-8")
    files = []
    for name, text in lists.items():
        files.append(folder / f"{name}.csv")
        files[-1].write_text(text, "utf-8")
    load(files, lake=Lake(folder / "workspace" / "lake"), mapping=folder / "mapping.yaml")
    return folder / "workspace"


def decide(workspace: Path, one: str, other: str, judgement: str) -> None:
    with Ledger.open(ledger_of(workspace)) as ledger:
        ledger.decide(Seen(one), Seen(other), judgement=judgement, by="Ina", at=NOW, why="files")


def members(kept: Kept) -> list[list[str]]:
    table = kept.identities
    ids = table.column("identity_id").unique().to_pylist()
    return [kept.members(one).column("party_id").to_pylist() for one in ids]


def test_identities_are_computed_and_kept_with_their_snapshot(workspace: Path) -> None:
    made = resolve_workspace(workspace)
    assert members(made) == [["board:1", "court:7"]]
    kept = Kept.load(workspace / RESULTS)
    assert kept is not None
    assert kept.identities == made.identities
    assert kept.apart == made.apart
    assert (kept.snapshot, kept.records, kept.count()) == (1, 4, 1)
    assert kept.settings == made.settings
    about = pq.read_schema(workspace / RESULTS / FILE).metadata
    assert about[b"euthyna.snapshot"] == b"1"


def test_namesakes_are_listed_for_people_to_decide(workspace: Path) -> None:
    made = resolve_workspace(workspace)
    pairs = [(row["party_id"], row["other_id"]) for row in made.apart.to_pylist()]
    assert pairs == [("board:2", "court:8")]


def test_a_decision_joins_and_taking_it_back_splits_again(workspace: Path) -> None:
    decide(workspace, "board:2", "court:8", "same")
    assert members(resolve_workspace(workspace)) == [["board:1", "court:7"], ["board:2", "court:8"]]
    decide(workspace, "board:2", "court:8", "none")
    decide(workspace, "board:1", "court:7", "different")
    split = resolve_workspace(workspace)
    assert members(split) == []
    assert split.identities.num_rows == 0


def test_an_identity_is_explained_from_any_of_its_members(workspace: Path) -> None:
    decide(workspace, "court:7", "court:8", "different")
    resolve_workspace(workspace)
    for party in ("board:1", "court:7"):
        found = explain_party(workspace, party)
        assert found.identity_id == "board:1"
        assert [member.record.id for member in found.members] == ["board:1", "court:7"]
        first, second = found.members
        assert (first.linked_to, first.evidence) == ("", ())
        assert second.linked_to == "board:1"
        assert {"names", "birth_day_equal"} <= {reason["feature"] for reason in second.evidence}
        assert [decision.other("court:7") for decision in found.decisions] == ["court:8"]
        assert (found.snapshot, found.newest) == (1, 1)


def test_a_party_that_stands_alone_is_explained_too(workspace: Path) -> None:
    resolve_workspace(workspace)
    found = explain_party(workspace, "court:8")
    assert found.identity_id == "court:8"
    assert [member.record.id for member in found.members] == ["court:8"]
    (apart,) = found.apart
    assert (apart.party_id, apart.other_id, apart.name) == ("court:8", "board:2", "Mirela Dalovic")


def test_what_cannot_be_explained_says_what_to_do(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="euthyna entities resolve --workspace"):
        explain_party(workspace, "board:1")
    resolve_workspace(workspace)
    with pytest.raises(UnknownNameError, match="has no party 'board:99'"):
        explain_party(workspace, "board:99")
    with pytest.raises(InputError, match="holds no parties; load lists or registers first"):
        resolve_workspace(tmp_path / "empty")


def test_a_newer_snapshot_is_told(workspace: Path) -> None:
    resolve_workspace(workspace)
    loaded(workspace.parent, third="id,name,birth_date,country,schema\n1,Ada Ombo,,se,Person\n")
    found = explain_party(workspace, "board:1")
    assert (found.snapshot, found.newest) == (1, 2)


def test_damaged_results_are_named(workspace: Path) -> None:
    resolve_workspace(workspace)
    (workspace / RESULTS / APART_FILE).write_bytes(b"PAR1 cut PAR1")
    with pytest.raises(StoreError, match=r"identities\.parquet cannot be read .* resolve` again"):
        Kept.load(workspace / RESULTS)
    assert Kept.load(workspace / "nowhere") is None


def test_identities_are_exported_as_entities(workspace: Path) -> None:
    kept = resolve_workspace(workspace)
    parties = parties_of(Lake(workspace / "lake").open(), workspace)
    text = io.StringIO()
    assert export(kept, parties, file=text, form="ftm") == 1
    (entity,) = map(json.loads, text.getvalue().splitlines())
    assert (entity["id"], entity["schema"], entity["referents"]) == (
        "board:1",
        "Person",
        ["court:7"],
    )
    assert entity["properties"]["name"] == [
        "Thorvald Brekkestad Quillan",
        "Torvald Brekkestad Quillan",
    ]
    assert entity["properties"]["birthDate"] == ["1961-04-07"]
    assert entity["datasets"] == ["board", "court"]


def test_identities_are_exported_as_a_table(workspace: Path) -> None:
    kept = resolve_workspace(workspace)
    parties = parties_of(Lake(workspace / "lake").open(), workspace)
    text = io.StringIO()
    export(kept, parties, file=text, form="csv")
    first, second = csv.DictReader(io.StringIO(text.getvalue()))
    assert (first["identity_id"], first["party_id"], first["linked_to"]) == (
        "board:1",
        "board:1",
        "",
    )
    assert (second["party_id"], second["linked_to"]) == ("court:7", "board:1")
    assert json.loads(second["evidence"])
