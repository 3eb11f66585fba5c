"""Turns any input that holds OCDS into a file of compiled releases, one a line, and their places."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from euthyna.base.errors import DiskFullError, StoreError
from euthyna.base.progress import SILENT, Progress
from euthyna.data.reading.compiling import compile_releases
from euthyna.data.reading.containers import releases
from euthyna.data.reading.lines import MAX_LINE_BYTES
from euthyna.data.reading.parsing import parse, serialise, writing_issue
from euthyna.data.reading.records import Container
from euthyna.data.reading.spooling import Index, Spool
from euthyna.data.reading.tallies import Tally
from euthyna.data.reading.upgrading import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from euthyna.base.issues import Issue
    from euthyna.data.reading.inputs import Input


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalised:
    """One or more inputs as compiled releases."""

    path: Path
    """JSON Lines: one compiled release of OCDS 1.1 a line."""
    places: Path
    """Text: the n-th line is the place where the n-th release was published."""
    lines: int
    """How many compiled releases there are: one for each ocid."""
    releases: int
    """How many releases were read."""
    size: int
    """How many bytes the file of releases has."""
    issues: list[Issue] = field(default_factory=list)
    packages: list[dict[str, Any]] = field(default_factory=list)
    """The metadata of the packages (publisher, licence, extensions ...), each kind once."""

    def read_places(self) -> list[str]:
        """Give the place of each line, in order."""
        return self.places.read_text(encoding="utf-8").split("\n")[:-1]


def normalise(
    sources: Sequence[Input],
    *,
    spool: Path,
    progress: Progress = SILENT,
    max_bytes: int = MAX_LINE_BYTES,
) -> Normalised:
    """Read inputs of any shape into one file of compiled releases of OCDS 1.1.

    Releases of one process may come in any order and anywhere in the input: they are written
    down first and merged at the end, so that memory does not grow with them (by some 30 bytes a
    release). Nothing is fetched from the network.

    Parameters
    ----------
    sources
        What to read; releases of one process are merged wherever they stand.
    spool
        A folder with room for about twice the content, decompressed; a new folder is made in it.
    progress
        Told how many stored bytes were read.
    max_bytes
        A longer line, release or record is passed over with an issue.

    Raises
    ------
    InputError
        If the input cannot be read, is empty, or is not OCDS.
    DiskFullError
        If there is no room left in `spool`; what was written there is removed.
    """
    issues: list[Issue] = []
    packages: list[dict[str, Any]] = []
    with _folder_in(spool) as folder:
        staged = Spool(folder / "releases")
        with staged:
            for source in sources:
                container = Container(source.name)
                _stage_all(source, container, staged=staged, progress=progress, max_bytes=max_bytes)
                issues += container.issues()
                packages += container.packages
        index = staged.index()
        final = staged
        tally = Tally()
        if index.groups < index.count:
            final = _compile(staged, index, into=folder / "compiled", tally=tally)
        return Normalised(
            path=final.path,
            places=final.places,
            lines=final.lines,
            releases=index.count,
            size=final.path.stat().st_size,
            issues=issues + tally.issues(),
            packages=packages,
        )


def _stage_all(
    source: Input, container: Container, *, staged: Spool, progress: Progress, max_bytes: int
) -> None:
    step = partial(progress.step, f"reading {source.name}")
    found = releases(
        source, container, max_bytes=max_bytes, passed=lambda done: step(done, source.size)
    )
    for release, place in found:
        upgrade(release, source=place, note=container.tally.add)
        _stage(release, place, staged=staged, tally=container.tally)


def _stage(release: dict[str, Any], place: str, *, staged: Spool, tally: Tally) -> None:
    try:
        text = serialise(release)
        key = serialise(release["ocid"])
    except TypeError as error:
        tally.add(writing_issue(error, source=place))
    else:
        staged.write(text, place, key=key)


def _compile(staged: Spool, index: Index, *, into: Path, tally: Tally) -> Spool:
    """Write each process once, in the order of first appearance."""
    final = Spool(into)
    with final, staged.reader() as reader:
        for numbers in index:
            if len(numbers) == 1:
                final.write(*reader.read(numbers[0]))
                continue
            for group in _by_ocid(reader.read(number) for number in numbers):
                release, place, issues = compile_releases(group)
                tally.extend(issues)
                final.write(serialise(release), place)
    staged.remove()
    return final


def _by_ocid(lines: Iterable[tuple[bytes, str]]) -> list[list[tuple[dict[str, Any], str]]]:
    # The index knows processes by a digest: two that share one are told apart here.
    groups: dict[str, list[tuple[dict[str, Any], str]]] = {}
    for text, place in lines:
        release = parse(text, source=place).value
        groups.setdefault(release["ocid"], []).append((release, place))
    return list(groups.values())


@contextmanager
def _folder_in(spool: Path) -> Iterator[Path]:
    """Make a folder that disappears again if something goes wrong."""
    folder: Path | None = None
    try:
        folder = Path(mkdtemp(prefix="normalised-", dir=spool))
        yield folder
    except OSError as error:
        _remove(folder)
        if error.errno == errno.ENOSPC:
            msg = f"no room is left in {spool}; free some, or choose another folder for temporary files"
            raise DiskFullError(msg) from error
        msg = f"cannot write in {spool}: {error.strerror or error}"
        raise StoreError(msg) from error
    except BaseException:
        _remove(folder)
        raise


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
