"""``euthyna simulate`` and ``euthyna demo`` as a person or a script meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import webbrowser
from pathlib import Path

import pytest

from euthyna.surfaces.cli import demo

TINY = ("--scale", "0.012")


def _euthyna(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "euthyna.surfaces.cli.app", *map(str, words)]
    # Without a display no browser is started, whoever runs the tests.
    quiet = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=quiet)


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which the demonstration has run."""
    folder = tmp_path_factory.mktemp("demo")
    done = _euthyna("demo", *TINY, "--seed", "3", "--no-open", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "report.html" in done.stdout
    assert "euthyna simulate score euthyna-demo euthyna-demo/country/truth.parquet" in done.stdout
    return folder


def test_the_demo_leaves_a_country_and_a_report(demonstrated: Path) -> None:
    workspace = demonstrated / "euthyna-demo"
    assert (workspace / "report.html").stat().st_size > 1000
    assert (workspace / "country" / "truth.parquet").exists()
    assert any((workspace / "country" / "published").rglob("*.jsonl"))


def test_what_was_planted_can_be_scored(demonstrated: Path) -> None:
    words = ["simulate", "score", "euthyna-demo", "euthyna-demo/country/truth.parquet"]
    shown = _euthyna(*words, cwd=demonstrated)
    assert shown.returncode == 0, shown.stderr
    told = json.loads(_euthyna(*words, "--json", "--budget", "3", cwd=demonstrated).stdout)
    assert told["budget"] == 3
    names = [scheme["scheme"] for scheme in told["schemes"]]
    assert len(set(names)) > 10
    assert all(name in shown.stdout for name in names)


def test_a_second_demo_replaces_the_country(demonstrated: Path) -> None:
    done = _euthyna("demo", *TINY, "--seed", "4", "--no-open", "--json", cwd=demonstrated)
    told = json.loads(done.stdout)
    assert told["processes"] == 60, "those of the first country are gone"


def test_a_demo_removes_nothing_of_others(tmp_path: Path) -> None:
    kept = tmp_path / "euthyna-demo" / "country" / "my-notes.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine")
    done = _euthyna("demo", *TINY, "--no-open", cwd=tmp_path)
    assert done.returncode == 2
    assert "not an empty folder" in done.stderr
    assert kept.read_text() == "mine"


def test_the_verb_may_be_left_out(tmp_path: Path) -> None:
    for words in (["out"], ["write", "out2"], ["--seed", "1", "out3"]):
        done = _euthyna("simulate", *words, *TINY, "--json", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        written = {each["path"]: each for each in json.loads(done.stdout)["written"]}
        assert written["published/procurement/releases.jsonl"]["rows"] == 60
        assert written["truth.parquet"]["rows"] > 0
    for words in (["simulate"], ["simulate", "--help"]):
        shown = _euthyna(*words, cwd=tmp_path)
        assert "Say what was found" in shown.stdout + shown.stderr


def test_several_seeds_are_simulated_run_and_scored(tmp_path: Path) -> None:
    words = ["--seeds", "1,2", *TINY, "--page", "card.md", "--json"]
    told = json.loads(_euthyna("simulate", "score", *words, cwd=tmp_path).stdout)
    assert told["seeds"] == [1, 2]
    assert told["processes"] == 120
    page = (tmp_path / "card.md").read_text(encoding="utf-8")
    assert "seeds 1, 2, scale 0.012" in page
    assert all(f"| {each['scheme']} |" in page for each in told["schemes"])


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["simulate", "out", "--scale", "0"], 2, "scale = 0.0 is outside"),
        (["simulate", "out", "--seed", "-1"], 2, "seed = -1 is outside"),
        (["simulate", "score", "nowhere"], 2, "WORKSPACE and TRUTH"),
        (["simulate", "score", "nowhere", "truth.parquet"], 1, "nowhere has no results"),
        (["simulate", "score", "--seeds", "1,1"], 2, "names a seed twice"),
        (["simulate", "score", "--seeds", "one"], 2, "not a list of whole numbers"),
    ],
)
def test_wrong_use_is_one_message_and_a_code(
    tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    done = _euthyna(*words, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = _euthyna("simulate", ".", *TINY, cwd=tmp_path)
    assert done.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_no_browser_is_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = tmp_path / "report.html"

    def none() -> webbrowser.BaseBrowser:
        msg = "could not locate runnable browser"
        raise webbrowser.Error(msg)

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "get", none)
    assert demo.show(page) is False
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
    assert demo.show(page) is False, "a browser of the terminal would block it"


def test_a_browser_with_a_window_gets_the_page(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = []

    class Window(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            del new, autoraise
            opened.append(url)
            return True

    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "get", Window)
    assert demo.show(tmp_path / "report.html")
    assert opened == [(tmp_path / "report.html").as_uri()]
