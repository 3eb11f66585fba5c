"""The steps of a how-to are run as they are printed."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_the_steps_of_adding_a_reader_give_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    said, ran = "", 0
    for kind, text in BLOCK.findall((DOCS / "how-to" / "add-a-reader.md").read_text()):
        if kind == "text":
            assert said == text
            ran += 1
            continue
        out = StringIO()
        with redirect_stdout(out):
            exec(compile(text, "add-a-reader.md", "exec"), names)  # noqa: S102  (our own page)
        said = out.getvalue()
    assert ran == 2
