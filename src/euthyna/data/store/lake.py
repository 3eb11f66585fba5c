"""The lake: what was published, as versioned Parquet files that change all at once.

Readers take no lock and keep the snapshot that they opened. One process writes at a time. A
process that is killed at any moment leaves the former or the new snapshot, whole.
"""

from __future__ import annotations

from pathlib import Path

from euthyna.base.errors import StoreError, UsageError
from euthyna.data.store import manifest
from euthyna.data.store.commit import Commit
from euthyna.data.store.disk import disk_errors, remove_unnamed, sync_directory
from euthyna.data.store.lock import WriterLock
from euthyna.data.store.snapshot import Snapshot, SourceFile

__all__ = ["Commit", "Lake", "Snapshot", "SourceFile"]


class Lake:
    """Versioned Parquet files of all tables, in one folder.

    Parameters
    ----------
    root
        The folder; nothing is created before the first commit.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root).absolute()
        """The folder, absolute."""

    def versions(self) -> tuple[int, ...]:
        """List the snapshots that can be opened.

        Returns
        -------
        tuple of int
            In ascending order; empty when nothing was ever published.

        Raises
        ------
        StoreError
            When the lake cannot be read.
        """
        current = manifest.read_pointer(self.root)
        return tuple(v for v in manifest.manifest_versions(self.root) if v <= current)

    def open(self, version: int | None = None) -> Snapshot:
        """Open a snapshot; no lock is taken, so this works while another process writes.

        Parameters
        ----------
        version
            The number of the snapshot, 0 for the empty lake; without it, the newest.

        Returns
        -------
        Snapshot
            Its files are all there, with the sizes that were recorded.

        Raises
        ------
        StoreError
            When there is no such snapshot, or it is damaged.
        """
        if version is None:
            return self._open_newest()
        if version and version not in self.versions():
            msg = (
                f"{self.root} has no snapshot {version}; it has {self._held()} "
                "(older ones were removed to save room); leave the number out for the newest"
            )
            raise StoreError(msg)
        return self._load(version)

    def begin(self, *, wait_seconds: float = 0) -> Commit:
        """Begin the next snapshot, as the only writer.

        Parameters
        ----------
        wait_seconds
            How long to wait for another writer to finish; 0 does not wait.

        Returns
        -------
        Commit
            To be used in a ``with`` block, at whose end the next writer can begin.

        Raises
        ------
        LockedError
            When another process is writing, naming it.
        StoreError
            When the lake cannot be written, or its newest snapshot is damaged.
        """
        with disk_errors(self.root, doing="write"):
            self.root.mkdir(parents=True, exist_ok=True)
        lock = WriterLock(self.root / "LOCK")
        lock.acquire(wait_seconds=wait_seconds)
        try:
            return Commit(self.open(), lock)
        except BaseException:
            lock.release()
            raise

    def collect(self, *, keep: int = 5) -> int:
        """Remove old snapshots, and what commits that were killed have left.

        A reader of a snapshot that is removed can no longer open its files.

        Parameters
        ----------
        keep
            How many of the newest snapshots stay.

        Returns
        -------
        int
            How many files were removed.

        Raises
        ------
        UsageError
            When `keep` is below 1.
        LockedError
            When a commit is running.
        StoreError
            When a snapshot that stays is damaged, or a file cannot be removed.
        """
        if keep < 1:
            msg = f"keep = {keep} is below 1; the newest snapshot always stays"
            raise UsageError(msg)
        if not self.root.exists():
            return 0
        lock = WriterLock(self.root / "LOCK")
        lock.acquire()
        try:
            return self._remove_all_but(self.versions()[-keep:])
        finally:
            lock.release()

    def _remove_all_but(self, versions: tuple[int, ...]) -> int:
        kept = [manifest.read_manifest(self.root, version=version) for version in versions]
        manifests = self.root / "manifests"
        if not manifests.exists():
            return 0
        # Manifests go first: a kill in between leaves orphans, never a snapshot without files.
        named = {str(manifest.manifest_path(self.root, version=version)) for version in versions}
        removed = remove_unnamed(manifests, named=named)
        sync_directory(manifests)
        paths = frozenset[str]().union(*(snapshot.paths() for snapshot in kept))
        return removed + remove_unnamed(self.root / "files", named=paths)

    def _open_newest(self) -> Snapshot:
        while True:
            current = manifest.read_pointer(self.root)
            try:
                return self._load(current)
            except StoreError:
                # A writer may have moved on and removed this snapshot while it was opened.
                if manifest.read_pointer(self.root) == current:
                    raise

    def _load(self, version: int) -> Snapshot:
        if version == 0:
            return Snapshot(0, self.root)
        snapshot = manifest.read_manifest(self.root, version=version)
        snapshot.verify()
        return snapshot

    def _held(self) -> str:
        versions = self.versions()
        return f"{versions[0]} to {versions[-1]}" if versions else "none yet"
