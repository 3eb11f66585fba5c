"""Parties by the words of their names, as far as somebody has typed them."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import Analysed, analyse

MOST_WORDS = 12
"""Words of a text that are looked for."""
_LAST = "\U0010ffff"
"""Sorts behind whatever a word may go on with."""

Rows = NDArray[np.int64]


class Words:
    """Finds the names in which every word of a text stands, or begins one.

    Words are compared in all their writings in Latin letters, so that a text in one script finds
    names in another where both are written alike. Typing errors are not allowed for: that is
    what screening does.

    Parameters
    ----------
    names
        Names, taken apart.
    owners
        Of each name, the row of its party.
    """

    def __init__(self, names: Analysed, *, owners: NDArray[np.int32]) -> None:
        self._owners = owners
        self._sizes = np.diff(names.offsets)
        written = sorted(
            (writing, word)
            for word in range(len(names.vocabulary))
            for writing in names.vocabulary.writings(word)
        )
        self._writings = [writing for writing, _ in written]
        self._words = np.fromiter((word for _, word in written), np.int64, len(written))
        order = np.argsort(names.tokens, kind="stable")
        self._names = np.repeat(np.arange(len(names)), self._sizes)[order]
        every = np.arange(len(names.vocabulary) + 1)
        self._starts = np.searchsorted(names.tokens[order], every)

    def find(self, text: str) -> tuple[Rows, Rows]:
        """Find parties by a text.

        Parameters
        ----------
        text
            Some words, the last ones perhaps not typed to their end.

        Returns
        -------
        tuple
            Rows of parties that have a name with all these words, and of further parties that
            have one with words that begin so; of each, names with fewer other words first.
        """
        asked = analyse([text])
        wanted = [asked.vocabulary.writings(int(word)) for word in asked.tokens[:MOST_WORDS]]
        if not wanted:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        whole = self._parties([self._named(writings, end="") for writings in wanted])
        begun = self._parties([self._named(writings, end=_LAST) for writings in wanted])
        return whole, begun[~np.isin(begun, whole)]

    def _named(self, writings: list[str], *, end: str) -> Rows:
        """Give the names with a word that is, or begins with, one of some writings."""
        found = [
            self._words[bisect_left(self._writings, w) : self._after(w, end)] for w in writings
        ]
        words = np.unique(np.concatenate(found))
        if not len(words):
            return np.zeros(0, np.int64)
        places = [self._names[self._starts[word] : self._starts[word + 1]] for word in words]
        return np.unique(np.concatenate(places))

    def _after(self, writing: str, end: str) -> int:
        return bisect_left(self._writings, writing + (end or "\0"))

    def _parties(self, found: list[Rows]) -> Rows:
        """Give the owners of the names that are in all parts, the shortest name first."""
        names = found[0]
        for part in found[1:]:
            names = np.intersect1d(names, part, assume_unique=True)
        names = names[np.argsort(self._sizes[names], kind="stable")]
        owners = self._owners[names].astype(np.int64)
        _, first = np.unique(owners, return_index=True)
        return owners[np.sort(first)]
