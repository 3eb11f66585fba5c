"""Lists of persons and firms on their way into the lake."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from euthyna.data.reading.bundling import Bundle, bundles
from euthyna.data.reading.inputs import Input
from euthyna.data.reading.mappings import NAME
from euthyna.data.reading.recognising import Recognised
from euthyna.data.store.snapshot import SourceFile
from euthyna.data.store.work import Work

if TYPE_CHECKING:
    from euthyna.data.store.commit import Commit

GROUP = 100_000
"""So many rows of a table are written at a time."""
Digest = Callable[[Input], str]


@dataclass(frozen=True, slots=True)
class ListOf:
    """What a work reads, if it reads a list."""

    bundle: Bundle
    digests: tuple[str, ...]
    """Of the contents of its files."""


def works(found: Iterable[tuple[Input, Recognised]], *, digest: Digest) -> list[Work]:
    """Make one work of the files of each list.

    Its key is made of the contents of all its files, of its name, and of how it is read: when
    one of the files changes, all are read again.
    """
    return [_work(bundle, digest) for bundle in bundles(found)]


def _work(bundle: Bundle, digest: Digest) -> Work:
    digests = tuple(digest(source) for source, _ in bundle.files)
    said = "\n".join((*digests, bundle.dataset, bundle.format, _mapping(bundle)))
    key = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    work = Work(bundle.files[0][0], f"{key}-{bundle.format}", digests[0])
    work.list = ListOf(bundle, digests)
    return work


def _mapping(bundle: Bundle) -> str:
    part = bundle.files[0][1].part
    return repr((part.fills, dict(part.constants))) if bundle.format == NAME else ""


def read(
    work: Work,
    bundle: Bundle,
    commit: Commit,
    *,
    number: int,
    passed: Callable[[int], None] | None = None,
) -> None:
    """Read a list and write its rows, a batch at a time.

    Parameters
    ----------
    work
        Its files, rows and issues are filled.
    number
        Of the list in this commit; it names the files.
    passed
        Called with the number of parties read so far.
    """
    from euthyna.data.reading.parties import PartyFile  # noqa: PLC0415  (imports Arrow)

    parties = PartyFile(bundle.files, dataset=bundle.dataset, passed=passed)
    writers = _Writers(commit, f"list-{number:05d}.parquet")
    try:
        for rows in parties:
            for table, found in rows.items():
                writers.write(table, found)
        writers.finish()
    finally:
        writers.close()
    work.files = {table: [path] for table, path in writers.paths.items()}
    work.rows = dict(writers.rows)
    work.issues += parties.issues


class _Writers:
    """One Parquet file for each table, opened when its first rows come."""

    def __init__(self, commit: Commit, name: str) -> None:
        self.paths: dict[str, Path] = {}
        self.rows: dict[str, int] = {}
        self._commit = commit
        self._name = name
        self._open: dict[str, Any] = {}
        self._held: dict[str, list[Any]] = {}

    def write(self, table: str, rows: Any) -> None:
        """Take rows; they are written when they make a group that is read fast."""
        self.rows[table] = self.rows.get(table, 0) + rows.num_rows
        held = self._held.setdefault(table, [])
        held.append(rows)
        if sum(one.num_rows for one in held) >= GROUP:
            self._write(table)

    def finish(self) -> None:
        """Write what is held."""
        for table in self._held:
            self._write(table)

    def close(self) -> None:
        for writer in self._open.values():
            writer.close()

    def _write(self, table: str) -> None:
        import pyarrow as pa  # noqa: PLC0415  (a load of OCDS alone does without)
        from pyarrow import parquet  # noqa: PLC0415

        held = self._held[table]
        if not held:
            return
        if table not in self._open:
            path = self._commit.directory(table) / self._name
            self._open[table] = parquet.ParquetWriter(path, held[0].schema)
            self.paths[table] = path
        self._open[table].write_table(pa.concat_tables(held))
        held.clear()


def extras(work: Work) -> Iterator[SourceFile]:
    """Yield what is kept of the files of a list beside the main one, which has all its rows."""
    if work.list is None:
        return
    files = zip(work.list.bundle.files, work.list.digests, strict=True)
    for number, ((source, _), digest) in enumerate(files):
        if number:
            yield SourceFile(
                key=f"{work.key}-{number}",
                name=source.name,
                size=source.size or 0,
                modified_ns=source.modified_ns or 0,
                digest=digest,
                profile=work.profile,
                rows={},
                dataset=work.dataset,
            )
