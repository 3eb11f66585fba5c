"""Parties found by a number they share with the one asked about, whatever their names."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.parties import Parties

SHORTEST: Final = 5
"""Signs of a number that is long enough to point at one party."""
MOST: Final = 50
"""A number that more parties share points at nobody: it is a placeholder, or a common code."""

_FILE: Final = "numbers.npz"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Identifiers of listed parties, sorted by their hash."""

    hashes: NDArray[np.uint64]
    owners: NDArray[np.int32]
    """The row of the party, of the shape of `hashes`."""

    @classmethod
    def of(cls, parties: Parties) -> Numbers:
        """Take the identifiers of all parties."""
        hashes, owners = _hashed(parties)
        order = np.lexsort((owners, hashes))
        return cls(hashes[order], owners[order])

    def find(self, queries: Parties) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Find the parties that share a number with a query.

        Returns
        -------
        tuple
            Rows of the queries and, of the same shape, rows of the parties.
        """
        hashes, askers = _hashed(queries)
        first = np.searchsorted(self.hashes, hashes, "left")
        counts = np.searchsorted(self.hashes, hashes, "right") - first
        counts[counts > MOST] = 0
        starts = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        places = np.arange(len(starts)) + starts
        return np.repeat(askers, counts), self.owners[places]

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder."""
        np.savez(folder / _FILE, hashes=self.hashes, owners=self.owners)

    @classmethod
    def load(cls, folder: Path) -> Numbers:
        """Read what :meth:`save` wrote."""
        with np.load(folder / _FILE) as file:
            return cls(file["hashes"], file["owners"])


def plain(number: str) -> str:
    """Write a number without blanks, signs and capitals; empty where it is too short.

    Examples
    --------
    >>> plain("DE 129.273-398")
    'de129273398'
    >>> plain("12-3")
    ''
    """
    kept = "".join(char for char in number.casefold() if char.isalnum())
    return kept if len(kept) >= SHORTEST and len(set(kept)) > 1 else ""


def _hashed(parties: Parties) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    found = parties.lists("identifiers")
    numbers = found.values.field("value").to_pylist() if len(found.values) else []
    owners = np.repeat(np.arange(len(parties), dtype=np.int32), np.diff(found.offsets))
    kept = [(place, text) for place, number in enumerate(numbers) if (text := plain(number))]
    hashes = [int.from_bytes(blake2b(t.encode(), digest_size=8).digest()) for _, t in kept]
    places = np.array([place for place, _ in kept], dtype=np.int64)
    return np.array(hashes, dtype=np.uint64), owners[places]
