"""The buyers and suppliers of one invented country, and those cast for the schemes."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import Any

from euthyna.simulation.basis import names
from euthyna.simulation.basis.calibration import load
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.markets import DIVISIONS

PER_THOUSAND_BUYERS = 60
PER_THOUSAND_SUPPLIERS = 1_200
"""Most of them win once or never in three years, as in real registers of contracts."""
OCCASIONAL = 0.4
"""Of all bids, those that any firm of a market may make; the busy ones make the others."""
FEWEST_BUYERS = 8
FEWEST_SUPPLIERS = 12 * len(DIVISIONS)
BLOCK = 250
"""Schemes are planned for this many processes at a time."""
LINKS = ("street", "telephone", "email", "building")
"""What the two firms of a linked pair share; the last is innocent."""

PARTNERS = 2 + len(LINKS)
"""So many firms of each cast are in no market: its generalist, its loser, one of each pair."""

_BUYERS, _SUPPLIERS, _CASTS = 101, 102, 103
"""Purposes of random streams."""
_BUYERS_STEP, _SUPPLIERS_STEP = 13, 11
"""Between two entries of the register that are in this province."""
_BUYERS_FROM, _SUPPLIERS_FROM = 10_000_000, 30_000_000
_ROOM_FOR_BUYERS, _ROOM_FOR_SUPPLIERS = 1_700, 20_000
"""So many numbers of the register belong to each province."""


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
class Group:
    """Firms of one market that meet again and again, and the buyers at whom they do."""

    division: int
    members: tuple[Organisation, ...]
    buyers: tuple[Organisation, ...]
    """As many as there are members."""


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
    covers: Group
    """The first wins, the others bid too much on purpose."""
    absentees: Group
    """The first wins at the first buyer since the others stay away."""
    sharers: Group
    """Each of them has one of the buyers, or the region of one, for itself."""
    niche: Group
    """Honest firms of a market in which there is nobody else."""
    season: Group
    """The first sells to each of the buyers when the season begins; honest."""


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
        with the square root: 60 and 1,200 for 1,000.
    province
        Which part of a larger country it is; nobody acts in two.

    Returns
    -------
    Country
        With Zipf-like activity of buyers, suppliers and divisions.
    """
    key = (seed, province)
    casts = max(1, isqrt(processes // BLOCK))
    buyers = _buyers(key, processes, casts)
    markets, partners = _markets(key, processes, casts)
    return Country(
        seed=seed,
        province=province,
        processes=processes,
        buyers=buyers[casts:],
        buyer_weights=load().procurement.buyers.weights(len(buyers) - casts),
        markets=markets,
        division_weights=cumulate([division.weight for division in DIVISIONS]),
        casts=tuple(
            _cast(key, number, buyers[casts:], markets, (buyers[number], partners[number]))
            for number in range(casts)
        ),
    )


def pair_division(division: int, place: int) -> int:
    """Say in which market the linked pair number `place` of a cast bids."""
    return (division + 1 + place) % len(DIVISIONS)


def favourite_division(division: int) -> int:
    """Say in which market the favourite of a cast works."""
    return (division + 6) % len(DIVISIONS)


def _per_thousand(rate: int, processes: int, fewest: int) -> int:
    return max(fewest, isqrt(rate * rate * processes // 1000))


def _registers(draws: Draws, numbers: range) -> list[int]:
    """Give numbers of the register in an order that says nothing of who has them."""
    return draws.shuffled(numbers)


def _buyers(key: Key, processes: int, casts: int) -> tuple[Organisation, ...]:
    """Invent the buyers: one that is harsh for each cast, then those in the list."""
    draws = Draws(*key, _BUYERS)
    count = casts + _per_thousand(PER_THOUSAND_BUYERS, processes, FEWEST_BUYERS)
    first = _BUYERS_FROM + draws.between(0, 999) + key[1] * _ROOM_FOR_BUYERS
    registers = _registers(draws, range(first, first + count * _BUYERS_STEP, _BUYERS_STEP))
    places = [*range(count - casts, count), *range(count - casts)]
    return tuple(map(_buyer, [draws] * count, places, registers))


def _buyer(draws: Draws, number: int, register: int) -> Organisation:
    name = names.office(draws, number=number)
    party = _party(draws, name, register, f"office{register}.gov.example")
    offset = "Z" if draws.chance(0.15) else "+02:00"
    return Organisation(party["id"], name, party, offset)


Partners = tuple[Organisation, ...]


def _markets(
    key: Key, processes: int, casts: int
) -> tuple[tuple[Market, ...], tuple[Partners, ...]]:
    """Invent all suppliers: those in markets, and for each cast those who are in none."""
    draws = Draws(*key, _SUPPLIERS)
    count = _per_thousand(PER_THOUSAND_SUPPLIERS, processes, FEWEST_SUPPLIERS)
    first = _SUPPLIERS_FROM + draws.between(0, 999) + key[1] * _ROOM_FOR_SUPPLIERS
    last = first + (count + casts * PARTNERS) * _SUPPLIERS_STEP
    registers = _registers(draws, range(first, last, _SUPPLIERS_STEP))
    members: list[list[Organisation]] = [[] for _ in DIVISIONS]
    for number in range(count):
        division = number % len(DIVISIONS)
        supplier = _supplier(draws, division, registers.pop())
        members[division].append(supplier)
        if draws.chance(0.25):
            members[(division + 5) % len(DIVISIONS)].append(supplier)
    partners = tuple(_partners(draws, number, registers) for number in range(casts))
    return tuple(Market(tuple(found), _activity(len(found))) for found in members), partners


def _activity(count: int) -> tuple[float, ...]:
    """Give the running total of how active so many firms of one market are.

    Twelve markets together are less unequal than each of them: the exponent of all is doubled.
    """
    busy = load().procurement.suppliers.steeper(2).weights(count)
    even = busy[-1] * OCCASIONAL / (1 - OCCASIONAL) / count
    return tuple(total + rank * even for rank, total in enumerate(busy, 1))


def cast_division(number: int) -> int:
    """Say in which market the ring of a cast works."""
    return (2 + number * 5) % len(DIVISIONS)


def _partners(draws: Draws, number: int, registers: list[int]) -> Partners:
    division = cast_division(number)
    places = [number % len(DIVISIONS), division]
    places += [pair_division(division, place) for place in range(len(LINKS))]
    return tuple(_supplier(draws, place, registers.pop()) for place in places)


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
    key: Key,
    number: int,
    buyers: tuple[Organisation, ...],
    markets: tuple[Market, ...],
    apart: tuple[Organisation, Partners],
) -> Cast:
    draws = Draws(*key, _CASTS, number)
    division = cast_division(number)
    harsh, (generalist, loser, *others) = apart
    pairs = tuple(
        _pair(draws, markets[pair_division(division, place)], kind, others[place])
        for place, kind in enumerate(LINKS)
    )
    places = draws.shuffled(range(len(DIVISIONS)))
    return Cast(
        division=division,
        ring=tuple(draws.shuffled(markets[division].suppliers[1:9])[:4]),
        generalist=generalist,
        loser=loser,
        pairs=pairs,
        patron=buyers[(3 + number) % len(buyers)],
        favourite=markets[favourite_division(division)].suppliers[1 + number % 4],
        harsh=harsh,
        covers=_group(draws, markets, buyers, division=places[0], size=4),
        absentees=_group(draws, markets, buyers, division=places[1], size=4),
        sharers=_group(draws, markets, buyers, division=places[2], size=3),
        niche=_group(draws, markets, buyers, division=places[3], size=3),
        season=_group(draws, markets, buyers, division=places[4], size=5),
    )


def _group(
    draws: Draws,
    markets: tuple[Market, ...],
    buyers: tuple[Organisation, ...],
    *,
    division: int,
    size: int,
) -> Group:
    members = draws.shuffled(markets[division].suppliers[:12])[:size]
    return Group(division, tuple(members), tuple(draws.shuffled(buyers[:20])[:size]))


def _pair(
    draws: Draws, market: Market, shared: str, partner: Organisation
) -> tuple[Organisation, Organisation]:
    """Let a firm that is in no market share something with one that is."""
    known = draws.pick(market.suppliers[1:9])
    party = dict(partner.party)
    if shared in {"street", "building"}:
        party["address"] = dict(known.party["address"])
    else:
        same = known.party["contactPoint"][shared]
        party["contactPoint"] = {**party["contactPoint"], shared: same}
    return known, Organisation(partner.id, partner.name, party)
