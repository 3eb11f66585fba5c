"""How far two words are apart: by the keys that were hit, and by how they sound."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, C901, PLR0911, PLR0912, PLR0917, PLR1714 (kernels)
from typing import Final

import numba as nb
import numpy as np
from numpy.typing import NDArray

LONGEST: Final = 24
"""Letters of a word that are compared; the rest is cut."""

_SOUNDS: Final = (
    "", "a", "e", "i", "o", "u", "b", "v", "f", "p", "t", "d", "k", "kh", "g", "gh", "h", "s", "z",
    "sh", "zh", "ch", "j", "ts", "l", "r", "m", "n", "x", "c", "q",
)  # fmt: skip
_CODE: Final = {sound: code for code, sound in enumerate(_SOUNDS)}
_VOWELS: Final = 5
"""Codes 1 to 5 are vowels."""
_NEAR: Final = (
    ("e i", 0.2), ("o u", 0.2), ("a e", 0.3), ("a o", 0.3), ("i u", 0.45), ("e o", 0.45),
    ("a i", 0.45), ("a u", 0.45), ("e u", 0.45), ("i o", 0.45), ("i j", 0.3), ("u v", 0.35),
    ("i gh", 0.7), ("b v", 0.45), ("b p", 0.45), ("b f", 0.6), ("v f", 0.3), ("p f", 0.4),
    ("t d", 0.4), ("t ch", 0.6), ("t ts", 0.6), ("d z", 0.55), ("d j", 0.6), ("k kh", 0.3),
    ("k g", 0.45), ("k q", 0.05), ("k c", 0.05), ("k ch", 0.6), ("k x", 0.5), ("k h", 0.7),
    ("k gh", 0.5), ("kh h", 0.25), ("kh x", 0.25), ("kh q", 0.3), ("kh c", 0.5), ("kh g", 0.6),
    ("kh gh", 0.4), ("kh ch", 0.5), ("kh j", 0.6), ("g gh", 0.15), ("g q", 0.25), ("g j", 0.25),
    ("g h", 0.5), ("g zh", 0.45), ("g c", 0.5), ("gh h", 0.5), ("gh q", 0.3), ("gh j", 0.5),
    ("h j", 0.45), ("h x", 0.5), ("h q", 0.7), ("s z", 0.2), ("s sh", 0.3), ("s ts", 0.35),
    ("s c", 0.2), ("s ch", 0.55), ("s x", 0.3), ("s zh", 0.5), ("z zh", 0.25), ("z ts", 0.25),
    ("z j", 0.4), ("z sh", 0.5), ("z c", 0.5), ("z ch", 0.55), ("z x", 0.5), ("sh zh", 0.35),
    ("sh ch", 0.35), ("sh x", 0.2), ("sh j", 0.45), ("sh c", 0.4), ("sh ts", 0.45), ("sh q", 0.5),
    ("zh j", 0.2), ("zh ch", 0.4), ("zh ts", 0.45), ("zh c", 0.45), ("zh q", 0.5), ("ch j", 0.35),
    ("ch ts", 0.35), ("ch c", 0.15), ("ch q", 0.15), ("ch x", 0.4), ("j ts", 0.5), ("j c", 0.5),
    ("j q", 0.35), ("j x", 0.45), ("ts c", 0.15), ("ts q", 0.5), ("ts x", 0.5), ("c q", 0.2),
    ("c x", 0.5), ("q x", 0.4), ("l r", 0.55), ("m n", 0.6),
)  # fmt: skip
"""What it costs to write one sound for another; any other pair costs 1.

Judged by ear and by schools of transliteration, not fitted: the levels built on it are.
"""
_GAPS: Final = {"a": 0.4, "e": 0.4, "i": 0.4, "o": 0.45, "u": 0.4, "h": 0.3, "gh": 0.6, "j": 0.8}
"""What it costs to leave a sound out; any other costs 1."""


def _costs() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    pairs = np.ones((len(_SOUNDS), len(_SOUNDS)), np.float32)
    np.fill_diagonal(pairs, 0)
    for both, cost in _NEAR:
        one, other = (_CODE[sound] for sound in both.split())
        pairs[one, other] = pairs[other, one] = cost
    gaps = np.array([_GAPS.get(sound, 1.0) for sound in _SOUNDS], np.float32)
    return pairs, gaps


_PAIRS, _GAP = _costs()
_X, _K, _S = _CODE["x"], _CODE["k"], _CODE["s"]
"""Inside a word x is ks; at its start it is the x of Chinese, or that of Xavier."""


def _letters() -> NDArray[np.uint8]:
    table = np.zeros(256, np.uint8)
    same = {"y": "i", "w": "v"}
    for letter in "abcdefghijklmnopqrstuvwxyz":
        table[ord(letter)] = _CODE[same.get(letter, letter)]
    return table


_LETTER: Final = _letters()


def sounds(letters: NDArray[np.uint8], starts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Write words as sounds.

    Parameters
    ----------
    letters
        ASCII letters of all words.
    starts
        Where each word starts, and the end of the last.

    Returns
    -------
    numpy.ndarray
        One row a word of :data:`LONGEST` codes, 0 after its end.
    """
    found = np.zeros((len(starts) - 1, LONGEST), np.uint8)
    _sounds(letters, starts, found)
    return found


