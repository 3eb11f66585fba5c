"""The buyers and suppliers of one invented country, and those cast for the schemes."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import Any

from euthyna.simulation.basis import names
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.markets import DIVISIONS

PER_THOUSAND_BUYERS = 40
PER_THOUSAND_SUPPLIERS = 300
FEWEST_BUYERS = 8
FEWEST_SUPPLIERS = 12 * len(DIVISIONS)
BLOCK = 250
"""Schemes are planned for this many processes at a time."""
LINKS = ("street", "telephone", "email", "building")
"""What the two firms of a linked pair share; the last is innocent."""

_BUYERS, _SUPPLIERS, _CASTS = 101, 102, 103
"""Purposes of random streams."""


Key = tuple[int, int]
"""Seed and province."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A buyer or a supplier."""

    id: str
    name: str
    party: dict[str, Any]
    """The entry in parties, without its roles; never changed."""
    offset: str = "+02:00"
    """How a buyer writes the time zone."""


@dataclass(frozen=True, slots=True)
class Market:
    """The suppliers of one division, the busiest first."""

    suppliers: tuple[Organisation, ...]
    weights: tuple[float, ...]
    """Running total of how active each is."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who act in the schemes; firms that are in no market act nowhere else."""

    division: int
    """Where the ring and the loser work."""
    ring: tuple[Organisation, ...]
    """Four firms that take turns."""
    generalist: Organisation
    """In no market: wins everywhere."""
    loser: Organisation
    """In no market: bids and loses."""
    pairs: tuple[tuple[Organisation, Organisation], ...]
    """Linked as `LINKS` says; the second of each is in no market."""
    patron: Organisation
    """A buyer that awards directly to its favourite."""
    favourite: Organisation
    harsh: Organisation
    """A buyer, in no list, that disqualifies most bidders."""


@dataclass(frozen=True, slots=True)
class Country:
    """Everybody there is."""

    seed: int
    province: int
    """Which part of a larger country it is."""
    processes: int
    """How many contracting processes it will have in its three years."""
    buyers: tuple[Organisation, ...]
    buyer_weights: tuple[float, ...]
    markets: tuple[Market, ...]
    """As in `DIVISIONS`."""
    division_weights: tuple[float, ...]
    casts: tuple[Cast, ...]
    """Few, so that each of them acts often."""


