"""What the catalogue cites: works by key in ``references.bib``, laws by key in ``laws.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def references() -> dict[str, str]:
    """Give every work that may be cited: its key, and how it is written in a page."""
    text = (HERE / "references.bib").read_text("utf-8")
    entries = re.findall(r"^@\w+\{([^,]+),\n(.*?)^\}", text, re.DOTALL | re.MULTILINE)
    return {key: _written(body) for key, body in entries}


@cache
def laws() -> dict[str, dict[str, str]]:
    """Give every law that a parameter may refer to: its key, and its title and address."""
    return tomllib.loads((HERE / "laws.toml").read_text("utf-8"))


def cited(source: str) -> str:
    """Write a source of an indicator, ``key`` or ``key#code``, for people.

    Raises
    ------
    KeyError
        If nothing has that key.
    """
    key, _, code = source.partition("#")
    return f"{references()[key]}: {code}" if code else references()[key]


def _written(body: str) -> str:
    fields = dict(re.findall(r"^\s*(\w+)\s*=\s*\{(.*)\},?$", body, re.MULTILINE))
    plain = {name: _plain(value) for name, value in fields.items()}
    author = f"{plain['author']}. " if "author" in plain else ""
    year = f" ({plain['year']})" if "year" in plain else ""
    return f"{author}{plain['title']}{year}"


ACCENTS = {r"\'a": "á", r"\'o": "ó", r"\'e": "é", r"\'i": "í", r"\"o": "ö", r"\"u": "ü"}
"""The accents of BibTeX that the file uses."""


def _plain(value: str) -> str:
    for written, letter in ACCENTS.items():
        value = value.replace("{" + written + "}", letter).replace(written, letter)
    return re.sub(r"[{}]", "", value)
