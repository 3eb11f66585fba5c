"""How much two records agree in, as a chance: how seldom two others would agree in as much.

The scorer tells how probable it is that a pair that looks alike is one party. That is not enough
to join records for good: of many namesakes some live in one country and were born in one year.
So the words of the names, and what agrees besides, have to be rare enough together.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import Kind
from euthyna.entities.scoring import Evidence
from euthyna.entities.scoring.attributes import TRAITS, Trait
from euthyna.entities.scoring.levels import COUNTS, LEVELS, QUALITY

PERSONS: Final = 17.0
"""Nats in which two persons have to agree: one pair of strangers in 24 million does."""
FIRMS: Final = 14.0
"""The same for firms, whose names are given so that they differ: one pair in 1.2 million."""

_PERSONAL: Final = {
    Trait.BIRTH_DAY_EQUAL: 10.0,
    Trait.BIRTH_TURNED: 9.0,
    Trait.BIRTH_MONTH_EQUAL: 6.5,
    Trait.BIRTH_YEAR_EQUAL: 4.0,
    Trait.BIRTH_YEAR_NEAR: 2.5,
}
"""A day in sixty years is one in 22,000, which is 10 nats; a year one in sixty."""
_NUMBERS: Final = {
    Trait.IDENTIFIER_EQUAL: 14.0,
    Trait.IDENTIFIER_EQUAL_WEAK: 8.0,
    Trait.PHONE_EQUAL: 12.0,
    Trait.EMAIL_EQUAL: 12.0,
    Trait.ADDRESS_EQUAL: 10.0,
    Trait.FOUNDED_EQUAL: 9.0,
    Trait.FOUNDED_YEAR_EQUAL: 3.0,
}
_COUNTRY: Final = 2.0
"""A country is shared by one pair in seven: most lists are about few."""
_IN_TENTHS: Final = 10.0
"""In which the scorer counts rarity."""


def _worth() -> NDArray[np.float32]:
    nats = np.zeros(TRAITS, np.float32)
    for trait, worth in {**_PERSONAL, **_NUMBERS, Trait.COUNTRY_SHARED: _COUNTRY}.items():
        nats[trait] = worth
    return nats


_WORTH: Final = _worth()
_SURE: Final = np.square(np.array(QUALITY, np.float32)) * np.float32(_IN_TENTHS)
"""What a word counts where little else agrees: less, the less alike the two are."""
_LITTLE: Final = 4.0
"""Nats besides the names under which another syllable may well be another person."""


def agree_enough(
    seen: Evidence,
    kinds: NDArray[np.uint8],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Tell of each pair whether it agrees in so much that chance is no explanation.

    Parameters
    ----------
    seen
        What the scorer saw of the pairs.
    kinds
        What each party is.
    left, right
        The pairs: rows of parties.

    Returns
    -------
    ndarray of bool
        Never true for two persons that agree in their names alone.
    """
    besides = seen.traits @ _WORTH
    rarity = seen.names.features[:, COUNTS + LEVELS :]
    words = np.where(besides < _LITTLE, rarity @ _SURE, rarity.sum(axis=1) * _IN_TENTHS)
    firms = (kinds[left] == Kind.ORGANISATION) & (kinds[right] == Kind.ORGANISATION)
    enough = words + besides >= np.where(firms, FIRMS, PERSONS)
    return np.asarray(enough & (firms | (besides > 0)))
