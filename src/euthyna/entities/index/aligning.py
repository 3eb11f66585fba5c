"""How alike two names are, word by word: fast enough for a hundred candidates a query."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them, and an array taken
# out of a tuple is counted each time, so that they come one by one)
import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.index.keys import NAMING, is_eastern
from euthyna.entities.names import Analysed

WORDS = 10
"""Words of a name that are compared."""
WAYS = 24
"""Writings of these words that are compared."""
_SYMBOLS = 37
"""Letters, digits and anything else."""
_LEAST = 0.5
"""Likeness below which two words are not paired."""
_QUERY_LEFT, _LISTED_LEFT = 0.7, 0.25
"""What a word costs that only the query has, or only the listed name."""
_SAME_SOUND, _COARSE, _INITIAL, _JOINED = 0.88, 0.8, 0.7, 0.97
"""What words are worth that sound alike, may sound alike in another script, or begin alike; and
names that are equal when run together."""

Cards = tuple[NDArray[np.generic], ...]


def cards_of(names: Analysed) -> Cards:
    """Give what is needed to compare names: all of a writing in one line of the cache.

    Returns
    -------
    tuple of numpy.ndarray
        Offsets, tokens and roles of the names; offsets of writings; a card a writing (uint64[f,
        8]: skeleton; length, length of the skeleton, set of letters; 48 letters); scripts; offsets
        of coarse sounds, and these.
    """
    known = names.vocabulary
    cards = np.zeros((len(known.skeletons), 8), np.uint64)
    _write_cards(
        known.letters, known.letter_offsets, known.skeletons, known.skeleton_lengths, cards
    )
    return (
        names.offsets,
        names.tokens,
        names.roles,
        known.writing_offsets,
        cards,
        known.scripts,
        known.coarse_offsets,
        known.coarse,
    )


@nb.njit(cache=True, nogil=True)
def _write_cards(letters, offsets, skeletons, lengths, cards):  # type: ignore[no-untyped-def]
    for way in range(len(cards)):
        size = offsets[way + 1] - offsets[way]
        letter_set = np.uint64(0)
        for place in range(size):
            letter = np.uint64(letters[offsets[way] + place])
            letter_set |= np.uint64(1) << (letter & np.uint64(31))
            cards[way, 2 + place // 8] |= letter << np.uint64(8 * (place % 8))
        cards[way, 0] = skeletons[way]
        cards[way, 1] = (
            np.uint64(size)
            | (np.uint64(lengths[way]) << np.uint64(8))
            | (letter_set << np.uint64(32))
        )


@nb.njit(cache=True, nogil=True, inline="always")
def _letter(cards, way, place):  # type: ignore[no-untyped-def]
    return (cards[way, 2 + (place >> 3)] >> np.uint64(8 * (place & 7))) & np.uint64(255)


@nb.njit(cache=True, nogil=True, inline="always")
def _size(cards, way):  # type: ignore[no-untyped-def]
    return np.int64(cards[way, 1] & np.uint64(255))


@nb.njit(cache=True, nogil=True, inline="always")
def _symbol(letter):  # type: ignore[no-untyped-def]
    number = np.int64(letter)
    if 97 <= number <= 122:
        return number - 97
    return number - 22 if 48 <= number <= 57 else _SYMBOLS - 1


@nb.njit(cache=True, nogil=True)
def bits(number):  # type: ignore[no-untyped-def]
    """Count the bits that are set."""
    found = 0
    while number:
        number &= number - np.uint64(1)
        found += 1
    return found


@nb.njit(cache=True, nogil=True)
def distance(masks, mask, size, cards, way, length):  # type: ignore[no-untyped-def]
    """Count insertions, losses, replacements and swaps of neighbours (Hyyrö 2003)."""
    one = np.uint64(1)
    up, down = ~np.uint64(0), np.uint64(0)
    last_zero, last_mask = np.uint64(0), np.uint64(0)
    top = one << np.uint64(size - 1)
    found = size
    for at in range(length):
        here = masks[mask, _symbol(_letter(cards, way, at))]
        swap = (((~last_zero) & here) << one) & last_mask
        zero = (((here & up) + up) ^ up) | here | down | swap
        rise = down | ~(zero | up)
        fall = zero & up
        if rise & top:
            found += 1
        if fall & top:
            found -= 1
        rise = (rise << one) | one
        fall <<= one
        up = fall | ~(zero | rise)
        down = rise & zero
        last_zero, last_mask = zero, here
    return found


@nb.njit(cache=True, nogil=True)
def _alike(cards, a, masks, mask, others, b):  # type: ignore[no-untyped-def]
    """Compare one writing of a word with one of another, 0 to 1."""
    size, length = _size(cards, a), _size(others, b)
    same_first = (cards[a, 2] & np.uint64(255)) == (others[b, 2] & np.uint64(255))
    longer, shorter = max(size, length), min(size, length)
    if shorter == 1:
        return (1.0 if longer == 1 else _INITIAL) if same_first else 0.0
    found = 0.0
    if cards[a, 0] == others[b, 0]:
        consonants = (cards[a, 1] >> np.uint64(8)) & np.uint64(255)
        found = 0.0 if consonants == 0 else _SAME_SOUND - 0.2 * (consonants == 1)
    allowed = (longer + 2) // 4 + (1 if longer > 3 else 0)
    if longer - shorter > allowed:
        return found
    if bits((cards[a, 1] ^ others[b, 1]) >> np.uint64(32)) > 2 * allowed:
        return found
    steps = distance(masks, mask, size, others, b, length)
    if steps > allowed:
        return found
    return max(found, 1.0 - steps / longer - (0.0 if same_first or steps == 0 else 0.05))


@nb.njit(cache=True, nogil=True)
def naming_words(offsets, tokens, roles, name, words):  # type: ignore[no-untyped-def]
    """Write the words of a name that name somebody into `words`; tell how many."""
    many = 0
    for at in range(offsets[name], offsets[name + 1]):
        if many < len(words) and NAMING[roles[at]]:
            words[many] = tokens[at]
            many += 1
    return many


@nb.njit(cache=True, nogil=True)
def desk():  # type: ignore[no-untyped-def]
    """Make room for what is noted of a query: words, their letters, a table, a card."""
    return (
        np.zeros(WORDS, np.int32),
        np.zeros(WORDS, np.int32),
        np.zeros((WAYS + 1, _SYMBOLS), np.uint64),
        np.zeros(WORDS + 1, np.int64),
        np.zeros((WORDS, WORDS), np.float64),
        np.zeros((1, 8), np.uint64),
    )


@nb.njit(cache=True, nogil=True)
def note(card, at, masks):  # type: ignore[no-untyped-def]
    """Note a letter of a card in the last of the masks."""
    masks[WAYS, _symbol(_letter(card, 0, at))] |= np.uint64(1) << np.uint64(at)


@nb.njit(cache=True, nogil=True)
def note_letters(ways, cards, words, many, masks, first):  # type: ignore[no-untyped-def]
    """Note at which places of each writing of a query each letter stands."""
    filled = 0
    masks[:] = 0
    for place in range(many):
        first[place] = filled
        for way in range(ways[words[place]], ways[words[place] + 1]):
            if filled < WAYS:
                for at in range(_size(cards, way)):
                    symbol = _symbol(_letter(cards, way, at))
                    masks[filled, symbol] |= np.uint64(1) << np.uint64(at)
                filled += 1
    first[many] = filled


@nb.njit(cache=True, nogil=True)
def fill_table(ways, cards, words, many, masks, first, other_ways, others, row, count, table):  # type: ignore[no-untyped-def]
    """Fill a table of likeness: words of a query against those of a listed name."""
    for two in range(count):
        begin, end = other_ways[row[two]], other_ways[row[two] + 1]
        for one in range(many):
            best = 0.0
            for mask in range(first[one], first[one + 1]):
                way = ways[words[one]] + mask - first[one]
                for other in range(begin, end):
                    best = max(best, _alike(cards, way, masks, mask, others, other))
            table[one, two] = best


@nb.njit(cache=True, nogil=True)
def add_coarse(query, words, many, listed, row, count, table):  # type: ignore[no-untyped-def]
    """Lift words of which one is in Han, kana or Hangul and that may sound alike."""
    scripts, bounds, coarse = query[5], query[6], query[7]
    other_scripts, other_bounds, other_coarse = listed[5], listed[6], listed[7]
    for one in range(many):
        for two in range(count):
            if not (is_eastern(scripts[words[one]]) or is_eastern(other_scripts[row[two]])):
                continue
            for a in range(bounds[words[one]], bounds[words[one] + 1]):
                for b in range(other_bounds[row[two]], other_bounds[row[two] + 1]):
                    if coarse[a] == other_coarse[b]:
                        table[one, two] = max(table[one, two], _COARSE)


@nb.njit(cache=True, nogil=True)
def score(table, weights, many, other_weights, count):  # type: ignore[no-untyped-def]
    """Pair words of two names, the most alike first, and weigh what is left over."""
    taken, given, left, other_left = 0.0, 0.0, 0.0, 0.0
    for one in range(many):
        left += weights[one]
    for two in range(count):
        other_left += other_weights[two]
    for _ in range(min(many, count)):
        best, at, to = _LEAST, -1, -1
        for one in range(many):
            for two in range(count):
                if table[one, two] > best:
                    best, at, to = table[one, two], one, two
        if at < 0:
            break
        weight = (weights[at] + other_weights[to]) / 2
        taken += weight * best
        given += weight
        left -= weights[at]
        other_left -= other_weights[to]
        for two in range(count):
            table[at, two] = 0.0
        for one in range(many):
            table[one, to] = 0.0
    whole = given + _QUERY_LEFT * left + _LISTED_LEFT * other_left
    return taken / whole if whole > 0 else 0.0


@nb.njit(cache=True, nogil=True)
def run_together(ways, cards, words, many, out):  # type: ignore[no-untyped-def]
    """Write the letters of all words as one card, at most 48; tell how many there are."""
    out[:] = 0
    end = 0
    for place in range(many):
        way = ways[words[place]]
        for at in range(_size(cards, way)):
            if end < 48:
                out[0, 2 + end // 8] |= _letter(cards, way, at) << np.uint64(8 * (end % 8))
                end += 1
    return end


@nb.njit(cache=True, nogil=True)
def joined(masks, mask, size, card, length):  # type: ignore[no-untyped-def]
    """Compare two names with their words run together."""
    if size == 0 or abs(length - size) > 3:
        return 0.0
    steps = distance(masks, mask, size, card, 0, length)
    return _JOINED * (1 - steps / max(size, length))
