"""What screening is measured on: files of ../shared/data/entities, read and split.

Nothing is tuned on the rows that are reported: queries with an answer are split by a hash of the
entity they mean, pairs of words by a hash of the pair; half 1 is reported.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import tarfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared/data/entities/bench"
REPORTED = 1
"""The half of the rows that is reported; the other was tuned on."""


@dataclass(frozen=True)
class Listed:
    """The listed entities: a row a name."""

    names: list[str]
    schemas: list[str]
    owners: list[int]
    ids: list[str]
    """Id of each owner."""


@dataclass(frozen=True)
class Query:
    name: str
    gold: str | None
    kind: str
    schema: str

    @property
    def script(self) -> str:
        return next((s for s in map(script, self.name) if s), "none")


def require() -> None:
    """End with a clear message where the files are absent."""
    if not (SHARED / "screening/index.jsonl.gz").exists():
        message = (
            f"{SHARED} is absent: these files may be measured with, not passed on, and are not "
            "part of the repository. Put them there to run this benchmark."
        )
        raise SystemExit(message)


def half(key: str) -> int:
    """Tell in which half of the rows a key falls."""
    return hashlib.sha256(key.encode()).digest()[-1] % 2


def listed() -> Listed:
    found = Listed([], [], [], [])
    with gzip.open(SHARED / "screening/index.jsonl.gz", "rt", encoding="utf-8") as file:
        for owner, line in enumerate(file):
            row = json.loads(line)
            found.ids.append(row["id"])
            for name in row["names"]:
                found.names.append(name)
                found.schemas.append(row["schema"])
                found.owners.append(owner)
    return found


def queries(*, part: int | None = REPORTED) -> list[Query]:
    """Read the queries: those that mean nobody, and one half (or all) of the others."""
    with gzip.open(SHARED / "screening/queries.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Query(row["q"], row["gold"], row["kind"], row["schema"] or "Person")
        for row in rows
        if row["gold"] is None or part is None or half(row["gold"]) == part
    ]


def script(letter: str) -> str:
    """Tell the writing system of a letter by its Unicode name."""
    name = unicodedata.name(letter, "")
    known = ("LATIN", "CYRILLIC", "ARABIC", "HEBREW", "HANGUL", "GREEK", "CJK", "KATAKANA")
    found = next((s for s in known if name.startswith(s)), "")
    return found or ("other" if letter.isalpha() else "")


def word_pairs(language: str, *, most: int, part: int = REPORTED) -> list[tuple[str, str]]:
    """Read words in Latin letters and in another script that are the same name."""
    with tarfile.open(SHARED / "netranslit.tar.gz") as archive:
        member = next(m for m in archive.getnames() if m.endswith(f"wd_{language}_80.tsv"))
        file = archive.extractfile(member)
        lines = file.read().decode().splitlines() if file else []
    pairs = [tuple(line.replace(" ", "").split("\t")[:2]) for line in lines]
    kept = [(one, other) for one, other in pairs if half(f"{one}|{other}") == part]
    random.Random(7).shuffle(kept)  # noqa: S311 (no secret)
    return kept[:most]


def many_names(count: int) -> list[str]:
    """Recombine given and family names of generated persons into many names."""
    rows = []
    for region in ("us", "global"):
        path = SHARED / f"yente__negatives_{region}.csv.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [row["full_name"].split() for row in csv.DictReader(file)]
    rows += [name.split() for name in listed().names]
    heads = [" ".join(words[:-1]) for words in rows if len(words) > 1]
    tails = [words[-1] for words in rows if len(words) > 1]
    choose = random.Random(11)  # noqa: S311 (no secret)
    return [f"{choose.choice(heads)} {choose.choice(tails)}" for _ in range(count)]
