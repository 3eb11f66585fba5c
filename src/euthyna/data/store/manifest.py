"""The small files that name what a lake holds: manifests and the pointer.

::

    lake/CURRENT                      the number of the newest snapshot
    lake/LOCK                         held by the one process that writes
    lake/manifests/00000008.json      the files of snapshot 8, all tables together
    lake/files/00000008/awards/*.parquet   what the commit of snapshot 8 wrote

Parquet files are written where they stay, and belong to nobody until a manifest names them; a
manifest is nobody's until CURRENT reaches its number.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from euthyna.base.errors import StoreError
from euthyna.data.store.disk import disk_errors, replace_durably, sync_directory
from euthyna.data.store.snapshot import REBUILD, STORED, Entry, Snapshot, SourceFile, StoredFile

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
"""Raised when a manifest can no longer be read by an older Euthyna."""
MANIFEST = re.compile(r"(\d{8})\.json")


def manifest_path(root: Path, *, version: int) -> Path:
    """Give the place of the manifest of a version.

    Parameters
    ----------
    root
        The folder of the lake.
    version
        The number of the snapshot.

    Returns
    -------
    Path
        Whether it exists or not.
    """
    return root / "manifests" / f"{version:08d}.json"


def manifest_versions(root: Path) -> list[int]:
    """List the versions that have a manifest, published or not.

    Parameters
    ----------
    root
        The folder of the lake, which need not exist.

    Returns
    -------
    list of int
        In ascending order.

    Raises
    ------
    StoreError
        When the folder cannot be read.
    """
    with disk_errors(root, doing="read"):
        try:
            names = os.listdir(root / "manifests")  # noqa: PTH208  names are all it takes
        except FileNotFoundError:
            return []
    return sorted(int(match[1]) for match in map(MANIFEST.fullmatch, names) if match)


def read_manifest(root: Path, *, version: int) -> Snapshot:
    """Read a snapshot from its manifest, without looking at its Parquet files.

    Parameters
    ----------
    root
        The folder of the lake.
    version
        The number of the snapshot.

    Returns
    -------
    Snapshot
        As it was published.

    Raises
    ------
    StoreError
        When the manifest is missing, damaged, or of a newer format.
    """
    path = manifest_path(root, version=version)
    content = _read(path)
    if content is None:
        msg = f"{path} is missing; restore it from a backup, {REBUILD}"
        raise StoreError(msg)
    try:
        document = json.loads(content)
        if document["format"] > FORMAT:
            msg = (
                f"{path} has format {document['format']}, this Euthyna reads up to {FORMAT}; "
                f"update Euthyna, {REBUILD}"
            )
            raise StoreError(msg)
        return _snapshot(root, document, version=version)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        msg = f"{path} is damaged ({error!r}); restore it from a backup, {REBUILD}"
        raise StoreError(msg) from error


def write_manifest(snapshot: Snapshot) -> None:
    """Write the manifest of a snapshot; it is not published by that.

    Parameters
    ----------
    snapshot
        All its files are on the disk already.

    Raises
    ------
    StoreError
        When it cannot be written.
    """
    document = {
        "format": FORMAT,
        "version": snapshot.version,
        "sources": [asdict(entry) for entry in snapshot.entries.values()],
    }
    # ASCII, because names of files may hold bytes that are not text.
    content = json.dumps(document, separators=(",", ":")).encode("ascii")
    replace_durably(manifest_path(snapshot.root, version=snapshot.version), content=content)


def read_pointer(root: Path) -> int:
    """Give the number of the newest snapshot.

    Parameters
    ----------
    root
        The folder of the lake, which need not exist.

    Returns
    -------
    int
        0 when nothing was ever published.

    Raises
    ------
    StoreError
        When CURRENT cannot be read, is damaged, or is missing where snapshots exist.
    """
    path = root / "CURRENT"
    content = _read(path)
    if content is None:
        versions = manifest_versions(root)
        content = _read(path)  # again: the first commit may have come between the two looks
        if content is None and versions:
            msg = f"{path} is missing; write {versions[-1]} into it, {REBUILD}"
            raise StoreError(msg)
    text = b"0" if content is None else content.strip()
    if not text.isdigit():
        msg = (
            f"{path} holds {text[:20]!r} where the number of a snapshot is due; write one of "
            f"{manifest_versions(root)} into it, {REBUILD}"
        )
        raise StoreError(msg)
    return int(text)


def write_pointer(root: Path, *, version: int) -> None:
    """Publish a snapshot: from here on, readers open this one.

    Parameters
    ----------
    root
        The folder of the lake.
    version
        The number of the snapshot; its manifest is on the disk already.

    Raises
    ------
    StoreError
        When CURRENT cannot be written.
    """
    replace_durably(root / "CURRENT", content=f"{version}\n".encode("ascii"))


def lay_out(root: Path) -> None:
    """Make the folders of a lake, unless they are there.

    Parameters
    ----------
    root
        The folder of the lake.

    Raises
    ------
    StoreError
        When they cannot be made.
    """
    with disk_errors(root, doing="write"):
        (root / "files").mkdir(parents=True, exist_ok=True)
        (root / "manifests").mkdir(exist_ok=True)
        if (root / "CURRENT").exists():
            return
    # An explicit 0 tells a lake whose first commit was killed from one that lost its pointer.
    write_pointer(root, version=0)
    sync_directory(root.parent)


def _read(path: Path) -> bytes | None:
    with disk_errors(path, doing="read"):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def _snapshot(root: Path, document: dict[str, Any], *, version: int) -> Snapshot:
    if document["version"] != version:
        raise ValueError(document["version"])
    entries = [_entry(item) for item in document["sources"]]
    return Snapshot(version, root, {entry.source.key: entry for entry in entries})


def _entry(item: dict[str, Any]) -> Entry:
    files = {
        table: tuple(_stored_file(**file) for file in files)
        for table, files in item["files"].items()
    }
    return Entry(SourceFile(**item["source"]), files)


def _stored_file(path: str, size: int) -> StoredFile:
    # A manifest that came from elsewhere must not make Euthyna read outside the lake.
    if not STORED.fullmatch(path):
        raise ValueError(path)
    return StoredFile(path, size)
