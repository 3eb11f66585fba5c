"""One writer at a time: a lock that the operating system drops when its process dies."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from euthyna.base.errors import LockedError, StoreError
from euthyna.data.store.disk import disk_errors

try:
    import fcntl
except ImportError:  # Windows
    HAS_FLOCK = False
else:
    HAS_FLOCK = True

if TYPE_CHECKING:
    from pathlib import Path

PAUSE_SECONDS = 0.02


class WriterLock:
    """The right to write, held from `acquire` to `release` or to the death of the process.

    Parameters
    ----------
    path
        The lock file; it stays when the lock is released, and holds the id of the process
        that has the lock.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    def acquire(self, *, wait_seconds: float = 0) -> None:
        """Take the lock.

        Parameters
        ----------
        wait_seconds
            How long to wait for another process to release it; 0 tries once.

        Raises
        ------
        LockedError
            When another process has it, naming that process.
        StoreError
            When the lock file cannot be written, or the platform has no such locks.
        """
        if not HAS_FLOCK:
            msg = (
                f"cannot lock {self.path}: this platform has no flock; "
                "write to the lake on Linux or macOS"
            )
            raise StoreError(msg)
        with disk_errors(self.path, doing="write"):
            descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            self._wait(descriptor, wait_seconds=wait_seconds)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        _note(descriptor, f"{os.getpid()}\n")

    def release(self) -> None:
        """Give the lock back; a lock that is not held is left alone."""
        if self._descriptor is None:
            return
        _note(self._descriptor, "")
        os.close(self._descriptor)
        self._descriptor = None

    def _wait(self, descriptor: int, *, wait_seconds: float) -> None:
        deadline = time.monotonic() + wait_seconds
        with disk_errors(self.path, doing="lock"):
            while not _try_lock(descriptor):
                if time.monotonic() >= deadline:
                    raise self._locked(descriptor, wait_seconds=wait_seconds)
                time.sleep(PAUSE_SECONDS)

    def _locked(self, descriptor: int, *, wait_seconds: float) -> LockedError:
        holder = os.pread(descriptor, 32, 0).strip().decode("ascii", "replace")
        who = f"process {holder}" if holder else "another process"
        waited = f" (waited {wait_seconds:g} s)" if wait_seconds > 0 else ""
        return LockedError(
            f"{self.path.parent} is being written by {who}{waited}; repeat the command when it "
            "has finished, or end that process: no snapshot is lost by that"
        )


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _note(descriptor: int, text: str) -> None:
    # Only for the message of LockedError: on a full disk the lock must still be had, to make room.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, text.encode("ascii"), 0)