@nb.njit(cache=True, nogil=True)
def _sounds(letters, starts, out):  # type: ignore[no-untyped-def]
    for word in range(len(starts) - 1):
        _write_sounds(letters, starts[word], starts[word + 1], out[word])


@nb.njit(nogil=True)
def sounds_of(letters, start, end):  # type: ignore[no-untyped-def]
    """Write one word as sounds."""
    found = np.zeros(LONGEST, np.uint8)
    _write_sounds(letters, start, end, found)
    return found


@nb.njit(nogil=True)
def _write_sounds(letters, at, end, out):  # type: ignore[no-untyped-def]
    size = 0
    while at < end and size < LONGEST:
        code, step = _sound(letters, at, end)
        if code == _X and size > 0 and size < LONGEST - 1:
            out[size] = _K
            size += 1
            code = _S
        if code != 0 and (size == 0 or out[size - 1] != code):
            out[size] = code
            size += 1
        at += step


@nb.njit(nogil=True)
def _sound(letters, at, end):  # type: ignore[no-untyped-def]
    """Tell the sound at a place, and how many letters write it."""
    one = letters[at]
    two = letters[at + 1] if at + 1 < end else 0
    three = letters[at + 2] if at + 2 < end else 0
    if three == 104 and (one == 115 and two == 99):  # sch
        return 19, 3
    if three == 104 and (one == 116 and two == 99):  # tch
        return 21, 3
    if three == 104 and (one == 100 and two == 122):  # dzh
        return 22, 3
    if two == 104:
        if one == 107:
            return 13, 2  # kh
        if one == 103:
            return 15, 2  # gh
        if one == 112:
            return 8, 2  # ph
        if one == 115:
            return 19, 2  # sh
        if one == 122:
            return 20, 2  # zh
        if one == 99:
            return 21, 2  # ch
        if one == 116:
            return 10, 2  # th
        if one == 100:
            return 11, 2  # dh
    if one == 116 and (two == 115 or two == 122):
        return 23, 2  # ts, tz
    if one == 99 and two == 107:
        return 12, 2  # ck
    if one == 99 and two == 122:
        return 21, 2  # cz
    if one == 100 and two == 106:
        return 22, 2  # dj
    if one == 111 and (two == 117 or two == 111):
        return 5, 2  # ou, oo
    if one == 101 and two == 101:
        return 3, 2  # ee
    return _LETTER[one], 1


@nb.njit(nogil=True)
def sound_distance(one, other, vowel_gap, room):  # type: ignore[no-untyped-def]
    """Sum what it costs to turn one row of sounds into another, over the longer one's length.

    `vowel_gap` scales the cost of a vowel left out: scripts without vowels leave out most.
    `room` is float32[2, LONGEST + 1] or more.
    """
    n, m = _length(one), _length(other)
    if n == 0 or m == 0:
        return np.float32(1.0)
    before, row = 0, 1
    room[before, 0] = 0
    for j in range(m):
        room[before, j + 1] = room[before, j] + _gap(other[j], vowel_gap)
    for i in range(n):
        gap = _gap(one[i], vowel_gap)
        room[row, 0] = room[before, 0] + gap
        for j in range(m):
            best = room[before, j] + _PAIRS[one[i], other[j]]
            best = min(best, room[before, j + 1] + gap)
            room[row, j + 1] = min(best, room[row, j] + _gap(other[j], vowel_gap))
        before, row = row, before
    return room[before, m] / np.float32(max(n, m))


@nb.njit(nogil=True)
def _gap(code, vowel_gap):  # type: ignore[no-untyped-def]
    gap = _GAP[code]
    return gap * vowel_gap if code <= _VOWELS else gap


@nb.njit(nogil=True)
def _length(codes):  # type: ignore[no-untyped-def]
    size = 0
    while size < len(codes) and codes[size] != 0:
        size += 1
    return size


@nb.njit(nogil=True)
def typing_distance(one, start, end, other, from_, to, room):  # type: ignore[no-untyped-def]
    """Count letters put in, left out, swapped with the next or replaced.

    `room` is an array of numbers, [3, letters of the other word + 1] or more.
    """
    n, m = end - start, to - from_
    earlier, before, row = 0, 1, 2
    for j in range(m + 1):
        room[before, j] = j
    for i in range(1, n + 1):
        room[row, 0] = i
        left = one[start + i - 1]
        for j in range(1, m + 1):
            right = other[from_ + j - 1]
            if left == right:
                best = room[before, j - 1]
            else:
                best = 1 + min(room[before, j], room[row, j - 1], room[before, j - 1])
            if i > 1 and j > 1 and left == other[from_ + j - 2] and one[start + i - 2] == right:
                best = min(best, room[earlier, j - 2] + 1)
            room[row, j] = best
        earlier, before, row = before, row, earlier
    return np.int64(room[before, m])
