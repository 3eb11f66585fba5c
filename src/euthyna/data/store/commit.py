"""One commit to the lake: files are written aside, then all of them appear at once."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Self

from euthyna.base.errors import StoreError, UnknownNameError, UsageError
from euthyna.data.store import manifest
from euthyna.data.store.disk import (
    BackgroundSeal,
    disk_errors,
    disk_full,
    is_disk_full,
    remove_unnamed,
    sync_directory,
)
from euthyna.data.store.snapshot import STORED, TABLE, Entry, Snapshot, StoredFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from euthyna.data.store.lock import WriterLock
    from euthyna.data.store.snapshot import SourceFile


class Commit:
    """The next snapshot in the making; got from `Lake.begin` and used in a ``with`` block.

    Leaving the block without `publish` leaves the former snapshot and removes what was written.

    Parameters
    ----------
    base
        The snapshot that this one follows.
    lock
        The writer's lock, held; it is released at the end of the block.
    """

    def __init__(self, base: Snapshot, lock: WriterLock) -> None:
        self.base = base
        """The snapshot that this one follows."""
        self._lock = lock
        self._seal = BackgroundSeal()
        self._staging: Path | None = None
        self._claimed: set[Path] = set()
        self._added: dict[str, tuple[SourceFile, dict[str, tuple[Path, ...]]]] = {}
        self._dropped: set[str] = set()
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over = True
        try:
            self._seal.stop()
            with suppress(StoreError):  # what cannot be removed now is left to `Lake.collect`
                self._tidy()
        finally:
            self._lock.release()
        if error and is_disk_full(error) and not isinstance(error, StoreError):
            raise disk_full(getattr(error, "filename", None) or self.base.root) from error

    def directory(self, table: str) -> Path:
        """Give the folder in which the new files of a table are to be written.

        Parameters
        ----------
        table
            Lower-case letters, digits and underscores.

        Returns
        -------
        Path
            Absolute; it exists. Only files that are then added become part of the snapshot.

        Raises
        ------
        UsageError
            When the table has another kind of name, or the commit is over.
        StoreError
            When the folder cannot be made.
        """
        self._check_open()
        if not TABLE.fullmatch(table):
            msg = (
                f"{table!r} cannot be a table: lower-case letters, digits and _ only, letter first"
            )
            raise UsageError(msg)
        if self._staging is None:
            self._staging = self._make_staging()
        directory = self._staging / table
        with disk_errors(directory, doing="write"):
            directory.mkdir(exist_ok=True)
        return directory

    def add(self, source: SourceFile, files: Mapping[str, Sequence[Path]]) -> None:
        """Make an input and its files part of the snapshot; it replaces one with the same key.

        The files begin to be brought to the disk at once, in the background.

        Parameters
        ----------
        source
            What was loaded; its `rows` name each table that has files.
        files
            By table, the Parquet files that were written in the table's folder and closed.

        Raises
        ------
        UsageError
            When the input or a file was added already, a file lies elsewhere, the tables with
            files are not the tables with rows, or the commit is over.
        """
        self._check_open()
        taken = {table: tuple(paths) for table, paths in files.items() if paths}
        self._check_source(source, taken)
        self._check_files(taken)
        if source.key in self.base.entries:
            self._dropped.add(source.key)
        self._added[source.key] = (source, taken)
        for path in _all_paths(taken):
            self._claimed.add(path)
            self._seal.start(path)

    def drop(self, key: str) -> None:
        """Leave an input and its files out of the snapshot; older snapshots keep them.

        Parameters
        ----------
        key
            The identity under which the input was added, before or in this commit.

        Raises
        ------
        UnknownNameError
            When there is no such input.
        UsageError
            When the commit is over.
        """
        self._check_open()
        if key in self._added:
            _, files = self._added.pop(key)
            self._claimed.difference_update(_all_paths(files))
        else:
            if key not in self.base.entries or key in self._dropped:
                msg = (
                    f"no source has the key {key!r} in snapshot {self.base.version} of "
                    f"{self.base.root}; its {len(self.base.entries)} sources are in `sources`"
                )
                raise UnknownNameError(msg)
            self._dropped.add(key)

    def kept(self) -> dict[str, Entry]:
        """Give the inputs of the base that are neither dropped nor replaced so far, by key."""
        gone = self._dropped | self._added.keys()
        return {key: entry for key, entry in self.base.entries.items() if key not in gone}

    def publish(self) -> Snapshot:
        """Bring everything to the disk, then make it the newest snapshot in one step.

        Returns
        -------
        Snapshot
            The new one; the base when nothing was added or dropped, and then nothing is written.

        Raises
        ------
        DiskFullError
            When there is no room left; the former snapshot stays.
        StoreError
            When something cannot be written, or an added file is not a whole Parquet file.
        UsageError
            When the commit is over.
        """
        self._check_open()
        self._over = True
        sizes = self._seal.sizes()
        if not self._added and not self._dropped:
            return self.base
        root = self.base.root
        snapshot = Snapshot(self.base.version + 1, root, self._entries(sizes))
        manifest.lay_out(root)
        for directory in self._directories():
            sync_directory(directory)
        manifest.write_manifest(snapshot)
        manifest.write_pointer(root, version=snapshot.version)
        return snapshot

    def _entries(self, sizes: Mapping[Path, int]) -> dict[str, Entry]:
        entries = {k: entry for k, entry in self.base.entries.items() if k not in self._dropped}
        for key, (source, files) in self._added.items():
            stored = {
                table: tuple(StoredFile(self._relative(path), sizes[path]) for path in paths)
                for table, paths in files.items()
            }
            entries[key] = Entry(source, stored)
        return entries

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.base.root).as_posix()

    def _directories(self) -> list[Path]:
        """Every folder that has a new name in it, from the files up to the lake."""
        found: set[Path] = set()
        for folder in {path.parent for path in self._claimed}:
            found.add(folder)
            found.update(parent for parent in folder.parents if self.base.root in parent.parents)
        return sorted(found, reverse=True)

    def _make_staging(self) -> Path:
        root = self.base.root
        manifest.lay_out(root)
        name = f"{self.base.version + 1:08d}"
        for attempt in count():
            staging = root / "files" / (f"{name}-{attempt}" if attempt else name)
            with disk_errors(staging, doing="write"):
                try:
                    staging.mkdir(parents=True)
                except FileExistsError:  # left by a commit that was killed
                    continue
            break
        return staging

    def _check_open(self) -> None:
        if self._over:
            msg = f"this commit to {self.base.root} is over; begin another one"
            raise UsageError(msg)

    def _check_source(self, source: SourceFile, files: Mapping[str, object]) -> None:
        if source.key in self._added:
            msg = f"{source.name} ({source.key}) was added already; drop it before adding it again"
            raise UsageError(msg)
        due = {table for table, rows in source.rows.items() if rows}
        wrong = sorted((due - files.keys()) | (files.keys() - source.rows.keys()))
        if wrong:
            msg = (
                f"{source.name} has rows without files, or files without a number of rows, in "
                f"{', '.join(wrong)}; give both for each table"
            )
            raise UsageError(msg)

    def _check_files(self, files: Mapping[str, Sequence[Path]]) -> None:
        seen: set[Path] = set()
        for table, paths in files.items():
            for path in paths:
                self._check_place(table, path)
                if path in seen or path in self._claimed:
                    msg = f"{path} was added already; a file belongs to one table of one source"
                    raise UsageError(msg)
                seen.add(path)

    def _check_place(self, table: str, path: Path) -> None:
        directory = (self._staging or self.base.root) / table
        if directory not in path.parents or not STORED.fullmatch(self._relative(path)):
            msg = f"{path} is not a *.parquet file in {directory}; write it where directory() says"
            raise UsageError(msg)

    def _tidy(self) -> None:
        root, base = self.base.root, self.base.version
        # CURRENT decides, not this object: a failure may have come after the switch.
        published = manifest.read_pointer(root) != base
        if not published:
            with disk_errors(root, doing="remove"):
                manifest.manifest_path(root, version=base + 1).unlink(missing_ok=True)
        if self._staging:
            named = {str(path) for path in self._claimed} if published else set()
            remove_unnamed(self._staging, named=named)
            with suppress(OSError):  # not empty: it was published
                self._staging.rmdir()


def _all_paths(files: Mapping[str, Sequence[Path]]) -> list[Path]:
    return [path for paths in files.values() for path in paths]
