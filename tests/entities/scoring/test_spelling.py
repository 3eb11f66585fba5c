"""Distances between words."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.entities.scoring.spelling import sound_distance, sounds, typing_distance

LETTERS = st.text("abcdhkosty", min_size=1, max_size=12)
ROOM = np.zeros((3, 65), np.float32)


def pool(*words: str) -> tuple[np.ndarray, np.ndarray]:
    starts = np.cumsum([0, *map(len, words)], dtype=np.int64)
    return np.frombuffer("".join(words).encode(), np.uint8), starts


def typed(one: str, other: str) -> int:
    letters, starts = pool(one, other)
    return int(typing_distance(letters, 0, starts[1], letters, starts[1], starts[2], ROOM))


def heard(one: str, other: str, gap: float = 1.0) -> float:
    codes = sounds(*pool(one, other))
    return float(sound_distance(codes[0], codes[1], np.float32(gap), ROOM))


def oracle(one: str, other: str) -> int:
    """Count the slips between two words the slow way."""
    table = {(-1, j): j + 1 for j in range(-1, len(other))}
    table |= {(i, -1): i + 1 for i in range(-1, len(one))}
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b)]
            if i and j and a == other[j - 1] and one[i - 1] == b:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one) - 1, len(other) - 1]


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_slips_are_counted_as_the_slow_way_does(one: str, other: str) -> None:
    assert typed(one, other) == oracle(one, other) == typed(other, one)


@settings(deadline=None)
@given(LETTERS, LETTERS)
def test_how_two_words_sound_does_not_depend_on_which_comes_first(one: str, other: str) -> None:
    assert heard(one, other) == pytest.approx(heard(other, one))
    assert heard(one, one) == 0


@pytest.mark.parametrize(
    "nearer",
    [
        ("mohammed", "muhamad", "mahmoud", "ibrahim"),
        ("tchaikovsky", "chaykovskiy", "chernyshevskiy"),
        ("qadhafi", "gaddafi", "haddad"),
        ("yusuf", "youssef", "joseph", "rashid"),
        ("alexander", "aleksandr", "alessandra", "leonid"),
    ],
)
def test_words_that_sound_alike_are_nearer(nearer: tuple[str, ...]) -> None:
    first, *others = nearer
    distances = [heard(first, other) for other in others]
    assert all(a < b for a, b in pairwise(distances))


def test_scripts_without_vowels_lose_little_by_leaving_them_out() -> None:
    assert heard("mhmd", "muhammad", 0.3) < heard("mhmd", "muhammad", 1.0)
