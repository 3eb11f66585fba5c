"""What is bought: twelve divisions of the CPV with items and price levels.

The codes are those of the Common Procurement Vocabulary; the words and prices are invented.
"""

from __future__ import annotations

from dataclasses import dataclass

MAIN_CURRENCY = "EUR"
SECOND_CURRENCY = "USD"
DIRECT_THRESHOLD = 5_000_000
"""Below it (in cents: 50,000.00) the invented law allows a purchase without a tender."""


@dataclass(frozen=True, slots=True)
class Good:
    """Something that can be bought by the unit."""

    code: str
    """Eight digits of the CPV."""
    words: str
    unit: str
    """Name of the unit."""
    unit_code: str
    """Code of the unit in UN/CEFACT Recommendation 20."""
    cents: int
    """The usual price of one unit."""


@dataclass(frozen=True, slots=True)
class Division:
    """A market: the first two digits of the CPV."""

    code: str
    words: str
    trade: str
    """The word that firms of this market have in their names."""
    category: str
    """goods, works or services."""
    weight: float
    """How much of all procurement it makes."""
    median: int
    """The usual estimate of a tender, in cents."""
    goods: tuple[Good, ...]


def _goods(*rows: tuple[str, str, str, str, int]) -> tuple[Good, ...]:
    return tuple(Good(*row) for row in rows)


DIVISIONS: tuple[Division, ...] = (
    Division("45", "construction work", "Construction", "works", 5.0, 38_000_000, _goods(
        ("45233142", "Road repair works", "square metre", "MTK", 4_200),
        ("45214200", "Construction work for school buildings", "square metre", "MTK", 98_000),
        ("45262700", "Building alteration work", "square metre", "MTK", 31_000),
        ("45231300", "Pipelines for water and sewage", "metre", "MTR", 18_500))),
    Division("33", "medical supplies", "Medical", "goods", 4.0, 9_000_000, _goods(
        ("33600000", "Pharmaceutical products", "pack", "PK", 2_400),
        ("33141000", "Disposable medical consumables", "box", "BX", 1_150),
        ("33111000", "X-ray devices", "piece", "H87", 4_800_000),
        ("33192000", "Medical furniture", "piece", "H87", 64_000))),
    Division("30", "office and computing machinery", "Systems", "goods", 3.0, 6_000_000, _goods(
        ("30213100", "Portable computers", "piece", "H87", 92_000),
        ("30232110", "Laser printers", "piece", "H87", 31_000),
        ("30192700", "Stationery", "pack", "PK", 850))),
    Division("90", "sewage, refuse and cleaning services", "Cleaning", "services", 2.4, 7_000_000,
        _goods(
        ("90910000", "Cleaning services", "month", "MON", 410_000),
        ("90511000", "Refuse collection services", "tonne", "TNE", 8_900),
        ("90620000", "Snow-clearing services", "hour", "HUR", 6_400))),
    Division("79", "business services", "Consulting", "services", 2.0, 3_500_000, _goods(
        ("79710000", "Security services", "hour", "HUR", 1_900),
        ("79800000", "Printing and related services", "thousand", "MIL", 12_500),
        ("79530000", "Translation services", "page", "ZP", 2_700))),
    Division("15", "food and beverages", "Foods", "goods", 1.7, 4_000_000, _goods(
        ("15500000", "Dairy products", "kilogram", "KGM", 420),
        ("15810000", "Bread and pastry products", "kilogram", "KGM", 260),
        ("15110000", "Meat", "kilogram", "KGM", 890))),
    Division("34", "transport equipment", "Motors", "goods", 1.4, 11_000_000, _goods(
        ("34110000", "Passenger cars", "piece", "H87", 2_150_000),
        ("34121000", "Buses", "piece", "H87", 19_800_000),
        ("34330000", "Spare parts for vehicles", "set", "SET", 38_000))),
    Division("09", "fuels and energy", "Energy", "goods", 1.3, 8_000_000, _goods(
        ("09134100", "Diesel oil", "litre", "LTR", 148),
        ("09310000", "Electricity", "kilowatt hour", "KWH", 19),
        ("09111400", "Wood fuels", "tonne", "TNE", 21_000))),
    Division("72", "information technology services", "Software", "services", 1.2, 12_000_000, _goods(
        ("72267000", "Software maintenance services", "month", "MON", 480_000),
        ("72230000", "Custom software development", "day", "DAY", 61_000),
        ("72410000", "Internet services", "month", "MON", 92_000))),
    Division("50", "repair and maintenance services", "Service", "services", 1.1, 3_000_000, _goods(
        ("50112000", "Repair of cars", "hour", "HUR", 4_600),
        ("50420000", "Repair of medical devices", "visit", "E48", 38_000),
        ("50750000", "Lift maintenance", "month", "MON", 24_000))),
    Division("71", "engineering services", "Engineering", "services", 1.0, 6_500_000, _goods(
        ("71320000", "Engineering design services", "day", "DAY", 54_000),
        ("71247000", "Supervision of building work", "day", "DAY", 47_000),
        ("71351000", "Geological survey", "survey", "E48", 390_000))),
    Division("39", "furniture and furnishings", "Interiors", "goods", 0.9, 3_200_000, _goods(
        ("39130000", "Office furniture", "piece", "H87", 28_000),
        ("39160000", "School furniture", "piece", "H87", 9_400),
        ("39710000", "Electrical domestic appliances", "piece", "H87", 36_000))),
)  # fmt: skip
"""In order of weight, so that a position is a rank."""
FUEL = 7
"""Position of the market whose prices the invented regulator fixes."""
