"""Keys under which a name is filed: words, sounds, letters, pairs; made by compiled code."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them, arrays come one by one)
import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import Analysed, Role
from euthyna.entities.names.sounds import hash_of, skeleton_into

# As int64, not as literals, for each of which numba would compile anew.
WORD, SKELETON, PAIR, INITIALED, JOINED, TRIGRAM, COARSE, COARSE_PAIR = np.arange(8)
"""What a key is made of; kept in its lowest three bits."""

FILED, ASKED = np.arange(2)
"""Whether a name is listed or looked for."""

MOST_KEYS = 1024
"""Keys of one name; further ones are left out."""
_WORDS = 12
_WRITINGS = 32
_LETTERS = 192
_NEAR = 3
"""How far apart two words may stand to be filed as a pair."""
NAMING = np.zeros(8, np.bool_)
"""Roles of the words by which a name is found; titles, particles and legal forms are not."""
NAMING[[Role.WORD, Role.INITIAL, Role.PATRONYMIC, Role.NUMBER]] = True

Arrays = tuple[NDArray[np.generic], ...]


def arrays_of(names: Analysed) -> Arrays:
    """Give what makes keys of names, in the order in which the kernels take it."""
    known = names.vocabulary
    return (
        names.offsets,
        names.tokens,
        names.roles,
        known.writing_offsets,
        known.letter_offsets,
        known.letters,
        known.skeletons,
        known.skeleton_lengths,
        known.scripts,
        known.coarse_offsets,
        known.coarse,
    )


def keys_of(names: Analysed) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Make the keys of names.

    Returns
    -------
    tuple of numpy.ndarray
        Where the keys of each name begin (int64[n + 1]), and the keys: sorted 64-bit numbers
        that are the same in every process.
    """
    arrays = arrays_of(names)
    offsets = np.zeros(len(names) + 1, np.int64)
    _make(arrays, offsets, np.zeros(0, np.uint64))
    np.cumsum(offsets, out=offsets)
    keys = np.zeros(offsets[-1], np.uint64)
    if len(keys):
        _make(arrays, offsets, keys)
    return offsets, keys


@nb.njit(cache=True, nogil=True)
def _make(arrays, offsets, keys):  # type: ignore[no-untyped-def]
    """Count the keys of each name where there is no room for them, else write them."""
    scratch = np.zeros(MOST_KEYS, np.uint64)
    for name in range(len(offsets) - 1):
        size = name_keys(arrays, name, FILED, scratch)
        if len(keys) == 0:
            offsets[name + 1] = size
        else:
            keys[offsets[name] : offsets[name + 1]] = scratch[:size]


