"""Writing systems: which one a word is in, and words that mix look-alikes of two."""

from __future__ import annotations

# ruff: noqa: RUF001, RUF002, RUF003 (letters of many alphabets are the subject)
import bisect
from enum import IntEnum


class Script(IntEnum):
    """The writing system of a word, by its first letter that has one."""

    LATIN = 0
    CYRILLIC = 1
    GREEK = 2
    ARABIC = 3
    HEBREW = 4
    HAN = 5
    KANA = 6
    HANGUL = 7
    ARMENIAN = 8
    GEORGIAN = 9
    INDIC = 10
    OTHER = 11
    NUMBER = 12


_BLOCKS: tuple[tuple[int, int, Script], ...] = (
    (0x30, 0x39, Script.NUMBER),
    (0x61, 0x7A, Script.LATIN),
    (0xAA, 0x2AF, Script.LATIN),
    (0x370, 0x3FF, Script.GREEK),
    (0x400, 0x52F, Script.CYRILLIC),
    (0x531, 0x58F, Script.ARMENIAN),
    (0x591, 0x5F4, Script.HEBREW),
    (0x600, 0x6FF, Script.ARABIC),
    (0x750, 0x77F, Script.ARABIC),
    (0x8A0, 0x8FF, Script.ARABIC),
    (0x900, 0xDFF, Script.INDIC),
    (0x10A0, 0x10FF, Script.GEORGIAN),
    (0x1100, 0x11FF, Script.HANGUL),
    (0x1C80, 0x1C8F, Script.CYRILLIC),
    (0x1C90, 0x1CBF, Script.GEORGIAN),
    (0x1D00, 0x1D7F, Script.LATIN),
    (0x1E00, 0x1EFF, Script.LATIN),
    (0x1F00, 0x1FFF, Script.GREEK),
    (0x2C60, 0x2C7F, Script.LATIN),
    (0x2DE0, 0x2DFF, Script.CYRILLIC),
    (0x3005, 0x3007, Script.HAN),
    (0x3040, 0x30FF, Script.KANA),
    (0x31F0, 0x31FF, Script.KANA),
    (0x3400, 0x4DBF, Script.HAN),
    (0x4E00, 0x9FFF, Script.HAN),
    (0xA640, 0xA69F, Script.CYRILLIC),
    (0xA720, 0xA7FF, Script.LATIN),
    (0xAC00, 0xD7FF, Script.HANGUL),
    (0xF900, 0xFAFF, Script.HAN),
    (0xFB1D, 0xFB4F, Script.HEBREW),
    (0xFB50, 0xFDFF, Script.ARABIC),
    (0xFE70, 0xFEFC, Script.ARABIC),
    (0x20000, 0x3FFFF, Script.HAN),
)
_STARTS = [start for start, _, _ in _BLOCKS]
_LATIN_TWINS = dict(
    # Small letters stand for their capitals too: В is B, and both were folded.
    zip("авеіјкмнорсѕтухѵԁһԛԝαβεικνορτυχ", "abeijkmhopcstyxvdhqwabeikvoptyx", strict=True)
)
_CYRILLIC_TWINS = dict(zip("abcehijkmopstxyαεικορτχ", "авсенијкморѕтхуаеікортх", strict=True))
_GREEK_TWINS = dict(zip("abehikmnoptvxyzаеікморт", "αβεηικμνορτνχυζαεικμορτ", strict=True))
_TWINS = {
    Script.LATIN: str.maketrans(_LATIN_TWINS),
    Script.CYRILLIC: str.maketrans(_CYRILLIC_TWINS),
    Script.GREEK: str.maketrans(_GREEK_TWINS),
}
_AMBIGUOUS = frozenset("abcehijkmopstxyαβεηικμνορτυχζ") | frozenset("авеіјкмнорсѕтухѵԁһԛԝ")


def script_of(letter: str) -> Script:
    """Tell the writing system of one case-folded character.

    Examples
    --------
    >>> script_of("я").name, script_of("金").name, script_of("7").name
    ('CYRILLIC', 'HAN', 'NUMBER')
    """
    code = ord(letter)
    start, end, script = _BLOCKS[bisect.bisect_right(_STARTS, code) - 1]
    return script if start <= code <= end else Script.OTHER


def main_script(word: str) -> Script:
    """Tell the writing system of a word by its first letter; digits only count alone."""
    found = [script_of(letter) for letter in word]
    return next((s for s in found if s < Script.OTHER), found[0] if found else Script.OTHER)


def unmix(word: str) -> str:
    """Write a word of several alphabets in one, where its letters have twins there.

    A Cyrillic letter inside a Latin word looks right and compares wrong; the letters that
    have no twin in another alphabet tell which one was meant.

    Examples
    --------
    >>> unmix("bаnk") == "bank"  # with a Cyrillic а
    True
    """
    scripts = {script_of(letter) for letter in word} & _TWINS.keys()
    if len(scripts) < 2:
        return word
    sure = [script_of(letter) for letter in word if letter not in _AMBIGUOUS]
    votes = [s for s in sure if s in _TWINS] or [script_of(letter) for letter in word]
    return word.translate(_TWINS[max(sorted(scripts), key=votes.count)])
