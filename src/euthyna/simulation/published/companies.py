"""The commercial register as a table: what every firm of the country is, without its owners."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from euthyna.simulation.country.abroad import HOME
from euthyna.simulation.country.model import Firm
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.recording import spread
from euthyna.simulation.published.piece import Piece

COLUMNS = (
    "register_number", "name", "legal_form", "activity", "founded", "dissolved", "employees",
    "capital", "street", "town", "post_code", "telephone", "email",
)  # fmt: skip
"""Employees as of the last annual report; capital in EUR."""
_GAPS = {"activity": 4, "employees": 13, "capital": 6, "telephone": 24, "email": 31}
"""Of a hundred firms, how many leave out what."""
_UNREGISTERED = frozenset({"state-body", "nomination"})


def companies(province: Province) -> Iterator[Piece]:
    """Write one line for each registered firm, by register number."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    registered = (
        firm
        for firm in province.firms.values()
        if firm.jurisdiction == HOME and firm.kind not in _UNREGISTERED
    )
    for firm in sorted(registered, key=lambda one: one.id):
        writer.writerow(_row(province.seed, firm))
    head = (",".join(COLUMNS) + "\n").encode()
    yield Piece("registry/companies.csv", table.getvalue().encode(), head=head)


def _row(seed: int, firm: Firm) -> list[str]:
    values = {
        "register_number": firm.id.rpartition("-")[2],
        "name": firm.name,
        "legal_form": firm.form,
        "activity": firm.activity,
        "founded": firm.founded,
        "dissolved": firm.dissolved,
        "employees": str(firm.employees),
        "capital": f"{firm.capital / 100:.2f}",
        "street": firm.address.get("streetAddress", ""),
        "town": firm.address.get("locality", ""),
        "post_code": firm.address.get("postalCode", ""),
        "telephone": firm.telephone,
        "email": firm.email,
    }
    for column, share in _GAPS.items():
        if spread(seed, firm.id + column, 99) < share:
            values[column] = ""
    return [values[column] for column in COLUMNS]
