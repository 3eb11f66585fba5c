"""How alike two names are, word by word: fast enough for a hundred candidates a query."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them, and an array taken
# out of a tuple is counted each time, so that they come one by one)
import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.index.keys import NAMING
from euthyna.entities.names import Analysed
from euthyna.entities.names.eastern import EASTERN

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


def cards_of(names: Analysed, *, weights: NDArray[np.float32] | None = None) -> Cards:
    """Give what is needed to compare names: all of a writing in one line of the cache.

    A name is compared by its words that name somebody; a word is told by its first writing.

    Parameters
    ----------
    weights
        What each word of the vocabulary is worth, 0 to 1; without them, 1.

    Returns
    -------
    tuple of numpy.ndarray
        Offsets of the names; the first writing of each word; a card a writing (uint64[f, 8]:
        skeleton; length, consonants, writings of the word, whether it is in Han, kana or Hangul,
        weight and set of letters; 48 letters); the word of each writing; offsets of coarse sounds
        of words, and these.
    """
    known = names.vocabulary
    ways = np.diff(known.writing_offsets)
    words = np.repeat(np.arange(len(ways), dtype=np.int32), ways)
    shares = np.ones(len(known)) if weights is None else weights
    east = np.isin(known.scripts, [int(script) for script in EASTERN])
    marks = (np.rint(shares * 127).astype(np.uint64) << 1) | east
    cards = np.zeros((len(words), 8), np.uint64)
    cards[:, 0] = known.skeletons
    cards[:, 1] = (marks[words] << 24) | (ways[words] << 16).astype(np.uint64)
    cards[:, 1] |= known.skeleton_lengths.astype(np.uint64) << 8
    _write_letters(known.letters, known.letter_offsets, cards)
    naming = NAMING[names.roles]
    counts = np.concatenate([[0], np.cumsum(naming)]).astype(np.int64)
    firsts = known.writing_offsets[names.tokens[naming]].astype(np.int32)
    return counts[names.offsets], firsts, cards, words, known.coarse_offsets, known.coarse


@nb.njit(cache=True, nogil=True)
def _write_letters(letters, offsets, cards):  # type: ignore[no-untyped-def]
    for way in range(len(cards)):
        size = offsets[way + 1] - offsets[way]
        letter_set = np.uint64(0)
        for place in range(size):
            letter = np.uint64(letters[offsets[way] + place])
            letter_set |= np.uint64(1) << (letter & np.uint64(31))
            cards[way, 2 + place // 8] |= letter << np.uint64(8 * (place % 8))
        cards[way, 1] |= np.uint64(size) | (letter_set << np.uint64(32))


@nb.njit(cache=True, nogil=True, inline="always")
def _letter(cards, way, place):  # type: ignore[no-untyped-def]
    return (cards[way, 2 + (place >> 3)] >> np.uint64(8 * (place & 7))) & np.uint64(255)


@nb.njit(cache=True, nogil=True, inline="always")
def _size(cards, way):  # type: ignore[no-untyped-def]
    return np.int64(cards[way, 1] & np.uint64(255))


@nb.njit(cache=True, nogil=True, inline="always")
def _ways(cards, way):  # type: ignore[no-untyped-def]
    return np.int64((cards[way, 1] >> np.uint64(16)) & np.uint64(255))


@nb.njit(cache=True, nogil=True, inline="always")
def weight_on(cards, way):  # type: ignore[no-untyped-def]
    """Read the weight of a word from the card of its first writing."""
    return np.float32((cards[way, 1] >> np.uint64(25)) & np.uint64(127)) / np.float32(127)


@nb.njit(cache=True, nogil=True)
def any_eastern(cards, words, many):  # type: ignore[no-untyped-def]
    """Tell whether a word is in Han, kana or Hangul."""
    found = np.uint64(0)
    for place in range(many):
        found |= cards[words[place], 1]
    return (found >> np.uint64(24)) & np.uint64(1) == 1


@nb.njit(cache=True, nogil=True, inline="always")
def _symbol(letter):  # type: ignore[no-untyped-def]
    number = np.int64(letter)
    if 97 <= number <= 122:
        return number - 97
    return number - 22 if 48 <= number <= 57 else _SYMBOLS - 1


@nb.njit(cache=True, nogil=True)
def bits(number):  # type: ignore[no-untyped-def]
    """Count the bits that are set."""
    number -= (number >> np.uint64(1)) & np.uint64(0x5555555555555555)
    pairs = np.uint64(0x3333333333333333)
    number = (number & pairs) + ((number >> np.uint64(2)) & pairs)
    number = (number + (number >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((number * np.uint64(0x0101010101010101)) >> np.uint64(56))


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
def take_words(offsets, tokens, name, words):  # type: ignore[no-untyped-def]
    """Write the first writings of the words of a name into `words`; tell how many."""
    start = offsets[name]
    many = min(offsets[name + 1] - start, len(words))
    for at in range(many):
        words[at] = tokens[start + at]
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
def note_letters(cards, words, many, masks, first):  # type: ignore[no-untyped-def]
    """Note at which places of each writing of a query each letter stands."""
    filled = 0
    masks[:] = 0
    for place in range(many):
        first[place] = filled
        for way in range(words[place], words[place] + _ways(cards, words[place])):
            if filled < WAYS:
                for at in range(_size(cards, way)):
                    symbol = _symbol(_letter(cards, way, at))
                    masks[filled, symbol] |= np.uint64(1) << np.uint64(at)
                filled += 1
    first[many] = filled


@nb.njit(cache=True, nogil=True)
def fill_table(cards, words, many, masks, first, others, row, count, table):  # type: ignore[no-untyped-def]
    """Fill a table of likeness: words of a query against those of a listed name."""
    for two in range(count):
        begin = row[two]
        end = begin + _ways(others, begin)
        for one in range(many):
            best = 0.0
            for mask in range(first[one], first[one + 1]):
                way = words[one] + mask - first[one]
                for other in range(begin, end):
                    best = max(best, _alike(cards, way, masks, mask, others, other))
            table[one, two] = best


@nb.njit(cache=True, nogil=True)
def add_coarse(query, words, many, listed, row, count, table):  # type: ignore[no-untyped-def]
    """Lift words of which one is in Han, kana or Hangul and that may sound alike."""
    cards, word_of, bounds, coarse = query[2:]
    other_cards, other_word_of, other_bounds, other_coarse = listed[2:]
    for one in range(many):
        for two in range(count):
            east = (cards[words[one], 1] | other_cards[row[two], 1]) >> np.uint64(24)
            if east & np.uint64(1) == 0:
                continue
            word, other = word_of[words[one]], other_word_of[row[two]]
            for a in range(bounds[word], bounds[word + 1]):
                for b in range(other_bounds[other], other_bounds[other + 1]):
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
def run_together(cards, words, many, out):  # type: ignore[no-untyped-def]
    """Write the letters of all words as one card, at most 48; tell how many there are."""
    out[:] = 0
    end = 0
    for place in range(many):
        way = words[place]
        for at in range(_size(cards, way)):
            if end < 48:
                out[0, 2 + end // 8] |= _letter(cards, way, at) << np.uint64(8 * (end % 8))
                end += 1
    return end


@nb.njit(cache=True, nogil=True)
def may_join(cards, words, many, size, letter_set):  # type: ignore[no-untyped-def]
    """Tell whether a name is about as long, and of about the same letters, as a query."""
    length, own = 0, np.uint64(0)
    for place in range(many):
        way = words[place]
        length += _size(cards, way)
        own |= cards[way, 1] >> np.uint64(32)
    return size > 0 and abs(length - size) <= 3 and bits(own ^ letter_set) <= 6


@nb.njit(cache=True, nogil=True)
def letters_of(cards, words, many):  # type: ignore[no-untyped-def]
    """Give the set of the letters of some words."""
    found = np.uint64(0)
    for place in range(many):
        found |= cards[words[place], 1] >> np.uint64(32)
    return found


@nb.njit(cache=True, nogil=True)
def joined(masks, mask, size, card, length):  # type: ignore[no-untyped-def]
    """Compare two names with their words run together."""
    steps = distance(masks, mask, size, card, np.int64(0), length)
    return _JOINED * (1 - steps / max(size, length))
