"""Plain tables, read column by column: several times as fast as record by record.

A table qualifies where each column says one plain thing and nothing has to be put together. A
row that needs a closer look (another width, no name or more than one in a text, a date that is
none, an id that was given before) is handed back, to be read as a record; so both ways give the same rows and issues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import Any, Final

import pyarrow as pa

from euthyna.base import countries, dates
from euthyna.data.declarations import Fill, Part, Table
from euthyna.data.declarations.notes import Notes
from euthyna.data.declarations.wording import holds_more
from euthyna.data.reading.filling import (
    DATES,
    LISTS,
    NAME_KINDS,
    made_id,
    separated,
)
from euthyna.data.reading.gathering import Ids
from euthyna.data.reading.meanings import gender_of, schema_of
from euthyna.data.reading.party_rows import LONGEST_NAME, SCHEMAS, Placed, Rows, digest, distinct
from euthyna.data.reading.tabular import Header, Row

_SINGLE: Final = ("id", "schema", "gender", "legal_form", "incorporation_date", "dissolution_date")
_PLAIN: Final = {*NAME_KINDS, *DATES, *LISTS, *_SINGLE, "country", "identifier", "address"}
_CONSTANTS: Final = ("schema", "topic", "country")

Many = list[list[str]]
"""Values by row."""


def qualifies(part: Part) -> bool:
    """Tell whether a part can be read column by column."""
    shape = part.shape
    return (
        isinstance(shape, Table)
        and not shape.empty
        and part.treat is None
        and not part.key
        and all(fill.to in {*_PLAIN, "nothing"} for fill in part.fills)
        and all(word in _CONSTANTS for word in part.constants)
    )


class Columns:
    """Reads batches of rows of one table."""

    def __init__(self, part: Part, header: Header, *, dataset: str, notes: Notes, ids: Ids) -> None:
        self._part = part
        self._header = header
        self._dataset = dataset
        self._notes = notes
        self._ids = ids
        fills = {fill.path: fill for fill in part.fills}
        self._fills = [(fills[n], place) for place, n in enumerate(header.names) if n in fills]
        order = [fill.path for fill in part.fills]
        self._fills.sort(key=lambda pair: order.index(pair[0].path))
        self._left = [
            (name, place) for place, name in enumerate(header.names) if name and name not in fills
        ]

    def take(self, rows: Sequence[Row]) -> tuple[Rows, list[Row]]:
        """Read rows.

        Returns
        -------
        tuple
            Arrow tables, and the rows that must be read as records.
        """
        width = self._header.width
        straight = [row for row in rows if len(row[1]) == width]
        odd = [row for row in rows if len(row[1]) != width]
        if not straight:
            return {}, odd
        batch = _Batch(self._part, self._fills, [row for _, row in straight])
        keep = batch.keep()
        self._keep_new(batch.ids, keep)
        if not all(keep):
            odd += [row for row, kept in zip(straight, keep, strict=True) if not kept]
            straight = list(compress(straight, keep))
            batch.compress(keep)
        if not straight:
            return {}, odd
        self._note_left(straight)
        return self._tables(batch, [place for place, _ in straight]), odd

    def _keep_new(self, ids: Sequence[str], keep: list[bool]) -> None:
        """Hand back what has an id that was given before."""
        is_new = self._ids.is_new
        for number, given in enumerate(ids):
            if keep[number] and not is_new(given):
                keep[number] = False

    def _note_left(self, rows: Sequence[Row]) -> None:
        for name, place in self._left:
            found = [
                (at, row[place]) for at, row in rows if row[place] and not row[place].isspace()
            ]
            if found:
                self._notes.tally("unread-field", found[0][0], name, found[0][1], len(found))

    def _tables(self, batch: _Batch, places: Sequence[str]) -> Rows:
        dataset = self._dataset
        parties = [f"{dataset}:{one}" for one in batch.ids]
        names = batch.names
        said = [names, batch.identifiers(), batch.addresses()]
        rows = batch.rows()
        digests = [digest(row, list(parts)) for row, *parts in zip(rows, *said, strict=True)]
        datasets = [dataset] * len(parties)
        columns = [parties, datasets, *zip(*rows, strict=True), digests, places]
        out = {"parties": _table("parties", columns)}
        for table, found in zip(
            ("party_names", "party_identifiers", "party_addresses"), said, strict=True
        ):
            flat = [
                (party, dataset, number, *row, place)
                for party, place, listed in zip(parties, places, found, strict=True)
                for number, (row, _) in enumerate(listed)
            ]
            if flat:
                out[table] = _table(table, list(zip(*flat, strict=True)))
        return out


class _Batch:
    """The columns of some rows, read."""

    def __init__(
        self, part: Part, fills: Sequence[tuple[Fill, int]], rows: Sequence[Sequence[str]]
    ) -> None:
        self._constants = part.constants
        self._size = len(rows)
        columns = list(zip(*rows, strict=True))
        self._read: list[tuple[Fill, Many]] = [
            (fill, _values(fill, columns[place])) for fill, place in fills if fill.to != "nothing"
        ]
        self._good: list[list[bool]] = []
        self._read = [(fill, self._parsed(fill, values)) for fill, values in self._read]
        self.names = self._named()
        """The rows of ``party_names`` without their keys."""
        self.ids = self._identified()
        """The id of each row: as published, or made of what it says."""

    def keep(self) -> list[bool]:
        """Tell which rows need no closer look."""
        if not self._good:
            return list(map(bool, self.names))
        return [all(good) for good in zip(self.names, *self._good, strict=True)]

    def compress(self, keep: Sequence[bool]) -> None:
        """Leave rows out."""
        self._read = [(fill, list(compress(values, keep))) for fill, values in self._read]
        self.names = list(compress(self.names, keep))
        self.ids = list(compress(self.ids, keep))
        self._size = sum(keep)

    def _identified(self) -> list[str]:
        given = self._first("id")
        if all(given):
            return given
        born, lands, numbers = map(self._all, ("birth_date", "country", "identifier"))
        return [
            one or made_id(listed[0][0][0] if listed else "", *parts)
            for one, listed, *parts in zip(given, self.names, born, lands, numbers, strict=True)
        ]

    def _named(self) -> list[list[Placed]]:
        found = [(NAME_KINDS[f.to], v) for f, v in self._read if f.to in NAME_KINDS]
        if len(found) == 1:
            kind = found[0][0]
            return [_named([(text, kind) for text in texts]) for texts in found[0][1]]
        kinds = [kind for kind, _ in found]
        return [
            _named([(t, kind) for kind, texts in zip(kinds, row, strict=True) for t in texts])
            for row in zip(*(values for _, values in found), strict=True)
        ] or [[] for _ in range(self._size)]

    def identifiers(self) -> list[list[Placed]]:
        """Give the rows of ``party_identifiers`` without their keys."""
        found = [
            [[(fill.scheme or None, text, None) for text in texts] for texts in values]
            for fill, values in self._read
            if fill.to == "identifier"
        ]
        return self._joined(found)

    def addresses(self) -> list[list[Placed]]:
        """Give the rows of ``party_addresses`` without their keys."""
        found = [
            [[(text, None, None, None, None, None) for text in texts] for texts in values]
            for fill, values in self._read
            if fill.to == "address"
        ]
        return self._joined(found)

    def rows(self) -> list[tuple[Any, ...]]:
        """Give the rows of ``parties`` without their keys."""
        constant = self._constants
        schema = constant.get("schema") or "LegalEntity"
        emails = [[text.lower() for text in texts] for texts in self._all("email")]
        columns: list[Iterable[Any]] = [
            [one or schema for one in self._first("schema")],
            [listed[0][0][0] for listed in self.names],
            map(_texts, self._all("birth_date")),
            map(_texts, self._all("birth_place")),
            map(_texts, self._all("death_date")),
            map(_none, self._first("gender")),
            map(_none, self._first("incorporation_date")),
            map(_none, self._first("dissolution_date")),
            map(_texts, self._all("country", constant.get("country", ""))),
            map(_texts, self._all("topic", constant.get("topic", ""))),
            map(_texts, self._all("phone")),
            map(_texts, emails),
            map(_texts, self._all("website")),
            map(_none, self._first("legal_form")),
        ]
        return list(zip(*columns, strict=True))

    def _parsed(self, fill: Fill, values: Many) -> Many:
        """Read dates, countries and the like; a row where that fails is not good."""
        parse = _parser(fill)
        if parse is None:
            if any(len(text) > LONGEST_NAME for texts in values for text in texts):
                self._good.append([max(map(len, t), default=0) <= LONGEST_NAME for t in values])
            return values
        known: dict[str, Sequence[str]] = {}
        for text in {text for texts in values for text in texts}:
            known[text] = parse(text)
        if not all(known.values()):
            self._good.append([all(known[text] for text in texts) for texts in values])
        return [[one for text in texts for one in known[text]] for texts in values]

    def _all(self, to: str, constant: str = "") -> Many:
        """Give all values of the columns that say one thing, and the constant after them."""
        found = [values for fill, values in self._read if fill.to == to]
        if constant:
            found.append([[constant]] * self._size)
        if len(found) == 1:
            return found[0]
        if not found:
            return [[]] * self._size
        return [[one for texts in row for one in texts] for row in zip(*found, strict=True)]

    def _first(self, to: str) -> list[str]:
        return [texts[0] if texts else "" for texts in self._all(to)]

    def _joined(self, found: list[list[list[tuple[Any, ...]]]]) -> list[list[Placed]]:
        if not found:
            return [[]] * self._size
        return [
            distinct([(one, "") for rows in row for one in rows])
            for row in zip(*found, strict=True)
        ]


def _values(fill: Fill, column: Sequence[str]) -> Many:
    """Give the values of a column: stripped, cut at separators, without empty ones."""
    cut = separated(fill)
    stripped = map(str.strip, column)
    if cut is None:
        return [[text] if text else [] for text in stripped]
    return [cut(text) if text else [] for text in stripped]


def _parser(fill: Fill) -> Callable[[str], Sequence[str]] | None:
    """Give what reads the texts of a column, if they have a form."""
    to, order = fill.to, fill.order
    if to.endswith("_date"):
        return lambda text: dates.parse(text, order=order)
    if to in NAME_KINDS:
        return lambda text: [] if len(text) > LONGEST_NAME or holds_more(text) else [text]
    one = {"country": countries.code, "schema": schema_of, "gender": gender_of}.get(to)
    return None if one is None else lambda text: [found] if (found := one(text)) else []


def _named(names: list[tuple[str, str]]) -> list[Placed]:
    """Put the main name first, and leave out what was said before."""
    if len(names) == 1:
        ((text, kind),) = names
        return [((text, kind, None, None, None, None), "")]
    if names:
        main = next((n for n, (_, kind) in enumerate(names) if kind == "primary"), 0)
        ordered = [names[main], *names[:main], *names[main + 1 :]]
        names = [*{text: (text, kind) for text, kind in reversed(ordered)}.values()][::-1]
    return [((text, kind, None, None, None, None), "") for text, kind in names]


def _texts(values: list[str]) -> list[str] | None:
    return list(dict.fromkeys(values)) or None if len(values) != 1 else values


def _none(text: str) -> str | None:
    return text or None


def _table(name: str, columns: Sequence[Sequence[Any]]) -> pa.Table:
    schema = SCHEMAS[name]
    arrays = [pa.array(c, kind) for c, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
