"""The index: listed names on one side, queries on the other, the nearest owners between."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from euthyna.entities.index import storing, weighing
from euthyna.entities.index.aligning import cards_of
from euthyna.entities.index.keys import Arrays, arrays_of, keys_of
from euthyna.entities.index.merging import merge
from euthyna.entities.index.postings import Postings, build
from euthyna.entities.index.searching import search
from euthyna.entities.names import Analysed, Kind, analyse

_POSTINGS: Final = ("keys", "starts", "rows", "buckets")
_WEIGHTS: Final = ("squares", "norms", "words")
_AT_ONCE: Final = 400_000
"""Names filed at once."""
BUDGET = 2500
"""Postings walked for one query."""
POOL = 100
"""Names compared word by word for one query."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be meant: query i has the candidates from offset i to offset i + 1."""

    offsets: NDArray[np.int64]
    """Length q + 1."""
    owners: NDArray[np.int32]
    """Owners of the listed names, as given; best first, each once a query."""
    rows: NDArray[np.int32]
    """The name of the owner that is nearest: its row in the index."""
    scores: NDArray[np.float32]
    """How alike the names are, 0 to 1: an order, not a probability."""

    @property
    def queries(self) -> NDArray[np.int32]:
        """The query of each candidate."""
        sizes = np.diff(self.offsets)
        return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)


class NameIndex:
    """Names of listed parties, found by words, sounds and letters.

    Parameters
    ----------
    names
        The listed names, taken apart.
    owners
        Whose each is.
    postings
        Their rows by key.
    """

    def __init__(
        self,
        names: Analysed,
        *,
        owners: NDArray[np.int32],
        postings: Postings,
        weights: weighing.Weights | None = None,
    ) -> None:
        self.names = names
        self.owners = owners
        self.postings = postings
        self.weights = weighing.weigh(names, postings) if weights is None else weights
        self._cards = cards_of(names, weights=self.weights.words)

    def __len__(self) -> int:
        return len(self.names)

    @classmethod
    def build(
        cls, names: Sequence[str], *, owners: ArrayLike, kinds: Sequence[Kind] | None = None
    ) -> NameIndex:
        """File names.

        Parameters
        ----------
        names
            Listed names, as published.
        owners
            Number of the party that has each; a party may have any number of names.
        kinds
            What each names.
        """
        known = analyse(names, kinds=kinds)
        return cls(known, owners=np.asarray(owners, np.int32), postings=_filed(known))

    @classmethod
    def load(cls, folder: Path) -> NameIndex:
        """Open an index that was saved; its arrays stay in their files.

        Raises
        ------
        StoreError
            Where there is none, or one that another version made.
        """
        arrays = storing.read(folder)
        return cls(
            Analysed.from_arrays(arrays),
            owners=arrays["owners"],
            postings=Postings(**{name: arrays[name] for name in _POSTINGS}),
            weights=weighing.Weights(**{name: arrays[name] for name in _WEIGHTS}),
        )

    def save(self, folder: Path) -> None:
        """Keep the index in a folder, in place of one that is there."""
        parts = ((self.postings, _POSTINGS), (self.weights, _WEIGHTS))
        arrays = {name: getattr(part, name) for part, names in parts for name in names}
        storing.write(folder, {**self.names.to_arrays(), **arrays, "owners": self.owners})

    def update(
        self,
        names: Sequence[str] = (),
        *,
        owners: ArrayLike = (),
        kinds: Sequence[Kind] | None = None,
        removed: ArrayLike = (),
    ) -> NameIndex:
        """File more names, and take those of some owners out.

        Only the new names are taken apart; the result finds what an index of the names that
        stay and the new ones, built anew in that order, finds.

        Parameters
        ----------
        names, owners, kinds
            As in `build`; what is new.
        removed
            Owners whose old names go; one that is in `owners` too is replaced.
        """
        known = self.names.vocabulary.copy()
        fresh = analyse(names, kinds=kinds, vocabulary=known)
        kept = ~np.isin(self.owners, np.asarray(removed, np.int32))
        return NameIndex(
            self.names.chosen(kept).joined(fresh),
            owners=np.append(self.owners[kept], np.asarray(owners, np.int32)),
            postings=merge(self.postings, _filed(fresh), kept=kept),
        )

    def search(
        self, queries: Analysed, *, k: int = 30, budget: int = BUDGET, pool: int = POOL
    ) -> Candidates:
        """Find the owners whose names are nearest to each query.

        Parameters
        ----------
        queries
            Names asked about, taken apart.
        k
            Owners wanted a query.
        budget
            Postings walked a query: it bounds the time.
        pool
            Names compared word by word a query.
        """
        size = len(queries)
        owners = np.full((size, k), -1, np.int32)
        rows = np.zeros((size, k), np.int32)
        scores = np.zeros((size, k), np.float32)
        if size and len(self):
            self._search(queries, (pool, budget), (owners, rows, scores))
        found = owners >= 0
        offsets = np.concatenate([[0], np.cumsum(found.sum(axis=1))]).astype(np.int64)
        return Candidates(offsets, owners[found], rows[found], scores[found])

    def _search(self, queries: Analysed, limits: tuple[int, int], out: Arrays) -> None:
        size = len(out[0])
        parts = max(1, min(os.cpu_count() or 1, size // 64))
        bounds = np.linspace(0, size, parts + 1).astype(np.int64)
        arrays, cards = arrays_of(queries), cards_of(queries)
        index = (
            *(getattr(self.postings, name) for name in _POSTINGS),
            self.weights.squares,
            self.weights.norms,
            self.owners,
        )

        def run(part: int) -> None:
            chosen = (bounds[part], bounds[part + 1])
            search(arrays, cards, chosen, self._cards, index, limits, *out)

        with ThreadPoolExecutor(parts) as workers:
            list(workers.map(run, range(parts)))


def _filed(names: Analysed) -> Postings:
    """File names part by part: the keys of all of them at once would take the most memory."""
    rows = np.arange(len(names))
    filed = build(*keys_of(names.chosen(rows < _AT_ONCE)))
    for start in range(_AT_ONCE, len(names), _AT_ONCE):
        part = names.chosen((rows >= start) & (rows < start + _AT_ONCE))
        filed = merge(filed, build(*keys_of(part)), kept=np.ones(start, np.bool_))
    return filed
