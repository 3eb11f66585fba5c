"""Gzip, decompressed in pieces of bounded size, as far as it is whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

PIECE: Final = 1 << 20
"""At most so many bytes come out at a time: a few bytes can stand for gigabytes."""


class Gunzip:
    """Decompresses one or more gzip members and remembers what ended it too early."""

    def __init__(self) -> None:
        self.problem = ""
        """What ended it too early; empty while nothing did."""
        self._member = zlib.decompressobj(wbits=31)
        self._done = 0

    def pieces(self, raw: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what the blocks hold, in pieces of bounded size."""
        fresh = True
        try:
            for block in raw:
                rest = block
                while rest := rest.lstrip(b"\0") if fresh else rest:
                    fresh = False
                    # Bounded, because a few bytes can stand for gigabytes.
                    yield self._count(self._member.decompress(rest, PIECE))
                    rest = self._member.unconsumed_tail
                    if self._member.eof:
                        rest = self._member.unused_data
                        self._member = zlib.decompressobj(wbits=31)
                        fresh = True
            while piece := self._member.decompress(b"", PIECE):
                yield self._count(piece)
        except zlib.error as error:
            self.problem = (
                f"the gzip stream is damaged somewhere in its first {self._done} bytes ({error}); "
                "what comes last may be wrong"
            )
            return
        if not fresh and not self._member.eof:
            self.problem = f"the gzip stream is cut off after {self._done} bytes"

    def _count(self, piece: bytes) -> bytes:
        self._done += len(piece)
        return piece
