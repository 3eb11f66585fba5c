"""Tables of the model from rows, for the tests of exposure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from euthyna.data import model
from euthyna.data.store.engines.embedded import DuckDB

Laid = Callable[..., pa.Table]


@pytest.fixture
def laid() -> Laid:
    """Make an Arrow table of the model: ``laid("positions", {...}, {...})``."""

    def made(name: str, *rows: dict[str, Any]) -> pa.Table:
        desk = DuckDB(threads=1)
        desk.register_rows(model.ALL[name], rows)
        found = desk.arrow(f"SELECT * FROM {name}")
        desk.close()
        return found

    return made
