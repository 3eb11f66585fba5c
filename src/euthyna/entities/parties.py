"""Many records as columns: one row a party, what it has several of as lists.

A list of a million parties does not fit into a million Python objects. It is one Arrow table
here, which is kept in a file and mapped into memory, and from which numpy arrays are taken
without a copy: the offsets of a list column and its values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from euthyna.entities.records import Identifier, Name, Record

_TEXTS: Final = pa.list_(pa.string())
_NAME: Final = pa.struct(
    [(part, pa.string()) for part in ("text", "kind", "given", "family", "patronymic")]
)
_IDENTIFIER: Final = pa.struct([(part, pa.string()) for part in ("value", "scheme", "country")])

SCHEMA: Final = pa.schema(
    [
        ("id", pa.string()),
        ("schema", pa.string()),
        ("names", pa.list_(_NAME)),
        ("birth_dates", _TEXTS),
        ("incorporation_date", pa.string()),
        ("gender", pa.string()),
        ("countries", _TEXTS),
        ("identifiers", pa.list_(_IDENTIFIER)),
        ("addresses", _TEXTS),
        ("phones", _TEXTS),
        ("emails", _TEXTS),
        ("topics", _TEXTS),
        ("dataset", pa.string()),
        ("digest", pa.string()),
        ("source", pa.string()),
    ]
)
"""The columns: the attributes of :class:`~euthyna.entities.records.Record`."""

_NESTED: Final = {"names": Name, "identifiers": Identifier}


@dataclass(frozen=True, slots=True)
class Lists:
    """A list column as numpy sees it: row i has the values from offset i to offset i + 1."""

    offsets: NDArray[np.int64]
    values: pa.Array


class Parties:
    """Records in columns.

    Parameters
    ----------
    table
        With the columns of :data:`SCHEMA`, in that order; no value of a list or text is null.
    """

    def __init__(self, table: pa.Table) -> None:
        self.table = table.combine_chunks() if table.num_rows else table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    @classmethod
    def from_records(cls, records: Sequence[Record]) -> Parties:
        """Put records into columns, in their order."""
        columns = [
            pa.array([_plain(record, field.name) for record in records], type=field.type)
            for field in SCHEMA
        ]
        return cls(pa.Table.from_arrays(columns, schema=SCHEMA))

    @classmethod
    def load(cls, path: Path) -> Parties:
        """Map what :meth:`save` wrote into memory; nothing is read before it is used."""
        with pa.memory_map(str(path)) as file:
            return cls(pa.ipc.open_file(file).read_all())

    def save(self, path: Path) -> None:
        """Write a file of the Arrow IPC format."""
        with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, SCHEMA) as writer:
            writer.write_table(self.table)

    def take(self, rows: NDArray[np.int64]) -> Parties:
        """Give some rows, in that order."""
        return Parties(self.table.take(pa.array(rows)))

    def lists(self, column: str) -> Lists:
        """Give a list column as offsets, of shape ``len(self) + 1``, and flat values."""
        if not len(self):
            return Lists(
                np.zeros(1, dtype=np.int64), pa.array([], SCHEMA.field(column).type.value_type)
            )
        (chunk,) = self.table.column(column).chunks
        offsets = chunk.offsets.to_numpy().astype(np.int64)
        return Lists(offsets - offsets[0], chunk.flatten())

    def names(self) -> Lists:
        """Give the texts of all names: the names of party i from offset i to offset i + 1."""
        return self._names

    @cached_property
    def _names(self) -> Lists:
        found = self.lists("names")
        return Lists(found.offsets, found.values.field("text"))

    def owners(self) -> NDArray[np.int32]:
        """Give the row of its party for each name, of the shape of the values of :meth:`names`."""
        offsets = self.lists("names").offsets
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(offsets))

    def ids(self) -> list[str]:
        """Give the ids, in order."""
        return list(self.table.column("id").to_pylist())

    def record(self, row: int) -> Record:
        """Make one row a record again."""
        return next(self.records([row]))

    def records(self, rows: Sequence[int] | None = None) -> Iterator[Record]:
        """Make rows records again, in the order asked for; all of them by default."""
        taken = self.table if rows is None else self.table.take(pa.array(rows, type=pa.int64()))
        for batch in taken.to_batches(max_chunksize=4096):
            for found in batch.to_pylist():
                yield Record(**{name: _made(name, value) for name, value in found.items()})


def _plain(record: Record, column: str) -> Any:
    value = getattr(record, column)
    if column in _NESTED:
        return [asdict(item) for item in value]
    return list(value) if isinstance(value, tuple) else value


def _made(column: str, value: Any) -> Any:
    if column in _NESTED:
        return tuple(_NESTED[column](**item) for item in value)
    return tuple(value) if isinstance(value, list) else value
