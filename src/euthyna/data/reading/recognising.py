"""Which list a file holds: found by its header, its root element, or its first object."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any, Final

from euthyna.data import readers
from euthyna.data.declarations import Document, Elements, Lines, ListFormat, Part, Table
from euthyna.data.reading import markup, tabular
from euthyna.data.reading.inputs import Input, head
from euthyna.data.reading.texts import decode

LOOKED_AT: Final = 1 << 16
"""How many bytes from the start are looked at."""
ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file was found to hold."""

    format: ListFormat
    part: Part
    delimiter: str = ","
    """Of a table that is not a spreadsheet."""
    is_sheet: bool = False


@cache
def catalogue() -> tuple[ListFormat, ...]:
    """List the formats of all readers, in the order of their names."""
    found: list[ListFormat] = []
    for module in pkgutil.iter_modules(readers.__path__):
        reader = importlib.import_module(f"{readers.__name__}.{module.name}")
        found += getattr(reader, "FORMATS", ())
    return tuple(sorted(found, key=lambda one: one.name))


def recognise(source: Input) -> Recognised | None:
    """Tell which list a file holds.

    Parameters
    ----------
    source
        A file, or a stream that was not read yet; its first bytes are looked at. A spreadsheet
        is opened, if it is a file.

    Returns
    -------
    Recognised or None
        The format with most marks, if several fit.

    Raises
    ------
    InputError
        If it cannot be opened, or is a spreadsheet that is damaged or too large to be opened.
    """
    start = head(source, size=LOOKED_AT)
    if start.startswith(ZIP):
        return _of_sheet(source)
    first = start.lstrip()[:1]
    if first == b"<":
        return _of_xml(start, source.name)
    if first in {b"{", b"["}:
        return _of_json(start, source.name)
    return _of_text(start, source.name)


def _parts(*shapes: type) -> Iterator[tuple[ListFormat, Part]]:
    """Yield the parts of some shapes, those with most marks first."""
    found = [
        (form, part)
        for form in catalogue()
        for part in form.parts
        if isinstance(part.shape, shapes)
    ]
    yield from sorted(found, key=lambda pair: -_weight(pair[1]))


def _weight(part: Part) -> int:
    marks = part.marks
    exact = (marks.root, marks.start, marks.name)
    return len(marks.header) + len(marks.keys) + sum(bool(one) for one in exact)


def _is_named(part: Part, name: str) -> bool:
    return part.marks.name is None or bool(part.marks.name.search(name.lower()))


def _of_xml(start: bytes, name: str) -> Recognised | None:
    root = markup.root_of(start)
    for form, part in _parts(Elements):
        marks = part.marks
        if marks.root == root and _is_named(part, name) and _starts(part, start):
            return Recognised(form, part)
    return None


def _starts(part: Part, start: bytes) -> bool:
    pattern = part.marks.start
    return pattern is None or bool(pattern.search(decode(start)[:4096]))


def _of_json(start: bytes, name: str) -> Recognised | None:
    text = start.decode("utf-8", "replace")
    first = first_object(text)
    for form, part in _parts(Lines, Document):
        keys = part.marks.keys
        if not _is_named(part, name) or not keys or not _starts(part, start):
            continue
        if isinstance(first, dict):
            if all(key in first for key in keys):
                return Recognised(form, part)
        elif all(f'"{key}"' in text for key in keys):  # the first object is a long one
            return Recognised(form, part)
    return None


def first_object(text: str) -> Any:
    """Parse the first object of a document, of a list, or of lines; None if it is not whole."""
    place = text.find("{", 0, 1000)
    try:
        return json.JSONDecoder().raw_decode(text, place)[0] if place >= 0 else None
    except (ValueError, RecursionError):
        return None


def _of_text(start: bytes, name: str) -> Recognised | None:
    text = decode(start)
    samples: dict[str, list[list[str]]] = {}
    for form, part in _parts(Table):
        if not _is_named(part, name):
            continue
        for delimiter in [part.shape.delimiter] if part.shape.delimiter else tabular.DELIMITERS:  # type: ignore[union-attr]
            if delimiter not in samples:
                samples[delimiter] = tabular.sample_rows(text, delimiter=delimiter)
            if _fits(part, samples[delimiter], text):
                return Recognised(form, part, delimiter)
    return None


def _fits(part: Part, rows: Sequence[Sequence[str]], text: str) -> bool:
    """Tell whether the first rows of a table have the marks of a part."""
    marks = part.marks
    if marks.start is not None and not marks.start.search(text[:4096]):
        return False
    if not marks.header:
        return bool(marks.start)
    return tabular.header_of(rows, part) is not None


def _of_sheet(source: Input) -> Recognised | None:
    from euthyna.data.reading.sheets import sheet_rows  # noqa: PLC0415  (opens spreadsheets)

    if source.path is None:
        return None
    sheets = [
        [row for _, row in islice(rows, tabular.FIRST)]
        for _, rows in sheet_rows(source.path, name=source.name)
    ]
    for form, part in _parts(Table):
        if _is_named(part, source.name) and any(_fits(part, rows, "") for rows in sheets):
            return Recognised(form, part, is_sheet=True)
    return None
