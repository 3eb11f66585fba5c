"""A file of releases, one a line, beside their places, with an index of which belong together."""

from __future__ import annotations

from array import array
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray


class Spool:
    """Two files that grow together: releases as JSON Lines, and the place of each line."""

    def __init__(self, stem: Path) -> None:
        self.path = stem.with_suffix(".jsonl")
        self.places = stem.with_suffix(".txt")
        self.lines = 0
        self._keys = array("Q")
        self._ends = array("q", [0])
        self._place_ends = array("q", [0])

    def __enter__(self) -> None:
        self._file = self.path.open("wb", buffering=1 << 20)
        self._place_file = self.places.open("wb", buffering=1 << 20)

    def __exit__(self, *reason: object) -> None:
        try:
            self._file.close()
        finally:
            self._place_file.close()

    def write(self, text: bytes, place: str, *, key: bytes = b"") -> None:
        """Add a line.

        Parameters
        ----------
        text
            A release, without line breaks.
        place
            Where it was published, without line breaks.
        key
            What lines that belong together have in common; only for a spool that is indexed.
        """
        where = place.encode("utf-8", "backslashreplace")
        self._file.write(text + b"\n")
        self._place_file.write(where + b"\n")
        self.lines += 1
        if key:
            self._keys.append(int.from_bytes(blake2b(key, digest_size=8).digest(), "big"))
            self._ends.append(self._ends[-1] + len(text) + 1)
            self._place_ends.append(self._place_ends[-1] + len(where) + 1)

    def index(self) -> Index:
        """Sort the lines by what they have in common."""
        keys = np.array(self._keys, dtype=np.uint64)
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.diff(keys[order], prepend=keys[order][:1])).astype(np.int64)
        bounds = np.concatenate(([0], starts, [len(keys)])) if len(keys) else np.zeros(1, np.int64)
        return Index(order, bounds)

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        """Open the spool to read lines in any order."""
        with self.path.open("rb") as file, self.places.open("rb") as places:
            yield Reader(file, places, self._ends, self._place_ends)

    def remove(self) -> None:
        """Delete both files."""
        self.path.unlink()
        self.places.unlink()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads single lines of a spool."""

    file: BinaryIO
    place_file: BinaryIO
    ends: array[int]
    place_ends: array[int]

    def read(self, number: int) -> tuple[bytes, str]:
        """Give a line, counted from 0, and its place."""
        self.file.seek(self.ends[number])
        text = self.file.read(self.ends[number + 1] - self.ends[number] - 1)
        self.place_file.seek(self.place_ends[number])
        size = self.place_ends[number + 1] - self.place_ends[number] - 1
        return text, self.place_file.read(size).decode("utf-8")


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Which lines belong together."""

    order: NDArray[np.int64]
    """The numbers of the lines, sorted by group."""
    bounds: NDArray[np.int64]
    """Where in `order` each group starts, and the end."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.order)

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self.bounds) - 1

    def __iter__(self) -> Iterator[list[int]]:
        """Give the numbers of the lines of each group, in the order of first appearance."""
        firsts = self.order[self.bounds[:-1]]
        for group in np.argsort(firsts):
            start, end = self.bounds[group : group + 2]
            yield self.order[start:end].tolist()
