"""Whole lines of an input, in chunks of bounded size, with the lines that cannot be used blanked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from euthyna.base.issues import Issue
from euthyna.data.reading.inputs import Input, blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_LINE_BYTES: Final = 64 << 20
CHUNK_BYTES: Final = 32 << 20


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some whole lines of an input."""

    text: bytes
    """UTF-8; each line ends with a newline. A line that cannot be used is an empty line."""
    first_line: int
    """The number of the first line in the input, from 1."""
    lines: int


def lines(
    source: Input,
    *,
    max_line_bytes: int = MAX_LINE_BYTES,
    chunk_bytes: int = CHUNK_BYTES,
    passed: Callable[[int], None] | None = None,
) -> Iterator[Chunk | Issue]:
    """Yield the lines of an input in chunks, and an issue for each line that is blanked.

    Memory stays bounded by the two limits, whatever the length of a line. A line that is too long
    or not UTF-8 becomes an empty line, so that the numbers of the others stay right. Of a
    compressed file that is cut off, the last line is given only if it looks whole.

    Parameters
    ----------
    max_line_bytes
        A longer line is passed over.
    chunk_bytes
        A chunk is given as soon as it has at least this many bytes (or one line more).
    passed
        Called with the number of stored bytes read so far.

    Raises
    ------
    InputError
        If the file cannot be opened or read.
    """
    cutter = _Cutter(source.name, max_line_bytes=max_line_bytes, chunk_bytes=chunk_bytes)
    for block in blocks(source, passed=passed):
        if isinstance(block, Issue):
            cutter.is_cut_off = True
            yield block
        else:
            yield from cutter.add(block)
    yield from cutter.finish()


class _Cutter:
    """Collects blocks into chunks that end with a line."""

    def __init__(self, name: str, *, max_line_bytes: int, chunk_bytes: int) -> None:
        self.is_cut_off = False
        self._name = name
        self._max = max_line_bytes
        self._enough = chunk_bytes
        self._line = 1
        self._whole: list[bytes] = []
        self._whole_bytes = 0
        self._open = bytearray()
        self._skipped = 0

    def add(self, block: bytes) -> Iterator[Chunk | Issue]:
        # In pieces no longer than a line may be, so that a longer one always spans two.
        for start in range(0, len(block), self._max):
            yield from self._add(block[start : start + self._max])

    def _add(self, block: bytes) -> Iterator[Chunk | Issue]:
        cut = block.rfind(b"\n") + 1
        if cut:
            yield from self._close(block[:cut])
        self._open += block[cut:]
        if len(self._open) > self._max or self._skipped:
            self._skipped += len(self._open)
            self._open.clear()
        if self._whole_bytes >= self._enough:
            yield from self._give()

    def finish(self) -> Iterator[Chunk | Issue]:
        last = bytes(self._open)
        if self._skipped or (last and not (self.is_cut_off and not _looks_whole(last))):
            yield from self._close(b"\n")
        yield from self._give()

    def _close(self, text: bytes) -> Iterator[Chunk | Issue]:
        """Take over lines of which the first continues the open one."""
        end = text.index(b"\n")
        size = self._skipped + len(self._open) + end
        if size > self._max:
            yield from self._give()
            yield self._too_long(size)
            self._open.clear()
            self._skipped = 0
            text = text[end:]
        self._whole += (bytes(self._open), text)
        self._whole_bytes += len(self._open) + len(text)
        self._open.clear()

    def _give(self) -> Iterator[Chunk | Issue]:
        if not self._whole_bytes:
            return
        text = b"".join(self._whole)
        self._whole.clear()
        self._whole_bytes = 0
        text, bad = _blank_bad(text, name=self._name, first_line=self._line)
        yield from bad
        chunk = Chunk(text, self._line, text.count(b"\n"))
        self._line += chunk.lines
        yield chunk

    def _too_long(self, size: int) -> Issue:
        return Issue(
            "too-long", f"{self._name}:{self._line}", found=str(size), expected=str(self._max)
        )


def _looks_whole(line: bytes) -> bool:
    return line.rstrip().endswith((b"}", b"]"))


def _blank_bad(text: bytes, *, name: str, first_line: int) -> tuple[bytes, list[Issue]]:
    """Replace the lines that are not UTF-8 by empty ones."""
    bad: list[Issue] = []
    try:
        if not text.isascii():
            text.decode("utf-8")
    except UnicodeDecodeError:
        single = text.split(b"\n")
        for index, line in enumerate(single):
            if found := _not_utf8(line):
                bad.append(Issue("not-utf8", f"{name}:{first_line + index}", found=found))
                single[index] = b""
        text = b"\n".join(single)
    return text, bad


def _not_utf8(line: bytes) -> str:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"byte 0x{line[error.start]:02x} at column {error.start + 1}"
    return ""
