"""How words of other alphabets are written in Latin letters: one way or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import icu  # type: ignore[import-untyped]

from euthyna.entities.names.scripts import Script

LONGEST_WORD = 48
"""Latin letters of a word that are looked at."""
_OTHERS = re.compile("[^a-z0-9]+")


@lru_cache(maxsize=1)
def _to_ascii() -> icu.Transliterator:
    return icu.Transliterator.createInstance(
        "Any-Latin; NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower"
    )


def latin_letters(word: str) -> str:
    """Write a folded word in the letters a to z and the digits, in one way.

    A word of signs that nobody transliterates is written as the numbers of its characters,
    so that it still equals itself.

    Examples
    --------
    >>> latin_letters("müller"), latin_letters("иванов"), latin_letters("김")
    ('muller', 'ivanov', 'gim')
    """
    plain = word if word.isascii() else str(_to_ascii().transliterate(word))
    plain = _OTHERS.sub("", plain)
    return (plain or "".join(f"u{ord(letter):x}" for letter in word))[:LONGEST_WORD]


def readings(word: str, *, script: Script) -> Sequence[str]:
    """Write a folded word in Latin letters in every way that is usual.

    Returns
    -------
    sequence of str
        The commonest first; at least one.
    """
    first = latin_letters(word)
    if script == Script.ARABIC and word.startswith("ال") and len(word) > 4:
        return (latin_letters(word[2:]), first)
    return (first,)
