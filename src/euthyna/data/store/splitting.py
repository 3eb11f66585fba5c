"""Inputs of plain lines, in pieces that fit into memory."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from euthyna.base.issues import Issue
from euthyna.data.reading.fast import LONGEST
from euthyna.data.reading.inputs import Input

WHOLE = 384 << 20
"""A plain file up to this size is scanned where it lies; a longer one in pieces."""
PIECE = 192 << 20
"""How many bytes a piece has, so that memory does not grow with the file."""
_BLOCK = 8 << 20
_LOOKED_AT = 4
_FEATURES = frozenset({"compiledRelease", "versionedRelease", "releases", "records"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of whole lines: the input itself or a part of it."""

    path: Path
    offset: int
    """How many bytes of the input come before it."""
    is_copy: bool

    def drop(self) -> None:
        """Remove it, if it is a copy."""
        if self.is_copy:
            self.path.unlink(missing_ok=True)


def scannable(source: Input, *, upgrades: bool = True) -> bool:
    """Tell whether each line of an input is one release, so that it can be scanned.

    The first lines of most files tell at once; what is less clear is looked at closely.

    Parameters
    ----------
    upgrades
        Whether releases of OCDS 1.0 are upgraded, and thus not scanned as they are.

    Raises
    ------
    InputError
        If the input is empty or not OCDS.
    """
    if source.path is not None and not source.is_gzip:
        first = _first_lines(source.path)
        if first and all(map(_is_current_release, first)):
            return True
    from euthyna.data.reading.inputs import head  # noqa: PLC0415
    from euthyna.data.reading.shapes import recognise  # noqa: PLC0415  (imports numpy)

    shape = recognise(head(source), name=source.name)
    return not shape.is_general and not (upgrades and _is_old(head(source)))


def pieces(source: Input, *, spool: Path) -> Iterator[Piece | Issue]:
    """Yield an input of lines in pieces, and what cannot be read of it.

    Each piece must be dropped before the next is asked for, so that at most one copy exists.
    """
    path = source.path
    if path is None or source.is_gzip or not _is_plain(path, source.size or 0):
        yield from _checked_pieces(source, spool / "piece.jsonl")
    elif (source.size or 0) <= WHOLE:
        yield Piece(path, 0, is_copy=False)
    else:
        yield from _cut_pieces(path, source.size or 0, spool / "piece.jsonl")


def _checked_pieces(source: Input, target: Path) -> Iterator[Piece | Issue]:
    """Decompress, and leave out lines that are too long or not UTF-8."""
    from euthyna.data.reading.lines import lines  # noqa: PLC0415  (rarely needed)

    offset = held = 0
    file = target.open("wb")
    try:
        for chunk in lines(source, max_line_bytes=LONGEST):
            if isinstance(chunk, Issue):
                yield chunk
                continue
            file.write(chunk.text)
            held += len(chunk.text)
            if held >= PIECE:
                file.close()
                yield Piece(target, offset, is_copy=True)
                file = target.open("wb")
                offset, held = offset + held, 0
    finally:
        file.close()
    if held:
        yield Piece(target, offset, is_copy=True)


def _cut_pieces(path: Path, size: int, target: Path) -> Iterator[Piece]:
    """Cut a plain file after line ends; where it can, the kernel copies."""
    start = 0
    with path.open("rb") as file:
        while start < size:
            file.seek(min(start + PIECE, size))
            file.readline()
            end = min(file.tell(), size)
            with target.open("wb") as part:
                _copy(file, part, start, end)
            yield Piece(target, start, is_copy=True)
            start = end


def _copy(file: BinaryIO, part: BinaryIO, start: int, end: int) -> None:
    if hasattr(os, "copy_file_range"):
        while start < end:
            start += os.copy_file_range(file.fileno(), part.fileno(), end - start, start)
        return
    file.seek(start)
    while start < end:
        start += part.write(file.read(min(_BLOCK, end - start)))


def _is_plain(path: Path, size: int) -> bool:
    """Tell whether a file can be scanned as it is: no byte order mark, no endless line."""
    step = LONGEST // 2
    with path.open("rb") as file:
        if file.read(3) == b"\xef\xbb\xbf":
            return False
        for start in range(0, size if size > LONGEST else 0, step):
            file.seek(start)
            left = min(step, size - start)
            while left:
                block = file.read(min(1 << 16, left))
                if not block or b"\n" in block:
                    break
                left -= len(block)
            else:
                return False
    return True


def _first_lines(path: Path) -> list[Any]:
    found: list[Any] = []
    with path.open("rb") as file:
        # Not readlines: it would take in all of a line without end.
        for line in file.read(1 << 20).split(b"\n")[:-1][:_LOOKED_AT]:
            try:
                found.append(json.loads(line))
            except (ValueError, RecursionError):
                return []
    return found


def _is_current_release(value: Any) -> bool:
    if not isinstance(value, dict) or "ocid" not in value or _FEATURES & value.keys():
        return False
    return not _looks_old(value)


def _looks_old(release: dict[str, Any]) -> bool:
    """Tell a release of OCDS 1.0 by its buyer, which is a whole organisation and no reference."""
    buyer = release.get("buyer")
    return isinstance(buyer, dict) and bool(
        {"identifier", "address", "contactPoint"} & buyer.keys()
    )


def _is_old(start: bytes) -> bool:
    for line in start.split(b"\n")[:_LOOKED_AT]:
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) and _looks_old(value):
            return True
    return False
