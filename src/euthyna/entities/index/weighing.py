"""What keys and words are worth: the rarer, the more."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202 (kernels: numba types them)
from dataclasses import dataclass

import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.index.keys import COARSE
from euthyna.entities.index.postings import Postings
from euthyna.entities.names import Analysed

_KINDS = np.array([4.0, 3.0, 4.0, 2.0, 4.0, 1.0, 2.0, 4.0], np.float32)
"""Word, skeleton, pair, initialled, joined, trigram, coarse, coarse pair: as in `keys`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What keys, names and words are worth in one index."""

    squares: NDArray[np.float32]
    """Squared weight of each key: what it is made of times the logarithm of its rarity."""
    norms: NDArray[np.float32]
    """Length of each name: the root of the squares of its keys."""
    words: NDArray[np.float32]
    """Weight of each word of the vocabulary, 0.35 to 1."""


def weigh(names: Analysed, postings: Postings) -> Weights:
    """Weigh keys, names and words by how rare they are."""
    counts = np.diff(postings.starts)
    kinds = _KINDS[(postings.keys & np.uint64(7)).astype(np.int64)]
    squares = np.square(kinds * np.log1p(len(names) / counts)).astype(np.float32)
    sums = np.zeros(len(names), np.float32)
    # Coarse sounds join two scripts: they lengthen no name.
    near = np.where((postings.keys & np.uint64(7)) < COARSE, squares, np.float32(0))
    _add(postings.starts, postings.rows, near, sums)
    norms = np.sqrt(np.maximum(sums, np.float32(1e-6)))
    held = np.bincount(names.tokens, minlength=len(names.vocabulary))
    words = np.minimum(1.0, 0.35 + np.log1p(len(names) / (1 + held)) / 12)
    return Weights(squares, norms, words.astype(np.float32))


@nb.njit(cache=True, nogil=True)
def weight_of(count, names):  # type: ignore[no-untyped-def]
    """Weigh one word."""
    return min(1.0, 0.35 + np.log1p(names / (1 + count)) / 12)


@nb.njit(cache=True, nogil=True)
def _add(starts, rows, squared, found):  # type: ignore[no-untyped-def]
    for key in range(len(starts) - 1):
        for at in range(starts[key], starts[key + 1]):
            found[rows[at]] += squared[key]
