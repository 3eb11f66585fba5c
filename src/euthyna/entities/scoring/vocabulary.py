"""From a vocabulary of names to what the scorer must know of each word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import Script, Vocabulary
from euthyna.entities.names.sounds import hash_of
from euthyna.entities.scoring.generic import COUNTED, GENERIC, HAN_GENERIC
from euthyna.entities.scoring.nicknames import MOST_GROUPS, groups
from euthyna.entities.scoring.spelling import sounds
from euthyna.entities.scoring.words import COLUMNS, Column, Words

RAREST: Final = 11.0
"""Rarity of a word that nobody has seen, in nats: one name in 60,000."""
RARITIES: Final = "rarities.bin"
BUCKETS: Final = 1 << 16
"""Of words by their hash in the shipped file; half as many of consonants follow."""
STEPS: Final = 16.0
"""Steps of the shipped rarities in a nat."""
_SMOOTHING: Final = 50_000
"""Names added to those of a list, so that a short list does not make every word common."""
_GENERIC_RARITY: Final = 4.0


def words_of(
    vocabulary: Vocabulary, *, counts: NDArray[np.int64] | None = None, names: int = 0
) -> Words:
    """Look up what the scorer must know of each word of a vocabulary.

    Parameters
    ----------
    vocabulary
        The words.
    counts
        In how many listed names each word is, of the vocabulary's length; without it, only
        what is shipped tells how rare a word is.
    names
        How many listed names there are.
    """
    first = vocabulary.writing_offsets[:-1]
    forms = _forms(vocabulary)
    usual = _usual_writings(vocabulary)
    codes, code_starts = _han(vocabulary)
    table = np.zeros((len(vocabulary), COLUMNS), np.int64)
    table[:, Column.SCRIPT] = vocabulary.scripts
    table[:, Column.TEXT] = text_hashes(vocabulary.texts).view(np.int64)
    table[:, Column.NUMBER] = _numbers(vocabulary, usual)
    table[:, Column.GENERIC] = _generic(vocabulary, usual)
    table[:, Column.LEGAL] = vocabulary.forms
    table[:, Column.FORM], table[:, Column.FORM_END] = first, vocabulary.writing_offsets[1:]
    table[:, Column.START : Column.MASK + 1] = forms[first]
    table[:, Column.GROUP_1 : Column.GROUP_3 + 1] = _groups(usual)
    table[:, Column.HUSBAND_1 : Column.HUSBAND_2 + 1] = _husbands(usual).view(np.int64)
    table[:, Column.CODE], table[:, Column.CODE_END] = code_starts[:-1], code_starts[1:]
    table[:, Column.SIMPLE] = _simple(table)
    return Words(
        table=table,
        rarity=_rarities(table, counts, names),
        forms=forms,
        sounds=sounds(vocabulary.letters, vocabulary.letter_offsets),
        letters=vocabulary.letters,
        codes=codes,
    )


def _forms(vocabulary: Vocabulary) -> NDArray[np.int64]:
    letters, starts = vocabulary.letters, vocabulary.letter_offsets
    skeletons = np.where(vocabulary.skeleton_lengths > 1, vocabulary.skeletons, 0)
    columns = (
        starts[:-1],
        starts[1:],
        hashes(letters, starts).view(np.int64),
        skeletons.astype(np.uint64).view(np.int64),
        _masks(letters, starts).astype(np.int64),
    )
    return np.stack(columns, axis=1)


def _simple(table: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which words have one form of two letters or more and nothing special about them."""
    special = (table[:, Column.GROUP_1] > 0) | (table[:, Column.NUMBER] >= 0)
    special |= (table[:, Column.HUSBAND_1] != 0) | (table[:, Column.SCRIPT] == Script.HAN)
    one_form = table[:, Column.FORM_END] - table[:, Column.FORM] == 1
    found: NDArray[np.bool_] = one_form & (table[:, Column.END] - table[:, Column.START] > 1)
    return found & ~special


def _usual_writings(vocabulary: Vocabulary) -> list[str]:
    letters = vocabulary.letters.tobytes().decode("ascii")
    bounds = vocabulary.letter_offsets
    first = vocabulary.writing_offsets[:-1]
    return [
        letters[a:b]
        for a, b in zip(bounds[first].tolist(), bounds[first + 1].tolist(), strict=True)
    ]


