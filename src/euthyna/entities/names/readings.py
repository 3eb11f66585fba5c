"""How words of other alphabets are written in Latin letters: one way or several."""

from __future__ import annotations

# ruff: noqa: RUF001, RUF002 (letters of many alphabets are the subject)
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import icu  # type: ignore[import-untyped]

from euthyna.entities.names import characters, letters
from euthyna.entities.names.scripts import Script

LONGEST_WORD = 48
"""Latin letters of a word that are looked at."""
_MOST = 5
"""Ways to write one word."""
_OTHERS = re.compile("[^a-z0-9]+")
_UKRAINIAN = re.compile("[іїєґ]")
_HANGUL = ord("가"), ord("힣")


@lru_cache(maxsize=1)
def _to_ascii() -> icu.Transliterator:
    return icu.Transliterator.createInstance(
        "Any-Latin; NFKD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower"
    )


def latin_letters(word: str) -> str:
    """Write a folded word in the letters a to z and the digits, letter by letter.

    A word of signs that nobody transliterates is written as the numbers of its characters,
    so that it still equals itself.

    Examples
    --------
    >>> latin_letters("müller"), latin_letters("山")
    ('muller', 'shan')
    """
    plain = word if word.isascii() else str(_to_ascii().transliterate(word))
    plain = _OTHERS.sub("", plain)
    return (plain or "".join(f"u{ord(letter):x}" for letter in word))[:LONGEST_WORD]


def readings(word: str, *, script: Script) -> list[str]:
    """Write a folded word in Latin letters in every way that is usual.

    Returns
    -------
    list of str
        The commonest first; at least one, at most five.

    Examples
    --------
    >>> readings("чехов", script=Script.CYRILLIC)
    ['chekhov']
    >>> readings("이", script=Script.HANGUL)
    ['lee', 'yi', 'rhee', 'i']
    """
    ways = _WAYS.get(script)
    if ways is None:
        return [latin_letters(word)]
    return list(dict.fromkeys(latin_letters(way) for way in ways(word)))[:_MOST]


def _latin(word: str) -> list[str]:
    """Write umlauts out or not; read j as y and w as v where many languages do."""
    ways = [word]
    if not word.isascii():
        plain = word.translate(letters.LATIN)
        spelt = plain.translate(letters.UMLAUTS)
        ways = [plain, spelt] if spelt != plain else [plain]
    if len(word) > 2 and ("j" in word or "w" in word):
        slavic, germanic = ways[0].replace("j", "y"), ways[0].replace("w", "v")
        ways += [germanic, slavic, germanic.replace("j", "y")]
    return ways


def _cyrillic(word: str) -> list[str]:
    spelt = word.replace("дж", "ј")
    if _UKRAINIAN.search(word):
        return [spelt.translate(letters.UKRAINIAN)]
    way = spelt.translate(letters.CYRILLIC)
    return [way, spelt.replace("г", "h").translate(letters.CYRILLIC)] if "г" in word else [way]


def _arabic(word: str) -> list[str]:
    """Leave a glued article out; write و as a vowel and as v."""
    bare = word[2:] if word.startswith("ال") and len(word) > 4 else word
    bare = bare.replace("تش", "چ")
    ways = [bare.translate(letters.ARABIC)]
    if "و" in bare:
        ways.append(bare.replace("و", "v").translate(letters.ARABIC))
    return ways


def _hebrew(word: str) -> list[str]:
    """Write ו as a vowel and as v."""
    spelt = word.replace("דזש", "j").replace("טש", "ch").replace("זש", "zh")
    ways = [spelt.translate(letters.HEBREW)]
    if "ו" in word:
        ways.append(spelt.replace("ו", "v").translate(letters.HEBREW))
    return ways


def _hangul(word: str) -> list[str]:
    if not all(_HANGUL[0] <= ord(letter) <= _HANGUL[1] for letter in word):
        return [word]
    return [*letters.SURNAMES.get(word, "").split(), "".join(_syllables(word))]


def _syllables(word: str) -> list[str]:
    """Romanise syllable by syllable; a final before a vowel sounds as an initial."""
    parts = [divmod(ord(letter) - _HANGUL[0], 28) for letter in word]
    found = []
    for at, (front, final) in enumerate(parts):
        initial, vowel = divmod(front, 21)
        last = letters.FINALS[final].replace("-", "")
        if at + 1 < len(parts) and parts[at + 1][0] // 21 == 11:
            last = {"k": "g", "t": "s", "p": "b", "l": "r"}.get(last, last)
        found.append(letters.INITIALS[initial].replace("-", "") + letters.VOWELS[vowel] + last)
    return found


def _han(word: str) -> list[str]:
    """Read characters in Mandarin, as Japanese, Korean, Cantonese and Hokkien where known."""
    ways = [latin_letters(word)]
    full = str(_to_full_forms().transliterate(word))
    for table in (characters.KOREAN, characters.CANTONESE, characters.HOKKIEN):
        ways.extend(_read_all(full, table))
    family = characters.JAPANESE_FAMILIES.get(word)
    if family:
        ways.insert(1, family)
    else:
        ways.extend(_read_all(word, characters.JAPANESE))
    return ways


def _read_all(word: str, table: Mapping[str, str]) -> list[str]:
    """Read every character of a word by a table that knows them all."""
    known = all(letter in table for letter in word)
    return ["".join(table[letter] for letter in word)] if known else []


@lru_cache(maxsize=1)
def _to_full_forms() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Simplified-Traditional")


_WAYS: dict[Script, Callable[[str], list[str]]] = {
    Script.LATIN: _latin,
    Script.CYRILLIC: _cyrillic,
    Script.ARABIC: _arabic,
    Script.HEBREW: _hebrew,
    Script.HANGUL: _hangul,
    Script.HAN: _han,
}
