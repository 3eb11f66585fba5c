"""Consonant skeletons: words that sound alike in any alphabet get one number."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, C901, PLR0911, PLR0912, PLR1714 (kernels: numba types them)
import numba as nb
import numpy as np

LONGEST_SKELETON = 24
"""Consonants that are looked at; no word of a name has more."""


def skeletons(letters: np.ndarray, offsets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Reduce words to their consonants, alike ones to one.

    Parameters
    ----------
    letters
        ASCII letters of all words (uint8).
    offsets
        Where each word starts, and the end of the last (int64).

    Returns
    -------
    tuple of numpy.ndarray
        A 64-bit hash of each skeleton (uint64), and how many consonants it has (uint8).
    """
    words = len(offsets) - 1
    hashes = np.zeros(words, np.uint64)
    lengths = np.zeros(words, np.uint8)
    _skeletons(letters, offsets, hashes, lengths)
    return hashes, lengths


@nb.njit(cache=True, nogil=True)
def _skeletons(letters, offsets, hashes, lengths):  # type: ignore[no-untyped-def]
    found = np.zeros(LONGEST_SKELETON, np.uint8)
    for word in range(len(offsets) - 1):
        size = skeleton_into(letters, offsets[word], offsets[word + 1], found)
        hashes[word] = hash_of(found, np.int64(0), size)
        lengths[word] = size


@nb.njit(cache=True, nogil=True)
def hash_of(letters, start, end):  # type: ignore[no-untyped-def]
    """Hash bytes to 64 bits (FNV-1a)."""
    found = np.uint64(0xCBF29CE484222325)
    for at in range(start, end):
        found = (found ^ np.uint64(letters[at])) * np.uint64(0x100000001B3)
    return found


@nb.njit(cache=True, nogil=True)
def skeleton_into(letters, start, end, out):  # type: ignore[no-untyped-def]
    """Write the consonants of a word into `out`, and tell how many there are."""
    size = 0
    at = start
    while at < end and size < len(out) - 1:
        sound, step, more = _sound(letters, at, end)
        if sound != 0 and (size == 0 or out[size - 1] != sound):
            out[size] = sound
            size += 1
        if more != 0 and out[size - 1] != more:
            out[size] = more
            size += 1
        at += step
    return size


@nb.njit(cache=True, nogil=True)
def _sound(letters, at, end):  # type: ignore[no-untyped-def]
    """Tell the sound at a place, how many letters make it, and a second sound."""
    one = letters[at]
    two = letters[at + 1] if at + 1 < end else 0
    three = letters[at + 2] if at + 2 < end else 0
    if one == 115 and two == 99 and three == 104:  # sch
        return 115, 3, 0
    if one == 116 and two == 99 and three == 104:  # tch
        return 107, 3, 0
    if two == 104:
        if one == 107:  # kh
            return 0, 2, 0
        if one == 103:  # gh
            return 103, 2, 0
        if one == 112:  # ph
            return 98, 2, 0
        if one == 115 or one == 122:  # sh, zh
            return 115, 2, 0
        if one == 99:  # ch
            return 107, 2, 0
        if one == 116 or one == 100:  # th, dh
            return one, 2, 0
    if one == 116 and (two == 115 or two == 122):  # ts, tz
        return 115, 2, 0
    if one == 99 and (two == 107 or two == 122):  # ck, cz
        return 107, 2, 0
    if one == 100 and two == 106:  # dj
        return 103, 2, 0
    if two == 122 and (one == 100 or one == 115):  # dz, sz
        return 115, 2, 0
    if one == 99 and (two == 101 or two == 105 or two == 121):  # ce, ci, cy
        return 115, 1, 0
    return _letter(one)


@nb.njit(cache=True, nogil=True)
def _letter(one):  # type: ignore[no-untyped-def]
    if one == 113 or one == 99:  # q, c
        return 107, 1, 0
    if one == 122:  # z
        return 115, 1, 0
    if one == 118 or one == 112 or one == 102:  # v, p, f
        return 98, 1, 0
    if one == 106:  # j
        return 103, 1, 0
    if one == 120:  # x
        return 107, 1, 115
    if one == 97 or one == 101 or one == 105 or one == 111 or one == 117:
        return 0, 1, 0
    if one == 104 or one == 119 or one == 121:  # h, w, y
        return 0, 1, 0
    return one, 1, 0
