"""The how-to is followed as it is printed, in a copy of the tree: two files, no edit elsewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from euthyna.base.errors import UsageError
from euthyna.indicators.scaffold import new

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "add-an-indicator.md"
FILES = ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock")
FOLDERS = ("src/euthyna", "tests", "docs")
MADE = Path("src/euthyna/indicators/procurement/large_estimate.py")
CASES = Path("tests/indicators/procurement/large_estimate.yaml")
NOT_RUN = {"make test": "this test is a part of it"}

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the checkout that takes this environment for its own."""
    for name in FOLDERS:
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    _share_environment(tmp_path / ".venv")
    return tmp_path


def _share_environment(place: Path) -> None:
    """Take what is installed here, and make believe that it is up to date."""
    place.mkdir()
    for path in Path(sys.prefix).iterdir():
        if not path.name.startswith(".installed"):
            (place / path.name).symlink_to(path)
    for name in (".installed", ".installed-dev"):
        (place / name).touch()


def _blocks() -> list[tuple[str, str]]:
    return BLOCK.findall(PAGE.read_text(encoding="utf-8"))


def _commands(block: str) -> Iterator[list[str]]:
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        if " ".join(words) not in NOT_RUN:
            yield words


def _run(copy: Path, words: list[str]) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        words,
        cwd=copy,
        env={**kept, "PYTHONPATH": str(copy / "src"), "XDG_CACHE_HOME": str(copy / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )


def _fill(copy: Path, kind: str, text: str) -> None:
    """Put a block of the page where the page says that it stands."""
    if kind == "yaml":
        (copy / CASES).write_text(text, encoding="utf-8")
        return
    whole = (copy / MADE).read_text(encoding="utf-8")
    before = whole[: whole.rindex("    return ")]
    (copy / MADE).write_text(before + text, encoding="utf-8")


def _tree(copy: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(copy): path.read_bytes()
        for name in FOLDERS
        for path in (copy / name).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_page_is_followed_to_its_end(copy: Path) -> None:
    before, said = _tree(copy), ""
    for kind, text in _blocks():
        if kind != "sh":
            _fill(copy, kind, text)
            continue
        for words in _commands(text):
            done = _run(copy, words)
            assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
            said += done.stdout
    after = _tree(copy)
    assert {path for path, octets in after.items() if before.get(path) != octets} == {
        MADE,
        CASES,
        Path("docs/reference/indicators/large-estimate.md"),
        Path("docs/reference/indicators/index.md"),
        Path("src/euthyna/indicators/indicators.lock"),
    }
    assert "large-estimate (version 1" in said
    assert re.search(r"\d\d passed", said)
    assert b'"large-estimate"' in after[Path("src/euthyna/indicators/indicators.lock")]


def test_the_cases_fail_until_they_are_filled_in(copy: Path) -> None:
    kinds = [kind for kind, _ in _blocks()]
    assert kinds == ["sh", "python", "yaml", "sh"]
    (first, *_), (*_, last) = _blocks(), _blocks()
    for words in _commands(first[1]):
        _run(copy, words)
    (pytest_words,) = [words for words in _commands(last[1]) if "pytest" in words]
    failed = _run(copy, [*pytest_words, "--maxfail", "3", "-k", "test_duckdb and large-estimate"])
    assert failed.returncode == 1
    assert "3 failed" in failed.stdout


def test_two_files_are_written_and_no_other_changes(copy: Path) -> None:
    before = _tree(copy)
    files = new("large-estimate", copy)
    assert (
        {path.relative_to(copy) for path in files} == {MADE, CASES} == _tree(copy).keys() - before
    )


@pytest.mark.parametrize("name", ["Large", "large estimate", "", "../x", "single-bid"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "src" / "euthyna" / "indicators" / "procurement"
    folder.mkdir(parents=True)
    (folder / "single_bid.py").touch()
    with pytest.raises(UsageError):
        new(name, tmp_path)
    with pytest.raises(UsageError, match="checkout"):
        new("large-estimate", tmp_path / "tests")
