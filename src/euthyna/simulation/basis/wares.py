"""What is traded across the border, with usual prices, and how customs number declarations.

The codes are those of the Harmonized System (2022); the words and prices are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

PIECES, PAIRS, KILOGRAMS, LITRES = "H87", "PR", "KGM", "LTR"
SQUARE_METRES, CUBIC_METRES, GRAMS, TONNES = "MTK", "MTQ", "GRM", "TNE"
UNITS = (
    PIECES, PAIRS, KILOGRAMS, LITRES, SQUARE_METRES, CUBIC_METRES, GRAMS, TONNES,
)  # fmt: skip
WHOLE = frozenset({PIECES, PAIRS})
"""Units that are not divided."""


@dataclass(frozen=True, slots=True)
class Ware:
    """A heading of the customs tariff."""

    code: str
    """Six digits."""
    words: tuple[str, ...]
    """As traders describe it."""
    unit: str
    """Code of UN/CEFACT Recommendation 20."""
    cents: int
    """The usual price of one unit."""


WARES: tuple[Ware, ...] = (
    Ware("090121", ("Roasted coffee", "coffee beans roasted", "COFFEE ROASTED"), KILOGRAMS, 950),
    Ware("150920", ("Extra virgin olive oil", "olive oil EV", "OLIVE OIL"), KILOGRAMS, 620),
    Ware("220421", ("Wine in bottles", "red wine 0.75", "WINE"), LITRES, 480),
    Ware("300490", ("Medicaments, packed", "medicines", "PHARMACEUTICALS"), KILOGRAMS, 12_500),
    Ware("330499", ("Cosmetics", "skin care", "BEAUTY PREPARATIONS"), KILOGRAMS, 2_100),
    Ware("392690", ("Articles of plastics", "plastic parts", "PLASTIC ARTICLES"), KILOGRAMS, 640),
    Ware("401110", ("Car tyres, new", "tyres 205/55 R16", "TYRES NEW"), PIECES, 4_600),
    Ware("440712", ("Sawn spruce", "sawn timber", "TIMBER SAWN"), CUBIC_METRES, 24_000),
    Ware("480256", ("Office paper A4", "paper sheets", "PAPER A4"), KILOGRAMS, 118),
    Ware("610910", ("T-shirts of cotton", "T-shirts", "T-SHIRTS COTTON"), PIECES, 420),
    Ware("620342", ("Trousers of cotton", "jeans", "TROUSERS MEN"), PIECES, 980),
    Ware("640399", ("Leather shoes", "footwear leather", "SHOES"), PAIRS, 2_700),
    Ware("690721", ("Ceramic tiles", "floor tiles", "TILES CERAMIC"), SQUARE_METRES, 880),
    Ware("711319", ("Jewellery of gold", "gold jewellery 585", "JEWELLERY"), GRAMS, 5_200),
    Ware("730890", ("Steel structures", "steel parts", "STRUCTURES OF STEEL"), KILOGRAMS, 260),
    Ware("731815", ("Screws and bolts", "screws", "BOLTS, SCREWS"), KILOGRAMS, 390),
    Ware("847130", ("Portable computers", "laptops", "NOTEBOOKS"), PIECES, 41_000),
    Ware("847330", ("Parts of computers", "memory modules", "COMPUTER PARTS"), KILOGRAMS, 9_600),
    Ware("850440", ("Power supplies", "chargers", "STATIC CONVERTERS"), PIECES, 1_900),
    Ware("851762", ("Routers", "network equipment", "ROUTERS, SWITCHES"), PIECES, 8_800),
    Ware("852872", ("Television sets", "TV sets 43in", "TELEVISIONS"), PIECES, 22_500),
    Ware("853710", ("Control panels", "switchboards", "CONTROL PANELS"), KILOGRAMS, 5_200),
    Ware("854449", ("Electric cable", "cable 3x2.5", "CABLES"), KILOGRAMS, 980),
    Ware("870829", ("Car body parts", "body parts", "PARTS OF BODIES"), KILOGRAMS, 1_050),
    Ware("901890", ("Medical instruments", "instruments", "MEDICAL DEVICES"), KILOGRAMS, 14_500),
    Ware("940360", ("Wooden furniture", "furniture", "FURNITURE OF WOOD"), PIECES, 8_200),
    Ware("940542", ("LED lamps", "luminaires LED", "LAMPS LED"), KILOGRAMS, 1_650),
    Ware("100590", ("Maize", "corn in bulk", "MAIZE"), TONNES, 24_000),
)
BRANDS = ("Elvaron", "Torvelle", "Quindra", "Ostmark & Fils", "Savrin 1887", "Belcanor")
"""Invented; dear ones and ordinary ones."""
OFFICES = (
    "XA000101 Velmora Airport", "XA000204 Dunmeer Bridge", "XA000307 Zhirova Pass",
    "XA000402 Nordhamra Harbour", "XA000509 Velmora Freight Centre", "XA000603 Ferrowick Gate",
)  # fmt: skip
"""Of the customs of the invented country."""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_IMPORT, _EXPORT = "R", "A"


def token(*parts: object, length: int) -> str:
    """Give capital letters and digits that follow from `parts`, and tell nothing of them.

    Examples
    --------
    >>> token("cash", 7, length=6)
    '0KRIE9'
    """
    key = "/".join(map(str, parts)).encode()
    number = int.from_bytes(blake2b(key, digest_size=16).digest(), "big")
    signs = []
    for _ in range(length):
        number, sign = divmod(number, 36)
        signs.append(_DIGITS[sign])
    return "".join(signs)


def reference(year: str, *parts: object, exported: bool) -> str:
    """Give a declaration its master reference number of 18 signs.

    Parameters
    ----------
    year
        Four digits.
    parts
        What no other declaration shares.
    exported
        Whether goods leave.
    """
    kind = _EXPORT if exported else _IMPORT
    stem = f"{year[2:]}XA{token(*parts, length=12)}{kind}"
    return stem + check_digit(stem)


def check_digit(stem: str) -> str:
    """Give the check digit of a reference number, as ISO 6346 says for containers.

    Examples
    --------
    >>> check_digit("CSQU305438")
    '3'
    """
    total = sum(_value(sign) << place for place, sign in enumerate(stem))
    return str(total % 11 % 10)


def _value(sign: str) -> int:
    """Give the value of a sign: letters from 10 on, without the multiples of 11."""
    number = _DIGITS.index(sign)
    return number + (number > 10) + (number > 20) + (number > 30)
