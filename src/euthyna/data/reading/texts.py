"""Bytes of unknown encoding to text, in blocks of bounded size."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from typing import Final

from euthyna.base.issues import Issue
from euthyna.data.declarations.notes import Notes
from euthyna.data.reading.inputs import Input, blocks

LONGEST_LINE: Final = 8 << 20
"""A line with more characters is cut into lines of this length."""
_FALLBACK: Final = "cp1252"
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)


def encoding_of(head: bytes) -> str:
    """Tell the encoding of a text by its first bytes.

    Returns
    -------
    str
        By a byte order mark; UTF-16 without one by its zero bytes; UTF-8 otherwise.

    Examples
    --------
    >>> encoding_of("né".encode("utf-16")), encoding_of("name".encode("utf-16-le"))
    ('utf-16', 'utf-16-le')
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    sample = head[:4096]
    if len(sample) >= 4 and sample.count(0) * 3 >= len(sample):
        return "utf-16-be" if sample[0::2].count(0) > sample[1::2].count(0) else "utf-16-le"
    return "utf-8"


def decode(head: bytes) -> str:
    """Decode the beginning of a text; what is cut off at its end is left out."""
    decoder = _Decoder(encoding_of(head))
    return decoder.text(head).replace("\0", "")


def text_lines(source: Input, *, notes: Notes, encoding: str = "") -> Iterator[str]:
    r"""Yield the lines of a text with their ends, which are ``\n``, ``\r\n`` or ``\r``.

    Bytes that are not UTF-8 are read as Windows-1252, with one ``recoded`` issue. Zero bytes and
    the end mark of old systems (0x1A) are left out.

    Parameters
    ----------
    encoding
        Where it is known; else :func:`encoding_of`.
    """
    rest = ""
    for block in _blocks(source, notes, encoding):
        text = rest + block
        cut = _cut(text)
        yield from io.StringIO(text[:cut], newline="")
        rest = text[cut:]
        while len(rest) > LONGEST_LINE:
            yield rest[:LONGEST_LINE]
            rest = rest[LONGEST_LINE:]
    yield from io.StringIO(rest, newline="")


def _cut(text: str) -> int:
    """Find the place after the last line that surely ends."""
    cut = text.rfind("\n") + 1
    # A carriage return at the very end may be the first half of a line end.
    return cut or text.rfind("\r", 0, len(text) - 1) + 1


def _blocks(source: Input, notes: Notes, encoding: str) -> Iterator[str]:
    decoder: _Decoder | None = None
    for block in _bytes(source, notes):
        if decoder is None:
            decoder = _Decoder(encoding or encoding_of(block))
        text = decoder.text(block)
        yield text.translate(_NOTHING) if "\0" in text or "\x1a" in text else text
    if decoder is None:
        return
    yield decoder.text(b"", final=True)
    if decoder.fell_back:
        notes.add("recoded", source.name, found="Windows-1252")


_NOTHING: Final = {0: None, 0x1A: None}


def _bytes(source: Input, notes: Notes) -> Iterator[bytes]:
    """Give the blocks of a file, its byte order mark included, for it tells the encoding."""
    pieces: Iterable[bytes | Issue] = blocks(source)
    for piece in pieces:
        if isinstance(piece, Issue):
            notes.add(piece.code, piece.source, piece.path, piece.found, piece.expected)
        else:
            yield piece


class _Decoder:
    """Decodes block by block; from the first byte that is not UTF-8, such bytes fall back."""

    def __init__(self, encoding: str) -> None:
        self.fell_back = False
        strict = codecs.getincrementaldecoder(encoding)
        self._is_utf8 = encoding.startswith("utf-8")
        self._decoder = strict("surrogateescape" if self._is_utf8 else "replace")

    def text(self, block: bytes, *, final: bool = False) -> str:
        text = self._decoder.decode(block, final)
        if not self._is_utf8 or text.isascii():
            return text
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            self.fell_back = True
            return "".join(map(_recode, text))
        return text


def _recode(char: str) -> str:
    """Read a byte that was no UTF-8 as Windows-1252."""
    if not "\udc80" <= char <= "\udcff":
        return char
    return bytes([ord(char) - 0xDC00]).decode(_FALLBACK, "replace")
