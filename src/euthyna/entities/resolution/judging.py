"""How strong each candidate pair is as a link, and which pairs must not be joined.

Names alone never make two persons one, and common names say less: see
:mod:`~euthyna.entities.resolution.agreeing`. Where a name is borne by many of the records at
hand, the log-odds of the scorer are lowered besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.base.progress import SILENT, Progress
from euthyna.entities.names import Kind
from euthyna.entities.resolution.agreeing import agree_enough
from euthyna.entities.resolution.candidates import Candidates
from euthyna.entities.resolution.clustering import Links
from euthyna.entities.scoring import Comparable, Evidence, Model, evidence, shipped
from euthyna.entities.scoring.attributes import TRAITS, Trait, compare_attributes
from euthyna.entities.scoring.scores import probability

_AT_ONCE: Final = 1 << 16
_CERTAIN: Final = 1e-12
UNDECIDED: Final = -0.5
"""Weight of a pair that is probable and agrees in too little."""

_NUMBER: Final = re.compile(r"\d+|\b[IVX]+\b").findall
_FEW: Final = 5
"""Parties of one name that may be one party on several lists."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the links of a run depend on besides the records and the decisions."""

    threshold: float = 0.9
    """Probability from which on two records are linked."""
    prevalence: float = 0.5
    """Share of candidate pairs that are expected to be one party before anything is compared."""

    def as_text(self) -> str:
        """Write the settings for the results."""
        return f"threshold {self.threshold:g}, prevalence {self.prevalence:g}"


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidate pairs with what speaks for linking them."""

    links: Links
    probability: NDArray[np.float64]
    """What the scorer says, less what the number of bearers of the name takes away; 0 to 1."""
    undecided: NDArray[np.bool_]
    """Probable, but namesakes may agree in as much: a person has to decide."""
    bearers: NDArray[np.int32]
    """For each party, how many others bear a name of it."""


def judge(
    parties: Comparable,
    found: Candidates,
    *,
    settings: Settings,
    model: Model | None = None,
    progress: Progress = SILENT,
) -> Judged:
    """Weigh candidate pairs.

    Parameters
    ----------
    parties
        All records.
    found
        The pairs, and how many bear each name.
    settings
        Threshold and what is expected beforehand.
    model
        Weights of the scorer; the shipped ones by default.
    progress
        Told how many pairs are done.
    """
    model = model or shipped()
    pairs, size = found.pairs, len(found.pairs)
    odds = np.empty(size)
    agreed = np.empty(size, np.bool_)
    for start in range(0, size, _AT_ONCE):
        progress.step("comparing pairs of records", start, size)
        part = slice(start, start + _AT_ONCE)
        rows = pairs.left[part], pairs.right[part]
        seen = evidence(parties, parties, query_rows=rows[0], listed_rows=rows[1], model=model)
        odds[part] = _log_odds(seen, model, settings) - crowd(found.bearers, *rows)
        agreed[part] = agree_enough(seen, parties.attributes.schemas, *rows)
    weight = odds - np.log(settings.threshold / (1 - settings.threshold))
    undecided = ~agreed & (weight > 0)
    links = Links(pairs.left, pairs.right, np.where(agreed, weight, np.minimum(weight, UNDECIDED)))
    return Judged(links, 1 / (1 + np.exp(-odds)), undecided, found.bearers)


def _log_odds(seen: Evidence, model: Model, settings: Settings) -> NDArray[np.float64]:
    shift = model.shift(settings.prevalence)
    said = np.clip(probability(seen, model=model, shift=shift), _CERTAIN, 1 - _CERTAIN)
    return np.asarray(np.log(said / (1 - said)))


def crowd(
    bearers: NDArray[np.int32], left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Give what is taken off, in log-odds, where more bear a name than one party on several lists would."""
    most = np.maximum(bearers[left], bearers[right])
    return np.asarray(np.log(np.maximum(1.0, most / _FEW)))


class Contradictions:
    """What two records say that cannot both be of one party, asked pair by pair."""

    def __init__(self, parties: Comparable) -> None:
        names = parties.parties.names()
        self._offsets, self._texts = names.offsets.tolist(), names.values
        self._in_names: dict[int, frozenset[str]] = {}
        self._attributes = parties.attributes
        self._room = np.zeros((1, TRAITS), np.float32)
        self._known: dict[tuple[int, int], str] = {}

    def __call__(self, one: int, other: int) -> str:
        """Name the contradiction between two rows; empty where there is none."""
        pair = (one, other)
        if pair not in self._known:
            self._known[pair] = self._contradiction(one, other)
        return self._known[pair]

    def _contradiction(self, one: int, other: int) -> str:
        seen = self._room
        seen[:] = 0
        mine = self._attributes
        compare_attributes(mine, mine, np.array([one]), np.array([other]), seen)
        traits = seen[0]
        if traits[Trait.SCHEMA_OTHER]:
            return "one is a person and the other is not"
        if traits[Trait.BIRTH_OTHER]:
            return "born in different years"
        if traits[Trait.BIRTH_DAY_OTHER] and not self._may_be_a_slip(one, other):
            return "born on different days"
        if traits[Trait.IDENTIFIER_OTHER] and mine.schemas[one] == Kind.ORGANISATION:
            return "different numbers of one register"
        if mine.schemas[one] == mine.schemas[other] == Kind.ORGANISATION:
            numbers = self._numbers(one), self._numbers(other)
            if all(numbers) and not numbers[0] & numbers[1]:
                return "different numbers in their names"
        return ""

    def _numbers(self, row: int) -> frozenset[str]:
        """Give the numbers in the names of a firm, also in Roman: *Fund II* is not *Fund III*."""
        if row not in self._in_names:
            found = (number.lstrip("0") for name in self._names(row) for number in _NUMBER(name))
            self._in_names[row] = frozenset(found)
        return self._in_names[row]

    def _names(self, row: int) -> list[str]:
        first, last = self._offsets[row], self._offsets[row + 1]
        return list(self._texts.slice(first, last - first).to_pylist())

    def _may_be_a_slip(self, one: int, other: int) -> bool:
        """Tell whether two days of one year differ in the day or in the month alone."""
        births = self._attributes.births
        days = [births.values[births.offsets[r] : births.offsets[r + 1]] for r in (one, other)]
        return any(
            mine // 10000 == its // 10000 and (_first(mine) or _first(its) or _near(mine, its))
            for mine in map(int, days[0])
            for its in map(int, days[1])
        )


def _first(date: int) -> bool:
    # The first of January is what many a register writes where it knows the year only.
    return date % 10000 == 101


def _near(one: int, other: int) -> bool:
    return (one // 100 == other // 100) != (one % 100 == other % 100)
