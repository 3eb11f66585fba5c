"""One version of the lake: which inputs it has and which Parquet files they gave."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from euthyna.base.errors import StoreError
from euthyna.data.store.disk import disk_errors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TABLE = re.compile(r"[a-z][a-z0-9_]*")
STORED = re.compile(rf"files/\d{{8}}(-\d+)?/{TABLE.pattern}/([^/.][^/]*/)*[^/.][^/]*\.parquet")
REBUILD = (
    "or move the lake away and load the published files again: "
    "it holds nothing that they do not hold"
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """What one load of one input left behind."""

    key: str
    """The identity of the input, chosen by who loads it: the same key is the same content."""
    name: str
    """As the user named it."""
    size: int
    """In bytes."""
    modified_ns: int
    """When the input was last changed, in nanoseconds since 1970."""
    digest: str
    """Of the bytes of the input."""
    profile: str
    """How it was read, for instance ``ocds`` or ``cardinal``; of a list, its format."""
    rows: Mapping[str, int]
    """How many rows it gave, by table."""
    dataset: str = ""
    """The name of the list, of a file that holds one."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One Parquet file as a manifest names it."""

    path: str
    """Relative to the lake, with slashes."""
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One source of a snapshot with its files by table."""

    source: SourceFile
    files: Mapping[str, tuple[StoredFile, ...]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of the lake: always the same files, whatever is committed later."""

    version: int
    """0 is the empty lake; each commit adds one."""
    root: Path
    """The folder of the lake, absolute."""
    entries: Mapping[str, Entry] = field(default_factory=dict)
    """The sources with their files, by key, in the order in which they were loaded."""

    @property
    def sources(self) -> tuple[SourceFile, ...]:
        """The inputs of this version, in the order in which they were loaded."""
        return tuple(entry.source for entry in self.entries.values())

    def source(self, key: str) -> SourceFile | None:
        """Look up one input.

        Parameters
        ----------
        key
            The identity under which it was added.

        Returns
        -------
        SourceFile or None
            None when this version does not have it.
        """
        entry = self.entries.get(key)
        return entry.source if entry else None

    def tables(self) -> tuple[str, ...]:
        """Name the tables that have files.

        Returns
        -------
        tuple of str
            Sorted.
        """
        return tuple(sorted({table for entry in self.entries.values() for table in entry.files}))

    def files(self, table: str) -> tuple[Path, ...]:
        """Give the Parquet files of one table.

        Parameters
        ----------
        table
            The name of the table.

        Returns
        -------
        tuple of Path
            Absolute, in the same order each time; empty when the table is empty.
        """
        return tuple(
            self.root / file.path
            for entry in self.entries.values()
            for file in entry.files.get(table, ())
        )

    def paths(self) -> frozenset[str]:
        """Give the files of all tables.

        Returns
        -------
        frozenset of str
            Absolute paths.
        """
        return frozenset(f"{self.root}/{file.path}" for file in self._stored())

    def verify(self) -> None:
        """Check that each file is there and has the size that was recorded.

        Raises
        ------
        StoreError
            Naming the first file that is missing or has another size.
        """
        for file in self._stored():
            found = _size(f"{self.root}/{file.path}")
            if found != file.size:
                state = "is missing" if found is None else f"has {found} bytes"
                msg = (
                    f"snapshot {self.version} of {self.root} is damaged: {file.path} {state}, "
                    f"{file.size} bytes are due; restore it from a backup, {REBUILD}"
                )
                raise StoreError(msg)

    def _stored(self) -> list[StoredFile]:
        return [
            file
            for entry in self.entries.values()
            for files in entry.files.values()
            for file in files
        ]


def _size(path: str) -> int | None:
    with disk_errors(path, doing="read"):
        try:
            return os.stat(path).st_size  # noqa: PTH116  thousands of files per opening
        except FileNotFoundError:
            return None
