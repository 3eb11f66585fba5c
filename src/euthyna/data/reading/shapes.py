"""Recognises from its first bytes how a file holds OCDS, or says what it looks like instead."""

from __future__ import annotations

import codecs
from enum import StrEnum
from typing import Any, Final

from euthyna.base.errors import InputError
from euthyna.data.reading.inputs import HEAD
from euthyna.data.reading.parsing import Parsed, parse
from euthyna.data.reading.scanning import BrokenError, Scanner, TooLongError

PACKAGE_KEYS: Final = frozenset({"releases", "records"})
RECORD_KEYS: Final = frozenset({"compiledRelease", "versionedRelease", "releases"})
_OCDS_KEYS: Final = PACKAGE_KEYS | RECORD_KEYS | {"ocid"}

_SUPPORTED: Final = (
    "supported are OCDS releases as JSON Lines, release packages, record packages, and arrays "
    "or sequences of these, as plain or gzip-compressed JSON in UTF-8"
)
_OTHER_FORMATS: Final = (
    (b"PK\x03\x04", "a ZIP archive or a spreadsheet (unpack it first)"),
    (b"PAR1", "a Parquet file"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a file compressed twice (decompress it once)"),
    (b"BZh", "a bzip2 file (decompress it first)"),
    (b"\xfd7zXZ", "an xz file (decompress it first)"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file (decompress it first)"),
    (codecs.BOM_UTF16_LE, "text in UTF-16 (convert it to UTF-8, for instance with iconv)"),
    (codecs.BOM_UTF16_BE, "text in UTF-16 (convert it to UTF-8, for instance with iconv)"),
    (b"{\0", "text in UTF-16 (convert it to UTF-8, for instance with iconv)"),
    (b"\0{", "text in UTF-16 (convert it to UTF-8, for instance with iconv)"),
    (b"<", "XML or HTML"),
)


class Shape(StrEnum):
    """How a file holds what it holds."""

    RELEASE_LINES = "release-lines"
    """Each line is one release: it can be scanned as it is."""
    LINES = "lines"
    """Each line is a document of its own: a package, a record, a release."""
    DOCUMENTS = "documents"
    """One or more JSON documents that may span lines."""

    @property
    def is_general(self) -> bool:
        """Whether the file must be normalised before it can be scanned."""
        return self is not Shape.RELEASE_LINES


def recognise(head: bytes, *, name: str = "the input") -> Shape:
    """Tell from the first bytes how a file holds OCDS.

    Parameters
    ----------
    head
        The start of the content, decompressed: :data:`~euthyna.data.reading.inputs.HEAD` bytes,
        or all if there are fewer.
    name
        What to call the file in messages.

    Raises
    ------
    InputError
        If it is empty or not OCDS; the message says what it looks like and what is supported.

    Examples
    --------
    >>> recognise(b'{"ocid": "ocds-1"}')
    <Shape.RELEASE_LINES: 'release-lines'>
    >>> recognise(b'{"releases": [{"ocid": "ocds-1"}]}')
    <Shape.LINES: 'lines'>
    """
    start = head.lstrip()
    if not start:
        return _recognise_blank(head, name=name)
    shape = _shape_of_lines(start, is_all=len(head) < HEAD)
    if shape is None and start[:1] in b"{[":
        shape = _shape_of_document(start, name=name)
    if shape is None:
        msg = f"{name} is not JSON: it looks like {_looks_like(start)}; {_SUPPORTED}"
        raise InputError(msg)
    return shape


def is_release(value: Any) -> bool:
    """Tell whether a JSON value is one release, not a record or a package."""
    return isinstance(value, dict) and "ocid" in value and not value.keys() & RECORD_KEYS


def not_ocds(keys: str, *, name: str) -> InputError:
    """Make the error for JSON that is something else."""
    return InputError(f"{name} is JSON but not OCDS: {keys}; {_SUPPORTED}")


def _recognise_blank(head: bytes, *, name: str) -> Shape:
    if len(head) >= HEAD:
        return Shape.DOCUMENTS
    what = f"holds only white space ({len(head)} bytes)" if head else "is empty (0 bytes)"
    msg = f"{name} {what}: there is nothing to read; {_SUPPORTED}"
    raise InputError(msg)


def _shape_of_lines(start: bytes, *, is_all: bool) -> Shape | None:
    """Recognise a file whose lines are documents; None if they are not."""
    lines = start.splitlines() if is_all else start.split(b"\n")[:-1]
    parsed = [parse(line, source="") for line in lines if line.strip()]
    good = [item.value for item in parsed if not item.is_broken and _has_ocds_keys(item.value)]
    if not good or not _are_lines(parsed, good, start):
        return None
    return Shape.RELEASE_LINES if all(map(is_release, good)) else Shape.LINES


def _are_lines(parsed: list[Parsed], good: list[Any], start: bytes) -> bool:
    # A pretty-printed document can have a line that is JSON by itself, but not half of them;
    # a file of lines can begin with a broken one, or with one that holds a bare value.
    if isinstance(parsed[0].value, dict | list):
        return start[:1] == b"{"
    return start[:1] != b"[" and 2 * len(good) >= len(parsed)


def _has_ocds_keys(value: Any) -> bool:
    return isinstance(value, dict) and not _OCDS_KEYS.isdisjoint(value)


def _shape_of_document(start: bytes, *, name: str) -> Shape:
    keys, is_cut = _first_keys(start)
    if start[:1] == b"[" or not _OCDS_KEYS.isdisjoint(keys):
        is_long_line = is_cut and b"\n" not in start
        if is_long_line and "ocid" in keys and RECORD_KEYS.isdisjoint(keys):
            return Shape.RELEASE_LINES
        return Shape.DOCUMENTS
    if is_cut:
        return Shape.DOCUMENTS
    shown = ", ".join(sorted(keys)[:8]) or "nothing"
    found = f"an object with the keys {shown}"
    raise not_ocds(found, name=name)


def _first_keys(start: bytes) -> tuple[set[str], bool]:
    """Give the keys of the first object, and whether it goes on beyond `start`."""
    scanner = Scanner([start])
    keys: set[str] = set()
    try:
        scanner.step(b"{[")
        while scanner.peek() not in {b"}", b"]"}:
            keys.add(scanner.key())
            scanner.take(1, limit=len(start))
            if scanner.peek() == b",":
                scanner.step(b",")
    except (BrokenError, TooLongError):
        return keys, True
    return keys, False


def _looks_like(start: bytes) -> str:
    for magic, what in _OTHER_FORMATS:
        if start.startswith(magic):
            return what
    line = start.splitlines()[0][:60]
    shown = line.decode("utf-8", "backslashreplace")
    if any(mark in line for mark in b",;\t"):
        return f"a table in CSV, starting with {shown!r}"
    return f"text or binary data starting with {shown!r}"
