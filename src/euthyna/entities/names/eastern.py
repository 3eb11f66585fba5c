"""Coarse sounds that survive being written in Chinese, Japanese or Korean and back.

These languages know one of l and r, no v or none of f, few words that end in a consonant, and
spell a foreign name by syllables. A word of an alphabet is reduced to what is left of it; a
word in Han, kana or Hangul to what it may have been, in a few ways.

The classes: A a vowel at the beginning, B b p, F f v w, H h at the beginning, K k g, L l r
before a vowel, M m before a vowel, N n and any nasal, S all hissing sounds, T t d.
"""

from __future__ import annotations

# ruff: noqa: ANN001, ANN202, C901, PLR0911, PLR0912, PLR1714 (kernels; letters of many alphabets)
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product

import icu  # type: ignore[import-untyped]
import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names.scripts import Script
from euthyna.entities.names.sounds import hash_of

EASTERN = frozenset({Script.HAN, Script.KANA, Script.HANGUL})
"""Writing systems of syllables and words."""
_MOST = 8
"""Ways in which one word may be meant."""
_LONGEST = 24

_A, _B, _F, _H, _K, _L, _M, _N, _S, _T = (ord(letter) for letter in "ABFHKLMNST")
_CLASSES = np.zeros(128, np.uint8)
for _letters, _class in (("bp", _B), ("fvw", _F), ("kgcqx", _K), ("szj", _S), ("td", _T)):
    _CLASSES[[ord(letter) for letter in _letters]] = _class


def coarse_sounds(
    first_writings: Sequence[str], *, words: Sequence[str], scripts: Sequence[Script]
) -> list[list[int]]:
    """Give the hashes of the coarse sounds of words, those of two sounds or more.

    Parameters
    ----------
    first_writings
        Each word in Latin letters.
    words, scripts
        The words as they are written.
    """
    letters = np.frombuffer(bytearray("".join(first_writings), "ascii"), np.uint8)
    offsets = np.cumsum([0, *map(len, first_writings)], dtype=np.int64)
    hashes, lengths = western(letters, offsets)
    found = []
    for at, script in enumerate(scripts):
        if script in EASTERN:
            ways = [way for way in meant(words[at], script=script) if len(way) > 1]
            found.append([_hashed(way) for way in ways])
        else:
            both = {
                int(code): None
                for code, size in zip(hashes[at], lengths[at], strict=True)
                if size > 1
            }
            found.append(list(both))
    return found


@lru_cache(maxsize=65536)
def _hashed(way: str) -> int:
    sounds = bytearray(way, "utf-8")
    return int(hash_of(np.frombuffer(sounds, np.uint8), 0, len(sounds)))


