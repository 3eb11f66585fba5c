"""Names by the words that somebody types, whole or begun."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.entities.names import analyse
from euthyna.entities.screening.words import Words

NAMES = ("Sofia Tarn", "Tarn Road Works Ltd", "Мара Тарнова", "Sofia Anna Tarn", "Tarnview", "")
OWNERS = (0, 1, 2, 0, 3, 4)
"""The first and the fourth name are of one party."""


@pytest.fixture(scope="module")
def words() -> Words:
    return Words(analyse(NAMES), owners=np.asarray(OWNERS, np.int32))


@pytest.mark.parametrize(
    ("text", "whole", "begun"),
    [
        ("tarn", [0, 1], [3, 2]),
        ("TARN sofia", [0], []),
        ("mara tarnova", [2], []),
        ("sof", [], [0]),
        ("Соф", [], [0]),
        ("tarn nobody", [], []),
        ("zzz", [], []),
        ("", [], []),
        ("...", [], []),
        ("\u202etarn\u200b", [0, 1], [3, 2]),
        ("tarn " * 5000, [0, 1], [3, 2]),
        ("t" * 20_000, [], []),
    ],
)
def test_what_is_found(words: Words, text: str, whole: list[int], begun: list[int]) -> None:
    found = words.find(text)
    assert (found[0].tolist(), sorted(found[1].tolist())) == (whole, sorted(begun))


def test_names_with_fewer_other_words_come_first(words: Words) -> None:
    assert words.find("tarn")[0].tolist() == [0, 1]
    assert words.find("tarn")[1].tolist() == [3, 2]


def test_without_names_nothing_is_found() -> None:
    empty = Words(analyse([]), owners=np.zeros(0, np.int32))
    assert [part.tolist() for part in empty.find("tarn")] == [[], []]


def slow(names: list[str], text: str) -> set[int]:
    """Compare every word with every word."""
    asked = text.split()
    return {
        row
        for row, name in enumerate(names)
        if asked and all(any(w.startswith(a) for w in name.split()) for a in asked)
    }


letters = st.text("abz", min_size=1, max_size=3)
phrases = st.lists(letters, min_size=1, max_size=3).map(" ".join)


@given(st.lists(phrases, max_size=8), phrases)
def test_it_finds_what_a_slow_search_finds(names: list[str], text: str) -> None:
    found = Words(analyse(names), owners=np.arange(len(names), dtype=np.int32)).find(text)
    assert set(found[0].tolist()) | set(found[1].tolist()) == slow(names, text)
    assert not set(found[0].tolist()) & set(found[1].tolist())