def populate(*, seed: int, processes: int, province: int = 0) -> Country:
    """Invent the country.

    Parameters
    ----------
    seed
        Same seed, same country.
    processes
        How many contracting processes it will have. The numbers of buyers and suppliers grow
        with the square root: 40 and 300 for 1,000.
    province
        Which part of a larger country it is; nobody acts in two.

    Returns
    -------
    Country
        With Zipf-like activity of buyers, suppliers and divisions.
    """
    key = (seed, province)
    buyers = _buyers(key, processes)
    markets = _markets(key, processes)
    casts = max(1, isqrt(processes // BLOCK) // 2)
    return Country(
        seed=seed,
        province=province,
        processes=processes,
        buyers=buyers,
        buyer_weights=_zipf(len(buyers)),
        markets=markets,
        division_weights=cumulate([division.weight for division in DIVISIONS]),
        casts=tuple(_cast(key, number, buyers, markets) for number in range(casts)),
    )


def pair_division(division: int, place: int) -> int:
    """Say in which market the linked pair number `place` of a cast bids."""
    return (division + 1 + place) % len(DIVISIONS)


def favourite_division(division: int) -> int:
    """Say in which market the favourite of a cast works."""
    return (division + 6) % len(DIVISIONS)


def _zipf(count: int) -> tuple[float, ...]:
    return cumulate([1.0 / (rank + 2) for rank in range(count)])


def _per_thousand(rate: int, processes: int, fewest: int) -> int:
    return max(fewest, isqrt(rate * rate * processes // 1000))


def _buyers(key: Key, processes: int) -> tuple[Organisation, ...]:
    draws = Draws(*key, _BUYERS)
    count = _per_thousand(PER_THOUSAND_BUYERS, processes, FEWEST_BUYERS)
    first = draws.between(0, 999) + key[1] * 20_000
    return tuple(_buyer(draws, number, 10_000_000 + first + number * 37) for number in range(count))


def _buyer(draws: Draws, number: int, register: int) -> Organisation:
    name = names.office(draws, number=number)
    party = _party(draws, name, register, f"office{register}.gov.example")
    offset = "Z" if draws.chance(0.15) else "+02:00"
    return Organisation(party["id"], name, party, offset)


def _markets(key: Key, processes: int) -> tuple[Market, ...]:
    draws = Draws(*key, _SUPPLIERS)
    count = _per_thousand(PER_THOUSAND_SUPPLIERS, processes, FEWEST_SUPPLIERS)
    first = draws.between(0, 999) + key[1] * 20_000
    members: list[list[Organisation]] = [[] for _ in DIVISIONS]
    for number in range(count):
        division = number % len(DIVISIONS)
        supplier = _supplier(draws, division, 30_000_000 + first + number * 37)
        members[division].append(supplier)
        if draws.chance(0.25):
            members[(division + 5) % len(DIVISIONS)].append(supplier)
    return tuple(Market(tuple(found), _zipf(len(found))) for found in members)


def _supplier(draws: Draws, division: int, register: int) -> Organisation:
    name = names.firm(draws, trade=DIVISIONS[division].trade)
    party = _party(draws, name, register, f"firm{register}.example")
    if draws.chance(0.3):
        tax = {"scheme": "XA-TAX", "id": f"T{register * 7 % 100_000_000:08d}", "legalName": name}
        party["additionalIdentifiers"] = [tax]
    return Organisation(party["id"], name, party)


def _party(draws: Draws, name: str, register: int, domain: str) -> dict[str, Any]:
    town = draws.between(0, len(names.TOWNS) - 1)
    party: dict[str, Any] = {
        "id": f"{names.SCHEME}-{register}",
        "name": name,
        "identifier": {"scheme": names.SCHEME, "id": str(register), "legalName": name},
        "address": {
            "streetAddress": names.street(draws),
            "locality": names.TOWNS[town],
            "region": names.REGIONS[town % len(names.REGIONS)],
            "postalCode": f"{10_000 + town * 400 + draws.between(1, 399)}",
            "countryName": names.COUNTRY,
        },
        "contactPoint": {
            "name": names.person(draws),
            "email": f"info@{domain}",
            "telephone": names.telephone(draws),
        },
    }
    if draws.chance(0.4):
        party["contactPoint"]["url"] = f"https://{domain}"
    return party


def _cast(
    key: Key, number: int, buyers: tuple[Organisation, ...], markets: tuple[Market, ...]
) -> Cast:
    draws = Draws(*key, _CASTS, number)
    division = (2 + number * 5) % len(DIVISIONS)
    register = 60_000_000 + key[1] * 20_000 + draws.between(0, 900) + number * 1_000
    pairs = tuple(
        _pair(draws, markets[pair_division(division, place)], kind, register + place)
        for place, kind in enumerate(LINKS)
    )
    agency = f"Agency for Facilities No. {number + 1}"
    harsh = _party(draws, agency, register + 10, f"agency{number}.gov.example")
    return Cast(
        division=division,
        ring=markets[division].suppliers[2:6],
        generalist=_supplier(draws, number % len(DIVISIONS), register + 11),
        loser=_supplier(draws, division, register + 12),
        pairs=pairs,
        patron=buyers[(3 + number) % len(buyers)],
        favourite=markets[favourite_division(division)].suppliers[1],
        harsh=Organisation(harsh["id"], harsh["name"], harsh),
    )


def _pair(
    draws: Draws, market: Market, shared: str, register: int
) -> tuple[Organisation, Organisation]:
    known = draws.pick(market.suppliers[3:8])
    name = names.firm(draws, trade="Trading")
    party = _party(draws, name, register, f"firm{register}.example")
    if shared in {"street", "building"}:
        party["address"] = dict(known.party["address"])
    else:
        party["contactPoint"][shared] = known.party["contactPoint"][shared]
    return known, Organisation(party["id"], name, party)
