"""What an engine is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from euthyna.data.model import Table

Row = tuple[Any, ...]


class Engine(Protocol):
    """Runs SQL over the tables of a snapshot. Not thread-safe; close it after use."""

    dialect: str
    """The dialect that plans are compiled for."""

    def register(self, table: Table, files: Sequence[Path]) -> None:
        """Make a table of the model readable by its name; without files it is empty."""

    def register_rows(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Make a table of the model from rows; missing columns are null."""

    def materialise(self, name: str, sql: str) -> None:
        """Run a query and keep its result under a name until the engine is closed."""

    def rows(self, sql: str) -> list[Row]:
        """Run a query and fetch its rows."""

    def arrow(self, sql: str) -> Any:
        """Run a query and fetch a :class:`pyarrow.Table`."""

    def close(self) -> None:
        """Give back what the engine holds."""
