"""What a reader knows, said once: rows, fields and what is out of scope.

Paths are those of the standard, without indexes, parts joined by a slash: ``tender/value``.
In `Rows.at`, a part that ends in ``[]`` is a list with one row for each of its elements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum


class Form(Enum):
    """In which form a value is published, and thus which columns it fills."""

    TEXT = "text"
    CODE = "code"
    """A text out of a list of codes; the exact profile takes nothing else in its place."""
    ID = "id"
    """A text by which organisations and classes are told apart; the exact profile takes no
    number in its place."""
    TEXTS = "texts"
    """A list of texts."""
    COUNT = "count"
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    """Fills two columns, ``<column>_at`` and ``<column>_text``."""
    MONEY = "money"
    """An object with amount and currency; fills ``<column>_amount`` and ``<column>_currency``."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the standard and the column, or pair of columns, that it fills."""

    column: str
    path: str
    """Relative to the object of the row."""
    form: Form = Form.TEXT
    also: tuple[str, ...] = ()
    """Other places of the same form, taken in this order where the first has nothing."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All places, the first choice first."""
        return (self.path, *self.also)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of one table that stand at one place of a record."""

    table: str
    at: str
    """The list or object; each ``[]`` gives one of `positions`."""
    fields: tuple[Field, ...]
    positions: tuple[str, ...] = ()
    """The columns that hold the position in each list on the way, outermost first."""
    constants: Mapping[str, str | int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check that each list has its column."""
        if self.at.count("[]") != len(self.positions):
            msg = f"{self.table} at {self.at!r}: {len(self.positions)} positions for its lists"
            raise ValueError(msg)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that these rows fill, beside the key and the source."""
        return (*self.positions, *self.constants, *(c for f in self.fields for c in filled_by(f)))


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """Everything that a reader knows of one published standard."""

    name: str
    title: str
    versions: tuple[str, ...]
    key: str
    """The field that identifies a record; it becomes the first column of every table."""
    rows: tuple[Rows, ...]
    out_of_scope: frozenset[str]
    """Paths read by nobody, on purpose. ``*/uri`` stands for a field of that name anywhere;
    a path stands for all that is below it, too. Any other field left over is an issue."""

    def tables(self) -> tuple[str, ...]:
        """List the tables that are filled, each once, in order."""
        return tuple(dict.fromkeys(rows.table for rows in self.rows))

    def leaves(self) -> Iterator[tuple[str, Form, str]]:
        """Yield every path that is read, its form, and the path with the lists marked."""
        for rows in self.rows:
            for item in rows.fields:
                for path in item.paths:
                    marked = f"{rows.at}/{path}" if rows.at else path
                    yield marked.replace("[]", ""), item.form, marked


def filled_by(item: Field) -> tuple[str, ...]:
    """Name the columns that a field fills."""
    if item.form is Form.DATE:
        return (f"{item.column}_at", f"{item.column}_text")
    if item.form is Form.MONEY:
        return (f"{item.column}_amount", f"{item.column}_currency")
    return (item.column,)
