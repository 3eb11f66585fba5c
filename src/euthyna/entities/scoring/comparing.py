"""How alike two words are."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, C901, PLR0911, PLR0917, PLR1714, SIM109 (kernels)
import numba as nb
import numpy as np

from euthyna.entities.names import Script
from euthyna.entities.scoring.levels import QUALITY, Level
from euthyna.entities.scoring.spelling import sound_distance, typing_distance
from euthyna.entities.scoring.words import Column

_QUALITY = np.array(QUALITY, np.float32)
_FAR = 6
"""Letters that are in one of two words only, beyond which they are not alike."""
_HAN, _ARABIC, _HEBREW = int(Script.HAN), int(Script.ARABIC), int(Script.HEBREW)

_SCRIPT, _TEXT, _SIMPLE = int(Column.SCRIPT), int(Column.TEXT), int(Column.SIMPLE)
_FORM, _FORM_END = int(Column.FORM), int(Column.FORM_END)
_SKELETON_OF, _MASK = int(Column.SKELETON), int(Column.MASK)
_GROUP, _GROUP_END = int(Column.GROUP_1), int(Column.GROUP_3) + 1
_HUSBAND_1, _HUSBAND_2 = int(Column.HUSBAND_1), int(Column.HUSBAND_2)
_CODE, _CODE_END = int(Column.CODE), int(Column.CODE_END)
_HASH = 2
"""Column of a form's hash in the table of forms; consonants and letters follow."""

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
_JOINED_NEAR = int(Level.JOINED_NEAR)
_HAN_SOUND = int(Level.HAN_SOUND)
_ACROSS_GUESS = int(Level.ACROSS_GUESS)
_GUESS = int(Level.GUESS)


@nb.njit(nogil=True, inline="always")
def are_far(word, other):  # type: ignore[no-untyped-def]
    """Tell at a glance that two words are at no level: most pairs of words are not."""
    if word[_SIMPLE] == 0 or other[_SIMPLE] == 0:
        return False
    if word[_SKELETON_OF] != 0 and word[_SKELETON_OF] == other[_SKELETON_OF]:
        return False
    return bits(word[_MASK] ^ other[_MASK]) > _FAR


@nb.njit(nogil=True)
def compare(  # type: ignore[no-untyped-def]
    word, forms, sounds, letters, codes, other, its_forms, its_sounds, its_letters, its_codes, room
):
    """Tell the level of two words.

    Parameters
    ----------
    word, other
        Their rows of `Words.table`.
    forms, sounds, letters, codes
        As in `Words`, of the vocabulary of the first; those of the second follow.
    room
        float32[3, n] for distances.
    """
    if word[_TEXT] == other[_TEXT]:
        return _EQUAL
    same = word[_SCRIPT] == other[_SCRIPT]
    is_han = same and word[_SCRIPT] == _HAN
    if is_han:
        level = _compare_han(word, codes, other, its_codes)
        if level != _NONE:
            return level
    gap = np.float32(0.3) if not same and _is_abjad(word, other) else np.float32(1.0)
    best = _NONE
    for form in range(word[_FORM], word[_FORM_END]):
        for against in range(other[_FORM], other[_FORM_END]):
            if is_han:
                # Two readings of other characters, as of 张 and 章.
                if forms[form, _HASH] == its_forms[against, _HASH]:
                    return _HAN_SOUND
                continue
            level = _compare_forms(
                forms[form],
                sounds[form],
                letters,
                its_forms[against],
                its_sounds[against],
                its_letters,
                same,
                gap,
                room,
            )
            if _QUALITY[level] > _QUALITY[best]:
                best = level
    if _are_spouses(word, forms, other, its_forms) and best != _EQUAL and best != _READING:
        return _GENDERED
    if _QUALITY[best] < _QUALITY[_NICKNAME] and _share_group(word, other):
        return _NICKNAME
    return best


@nb.njit(nogil=True, inline="always")
def _is_abjad(word, other):  # type: ignore[no-untyped-def]
    """Tell whether one of the words is in a script that leaves out vowels."""
    first, second = word[_SCRIPT], other[_SCRIPT]
    return first == _ARABIC or first == _HEBREW or second == _ARABIC or second == _HEBREW


