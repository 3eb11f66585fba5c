"""The example of how to screen is run as it is printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from euthyna.surfaces.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "screen-against-lists.md"
FILES = re.compile(r"^```csv (\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
TEXT = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    page = PAGE.read_text("utf-8")
    for name, text in FILES.findall(page):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return page


def _run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    words = shlex.split(command)
    assert words[0] == "euthyna"
    with pytest.raises(SystemExit) as ended:
        app(words[1:])
    assert ended.value.code == 0
    said = capsys.readouterr()
    return said.out, said.err


def test_the_page_shows_what_the_command_says(
    example: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [line for block in COMMANDS.findall(example) for line in block.splitlines()]
    (shown,) = TEXT.findall(example)
    out, _ = _run(commands[0], capsys)
    assert out.strip() == shown.strip()


def test_a_pair_decided_different_is_held_back_as_the_page_says(
    example: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [line for block in COMMANDS.findall(example) for line in block.splitlines()]
    screen, decide = commands[1:]
    before, _ = _run(screen, capsys)
    _run(decide, capsys)
    after, said = _run(screen, capsys)
    assert "suppliers:s1" in before
    assert "suppliers:s1" not in after
    assert "1 held back" in said
