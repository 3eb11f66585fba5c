"""Taking in what a load must read: scan, audit, merge, and a commit of all of it at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from euthyna.base.errors import InputError
from euthyna.base.issues import KINDS, Issue
from euthyna.base.progress import Progress
from euthyna.data.readers.ocds import OCDS
from euthyna.data.reading import fast
from euthyna.data.store import listing, splitting, superseding
from euthyna.data.store.lake import Commit, Snapshot, SourceFile
from euthyna.data.store.staging import Scanned, Stager
from euthyna.data.store.work import Work


class Intake:
    """Reads inputs into a commit, and publishes it.

    Parameters
    ----------
    commit
        Open; it holds the writer's lock.
    spool
        A folder for what is unpacked on the way.
    """

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

    def read(self, works: list[Work]) -> Snapshot:
        """Read all inputs, or none.

        Raises
        ------
        InputError
            If no input holds a single record that can be used.
        DiskFullError
            If there is no room; the lake is as it was before.
        """
        try:
            for number, work in enumerate(works):
                self._read(work, number)
            self._merge_shared(works)
            self._refuse_empty(works)
            self._add(works)
        finally:
            self._stager.close()
        return self._commit.publish()

    def _read(self, work: Work, number: int) -> None:
        try:
            if work.list is not None:
                self._read_list(work, number, work.list)
                return
            direct = splitting.scannable(work.source, upgrades=self._profile.converts)
        except InputError as error:
            work.issues.append(Issue("unusable-file", work.source.name, found=str(error)))
            return
        if direct:
            self._read_lines(work)
        else:
            self._normalise([work])

    def _read_list(self, work: Work, number: int, found: listing.ListOf) -> None:
        name = f"reading {work.source.name}"
        listing.read(
            work,
            found.bundle,
            self._commit,
            number=number,
            passed=lambda done: self._progress.step(name, done, None),
        )

    def _read_lines(self, work: Work) -> None:
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

    def _passed(self, work: Work, piece: splitting.Piece) -> Callable[[int], None]:
        name, total = f"reading {work.source.name}", work.source.size
        return lambda done: self._progress.step(name, piece.offset + done, total)

    def _merge_shared(self, works: list[Work]) -> None:
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

    def _normalise(self, works: list[Work]) -> None:
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

    def _refuse_empty(self, works: list[Work]) -> None:
        if any(work.rows.get("processes") or (work.list and work.rows) for work in works):
            return
        reasons = [f"  {_reason(issue)}" for w in works for issue in w.issues[:3]]
        listed = "\n".join(reasons[:10])
        msg = f"nothing could be read from {', '.join(w.source.name for w in works)}:\n{listed}"
        raise InputError(msg)

    def _add(self, works: list[Work]) -> None:
        names = {name for work in works for name in work.names}
        lists = {work.dataset for work in works if work.list}
        for source in self._commit.base.sources:
            if source.name in names or (source.dataset and source.dataset in lists):
                self._commit.drop(source.key)
        if self._profile.converts:
            for work in works:
                work.issues += superseding.replace(self._commit, work.files)
                work.rows = {table: work.rows[table] for table in work.files}
        for work in works:
            self._stager.keep_issues(work.issues, files=work.files, rows=work.rows)
            self._commit.add(self._source(work), work.files)
            for extra in listing.extras(work):
                self._commit.add(extra, {})

    def _source(self, work: Work) -> SourceFile:
        return SourceFile(
            key=work.key,
            name=work.source.name,
            size=work.source.size or 0,
            modified_ns=work.source.modified_ns or 0,
            digest=work.digest,
            profile=work.profile or self._profile.name,
            rows=work.rows,
            dataset=work.dataset,
        )


def _reason(issue: Issue) -> str:
    # What is said of a whole file names it already.
    if issue.code == "unusable-file":
        return issue.sentence()
    return f"{issue.source}: {issue.sentence()} {KINDS[issue.code].remedy}"
