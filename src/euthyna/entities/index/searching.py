"""The search: keys walked rarest first within a budget, the best names compared word by word."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them, arrays come one by one)
import numba as nb
import numpy as np

from euthyna.entities.index import aligning
from euthyna.entities.index.keys import ASKED, MOST_KEYS, name_keys, word_key
from euthyna.entities.index.postings import find
from euthyna.entities.index.weighing import weight_of

_LONGEST_FIRST = 20
"""How many budgets the list of the rarest key may take, when it is all there is."""
_BLEND = 0.3
"""What the cosine of the keys adds to the likeness of the words."""
_ENOUGH = 0.97
"""Likeness from which names are not compared run together."""


@nb.njit(cache=True, nogil=True)
def search(arrays, query, chosen, listed, index, limits, owners, rows, scores):  # type: ignore[no-untyped-def]
    """Find the best owners for some queries.

    Parameters
    ----------
    arrays
        Queries, as :func:`~euthyna.entities.index.keys.arrays_of` gives them.
    query, listed
        Queries and listed names, as :func:`~euthyna.entities.index.aligning.cards_of` gives them.
    chosen
        First query, and the one after the last.
    index
        Keys, starts, rows, buckets, squared weights of keys, norms of names, owners of names.
    limits
        Names compared word by word, postings walked a query.
    owners, rows, scores
        Filled: a row a query, best first; an owner of -1 ends them.
    """
    pool, budget = limits
    sums = np.zeros(len(index[5]), np.float32)
    touched = np.zeros(budget * (_LONGEST_FIRST + 1), np.int32)
    best, cosines = np.zeros(pool, np.int32), np.zeros(pool, np.float32)
    keys, numbers = np.zeros(MOST_KEYS, np.uint64), np.zeros(MOST_KEYS, np.int64)
    weights = np.zeros(aligning.WORDS, np.float32)
    desk = aligning.desk()
    for at in range(chosen[0], chosen[1]):
        known = _known_keys(arrays, at, index, keys, numbers)
        reached = _walk(numbers[:known], index, budget, sums, touched)
        many = _nearest(touched[:reached], sums, index[5], best)
        length = _length(numbers[:known], index[4])
        for place in range(many):
            cosines[place] = sums[best[place]] / (index[5][best[place]] * length)
        sums[touched[:reached]] = 0
        _weights_of(arrays, query, at, index, weights)
        out = owners[at], rows[at], scores[at]
        _compare(query, at, weights, listed, index, best[:many], cosines, desk, out)


@nb.njit(cache=True, nogil=True)
def _length(numbers, squares):  # type: ignore[no-untyped-def]
    """Give the length of a query: the root of the squares of its known keys."""
    found = 0.0
    for number in numbers:
        found += squares[number]
    return np.sqrt(max(found, 1e-6))


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
    least = _nth(cosines.copy(), len(touched) - len(best))
    many = 0
    for level in range(2):
        for at in range(len(touched)):
            above = cosines[at] > least if level == 0 else cosines[at] == least
            if above and many < len(best):
                best[many] = touched[at]
                many += 1
    return many


@nb.njit(cache=True, nogil=True)
def _nth(values, nth):  # type: ignore[no-untyped-def]
    """Give the value that sorting would put at a place (Hoare); the values change places."""
    low, high = 0, len(values) - 1
    while low < high:
        middle = values[(low + high) // 2]
        left, right = low, high
        while left <= right:
            while values[left] < middle:
                left += 1
            while values[right] > middle:
                right -= 1
            if left <= right:
                values[left], values[right] = values[right], values[left]
                left += 1
                right -= 1
        if nth <= right:
            high = right
        elif nth >= left:
            low = left
        else:
            break
    return values[nth]


@nb.njit(cache=True, nogil=True)
def _compare(query, name, weights, listed, index, best, cosines, desk, out):  # type: ignore[no-untyped-def]
    """Compare the nearest names word by word, and keep the best name of each owner."""
    whose = index[6]
    words, row, masks, first, table, card = desk
    cards = query[2]
    offsets, tokens, others = listed[:3]
    owners, rows, scores = out
    many = aligning.take_words(query[0], query[1], np.int64(name), words)
    aligning.note_letters(cards, words, many, masks, first)
    size = _note_joined(cards, words, many, masks, card)
    letter_set = aligning.letters_of(cards, words, many)
    east = aligning.any_eastern(cards, words, many)
    other_weights = np.zeros(aligning.WORDS, np.float32)
    kept = np.int64(0)
    for at in range(len(best)):
        count = aligning.take_words(offsets, tokens, np.int64(best[at]), row)
        for two in range(count):
            other_weights[two] = aligning.weight_on(others, row[two])
        aligning.fill_table(cards, words, many, masks, first, others, row, count, table)
        if east or aligning.any_eastern(others, row, count):
            aligning.add_coarse(query, words, many, listed, row, count, table)
        found = aligning.score(table, weights, many, other_weights, count)
        if found < _ENOUGH and aligning.may_join(others, row, count, size, letter_set):
            length = aligning.run_together(others, row, count, card)
            found = max(found, aligning.joined(masks, aligning.WAYS, size, card, length))
        found = (found + _BLEND * min(1.0, cosines[at])) / (1 + _BLEND)
        kept = _keep(whose[best[at]], best[at], found, owners, rows, scores, kept)


@nb.njit(cache=True, nogil=True)
def _note_joined(cards, words, many, masks, card):  # type: ignore[no-untyped-def]
    """Note the letters of a whole query as one word, in the last of the masks."""
    size = aligning.run_together(cards, words, many, card)
    for at in range(size):
        aligning.note(card, at, masks)
    return size


@nb.njit(cache=True, nogil=True)
def _weights_of(arrays, query, name, index, weights):  # type: ignore[no-untyped-def]
    """Weigh the words of a query by how rare they are in the index."""
    starts = index[1]
    words = np.zeros(aligning.WORDS, np.int32)
    for at in range(aligning.take_words(query[0], query[1], name, words)):
        number = find(index[0], index[3], word_key(arrays, words[at]))
        held = 0 if number < 0 else starts[number + 1] - starts[number]
        weights[at] = weight_of(held, len(index[5]))


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
