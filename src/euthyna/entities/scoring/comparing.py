"""How alike two words are."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN202, PLR0911, PLR0917, PLR1714 (kernels: numba types them)
import numba as nb
import numpy as np

from euthyna.entities.scoring.levels import QUALITY, Level
from euthyna.entities.scoring.spelling import sound_distance, typing_distance

_QUALITY = np.array(QUALITY, np.float32)
_HAN, _ARABIC, _HEBREW = 5, 3, 4

_NONE = int(Level.NONE)
_EQUAL = int(Level.EQUAL)
_READING = int(Level.READING)
_NICKNAME = int(Level.NICKNAME)
_SOUND_NEAR = int(Level.SOUND_NEAR)
_SLIP_LONG = int(Level.SLIP_LONG)
_SLIP_MIDDLE = int(Level.SLIP_MIDDLE)
_SOUND_ALIKE = int(Level.SOUND_ALIKE)
_SLIPS_LONG = int(Level.SLIPS_LONG)
_SLIP_SHORT = int(Level.SLIP_SHORT)
_SKELETON = int(Level.SKELETON)
_SLIPS_MIDDLE = int(Level.SLIPS_MIDDLE)
_SOUND_FAR = int(Level.SOUND_FAR)
_ACROSS_NEAR = int(Level.ACROSS_NEAR)
_ACROSS_ALIKE = int(Level.ACROSS_ALIKE)
_ACROSS_FAR = int(Level.ACROSS_FAR)
_ACROSS_SKELETON = int(Level.ACROSS_SKELETON)
_INITIAL = int(Level.INITIAL)
_INITIALS = int(Level.INITIALS)
_PREFIX = int(Level.PREFIX)
_GENDERED = int(Level.GENDERED)
_HAN_NEAR = int(Level.HAN_NEAR)
_HAN_SOUND = int(Level.HAN_SOUND)
_ACROSS_GUESS = int(Level.ACROSS_GUESS)
_GUESS = int(Level.GUESS)


@nb.njit(cache=True, nogil=True)
def compare(words, one, others, other):  # type: ignore[no-untyped-def]
    """Tell the level of two words of two vocabularies."""
    if words.text[one] == others.text[other]:
        return _EQUAL
    same = words.script[one] == others.script[other]
    if same and words.script[one] == _HAN:
        return _compare_han(words, one, others, other)
    best = _NONE
    for form in range(words.forms[one], words.forms[one + 1]):
        for against in range(others.forms[other], others.forms[other + 1]):
            level = _compare_forms(
                words, form, others, against, same, _abjad(words, one, others, other)
            )
            if _QUALITY[level] > _QUALITY[best]:
                best = level
    if _QUALITY[best] < 1 and (
        _are_spouses(words, one, others, other) or _are_spouses(others, other, words, one)
    ):
        return _GENDERED
    if _QUALITY[best] < _QUALITY[_NICKNAME] and _share_group(words, one, others, other):
        return _NICKNAME
    return best


@nb.njit(cache=True, nogil=True)
def _abjad(words, one, others, other):  # type: ignore[no-untyped-def]
    """Tell whether one of the words is in a script that leaves out vowels."""
    first, second = words.script[one], others.script[other]
    return first == _ARABIC or first == _HEBREW or second == _ARABIC or second == _HEBREW


@nb.njit(cache=True, nogil=True)
def _are_spouses(words, one, others, other):  # type: ignore[no-untyped-def]
    """Tell whether the first word is what the second becomes for a woman."""
    if words.husband[one, 0] == 0:
        return False
    for form in range(others.forms[other], others.forms[other + 1]):
        spelling = others.spelling[form]
        if spelling == words.husband[one, 0] or spelling == words.husband[one, 1]:
            return True
    return False


@nb.njit(cache=True, nogil=True)
def _share_group(words, one, others, other):  # type: ignore[no-untyped-def]
    for i in range(words.groups.shape[1]):
        for j in range(others.groups.shape[1]):
            if words.groups[one, i] != 0 and words.groups[one, i] == others.groups[other, j]:
                return True
    return False


@nb.njit(cache=True, nogil=True)
def _compare_han(words, one, others, other):  # type: ignore[no-untyped-def]
    start, from_ = words.code_starts[one], others.code_starts[other]
    n, m = words.code_starts[one + 1] - start, others.code_starts[other + 1] - from_
    if n == m and n > 0:
        apart = 0
        for at in range(n):
            apart += words.codes[start + at] != others.codes[from_ + at]
        if apart == 0:
            return _EQUAL
        if apart == 1 and n > 2:
            return _HAN_NEAR
    for form in range(words.forms[one], words.forms[one + 1]):
        for against in range(others.forms[other], others.forms[other + 1]):
            if words.spelling[form] == others.spelling[against]:
                return _HAN_SOUND
    return _NONE


@nb.njit(cache=True, nogil=True)
def _compare_forms(words, form, others, against, same, abjad):  # type: ignore[no-untyped-def]
    start, end = words.starts[form], words.starts[form + 1]
    from_, to = others.starts[against], others.starts[against + 1]
    n, m = end - start, to - from_
    if n == 0 or m == 0:
        return _NONE
    if words.spelling[form] == others.spelling[against]:
        if n == 1:
            return _INITIALS
        return _EQUAL if same else _READING
    if n == 1 or m == 1:
        return _INITIAL if words.letters[start] == others.letters[from_] else _NONE
    skeleton = words.skeleton[form] != 0 and words.skeleton[form] == others.skeleton[against]
    apart = _bits(words.mask[form] ^ others.mask[against])
    if apart > 6 and not skeleton:
        return _NONE
    gap = np.float32(0.3) if abjad and not same else np.float32(1.0)
    sound = sound_distance(words.sounds[form], others.sounds[against], gap)
    level = _by_sound(sound, skeleton, min(n, m)) if same else _across(sound, skeleton)
    longer = max(n, m)
    if abs(n - m) <= 3:
        slips = typing_distance(words.letters, start, end, others.letters, from_, to)
        first = words.letters[start] == others.letters[from_]
        typed = _by_typing(slips, longer, first)
        if _QUALITY[typed] > _QUALITY[level]:
            level = typed
    if level == _NONE and _begins(words.letters, start, end, others.letters, from_, to):
        return _PREFIX
    return level


@nb.njit(cache=True, nogil=True)
def _by_sound(sound, skeleton, shorter):  # type: ignore[no-untyped-def]
    if sound <= 0.075 and shorter > 2:
        return _SOUND_NEAR
    if sound <= 0.15 and shorter > 2:
        return _SOUND_ALIKE
    if skeleton and sound <= 0.34:
        return _SKELETON
    if sound <= 0.22 and shorter > 3:
        return _SOUND_FAR
    return _GUESS if sound <= 0.3 and shorter > 3 else _NONE


@nb.njit(cache=True, nogil=True)
def _across(sound, skeleton):  # type: ignore[no-untyped-def]
    if sound <= 0.075:
        return _ACROSS_NEAR
    if sound <= 0.15:
        return _ACROSS_ALIKE
    if sound <= 0.22:
        return _ACROSS_FAR
    if skeleton:
        return _ACROSS_SKELETON
    return _ACROSS_GUESS if sound <= 0.3 else _NONE


@nb.njit(cache=True, nogil=True)
def _by_typing(slips, longer, first):  # type: ignore[no-untyped-def]
    if slips == 1:
        if longer >= 7 and first:
            return _SLIP_LONG
        if longer >= 5 and first:
            return _SLIP_MIDDLE
        return _SLIP_SHORT if longer >= 3 else _NONE
    if slips == 2:
        if longer >= 8:
            return _SLIPS_LONG
        if longer >= 6:
            return _SLIPS_MIDDLE
        return _GUESS if longer == 5 else _NONE
    if slips == 3 and longer >= 8:
        return _SLIPS_MIDDLE if longer >= 11 else _GUESS
    return _NONE


@nb.njit(cache=True, nogil=True)
def _begins(letters, start, end, others, from_, to):  # type: ignore[no-untyped-def]
    """Tell whether the shorter word, of 3 letters or more, is the beginning of the longer."""
    shorter = min(end - start, to - from_)
    if shorter < 3:
        return False
    for at in range(shorter):
        if letters[start + at] != others[from_ + at]:
            return False
    return True


@nb.njit(cache=True, nogil=True)
def _bits(mask):  # type: ignore[no-untyped-def]
    count = 0
    left = np.uint32(mask)
    while left != 0:
        left &= left - np.uint32(1)
        count += 1
    return count
