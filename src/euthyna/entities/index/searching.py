"""The search: keys walked rarest first within a budget, the best names compared word by word."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them, arrays come one by one)
import numba as nb
import numpy as np

from euthyna.entities.index import aligning
from euthyna.entities.index.keys import ASKED, MOST_KEYS, NAMING, name_keys, word_key
from euthyna.entities.index.postings import find
from euthyna.entities.index.weighing import weight_of

_LONGEST_FIRST = 20
"""How many budgets the list of the rarest key may take, when it is all there is."""
_JOINED = 0.97
"""What words that are equal when run together are worth."""


@nb.njit(cache=True, nogil=True)
def search(query, chosen, listed, index, limits, owners, rows, scores):  # type: ignore[no-untyped-def]
    """Find the best owners for some queries.

    Parameters
    ----------
    query, listed
        Arrays of names, as :func:`~euthyna.entities.index.keys.arrays_of` gives them.
    chosen
        First query, and the one after the last.
    index
        Keys, starts, rows, buckets, squared weights of keys, norms of names, weights of words,
        owners of names.
    limits
        Names compared word by word, postings walked a query.
    owners, rows, scores
        Filled: a row a query, best first; an owner of -1 ends them.
    """
    pool, budget = limits
    sums = np.zeros(len(index[5]), np.float32)
    touched = np.zeros(budget * (_LONGEST_FIRST + 1), np.int32)
    best = np.zeros(pool, np.int32)
    keys = np.zeros(MOST_KEYS, np.uint64)
    numbers = np.zeros(MOST_KEYS, np.int64)
    for at in range(chosen[0], chosen[1]):
        known = _known_keys(query, at, index, keys, numbers)
        reached = _walk(numbers[:known], index, budget, sums, touched)
        many = _nearest(touched[:reached], sums, index[5], best)
        sums[touched[:reached]] = 0
        _compare(query, at, listed, index, best[:many], owners[at], rows[at], scores[at])


@nb.njit(cache=True, nogil=True)
def _known_keys(query, name, index, keys, numbers):  # type: ignore[no-untyped-def]
    """Find the keys of a query that some listed name has, rarest first."""
    size = name_keys(query, name, ASKED, keys)
    starts = index[1]
    known = 0
    for at in range(size):
        number = find(index[0], index[3], keys[at])
        if number < 0:
            continue
        length = starts[number + 1] - starts[number]
        place = known
        while place > 0 and starts[numbers[place - 1] + 1] - starts[numbers[place - 1]] > length:
            numbers[place] = numbers[place - 1]
            place -= 1
        numbers[place] = number
        known += 1
    return known


@nb.njit(cache=True, nogil=True)
def _walk(numbers, index, budget, sums, touched):  # type: ignore[no-untyped-def]
    """Add the weights of keys to the names that have them; tell how many names were met."""
    starts, rows, squares = index[1], index[2], index[4]
    left = budget
    met = 0
    for place in range(len(numbers)):
        number = numbers[place]
        start, end = starts[number], starts[number + 1]
        if end - start > left:
            if place > 0:
                break
            end = min(end, start + budget * _LONGEST_FIRST)
        left -= end - start
        square = squares[number]
        for at in range(start, end):
            row = rows[at]
            if sums[row] == 0:
                touched[met] = row
                met += 1
            sums[row] += square
    return met


@nb.njit(cache=True, nogil=True)
def _nearest(touched, sums, norms, best):  # type: ignore[no-untyped-def]
    """Keep the names with the highest cosine, in no order; tell how many."""
    if len(touched) <= len(best):
        best[: len(touched)] = touched
        return len(touched)
    cosines = np.empty(len(touched), np.float32)
    for at in range(len(touched)):
        cosines[at] = sums[touched[at]] / norms[touched[at]]
    least = np.partition(cosines, len(touched) - len(best))[len(touched) - len(best)]
    many = 0
    for level in range(2):
        for at in range(len(touched)):
            above = cosines[at] > least if level == 0 else cosines[at] == least
            if above and many < len(best):
                best[many] = touched[at]
                many += 1
    return many


@nb.njit(cache=True, nogil=True)
def _compare(query, name, listed, index, best, owners, rows, scores):  # type: ignore[no-untyped-def]
    """Compare the nearest names word by word, and keep the best name of each owner."""
    words = np.zeros(aligning.WORDS, np.int32)
    words = words[: aligning.naming_words(query, NAMING, name, words)]
    masks = np.zeros((aligning.WAYS, aligning.SYMBOLS), np.uint64)
    first = np.zeros(aligning.WORDS + 1, np.int64)
    aligning.prepare(query, words, masks, first)
    weights = _weights_of(query, words, index)
    whole = np.zeros(64, np.uint8)
    size = aligning.run_together(query, words, whole)
    mask = np.zeros(aligning.SYMBOLS, np.uint64)
    aligning.fill_masks(whole, 0, size, mask)
    others = np.zeros(aligning.WORDS, np.int32)
    other_weights = np.zeros(aligning.WORDS, np.float32)
    table = np.zeros((aligning.WORDS, aligning.WORDS), np.float64)
    kept = 0
    for row in best:
        many = aligning.naming_words(listed, NAMING, row, others)
        for at in range(many):
            other_weights[at] = index[6][others[at]]
        aligning.fill_table(query, words, masks, first, listed, others[:many], table)
        found = aligning.score(table, weights, other_weights[:many])
        if size > 0 and found < _JOINED:
            length = aligning.run_together(listed, others[:many], whole)
            if abs(length - size) <= 3:
                steps = aligning.distance(mask, size, whole, 0, length)
                found = max(found, _JOINED * (1 - steps / max(size, length)))
        kept = _keep(index[7][row], row, found, owners, rows, scores, kept)


@nb.njit(cache=True, nogil=True)
def _weights_of(query, words, index):  # type: ignore[no-untyped-def]
    """Weigh the words of a query by how rare they are in the index."""
    starts = index[1]
    weights = np.zeros(len(words), np.float32)
    for at in range(len(words)):
        number = find(index[0], index[3], word_key(query, words[at]))
        df = 0 if number < 0 else starts[number + 1] - starts[number]
        weights[at] = weight_of(df, len(index[5]))
    return weights


@nb.njit(cache=True, nogil=True)
def _keep(owner, row, found, owners, rows, scores, kept):  # type: ignore[no-untyped-def]
    """Insert an owner into its place, once; tell how many are kept."""
    place = 0
    while place < kept and owners[place] != owner:
        place += 1
    if place < kept:
        if scores[place] >= found:
            return kept
    elif kept < len(owners):
        kept += 1
    elif scores[kept - 1] < found or (scores[kept - 1] == found and owners[kept - 1] > owner):
        place = kept - 1
    else:
        return kept
    while place > 0 and (
        scores[place - 1] < found or (scores[place - 1] == found and owners[place - 1] > owner)
    ):
        owners[place], rows[place] = owners[place - 1], rows[place - 1]
        scores[place] = scores[place - 1]
        place -= 1
    owners[place], rows[place], scores[place] = owner, row, found
    return kept
