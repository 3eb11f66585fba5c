"""Records of persons and firms of which it is known which are one: for `resolution.py`.

A person has one to three records, the first as published. In the second and third a quarter of
the longer words has a slip of the finger, and one in ten is written last name first. Any record
may lack its birth year or have one that is off by one (15 %), or lack its country (10 %). Firms
have one to three records, too: slips, another writing of the legal form, no country.

Names come from the published lists where they are at hand (to measure with, never to keep), and
from the simulated country elsewhere, where namesakes are much more frequent.
"""

# ruff: noqa: S311  (chance for samples)
from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from euthyna.entities.records import Name, Record
from euthyna.simulation.basis import names as invented
from euthyna.simulation.basis.draws import Draws

COUNTRIES = ("at", "bg", "cz", "de", "es", "fr", "gr", "hr", "hu", "it", "pl", "pt", "ro", "sk")
FORMS = {"Ltd": "Limited", "Limited": "Ltd.", "LLC": "L.L.C.", "S.A.": "SA", "GmbH": "Ges.m.b.H."}
TRADES = ("Construction", "Medical", "Foods", "Energy", "Software", "Trading", "Cleaning")
SHARE_OF_FIRMS = 0.15


@dataclass(frozen=True)
class Truth:
    """One person or firm."""

    schema: str
    name: str
    birth_year: str
    country: str


def published(folder: Path) -> list[Truth]:
    """Take persons and firms of the lists, each with its first name.

    Who stands on several lists is there several times, and no one says so. So of all that have
    the same words in their names, one is taken, and besides it those of another birth year.
    """
    found: list[Truth] = []
    with gzip.open(folder / "entities/bench/screening/index.jsonl.gz", "rt") as file:
        for line in file:
            entity = json.loads(line)
            person = entity["schema"] == "Person"
            found.append(
                Truth(
                    "Person" if person else "Company",
                    entity["names"][0],
                    str(entity.get("dob") or "")[:4] if person else "",
                    (entity.get("country") or "").lower(),
                )
            )
    return list(_distinct(found))


def _distinct(truths: list[Truth]) -> Iterator[Truth]:
    years: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for truth in sorted(truths, key=lambda truth: not truth.birth_year):
        words = tuple(sorted(re.findall(r"\w+", truth.name.casefold())))
        known = years[words]
        if not known or (
            truth.birth_year and all(abs(int(truth.birth_year) - int(y or 0)) > 2 for y in known)
        ):
            known.append(truth.birth_year)
            yield truth


def simulated(size: int, *, seed: int) -> list[Truth]:
    """Invent persons and firms."""
    draws, chance = Draws(seed), random.Random(seed)
    found = []
    for number in range(size):
        country = chance.choice(COUNTRIES)
        if number < size * SHARE_OF_FIRMS:
            name = invented.firm(draws, trade=chance.choice(TRADES))
            found.append(Truth("Company", name, "", country))
        else:
            year = str(chance.randint(1935, 2004))
            found.append(Truth("Person", invented.person(draws), year, country))
    return found


def records(truths: list[Truth], *, size: int, seed: int) -> tuple[list[Record], list[int]]:
    """Write records of a sample of persons and firms, in any order.

    Returns
    -------
    tuple
        The records and, for each, the number of the person or firm that it is of.
    """
    chance = random.Random(seed)
    chosen = list(truths)
    chance.shuffle(chosen)
    made: list[tuple[Record, int]] = []
    for number, truth in enumerate(chosen):
        if len(made) >= size:
            break
        copies = range(chance.choice((1, 2, 3)))
        made += [(_record(truth, copy, chance), number) for copy in copies]
    chance.shuffle(made)
    listed = [_named(record, number) for number, (record, _) in enumerate(made[:size])]
    return listed, [number for _, number in made[:size]]


def _named(record: Record, number: int) -> Record:
    return replace(record, id=f"bench:{number:07d}")


def _record(truth: Truth, copy: int, chance: random.Random) -> Record:
    name = _noisy(truth, chance) if copy else truth.name
    return Record(
        id="",
        schema=truth.schema,
        names=(Name(name),),
        birth_dates=tuple(_year(truth.birth_year, chance)),
        countries=() if not truth.country or chance.random() < 0.1 else (truth.country,),
        dataset=f"list-{chance.randint(1, 5)}",
    )


def _year(year: str, chance: random.Random) -> Iterator[str]:
    if not year:
        return
    draw = chance.random()
    if draw < 0.075:
        return
    yield str(int(year) + chance.choice((-1, 1))) if draw < 0.15 else year


def _noisy(truth: Truth, chance: random.Random) -> str:
    words = truth.name.split()
    if truth.schema == "Company" and chance.random() < 0.5:
        words[-1:] = [FORMS.get(words[-1], words[-1])]
    words = [
        _slip(word, chance) if len(word) > 3 and chance.random() < 0.25 else word for word in words
    ]
    if truth.schema == "Person" and chance.random() < 0.1:
        words = words[::-1]
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
