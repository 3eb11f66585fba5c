"""Why a pair of records has the probability it has: reasons that add up to its log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import Kind
from euthyna.entities.scoring.aligning import LOADED, LONGEST_RUN, MOST_WORDS, SIZE, align, load
from euthyna.entities.scoring.attributes import Trait
from euthyna.entities.scoring.comparable import Comparable
from euthyna.entities.scoring.evidence import add_pair
from euthyna.entities.scoring.levels import FEATURES, SAYS, Count, Level
from euthyna.entities.scoring.model import Model, level_columns, shipped
from euthyna.entities.scoring.pairs import Names
from euthyna.entities.scoring.reasons import Reason
from euthyna.entities.scoring.scores import PREVALENCE, Evidence, evidence
from euthyna.entities.scoring.traits import trait_sentence
from euthyna.entities.scoring.words import Column

_C = Count
_GROUPED: Final = (
    (
        "words_without_match",
        (_C.QUERY_EXTRA, _C.QUERY_EXTRA_RARITY, _C.LISTED_EXTRA, _C.LISTED_EXTRA_RARITY)
        + (_C.CONFLICT, _C.CONFLICT_RARITY, _C.CONFLICT_ALL, _C.LAST_UNMATCHED)
        + (_C.QUERY_INITIAL, _C.LISTED_INITIAL, _C.PATRONYMIC_EXTRA, _C.PATRONYMIC_CONFLICT)
        + (_C.GENERIC_EXTRA, _C.GENERIC_CONFLICT),
    ),
    ("numbers_in_name", (_C.NUMBER_CONFLICT, _C.NUMBER_EXTRA)),
    ("legal_form", (_C.LEGAL_EQUAL, _C.LEGAL_CONFLICT, _C.LEGAL_EXTRA)),
    (
        "share_of_name",
        (_C.ONE_WORD_BOTH, _C.ONE_WORD_QUERY, _C.ONE_WORD_LISTED, _C.MATCHED_0, _C.MATCHED_2)
        + (_C.MATCHED_3, _C.COVER_50, _C.COVER_70, _C.COVER_85, _C.COVER_95)
        + (_C.QUERY_COVER_60, _C.QUERY_COVER_85, _C.LISTED_COVER_60, _C.LISTED_COVER_85)
        + (_C.ALL_EQUAL,),
    ),
    (
        "rarity_of_name",
        (_C.SURPRISE_6, _C.SURPRISE_10, _C.SURPRISE_14, _C.SURPRISE_18, _C.SURPRISE_24),
    ),
    ("order_of_words", (_C.TURNED,)),
    ("name_as_a_whole", (_C.WHOLE_80, _C.WHOLE_90, _C.WHOLE_ALL)),
    ("other_script", (_C.ACROSS, _C.SYLLABLES)),
    ("number_of_names", (_C.NAMES,)),
    ("acronym", (_C.ACRONYM,)),
)
"""Features of names that are told together, under one name."""


def explain(
    queries: Comparable,
    listed: Comparable,
    *,
    query_row: int,
    listed_row: int,
    prevalence: float = PREVALENCE,
    model: Model | None = None,
    seen: Evidence | None = None,
) -> tuple[Reason, ...]:
    """Say what speaks for and against two records being one party.

    Parameters
    ----------
    queries, listed
        Both sides.
    query_row, listed_row
        The pair.
    prevalence, model
        As for :func:`~euthyna.entities.scoring.score`.
    seen
        The evidence of this pair, where it is known already.

    Returns
    -------
    tuple of Reason
        The weightiest first. Their weights add up to the log-odds of the probability that
        ``score`` gives.
    """
    model = model or shipped()
    if seen is None:
        rows = np.array([query_row]), np.array([listed_row])
        seen = evidence(queries, listed, query_rows=rows[0], listed_rows=rows[1], model=model)
    shift = model.shift(prevalence)
    reasons = [_before(model, shift)]
    name, other = int(seen.names.query_names[0]), int(seen.names.listed_names[0])
    if name >= 0:
        texts = _text(queries, name), _text(listed, other)
        is_person = _are_persons(queries, listed, query_row, listed_row)
        reasons += _words(queries.names, listed.names, name, other, is_person, model)
        reasons += _groups(seen, model, texts)
    reasons += _traits(seen, model, queries, listed, query_row, listed_row)
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def _before(model: Model, shift: float) -> Reason:
    weight = float(model.names[Count.BIAS]) + shift
    says = "before anything is compared, two records picked as alike are seldom one party"
    return Reason(feature="before", value=1.0, weight=weight, says=says)


def _text(side: Comparable, name: int) -> str:
    return str(side.parties.names().values[name].as_py())


def _are_persons(queries: Comparable, listed: Comparable, one: int, other: int) -> bool:
    return bool(queries.names.kinds[one] == listed.names.kinds[other] == Kind.PERSON)


def _words(
    queries: Names,
    listed: Names,
    name: int,
    other: int,
    is_person: bool,
    model: Model,  # noqa: FBT001
) -> Iterator[Reason]:
    """Say how each word of one name is found in the other."""
    left, glued = _loaded(queries, name)
    right, its_glued = _loaded(listed, other)
    mates = np.zeros((2, MOST_WORDS, 2), np.int64)
    levels = np.zeros((MOST_WORDS, MOST_WORDS), np.int64)
    room = np.zeros((3, LONGEST_RUN + 1), np.float32)
    words, others = queries.words, listed.words
    align(left, words, glued, right, others, its_glued, is_person, levels, mates, room)
    out = np.zeros(FEATURES, np.float32)
    before = -1
    for at in range(int(left[MOST_WORDS, SIZE])):
        mate, level = int(mates[0, at, 0]), int(mates[0, at, 1])
        if mate < 0 or mate == before:
            continue
        before = mate
        out[:] = 0
        add_pair(left, right, mates, at, out)
        counted, weighed = level_columns(level)
        yield Reason(
            feature=Level(level).name.lower(),
            value=float(out[weighed]),
            weight=float(model.names[counted]) + float(model.names[weighed]) * float(out[weighed]),
            says=_pair_says(queries, left, listed, right, mates, (at, mate)),
        )


def _loaded(names: Names, name: int) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    found = np.zeros((MOST_WORDS + 1, LOADED), np.int64)
    glued = np.zeros(MOST_WORDS * LONGEST_RUN, np.uint8)
    start, end = int(names.offsets[name]), int(names.offsets[name + 1])
    words = names.words
    table, rarity, letters = words.table, words.rarity, words.letters
    load(table, rarity, letters, names.tokens, names.roles, start, end, found, glued)
    return found, glued


def _pair_says(
    queries: Names,
    left: NDArray[np.int64],
    listed: Names,
    right: NDArray[np.int64],
    mates: NDArray[np.int64],
    pair: tuple[int, int],
) -> str:
    at, mate = pair
    one = [k for k in range(MOST_WORDS) if mates[0, k, 0] == mate]
    other = [k for k in range(MOST_WORDS) if mates[1, k, 0] == at] or [mate]
    here = " ".join(_written(queries, left, k) for k in one)
    there = " ".join(_written(listed, right, k) for k in other)
    return f"{here} = {there}: {SAYS[Level(int(mates[0, at, 1]))]}"


def _written(names: Names, loaded: NDArray[np.int64], at: int) -> str:
    start, end = int(loaded[at, Column.START]), int(loaded[at, Column.END])
    return names.words.letters[start:end].tobytes().decode("ascii")


def _groups(seen: Evidence, model: Model, texts: tuple[str, str]) -> Iterator[Reason]:
    """Say what the names have in common as wholes, and what is left over of them."""
    row = seen.names.features[0]
    for feature, counts in _GROUPED:
        here = [int(count) for count in counts if row[count] != 0]
        if here:
            weight = sum(float(row[count]) * float(model.names[count]) for count in here)
            value = float(sum(row[count] for count in here))
            says = f"{_SENTENCES[feature]}: {texts[0]} = {texts[1]}"
            yield Reason(feature=feature, value=value, weight=weight, says=says)


_SENTENCES: Final = {
    "words_without_match": "some words of one name are not in the other",
    "numbers_in_name": "the numbers in the names differ",
    "legal_form": "legal forms compared",
    "share_of_name": "how much of each name is in the other",
    "rarity_of_name": "how seldom so much agrees by chance",
    "order_of_words": "the words stand in another order",
    "name_as_a_whole": "nearly equal without spaces",
    "other_script": "written in different scripts",
    "number_of_names": "the nearest of several names",
    "acronym": "one name is the initials of the other",
}


def _traits(
    seen: Evidence,
    model: Model,
    queries: Comparable,
    listed: Comparable,
    query_row: int,
    listed_row: int,
) -> Iterable[Reason]:
    one, other = queries.parties.record(query_row), listed.parties.record(listed_row)
    for trait in Trait:
        if seen.traits[0, trait]:
            yield Reason(
                feature=trait.name.lower(),
                value=float(seen.traits[0, trait]),
                weight=float(model.traits[trait]) * float(seen.traits[0, trait]),
                says=trait_sentence(trait, one, other),
            )
