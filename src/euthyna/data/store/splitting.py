"""Inputs of plain lines, in pieces that fit into memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from euthyna.base.issues import Issue
from euthyna.data.reading.fast import LONGEST
from euthyna.data.reading.inputs import Input, on_disk

WHOLE = 512 << 20
"""A plain file up to this size is scanned where it lies; a longer one in pieces."""
PIECE = 192 << 20
"""How many bytes a piece has, so that memory does not grow with the file."""
_LOOKED_AT = 4
_FEATURES = frozenset({"compiledRelease", "versionedRelease", "releases", "records"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of whole lines: the input itself or a part of it."""

    path: Path
    first_line: int
    offset: int
    """How many bytes of the input come before it."""
    is_copy: bool

    def drop(self) -> None:
        """Remove it, if it is a copy."""
        if self.is_copy:
            self.path.unlink(missing_ok=True)


def scannable(source: Input) -> bool:
    """Tell whether each line of an input is one release, so that it can be scanned.

    The first lines of most files tell at once; what is less clear is looked at closely.

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
    return not shape.is_general and not _is_old(head(source))


def pieces(source: Input, *, spool: Path) -> Iterator[Piece | Issue]:
    """Yield an input of lines in pieces, and what cannot be read of it.

    Each piece must be dropped before the next is asked for, so that at most one copy exists.
    """
    if source.path is not None and not source.is_gzip and _fits(source):
        yield Piece(source.path, 1, 0, is_copy=False)
        return
    from euthyna.data.reading.lines import lines  # noqa: PLC0415

    path = spool / "piece.jsonl"
    first_line, line, offset, held = 1, 1, 0, 0
    file = path.open("wb")
    try:
        for chunk in lines(source, max_line_bytes=LONGEST):
            if isinstance(chunk, Issue):
                yield chunk
                continue
            file.write(chunk.text)
            held += len(chunk.text)
            line = chunk.first_line + chunk.lines
            if held >= PIECE:
                file.close()
                yield Piece(path, first_line, offset, is_copy=True)
                file = path.open("wb")
                first_line, offset, held = line, offset + held, 0
    finally:
        file.close()
    if held:
        yield Piece(path, first_line, offset, is_copy=True)


def _fits(source: Input) -> bool:
    """Tell whether a plain file can be scanned where it lies: small, without endless lines."""
    path = on_disk(source)
    size = source.size or 0
    if size > WHOLE:
        return False
    if size <= LONGEST:
        with path.open("rb") as file:
            return file.read(3) != b"\xef\xbb\xbf"
    return _has_line_ends(path, size)


def _has_line_ends(path: Path, size: int) -> bool:
    """Look for a line end in every stretch as long as half the longest line."""
    step = LONGEST // 2
    with path.open("rb") as file:
        if file.read(3) == b"\xef\xbb\xbf":
            return False
        for start in range(0, size, step):
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
        for line in file.readlines(1 << 20)[:_LOOKED_AT]:
            if not line.endswith(b"\n"):
                break
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
