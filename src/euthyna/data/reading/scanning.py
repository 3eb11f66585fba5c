"""Finds where the parts of a JSON document end without parsing them, in bounded memory.

A document of any size is cut into the parts that are worth parsing one by one (a release of a
package). A part that is not valid JSON costs only itself, which a streaming parser cannot offer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

LEVELS: Final = 4
"""How many levels of a document can be walked: a list of packages of lists is three."""

_MAX_KEY: Final = 1 << 20
_SPACE = re.compile(rb"[ \t\r\n]*")
_KEY = re.compile(rb'"((?:[^"\\]|\\.)*+)"', re.DOTALL)

_QUOTE, _BACKSLASH, _OPEN, _CLOSE, _COMMA = 1, 2, 3, 4, 5
_KINDS = np.zeros(256, dtype=np.uint8)
_KINDS[ord('"')] = _QUOTE
_KINDS[ord("\\")] = _BACKSLASH
_KINDS[list(b"{[")] = _OPEN
_KINDS[list(b"}]")] = _CLOSE
_KINDS[ord(",")] = _COMMA


class BrokenError(ValueError):
    """The text is not JSON at this place; nothing after it can be told apart."""


class EndedError(BrokenError):
    """The text ends inside a document."""


class TooLongError(ValueError):
    """A part is longer than allowed and was passed over; reading can go on."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} bytes")
        self.size = size


class Scanner:
    """Walks through JSON text: look at what comes, step into it, or take it as a whole."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._structure = _Structure()
        self._text = bytearray()
        self._at = 0
        self._dropped = 0
        self._lines_before = 0
        self._counted = 0
        self._ends = [np.empty(0, dtype=np.int64) for _ in range(LEVELS)]

    @property
    def offset(self) -> int:
        """How many bytes were passed."""
        return self._dropped + self._at

    def line(self) -> int:
        """Give the number of the line where the scanner stands, from 1."""
        self._count_lines()
        return self._lines_before + 1

    def peek(self) -> bytes:
        """Give the next character that is not white space; nothing at the end of the text."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return bytes(self._text[self._at : self._at + 1])
            if not self._fill():
                return b""

    def step(self, expected: bytes) -> None:
        """Pass over one of the characters `expected`.

        Raises
        ------
        BrokenError
            If something else comes.
        """
        char = self.peek()
        if not char:
            msg = "the text ends too early"
            raise EndedError(msg)
        if char not in expected:
            shown = char.decode("ascii", "backslashreplace")
            wanted = " or ".join(expected.decode("ascii"))
            msg = f"line {self.line()} has {shown} where {wanted} is due"
            raise BrokenError(msg)
        self._at += 1

    def key(self) -> str:
        """Take the name of a member and the colon after it."""
        self.peek()
        while (found := _KEY.match(self._text, self._at)) is None:
            if len(self._text) - self._at > _MAX_KEY or not self._fill():
                self._raise_no_key()
        name = found[1].decode("utf-8", "replace")
        self._at = found.end()
        self.step(b":")
        return name

    def take(self, level: int, *, limit: int) -> bytes:
        """Take the value that comes, up to what ends it on this level.

        Raises
        ------
        TooLongError
            If it has more than `limit` bytes; it was passed over, in bounded memory.
        EndedError
            If the text ends before the value does.
        """
        size = 0
        while (end := self._end(level)) is None:
            if len(self._text) - self._at > limit:
                size += len(self._text) - self._at
                self._at = len(self._text)
            if not self._fill():
                size += len(self._text) - self._at
                msg = f"the text ends too early, {size} bytes into a value"
                raise EndedError(msg)
        text = bytes(self._text[self._at : end])
        self._at = end
        if size or len(text) > limit:
            raise TooLongError(size + len(text))
        return text.rstrip()

    def fits(self, level: int, *, limit: int) -> bool:
        """Tell whether the value that comes ends within `limit` bytes; the place is kept."""
        while (end := self._end(level)) is None:
            if len(self._text) - self._at > limit or not self._fill():
                return False
        return end - self._at <= limit

    def _raise_no_key(self) -> None:
        if not self.peek() or self.peek() == b'"':
            msg = "the text ends too early, in the name of a member"
            raise EndedError(msg)
        msg = f"line {self.line()} has no name of a member where one is due"
        raise BrokenError(msg)

    def _end(self, level: int) -> int | None:
        ends = self._ends[level]
        # A document has at least its brackets, so that an end here is that of the one before.
        place = int(np.searchsorted(ends, self.offset + (level == 0)))
        return int(ends[place]) - self._dropped if place < len(ends) else None

    def _fill(self) -> bool:
        block = next(self._blocks, None)
        if block is None:
            return False
        self._count_lines()
        del self._text[: self._at]
        self._dropped += self._at
        self._at = self._counted = 0
        start = self._dropped + len(self._text)
        self._text += block
        for level, ends in enumerate(self._structure.ends(block)):
            kept = self._ends[level]
            kept = kept[np.searchsorted(kept, self._dropped) :]
            self._ends[level] = np.concatenate((kept, ends + start))
        return True

    def _count_lines(self) -> None:
        self._lines_before += self._text.count(b"\n", self._counted, self._at)
        self._counted = self._at


