"""Which word of one name is which of another."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN202, PLR0917, PLR1714 (kernels: numba types them)
from typing import Final

import numba as nb
import numpy as np

from euthyna.entities.names import Role
from euthyna.entities.scoring.comparing import compare
from euthyna.entities.scoring.levels import QUALITY, Level
from euthyna.entities.scoring.spelling import sound_distance, sounds_of, typing_distance

MOST_WORDS: Final = 12
"""Words of a name that are paired; the rest of a longer name is left out of the comparison."""
LONGEST_RUN: Final = 64
"""Letters of words that are run together."""

_QUALITY = np.array(QUALITY, np.float32)
_PARTICLE, _TITLE, _LEGAL = int(Role.PARTICLE), int(Role.TITLE), int(Role.LEGAL)
_INITIAL_ROLE, _NUMBER = int(Role.INITIAL), int(Role.NUMBER)
_EQUAL, _JOINED, _JOINED_NEAR = int(Level.EQUAL), int(Level.JOINED), int(Level.JOINED_NEAR)
_SURE = np.float32(0.8)
"""Pairs at least so alike are made before words are run together, weaker ones after it."""


@nb.njit(cache=True, nogil=True)
def naming_words(tokens, roles, start, end, found):  # type: ignore[no-untyped-def]
    """Write the places of the words that name somebody, and tell how many there are."""
    size = 0
    for at in range(start, end):
        role = roles[at]
        if role != _PARTICLE and role != _TITLE and role != _LEGAL and size < len(found):
            found[size] = at
            size += 1
    return size


@nb.njit(cache=True, nogil=True)
def align(left, right, is_person, levels, mates):  # type: ignore[no-untyped-def]
    """Pair the words of two names.

    Parameters
    ----------
    left, right
        Words, tokens, roles, places of naming words, how many these are, and where the name
        starts.
    is_person
        Whether both name a person: then no word but digits counts anything.
    levels
        Room for the level of each pair of words, uint8[MOST_WORDS, MOST_WORDS].
    mates
        Filled: for each word of the left the place in `right` of its mate, or -1; and its level
        (int32[2, MOST_WORDS, 2]); then the same for the right. A word run together with others
        has the first of them for a mate; so have the others with it.
    """
    words, tokens, roles, places, n, _ = left
    others, other_tokens, other_roles, other_places, m, _ = right
    for i in range(n):
        mates[0, i, 0] = -1
        mates[0, i, 1] = 0
    for j in range(m):
        mates[1, j, 0] = -1
        mates[1, j, 1] = 0
    for i in range(n):
        for j in range(m):
            one, other = places[i], other_places[j]
            levels[i, j] = _level(
                words,
                tokens[one],
                roles[one],
                others,
                other_tokens[other],
                other_roles[other],
                is_person,
            )
    _pair(left, right, levels, mates, _SURE)
    _join(left, right, mates, 0)
    _join(right, left, mates, 1)
    _pair(left, right, levels, mates, np.float32(0.01))


@nb.njit(cache=True, nogil=True)
def _level(words, one, role, others, other, other_role, is_person):  # type: ignore[no-untyped-def]
    if role == _NUMBER or other_role == _NUMBER or not is_person:
        if words.number[one] >= 0 and others.number[other] >= 0:
            return _EQUAL if words.number[one] == others.number[other] else 0
        if role == _NUMBER or other_role == _NUMBER:
            return 0
    return compare(words, one, others, other)


@nb.njit(cache=True, nogil=True)
def _pair(left, right, levels, mates, least):  # type: ignore[no-untyped-def]
    """Make pairs greedily: the most alike first, then the rarest, then the nearest in place."""
    words, tokens, _, places, n, _ = left
    m = right[4]
    while True:
        best, at, to = np.float32(0.0), -1, -1
        for i in range(n):
            if mates[0, i, 0] >= 0:
                continue
            for j in range(m):
                quality = _QUALITY[levels[i, j]]
                if mates[1, j, 0] >= 0 or quality < least:
                    continue
                rarity = words.rarity[tokens[places[i]]]
                key = quality + rarity * np.float32(1e-3) - abs(i - j) * np.float32(1e-5)
                if key > best:
                    best, at, to = key, i, j
        if at < 0:
            return
        _mate(mates, at, to, levels[at, to])


@nb.njit(cache=True, nogil=True)
def _mate(mates, i, j, level):  # type: ignore[no-untyped-def]
    mates[0, i, 0] = j
    mates[0, i, 1] = level
    mates[1, j, 0] = i
    mates[1, j, 1] = level


@nb.njit(cache=True, nogil=True)
def _join(many, single, mates, side):  # type: ignore[no-untyped-def]
    """Look for words of one name, with the particles between, that are one word of the other."""
    n = many[4]
    others, other_tokens, _, other_places, m, _ = single
    run = np.zeros(LONGEST_RUN, np.uint8)
    for j in range(m):
        if mates[1 - side, j, 0] >= 0:
            continue
        form = others.forms[other_tokens[other_places[j]]]
        start, end = others.starts[form], others.starts[form + 1]
        if end - start < 4:
            continue
        for i in range(n):
            level, last = _try_run(many, i, mates, side, others, start, end, run)
            if level == 0:
                continue
            for k in range(i, last + 1):
                mates[side, k, 0] = j
                mates[side, k, 1] = level
            mates[1 - side, j, 0] = i
            mates[1 - side, j, 1] = level
            break


@nb.njit(cache=True, nogil=True)
def _try_run(many, first, mates, side, others, start, end, run):  # type: ignore[no-untyped-def]
    """Run up to three words together from the first one on, and compare."""
    words, tokens, roles, places, n, earliest = many
    before = places[first]
    while before > earliest and roles[before - 1] == _PARTICLE:
        before -= 1
    for begin in (places[first], before):
        size, at = 0, begin
        for last in range(first, min(first + 3, n)):
            if mates[side, last, 0] >= 0:
                break
            while at <= places[last]:
                if roles[at] != _TITLE and roles[at] != _LEGAL:
                    size = _append(words, tokens[at], run, size)
                at += 1
            if last > first or begin < places[first]:
                level = _compare_run(run, size, others, start, end)
                if level > 0:
                    return level, last
        if before == places[first]:
            break
    return 0, first


@nb.njit(cache=True, nogil=True)
def _append(words, token, run, size):  # type: ignore[no-untyped-def]
    form = words.forms[token]
    for at in range(words.starts[form], words.starts[form + 1]):
        if size < len(run):
            run[size] = words.letters[at]
            size += 1
    return size


@nb.njit(cache=True, nogil=True)
def _compare_run(run, size, others, start, end):  # type: ignore[no-untyped-def]
    length = end - start
    if abs(size - length) > 3:
        return 0
    slips = typing_distance(run, 0, size, others.letters, start, end)
    if slips == 0:
        return _JOINED
    if slips <= max(length, size) // 7:
        return _JOINED_NEAR
    if length >= 5:
        sound = sound_distance(sounds_of(run, 0, size), sounds_of(others.letters, start, end), 1.0)
        if sound <= 0.1:
            return _JOINED_NEAR
    return 0
