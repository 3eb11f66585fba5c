"""Two names side by side: which word is which, for people to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from euthyna.entities.scoring.aligning import LOADED, MOST_WORDS, SIZE
from euthyna.entities.scoring.levels import COUNTS, FEATURES, LEVELS, Level
from euthyna.entities.scoring.pairs import Names, align_two
from euthyna.entities.scoring.words import Column


@dataclass(frozen=True, slots=True)
class Together:
    """Words of both names that belong together."""

    level: Level
    rarity: float
    """Of what they have in common, in tens of nats: the feature of their level."""
    words: str
    """As written in Latin letters, those of the one asked about first."""


class Alignment:
    """Two names with their words paired.

    Parameters
    ----------
    queries, listed
        Names of both sides.
    name, other
        Which of them.
    is_person
        Whether both name persons.
    """

    def __init__(
        self, queries: Names, listed: Names, *, name: int, other: int, is_person: bool
    ) -> None:
        self._names = queries, listed
        self._loaded = np.zeros((2, MOST_WORDS + 1, LOADED), np.int64)
        self._mates = np.zeros((2, MOST_WORDS, 2), np.int64)
        self._pairs = np.zeros((MOST_WORDS, FEATURES), np.float32)
        align_two(queries, name, listed, other, is_person, self._loaded, self._mates, self._pairs)

    def together(self) -> Iterator[Together]:
        """Give the words that have mates, in the order of the name asked about."""
        before = -1
        for at in range(int(self._loaded[0, MOST_WORDS, SIZE])):
            mate, level = int(self._mates[0, at, 0]), int(self._mates[0, at, 1])
            if mate < 0 or mate == before:
                continue
            before = mate
            one = [k for k in range(MOST_WORDS) if self._mates[0, k, 0] == mate]
            other = [k for k in range(MOST_WORDS) if self._mates[1, k, 0] == at]
            words = f"{self._written(0, one)} = {self._written(1, other or [mate])}"
            yield Together(Level(level), float(self._pairs[at, COUNTS + LEVELS + level]), words)

    def left_over(self) -> str:
        """Tell the words without mates: those of the one asked about, then of the listed."""
        rows = [
            [
                k
                for k in range(int(self._loaded[side][MOST_WORDS, SIZE]))
                if self._mates[side, k, 0] < 0
            ]
            for side in (0, 1)
        ]
        return " / ".join(self._written(side, row) or "-" for side, row in enumerate(rows))

    def _written(self, side: int, places: list[int]) -> str:
        letters, loaded = self._names[side].words.letters, self._loaded[side]
        bounds = [(int(loaded[k, Column.START]), int(loaded[k, Column.END])) for k in places]
        return " ".join(letters[a:b].tobytes().decode("ascii") for a, b in bounds)
