"""Each distinct word once: its script, what it can be, how it is written and sounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import legal, sounds
from euthyna.entities.names.eastern import coarse_sounds
from euthyna.entities.names.readings import readings
from euthyna.entities.names.roles import Can, abilities
from euthyna.entities.names.scripts import Script, main_script

_ARRAYS = (
    "scripts",
    "abilities",
    "forms",
    "writing_offsets",
    "letter_offsets",
    "letters",
    "skeletons",
    "skeleton_lengths",
    "coarse_offsets",
    "coarse",
)
BOUNDARY = -1
"""Stands for the break between two names where words are counted through."""


class Vocabulary:
    """Distinct words, numbered from 0 in the order they were first seen.

    All that is known of a word is in arrays, so that compiled code can take it. A word has
    one or more *writings*: Latin letters as it is usually transliterated.

    Attributes
    ----------
    texts
        The folded words, length v.
    scripts
        :class:`~euthyna.entities.names.Script` of each word, uint8[v].
    abilities
        What each word can be, :class:`~euthyna.entities.names.Can`, uint8[v].
    forms
        Class of legal form, :class:`~euthyna.entities.names.Form`, uint8[v].
    writing_offsets
        Which writings a word has: those from ``[w]`` to ``[w + 1]``, int64[v + 1]; the first
        is the commonest.
    letter_offsets
        Where the letters of each writing begin, int64[f + 1].
    letters
        ASCII letters and digits of all writings, uint8.
    skeletons
        Hash of the consonant skeleton of each writing, uint64[f].
    skeleton_lengths
        Consonants in it, uint8[f].
    coarse_offsets
        Which coarse sounds a word has, int64[v + 1]: those by which a word in Han, kana or
        Hangul and one of an alphabet are compared.
    coarse
        Hashes of the coarse sounds, uint64.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}
        self.scripts: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.abilities: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.forms: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.writing_offsets: NDArray[np.int64] = np.zeros(1, np.int64)
        self.letter_offsets: NDArray[np.int64] = np.zeros(1, np.int64)
        self.letters: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.skeletons: NDArray[np.uint64] = np.zeros(0, np.uint64)
        self.skeleton_lengths: NDArray[np.uint8] = np.zeros(0, np.uint8)
        self.coarse_offsets: NDArray[np.int64] = np.zeros(1, np.int64)
        self.coarse: NDArray[np.uint64] = np.zeros(0, np.uint64)

    def __len__(self) -> int:
        return len(self.texts)

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Vocabulary:
        """Take up what `to_arrays` gave; arrays that are files mapped into memory stay there."""
        found = cls()
        for name in _ARRAYS:
            setattr(found, name, arrays[name])
        texts = arrays["texts"].tobytes().decode("utf-8", "surrogatepass")
        found.texts = texts.split("\n")[:-1]
        return found

    def copy(self) -> Vocabulary:
        """Give a vocabulary to which words can be added without touching this one."""
        found = Vocabulary()
        for name in _ARRAYS:
            setattr(found, name, getattr(self, name))
        found.texts = self.texts.copy()
        return found

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give all that is known as named arrays."""
        texts = "".join(f"{text}\n" for text in self.texts).encode("utf-8", "surrogatepass")
        return {
            "texts": np.frombuffer(texts, np.uint8),
            **{name: getattr(self, name) for name in _ARRAYS},
        }

    def numbers(self, words: Sequence[str], *, boundary: str) -> NDArray[np.int32]:
        """Give the numbers of words; new ones are taken in.

        Parameters
        ----------
        words
            Folded words.
        boundary
            What is no word: it gets the number ``BOUNDARY``.
        """
        known = self._numbers
        if len(known) < len(self.texts):
            known.update(zip(self.texts, count(), strict=False))
        fresh = [word for word in dict.fromkeys(words) if word not in known and word != boundary]
        self._take_in(fresh)
        known[boundary] = BOUNDARY
        found = np.fromiter(map(known.__getitem__, words), np.int32, len(words))
        del known[boundary]
        return found

    def writings(self, word: int) -> list[str]:
        """Give the Latin writings of a word, the commonest first."""
        start, end = self.writing_offsets[word], self.writing_offsets[word + 1]
        bounds = self.letter_offsets[start : end + 1]
        return [self.letters[a:b].tobytes().decode() for a, b in pairwise(bounds)]

    def _take_in(self, words: list[str]) -> None:
        if not words:
            return
        self._numbers.update(zip(words, count(len(self.texts)), strict=False))
        self.texts.extend(words)
        scripts = [Script.LATIN if w.isascii() and w.isalpha() else main_script(w) for w in words]
        self.scripts = _longer(self.scripts, scripts)
        forms = legal.form_classes(words)
        self.forms = _longer(self.forms, [forms.get(word, 0) for word in words])
        can = [abilities(word) | (Can.LEGAL if word in forms else 0) for word in words]
        self.abilities = _longer(self.abilities, can)
        writings = [readings(w, script=s) for w, s in zip(words, scripts, strict=True)]
        self._write(writings)
        coarse = coarse_sounds([ways[0] for ways in writings], words=words, scripts=scripts)
        sizes = np.cumsum([len(codes) for codes in coarse], dtype=np.int64)
        self.coarse_offsets = np.append(self.coarse_offsets, self.coarse_offsets[-1] + sizes)
        codes = np.array([code for codes in coarse for code in codes], np.uint64)
        self.coarse = np.append(self.coarse, codes)

    def _write(self, writings: Sequence[Sequence[str]]) -> None:
        flat = [writing for ways in writings for writing in ways]
        letters = np.frombuffer(bytearray("".join(flat), "ascii"), np.uint8)
        offsets = np.cumsum([0, *map(len, flat)], dtype=np.int64)
        skeletons, lengths = sounds.skeletons(letters, offsets)
        ways = np.cumsum([len(w) for w in writings], dtype=np.int64)
        self.writing_offsets = np.append(self.writing_offsets, self.writing_offsets[-1] + ways)
        self.letter_offsets = np.append(self.letter_offsets, len(self.letters) + offsets[1:])
        self.letters = np.append(self.letters, letters)
        self.skeletons = np.append(self.skeletons, skeletons)
        self.skeleton_lengths = np.append(self.skeleton_lengths, lengths)


def _longer(array: NDArray[np.uint8], values: Iterable[int]) -> NDArray[np.uint8]:
    return np.append(array, np.fromiter(values, np.uint8))
