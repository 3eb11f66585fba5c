"""Bringing files and folders to the disk so that they survive a crash, and saying why not."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from euthyna.base.errors import DiskFullError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
MAGIC = b"PAR1"
WORKERS = 4
"""Enough to keep a fast disk busy; a slow one gains nothing from more."""


def is_disk_full(error: BaseException) -> bool:
    """Tell whether an error means that there is no room left.

    Parameters
    ----------
    error
        Any exception. Engines wrap the system's error in a class of their own and keep its
        text, so the text counts as well.

    Returns
    -------
    bool
        True for a full disk and for an exhausted quota.
    """
    if isinstance(error, OSError):
        return error.errno in FULL
    return any(os.strerror(number) in str(error) for number in FULL)


def disk_full(path: object) -> DiskFullError:
    """Make the error for a full disk.

    Parameters
    ----------
    path
        What could not be written.

    Returns
    -------
    DiskFullError
        To be raised from the system's error.
    """
    return DiskFullError(
        f"no room left on the disk to write {path}; free some room, or choose a workspace on "
        "another disk, and repeat the command: the lake keeps its last whole snapshot"
    )


@contextmanager
def disk_errors(path: object, *, doing: str) -> Iterator[None]:
    """Turn errors of the operating system into errors of the store.

    Parameters
    ----------
    path
        What is being read or written.
    doing
        The verb of the message: "write", "read".

    Raises
    ------
    DiskFullError
        When there is no room left.
    StoreError
        For any other error of the operating system, with the path and the reason.
    """
    try:
        yield
    except OSError as error:
        if is_disk_full(error):
            raise disk_full(error.filename or path) from error
        msg = (
            f"cannot {doing} {error.filename or path}: {error.strerror or error}; check that the "
            "workspace is on a disk that works and that this user may read and write it"
        )
        raise StoreError(msg) from error


def sync_directory(directory: Path) -> None:
    """Bring the names in a folder to the disk.

    Parameters
    ----------
    directory
        The folder; what its files hold is not looked at.

    Raises
    ------
    StoreError
        When the folder cannot be opened or synchronised.
    """
    with disk_errors(directory, doing="write"):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def replace_durably(path: Path, *, content: bytes) -> None:
    """Put a whole new file in the place of another, so that no reader sees a part of it.

    Parameters
    ----------
    path
        The file, which need not exist; one process at a time may write it.
    content
        All its bytes.

    Raises
    ------
    DiskFullError
        When there is no room left; the former file is untouched.
    StoreError
        When the file cannot be written.
    """
    draft = path.with_name(path.name + ".tmp")
    try:
        with disk_errors(path, doing="write"):
            with draft.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def remove_unnamed(directory: Path, *, named: AbstractSet[str]) -> int:
    """Remove every file in a folder that is not named, and the folders in it that become empty.

    Parameters
    ----------
    directory
        Where to look, at any depth; it stays itself, and need not exist.
    named
        The absolute paths of the files that stay.

    Returns
    -------
    int
        How many files were removed.

    Raises
    ------
    StoreError
        When a file cannot be removed.
    """
    removed = 0
    with disk_errors(directory, doing="remove"):
        for folder, folders, names in os.walk(directory, topdown=False):
            for path in (Path(folder, name) for name in names):
                if str(path) not in named:
                    path.unlink()
                    removed += 1
            for name in folders:
                with suppress(OSError):  # not empty: something in it is named
                    Path(folder, name).rmdir()
    return removed


def seal_parquet(path: Path) -> int:
    """Check that a Parquet file was written to its end, and bring it to the disk.

    Parameters
    ----------
    path
        The file; its writer must have closed it.

    Returns
    -------
    int
        The size in bytes.

    Raises
    ------
    StoreError
        When the file is not there, is not a whole Parquet file, or cannot be synchronised.
    """
    with disk_errors(path, doing="write"), path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        first = os.pread(file.fileno(), len(MAGIC), 0)
        last = os.pread(file.fileno(), len(MAGIC), max(0, size - len(MAGIC)))
        if size <= 2 * len(MAGIC) or (first, last) != (MAGIC, MAGIC):
            msg = (
                f"{path} ({size} bytes) is not a whole Parquet file; "
                "close its writer before adding it to the commit"
            )
            raise StoreError(msg)
        os.fsync(file.fileno())
        return size


class BackgroundSeal:
    """Seals Parquet files in threads while their owner goes on with other work."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Path | None] = SimpleQueue()
        self._threads: list[Thread] = []
        self._sizes: dict[Path, int] = {}
        self._errors: list[StoreError] = []

    def start(self, path: Path) -> None:
        """Take on one more file.

        Parameters
        ----------
        path
            A Parquet file that its writer has closed.
        """
        self._waiting.put(path)
        if len(self._threads) < WORKERS:
            thread = Thread(target=self._work, name="euthyna-seal", daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Wait until no thread works any more; what failed is told by `sizes`."""
        for _ in self._threads:
            self._waiting.put(None)
        while self._threads:
            self._threads.pop().join()

    def sizes(self) -> dict[Path, int]:
        """Wait for all files.

        Returns
        -------
        dict of Path to int
            The size of each file, now on the disk.

        Raises
        ------
        StoreError
            The first failure, when a file could not be sealed.
        """
        self.stop()
        if self._errors:
            raise self._errors[0]
        return self._sizes

    def _work(self) -> None:
        while (path := self._waiting.get()) is not None:
            try:
                self._sizes[path] = seal_parquet(path)
            except StoreError as error:
                self._errors.append(error)
