"""The evidence of all names of many pairs of parties, and which names are the nearest."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them)
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import Kind
from euthyna.entities.scoring.aligning import (
    LOADED,
    LONGEST_RUN,
    MOST_WORDS,
    SIZE,
    align,
    load,
)
from euthyna.entities.scoring.evidence import add_pair, name_evidence
from euthyna.entities.scoring.levels import FEATURES, Count
from euthyna.entities.scoring.words import Words

MOST_NAMES: Final = 64
"""Names of one party that are compared."""
THREADS: Final = 2
"""Threads that share the pairs of one call; the kernels leave Python's lock."""
_SHARE: Final = 2048
"""Pairs that a thread takes at once."""
KERNELS: Final = "b709a8b85541f11a"
"""Hash of the modules that this one compiles in.

What is compiled is kept, and made anew only when *this* file changes: numba looks at no other. So
this file must change with them; a test tells the hash.
"""
_NAMES = int(Count.NAMES)
_PERSON = int(Kind.PERSON)


class Names(NamedTuple):
    """The names of many parties as columns."""

    words: Words
    offsets: NDArray[np.int64]
    """The words of name i are the tokens from ``offsets[i]`` to ``offsets[i + 1]``."""
    tokens: NDArray[np.int32]
    roles: NDArray[np.uint8]
    parties: NDArray[np.int64]
    """The names of party p are those from ``parties[p]`` to ``parties[p + 1]``."""
    kinds: NDArray[np.uint8]
    """What each party is: `Kind`."""


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """What the names of each pair say, of the two names that are nearest."""

    features: NDArray[np.float32]
    """One row a pair, :data:`FEATURES` columns."""
    query_names: NDArray[np.int64]
    """The name of the one asked about that is nearest; -1 where one side has no names."""
    listed_names: NDArray[np.int64]


def compare_names(
    queries: Names,
    listed: Names,
    *,
    query_rows: NDArray[np.int64],
    listed_rows: NDArray[np.int64],
    weights: NDArray[np.float32],
) -> NameEvidence:
    """Compare every name of one party with every name of the other, for all pairs.

    Parameters
    ----------
    queries, listed
        The names of both sides.
    query_rows, listed_rows
        The pairs: rows of parties.
    weights
        By which of two pairs of names is nearer is judged; one for each feature.
    """
    size = len(query_rows)
    found = NameEvidence(
        np.zeros((size, FEATURES), np.float32),
        np.full(size, -1, np.int64),
        np.full(size, -1, np.int64),
    )
    bounds = range(0, size, _SHARE)

    def share(start: int) -> None:
        part = slice(start, start + _SHARE)
        _compare(
            queries,
            listed,
            query_rows[part],
            listed_rows[part],
            weights,
            found.features[part],
            found.query_names[part],
            found.listed_names[part],
        )

    if len(bounds) < 2:
        for start in bounds:
            share(start)
        return found
    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(share, bounds))
    return found


@nb.njit(cache=True, nogil=True)
def _compare(  # type: ignore[no-untyped-def]
    queries, listed, query_rows, listed_rows, weights, features, query_names, listed_names
):
    levels = np.zeros((MOST_WORDS, MOST_WORDS), np.int64)
    mates = np.zeros((2, MOST_WORDS, 2), np.int64)
    left = np.zeros((MOST_WORDS + 1, LOADED), np.int64)
    right = np.zeros((MOST_WORDS + 1, LOADED), np.int64)
    glued = np.zeros(MOST_WORDS * LONGEST_RUN, np.uint8)
    its_glued = np.zeros(MOST_WORDS * LONGEST_RUN, np.uint8)
    room = np.zeros((3, LONGEST_RUN + 1), np.float32)
    out = np.zeros(FEATURES, np.float32)
    words, others = queries.words, listed.words
    loaded = -1
    for pair in range(len(query_rows)):
        one, other = query_rows[pair], listed_rows[pair]
        is_person = queries.kinds[one] == _PERSON and listed.kinds[other] == _PERSON
        first, last = _range(queries.parties, one)
        from_, to = _range(listed.parties, other)
        choice = np.log(np.float32(max((last - first) * (to - from_), 1)))
        best = np.float32(-1e9)
        for name in range(first, last):
            if name != loaded:
                _load(queries, words, name, left, glued)
                loaded = name
            for against in range(from_, to):
                _load(listed, others, against, right, its_glued)
                name_evidence(
                    left,
                    words,
                    glued,
                    right,
                    others,
                    its_glued,
                    is_person,
                    levels,
                    mates,
                    room,
                    out,
                )
                out[_NAMES] = choice
                total = _total(out, weights)
                if total > best:
                    best = total
                    features[pair] = out
                    query_names[pair], listed_names[pair] = name, against


@nb.njit(nogil=True)
def _load(names, words, name, loaded, glued):  # type: ignore[no-untyped-def]
    start, end = names.offsets[name], names.offsets[name + 1]
    tokens, roles = names.tokens, names.roles
    load(words.table, words.rarity, words.letters, tokens, roles, start, end, loaded, glued)


@nb.njit(nogil=True)
def _range(offsets, row):  # type: ignore[no-untyped-def]
    return offsets[row], min(offsets[row + 1], offsets[row] + MOST_NAMES)


@nb.njit(nogil=True)
def _total(out, weights):  # type: ignore[no-untyped-def]
    total = np.float32(0)
    for at in range(len(out)):
        total += out[at] * weights[at]
    return total


@nb.njit(cache=True, nogil=True)
def align_two(queries, name, listed, other, is_person, loaded, mates, pairs):  # type: ignore[no-untyped-def]
    """Pair the words of two names, for people to read.

    Parameters
    ----------
    loaded
        Filled with both names, int64[2, MOST_WORDS + 1, LOADED].
    mates
        Filled as by :func:`~euthyna.entities.scoring.aligning.align`.
    pairs
        Filled for each word of the first with what its pair alone counts,
        float32[MOST_WORDS, FEATURES].
    """
    levels = np.zeros((MOST_WORDS, MOST_WORDS), np.int64)
    room = np.zeros((3, LONGEST_RUN + 1), np.float32)
    glued = np.zeros((2, MOST_WORDS * LONGEST_RUN), np.uint8)
    words, others = queries.words, listed.words
    _load(queries, words, name, loaded[0], glued[0])
    _load(listed, others, other, loaded[1], glued[1])
    left, right = loaded[0], loaded[1]
    align(left, words, glued[0], right, others, glued[1], is_person, levels, mates, room)
    for at in range(left[MOST_WORDS, SIZE]):
        if mates[0, at, 0] >= 0:
            add_pair(left, right, mates, at, pairs[at])
