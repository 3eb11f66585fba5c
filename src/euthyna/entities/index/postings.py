"""Which names hold a key: compressed rows, built by counting and found by the first bits."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0917 (kernels: numba types them, arrays come one by one)
from dataclasses import dataclass

import numba as nb
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Postings:
    """Distinct keys in their order, and the rows of the names that hold each."""

    keys: NDArray[np.uint64]
    """Sorted, each once; length k."""
    starts: NDArray[np.int64]
    """Where the rows of each key begin; length k + 1."""
    rows: NDArray[np.int32]
    """Rows of names, ascending within a key."""
    buckets: NDArray[np.int32]
    """Where the keys begin that have the same first bits; length 2 ** bits + 1."""


def build(offsets: NDArray[np.int64], keys: NDArray[np.uint64]) -> Postings:
    """File names under their keys.

    Parameters
    ----------
    offsets, keys
        The keys of each name, as :func:`~euthyna.entities.index.keys.keys_of` makes them.
    """
    bits = _bits(len(keys))
    ends = np.zeros((1 << bits) + 1, np.int64)
    sorted_keys = np.empty(len(keys), np.uint64)
    rows = np.empty(len(keys), np.int32)
    _scatter(offsets, keys, 64 - bits, ends, sorted_keys, rows)
    first = np.ones(len(keys), np.bool_)
    np.not_equal(sorted_keys[1:], sorted_keys[:-1], out=first[1:])
    starts = np.append(np.flatnonzero(first), len(keys)).astype(np.int64)
    return with_buckets(sorted_keys[first], starts, rows)


def with_buckets(
    keys: NDArray[np.uint64], starts: NDArray[np.int64], rows: NDArray[np.int32]
) -> Postings:
    """Add the directory by first bits to sorted keys and their rows."""
    bits = _bits(len(keys))
    bounds = np.arange(1 << bits, dtype=np.uint64) << np.uint64(64 - bits)
    buckets = np.append(np.searchsorted(keys, bounds), len(keys)).astype(np.int32)
    return Postings(keys, starts, rows, buckets)


def _bits(entries: int) -> int:
    return max(4, int(entries).bit_length() - 1)


@nb.njit(cache=True, nogil=True)
def _scatter(offsets, keys, shift, ends, sorted_keys, rows):  # type: ignore[no-untyped-def]
    """Put keys into buckets by their first bits, then sort each bucket by key."""
    shift = np.uint64(shift)
    for at in range(len(keys)):
        ends[(keys[at] >> shift) + 1] += 1
    for bucket in range(1, len(ends)):
        ends[bucket] += ends[bucket - 1]
    for row in range(len(offsets) - 1):
        for at in range(offsets[row], offsets[row + 1]):
            bucket = keys[at] >> shift
            sorted_keys[ends[bucket]] = keys[at]
            rows[ends[bucket]] = row
            ends[bucket] += 1
    start = np.int64(0)
    for bucket in range(len(ends) - 1):
        _sort(sorted_keys, rows, start, ends[bucket])
        start = ends[bucket]


@nb.njit(cache=True, nogil=True)
def _sort(keys, rows, start, end):  # type: ignore[no-untyped-def]
    """Sort a bucket by key, then by row (Shell); most hold a handful, or one common key."""
    gap = (end - start) // 2
    while gap > 0:
        for at in range(start + gap, end):
            key, row, place = keys[at], rows[at], at
            while place >= start + gap and (
                keys[place - gap] > key or (keys[place - gap] == key and rows[place - gap] > row)
            ):
                keys[place], rows[place] = keys[place - gap], rows[place - gap]
                place -= gap
            keys[place], rows[place] = key, row
        gap //= 2


@nb.njit(cache=True, nogil=True)
def find(keys, buckets, key):  # type: ignore[no-untyped-def]
    """Give the number of a key, or -1."""
    bits = 0
    while (1 << (bits + 1)) < len(buckets):
        bits += 1
    bucket = np.int64(key >> np.uint64(64 - bits))
    low, high = buckets[bucket], buckets[bucket + 1]
    while low < high:
        middle = (low + high) // 2
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < len(keys) and keys[low] == key else -1
