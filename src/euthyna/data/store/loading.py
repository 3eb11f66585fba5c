"""Loading: files in, a new snapshot out, and everything that could not be read said."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from euthyna.base.errors import InputError
from euthyna.base.issues import Issue
from euthyna.base.progress import SILENT, Progress
from euthyna.data.readers.ocds import OCDS
from euthyna.data.reading import fast
from euthyna.data.reading.inputs import Input, find, keep, on_disk
from euthyna.data.store import splitting, superseding
from euthyna.data.store.lake import Commit, Lake, Snapshot, SourceFile
from euthyna.data.store.staging import Scanned, Staged, Stager

WHOLE = 16 << 20
"""Up to so many bytes the digest of an input covers all of it; of a longer one, samples."""


@dataclass(frozen=True, slots=True)
class LoadedInput:
    """What became of one input."""

    name: str
    size: int
    processes: int
    issues: int
    known: bool
    """Whether the workspace had it already, so that nothing was read."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did."""

    snapshot: Snapshot
    inputs: tuple[LoadedInput, ...]
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Work:
    """One input that must be read."""

    source: Input
    key: str
    digest: str
    files: dict[str, list[Path]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    repeats: bool = False
    """Whether a process stands on more than one of its lines."""

    def take(self, staged: Staged) -> None:
        """Add what a piece of the input gave."""
        for table, files in staged.files.items():
            self.files.setdefault(table, []).extend(files)
            self.rows[table] = self.rows.get(table, 0) + staged.rows[table]
        self.issues += staged.issues
        self.repeats |= staged.repeated > 0

    def forget(self) -> None:
        """Remove what was read, to read it anew."""
        for files in self.files.values():
            for file in files:
                file.unlink(missing_ok=True)
        self.files.clear()
        self.rows.clear()
        self.issues.clear()


def load(
    paths: Sequence[str | Path],
    *,
    lake: Lake,
    profile: fast.Profile = fast.LENIENT,
    audits: bool = True,
    progress: Progress = SILENT,
    threads: int | None = None,
) -> Loaded:
    """Read files into the lake, all of them or none.

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

    Raises
    ------
    InputError
        If a path does not exist, or no input holds a single record that can be used.
    LockedError
        If another process is writing to the lake.
    DiskFullError
        If there is no room; the lake is as it was before.
    """
    found, issues = find(paths)
    base = lake.open()
    known = {source.key: source for source in base.sources}
    with tempfile.TemporaryDirectory(prefix="euthyna-") as spool:
        works: list[_Work] = []
        done: list[LoadedInput] = []
        for source in (keep(item, folder=Path(spool)) for item in found):
            work = _work(source, profile)
            if work.key in known:
                done.append(_known(known[work.key]))
            else:
                works.append(work)
        if works:
            with lake.begin(wait_seconds=10) as commit:
                reader = _Reader(
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


class _Reader:
    def __init__(
        self,
        commit: Commit,
        *,
        spool: Path,
        profile: fast.Profile,
        audits: bool,
        progress: Progress,
        threads: int | None,
    ) -> None:
        self._commit = commit
        self._spool = spool
        self._profile = profile
        self._audits = audits
        self._progress = progress
        self._stager = Stager(commit, threads=threads)

    def read(self, works: list[_Work]) -> Snapshot:
        try:
            for work in works:
                self._read(work)
            self._merge_shared(works)
            self._refuse_empty(works)
            self._add(works)
        finally:
            self._stager.close()
        return self._commit.publish()

    def _read(self, work: _Work) -> None:
        try:
            direct = splitting.scannable(work.source)
        except InputError as error:
            work.issues.append(Issue("unusable-file", work.source.name, found=str(error)))
            return
        if direct:
            self._read_lines(work)
        else:
            self._normalise([work])

    def _read_lines(self, work: _Work) -> None:
        first_line = 1
        for piece in splitting.pieces(work.source, spool=self._spool):
            if isinstance(piece, Issue):
                work.issues.append(piece)
                continue
            scanned = Scanned(
                path=piece.path,
                name=work.source.name,
                standard=OCDS,
                profile=self._profile,
                audits=self._audits,
                first_line=first_line,
            )
            staged = self._stager.stage(scanned, passed=self._passed(work, piece))
            work.take(staged)
            first_line += staged.lines
            piece.drop()

    def _passed(self, work: _Work, piece: splitting.Piece) -> Callable[[int], None]:
        name, total = f"reading {work.source.name}", work.source.size
        return lambda done: self._progress.step(name, piece.offset + done, total)

    def _merge_shared(self, works: list[_Work]) -> None:
        """Read the inputs that share processes once more, together, with their releases merged."""
        if len(works) == 1 and len(works[0].files.get("processes", ())) <= 1:
            shared = {work.key for work in works if work.repeats}
        else:
            shared = superseding.shared([(w.key, w.files.get("processes", [])) for w in works])
        again = [work for work in works if work.key in shared]
        if again and self._profile.converts:
            for work in again:
                work.forget()
            self._normalise(again)

    def _normalise(self, works: list[_Work]) -> None:
        """Unpack and merge inputs that are not plain lines of different processes."""
        from euthyna.data.reading.normalising import normalise  # noqa: PLC0415

        first = works[0]
        try:
            made = normalise(
                [work.source for work in works],
                spool=self._spool,
                progress=self._progress,
            )
        except InputError as error:
            first.issues.append(Issue("unusable-file", first.source.name, found=str(error)))
            return
        first.issues += made.issues
        if made.lines:
            scanned = Scanned(
                path=made.path,
                name=first.source.name,
                standard=OCDS,
                profile=self._profile,
                audits=self._audits,
                places=made.read_places(),
            )
            first.take(self._stager.stage(scanned))
        shutil.rmtree(made.path.parent, ignore_errors=True)

    def _refuse_empty(self, works: list[_Work]) -> None:
        if any(work.rows.get("processes") for work in works):
            return
        reasons = [f"  {issue.source}: {issue.sentence()}" for w in works for issue in w.issues[:3]]
        listed = "\n".join(reasons[:10])
        msg = f"nothing could be read from {', '.join(w.source.name for w in works)}:\n{listed}"
        raise InputError(msg)

    def _add(self, works: list[_Work]) -> None:
        names = {work.source.name for work in works}
        for source in self._commit.base.sources:
            if source.name in names:
                self._commit.drop(source.key)
        if self._profile.converts:
            for work in works:
                work.issues += superseding.replace(self._commit, work.files)
                work.rows = {table: work.rows[table] for table in work.files}
        for work in works:
            self._stager.keep_issues(work.issues, files=work.files, rows=work.rows)
            source = SourceFile(
                key=work.key,
                name=work.source.name,
                size=work.source.size or 0,
                modified_ns=work.source.modified_ns or 0,
                digest=work.digest,
                profile=self._profile.name,
                rows=work.rows,
            )
            self._commit.add(source, work.files)


def _work(source: Input, profile: fast.Profile) -> _Work:
    digest = _digest(source)
    return _Work(source, f"{digest}-{profile.name}", digest)


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
    return LoadedInput(source.name, source.size, source.rows.get("processes", 0), 0, known=True)


def _loaded(work: _Work) -> LoadedInput:
    return LoadedInput(
        work.source.name,
        work.source.size or 0,
        work.rows.get("processes", 0),
        len(work.issues),
        known=False,
    )
