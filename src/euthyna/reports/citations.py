"""What indicators cite, as a reader wants it: from ``references.bib`` and ``laws.toml``."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ENTRY = re.compile(r"^@\w+\{([^,]+),\n(.*?)^\}", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*)\},?\s*$", re.MULTILINE)
_ACCENT = re.compile(r"\{?\\(['`^\"~])\{?(\w)\}?\}?")
_MARKS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303"}


@dataclass(frozen=True, slots=True)
class Source:
    """One work that indicators cite."""

    key: str
    text: str
    """Author, year, title and where it appeared."""
    address: str = ""
    """Where a law is published; not of every source."""


@cache
def sources() -> dict[str, Source]:
    """Read all works that the catalogue cites, by key."""
    text = files("euthyna.indicators").joinpath("references.bib").read_text(encoding="utf-8")
    found = {}
    for key, body in _ENTRY.findall(text):
        fields = {name.lower(): _plain(value) for name, value in _FIELD.findall(body)}
        found[key] = Source(key, _written(fields))
    laws = files("euthyna.indicators").joinpath("laws.toml").read_text(encoding="utf-8")
    for key, law in tomllib.loads(laws).items():
        found[key] = Source(key, f"{law['title']}.", law.get("eli", ""))
    return found


def cited(written: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Part citations into key and code: ``ocp2024redflags#R003``."""
    return tuple((key, code) for key, _, code in (each.partition("#") for each in written))


def _written(fields: dict[str, str]) -> str:
    authors = fields.get("author", "").replace(" and ", "; ")
    year = f" ({fields['year']})" if "year" in fields else ""
    parts = [f"{authors}{year}".strip(), fields.get("title", "")]
    parts += [fields[name] for name in ("journal", "publisher", "howpublished") if name in fields]
    volume = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
    pages = fields.get("pages", "").replace("--", "\N{EN DASH}")
    place = ", ".join(part for part in (volume, pages) if part)
    return ". ".join(part for part in (*parts, place) if part) + "."


def _plain(value: str) -> str:
    accented = _ACCENT.sub(lambda m: unicodedata.normalize("NFC", m[2] + _MARKS[m[1]]), value)
    return accented.replace("{", "").replace("}", "").replace("\\", "")
