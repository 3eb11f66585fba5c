"""Entries that others refer to, kept by kind and id: in memory, or in a file when they are many."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import Any, Final, Self

import orjson

HELD: Final = 50_000
"""So many entries are held in memory."""

Kept = tuple[str, dict[str, Any]]
"""Place and values."""


class Shelf:
    """Keeps values by kind and id; used in a ``with`` block."""

    def __init__(self, *, held: int = HELD) -> None:
        self._held = held
        self._memory: dict[tuple[str, str], bytes] = {}
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._file: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None and self._folder is not None:
            self._file.close()
            self._folder.cleanup()

    def put(self, kind: str, id: str, source: str, values: dict[str, Any]) -> None:
        """Keep values; of two with one id, the first stays."""
        self._memory.setdefault((kind, id), orjson.dumps((source, values)))
        if len(self._memory) >= self._held:
            self._spill()

    def get(self, kind: str, id: str) -> Kept | None:
        """Give place and values, a copy of their own; None if there are none."""
        found = self._in_file(kind, id)  # which has the first of each
        if found is None:
            found = self._memory.get((kind, id))
        if found is None:
            return None
        source, values = orjson.loads(found)
        return source, values

    def _in_file(self, kind: str, id: str) -> bytes | None:
        if self._file is None:
            return None
        query = "SELECT kept FROM shelf WHERE kind = ? AND id = ?"
        row = self._file.execute(query, (kind, id)).fetchone()
        return row[0] if row else None

    def _spill(self) -> None:
        if self._file is None:
            self._folder = tempfile.TemporaryDirectory(prefix="euthyna-shelf-")
            self._file = sqlite3.connect(Path(self._folder.name) / "shelf")
            self._file.execute("PRAGMA journal_mode = OFF")
            self._file.execute("PRAGMA synchronous = OFF")
            self._file.execute(
                "CREATE TABLE shelf (kind, id, kept, PRIMARY KEY (kind, id)) WITHOUT ROWID"
            )
        rows = ((*key, kept) for key, kept in self._memory.items())
        self._file.executemany("INSERT OR IGNORE INTO shelf VALUES (?, ?, ?)", rows)
        self._memory.clear()
