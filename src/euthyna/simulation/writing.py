"""Writing a whole country to files, province by province."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO, Self

from euthyna.base.errors import BadParameterError, UsageError
from euthyna.base.progress import SILENT, Progress
from euthyna.simulation import truth
from euthyna.simulation.building import build
from euthyna.simulation.country.model import Planted
from euthyna.simulation.country.province import PROCESSES
from euthyna.simulation.published.piece import Piece
from euthyna.simulation.published.writers import WRITERS

LARGEST = 1_000.0
"""The largest scale: 5 million tenders."""
PER_SCALE = 5_000
"""Contracting processes at scale 1."""
AHEAD = 2
"""So many provinces for each worker are built before the oldest is written."""
PUBLISHED, TRUTH = "published", "truth.parquet"


def simulate(
    folder: Path,
    *,
    seed: int,
    scale: float = 1.0,
    workers: int = 2,
    progress: Progress = SILENT,
) -> None:
    """Write an invented country.

    Parameters
    ----------
    folder
        Gets ``published/``, all that the bodies of the country publish or report, and
        ``truth.parquet``, what was planted. It must not exist, or be empty.
    seed
        Same seed, scale and version of Euthyna: the same bytes on any machine.
    scale
        1 is about 5,000 tenders, 20,000 parties and 300,000 payments.
    workers
        How many processes build provinces; the bytes do not depend on it.
    progress
        Told after every province.

    Raises
    ------
    BadParameterError
        Where seed or scale is out of range.
    UsageError
        Where there is something in the folder.
    """
    counts = provinces(scale)
    if not 0 <= seed < 2**40:
        msg = f"seed = {seed} is outside 0..{2**40 - 1}; give a number in that range"
        raise BadParameterError(msg)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        msg = f"{folder} is not an empty folder; give another one, or remove it"
        raise UsageError(msg)
    (folder / PUBLISHED).mkdir(parents=True, exist_ok=True)
    with _Files(folder / PUBLISHED) as files, closing(truth.Writer(folder / TRUTH)) as planted:
        for done, made in enumerate(_made(seed, counts, workers), 1):
            for piece in made.pieces:
                files.add(piece)
            planted.add(made.planted)
            progress.step("simulating provinces", done, len(counts))


def provinces(scale: float) -> list[int]:
    """Say how many contracting processes each province has.

    Raises
    ------
    BadParameterError
        Where the scale is out of range.
    """
    if not 0 < scale <= LARGEST:
        msg = f"scale = {scale} is outside 0..{LARGEST:g}; 1 is a country of 5,000 tenders"
        raise BadParameterError(msg)
    whole, rest = divmod(max(1, round(scale * PER_SCALE)), PROCESSES)
    return [PROCESSES] * whole + [rest] * (rest > 0)


@dataclass(frozen=True, slots=True)
class _Made:
    pieces: list[Piece]
    planted: list[Planted]


def _make(seed: int, number: int, processes: int) -> _Made:
    province = build(seed=seed, number=number, processes=processes)
    pieces = [piece for write in WRITERS for piece in write(province)]
    return _Made(pieces, province.planted)


def _made(seed: int, counts: Sequence[int], workers: int) -> Iterator[_Made]:
    """Make provinces in other processes, and give them in order."""
    if len(counts) == 1 or workers < 2:
        yield from (_make(seed, number, count) for number, count in enumerate(counts))
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[_Made]] = []
        for number, count in enumerate(counts):
            waiting.append(pool.submit(partial(_make, seed, number, count)))
            if len(waiting) >= workers * AHEAD:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()


@dataclass(slots=True)
class _Files:
    """The growing files; one that only one province writes is closed at once."""

    folder: Path
    _tails: dict[str, bytes] = field(default_factory=dict)
    _stack: ExitStack = field(default_factory=ExitStack)
    _open: dict[str, BinaryIO] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for path, file in self._open.items():
            file.write(self._tails[path])
        self._stack.close()

    def add(self, piece: Piece) -> None:
        """Add to a file; make it, with its folder, if there is none."""
        if piece.alone:
            path = self.folder / piece.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(piece.head + piece.content + piece.tail)
            return
        file = self._open.get(piece.path)
        if file is None:
            path = self.folder / piece.path
            path.parent.mkdir(parents=True, exist_ok=True)
            file = self._open[piece.path] = self._stack.enter_context(path.open("wb"))
            file.write(piece.head)
        else:
            file.write(piece.between)
        self._tails[piece.path] = piece.tail
        file.write(piece.content)
