"""Commands that read lists: each is named with its format, its parties and its issues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from euthyna.surfaces.cli.app import app

PEOPLE = '{"id": "p", "schema": "Person", "properties": {"name": ["Nela Vo"]}}\n'
FIRMS = "Firma,Steuer,Land\nZed GmbH,7,Panama\nYan AG,8,Atlantis\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.ftm.json").write_text(PEOPLE)
    (tmp_path / "firms.csv").write_text(FIRMS)
    (tmp_path / "mapping.yaml").write_text(
        "Firma: name\nSteuer: {to: identifier, scheme: taxNumber}\nLand: country\n"
    )
    return tmp_path


def test_sources_check_names_lists_and_what_is_left_alone(folder: Path) -> None:
    done = CliRunner().invoke(app, ["sources", "check", str(folder)])
    assert done.exit_code == 0, done.output
    assert "followthemoney" in done.stdout
    assert "firms.csv: format-not-read" in done.stdout
    assert "--mapping" in done.stdout


def test_sources_check_reads_a_table_with_a_mapping(folder: Path) -> None:
    mapping = str(folder / "mapping.yaml")
    arguments = ["sources", "check", str(folder), "--mapping", mapping, "--json"]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    document = json.loads(done.stdout)
    said = {
        one["dataset"]: (one["format"], one["parties"], one["issues"]) for one in document["inputs"]
    }
    assert said == {"firms": ("mapped", 2, 1), "people": ("followthemoney", 1, 0)}
    (issue,) = document["issues"]
    assert (issue["code"], issue["found"]) == ("unknown-country", "Atlantis")
    assert issue["source"] == f"{folder}/firms.csv:3"


def test_a_mapping_that_means_nothing_is_wrong_use(folder: Path) -> None:
    (folder / "mapping.yaml").write_text("Firma: nom\n")
    arguments = ["sources", "check", str(folder), "--mapping", str(folder / "mapping.yaml")]
    assert CliRunner().invoke(app, arguments).exit_code != 0


def test_a_run_of_lists_alone_is_done(folder: Path) -> None:
    workspace = folder / "workspace"
    arguments = ["run", str(folder / "people.ftm.json"), "--workspace", str(workspace)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "0 processes, 1 listed parties" in done.stdout
    assert (workspace / "report.html").exists()
