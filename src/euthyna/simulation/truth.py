"""The ground truth: what was planted, as a table beside the published data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.country.model import Planted

SCHEMA = pa.schema(
    [
        ("scheme", pa.string()),
        ("instance", pa.string()),
        ("role", pa.string()),
        ("kind", pa.string()),
        ("id", pa.string()),
        ("at", pa.timestamp("s")),
        ("difficulty", pa.int8()),
        ("parameters", pa.string()),
    ]
)
"""One row for each record that takes part; ``parameters`` is a JSON object."""

_START = datetime(BEGINNING.year, BEGINNING.month, BEGINNING.day, tzinfo=UTC)


class Writer:
    """Writes the table, a batch at a time.

    Parameters
    ----------
    path
        The file; it is replaced.
    """

    def __init__(self, path: Path) -> None:
        self._writer = parquet.ParquetWriter(path, SCHEMA, compression="zstd")

    def add(self, planted: Sequence[Planted]) -> None:
        """Add rows."""
        columns = {
            "scheme": [p.scheme for p in planted],
            "instance": [p.instance for p in planted],
            "role": [p.role for p in planted],
            "kind": [p.kind for p in planted],
            "id": [p.id for p in planted],
            "at": [(_START + timedelta(minutes=p.at)).replace(tzinfo=None) for p in planted],
            "difficulty": [p.difficulty for p in planted],
            "parameters": [json.dumps(dict(p.parameters)) for p in planted],
        }
        self._writer.write_table(pa.table(columns, schema=SCHEMA))

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()
