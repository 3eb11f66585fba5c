"""Lists read from files, and kept ready for the next time."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from euthyna import __version__
from euthyna.base.errors import InputError, StoreError
from euthyna.base.issues import Issue
from euthyna.base.progress import SILENT, Progress
from euthyna.data.model.who import TABLES
from euthyna.data.reading.bundling import bundles
from euthyna.data.reading.guessing import recognised
from euthyna.data.reading.inputs import find, keep, on_disk
from euthyna.data.reading.lookout import Everything
from euthyna.data.reading.mappings import Mapped
from euthyna.data.reading.parties import PartyFile
from euthyna.data.reading.recognising import recognise
from euthyna.data.store.lake import Lake, Snapshot
from euthyna.entities.screening.screener import Screener

KEPT: Final = 8
"""So many opened lists are kept; the ones not used for longest go."""

Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Opened:
    """Lists, ready to be asked."""

    screener: Screener
    issues: tuple[Issue, ...]
    """What could not be read of them; empty where they were kept from an earlier time."""
    known: bool
    """Whether they were kept from an earlier time."""


def open_lists(
    places: Sequence[str | Path],
    *,
    mapping: Mapped | None = None,
    cache: Path | None = None,
    progress: Progress = SILENT,
) -> Opened:
    """Open lists: those in files, and those loaded into workspaces.

    Parameters
    ----------
    places
        Files of lists, and folders: a workspace is asked for all its parties, of any other
        folder each file is a list.
    mapping
        What the columns of tables mean that no reader recognises.
    cache
        Where opened lists are kept; a folder of the user by default.

    Raises
    ------
    InputError
        If a file cannot be read, or none holds a party.
    """
    snapshots = [Lake(p / "lake").open() for p in map(Path, places) if (p / "lake").is_dir()]
    files = [place for place in places if not (Path(place) / "lake").is_dir()]
    folder = (cache or cache_folder()) / _key(files, snapshots, mapping)
    kept = _kept(folder)
    if kept is not None:
        return Opened(kept, (), known=True)
    parts = [snapshot_tables(snapshot) for snapshot in snapshots]
    issues: list[Issue] = []
    if files:
        read, issues = read_tables(files, mapping=mapping, progress=progress)
        parts.append(read)
    tables = _joined(parts)
    if "parties" not in tables:
        listed = ", ".join(map(str, places))
        msg = f"there is no party in {listed}; name files of lists, or a workspace with lists"
        raise InputError(msg)
    progress.step("indexing names", 0, None)
    screener = Screener.build(tables)
    _keep(screener, folder)
    return Opened(screener, tuple(issues), known=False)


def read_tables(
    places: Sequence[str | Path],
    *,
    mapping: Mapped | None = None,
    progress: Progress = SILENT,
) -> tuple[Tables, list[Issue]]:
    """Read files of parties: their rows by table, and what could not be read.

    Parameters
    ----------
    places
        Files, and folders, in which files that are no lists are passed over.
    mapping
        What the columns of tables mean that no reader recognises.

    Raises
    ------
    InputError
        If a file that was named holds no parties, or cannot be read.
    """
    named = {str(place) for place in places}
    sources, issues = find(places, look=Everything())
    with TemporaryDirectory(prefix="euthyna-lists-") as folder:
        kept = [keep(source, folder=Path(folder)) for source in sources]
        found = [
            (source, recognised(source, mapping=mapping))
            for source in kept
            if source.name in named or recognise(source) is not None
        ]
        parts: dict[str, list[pa.Table]] = {}
        for number, bundle in enumerate(bundles(found)):
            progress.step(f"reading {bundle.dataset}", number, len(found))
            file = PartyFile(bundle.files, dataset=bundle.dataset)
            for batch in file:
                for name, rows in batch.items():
                    parts.setdefault(name, []).append(rows)
            issues += file.issues
    return {name: pa.concat_tables(tables) for name, tables in parts.items()}, issues


def snapshot_tables(snapshot: Snapshot) -> Tables:
    """Read the parties of a snapshot, with all that belongs to them."""
    found = {table.name: snapshot.files(table.name) for table in TABLES}
    return {
        name: pa.concat_tables([pq.read_table(file) for file in files], promote_options="default")
        for name, files in found.items()
        if files
    }


def cache_folder() -> Path:
    """Say where opened lists are kept: ``$XDG_CACHE_HOME/euthyna/lists`` or its default."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "euthyna" / "lists"


def _key(files: Sequence[str | Path], snapshots: Sequence[Snapshot], mapping: object) -> str:
    """Tell lists apart by what they hold, and by the code that reads them."""
    seen = hashlib.sha256(f"{__version__}:{code_state()}:{_said(mapping)}".encode())
    for source in find(files, look=Everything())[0] if files else ():
        path = on_disk(source)
        with path.open("rb") as opened:
            seen.update(hashlib.file_digest(opened, "sha256").digest())
        seen.update(source.name.encode("utf-8", "replace"))
    for snapshot in snapshots:
        seen.update(f"{snapshot.root}:{sorted(snapshot.entries)}".encode())
    return seen.hexdigest()[:32]


def _said(mapping: object) -> str:
    if isinstance(mapping, str | Path) and Path(mapping).is_file():
        return Path(mapping).read_text("utf-8", "replace")
    return repr(mapping)


def code_state() -> str:
    """Give a digest of the code that reads and indexes: another one after any change."""
    root = Path(__file__).parents[2]
    seen = hashlib.sha256()
    for folder in (root / "entities", root / "data" / "reading", root / "data" / "readers"):
        for file in sorted(folder.rglob("*.py")):
            state = file.stat()
            seen.update(f"{file.name}:{state.st_size}:{state.st_mtime_ns}".encode())
    return seen.hexdigest()


def _kept(folder: Path) -> Screener | None:
    if not folder.is_dir():
        return None
    try:
        screener = Screener.load(folder)
    except (OSError, StoreError, ValueError, pa.ArrowException):
        shutil.rmtree(folder, ignore_errors=True)  # cut off, or of another version: made anew
        return None
    folder.touch()
    return screener


def _keep(screener: Screener, folder: Path) -> None:
    """Keep opened lists beside others; where there is no room for them, they are not kept."""
    fresh = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    try:
        fresh.mkdir(parents=True)
        screener.save(fresh)
        fresh.rename(folder)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        return
    others = sorted(folder.parent.iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)
    for old in others[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def _joined(parts: Sequence[Tables]) -> Tables:
    names = {name for tables in parts for name in tables}
    return {
        name: pa.concat_tables([t[name] for t in parts if name in t], promote_options="default")
        for name in sorted(names)
    }
