"""Names taken apart in bulk: words by number, and what each does in its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names.cleaning import BREAK, LONGEST_NAME, fold, strip
from euthyna.entities.names.legal import mark_forms
from euthyna.entities.names.roles import Can, Kind, Role
from euthyna.entities.names.scripts import unmix
from euthyna.entities.names.segmenting import segment
from euthyna.entities.names.vocabulary import BOUNDARY, Vocabulary

_ARRAYS = ("offsets", "tokens", "roles", "kinds", "mixed", "cut")
MOST_WORDS = 32
"""Words of a name that are looked at."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """Names as numbers: name i has the words from offset i to offset i + 1."""

    vocabulary: Vocabulary
    offsets: NDArray[np.int64]
    """Length n + 1."""
    tokens: NDArray[np.int32]
    """Numbers of the words in the vocabulary, in the order they are written."""
    roles: NDArray[np.uint8]
    """:class:`~euthyna.entities.names.Role` of each of them, in its name."""
    kinds: NDArray[np.uint8]
    """:class:`~euthyna.entities.names.Kind` of each name, as told."""
    mixed: NDArray[np.bool_]
    """Names in which a word mixes alphabets, as if to look like another."""
    cut: NDArray[np.bool_]
    """Names too long to be looked at in full."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def words(self, name: int) -> list[str]:
        """Give the folded words of a name."""
        start, end = self.offsets[name], self.offsets[name + 1]
        return [self.vocabulary.texts[token] for token in self.tokens[start:end]]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Analysed:
        """Take up what `to_arrays` gave."""
        parts = {name: arrays[f"name_{name}"] for name in _ARRAYS}
        return cls(Vocabulary.from_arrays(arrays), **parts)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give names and vocabulary as named arrays."""
        parts = {f"name_{name}": getattr(self, name) for name in _ARRAYS}
        return {**self.vocabulary.to_arrays(), **parts}

    def chosen(self, kept: NDArray[np.bool_]) -> Analysed:
        """Give some of the names, in their order."""
        sizes = np.diff(self.offsets)
        words = np.repeat(kept, sizes)
        return Analysed(
            self.vocabulary,
            np.concatenate([[0], np.cumsum(sizes[kept])]).astype(np.int64),
            self.tokens[words],
            self.roles[words],
            self.kinds[kept],
            self.mixed[kept],
            self.cut[kept],
        )

    def joined(self, more: Analysed) -> Analysed:
        """Put more names behind these; their vocabulary is this one with more words."""
        return Analysed(
            more.vocabulary,
            np.append(self.offsets, self.offsets[-1] + more.offsets[1:]),
            *(np.append(getattr(self, name), getattr(more, name)) for name in _ARRAYS[1:]),
        )


def analyse(
    names: Sequence[str],
    *,
    kinds: Sequence[Kind] | None = None,
    vocabulary: Vocabulary | None = None,
) -> Analysed:
    """Take names apart.

    Parameters
    ----------
    names
        Names in any script, as published.
    kinds
        What each of them names; persons have no legal forms, firms no titles.
    vocabulary
        Words known already; new ones are added to it. Without it, a new one.

    Returns
    -------
    Analysed
        As many names as given, in their order. A name without a letter or digit has no words.
        A name of titles, particles and legal forms alone is made of plain words.

    Examples
    --------
    >>> found = analyse(["Dr. José de la Peña"], kinds=[Kind.PERSON])
    >>> found.words(0)
    ['dr', 'josé', 'de', 'la', 'peña']
    >>> [Role(role).name for role in found.roles]
    ['TITLE', 'WORD', 'PARTICLE', 'PARTICLE', 'WORD']
    """
    vocabulary = Vocabulary() if vocabulary is None else vocabulary
    told = np.asarray(kinds if kinds is not None else [Kind.UNKNOWN] * len(names), np.uint8)
    parts = []
    mixed = np.zeros(len(names), np.bool_)
    for chosen, blob in _blobs(names, told):
        words = blob.replace(BREAK, f" {BREAK} ").split()
        words, doubtful = _unmixed(words)
        numbers = vocabulary.numbers(words, boundary=BREAK)
        mixed[chosen[_rows(numbers)[doubtful]]] = True
        parts.append((chosen, numbers))
    offsets, tokens = _merged(parts, len(names))
    cut = np.fromiter((len(name) > LONGEST_NAME for name in names), np.bool_, len(names))
    roles = _roles(vocabulary, offsets, tokens, told)
    return Analysed(vocabulary, offsets, tokens, roles, told, mixed, cut)


def _blobs(names: Sequence[str], kinds: NDArray[np.uint8]) -> list[tuple[NDArray[np.int64], str]]:
    """Clean persons apart from all others, which may have legal forms."""
    blobs = []
    for persons in (True, False):
        chosen = np.flatnonzero((kinds == Kind.PERSON) == persons)
        if not len(chosen):
            continue
        blob = fold([names[row] for row in chosen.tolist()])
        blobs.append((chosen, segment(strip(blob if persons else mark_forms(blob)))))
    return blobs


def _unmixed(words: list[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Write words of several alphabets in one, and tell at which places they are."""
    distinct = {word for word in set(words) if not word.isascii()}
    odd = {word: same for word in distinct if (same := unmix(word)) != word}
    if not odd:
        return words, np.zeros(0, np.int64)
    places = [place for place, word in enumerate(words) if word in odd]
    return [odd.get(word, word) for word in words], np.asarray(places, np.int64)


