"""What the scorer must know of each word: its letters, its sound, and how rare it is."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray


class Column(IntEnum):
    """What is known of one word, in whole numbers; hashes are taken as signed ones."""

    SCRIPT = 0
    """Number of its writing system."""
    TEXT = 1
    """Hash of the word as written."""
    NUMBER = 2
    """What it counts; -1 where it counts nothing."""
    GENERIC = 3
    """1 for words that many firms have in their names, such as *trading*."""
    LEGAL = 4
    """Class of a legal form; 0 for others."""
    SIMPLE = 5
    """1 for words with one form of two letters or more, and nothing special about them."""
    FORM = 6
    """Its first form; a word has one or more ways to write it in ASCII."""
    FORM_END = 7
    START = 8
    """Where its first form starts among the letters."""
    END = 9
    SPELLING = 10
    """Hash of its first form."""
    SKELETON = 11
    """Hash of the consonants of its first form; 0 where it has fewer than two."""
    MASK = 12
    """One bit for each letter that its first form has."""
    GROUP_1 = 13
    """Numbers of groups of names that are short for one another; 0 for none."""
    GROUP_2 = 14
    GROUP_3 = 15
    HUSBAND_1 = 16
    """Hashes of the spelling that a woman's family name has for a man, two ways; 0 for others."""
    HUSBAND_2 = 17
    CODE = 18
    """Where its characters start, for words in Han."""
    CODE_END = 19


COLUMNS: Final = len(Column)


class Words(NamedTuple):
    """The words of a vocabulary as columns; those of one word stand at its number.

    Few arrays on purpose: compiled code counts references to every one at every call.
    """

    table: NDArray[np.int64]
    """One row a word, with the columns of :class:`Column`."""
    rarity: NDArray[np.float32]
    """How surprising each word is in a name, and how surprising its consonants, in nats."""
    forms: NDArray[np.int64]
    """Of each form: start and end among the letters, hash, hash of consonants, letters it has."""
    sounds: NDArray[np.uint8]
    """Each form as sounds: see `spelling.sounds`."""
    letters: NDArray[np.uint8]
    """ASCII letters of all forms, one after the other."""
    codes: NDArray[np.int32]
    """Characters of words written in Han, one after the other."""