def text_hashes(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Hash texts to 64 bits, always to the same ones."""
    raw = [text.encode("utf-8", "surrogatepass") for text in texts]
    starts = np.cumsum([0, *map(len, raw)], dtype=np.int64)
    found: NDArray[np.uint64] = hashes(np.frombuffer(b"".join(raw), np.uint8), starts)
    return found


@nb.njit(cache=True, nogil=True)
def hashes(letters, starts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 (kernel)
    """Hash each word of a pool of letters."""
    found = np.zeros(len(starts) - 1, np.uint64)
    for at in range(len(found)):
        found[at] = hash_of(letters, starts[at], starts[at + 1])
    return found


@nb.njit(cache=True, nogil=True)
def _masks(letters, starts):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 (kernel)
    found = np.zeros(len(starts) - 1, np.uint32)
    for at in range(len(found)):
        for place in range(starts[at], starts[at + 1]):
            found[at] |= np.uint32(1) << np.uint32(letters[place] & 31)
    return found


def _han(vocabulary: Vocabulary) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Write the words in Han as numbers of their characters."""
    sizes = np.zeros(len(vocabulary) + 1, np.int64)
    chosen = np.flatnonzero(vocabulary.scripts == Script.HAN)
    texts = [vocabulary.texts[word] for word in chosen.tolist()]
    sizes[chosen + 1] = [len(text) for text in texts]
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.int32)
    return codes, np.cumsum(sizes)


def _groups(usual: Sequence[str]) -> NDArray[np.int32]:
    known = groups()
    found = np.zeros((len(usual), MOST_GROUPS), np.int32)
    for row, word in enumerate(usual):
        numbers = known.get(word)
        if numbers:
            found[row, : len(numbers)] = numbers
    return found


def _numbers(vocabulary: Vocabulary, usual: Sequence[str]) -> NDArray[np.int32]:
    found = np.full(len(usual), -1, np.int32)
    for row, word in enumerate(usual):
        if word.isdecimal():
            found[row] = int(word[:9])
        elif word in COUNTED and vocabulary.scripts[row] <= Script.CYRILLIC:
            found[row] = COUNTED[word]
    return found


def _generic(vocabulary: Vocabulary, usual: Sequence[str]) -> NDArray[np.uint8]:
    found = [
        word in GENERIC or text in HAN_GENERIC
        for word, text in zip(usual, vocabulary.texts, strict=True)
    ]
    return np.array(found, np.uint8)


def _husbands(usual: Sequence[str]) -> NDArray[np.uint64]:
    """Spell women's family names as for a man: Ivanova, Nováková, Kowalska, Papadopoulou."""
    found = np.zeros((len(usual), 2), np.uint64)
    rows, spelled = [], []
    for row, word in enumerate(usual):
        for column, name in enumerate(_mens(word)):
            rows.append((row, column))
            spelled.append(name)
    if rows:
        at = np.array(rows)
        found[at[:, 0], at[:, 1]] = text_hashes(spelled)
    return found


def _mens(word: str) -> tuple[str, ...]:
    if len(word) < 5 or word[-1] not in "au":
        return ()
    if word.endswith("ova"):
        return word[:-1], word[:-3]
    if word.endswith(("eva", "ina", "yna")):
        return (word[:-1],)
    if word.endswith(("skaya", "skaia", "ckaya")):
        return word[:-3] + "iy", word[:-3] + "y"
    if word.endswith(("ska", "cka", "dzka")):
        return word[:-1] + "i", word[:-1] + "y"
    return (word[:-1] + "s",) if word.endswith("ou") else ()


def _rarities(
    table: NDArray[np.int64], counts: NDArray[np.int64] | None, names: int
) -> NDArray[np.float32]:
    """Tell how rare words and their consonants are, by what is shipped and by the list itself."""
    written, sounded = background()
    skeletons = np.ascontiguousarray(table[:, Column.SKELETON]).view(np.uint64)
    spelling = np.ascontiguousarray(table[:, Column.SPELLING]).view(np.uint64)
    words = written[spelling % np.uint64(len(written))] / STEPS
    known = sounded[skeletons % np.uint64(len(sounded))] / STEPS
    consonants = np.where(skeletons > 0, known, 2.0)
    if counts is not None and names:
        words = np.minimum(words, _here(counts, names))
        _, which = np.unique(skeletons, return_inverse=True)
        together = np.bincount(which, weights=counts)[which]
        consonants = np.minimum(consonants, _here(together, names))
    words = np.where(table[:, Column.GENERIC] > 0, np.minimum(words, _GENERIC_RARITY), words)
    return np.stack([words, consonants], axis=1).astype(np.float32)


def _here(counts: NDArray[np.generic], names: int) -> NDArray[np.float64]:
    shares: NDArray[np.float64] = np.maximum(counts, 0.5) / (names + _SMOOTHING)
    return -np.log(shares)


@lru_cache(maxsize=1)
def background() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Give the shipped rarities by hash, in sixteenths of a nat: of words, and of consonants.

    They are counts of words in free lists and in generated names, by hash, so that no name is
    in them; ``bench/fit_screening.py`` wrote them. A word that was not seen has ``RAREST``.
    """
    table = np.frombuffer(files(__package__).joinpath(RARITIES).read_bytes(), np.uint8)
    return table[:BUCKETS], table[BUCKETS:]
