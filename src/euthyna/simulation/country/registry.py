"""The register of firms: every supplier, who owns and who manages it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from euthyna.simulation.basis import names
from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.model import Firm, Interest, Person
from euthyna.simulation.country.population import Country, Organisation
from euthyna.simulation.country.province import Province

WHOLE = 10_000
"""All shares, in hundredths of a per cent."""

_FIRMS, _PERSONS = 401, 402
"""Purposes of random streams."""


def build(province: Province) -> None:
    """Add a firm for each supplier, and the persons behind it."""
    draws = province.draws(_FIRMS)
    for supplier in suppliers(province.country):
        firm = _firm(draws, supplier)
        province.firms[firm.id] = firm
        owner = resident(province)
        province.interests.append(
            Interest(
                f"{firm.id}-1",
                firm.id,
                owner.id,
                "shareholding",
                WHOLE,
                WHOLE,
                firm.founded,
            )
        )
        manager = owner if draws.chance(0.6) else resident(province)
        province.interests.append(
            Interest(f"{firm.id}-2", firm.id, manager.id, "boardMember", since=firm.founded)
        )


def suppliers(country: Country) -> Iterator[Organisation]:
    """List all who bid or may bid, each once."""
    seen: dict[str, Organisation] = {}
    for market in country.markets:
        seen.update({supplier.id: supplier for supplier in market.suppliers})
    for cast in country.casts:
        pairs = [one for pair in cast.pairs for one in pair]
        for one in (cast.generalist, cast.loser, *pairs, *cast.ring, cast.favourite):
            seen[one.id] = one
    yield from seen.values()


def resident(province: Province) -> Person:
    """Add a person who lives in the province."""
    number = len(province.persons)
    draws = province.draws(_PERSONS, number)
    town = draws.between(0, len(names.TOWNS) - 1)
    name = names.person(draws)
    person = Person(
        id=f"XA-NID-{70_000_000 + (province.number * 40_000 + number) * 7}",
        name=name,
        born=day(-draws.between(21 * 365, 80 * 365)),
        nationality="XA",
        address={
            "streetAddress": names.street(draws),
            "locality": names.TOWNS[town],
            "region": names.REGIONS[town % len(names.REGIONS)],
            "postalCode": f"{10_000 + town * 400 + draws.between(1, 399)}",
            "countryName": names.COUNTRY,
        },
        telephone=names.telephone(draws),
        email=f"{name.split()[0].lower()}{draws.between(1, 9999)}@mail.example",
        income=draws.lognormal(180_000, 0.5),
    )
    province.persons[person.id] = person
    return person


def day(number: int) -> str:
    """Give the ISO date of a day counted from the beginning of the simulated years."""
    return (BEGINNING + timedelta(days=number)).isoformat()


def _firm(draws: Draws, supplier: Organisation) -> Firm:
    contact = supplier.party["contactPoint"]
    return Firm(
        id=supplier.id,
        name=supplier.name,
        jurisdiction="XA",
        founded=day(-draws.skewed(200, 9000)),
        activity="46.90",
        address=dict(supplier.party["address"]),
        telephone=contact["telephone"],
        email=contact["email"],
        employees=draws.skewed(1, 120),
        supplier=True,
    )