def _rows(numbers: NDArray[np.int32]) -> NDArray[np.int64]:
    return np.cumsum(numbers == BOUNDARY)


def _merged(
    parts: list[tuple[NDArray[np.int64], NDArray[np.int32]]], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Put the words of all parts into the order of the names, a bounded number of each."""
    rows, words = [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    for chosen, numbers in parts:
        inner = numbers != BOUNDARY
        rows.append(chosen[_rows(numbers)[inner]])
        words.append(numbers[inner])
    row, word = np.concatenate(rows), np.concatenate(words)
    order = np.argsort(row, kind="stable")
    row, word = row[order], word[order]
    place = np.arange(len(row)) - np.searchsorted(row, row)
    kept = place < MOST_WORDS
    counts = np.bincount(row[kept], minlength=size)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), word[kept]


def _roles(
    vocabulary: Vocabulary,
    offsets: NDArray[np.int64],
    tokens: NDArray[np.int32],
    kinds: NDArray[np.uint8],
) -> NDArray[np.uint8]:
    can = vocabulary.abilities[tokens]
    sizes = np.diff(offsets)
    kind = np.repeat(kinds, sizes)
    roles = np.zeros(len(tokens), np.uint8)
    person, firm = kind != Kind.ORGANISATION, kind != Kind.PERSON
    many = np.repeat(sizes > 2, sizes)
    legal = (can & Can.LEGAL > 0) & (_at_an_edge(offsets) | _is_long(vocabulary)[tokens])
    for role, where in (
        (Role.PATRONYMIC, (can & Can.PATRONYMIC > 0) & person & many),
        (Role.INITIAL, can & Can.INITIAL > 0),
        (Role.PARTICLE, can & Can.PARTICLE > 0),
        (Role.TITLE, (can & Can.TITLE > 0) & person),
        (Role.LEGAL, legal & firm),
        (Role.NUMBER, can & Can.NUMBER > 0),
    ):
        roles[where] = role
    return _with_a_word(roles, offsets)


def _at_an_edge(offsets: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which words begin or end a name."""
    edge = np.zeros(offsets[-1], np.bool_)
    filled = np.diff(offsets) > 0
    edge[offsets[:-1][filled]] = True
    edge[offsets[1:][filled] - 1] = True
    return edge


def _is_long(vocabulary: Vocabulary) -> NDArray[np.bool_]:
    """Tell which words have three letters or more: two in the midst are no legal form."""
    first = vocabulary.writing_offsets[:-1]
    return np.diff(vocabulary.letter_offsets)[first] > 2


def _with_a_word(roles: NDArray[np.uint8], offsets: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Make plain words of all words of a name that has no other."""
    names = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    naming = np.isin(roles, (Role.WORD, Role.PATRONYMIC, Role.NUMBER))
    named = np.bincount(names[naming], minlength=len(offsets) - 1) > 0
    roles[~named[names] & (roles != Role.INITIAL)] = Role.WORD
    return roles
