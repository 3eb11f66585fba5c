"""Postings renewed: rows that went are dropped, new ones put in, nothing is sorted again."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN202 (kernels: numba types them, arrays come one by one)
import numba as nb
import numpy as np
from numpy.typing import NDArray

from euthyna.entities.index.postings import Postings, with_buckets


def merge(old: Postings, new: Postings, *, kept: NDArray[np.bool_]) -> Postings:
    """Merge the postings of old rows that are kept with those of new rows.

    Parameters
    ----------
    kept
        Which of the old rows stay; they are numbered anew from 0, the new rows after them.
    """
    numbers = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    after = int(kept.sum())
    size = len(old.keys) + len(new.keys)
    keys, starts = np.empty(size, np.uint64), np.zeros(size + 1, np.int64)
    rows = np.empty(len(old.rows) + len(new.rows), np.int32)
    many = _merge(
        (old.keys, old.starts, old.rows),
        (new.keys, new.starts, new.rows),
        numbers,
        after,
        (keys, starts, rows),
    )
    end = int(starts[many])
    rows = rows if end == len(rows) else rows[:end].copy()
    return with_buckets(keys[:many].copy(), starts[: many + 1].copy(), rows)


@nb.njit(cache=True, nogil=True)
def _merge(old, new, numbers, after, out):  # type: ignore[no-untyped-def]
    keys, starts, rows = out
    one, two, many, end = 0, 0, 0, 0
    while one < len(old[0]) or two < len(new[0]):
        first = one < len(old[0]) and (two >= len(new[0]) or old[0][one] <= new[0][two])
        second = two < len(new[0]) and (one >= len(old[0]) or new[0][two] <= old[0][one])
        key = old[0][one] if first else new[0][two]
        if first:
            for at in range(old[1][one], old[1][one + 1]):
                if numbers[old[2][at]] >= 0:
                    rows[end] = numbers[old[2][at]]
                    end += 1
            one += 1
        if second:
            for at in range(new[1][two], new[1][two + 1]):
                rows[end] = new[2][at] + after
                end += 1
            two += 1
        if end > starts[many]:
            keys[many] = key
            many += 1
            starts[many] = end
    return many
