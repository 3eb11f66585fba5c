"""Cash that crossed the border, with the fields of the European declaration form."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from euthyna.simulation.basis.dates import stamp
from euthyna.simulation.country.abroad import HOME
from euthyna.simulation.country.crossings import RATES
from euthyna.simulation.country.model import Crossing
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.recording import spread
from euthyna.simulation.published.piece import Piece

COLUMNS = {
    "reference": "of the declaration",
    "declared_at": "date and time by the clock of the country",
    "regime": "declared by the carrier, disclosed by the sender, or found ex officio",
    "direction": "entry or exit",
    "crossing_point": "name of the post",
    "transport": "air, road, rail, sea, post or freight",
    "transport_reference": "flight, plate, train or ship",
    "country_from": "ISO 3166-1 alpha-2",
    "country_to": "ISO 3166-1 alpha-2",
    "carrier_name": "as written by the carrier",
    "carrier_number": "in the register of residents",
    "carrier_born": "date as written",
    "carrier_nationality": "ISO 3166-1 alpha-2",
    "carrier_address": "as written",
    "document_number": "of the passport or identity card",
    "currency": "ISO 4217",
    "amount": "declared; decimal number with two places",
    "value_eur": "of the amount",
    "economic_provenance": "boxes of the form, with semicolons between",
    "intended_use": "boxes of the form, with semicolons between",
    "owner_name": "where the carrier is not the owner",
    "owner_number": "in the registers of firms or residents",
    "counted_amount": "where an officer counted it",
    "detained_amount": "where some of it was kept",
}
"""Of a declaration, and what each means."""
GAPS = {
    "carrier_number": 22, "carrier_nationality": 3, "carrier_address": 14, "document_number": 5,
    "currency": 1, "economic_provenance": 6, "intended_use": 7, "owner_number": 30, "country_to": 3,
}  # fmt: skip
"""Of a hundred declarations, how many leave out what."""
_SLIPS = {"EUR": "EURO", "USD": "US$", "GBP": "GBP", "CHF": "SFR"}


def declarations(province: Province) -> Iterator[Piece]:
    """Write one line for each declaration, in order of time."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    for crossing in province.crossings:
        writer.writerow(_row(province.seed, crossing))
    head = (",".join(COLUMNS) + "\n").encode()
    yield Piece("cash/declarations.csv", table.getvalue().encode(), head=head)


def _row(seed: int, crossing: Crossing) -> list[str]:
    ends = (HOME, crossing.country)
    start, end = ends if crossing.direction == "exit" else ends[::-1]
    careless = spread(seed, f"{crossing.id} currency as written", 99) < 2
    values = {
        "reference": crossing.id,
        "declared_at": stamp(crossing.at, offset=""),
        "regime": crossing.regime,
        "direction": crossing.direction,
        "crossing_point": crossing.point,
        "transport": crossing.mode,
        "transport_reference": crossing.vehicle,
        "country_from": start,
        "country_to": end,
        "carrier_name": crossing.name,
        "carrier_number": crossing.person,
        "carrier_born": crossing.born,
        "carrier_nationality": crossing.nationality,
        "carrier_address": crossing.address,
        "document_number": crossing.document,
        "currency": _SLIPS[crossing.currency] if careless else crossing.currency,
        "amount": _amount(crossing.cents),
        "value_eur": _amount(crossing.cents * RATES[crossing.currency] // 1000),
        "economic_provenance": crossing.provenance,
        "intended_use": crossing.use,
        "owner_name": crossing.owner_name,
        "owner_number": crossing.owner,
        "counted_amount": _amount(crossing.found) if crossing.found else "",
        "detained_amount": _amount(crossing.seized) if crossing.seized else "",
    }
    for column, share in GAPS.items():
        if spread(seed, crossing.id + column, 99) < share:
            values[column] = ""
    return [values[column] for column in COLUMNS]


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