def western(
    letters: NDArray[np.uint8], offsets: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """Reduce words of an alphabet, in Latin letters, to coarse sounds.

    Returns
    -------
    tuple of numpy.ndarray
        For each word two hashes, with g, c, ch and j read soft and read hard (uint64[n, 2]),
        and how many sounds each has (uint8[n, 2]).
    """
    hashes = np.zeros((len(offsets) - 1, 2), np.uint64)
    lengths = np.zeros((len(offsets) - 1, 2), np.uint8)
    _western(letters, offsets, hashes, lengths)
    return hashes, lengths


@nb.njit(cache=True, nogil=True)
def _western(letters, offsets, hashes, lengths):  # type: ignore[no-untyped-def]
    found = np.zeros(_LONGEST, np.uint8)
    for word in range(len(offsets) - 1):
        for hard in range(2):
            size = _reduce(letters[offsets[word] : offsets[word + 1]], hard == 1, found)
            hashes[word, hard] = hash_of(found, np.int64(0), size)
            lengths[word, hard] = size


@nb.njit(cache=True, nogil=True)
def _is_vowel(letter):  # type: ignore[no-untyped-def]
    return letter in (97, 101, 105, 111, 117, 121)


@nb.njit(cache=True, nogil=True)
def _reduce(word, hard, out):  # type: ignore[no-untyped-def]
    size, at = 0, 0
    if len(word) > 2 and word[1] == 110 and word[0] in (103, 107):  # gn, kn
        at = 1
    if len(word) > 2 and word[0] == 119 and word[1] == 114:  # wr
        at = 1
    last = 0
    while at < len(word) and size < len(out) - 1:
        sound, step = _coarse(word, at, hard)
        if sound == _A and size > 0:
            sound = 0
        if sound != 0 and not (sound == last and size > 0 and out[size - 1] == sound):
            out[size] = sound
            size += 1
            if word[at] == 120:  # x is ks
                out[size] = _S
                size += 1
        if sound != 0:
            last = out[size - 1]
        at += step
    return size


@nb.njit(cache=True, nogil=True)
def _coarse(word, at, hard):  # type: ignore[no-untyped-def]
    """Tell the coarse sound at a place, and how many letters make it."""
    one = word[at]
    two = word[at + 1] if at + 1 < len(word) else 0
    three = word[at + 2] if at + 2 < len(word) else 0
    if _is_vowel(one):
        return (_A if at == 0 else 0), 1
    if one == 104:  # h
        return (_H if at == 0 else 0), 1
    if one in (114, 108):  # r, l: heard before a vowel only
        return (_L if _is_vowel(two) or two == one else 0), 1
    if one == 109 or one == 110:  # m, n
        if _is_vowel(two) or at == 0:
            return (_M if one == 109 else _N), 1
        return _N, (2 if one == 110 and two == 103 and not _is_vowel(three) else 1)
    if two == 104:
        return _with_h(one, at, hard)
    if one == 106 and hard:  # j as y
        return (_A if at == 0 else 0), 1
    if (one == 115 or one == 116) and two == 99 and three == 104:  # sch, tch
        return _S, 3
    if two == 122 and (one == 99 or one == 115 or one == 100 or one == 116):  # cz sz dz tz
        return _S, 2
    if (one == 116 and two == 115) or (one == 100 and two == 106):  # ts, dj
        return _S, 2
    if one == 99 and two == 107:  # ck
        return _K, 2
    if one == 113 and two == 117:  # qu
        return _K, 2
    if (one == 99 or (one == 103 and not hard)) and two in (101, 105, 121):  # soft c and g
        return _S, 1
    return _CLASSES[one], 1


@nb.njit(cache=True, nogil=True)
def _with_h(one, at, hard):  # type: ignore[no-untyped-def]
    """Tell the coarse sound of a letter that an h follows."""
    if one == 107:  # kh
        return (_H if at == 0 else _K if hard else 0), 2
    if one == 99:  # ch
        return (_K if hard else _S), 2
    if one == 112:  # ph
        return _F, 2
    return _CLASSES[one], 2


_HAN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("基吉加伽佳嘉茄金", ("K",)),
    **dict.fromkeys("尔爾儿兒", ("",)),
    **dict.fromkeys("勒鲁魯路", ("L", "")),
    **dict.fromkeys("希西", ("S", "H")),
    **dict.fromkeys("什杰傑捷", ("S",)),
    "金": ("KN",),
    "赫": ("H", ""),
}
"""Characters that spell foreign names otherwise than their initial says."""
_SYLLABLE = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)([a-z]*?)(ng|n)?$")
_PINYIN = {
    **dict.fromkeys("bp", ("B",)),
    "m": ("M",),
    "f": ("F",),
    **dict.fromkeys("dt", ("T",)),
    "n": ("N",),
    "l": ("L",),
    **dict.fromkeys("gk", ("K",)),
    "h": ("H",),
    "j": ("S", "K"),
    "r": ("L", "S"),
    **dict.fromkeys(("q", "x", "z", "c", "s", "zh", "ch", "sh"), ("S",)),
    "w": ("F",),
    "y": ("A",),
    "": ("A",),
}


@lru_cache(maxsize=1)
def _pinyin() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Han-Latin/Names; Latin-ASCII; Lower")


