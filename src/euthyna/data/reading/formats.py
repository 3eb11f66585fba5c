"""Formats that are known and that no reader reads yet: told by a look at the first bytes."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from pathlib import Path
from typing import Any, Final

from euthyna.base.issues import Issue

CODE: Final = "format-not-read"
"""The kind of issue for a file in such a format."""
JSON_ENDINGS: Final = (".json", ".jsonl", ".ndjson")
HEAD: Final = 1 << 16
"""How many bytes are looked at."""

_ENDINGS: Final = {
    ".csv": "a table in CSV",
    ".tsv": "a table in TSV",
    ".parquet": "a table in Parquet",
    ".xml": "XML",
    ".xlsx": "a spreadsheet",
    ".xls": "a spreadsheet",
    ".ods": "a spreadsheet",
    ".zip": "a ZIP archive",
    ".pdf": "a PDF document",
}
TEXTS: Final = (".txt", ".ftm")
"""Files that end so are read where they hold a list, and passed over in folders where not."""
_JSON: Final = (
    (("statementId", "recordId"), "ownership statements (BODS)"),
    (("statementID", "statementType"), "ownership statements (BODS)"),
    (("document", "persons"), "declarations of assets and interests"),
    (("resources", "name"), "the description of a Data Package"),
)
"""Keys that the first object has in each of these formats, and what it is called."""
_OCDS_KEYS: Final = frozenset(
    {"ocid", "releases", "records", "compiledRelease", "versionedRelease"}
)
_ISO_20022: Final = re.compile(rb"urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.\d{3})")
_GOAML: Final = re.compile(rb"<report[\s>].*<rentity_id>", re.DOTALL)


class Look:
    """Tells which files are read; one that knows more formats overrides it."""

    def wants(self, path: Path) -> bool:
        """Tell whether a file in a folder is looked at: read, or named as not read."""
        return plain_name(path).endswith((*JSON_ENDINGS, *_ENDINGS))

    def __call__(self, path: Path, name: str) -> Issue | None:
        """Make the issue for a file that holds what nothing reads yet.

        Raises
        ------
        OSError
            If the file cannot be opened.
        """
        words = unread(path)
        return Issue(CODE, name, found=words) if words else None


def plain_name(path: Path) -> str:
    """Give the name of a file in small letters, without the ending of its compression."""
    return path.name.lower().removesuffix(".gz")


def speaks_of_ocds(start: bytes) -> bool:
    """Tell whether the first bytes of a JSON file name what only OCDS has."""
    return any(f'"{key}"'.encode() in start for key in _OCDS_KEYS)


def unread(path: Path, *, start: bytes | None = None) -> str | None:
    """Say what a file holds that nothing reads yet.

    Parameters
    ----------
    path
        A regular file; only its first bytes are read.
    start
        Those bytes, where they were read already by :func:`beginning`.

    Returns
    -------
    str or None
        Such as ``a table in CSV``. None where the file may hold something that is read, or
        where its format is not known: a JSON file of neither OCDS nor a known format, a text.

    Raises
    ------
    OSError
        If the file cannot be opened.
    """
    ending = plain_name(path)
    by_name = next((words for end, words in _ENDINGS.items() if ending.endswith(end)), None)
    is_json = ending.endswith(JSON_ENDINGS)
    if by_name is None and not is_json:
        return None
    start = beginning(path) if start is None else start
    if start[:1] in {b"{", b"["}:
        return _of_json(start)
    if by_name == "XML":
        return _of_xml(start)
    return by_name


def beginning(path: Path) -> bytes:
    """Give the first bytes of a file, decompressed, without a byte order mark and spaces."""
    return _head(path).removeprefix(b"\xef\xbb\xbf").lstrip()


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(HEAD)
    if start[:2] != b"\x1f\x8b":
        return start
    try:
        with gzip.open(path) as file:
            return file.read(HEAD)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        return b""


def _of_json(start: bytes) -> str | None:
    first = _first_object(start.decode("utf-8", "replace"))
    if not isinstance(first, dict) or not _OCDS_KEYS.isdisjoint(first):
        return None
    return next((words for keys, words in _JSON if all(key in first for key in keys)), None)


def _first_object(text: str) -> Any:
    """Parse the first object of a document, of a list, or of lines; None if it is not whole."""
    place = text.find("{", 0, 1000)
    try:
        return json.JSONDecoder().raw_decode(text, place)[0] if place >= 0 else None
    except (ValueError, RecursionError):
        return None


def _of_xml(start: bytes) -> str:
    message = _ISO_20022.search(start)
    if message:
        return f"a message of ISO 20022 ({message.group(1).decode()})"
    return "a report of goAML" if _GOAML.search(start) else "XML"
