"""Reads whatever container holds releases, in bounded memory: packages, arrays, lines, records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from euthyna.base.issues import Issue
from euthyna.data.reading.inputs import Input, blocks
from euthyna.data.reading.inputs import head as read_head
from euthyna.data.reading.lines import MAX_LINE_BYTES, lines
from euthyna.data.reading.parsing import parse
from euthyna.data.reading.records import Container, Found, Place, expand, expand_element
from euthyna.data.reading.scanning import BrokenError, EndedError, Scanner, TooLongError
from euthyna.data.reading.shapes import PACKAGE_KEYS, Shape, not_ocds, recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WHOLE: Final = 16 << 20
"""Up to how many bytes a document is parsed at once; a longer one is cut into its releases."""


def releases(
    source: Input,
    container: Container,
    *,
    max_bytes: int = MAX_LINE_BYTES,
    whole: int = WHOLE,
    passed: Callable[[int], None] | None = None,
) -> Iterator[Found]:
    """Yield each release of an input with its place, in bounded memory.

    Of a record, the compiled release is given; without one, its releases; without those, what
    its versioned release says last. Links to releases elsewhere are counted, never followed.

    Parameters
    ----------
    source
        Any input; read once.
    container
        Filled while the releases are read: issues and the metadata of packages.
    max_bytes
        A longer line, release or record is passed over with an issue.
    whole
        A longer package is read release by release instead of at once.
    passed
        Called with the number of stored bytes read so far.

    Raises
    ------
    InputError
        If the input cannot be read, is empty, or holds JSON that is not OCDS.
    """
    if recognise(read_head(source), name=source.name) is Shape.DOCUMENTS:
        documents = _Documents(container, max_bytes=max_bytes, whole=whole)
        yield from documents.read(_bytes_only(blocks(source, passed=passed), container))
    else:
        for chunk in lines(source, max_line_bytes=max_bytes, passed=passed):
            if isinstance(chunk, Issue):
                container.tally.add(chunk)
            else:
                yield from _of_lines(chunk.text, chunk.first_line, container)
    if not container.is_ocds and (container.strangest or not container.issues()):
        raise not_ocds(container.strangest or "nothing but empty lists", name=source.name)


def _bytes_only(items: Iterable[bytes | Issue], container: Container) -> Iterator[bytes]:
    for item in items:
        if isinstance(item, Issue):
            container.tally.add(item)
        else:
            yield item


def _of_lines(text: bytes, first_line: int, container: Container) -> Iterator[Found]:
    for number, line in enumerate(text.split(b"\n"), first_line):
        if line and not line.isspace():
            at = f"{container.name}:{number}"
            yield from _of_text(line, container, Place(at, at))


def _of_text(text: bytes, container: Container, place: Place) -> Iterator[Found]:
    """Take the releases out of one document; if it is broken, those that are not."""
    parsed = parse(text, source=str(place))
    # A list inside a list is nothing that holds releases: cutting it up would never end.
    can_be_cut = text[:1] == b"{" or not place.pointer
    if parsed.is_broken and can_be_cut and (b'"releases"' in text or b'"records"' in text):
        parts = _Documents(container, max_bytes=len(text), whole=0, within=place)
        yield from parts.read([text])
        return
    container.tally.extend(parsed.issues)
    if not parsed.is_broken:
        yield from expand(parsed.value, container, place)


class _Documents:
    """Reads JSON documents of any size that stand one after the other."""

    def __init__(
        self, container: Container, *, max_bytes: int, whole: int, within: Place | None = None
    ) -> None:
        self._container = container
        self._max_bytes = max_bytes
        self._whole = min(whole, max_bytes)
        self._within = within

    def read(self, text: Iterable[bytes]) -> Iterator[Found]:
        """Yield the releases; what is broken is an issue, and the reading goes on if it can."""
        scanner = Scanner(text)
        name = self._container.name
        place = self._within
        try:
            while char := scanner.peek():
                line = f"{name}:{scanner.line()}"
                # The only document of a file, or the first, needs no line to be found again.
                at = self._within or Place(line, line if place else name)
                place = at
                yield from self._document(scanner, char, at)
        except EndedError as error:
            self._note("truncated", place, str(error))
        except BrokenError as error:
            self._note("not-json", place, f"{error}; nothing after it was read")

    def _document(self, scanner: Scanner, char: bytes, place: Place) -> Iterator[Found]:
        if char == b"[":
            for at in self._items(scanner, place):
                yield from self._value(scanner, 1, at)
        elif char == b"{":
            yield from self._value(scanner, 0, place)
        else:
            scanner.step(b"{[")

    def _value(self, scanner: Scanner, level: int, place: Place) -> Iterator[Found]:
        """Read a release, a record or a package: at once if it fits, else part by part."""
        if scanner.peek() == b"{" and not scanner.fits(level, limit=self._whole):
            yield from self._object(scanner, level + 1, place)
        elif text := self._take(scanner, level, place):
            yield from _of_text(text, self._container, place)

    def _object(self, scanner: Scanner, level: int, place: Place) -> Iterator[Found]:
        members: dict[str, Any] = {}
        has_lists = False
        scanner.step(b"{")
        while scanner.peek() != b"}":
            key = scanner.key()
            if key in PACKAGE_KEYS and scanner.peek() == b"[":
                has_lists = self._container.is_ocds = True
                for at in self._items(scanner, place / key):
                    for value in self._parsed(scanner, level + 1, at):
                        yield from expand_element(value, self._container, at)
            else:
                members.update((key, value) for value in self._parsed(scanner, level, place / key))
            _next(scanner, b"}")
        scanner.step(b"}")
        yield from self._rest(members, place, has_lists=has_lists)

    def _rest(self, members: dict[str, Any], place: Place, *, has_lists: bool) -> Iterator[Found]:
        """Use what a long document holds besides lists: metadata, a release, or its compilation."""
        if has_lists and not {"compiledRelease", "versionedRelease"} & members.keys():
            self._container.keep(members)
        else:
            yield from expand_element(members, self._container, place)

    def _items(self, scanner: Scanner, place: Place) -> Iterator[Place]:
        """Go through a list; whoever gets a place must take the value there."""
        scanner.step(b"[")
        index = 0
        while scanner.peek() != b"]":
            yield place / index
            index += 1
            _next(scanner, b"]")
        scanner.step(b"]")

    def _parsed(self, scanner: Scanner, level: int, place: Place) -> Iterator[Any]:
        """Take and parse a value; none if it is broken or too long, which is an issue."""
        if text := self._take(scanner, level, place):
            parsed = parse(text, source=str(place))
            self._container.tally.extend(parsed.issues)
            if not parsed.is_broken:
                yield parsed.value

    def _take(self, scanner: Scanner, level: int, place: Place) -> bytes:
        """Take a value as text; none if it is missing or too long, which is an issue."""
        try:
            text = scanner.take(level, limit=self._max_bytes)
        except TooLongError as error:
            self._note("too-long", place, str(error.size), expected=str(self._max_bytes))
            return b""
        if not text:
            self._note("not-json", place, "nothing stands where a value is due")
        return text

    def _note(self, code: str, place: Place | None, found: str, *, expected: str = "") -> None:
        at = str(place) if place else self._container.name
        self._container.tally.add(Issue(code, at, found=found, expected=expected))


def _next(scanner: Scanner, closing: bytes) -> None:
    """Pass the comma between two values, if this was not the last."""
    if scanner.peek() != closing:
        scanner.step(b",")
