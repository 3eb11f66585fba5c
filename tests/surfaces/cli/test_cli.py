"""The commands as a person or a script meets them: real processes, real exit codes."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from euthyna.simulation import write
from euthyna.surfaces.cli import app as cli


def _euthyna(
    *words: str | Path, cwd: Path, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "euthyna.surfaces.cli.app", *map(str, words)]
    return subprocess.run(command, cwd=cwd, input=stdin, capture_output=True, check=False)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small simulated file, with the faults of real publishers."""
    path = tmp_path_factory.mktemp("sample") / "some.jsonl"
    write(path, seed=11, processes=800)
    return path


def test_the_main_job_leaves_a_report_and_tables(sample: Path, tmp_path: Path) -> None:
    done = _euthyna("run", sample, "--workspace", "w", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    said = json.loads(done.stdout)
    assert said["processes"] == 800
    assert said["flagged"] > 20
    for name in ("report.html", "flags.csv", "flags.xlsx", "flags.parquet"):
        assert (tmp_path / "w" / name).stat().st_size > 1000
    assert b"Traceback" not in done.stderr


def test_the_main_job_reads_standard_input_and_folders(sample: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(sample.read_bytes()))
    one = json.loads(_euthyna("run", folder, "--workspace", "w1", "--json", cwd=tmp_path).stdout)
    piped = _euthyna(
        "run", "-", "--workspace", "w2", "--json", cwd=tmp_path, stdin=sample.read_bytes()
    )
    assert json.loads(piped.stdout)["flagged"] == one["flagged"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["run", "absent.jsonl"], 1, "absent.jsonl does not exist"),
        (["indicators", "show", "singel-bid"], 2, "single-bid"),
        (["indicators", "run", "x.jsonl", "--format", "xml"], 2, "table, jsonl and cardinal"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_wrong_use_is_one_message_and_a_code(
    tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    done = _euthyna(*words, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_a_check_can_fail(sample: Path, tmp_path: Path) -> None:
    assert _euthyna("sources", "check", sample, cwd=tmp_path).returncode == 0
    strict = _euthyna("sources", "check", sample, "--strict", cwd=tmp_path)
    assert strict.returncode == 3
    assert b"x_internalNote" in strict.stdout
    assert list(tmp_path.iterdir()) == []


def test_results_can_be_read_as_json_lines(sample: Path, tmp_path: Path) -> None:
    done = _euthyna(
        "indicators", "run", sample, "--id", "single-bid", "--format", "jsonl", cwd=tmp_path
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["indicator"] for row in rows} == {"single-bid"}
    assert {row["flag"] for row in rows} >= {True, False}
    assert all(row["reason"] for row in rows if row["flag"] is None)


def test_parameters_come_from_a_file(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text('{"short-submission-period": {"min_days": 365}}')
    words = ["indicators", "run", sample, "--id", "R003", "--format", "jsonl"]
    few = _euthyna(*words, cwd=tmp_path).stdout.count(b'"flag": true')
    many = _euthyna(*words, "--settings", "p.json", cwd=tmp_path).stdout.count(b'"flag": true')
    assert many > few


def test_parameters_come_from_the_law(sample: Path, tmp_path: Path) -> None:
    words = ["indicators", "run", sample, "--id", "R003", "--format", "jsonl"]
    rows = [
        json.loads(x) for x in _euthyna(*words, "--law", "eu", cwd=tmp_path).stdout.splitlines()
    ]
    assert {row["threshold"] for row in rows if row["flag"] is not None} == {35.0}
    assert all("law of EU since 2016-04-18: Directive" in row["threshold_origin"] for row in rows)
    refused = _euthyna(*words, "--law", "atlantis", cwd=tmp_path)
    assert refused.returncode == 2
    assert b"eu" in refused.stderr


def test_a_file_overrules_the_law_and_is_named_instead(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text('{"short-submission-period": {"min_days": 20}}')
    words = ["--id", "R003", "--format", "jsonl", "--law", "eu", "--settings", "p.json"]
    done = _euthyna("indicators", "run", sample, *words, cwd=tmp_path)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["threshold_origin"] for row in rows} == {"min_days, set for this run"}


def test_the_output_of_cardinal_is_one_json_object(sample: Path, tmp_path: Path) -> None:
    done = _euthyna("indicators", "run", sample, "--format", "cardinal", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert set(json.loads(done.stdout)) >= {"OCID", "Meta"}


def test_the_output_of_cardinal_is_kept_until_the_file_changes(
    sample: Path, tmp_path: Path
) -> None:
    file = tmp_path / "f.jsonl"
    lines = sample.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines))
    words = ["indicators", "run", file, "--format", "cardinal"]
    first = _euthyna(*words, cwd=tmp_path).stdout
    (kept,) = (tmp_path / "euthyna-workspace" / "results" / "cardinal").iterdir()
    assert kept.read_bytes() + b"\n" == first
    kept.write_text("kept")
    assert _euthyna(*words, cwd=tmp_path).stdout == b"kept\n"
    assert json.loads(_euthyna(*words, "--no-meta", cwd=tmp_path).stdout)["OCID"]
    file.write_bytes(b"".join(lines[:400]))
    fewer = json.loads(_euthyna(*words, cwd=tmp_path).stdout)
    assert 0 < len(fewer["OCID"]) < len(json.loads(first)["OCID"])


def test_settings_of_cardinal_that_do_not_exist_are_refused(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "s.ini").write_text("[R003]\nthreshhold = 5\n")
    words = ["indicators", "run", sample, "--format", "cardinal", "--settings", "s.ini"]
    done = _euthyna(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert b"threshhold" in done.stderr


def test_the_catalogue_is_listed(tmp_path: Path) -> None:
    done = _euthyna("indicators", "list", "--json", cwd=tmp_path)
    assert len(json.loads(done.stdout)) >= 25
    shown = _euthyna("indicators", "show", "R018", "--sql", "duckdb", cwd=tmp_path).stdout.decode()
    assert "Innocent explanations" in shown
    assert "SELECT" in shown


def test_a_code_shows_all_that_it_stands_for(tmp_path: Path) -> None:
    page = _euthyna("indicators", "show", "R038", cwd=tmp_path).stdout.decode()
    told = json.loads(_euthyna("indicators", "show", "R038", "--json", cwd=tmp_path).stdout)
    assert len(told) == 3
    assert all(f"{entry['id']} (version" in page for entry in told)


@pytest.mark.parametrize(
    "words",
    [["run"], ["indicators", "run"], ["indicators", "run", "--format", "cardinal"]],
)
def test_what_could_not_be_read_is_named_with_its_line_and_a_remedy(
    tmp_path: Path, words: list[str]
) -> None:
    good = json.dumps({"ocid": "A", "tender": {"id": "1"}})
    (tmp_path / "some.jsonl").write_text(f"{good}\n{{broken\n", encoding="utf-8")
    done = _euthyna(*words, "some.jsonl", "--workspace", "w", cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    said = done.stderr.decode()
    assert "some.jsonl:2: The line could not be read as JSON" in said
    assert "repair the line" in said


def test_a_check_says_what_can_be_done(tmp_path: Path) -> None:
    good = json.dumps({"ocid": "A", "tender": {"id": "1"}})
    (tmp_path / "some.jsonl").write_text(f"{good}\n{{broken\n", encoding="utf-8")
    said = _euthyna("sources", "check", "some.jsonl", cwd=tmp_path).stdout.decode()
    assert "some.jsonl:2: not-json:" in said
    assert "not-json: Ask the publisher for the record, or repair the line" in said


@pytest.mark.parametrize("content", [None, b"[R003]\nthreshold = \xff\n"])
@pytest.mark.parametrize("options", [["--format", "cardinal"], []])
def test_settings_that_cannot_be_read_are_named(
    tmp_path: Path, content: bytes | None, options: list[str]
) -> None:
    (tmp_path / "some.jsonl").write_text(json.dumps({"ocid": "A"}), encoding="utf-8")
    if content is not None:
        (tmp_path / "own.ini").write_bytes(content)
    done = _euthyna(
        "indicators", "run", "some.jsonl", "--settings", "own.ini", *options, cwd=tmp_path
    )
    said = done.stderr.decode()
    assert said.startswith("euthyna: own.ini ")
    assert "Traceback" not in said
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", "w/report.html"), "no room left on the disk"),
        (OSError(5, "Input/output error", "w/report.html"), "w/report.html: Input/output error"),
    ],
)
def test_what_the_system_refuses_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError, said: str
) -> None:
    def refused() -> None:
        raise error

    monkeypatch.setattr(cli, "app", refused)
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 1
    assert capsys.readouterr().err.startswith(f"euthyna: {said}")
