"""Loading: files in, a new snapshot out, and everything that could not be read said."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from euthyna.base.issues import Issue
from euthyna.base.progress import SILENT, Progress
from euthyna.data.reading import fast
from euthyna.data.reading.inputs import Input, find, keep, on_disk
from euthyna.data.reading.lookout import Lookout
from euthyna.data.reading.mappings import Mapped
from euthyna.data.reading.recognising import Recognised
from euthyna.data.store import listing
from euthyna.data.store.lake import Lake, Snapshot, SourceFile
from euthyna.data.store.work import Work

WHOLE = 16 << 20
"""Up to so many bytes the digest of an input covers all of it; of a longer one, samples."""


@dataclass(frozen=True, slots=True)
class LoadedInput:
    """What became of one input."""

    key: str
    """Its identity in the lake: another one for other contents."""
    name: str
    size: int
    processes: int
    issues: int
    known: bool
    """Whether the workspace had it already, so that nothing was read."""
    format: str = "ocds"
    """``ocds``, or the format of a list."""
    dataset: str = ""
    """The name of the list, of a file that holds one."""
    parties: int = 0
    """Persons and firms, of a list."""
    rows: int = 0
    """In all tables, without the issues."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    snapshot: Snapshot
    inputs: tuple[LoadedInput, ...]
    issues: tuple[Issue, ...]


def load(
    paths: Sequence[str | Path],
    *,
    lake: Lake,
    profile: fast.Profile = fast.LENIENT,
    audits: bool = True,
    progress: Progress = SILENT,
    threads: int | None = None,
    mapping: Mapped | None = None,
) -> Loaded:
    """Read files into the lake, all of them or none.

    Beside OCDS, lists of persons and firms are read, whichever a reader recognises. Files that
    are one list are read together; a list replaces what the lake has of the same name.

    An input that the lake has already is not read again; a changed file of the same name
    replaces what it gave before. Where several inputs hold releases of one process, they are
    merged if they are loaded together; a process that was loaded before is replaced by a newer
    release of it.

    Parameters
    ----------
    paths
        Files, folders, and ``-`` for standard input.
    lake
        Where to keep the rows.
    profile
        How values of an unexpected type are taken.
    audits
        Whether every field is counted, so that nothing is lost in silence.
    threads
        How many threads may be used; all cores if not given.
    mapping
        What the columns of a table of persons or firms mean that no reader recognises; tables
        without these columns are left alone.

    Raises
    ------
    InputError
        If a path does not exist, or no input holds a single record that can be used.
    LockedError
        If another process is writing to the lake.
    DiskFullError
        If there is no room; the lake is as it was before.
    """
    lookout = Lookout(mapping=mapping)
    found, issues = find(paths, look=lookout)
    base = lake.open()
    known = {source.key: source for source in base.sources}
    with tempfile.TemporaryDirectory(prefix="euthyna-") as spool:
        works: list[Work] = []
        done: list[LoadedInput] = []
        for work in _works(found, lookout, profile, Path(spool)):
            if work.key in known:
                done.append(_known(known[work.key]))
            else:
                works.append(work)
        if works:
            from euthyna.data.store.intake import Intake  # noqa: PLC0415  (imports the engine)

            with lake.begin(wait_seconds=10) as commit:
                reader = Intake(
                    commit,
                    spool=Path(spool),
                    profile=profile,
                    audits=audits,
                    progress=progress,
                    threads=threads,
                )
                snapshot = reader.read(works)
        else:
            snapshot = base
    for work in works:
        issues += work.issues
        done.append(_loaded(work))
    if works:
        lake.collect()
    return Loaded(snapshot, tuple(done), tuple(issues))


def _works(
    found: Sequence[Input], lookout: Lookout, profile: fast.Profile, spool: Path
) -> list[Work]:
    """Make the works of all inputs: lists after OCDS."""
    works: list[Work] = []
    lists: list[tuple[Input, Recognised]] = []
    for source in (keep(item, folder=spool) for item in found):
        held = lookout.held_by(source)
        if held is None:
            works.append(_work(source, profile))
        else:
            lists.append((source, held))
    return [*works, *listing.works(lists, digest=_digest)]


def _work(source: Input, profile: fast.Profile) -> Work:
    digest = _digest(source)
    return Work(source, f"{digest}-{profile.name}", digest)


def _digest(source: Input) -> str:
    """Tell contents apart: the hash of all bytes, or of a long file's samples, size and time."""
    seen = hashlib.sha256()
    size = source.size or 0
    with on_disk(source).open("rb") as file:
        if size <= WHOLE:
            return hashlib.file_digest(file, "sha256").hexdigest()
        seen.update(f"{source.name}:{size}:{source.modified_ns}".encode())
        for number in range(65):
            file.seek(number * (size - (1 << 16)) // 64)
            seen.update(file.read(1 << 16))
    return seen.hexdigest()


def _known(source: SourceFile) -> LoadedInput:
    rows = source.rows
    return LoadedInput(
        source.key,
        source.name,
        source.size,
        rows.get("processes", 0),
        rows.get("issues", 0),
        known=True,
        format=source.profile if source.dataset else "ocds",
        dataset=source.dataset,
        parties=rows.get("parties", 0),
        rows=_all(rows),
    )


def _loaded(work: Work) -> LoadedInput:
    rows = work.rows
    return LoadedInput(
        work.key,
        work.source.name,
        work.source.size or 0,
        rows.get("processes", 0),
        len(work.issues),
        known=False,
        format=work.profile or "ocds",
        dataset=work.dataset,
        parties=rows.get("parties", 0),
        rows=_all(rows),
    )


def _all(rows: Mapping[str, int]) -> int:
    return sum(count for table, count in rows.items() if table != "issues")
