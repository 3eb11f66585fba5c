"""Takes the releases out of parsed packages and records, and keeps what else they say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import orjson

from euthyna.base.issues import Issue
from euthyna.data.reading.shapes import PACKAGE_KEYS, RECORD_KEYS
from euthyna.data.reading.tallies import Tally
from euthyna.data.reading.versions import unversion

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PACKAGES: Final = 100
"""Of how many packages that differ in more than their place and time the metadata are kept."""

_PER_PACKAGE: Final = frozenset({"uri", "publishedDate", "links", "packages"})

Found = tuple[dict[str, Any], str]
"""A release as published, and its place."""


@dataclass(slots=True)
class Container:
    """What was found in one input besides its releases."""

    name: str
    tally: Tally = field(default_factory=Tally)
    packages: list[dict[str, Any]] = field(default_factory=list)
    """The metadata of the packages (publisher, licence, extensions ...), each kind once."""
    is_ocds: bool = False
    """Whether anything was found that OCDS defines."""
    strangest: str = ""
    """What the first value that is not OCDS looks like."""
    _seen: set[bytes] = field(default_factory=set)
    _links: Issue | None = None
    _first_link: str = ""
    _linking: int = 0

    def keep(self, package: dict[str, Any]) -> None:
        """Keep the metadata of a package, unless the like was kept."""
        metadata = {key: value for key, value in package.items() if key not in PACKAGE_KEYS}
        same = {key: value for key, value in metadata.items() if key not in _PER_PACKAGE}
        key = orjson.dumps(same, option=orjson.OPT_SORT_KEYS)
        if metadata and key not in self._seen and len(self.packages) < MOST_PACKAGES:
            self._seen.add(key)
            self.packages.append(metadata)

    def link(self, record: dict[str, Any], linked: int, place: Place) -> None:
        """Note that a record links to releases elsewhere."""
        self._links = self._links or Issue("linked-release", str(place), count=0)
        self._linking += 1
        others = f" and {self._linking - 1} others" if self._linking > 1 else ""
        self._first_link = self._first_link or _shown(record.get("ocid"))
        self._links = replace(
            self._links, found=self._first_link + others, count=self._links.count + linked
        )

    def issues(self) -> list[Issue]:
        """Give all issues so far; links are one issue, for a file may have nothing else."""
        return [*self.tally.issues(), *([self._links] if self._links else [])]

    def refuse(self, value: Any, place: Place, *, why: str = "") -> None:
        """Note that a value is not a release."""
        found = f"{why} {_shown(value)}".strip()
        self.strangest = self.strangest or found
        self.tally.add(Issue("not-a-release", str(place), found=found))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: a document, and the way to a part of it.

    Examples
    --------
    >>> place = Place("a.json:1", "a.json")
    >>> str(place), str(place / "releases" / 3)
    ('a.json:1', 'a.json#/releases/3')
    """

    line: str
    """What to call the document as a whole."""
    document: str
    """What stands before the pointer of a part of it."""
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.document}#{self.pointer}" if self.pointer else self.line

    def __truediv__(self, step: str | int) -> Place:
        """Go one step further in."""
        return Place(self.line, self.document, f"{self.pointer}/{step}")


def expand(value: Any, container: Container, place: Place) -> Iterator[Found]:
    """Yield the releases of a parsed document: a release, record, package, or a list of these."""
    if isinstance(value, list) and not place.pointer:
        for index, item in enumerate(value):
            yield from expand(item, container, place / index)
    elif not isinstance(value, dict) or PACKAGE_KEYS.isdisjoint(value) or "ocid" in value:
        yield from expand_element(value, container, place)
    else:
        container.is_ocds = True
        container.keep(value)
        for key in sorted(PACKAGE_KEYS & value.keys()):
            yield from _of_list(value[key], container, place / key)


def expand_element(value: Any, container: Container, place: Place) -> Iterator[Found]:
    """Yield the releases of a release or a record; of anything else, note that it is neither."""
    if not isinstance(value, dict):
        container.refuse(value, place)
    elif not RECORD_KEYS.isdisjoint(value):
        container.is_ocds = True
        yield from _of_record(value, container, place)
    elif isinstance(value.get("ocid"), str) and value["ocid"]:
        container.is_ocds = True
        yield value, str(place)
    elif "ocid" in value:
        container.refuse(value["ocid"], place, why="its ocid is")
    else:
        container.refuse(value, place)


def _of_list(values: Any, container: Container, place: Place) -> Iterator[Found]:
    if not isinstance(values, list):
        container.refuse(values, place, why="no list but")
        return
    for index, value in enumerate(values):
        yield from expand_element(value, container, place / index)


def _of_record(record: dict[str, Any], container: Container, place: Place) -> Iterator[Found]:
    compiled, versioned = record.get("compiledRelease"), record.get("versionedRelease")
    embedded, linked = _split(record.get("releases"))
    if isinstance(compiled, dict) and compiled:
        yield from _completed(compiled, record, container, place / "compiledRelease")
        return
    for index, release in embedded:
        yield from _completed(release, record, container, place / "releases" / index)
    if not embedded and isinstance(versioned, dict):
        yield from _completed(unversion(versioned), record, container, place / "versionedRelease")
    elif linked:
        container.link(record, linked, place)
    elif not embedded:
        container.refuse(record, place, why="a record without releases,")


def _split(values: Any) -> tuple[list[tuple[int, dict[str, Any]]], int]:
    """Tell the releases of a record from its links to releases, which are counted."""
    items = list(enumerate(values)) if isinstance(values, list) else []
    embedded = [(index, item) for index, item in items if _is_embedded(item)]
    return embedded, len(items) - len(embedded)


def _is_embedded(item: Any) -> bool:
    # A link has a url (1.1) or uri (before), perhaps a date and tags, but none of the content.
    return isinstance(item, dict) and ("ocid" in item or not {"url", "uri"} & item.keys())


def _completed(
    release: dict[str, Any], record: dict[str, Any], container: Container, place: Place
) -> Iterator[Found]:
    """Yield a release of a record, with the record's ocid if it has none."""
    whole = {key: value for key, value in release.items() if key not in RECORD_KEYS}
    if not whole.get("ocid") and "ocid" in record:
        whole["ocid"] = record["ocid"]
    yield from expand_element(whole, container, place)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        keys = ", ".join(list(value)[:6])
        return f"an object with the keys {keys}"[:120] if keys else "an empty object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, str):
        return repr(value[:80])
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else "a number"