class _Structure:
    """Tells strings from structure, carrying over from block to block what is open."""

    def __init__(self) -> None:
        self._in_string = False
        self._escaped = False
        self._depth = 0

    def ends(self, block: bytes) -> Iterator[NDArray[np.int64]]:
        """Give, for each level, where values on it end.

        On level 0 that is after a bracket that closes a document; on the others at a comma
        between values or at the bracket that closes what holds them.
        """
        places, kinds = self._marks(block)
        outside = self._outside(kinds)
        places, kinds = places[outside], kinds[outside]
        steps = (kinds == _OPEN).astype(np.int64) - (kinds == _CLOSE)
        depths = self._depth + np.cumsum(steps)
        self._depth = int(depths[-1]) if len(depths) else self._depth
        closes, commas = kinds == _CLOSE, kinds == _COMMA
        yield places[closes & (depths == 0)] + 1
        for level in range(1, LEVELS):
            yield places[(commas & (depths == level)) | (closes & (depths == level - 1))]

    def _marks(self, block: bytes) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Find quotes, brackets and commas that no backslash stands before."""
        kinds = _KINDS[np.frombuffer(block, dtype=np.uint8)]
        places = np.flatnonzero(kinds)
        kinds = kinds[places]
        hidden = np.zeros(len(block) + 1, dtype=bool)
        hidden[0] = self._escaped
        slashes = places[kinds == _BACKSLASH]
        hidden[_active(slashes, starts_hidden=self._escaped) + 1] = True
        self._escaped = bool(hidden[len(block)])
        plain = (kinds != _BACKSLASH) & ~hidden[places]
        return places[plain], kinds[plain]

    def _outside(self, kinds: NDArray[np.uint8]) -> NDArray[np.bool_]:
        quotes = kinds == _QUOTE
        before = np.cumsum(quotes) - quotes + self._in_string
        self._in_string = bool((self._in_string + int(quotes.sum())) % 2)
        outside: NDArray[np.bool_] = ~quotes & (before % 2 == 0)
        return outside


def _active(slashes: NDArray[np.int64], *, starts_hidden: bool) -> NDArray[np.int64]:
    """Of the backslashes, give those that escape the next character: every other one of a run."""
    index = np.arange(len(slashes))
    first = np.ones(len(slashes), dtype=bool)
    first[1:] = np.diff(slashes) != 1
    in_run = index - np.maximum.accumulate(np.where(first, index, 0))
    if starts_hidden:
        # The run at the very start is one further on, for its first is itself escaped.
        in_run += slashes == index
    active: NDArray[np.int64] = slashes[in_run % 2 == 0]
    return active