@lru_cache(maxsize=8192)
def _of_han(letter: str) -> tuple[str, ...]:
    if letter in _HAN:
        return _HAN[letter]
    read = _SYLLABLE.match(str(_pinyin().transliterate(letter)).strip())
    if read is None:
        return (letter,)
    nasal = "N" if read[3] else ""
    heads = ("A", "F") if read[0] == "wu" else _PINYIN[read[1]]
    return tuple(head + nasal for head in heads)


def meant(word: str, *, script: Script) -> list[str]:
    """Tell what a word in Han, kana or Hangul may be, in coarse sounds.

    Examples
    --------
    >>> meant("史密斯", script=Script.HAN)
    ['SMS']
    """
    letters: list[tuple[str, ...]]
    if script == Script.HAN:
        letters = [_of_han(letter) for letter in word]
    else:
        letters = _of_kana(word) if script == Script.KANA else _of_hangul(word)
    ways = ("".join(_only_first(way)) for way in islice(product(*letters), 4 * _MOST))
    return list(dict.fromkeys(re.sub(r"(.)\1+", r"\1", way) for way in ways))[:_MOST]


def _only_first(parts: tuple[str, ...]) -> list[str]:
    """Leave vowels and h out but where a word begins."""
    return [
        part if at == 0 else part.replace("A", "").replace("H", "") for at, part in enumerate(parts)
    ]


_KANA = re.compile("(sh|ch|ts|[bcdfghjkmnprstvwyz]?)([aiueo]?)")
_DOUBLED = re.compile("t(?=ch|ts)|([^aiueon])(?=\\1)")
_ROMAJI = {
    "b": ("B", "F"),
    "p": ("B",),
    "v": ("F",),
    "f": ("F",),
    "w": ("F",),
    **dict.fromkeys("kg", ("K",)),
    **dict.fromkeys(("s", "sh", "z", "j", "c"), ("S",)),
    **dict.fromkeys(("ts", "ch"), ("S", "T")),
    **dict.fromkeys("td", ("T",)),
    "r": ("L",),
    "m": ("M",),
    "n": ("N",),
    "h": ("H",),
    "y": ("A",),
    "": ("A",),
}


@lru_cache(maxsize=1)
def _romaji() -> icu.Transliterator:
    return icu.Transliterator.createInstance("Any-Latin; NFKD; [^a-z] Remove")


def _of_kana(word: str) -> list[tuple[str, ...]]:
    read = _DOUBLED.sub("", str(_romaji().transliterate(word)))
    found: list[tuple[str, ...]] = []
    for part in _KANA.finditer(read):
        head, vowel = part[1], part[2]
        if not part[0]:
            continue
        sounds = _ROMAJI[head]
        if not vowel and head in {"n", "m"}:
            sounds = ("N",)
        elif head == "r" and vowel == "u" and found:
            sounds = ("", "L")
        elif not head and vowel == "u" and not found and read[1:2] in {"a", "e", "i", "o"}:
            sounds = ("F", "A")
        found.append(sounds)
    return found


_FRONTS = [
    "K",
    "K",
    "N",
    "T",
    "T",
    "L",
    "M",
    "B",
    "B",
    "S",
    "S",
    "A",
    "S",
    "S",
    "S",
    "K",
    "T",
    "B",
    "H",
]
_END = ["", *"KKKNNNT", "", "K", "N", "B", "", "", "B", "", "N", *"BBTTNTTKTB", ""]
"""What is heard of the finals of a Hangul syllable; an l at the end is not."""


def _of_hangul(word: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for letter in word:
        front, final = divmod(ord(letter) - ord("가"), 28)
        initial, vowel = divmod(front, 21)
        if not 0 <= initial < len(_FRONTS):
            continue
        heads: tuple[str, ...] = (_FRONTS[initial],)
        if heads == ("B",):
            heads = ("B", "F")
        elif heads == ("A",) and vowel in {9, 10, 11, 14, 15, 16}:
            heads = ("F", "A")
        elif heads == ("L",) and vowel in {13, 18} and found and final == 0:
            heads = ("", "L")
        found.append(tuple(head + _END[final] for head in heads))
    return found
