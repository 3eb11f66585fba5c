"""Imports and exports of goods as customs has them, by declaration."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from euthyna.simulation.basis.dates import stamp
from euthyna.simulation.country.model import Shipment
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.recording import spread
from euthyna.simulation.published.piece import Piece

COLUMNS = {
    "declaration_number": "master reference number, with its check digit",
    "declared_on": "date",
    "direction": "import or export",
    "trader_number": "the importer or exporter in the register of firms",
    "trader_name": "as written in the declaration",
    "partner_name": "the seller or buyer abroad, as written",
    "partner_country": "ISO 3166-1 alpha-2",
    "commodity_code": "six digits of the Harmonized System",
    "description": "of the goods",
    "quantity": "decimal number",
    "unit": "UN/CEFACT Recommendation 20",
    "invoice_number": "as written",
    "invoice_value": "decimal number with two places",
    "currency": "of the invoice; ISO 4217",
    "statistical_value": "in the currency of the invoice, with freight for imports",
    "customs_office": "code and name",
}
"""Of a declaration, and what each means."""
GAPS = {"trader_number": 3, "partner_country": 2, "invoice_number": 9, "description": 4, "unit": 2}
"""Of a hundred declarations, how many leave out what."""


def declarations(province: Province) -> Iterator[Piece]:
    """Write one line for each shipment, in order of time."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    for shipment in province.shipments:
        writer.writerow(_row(province.seed, shipment))
    head = (",".join(COLUMNS) + "\n").encode()
    yield Piece("trade/declarations.csv", table.getvalue().encode(), head=head)


def _row(seed: int, shipment: Shipment) -> list[str]:
    total = shipment.cents + (shipment.freight if shipment.direction == "import" else 0)
    values = {
        "declaration_number": shipment.id,
        "declared_on": stamp(shipment.at, offset="")[:10],
        "direction": shipment.direction,
        "trader_number": shipment.trader,
        "trader_name": shipment.trader_name,
        "partner_name": shipment.partner_name,
        "partner_country": shipment.country,
        "commodity_code": shipment.code,
        "description": shipment.words,
        "quantity": _quantity(shipment.tenths),
        "unit": shipment.unit,
        "invoice_number": shipment.invoice,
        "invoice_value": f"{shipment.cents / 100:.2f}",
        "currency": shipment.currency,
        "statistical_value": f"{total / 100:.2f}",
        "customs_office": shipment.office,
    }
    for column, share in GAPS.items():
        if spread(seed, shipment.id + column, 99) < share:
            values[column] = ""
    return [values[column] for column in COLUMNS]


def _quantity(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)
