"""Words compared letter by letter: against the textbook; names: against plain sense."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.entities.index import NameIndex, aligning
from euthyna.entities.index.keys import keys_of
from euthyna.entities.index.postings import build, find
from euthyna.entities.names import analyse

WORDS = st.text("abcd1", min_size=1, max_size=9)


def textbook(one: str, other: str) -> int:
    """Optimal string alignment: insert, lose, replace, swap neighbours."""
    table = [
        [max(i, j) if 0 in {i, j} else 0 for j in range(len(other) + 1)]
        for i in range(len(one) + 1)
    ]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same)
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def cards(word: str) -> Any:
    return aligning.cards_of(analyse([word]))[2]


@settings(max_examples=300, deadline=None)
@given(one=WORDS, other=WORDS)
def test_the_distance_is_that_of_the_textbook(one: str, other: str) -> None:
    left, right = cards(one), cards(other)
    masks = np.zeros((aligning.WAYS + 1, 37), np.uint64)
    first = np.zeros(aligning.WORDS + 1, np.int64)
    aligning.note_letters(left, np.zeros(aligning.WORDS, np.int32), 1, masks, first)
    found = aligning.distance(masks, 0, len(one), right, 0, len(other))
    assert found == textbook(one, other)


@given(st.integers(min_value=0, max_value=2**64 - 1))
def test_bits_are_counted(number: int) -> None:
    assert aligning.bits(np.uint64(number)) == number.bit_count()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abcdeий金 ", max_size=12), max_size=10))
def test_postings_hold_every_key_of_every_name(names: list[str]) -> None:
    offsets, keys = keys_of(analyse(names))
    postings = build(offsets, keys)
    assert np.all(np.diff(postings.keys.astype(object)) > 0)
    for row in range(len(names)):
        for key in keys[offsets[row] : offsets[row + 1]]:
            number = find(postings.keys, postings.buckets, key)
            held = postings.rows[postings.starts[number] : postings.starts[number + 1]]
            assert number >= 0
            assert row in held
    assert len(postings.rows) == len(keys)


def best_score(listed: str, query: str) -> float:
    found = NameIndex.build([listed], owners=[0]).search(analyse([query]))
    return float(found.scores[0]) if len(found.scores) else 0.0


def test_nearer_names_score_higher() -> None:
    listed = "Jonathan Featherstone"
    scores = [
        best_score(listed, query)
        for query in (
            "Jonathan Featherstone",
            "Jonathan Fetherstone",
            "J. Featherstone",
            "Jonathan Miller",
        )
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_order_of_words_does_not_matter_much() -> None:
    assert best_score("Anna Maria Berg", "Berg Anna Maria") > 0.85
