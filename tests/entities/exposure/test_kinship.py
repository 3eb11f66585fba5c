"""Words for relatives as neutral relations with their inverses."""

from __future__ import annotations

import pytest

from euthyna.entities.exposure.kinship import (
    ASSOCIATES,
    OTHER,
    Kin,
    inverse,
    kin,
    relations,
    words,
    written,
)


@pytest.mark.parametrize("relation", sorted(relations()))
def test_the_inverse_of_the_inverse_is_the_relation(relation: str) -> None:
    assert inverse(inverse(relation)) == relation
    assert written(relation)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Mother", Kin("parent", "female")),
        ("  stepson ", Kin("step-child", "male")),
        ("SPOUSE", Kin("spouse")),
        ("мать", Kin("parent", "female")),
        ("Unmarried  partner", Kin("partner")),
        ("ex-wife", Kin("former-spouse", "female")),
        ("third cousin of an aunt", Kin(OTHER)),
        ("", Kin(OTHER)),
    ],
)
def test_words_of_sources(word: str, expected: Kin) -> None:
    assert kin(word) == expected


def test_the_inverse_of_a_word_depends_on_who_is_meant() -> None:
    back = inverse(kin("mother").relation)
    told = [written(back, gender=gender) for gender in ("male", "female", "")]
    assert told == ["son", "daughter", "child"]


def test_words_are_written_as_they_are_looked_up() -> None:
    assert all(" ".join(word.lower().split()) == word for word in words())
    assert set(relations()) >= ASSOCIATES | {OTHER}
    assert {found.relation for found in words().values()} == set(relations())
