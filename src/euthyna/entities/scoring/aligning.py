"""Which word of one name is which of another."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917, PLR1714, SIM109 (kernels)
from typing import Final

import numba as nb
import numpy as np

from euthyna.entities.names import Role
from euthyna.entities.scoring.comparing import are_far, compare
from euthyna.entities.scoring.levels import QUALITY, Level
from euthyna.entities.scoring.spelling import sound_distance, sounds_of, typing_distance
from euthyna.entities.scoring.words import COLUMNS, Column

MOST_WORDS: Final = 12
"""Words of a name that are paired; the rest of a longer name is left out of the comparison."""
LONGEST_RUN: Final = 64
"""Letters of words that are run together."""

ROLE: Final = COLUMNS
"""Columns of a loaded word after those of the vocabulary: its role in the name."""
RARITY: Final = COLUMNS + 1
"""Rarity in thousandths of a nat."""
SOUND_RARITY: Final = COLUMNS + 2
GLUE: Final = COLUMNS + 3
"""Where the letters start of the particles before it and the word itself, run together."""
GLUE_END: Final = COLUMNS + 4
LOADED: Final = COLUMNS + 5

SIZE, LEGAL_BITS, LETTERS, ALL_MASK = 0, 1, 2, 3
"""What the last row of a loaded name says of it as a whole."""

_QUALITY = np.array(QUALITY, np.float32)
_PARTICLE, _TITLE, _LEGAL = int(Role.PARTICLE), int(Role.TITLE), int(Role.LEGAL)
_NUMBER_ROLE = int(Role.NUMBER)
_TEXT, _NUMBER, _FORM = int(Column.TEXT), int(Column.NUMBER), int(Column.FORM)
_START, _END, _MASK = int(Column.START), int(Column.END), int(Column.MASK)
_LEGAL_CLASS = int(Column.LEGAL)
_EQUAL, _JOINED, _JOINED_NEAR = int(Level.EQUAL), int(Level.JOINED), int(Level.JOINED_NEAR)
_SURE = np.float32(0.8)
"""Pairs at least so alike are made before words are run together, weaker ones after it."""
_LEAST = np.float32(0.01)
_RARITY_SHARE = np.float32(1e-6)
_PLACE_SHARE = np.float32(1e-5)


@nb.njit(nogil=True)
def load(table, rarity, letters, tokens, roles, start, end, name, glued):  # type: ignore[no-untyped-def]
    """Gather what is known of the naming words of one name.

    Parameters
    ----------
    table, rarity, letters
        Of the vocabulary.
    tokens, roles, start, end
        The words of the name are the tokens from `start` to `end`.
    name
        Filled, int64[MOST_WORDS + 1, LOADED]: one row a naming word; the last row tells of all.
    glued
        Filled, uint8[MOST_WORDS * LONGEST_RUN]: letters of words with the particles before them.
    """
    size, legal, total, mask, filled, begin = 0, 0, 0, 0, 0, 0
    for at in range(start, end):
        token, role = tokens[at], roles[at]
        if role == _LEGAL:
            legal |= 1 << table[token, _LEGAL_CLASS]
        if role == _LEGAL or role == _TITLE or size == MOST_WORDS:
            continue
        for letter in range(table[token, _START], table[token, _END]):
            if filled - begin < LONGEST_RUN and filled < len(glued):
                glued[filled] = letters[letter]
                filled += 1
        if role == _PARTICLE:
            continue
        name[size, :COLUMNS] = table[token]
        name[size, ROLE] = role
        name[size, RARITY] = np.int64(rarity[token, 0] * 1000)
        name[size, SOUND_RARITY] = np.int64(rarity[token, 1] * 1000)
        name[size, GLUE], name[size, GLUE_END] = begin, filled
        begin = filled
        total += table[token, _END] - table[token, _START]
        mask |= table[token, _MASK]
        size += 1
    name[MOST_WORDS, SIZE], name[MOST_WORDS, LEGAL_BITS] = size, legal
    name[MOST_WORDS, LETTERS], name[MOST_WORDS, ALL_MASK] = total, mask


@nb.njit(nogil=True)
def align(left, words, glued, right, others, its_glued, is_person, levels, mates, room):  # type: ignore[no-untyped-def]
    """Pair the words of two names.

    Parameters
    ----------
    left, right
        Names as :func:`load` fills them, each with its vocabulary and its glued letters.
    is_person
        Whether both name a person: then no word but digits counts anything.
    levels
        Room for the level of each pair of words, int64[MOST_WORDS, MOST_WORDS].
    mates
        Filled: for each word of the left the place in `right` of its mate, or -1; and its level
        (int64[2, MOST_WORDS, 2]); then the same for the right. A word run together with others
        has the first of them for a mate; so have the others with it.
    room
        float32[3, LONGEST_RUN + 1].
    """
    n, m = left[MOST_WORDS, SIZE], right[MOST_WORDS, SIZE]
    mates[:, :, 0] = -1
    mates[:, :, 1] = 0
    for i in range(n):
        for j in range(m):
            if left[i, _TEXT] == right[j, _TEXT]:
                levels[i, j] = _EQUAL
            elif are_far(left[i], right[j]):
                levels[i, j] = 0
            else:
                levels[i, j] = _level(left[i], words, right[j], others, is_person, room)
    missing = _pair(left, n, m, levels, mates, _SURE)
    if missing > 0:
        _join(left, n, glued, right, m, others.letters, mates, 0, room)
        _join(right, m, its_glued, left, n, words.letters, mates, 1, room)
        _pair(left, n, m, levels, mates, _LEAST)


@nb.njit(nogil=True)
def _level(word, words, other, others, is_person, room):  # type: ignore[no-untyped-def]
    digits = word[ROLE] == _NUMBER_ROLE or other[ROLE] == _NUMBER_ROLE
    if digits or not is_person:
        if word[_NUMBER] >= 0 and other[_NUMBER] >= 0:
            return _EQUAL if word[_NUMBER] == other[_NUMBER] else 0
        if digits:
            return 0
    return compare(
        word,
        words.forms,
        words.sounds,
        words.letters,
        words.codes,
        other,
        others.forms,
        others.sounds,
        others.letters,
        others.codes,
        room,
    )


@nb.njit(nogil=True)
def _pair(left, n, m, levels, mates, least):  # type: ignore[no-untyped-def]
    """Make pairs greedily: the most alike first, then the rarest, then the nearest in place.

    Tells how many words of the side that has more of them are left.
    """
    missing = 0
    for side, size in ((0, n), (1, m)):
        lonely = 0
        for at in range(size):
            lonely += mates[side, at, 0] < 0
        missing = max(missing, lonely)
    while missing > 0:
        best, at, to = np.float32(0.0), -1, -1
        for i in range(n):
            if mates[0, i, 0] >= 0:
                continue
            for j in range(m):
                quality = _QUALITY[levels[i, j]]
                if quality < least or mates[1, j, 0] >= 0:
                    continue
                key = quality + left[i, RARITY] * _RARITY_SHARE - abs(i - j) * _PLACE_SHARE
                if key > best:
                    best, at, to = key, i, j
        if at < 0:
            break
        mates[0, at, 0], mates[0, at, 1] = to, levels[at, to]
        mates[1, to, 0], mates[1, to, 1] = at, levels[at, to]
        missing -= 1
    return missing


@nb.njit(nogil=True)
def _join(many, n, glued, single, m, letters, mates, side, room):  # type: ignore[no-untyped-def]
    """Look for words of one name, with the particles between, that are one word of the other."""
    for j in range(m):
        start, end = single[j, _START], single[j, _END]
        if mates[1 - side, j, 0] >= 0 or end - start < 4:
            continue
        for i in range(n):
            level, last = _try_runs(many, n, glued, i, mates, side, letters, start, end, room)
            if level == 0:
                continue
            for k in range(i, last + 1):
                mates[side, k, 0], mates[side, k, 1] = j, level
            mates[1 - side, j, 0], mates[1 - side, j, 1] = i, level
            break


@nb.njit(nogil=True)
def _try_runs(many, n, glued, first, mates, side, letters, start, end, room):  # type: ignore[no-untyped-def]
    """Run up to three words together from the first one on, and compare.

    Once without the particles before the first, once with them.
    """
    own = many[first, GLUE_END] - (many[first, _END] - many[first, _START])
    for begin in (own, many[first, GLUE]):
        for last in range(first, min(first + 3, n)):
            if mates[side, last, 0] >= 0:
                break
            if last == first and begin == own:
                continue
            level = _compare_run(glued, begin, many[last, GLUE_END], letters, start, end, room)
            if level > 0:
                return level, last
        if many[first, GLUE] == own:
            break
    return 0, first


@nb.njit(nogil=True)
def _compare_run(glued, begin, stop, letters, start, end, room):  # type: ignore[no-untyped-def]
    size, length = stop - begin, end - start
    if abs(size - length) > 3 or size > LONGEST_RUN:
        return 0
    slips = typing_distance(glued, begin, stop, letters, start, end, room)
    if slips == 0:
        return _JOINED
    if slips <= max(length, size) // 7:
        return _JOINED_NEAR
    if length >= 5 and slips <= 4:
        one, other = sounds_of(glued, begin, stop), sounds_of(letters, start, end)
        if sound_distance(one, other, np.float32(1), room) <= 0.1:
            return _JOINED_NEAR
    return 0
