"""What the scorer must know of each word: its letters, its sound, and how rare it is."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Words(NamedTuple):
    """The words of a vocabulary as columns; those of one word stand at its number.

    A word has one or more *forms*: ways to write it in ASCII. Those of word i are the forms
    from ``forms[i]`` to ``forms[i + 1]``, the usual one first.
    """

    script: NDArray[np.uint8]
    """Number of its writing system."""
    text: NDArray[np.uint64]
    """Hash of the word as written."""
    rarity: NDArray[np.float32]
    """How surprising it is in a name, in nats: 0 for a word in every name."""
    sound_rarity: NDArray[np.float32]
    """How surprising its consonants are, in nats."""
    groups: NDArray[np.int32]
    """Up to three numbers of names that are short for one another; 0 for none."""
    number: NDArray[np.int32]
    """What it counts; -1 where it counts nothing."""
    husband: NDArray[np.uint64]
    """Hashes of the spelling that a woman's family name has for a man, two ways; 0 for others."""
    generic: NDArray[np.uint8]
    """1 for words that many firms have in their names, such as *trading*."""
    legal: NDArray[np.int32]
    """Class of a legal form; 0 for others."""
    codes: NDArray[np.int32]
    """Characters of words written in Han, one after the other."""
    code_starts: NDArray[np.int64]
    forms: NDArray[np.int64]
    letters: NDArray[np.uint8]
    """ASCII letters of all forms, one after the other."""
    starts: NDArray[np.int64]
    """Where each form starts among the letters, and the end of the last."""
    spelling: NDArray[np.uint64]
    """Hash of each form."""
    sounds: NDArray[np.uint8]
    """Each form as sounds: see `spelling.sounds`."""
    skeleton: NDArray[np.uint64]
    """Hash of each form's consonants; 0 where it has fewer than two."""
    mask: NDArray[np.uint32]
    """One bit for each letter that a form has."""
