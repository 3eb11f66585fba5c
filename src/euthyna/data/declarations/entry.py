"""One record of a list, from which values are taken until nothing is left."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from typing import Any, Final

from euthyna.base import countries, dates
from euthyna.data.declarations.notes import Notes

LONGEST: Final = 10_000
"""How many characters of a value are used."""


class Entry:
    """One record: fields that are taken once; what is left over is told.

    A field of a table holds a text. In XML and JSON a field may hold several values and nested
    records; ``take`` gives the first, ``takes`` all of them.

    Attributes
    ----------
    kind
        Which tag, list or schema it is of; empty in a table.
    source
        ``file:line``, ``file!sheet:row`` or ``file#/json/pointer``.
    """

    __slots__ = ("_found", "_handed", "_notes", "_path", "_values", "kind", "source")

    def __init__(
        self,
        values: dict[str, Any],
        *,
        source: str,
        notes: Notes,
        kind: str = "",
        path: str = "",
        found: Callable[[str, str], Entry | None] | None = None,
    ) -> None:
        self._values = values
        self._notes = notes
        self._path = path
        self._found = found
        self._handed: dict[str, list[Entry]] = {}
        self.kind = kind
        self.source = source

    def has(self, name: str) -> bool:
        """Tell whether a field is there and was not taken."""
        return name in self._values

    def names(self) -> tuple[str, ...]:
        """List the fields that were not taken."""
        return tuple(self._values)

    def peek(self, name: str) -> str:
        """Give the first text of a field without taking it."""
        value = self._values.get(name, "")
        return next(self._plain(value), "")

    def take(self, name: str) -> str:
        """Take a field and give its first text, without spaces around it; empty if absent."""
        value = self._values.pop(name, None)
        if value is None:
            return ""
        if type(value) is str and len(value) <= LONGEST:
            return value.strip()
        return next(iter(self._texts(name, value)), "")

    def takes(self, name: str) -> list[str]:
        """Take a field and give all its texts, without empty ones."""
        value = self._values.pop(name, None)
        if type(value) is list and len(value) == 1:
            value = value[0]
        if type(value) is str and len(value) <= LONGEST:
            text = value.strip()
            return [text] if text else []
        return [] if value is None else self._texts(name, value)

    def child(self, name: str) -> Entry:
        """Take a nested record; one without fields if it is absent."""
        return next(iter(self.children(name)), self._nested({}, name))

    def children(self, name: str) -> list[Entry]:
        """Take a list of nested records; a bare text becomes a record with the field ``#text``.

        Asked again, it gives the same records, with what was not taken of them.
        """
        value = self._values.pop(name, None)
        if value is not None and value != "":
            values = value if isinstance(value, list) else [value]
            self._handed.setdefault(name, []).extend(
                self._nested(v if isinstance(v, dict) else {"#text": v}, name)
                for v in values
                if v is not None and v != ""
            )
        return self._handed.get(name, [])

    def date(self, name: str, *, order: str = "dmy") -> str:
        """Take a date: the first one, where a range or several are said; empty with an issue."""
        return next(iter(self.dates(name, order=order)), "")

    def dates(self, name: str, *, order: str = "dmy") -> list[str]:
        """Take dates; whatever is none becomes a ``bad-date`` issue."""
        return [d for text in self.takes(name) for d in self.as_dates(text, name, order=order)]

    def as_dates(self, text: str, name: str, *, order: str = "dmy") -> tuple[str, ...]:
        """Read a text as a date or a range of dates; `name` says in an issue where it stood."""
        if not text:
            return ()
        found = dates.parse(text, order=order)
        if not found:
            self.note("bad-date", name, text)
        return found

    def country(self, name: str) -> str:
        """Take the name or code of a country and give its code; empty with an issue."""
        return next(iter(self.countries(name)), "")

    def countries(self, name: str) -> list[str]:
        """Take names or codes of countries and give their codes."""
        return [code for text in self.takes(name) if (code := self.as_country(text, name))]

    def as_country(self, text: str, name: str) -> str:
        """Read a text as a country; `name` says in an issue where it stood."""
        if not text:
            return ""
        code = countries.code(text)
        if not code:
            self.note("unknown-country", name, text)
        return code

    def pass_over(self, *names: str) -> None:
        """Take fields and use them for nothing, on purpose."""
        for name in names:
            self._values.pop(name, None)

    def leave(self, names: Container[str]) -> None:
        """Take all fields of some names, and use them for nothing: faster than by one."""
        for name in [name for name in self._values if name in names]:
            del self._values[name]

    def kept(self) -> tuple[str, dict[str, Any]]:
        """Give place and values, to make the same entry later."""
        return self.source, self._values

    def refer(self, found: Callable[[str, str], Entry | None]) -> None:
        """Say where entries are found that this one refers to."""
        self._found = found

    def look_up(self, kind: str, id: str) -> Entry | None:
        """Find an entry of a kind that the format ``refers`` to."""
        return self._found(kind, id) if self._found and id else None

    def note(self, code: str, name: str = "", found: str = "", expected: str = "") -> None:
        """Say that something could not be used."""
        self._notes.add(code, self.source, self._at(name), found, expected)

    def tally(self, code: str, name: str, found: str) -> None:
        """Say that something could not be used, and only count it when it comes again."""
        self._notes.tally(code, self.source, self._at(name), found)

    def note_left(self) -> None:
        """Say which fields nobody took."""
        for name, value in self._values.items():
            self._left(name, value)
        for nested in self._handed.values():
            for entry in nested:
                entry.note_left()

    def _left(self, name: str, value: Any) -> None:
        if isinstance(value, dict):
            for key, below in value.items():
                self._left(f"{name}/{key}", below)
        elif isinstance(value, list):
            for below in value:
                self._left(name, below)
        elif value is not None and (not isinstance(value, str) or value.strip()):
            self._notes.tally("unread-field", self.source, self._at(name), str(value))

    def _at(self, name: str) -> str:
        return f"{self._path}/{name}" if self._path and name else self._path or name

    def _nested(self, values: Mapping[str, Any], name: str) -> Entry:
        return Entry(
            dict(values),
            source=self.source,
            notes=self._notes,
            kind=name,
            path=self._at(name),
            found=self._found,
        )

    def _texts(self, name: str, value: Any) -> list[str]:
        """Give the texts of a value; nested records in their place are left over."""
        if isinstance(value, dict):
            for key, below in value.items():
                if key != "#text":
                    self._left(f"{name}/{key}", below)
        elif isinstance(value, list):
            return [text for item in value for text in self._texts(name, item)]
        return [self._cut(name, text) for text in self._plain(value)]

    def _cut(self, name: str, text: str) -> str:
        """Keep the memory and the time that one value takes within bounds."""
        if len(text) > LONGEST:
            self.note("too-long-value", name, str(len(text)), str(LONGEST))
        return text[:LONGEST]

    def _plain(self, value: Any) -> Iterator[str]:
        if isinstance(value, str):
            if text := value.strip():
                yield text
        elif isinstance(value, list):
            for item in value:
                yield from self._plain(item)
        elif isinstance(value, dict):
            yield from self._plain(value.get("#text"))
        elif isinstance(value, bool):
            yield "true" if value else "false"
        elif value is not None:
            yield str(value)
