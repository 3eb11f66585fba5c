"""How alike two names are, word by word: fast enough for a hundred candidates a query."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them, arrays come one by one)
import numba as nb
import numpy as np

from euthyna.entities.index.keys import is_eastern

WORDS = 10
"""Words of a name that are compared."""
WAYS = 24
"""Writings of these words that are compared."""
SYMBOLS = 37
"""Letters, digits and anything else."""
_LEAST = 0.5
"""Likeness below which two words are not paired."""
_QUERY_LEFT, _LISTED_LEFT = 0.7, 0.25
"""What a word costs that only the query has, or only the listed name."""
_SAME_SOUND = 0.88
_COARSE = 0.8
"""What words of two scripts are worth that may sound alike."""


@nb.njit(cache=True, nogil=True)
def symbol(letter):  # type: ignore[no-untyped-def]
    """Give the number of a letter or digit."""
    if 97 <= letter <= 122:
        return letter - 97
    return letter - 22 if 48 <= letter <= 57 else SYMBOLS - 1


@nb.njit(cache=True, nogil=True)
def fill_masks(letters, start, end, masks):  # type: ignore[no-untyped-def]
    """Note at which places of a word each letter stands."""
    masks[:] = 0
    for at in range(start, end):
        masks[symbol(letters[at])] |= np.uint64(1) << np.uint64(at - start)


@nb.njit(cache=True, nogil=True)
def distance(masks, size, letters, start, end):  # type: ignore[no-untyped-def]
    """Count insertions, losses, replacements and swaps of neighbours (Hyyrö 2003)."""
    one = np.uint64(1)
    up, down = ~np.uint64(0), np.uint64(0)
    last_zero, last_mask = np.uint64(0), np.uint64(0)
    top = one << np.uint64(size - 1)
    found = size
    for at in range(start, end):
        mask = masks[symbol(letters[at])]
        swap = (((~last_zero) & mask) << one) & last_mask
        zero = (((mask & up) + up) ^ up) | mask | down | swap
        rise = down | ~(zero | up)
        fall = zero & up
        found += int((rise & top) != 0) - int((fall & top) != 0)
        rise = (rise << one) | one
        fall <<= one
        up = fall | ~(zero | rise)
        down = rise & zero
        last_zero, last_mask = zero, mask
    return found


@nb.njit(cache=True, nogil=True)
def _alike(query, masks, a, listed, b):  # type: ignore[no-untyped-def]
    """Compare one writing of a word with one of another, 0 to 1."""
    bounds, letters, skeletons, lengths = query[4:8]
    other_bounds, other_letters, other_skeletons = listed[4:7]
    start, size = bounds[a], bounds[a + 1] - bounds[a]
    begin, end = other_bounds[b], other_bounds[b + 1]
    longer = max(size, end - begin)
    same_first = letters[start] == other_letters[begin]
    if size == 1 or end - begin == 1:
        return (1.0 if longer == 1 else 0.7) if same_first else 0.0
    steps = distance(masks, size, other_letters, begin, end)
    if steps == 0:
        return 1.0
    found = 1.0 - steps / longer - (0.0 if same_first else 0.05)
    if steps > (longer + 2) // 4 + int(longer > 3):
        found = 0.0
    if skeletons[a] == other_skeletons[b] and lengths[a] >= 1:
        found = max(found, _SAME_SOUND - (0.2 if lengths[a] < 2 else 0.0))
    return found


@nb.njit(cache=True, nogil=True)
def naming_words(names, naming, name, words):  # type: ignore[no-untyped-def]
    """Write the words of a name that name somebody into `words`; tell how many."""
    offsets, tokens, roles = names[0], names[1], names[2]
    many = 0
    for at in range(offsets[name], offsets[name + 1]):
        if many < len(words) and naming[roles[at]]:
            words[many] = tokens[at]
            many += 1
    return many


@nb.njit(cache=True, nogil=True)
def prepare(query, words, masks, first):  # type: ignore[no-untyped-def]
    """Note the letters of all writings of the words of a query, once for all candidates."""
    ways, bounds, letters = query[3], query[4], query[5]
    filled = 0
    for place in range(len(words)):
        first[place] = filled
        for way in range(ways[words[place]], ways[words[place] + 1]):
            if filled < WAYS:
                fill_masks(letters, bounds[way], bounds[way + 1], masks[filled])
                filled += 1
    first[len(words)] = filled


@nb.njit(cache=True, nogil=True)
def fill_table(query, words, masks, first, listed, others, table):  # type: ignore[no-untyped-def]
    """Fill a table of likeness: words of a query against those of a listed name."""
    ways, other_ways = query[3], listed[3]
    for one in range(len(words)):
        for two in range(len(others)):
            best = 0.0
            for mask in range(first[one], first[one + 1]):
                way = ways[words[one]] + mask - first[one]
                for other in range(other_ways[others[two]], other_ways[others[two] + 1]):
                    if best < 1.0:
                        best = max(best, _alike(query, masks[mask], way, listed, other))
            if best < _COARSE and _sound_coarsely_alike(query, words[one], listed, others[two]):
                best = _COARSE
            table[one, two] = best


@nb.njit(cache=True, nogil=True)
def _sound_coarsely_alike(query, word, listed, other):  # type: ignore[no-untyped-def]
    """Compare coarse sounds where one of two words is in Han, kana or Hangul."""
    if not (is_eastern(query[8][word]) or is_eastern(listed[8][other])):
        return False
    for a in range(query[9][word], query[9][word + 1]):
        for b in range(listed[9][other], listed[9][other + 1]):
            if query[10][a] == listed[10][b]:
                return True
    return False


@nb.njit(cache=True, nogil=True)
def score(table, weights, other_weights):  # type: ignore[no-untyped-def]
    """Pair words of two names, the most alike first, and weigh what is left over."""
    many, more = len(weights), len(other_weights)
    taken, given = 0.0, 0.0
    left, other_left = weights.sum(), other_weights.sum()
    for _ in range(min(many, more)):
        best, one, two = _LEAST, -1, -1
        for row in range(many):
            for column in range(more):
                if table[row, column] > best:
                    best, one, two = table[row, column], row, column
        if one < 0:
            break
        weight = (weights[one] + other_weights[two]) / 2
        taken += weight * best
        given += weight
        left -= weights[one]
        other_left -= other_weights[two]
        table[one, :more] = 0.0
        table[:many, two] = 0.0
    whole = given + _QUERY_LEFT * left + _LISTED_LEFT * other_left
    return taken / whole if whole > 0 else 0.0


@nb.njit(cache=True, nogil=True)
def run_together(names, words, out):  # type: ignore[no-untyped-def]
    """Write the letters of all words as one, at most 64; tell how many there are."""
    ways, bounds, letters = names[3], names[4], names[5]
    end = 0
    for word in words:
        way = ways[word]
        for at in range(bounds[way], bounds[way + 1]):
            if end < len(out):
                out[end] = letters[at]
                end += 1
    return end
