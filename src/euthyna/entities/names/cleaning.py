"""Names as text, made comparable in bulk: one pass over all of them, none per name."""

from __future__ import annotations

# ruff: noqa: RUF001, RUF002 (letters of many alphabets are the subject)
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LONGEST_NAME = 384
"""Characters of a name that are looked at; no listed name is longer."""
BREAK = "\x01"
"""Stands between two names: a control character that no name contains and that is no space."""

_DELETE, _SPACE, _KEEP = range(3)
_SIGNS = frozenset("'`´‘’‛′＇׳´")
"""Apostrophes, and what is typed for them: they join what they stand between."""
_MARKS: tuple[tuple[int, int], ...] = (
    (0x2B0, 0x36F),  # modifier letters and combining accents
    (0x591, 0x5C7),  # Hebrew points
    (0x610, 0x61A),
    (0x640, 0x640),  # the Arabic stretch
    (0x64B, 0x65F),
    (0x670, 0x670),
    (0x6D6, 0x6ED),
    (0xFE00, 0xFE0F),  # which picture of a character is wanted
)
_FOREIGN_SOUNDS = {"צ": "טש", "ץ": "טש", "ג": "דזש", "ז": "זש", "ת": "ת"}
_GERESH = re.compile("[צץגזת]['׳’]")
"""A Hebrew letter with a sign for ch, j, zh: written with two or three letters instead."""
_GERSHAYIM = re.compile('(?<=[א-ת])["״](?=[א-ת])')


def clean(names: Sequence[str]) -> str:
    """Fold texts to words between single spaces, texts between ``BREAK``."""
    return strip(fold(names))


def fold(names: Sequence[str]) -> str:
    """Fold compatibility forms and case of names, and join them by ``BREAK``.

    Parameters
    ----------
    names
        Any texts; each is cut after ``LONGEST_NAME`` characters.

    Returns
    -------
    str
        All names in their order; as many as were given.
    """
    blob = BREAK.join([name[:LONGEST_NAME] for name in names])
    if blob.count(BREAK) != max(len(names) - 1, 0):
        blob = BREAK.join([name[:LONGEST_NAME].replace(BREAK, " ") for name in names])
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", blob).casefold())


def strip(names: str) -> str:
    """Leave words between spaces of folded names.

    Accents that stand alone, points of vowels, direction marks, zero-width and control
    characters and apostrophes are left out, punctuation becomes a space; dots stay, because
    they tell initials. Digits become ASCII.

    Examples
    --------
    >>> strip(fold(["O\u2019Brien,  J.", "\u202eИВАНОВ"])).split(BREAK)
    ['obrien j.', 'иванов']
    """
    return _replace_letters(_GERESH.sub(_spelt, _GERSHAYIM.sub("", names)))


def _spelt(found: re.Match[str]) -> str:
    return _FOREIGN_SOUNDS[found.group()[0]]


def _replace_letters(blob: str) -> str:
    letters = set(blob) - {BREAK, " ", "."}
    gone = [letter for letter in letters if _fate(letter) == _DELETE]
    between = [letter for letter in letters if _fate(letter) == _SPACE]
    if gone:
        blob = re.sub(f"[{re.escape(''.join(gone))}]+", "", blob)
    if between:
        blob = re.sub(f"[{re.escape(''.join(between))}]+", " ", blob)
    for letter in letters:
        if letter > "9" and letter.isdecimal():
            blob = blob.replace(letter, str(unicodedata.decimal(letter)))
    return blob


@lru_cache(maxsize=4096)
def _fate(letter: str) -> int:
    code = ord(letter)
    category = unicodedata.category(letter)
    if letter in _SIGNS or any(start <= code <= end for start, end in _MARKS):
        return _DELETE
    if category in {"Cf", "Cn", "Co", "Cs"} or (category == "Cc" and letter not in "\t\n\r\v\f"):
        return _DELETE
    return _KEEP if category[0] in "LMN" else _SPACE
