"""The frame of the model: what a table and a column are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a column holds; every engine and file format maps these seven and no others."""

    TEXT = "text"
    TEXTS = "texts"
    """A list of texts: roles, related lots."""
    COUNT = "count"
    """A whole number, or a position that starts at 0."""
    NUMBER = "number"
    """A measured quantity: double precision."""
    MONEY = "money"
    """A decimal with 10 places; the column beside it holds the currency."""
    INSTANT = "instant"
    """A moment in UTC; the column beside it (``_text``) keeps the date as it was published."""
    TRUTH = "truth"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name says unit and kind, its `doc` says the rest."""

    name: str
    kind: Kind
    doc: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the model."""

    name: str
    doc: str
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """Find a column by its name.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        msg = f"{self.name} has no column {name}; it has {', '.join(self.names)}"
        raise KeyError(msg)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)
