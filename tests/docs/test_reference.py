"""The generated pages are up to date, and everything has its place on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from euthyna.base.issues import KINDS, Issue
from euthyna.surfaces.cli.reference_pages import pages

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_generated_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == pages()[name]


def test_every_command_has_an_example_that_names_it() -> None:
    text = pages()["commands.md"]
    commands = re.findall(r"^## (euthyna .*)$", text, re.MULTILINE)
    assert len(commands) >= 8
    for command in commands:
        section = text.split(f"## {command}\n")[1].split("\n## ")[0]
        assert f"Example: {command}" in section


def test_every_issue_makes_a_sentence_of_its_fields() -> None:
    for code, kind in KINDS.items():
        sentence = Issue(code, "f:1", "a/b", "x", "y", 2).sentence()
        assert "{" not in sentence
        assert sentence.endswith(".")
        assert kind.code == code


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
