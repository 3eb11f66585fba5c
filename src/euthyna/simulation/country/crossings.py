"""How cash crosses the border: where, by what means, and what the declaration says of it."""

from __future__ import annotations

from dataclasses import dataclass

from euthyna.simulation.basis import names
from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.noise import also_known, vary
from euthyna.simulation.basis.wares import token
from euthyna.simulation.country import abroad
from euthyna.simulation.country.model import Crossing, Person
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.recording import spread
from euthyna.simulation.country.registry import day as date_of

THRESHOLD = 1_000_000
"""Cents in EUR from which cash is to be declared: 10,000.00."""
RATES = {"EUR": 1000, "USD": 925, "GBP": 1158, "CHF": 1035}
"""What one is worth in thousandths of a euro, in all the years."""
_CURRENCIES, _CURRENCY_WEIGHTS = tuple(RATES), cumulate([72, 16, 6, 6])


@dataclass(frozen=True, slots=True)
class Point:
    """Where the border is crossed."""

    name: str
    mode: str
    countries: tuple[str, ...]
    """To which one comes from there."""
    weight: float


POINTS = (
    Point("Velmora Airport", "air", ("DE", "GB", "TR", "AE", "CY", "CH", "HK", "CN", "US"), 40),
    Point("Tasnik Airport", "air", ("DE", "AT", "TR", "CY", "AE"), 12),
    Point("Dunmeer Bridge", "road", ("AT", "IT"), 14),
    Point("Zhirova Pass", "road", ("UA", "CZ"), 12),
    Point("Ferrowick Gate", "road", ("CZ", "AT", "DE"), 9),
    Point("Pelvanor Central Station", "rail", ("CZ", "DE", "UA"), 6),
    Point("Nordhamra Harbour", "sea", ("IT", "TR", "CY", "MT"), 7),
)
_POINT_WEIGHTS = cumulate([point.weight for point in POINTS])
_SHIPS = ("Dran Star", "Nordhamra Queen", "Coast Line II", "Pelvanora")
PROVENANCE = (
    "savings", "labour income", "business income", "sale of goods", "sale of real estate", "loan",
    "gift", "inheritance", "pension", "gambling", "other",
)  # fmt: skip
USE = (
    "living expenses", "purchase of goods", "business payment", "purchase of a vehicle",
    "family support", "purchase of real estate", "medical treatment", "investment", "other",
)  # fmt: skip
"""As in the boxes of the form, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Cash:
    """What is carried, for whom and why."""

    cents: int
    """Of euros."""
    provenance: str
    use: str
    owner: str = ""
    """A firm's or a person's id; empty for whoever carries it."""
    owner_name: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """When and where somebody crosses the border."""

    at: int
    direction: str
    point: Point
    country: str


class Customs:
    """Writes declarations as people make them and officers take them.

    Parameters
    ----------
    province
        Gets the declarations.
    draws
        Where chance comes from.
    """

    def __init__(self, province: Province, draws: Draws) -> None:
        self._province = province
        self._draws = draws

    def cross(self, person: Person, journey: Journey, cash: Cash, *, regime: str) -> Crossing:
        """Enter what somebody carries; nothing is entered that happens after the last day.

        Parameters
        ----------
        person
            Who carries or sends it; one without an id is a foreigner.
        journey, cash
            What happens.
        regime
            As in `Crossing`.
        """
        draws = self._draws
        currency = _CURRENCIES[draws.index(_CURRENCY_WEIGHTS)]
        if abs(cash.cents - THRESHOLD) < THRESHOLD // 8:
            currency = "EUR"
        cents = _round(cash.cents * 1000 // RATES[currency])
        hidden = regime == "found"
        mode = journey.point.mode if regime != "disclosed" else draws.pick(("post", "freight"))
        crossing = Crossing(
            id=token("cash", *self._key(), length=11),
            at=journey.at,
            direction=journey.direction,
            regime=regime,
            person=person.id,
            name=_name(draws, person.name),
            born=_born(draws, person.born),
            nationality=person.nationality,
            address=_address(draws, person.address),
            document=self._document(person),
            point=journey.point.name,
            mode=mode,
            vehicle=_vehicle(draws, mode, journey),
            country=journey.country,
            cents=_understated(draws, cents) if hidden else cents,
            currency=currency,
            provenance=cash.provenance,
            use=cash.use,
            owner=cash.owner,
            owner_name=_owner_name(draws, cash.owner_name),
            found=cents if hidden or draws.chance(0.1) else 0,
        )
        if hidden and cents * RATES[currency] // 1000 >= THRESHOLD:
            crossing.seized = cents * draws.pick((0, 50, 50, 100, 200, 1000, 1000)) // 1000
        if 0 <= journey.at < HORIZON:
            self._province.crossings.append(crossing)
        return crossing

    def _key(self) -> tuple[int, int, int]:
        return self._province.seed, self._province.number, len(self._province.crossings)

    def _document(self, person: Person) -> str:
        """Give the number of a passport, the same at every journey but for slips."""
        key = f"passport {person.id or person.name + person.born}"
        number = f"K{spread(self._province.seed, key, 8_999_999) + 1_000_000}"
        return number.replace("0", "O", 1) if self._draws.chance(0.02) else number


def journey(draws: Draws, *, at: int, direction: str) -> Journey:
    """Draw where somebody crosses the border."""
    point = POINTS[draws.index(_POINT_WEIGHTS)]
    return Journey(at, direction, point, draws.pick(point.countries))


def foreigner(draws: Draws) -> Person:
    """Invent a traveller who is in no register of the country."""
    country = abroad.jurisdiction(draws)
    return Person(
        id="",
        name=names.person(draws),
        born=date_of(-draws.between(7_700, 24_000)),
        nationality=country,
        address={"countryName": abroad.NAMES[country]},
        telephone="",
        email="",
    )


def _round(cents: int) -> int:
    step = 5_000 if cents % 7 else 100
    return max(step, cents // step * step)


def _understated(draws: Draws, cents: int) -> int:
    """Say what was declared of cash that was found: mostly nothing."""
    return 0 if draws.chance(0.75) else _round(cents * draws.between(200, 700) // 1000)


def _name(draws: Draws, name: str) -> str:
    style = draws.uniform()
    if style < 0.15:
        return vary(draws, name, kind="person")
    return also_known(name) if style < 0.35 else name


def _owner_name(draws: Draws, name: str) -> str:
    return vary(draws, name, kind="firm") if name and draws.chance(0.2) else name


def _born(draws: Draws, born: str) -> str:
    style = draws.uniform()
    if style < 0.03:
        return ""
    if style < 0.07:
        return born[:4]
    return "/".join(reversed(born.split("-"))) if style < 0.1 else born


def _address(draws: Draws, address: dict[str, str]) -> str:
    parts = [address.get(part, "") for part in ("streetAddress", "locality", "countryName")]
    kept = [part for part in parts if part]
    if draws.chance(0.12):
        kept = kept[-2:]
    return ", ".join(kept)


def _vehicle(draws: Draws, mode: str, journey: Journey) -> str:
    """Name the flight, train, ship or car; three flights or trains go to each place."""
    if draws.chance(0.15):
        return ""
    line = 100 + spread(0, journey.point.name + journey.country, 799) + draws.between(0, 2)
    if mode == "road":
        return f"KV {draws.between(101, 998)}-{draws.between(10, 99)}"
    if mode == "sea":
        return draws.pick(_SHIPS)
    return {"air": f"XA {line}", "rail": f"EC {line}"}.get(mode, "")
