"""Pairs of records that may be one party: alike by name, or sharing a number or an address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.base.progress import SILENT, Progress
from euthyna.entities.index import NameIndex
from euthyna.entities.parties import Parties
from euthyna.entities.scoring.attributes import Attributes, Ragged
from euthyna.entities.scoring.columns import kinds
from euthyna.entities.scoring.comparable import Comparable

PER_NAME: Final = 24
"""Parties with near names that are looked at for one name."""
POOL: Final = 64
"""Names compared word by word for one name: a record's own copies are among the nearest."""
LEAST_ALIKE: Final = 0.55
"""Likeness of names, as the index measures it, under which nothing else is compared."""
AS_ONE: Final = 0.9
"""Likeness from which on two names count as one name that several parties bear."""
MOST_SHARING: Final = 30
"""A number, an address or an e-mail that more parties share tells nobody apart."""
_AT_ONCE: Final = 1 << 15
"""Names asked at once: it bounds the memory of the answers."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidate pairs: ``left < right``, sorted, no pair twice."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.left)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be whom."""

    pairs: Pairs
    bearers: NDArray[np.int32]
    """For each party, how many others bear a name of it or nearly so; counted up to `PER_NAME`."""


def candidates(parties: Comparable, index: NameIndex, *, progress: Progress = SILENT) -> Candidates:
    """Find the pairs that are worth comparing.

    Parameters
    ----------
    parties
        All records.
    index
        Their names; the owner of each is the row of its party.
    progress
        Told how many names are done.
    """
    size = len(parties)
    bearers = np.zeros(size, np.int32)
    found = [shared(parties.attributes, size), *_by_name(index, bearers, progress)]
    return Candidates(_pairs(np.unique(np.concatenate(found)), size), bearers)


def shared(attributes: Attributes, size: int) -> NDArray[np.int64]:
    """Give the pairs that share an identifier, a telephone number, an e-mail or an address.

    Returns
    -------
    ndarray
        Each pair as ``left * size + right``, sorted.
    """
    found = [
        _sharing(attributes.identifiers, attributes.lengths >= _LEAST_LENGTH, size),
        _sharing(attributes.phones, None, size),
        _sharing(attributes.emails, None, size),
        _sharing(_places(attributes), None, size),
    ]
    return np.unique(np.concatenate(found))


_LEAST_LENGTH: Final = 5
"""Letters and digits of a number that is long enough to point at one party."""
_LEAST_WORDS: Final = 3
"""Words of an address that is more than a town."""


def _by_name(
    index: NameIndex, bearers: NDArray[np.int32], progress: Progress
) -> Iterator[NDArray[np.int64]]:
    names, size = index.names, len(bearers)
    for start in range(0, len(names), _AT_ONCE):
        progress.step("finding records with near names", start, len(names))
        some = np.zeros(len(names), np.bool_)
        some[start : start + _AT_ONCE] = True
        near = index.search(names.chosen(some), k=PER_NAME + 1, pool=POOL)
        askers = index.owners[start : start + _AT_ONCE][near.queries].astype(np.int64)
        others = near.owners.astype(np.int64)
        alike = (near.scores >= AS_ONE) & (askers != others)
        counted = np.bincount(near.queries[alike], minlength=len(near.offsets) - 1)
        np.maximum.at(bearers, index.owners[start : start + _AT_ONCE], counted.astype(np.int32))
        kept = (near.scores >= LEAST_ALIKE) & (askers != others)
        yield np.unique(_numbers(askers[kept], others[kept], size))


def _sharing(values: Ragged, valid: NDArray[np.bool_] | None, size: int) -> NDArray[np.int64]:
    owners = np.repeat(np.arange(size, dtype=np.int64), np.diff(values.offsets))
    held = values.values
    if valid is not None:
        owners, held = owners[valid], held[valid]
    order = np.lexsort((owners, held))
    owners, held = owners[order], held[order]
    found = [np.zeros(0, np.int64)]
    # Equal values stand together: so each is compared with those a few places further on.
    starts = np.searchsorted(held, held, "left")
    sizes = np.searchsorted(held, held, "right") - starts
    for step in range(1, MOST_SHARING):
        if step >= len(held):
            break
        same = (held[step:] == held[:-step]) & (sizes[step:] <= MOST_SHARING)
        one, other = owners[:-step][same], owners[step:][same]
        apart = one != other
        found.append(_numbers(one[apart], other[apart], size))
    return np.concatenate(found)


def _places(attributes: Attributes) -> Ragged:
    """Hash the words of each address together: equal words in any order are one place."""
    streets = attributes.streets
    sums = np.concatenate([[0], np.cumsum(streets.values * _ODD, dtype=np.uint64)])
    hashes = sums[streets.offsets[1:]] - sums[streets.offsets[:-1]]
    long = np.diff(streets.offsets) >= _LEAST_WORDS
    rows = attributes.addresses.values.astype(np.int64)
    kept = long[rows]
    before = np.concatenate([[0], np.cumsum(kept)])
    return Ragged(before[attributes.addresses.offsets].astype(np.int64), hashes[rows][kept])


_ODD: Final = np.uint64(0x9E3779B97F4A7C15)


def _numbers(one: NDArray[np.int64], other: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.minimum(one, other) * size + np.maximum(one, other)


def _pairs(numbers: NDArray[np.int64], size: int) -> Pairs:
    return Pairs(numbers // max(size, 1), numbers % max(size, 1))


def index_of(parties: Parties) -> NameIndex:
    """File the names of all parties, each under the row of its party."""
    names, owners = parties.names(), parties.owners()
    named = kinds(parties)[owners].tolist()
    return NameIndex.build(names.values.to_pylist(), owners=owners, kinds=named)