@nb.njit(cache=True, nogil=True)
def mixed(number, kind):  # type: ignore[no-untyped-def]
    """Spread a hash over all 64 bits, and put what the key is made of into the lowest."""
    found = np.uint64(number) ^ (np.uint64(kind + 1) * np.uint64(0x9E3779B97F4A7C15))
    found = (found ^ (found >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    found = (found ^ (found >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    found ^= found >> np.uint64(33)
    return (found & ~np.uint64(7)) | np.uint64(kind)


@nb.njit(cache=True, nogil=True)
def name_keys(arrays, name, asked, out):  # type: ignore[no-untyped-def]
    """Write the keys of a name into `out`, sorted and each once; tell how many.

    A listed name is filed under its coarse sounds as eastern or western; what is asked in an
    eastern script is looked for under both, what is asked in an alphabet under eastern only.
    """
    words = np.zeros(_WORDS, np.int32)
    many = _naming_words(arrays, name, words)
    size = np.int64(0)
    for place in range(many):
        size = _word_keys(arrays, words[place], out, size)
    size = _pair_keys(arrays, words[:many], out, size)
    size = _joined_keys(arrays, words[:many], out, size)
    for eastern in range(2):
        if asked != FILED or eastern == 0:
            size = _coarse_keys(arrays, words[:many], asked, eastern, out, size)
    return _distinct(out, size)


@nb.njit(cache=True, nogil=True)
def _naming_words(arrays, name, words):  # type: ignore[no-untyped-def]
    offsets, tokens, roles = arrays[0], arrays[1], arrays[2]
    many = 0
    for at in range(offsets[name], offsets[name + 1]):
        if many < len(words) and NAMING[roles[at]]:
            words[many] = tokens[at]
            many += 1
    return many


@nb.njit(cache=True, nogil=True)
def _put(out, size, key):  # type: ignore[no-untyped-def]
    if size < len(out):
        out[size] = key
        return size + 1
    return size


@nb.njit(cache=True, nogil=True)
def _word_keys(arrays, word, out, size):  # type: ignore[no-untyped-def]
    ways, bounds, letters, skeletons, lengths = arrays[3:8]
    for way in range(ways[word], ways[word + 1]):
        start, end = bounds[way], bounds[way + 1]
        size = _put(out, size, mixed(hash_of(letters, start, end), WORD))
        if lengths[way] >= 2:
            size = _put(out, size, mixed(skeletons[way], SKELETON))
        if way == ways[word]:
            size = _trigrams(letters, start, end, out, size)
    return size


@nb.njit(cache=True, nogil=True)
def word_key(arrays, way):  # type: ignore[no-untyped-def]
    """Give the key of a word by its first writing."""
    return mixed(hash_of(arrays[5], arrays[4][way], arrays[4][way + 1]), WORD)


@nb.njit(cache=True, nogil=True)
def _trigrams(letters, start, end, out, size):  # type: ignore[no-untyped-def]
    """File every three letters of a word, with a mark where it begins and ends."""
    one, two = np.uint64(0), np.uint64(1)
    for at in range(start, end + 1):
        three = np.uint64(letters[at]) if at < end else np.uint64(2)
        if two != np.uint64(1):
            number = (one << np.uint64(16)) | (two << np.uint64(8)) | three
            size = _put(out, size, mixed(number, TRIGRAM))
        one, two = two, three
    return size


@nb.njit(cache=True, nogil=True)
def _pair_keys(arrays, words, out, size):  # type: ignore[no-untyped-def]
    """File each word's sound with that of the words near it, and with their first sounds."""
    ways = arrays[3]
    many = len(words)
    near = many if many <= _NEAR + 2 else _NEAR + 1
    for one in range(many):
        for other in range(max(0, one - near), min(many, one + near + 1)):
            if one == other:
                continue
            for a in range(ways[words[one]], ways[words[one] + 1]):
                for b in range(ways[words[other]], ways[words[other] + 1]):
                    size = _pair(arrays, a, b, out, size, one < other)
    return size


@nb.njit(cache=True, nogil=True)
def _pair(arrays, a, b, out, size, both):  # type: ignore[no-untyped-def]
    bounds, letters, skeletons, lengths = arrays[4:8]
    if both and int(lengths[a]) + int(lengths[b]) >= 3:
        number = skeletons[a] * skeletons[b] + skeletons[a] + skeletons[b]
        size = _put(out, size, mixed(number, PAIR))
    if lengths[b] >= 2:
        first = np.uint64(_first(letters[bounds[a]]))
        size = _put(out, size, mixed(skeletons[b] + first, INITIALED))
    return size


@nb.njit(cache=True, nogil=True)
def is_eastern(script):  # type: ignore[no-untyped-def]
    """Tell Han, kana and Hangul from alphabets."""
    return script in (5, 6, 7)


@nb.njit(cache=True, nogil=True)
def _coarse_keys(arrays, words, asked, side, out, size):  # type: ignore[no-untyped-def]
    """File coarse sounds and pairs of them; `side` is where an asked name is looked for."""
    scripts, bounds, coarse = arrays[8:]
    for one in range(len(words)):
        east = is_eastern(scripts[words[one]])
        place = np.uint64(east) if asked == FILED else np.uint64(side)
        if asked != FILED and side == 0 and not east:
            continue
        for a in range(bounds[words[one]], bounds[words[one] + 1]):
            size = _put(out, size, mixed(coarse[a] + place, COARSE))
            for other in range(one + 1, min(len(words), one + _NEAR)):
                for b in range(bounds[words[other]], bounds[words[other] + 1]):
                    number = coarse[a] * coarse[b] + coarse[a] + coarse[b] + place
                    size = _put(out, size, mixed(number, COARSE_PAIR))
    return size


@nb.njit(cache=True, nogil=True)
def _first(letter):  # type: ignore[no-untyped-def]
    """Tell the class of the sound that a word begins with."""
    if letter in (97, 101, 105, 111, 117, 121, 104, 119):  # a e i o u y h w
        return 97
    if letter in (99, 107, 113, 103, 106):  # c k q g j
        return 107
    if letter in (98, 112, 118, 102):  # b p v f
        return 98
    if letter in (115, 122, 120):  # s z x
        return 115
    return letter


@nb.njit(cache=True, nogil=True)
def _joined_keys(arrays, words, out, size):  # type: ignore[no-untyped-def]
    """File the sound of all words run together: as written, and with an end moved across."""
    many = len(words)
    joined = np.zeros(_LETTERS, np.uint8)
    found = np.zeros(_LETTERS, np.uint8)
    turns = 1 if many < 2 else (2 if many == 2 else 3)
    for turn in range(turns):
        end = np.int64(0)
        for place in range(many):
            word = words[(place + (0, 1, many - 1)[turn]) % many]
            end = _append(arrays, word, joined, end)
        length = skeleton_into(joined, np.int64(0), end, found)
        if length >= 3:
            size = _put(out, size, mixed(hash_of(found, np.int64(0), length), JOINED))
    return size


@nb.njit(cache=True, nogil=True)
def _append(arrays, word, joined, end):  # type: ignore[no-untyped-def]
    ways, bounds, letters = arrays[3], arrays[4], arrays[5]
    way = ways[word]
    for at in range(bounds[way], bounds[way + 1]):
        if end < len(joined):
            joined[end] = letters[at]
            end += 1
    return end


@nb.njit(cache=True, nogil=True)
def _distinct(out, size):  # type: ignore[no-untyped-def]
    """Sort keys (Shell), and leave each once; numpy's sort takes seconds to compile."""
    gap = size // 2
    while gap > 0:
        for at in range(gap, size):
            key, place = out[at], at
            while place >= gap and out[place - gap] > key:
                out[place] = out[place - gap]
                place -= gap
            out[place] = key
        gap //= 2
    kept = 0
    for at in range(size):
        if at == 0 or out[at] != out[kept - 1]:
            out[kept] = out[at]
            kept += 1
    return kept
