"""Which records are one, from the command line: computed, decided, listed, explained."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from euthyna.base.errors import CheckFailedError, UnknownNameError, UsageError
from euthyna.data.store.lake import Lake
from euthyna.data.store.ledger import ledger_of
from euthyna.data.store.loading import load
from euthyna.surfaces.cli import identities

LISTS = {
    "board": "1,Thorvald Brekkestad Quillan,1961-04-07\n2,Mirela Dalovic,\n",
    "court": "7,Torvald Brekkestad Quillan,1961-04-07\n8,Mirela Dalovic,\n",
}
MAPPING = "columns: {id: id, name: name, birth_date: birth_date}\nschema: Person\n"

app = typer.Typer()
for command in (
    identities.resolve,
    identities.decide,
    identities.decisions,
    identities.explain,
):
    app.command()(command)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "mapping.yaml").write_text(MAPPING, "utf-8")
    files = [tmp_path / f"{name}.csv" for name in LISTS]
    for file in files:
        file.write_text("id,name,birth_date\n" + LISTS[file.stem], "utf-8")
    load(files, lake=Lake(tmp_path / "workspace" / "lake"), mapping=tmp_path / "mapping.yaml")
    return tmp_path / "workspace"


def run(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--workspace", str(workspace)])


def said(workspace: Path, *arguments: str) -> str:
    result = run(workspace, *arguments)
    assert result.exit_code == 0, result.exception
    return result.stdout


def decide(workspace: Path, *arguments: str) -> str:
    return said(workspace, "decide", *arguments, "--by", "Ina", "--why", "read both files")


def test_resolve_says_what_it_found_and_what_people_may_decide(workspace: Path) -> None:
    text = said(workspace, "resolve")
    assert "4 records: 2 of them are 1 persons, firms or bodies" in text
    assert "board:2 Mirela Dalovic  court:8 Mirela Dalovic" in text
    assert "euthyna entities decide" in text
    figures = json.loads(said(workspace, "resolve", "--json"))
    assert (figures["records"], figures["identities"], figures["snapshot"]) == (4, 1, 1)


def test_identities_can_be_exported(workspace: Path, tmp_path: Path) -> None:
    for form in ("ftm", "csv"):
        said(workspace, "resolve", "--export", str(tmp_path / form), "--format", form)
        assert "court:7" in (tmp_path / form).read_text("utf-8")
    with pytest.raises(UsageError, match="no format 'xml'; there are ftm and csv"):
        raise run(workspace, "resolve", "--format", "xml").exception or AssertionError


def test_a_decision_is_followed_listed_and_taken_back(workspace: Path) -> None:
    assert "1: board:2 and court:8: same, by Ina on " in decide(
        workspace, "court:8", "board:2", "same"
    )
    assert json.loads(said(workspace, "resolve", "--json"))["identities"] == 2
    assert "read both files" in said(workspace, "explain", "board:2")
    decide(workspace, "board:2", "court:8", "none")
    assert json.loads(said(workspace, "resolve", "--json"))["identities"] == 1
    assert said(workspace, "decisions") == "Nothing is decided.\n"
    history = json.loads(said(workspace, "decisions", "board:2", "--history", "--json"))
    assert [(d["judgement"], d["superseded_by"]) for d in history] == [("same", 2), ("none", None)]
    assert all(d["party_digest"] and d["other_digest"] for d in history)
    assert "superseded by 2" in said(workspace, "decisions", "--history")


def test_explain_names_the_records_and_the_evidence(workspace: Path) -> None:
    said(workspace, "resolve")
    text = said(workspace, "explain", "court:7")
    assert text.startswith("board:1 has 2 records\n")
    assert "one with board:1: " in text
    assert "born on the same day" in text
    assert "stands alone" in said(workspace, "explain", "court:8")
    document = json.loads(said(workspace, "explain", "court:7", "--json"))
    assert [m["record"]["id"] for m in document["members"]] == ["board:1", "court:7"]


def test_what_is_not_known_cannot_be_decided_on(workspace: Path) -> None:
    result = run(workspace, "decide", "board:1", "q:9", "same", "--by", "a", "--why", "b")
    assert isinstance(result.exception, UnknownNameError)
    assert "does not know q:9" in str(result.exception)
    assert not ledger_of(workspace).exists()


def test_a_changed_trail_is_found(workspace: Path) -> None:
    decide(workspace, "board:2", "court:8", "same")
    result = run(workspace, "decisions", "--verify")
    assert "audit trail whole: 1 entries, last hash" in result.stderr
    with closing(sqlite3.connect(ledger_of(workspace))) as connection, connection:
        connection.execute("DROP TRIGGER decisions_no_update")
        connection.execute("UPDATE decisions SET judgement = 'different'")
    damaged = run(workspace, "decisions", "--verify")
    assert isinstance(damaged.exception, CheckFailedError)
    assert "decision 1 is not as entry 1 says" in str(damaged.exception)


def test_nothing_is_made_by_asking(workspace: Path) -> None:
    assert said(workspace, "decisions", "--verify") == "Nothing is decided.\n"
    assert not ledger_of(workspace).exists()
