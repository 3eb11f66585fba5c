"""Records of an XML document: elements, streamed, without what XML can do to harm.

Document types and entities are refused, so that nothing can be expanded or fetched; depth,
attributes and text are bounded. What was read before a fault is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.parsers import expat

from euthyna.base.issues import Issue
from euthyna.data.declarations import Elements, Entry
from euthyna.data.declarations.notes import Notes
from euthyna.data.reading.inputs import Input, blocks

DEEPEST: Final = 60
"""How deeply elements may be nested."""
ATTRIBUTES: Final = 200
"""How many attributes an element may have."""
LARGEST: Final = 8 << 20
"""How many characters one record may have, tags counted."""
PIECE: Final = 1 << 18
"""The document is handed to the parser in pieces of so many bytes."""

Record = tuple[str, int, dict[str, Any]]
"""Tag, line, and values by attribute (``@name``) and child element."""


_TAG = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


class _RefusedError(Exception):
    """The document has what no list needs."""


@dataclass(slots=True)
class _Open:
    """An element that has not ended yet."""

    tag: str
    values: dict[str, Any]
    text: list[str] = field(default_factory=list)


class _Builder:
    """Builds records out of the events of the parser."""

    def __init__(self, tags: tuple[str, ...]) -> None:
        self.found: list[Record] = []
        self.root = ""
        self._tags = frozenset(tags)
        self._open: list[_Open] = []
        self._depth = 0
        self._size = 0
        self._line = 0
        self._parser = self._made()

    def feed(self, piece: bytes, *, final: bool = False) -> None:
        self._parser.Parse(piece, final)

    @property
    def line(self) -> int:
        """Where the parser is."""
        return self._parser.CurrentLineNumber

    def _made(self) -> expat.XMLParserType:
        # "|" cannot be in a name, so that it parts the namespace from it.
        parser = expat.ParserCreate(namespace_separator="|")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._add
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.EntityDeclHandler = self._refuse_entity
        return parser

    def _refuse_doctype(self, *_: Any) -> None:
        msg = "a document type (DTD)"
        raise _RefusedError(msg)

    def _refuse_entity(self, *_: Any) -> None:
        msg = "the declaration of an entity"
        raise _RefusedError(msg)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        tag = name.rpartition("|")[2]
        self.root = self.root or tag
        if self._depth > DEEPEST:
            msg = f"elements nested over {DEEPEST} levels deep"
            raise _RefusedError(msg)
        if not self._open:
            if tag not in self._tags:
                return
            self._size, self._line = 0, self._parser.CurrentLineNumber
        if len(attributes) > ATTRIBUTES:
            msg = f"an element with {len(attributes)} attributes"
            raise _RefusedError(msg)
        self._grow(len(name) + sum(len(k) + len(v) for k, v in attributes.items()))
        values = {f"@{key.rpartition('|')[2]}": value for key, value in attributes.items()}
        self._open.append(_Open(tag, values))

    def _end(self, _: str) -> None:
        self._depth -= 1
        if not self._open:
            return
        done = self._open.pop()
        text = "".join(done.text).strip()
        if text and done.values:
            done.values["#text"] = text
        if self._open:
            _put(self._open[-1].values, done.tag, done.values or text)
        else:
            self.found.append((done.tag, self._line, done.values or {"#text": text}))

    def _add(self, text: str) -> None:
        if self._open:
            self._grow(len(text))
            self._open[-1].text.append(text)

    def _grow(self, size: int) -> None:
        self._size += size + 16
        if self._size > LARGEST:
            msg = f"a record of over {LARGEST >> 20} MiB"
            raise _RefusedError(msg)


def _put(values: dict[str, Any], tag: str, value: Any) -> None:
    """Add a child element; one that is repeated makes a list."""
    if tag not in values:
        values[tag] = value
    elif isinstance(values[tag], list):
        values[tag].append(value)
    else:
        values[tag] = [values[tag], value]


def records(source: Input, tags: tuple[str, ...], *, notes: Notes) -> Iterator[Record]:
    """Yield the elements of some tags, wherever they stand, as nested values."""
    builder = _Builder(tags)
    try:
        for piece in _pieces(source, notes):
            builder.feed(piece)
            yield from builder.found
            builder.found.clear()
        builder.feed(b"", final=True)
    except _RefusedError as error:
        notes.add("bad-xml", f"{source.name}:{builder.line}", found=f"it has {error}")
    except (expat.ExpatError, ValueError, LookupError) as error:
        notes.add("bad-xml", f"{source.name}:{builder.line}", found=str(error))
    yield from builder.found


def entries(source: Input, shape: Elements, *, notes: Notes) -> Iterator[Entry]:
    """Yield an entry for each element of the tags of a shape."""
    for tag, line, values in records(source, shape.tags, notes=notes):
        yield Entry(values, source=f"{source.name}:{line}", notes=notes, kind=tag)


def root_of(head: bytes) -> str:
    """Give the local name of the root element of a document; empty if it is no XML.

    Examples
    --------
    >>> root_of(b'<?xml version="1.0"?><!-- made today --><a:list xmlns:a="urn:x"><b/>')
    'list'
    """
    builder = _Builder(())
    try:
        builder.feed(head)
    except (_RefusedError, expat.ExpatError, ValueError, LookupError):
        # A file with a document type is recognised, so that it can be said why it is refused.
        found = _TAG.search(head)
        return builder.root or (found[1].decode() if found else "")
    return builder.root


def _pieces(source: Input, notes: Notes) -> Iterator[bytes]:
    for block in blocks(source):
        if isinstance(block, Issue):
            notes.add(block.code, block.source, block.path, block.found, block.expected)
            continue
        for start in range(0, len(block), PIECE):
            yield block[start : start + PIECE]
