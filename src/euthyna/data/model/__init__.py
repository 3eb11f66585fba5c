"""The tables: names, columns, kinds, units. Knows nothing of files.

:mod:`~euthyna.data.model.tables` says what a table is,
:mod:`~euthyna.data.model.procurement`, :mod:`~euthyna.data.model.who` and
:mod:`~euthyna.data.model.results` list them.
"""

from __future__ import annotations

from euthyna.data.model import procurement, results, who
from euthyna.data.model.tables import Column, Kind, Table

ALL: dict[str, Table] = {
    table.name: table for table in (*procurement.TABLES, *who.TABLES, *results.TABLES)
}
"""Every table of the model, by name."""

__all__ = ["ALL", "Column", "Kind", "Table"]