@nb.njit(nogil=True, inline="always")
def _are_spouses(word, forms, other, its_forms):  # type: ignore[no-untyped-def]
    """Tell whether one word is what the other becomes for a woman."""
    found = False
    if word[_HUSBAND_1] != 0:
        for form in range(other[_FORM], other[_FORM_END]):
            spelling = its_forms[form, _HASH]
            found = found or spelling == word[_HUSBAND_1] or spelling == word[_HUSBAND_2]
    if other[_HUSBAND_1] != 0:
        for form in range(word[_FORM], word[_FORM_END]):
            spelling = forms[form, _HASH]
            found = found or spelling == other[_HUSBAND_1] or spelling == other[_HUSBAND_2]
    return found


@nb.njit(nogil=True, inline="always")
def _share_group(word, other):  # type: ignore[no-untyped-def]
    for i in range(_GROUP, _GROUP_END):
        for j in range(_GROUP, _GROUP_END):
            if word[i] != 0 and word[i] == other[j]:
                return True
    return False


@nb.njit(nogil=True)
def _compare_han(word, codes, other, its_codes):  # type: ignore[no-untyped-def]
    start, from_ = word[_CODE], other[_CODE]
    n, m = word[_CODE_END] - start, other[_CODE_END] - from_
    if n > m:
        return _compare_han(other, its_codes, word, codes)
    fewest = n
    for shift in range(m - n + 1):
        apart = 0
        for at in range(n):
            apart += codes[start + at] != its_codes[from_ + shift + at]
        fewest = min(fewest, apart)
    if n == m:
        if fewest == 0:
            return _EQUAL
        return _HAN_NEAR if fewest == 1 and n > 2 else _NONE
    return _JOINED_NEAR if fewest == 0 and n > 2 else _NONE


@nb.njit(nogil=True)
def _compare_forms(form, sounds, letters, against, its_sounds, its_letters, same, gap, room):  # type: ignore[no-untyped-def]
    start, end, from_, to = form[0], form[1], against[0], against[1]
    n, m = end - start, to - from_
    if n == 0 or m == 0:
        return _NONE
    first = letters[start] == its_letters[from_]
    if form[_HASH] == against[_HASH]:
        if n == 1:
            return _INITIALS
        return _EQUAL if same else _READING
    if n == 1 or m == 1:
        return _INITIAL if first else _NONE
    skeleton = form[_HASH + 1] != 0 and form[_HASH + 1] == against[_HASH + 1]
    apart = bits(form[_HASH + 2] ^ against[_HASH + 2])
    longer = max(n, m)
    if apart > (_FAR - 1 if same and longer < 8 else _FAR) and not skeleton:
        return _NONE
    sound = sound_distance(sounds, its_sounds, gap, room)
    level = _by_sound(sound, skeleton, min(n, m)) if same else _across(sound, skeleton)
    if abs(n - m) <= 3 and _QUALITY[level] < _QUALITY[_SLIP_LONG]:
        slips = typing_distance(letters, start, end, its_letters, from_, to, room)
        typed = _by_typing(slips, longer, first)
        if _QUALITY[typed] > _QUALITY[level]:
            level = typed
    if level == _NONE and _begins(letters, start, end, its_letters, from_, to):
        return _PREFIX
    return level


@nb.njit(nogil=True, inline="always")
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


@nb.njit(nogil=True, inline="always")
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


@nb.njit(nogil=True, inline="always")
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


@nb.njit(nogil=True, inline="always")
def _begins(letters, start, end, others, from_, to):  # type: ignore[no-untyped-def]
    """Tell whether the shorter word, of 3 letters or more, is the beginning of the longer."""
    shorter = min(end - start, to - from_)
    same = shorter >= 3
    for at in range(shorter):
        same = same and letters[start + at] == others[from_ + at]
    return same


@nb.njit(nogil=True)
def bits(mask):  # type: ignore[no-untyped-def]
    """Count which of 32 bits are set."""
    found = np.uint32(mask)
    found -= (found >> np.uint32(1)) & np.uint32(0x55555555)
    found = (found & np.uint32(0x33333333)) + ((found >> np.uint32(2)) & np.uint32(0x33333333))
    found = (found + (found >> np.uint32(4))) & np.uint32(0x0F0F0F0F)
    return (found * np.uint32(0x01010101) & np.uint32(0xFFFFFFFF)) >> np.uint32(24)
