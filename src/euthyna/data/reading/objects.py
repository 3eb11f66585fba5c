"""Records of a list in JSON: objects, one a line, or elements of the lists of one document."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

import orjson

from euthyna.base.issues import Issue
from euthyna.data.declarations import Document, Entry, Lines, Part
from euthyna.data.declarations.notes import Notes
from euthyna.data.reading.inputs import Input, blocks, head
from euthyna.data.reading.lines import lines
from euthyna.data.reading.parsing import parse

LARGEST: Final = 256 << 20
"""A document of more bytes is not held in memory: it can be had as lines."""
LONGEST_LINE: Final = 16 << 20
DEEPEST: Final = 60
"""How deeply a record may be nested."""

Found = tuple[str, Any]
"""Place and value."""


def entries(source: Input, part: Part, *, notes: Notes) -> Iterator[Entry]:
    """Yield an entry for each object; what is none is an issue."""
    if isinstance(part.shape, Document):
        yield from _of_document(source, part.shape, part.leaves, notes=notes)
        return
    key = part.shape.kind if isinstance(part.shape, Lines) else ""
    for place, value in _objects(source, notes):
        if _is_usable(place, value, notes):
            kind = value.get(key) if key else ""
            kind = kind if isinstance(kind, str) else ""
            yield Entry(value, source=place, notes=notes, kind=kind)


def _is_usable(place: str, value: Any, notes: Notes) -> bool:
    """Tell whether a value is an object that can be walked through; say if not."""
    if not isinstance(value, dict):
        notes.add("not-json", place, found="a value that is no object")
        return False
    level: list[Any] = [value]
    for _ in range(DEEPEST):
        level = [
            below
            for above in level
            for below in (above.values() if isinstance(above, dict) else above)
            if isinstance(below, dict | list)
        ]
        if not level:
            return True
    notes.add("too-deep", place, expected=str(DEEPEST))
    return False


def _objects(source: Input, notes: Notes) -> Iterator[Found]:
    if head(source, size=1024).lstrip()[:1] == b"[":
        whole = _whole(source, notes)
        found = whole if isinstance(whole, list) else []
        yield from ((f"{source.name}#/{number}", value) for number, value in enumerate(found))
    else:
        yield from _lines(source, notes)


def _lines(source: Input, notes: Notes) -> Iterator[Found]:
    for chunk in lines(source, max_line_bytes=LONGEST_LINE, chunk_bytes=1 << 20):
        if isinstance(chunk, Issue):
            _pass_on(chunk, notes)
            continue
        for number, line in enumerate(chunk.text.split(b"\n"), chunk.first_line):
            if not line or line.isspace():
                continue
            place = f"{source.name}:{number}"
            try:
                yield place, orjson.loads(line)
            except orjson.JSONDecodeError:
                parsed = parse(line, source=place)
                for issue in parsed.issues:
                    _pass_on(issue, notes)
                if not parsed.is_broken:
                    yield place, parsed.value


def _of_document(
    source: Input, shape: Document, leaves: Collection[str], *, notes: Notes
) -> Iterator[Entry]:
    whole = _whole(source, notes)
    if not isinstance(whole, dict):
        return
    for kind in shape.lists:
        found = whole.pop(kind, None)
        for number, value in enumerate(found if isinstance(found, list) else ()):
            place = f"{source.name}#/{kind}/{number}"
            if _is_usable(place, value, notes):
                yield Entry(value, source=place, notes=notes, kind=kind)
    if _is_usable(f"{source.name}#", whole, notes):
        left = Entry(whole, source=f"{source.name}#", notes=notes)
        left.pass_over(*leaves)
        left.note_left()


def _whole(source: Input, notes: Notes) -> Any:
    """Parse a document that fits into memory."""
    text = bytearray()
    for block in blocks(source):
        if isinstance(block, Issue):
            _pass_on(block, notes)
            continue
        text += block
        if len(text) > LARGEST:
            notes.add(
                "too-long", f"{source.name}:1", found=f"over {LARGEST}", expected=str(LARGEST)
            )
            return None
    parsed = parse(bytes(text), source=f"{source.name}:1")
    for issue in parsed.issues:
        _pass_on(issue, notes)
    return parsed.value


def _pass_on(issue: Issue, notes: Notes) -> None:
    notes.add(issue.code, issue.source, issue.path, issue.found, issue.expected)
