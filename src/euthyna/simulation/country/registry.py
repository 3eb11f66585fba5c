"""The register of firms and the residents of a province: who there is, before who owns whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from euthyna.simulation.basis import names, persons
from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.markets import DIVISIONS
from euthyna.simulation.basis.persons import Kinship
from euthyna.simulation.basis.scripts import script_of, standard_latin
from euthyna.simulation.country import abroad
from euthyna.simulation.country.history import History
from euthyna.simulation.country.model import Firm, Person
from euthyna.simulation.country.population import Country, Organisation
from euthyna.simulation.country.province import Province

PER_THOUSAND_FIRMS = 1_450
"""For a thousand processes; those abroad come on top."""
FEWEST_OTHERS = 60
"""Firms that never bid, in the smallest province."""

_SUPPLIERS, _PERSONS, _OTHERS = 401, 402, 403
"""Purposes of random streams."""

_ACTIVITIES = {
    "45": ("41.20", "42.11", "42.21", "43.29"), "33": ("46.46", "32.50", "21.20", "47.74"),
    "30": ("46.51", "26.20", "47.41"), "90": ("81.21", "38.11", "81.29"),
    "79": ("70.22", "80.10", "18.12", "74.30"), "15": ("10.51", "10.71", "46.33", "10.13"),
    "34": ("45.11", "29.10", "45.31"), "09": ("46.71", "35.14", "46.12"),
    "72": ("62.01", "62.02", "61.10"), "50": ("45.20", "33.13", "43.29"),
    "71": ("71.12", "71.11", "71.20"), "39": ("31.01", "46.65", "31.09"),
}  # fmt: skip
"""NACE classes of those who sell each division of the CPV."""
_OTHER_TRADES = (
    ("Retail", "47.11", "firm", 4), ("Bakery", "10.71", "firm", 2), ("Transport", "49.41", "firm", 3),
    ("Restaurants", "56.10", "firm", 3), ("Trading", "46.90", "firm", 4), ("Farm", "01.50", "firm", 2),
    ("Metal", "25.62", "firm", 2), ("Textile", "14.13", "firm", 1), ("Accounting", "69.20", "firm", 2),
    ("Building", "43.39", "firm", 4), ("Garage", "45.20", "firm", 2), ("Media", "73.11", "firm", 1),
    ("Hotel", "55.10", "firm", 1), ("Pharmacy", "47.73", "firm", 1), ("Travel", "79.11", "firm", 1),
    ("Holding", "64.20", "holding", 18), ("Invest", "64.20", "holding", 6),
    ("Properties", "68.20", "landlord", 6), ("Services", "82.99", "shell", 5),
    ("Trade", "46.19", "shell", 4), ("Foundation", "94.99", "foundation", 2),
    ("Group", "64.20", "listed", 1),
)  # fmt: skip
"""Word in the name, NACE class, kind and weight."""
_TRADE_WEIGHTS = cumulate([float(row[3]) for row in _OTHER_TRADES])
_FIRM_SLOTS, _PERSON_SLOTS = 19_997, 39_989
"""Primes: a step through them by another prime meets every number once, in no visible order."""


def build(province: Province) -> None:
    """Add a firm for each supplier, firms that never bid, and agents who register others."""
    history = History.of(province)
    draws = province.draws(_SUPPLIERS)
    divisions = _divisions(province.country)
    for organisation in suppliers(province.country):
        firm = _supplier(draws, organisation, history, divisions.get(organisation.id))
        province.firms[firm.id] = firm
    _others(province, history)


def suppliers(country: Country) -> Iterator[Organisation]:
    """List all who bid or may bid, each once."""
    seen: dict[str, Organisation] = {}
    for market in country.markets:
        seen.update({supplier.id: supplier for supplier in market.suppliers})
    for cast in country.casts:
        pairs = [one for pair in cast.pairs for one in pair]
        groups = (cast.covers, cast.absentees, cast.sharers, cast.niche, cast.season)
        members = [one for group in groups for one in group.members]
        for one in (cast.generalist, cast.loser, *pairs, *cast.ring, *members, cast.favourite):
            seen[one.id] = one
    yield from seen.values()


def _divisions(country: Country) -> dict[str, str]:
    return {
        supplier.id: division.code
        for division, market in zip(reversed(DIVISIONS), reversed(country.markets), strict=True)
        for supplier in market.suppliers
    }


def resident(
    province: Province,
    *,
    kin: Person | None = None,
    kinship: Kinship = "sibling",
    serving: bool = False,
) -> Person:
    """Add a person who lives in the province.

    Parameters
    ----------
    province
        Where.
    kin
        A relative, with whom the person shares the home in most cases, and the family name.
    kinship
        What the person is to the relative.
    serving
        Whether the person is to hold an office, and so is neither too young nor too old.
    """
    number = len(province.persons)
    draws = province.draws(_PERSONS, number)
    name = persons.relative(draws, kin.name, kinship=kinship) if kin else names.person(draws)
    home = dict(kin.address) if kin and draws.chance(0.7) else address(draws)
    slot = (number * 15_731 + province.number * 101 + 17) % _PERSON_SLOTS
    person = Person(
        id=f"XA-NID-{70_000_000 + (province.number * 40_000 + slot) * 7}",
        name=name,
        born=day(_birth(draws, kin, kinship, serving=serving)),
        nationality=abroad.HOME if draws.chance(0.95) else abroad.jurisdiction(draws),
        address=home,
        telephone=names.telephone(draws),
        email=f"{names.mailbox(name)}{draws.between(1, 9999)}@mail.example",
        other_names=names.forms(draws, name) if draws.chance(0.3) else (),
        income=draws.lognormal(180_000, 0.5),
    )
    province.persons[person.id] = person
    return person


def _birth(draws: Draws, kin: Person | None, kinship: Kinship, *, serving: bool) -> int:
    youngest, oldest = (27 * 365, 60 * 365) if serving else (19 * 365, 90 * 365)
    if kin is None:
        return -draws.between(max(21 * 365, youngest), min(80 * 365, oldest))
    apart = {"child": 28, "parent": -28}.get(kinship, 0) * 365 + draws.between(-2_500, 2_500)
    return min(-youngest, max(-oldest, number_of(kin.born) + apart))


def foreign(province: Province, draws: Draws, *, where: str) -> Firm:
    """Add a firm of another country, which owns firms of this one."""
    number, register = len(province.firms), ""
    while not register or register in province.firms:
        slot = 100_000 + (number * 7_919 + province.number * _FIRM_SLOTS) % 899_981
        register = f"{where}-XREG-{slot}{province.number}"
        number += 1
    home = {
        "streetAddress": names.street(draws),
        "locality": names.TOWNS[draws.between(0, len(names.TOWNS) - 1)],
        "postalCode": str(draws.between(1000, 99_999)),
        "countryName": abroad.NAMES[where],
    }
    trade = draws.pick(("Holdings", "Investments", "International", "Capital", "Partners"))
    firm = Firm(
        id=register,
        name=names.firm(draws, trade=trade),
        jurisdiction=where,
        founded=day(-draws.skewed(200, 7000)),
        activity="64.20",
        address=home,
        telephone=names.telephone(draws),
        email=f"office@h{register[8:]}.example",
        employees=draws.skewed(0, 12),
        kind="holding",
        capital=draws.lognormal(5_000_000, 1.2) // 10_000 * 10_000,
    )
    province.firms[firm.id] = firm
    return firm


def arrange(province: Province, firm: Firm, trustee: Person) -> Firm:
    """Add a nomination, by which `trustee` holds `firm` for somebody else."""
    number = firm.id.rpartition("-")[2]
    nomination = Firm(
        id=f"XA-DEED-{number}",
        name=f"Nomination of {trustee.name}",
        jurisdiction=abroad.HOME,
        founded=firm.founded,
        activity="",
        address=dict(trustee.address),
        telephone=trustee.telephone,
        email=trustee.email,
        employees=0,
        form="nomination",
        kind="nomination",
        capital=0,
    )
    province.firms[nomination.id] = nomination
    return nomination


def address(draws: Draws) -> dict[str, str]:
    """Invent an address, as in OCDS."""
    town = draws.between(0, len(names.TOWNS) - 1)
    return {
        "streetAddress": names.street(draws),
        "locality": names.TOWNS[town],
        "region": names.REGIONS[town % len(names.REGIONS)],
        "postalCode": f"{10_000 + town * 400 + draws.between(1, 399)}",
        "countryName": names.COUNTRY,
    }


def day(number: int) -> str:
    """Give the ISO date of a day counted from the beginning of the simulated years."""
    return (BEGINNING + timedelta(days=number)).isoformat()


def number_of(written: str) -> int:
    """Count the days from the beginning of the simulated years to an ISO date."""
    return (date.fromisoformat(written) - BEGINNING).days


def _supplier(draws: Draws, supplier: Organisation, history: History, division: str | None) -> Firm:
    contact = supplier.party["contactPoint"]
    first = min(history.first(supplier.id), 1_000)
    seen = history.tenders.get(supplier.id)
    code = division or (seen[0].division if seen else draws.pick(DIVISIONS).code)
    young, gone = draws.chance(0.12), draws.chance(0.06)
    end = history.last(supplier.id) + draws.between(60, 500)
    age = draws.between(30, 600) if young else draws.skewed(300, 9_000)
    return Firm(
        id=supplier.id,
        name=supplier.name,
        jurisdiction=abroad.HOME,
        founded=day(first - age),
        activity=draws.pick(_ACTIVITIES.get(code, ("46.90",))),
        address=dict(supplier.party["address"]),
        telephone=contact["telephone"],
        email=contact["email"],
        employees=_employees(draws),
        dissolved=day(end) if gone and 0 < end < 1_240 else "",
        other_names=_in_latin(draws, supplier.name),
        supplier=True,
        form=_form(supplier.name),
        capital=_capital(draws),
    )


def _employees(draws: Draws) -> int:
    return 0 if draws.chance(0.09) else draws.lognormal(9, 1.1)


def _capital(draws: Draws) -> int:
    if draws.chance(0.35):
        return draws.pick((100, 250_000, 500_000, 500_000, 1_000_000))
    return draws.lognormal(3_000_000, 1.3) // 10_000 * 10_000 + 10_000


def _in_latin(draws: Draws, name: str) -> tuple[str, ...]:
    """Give the name for foreign partners that two of three firms with other letters register."""
    if script_of(name) not in {"cyrillic", "arabic"} or not draws.chance(0.66):
        return ()
    return (standard_latin(name),)


def _form(name: str) -> str:
    if "Cooperative" in name or "Coop" in name:
        return "cooperative"
    return "joint-stock company" if "S.A." in name else "limited company"


def _others(province: Province, history: History) -> None:
    wanted = province.processes * PER_THOUSAND_FIRMS // 1000 - len(province.firms)
    count = max(FEWEST_OTHERS, wanted)
    draws = province.draws(_OTHERS)
    taken = set(history.entries) | {buyer.id for buyer in province.country.buyers}
    for register, _ in zip(_free(province, taken), range(count), strict=False):
        trade = _OTHER_TRADES[draws.index(_TRADE_WEIGHTS)]
        province.firms[register] = _other(draws, register, trade)


def enrol(province: Province, draws: Draws, *, kind: str) -> Firm:
    """Add one more firm of a kind, which was there before anybody declared owners."""
    register = next(_free(province, {buyer.id for buyer in province.country.buyers}))
    trade = draws.pick([row for row in _OTHER_TRADES if row[2] == kind])
    firm = _other(draws, register, trade)
    firm.dissolved, firm.founded = "", day(-draws.between(700, 6_000))
    province.firms[register] = firm
    return firm


def _free(province: Province, taken: set[str]) -> Iterator[str]:
    """Give register numbers that nobody has."""
    for number in range(_FIRM_SLOTS):
        slot = (number * 7_919 + 13) % _FIRM_SLOTS
        register = f"{names.SCHEME}-{30_000_000 + province.number * 20_000 + slot}"
        if register not in taken and register not in province.firms:
            yield register


def _other(draws: Draws, register: str, row: tuple[str, str, str, int]) -> Firm:
    trade, activity, kind, _ = row
    name = names.firm(draws, trade=trade)
    small = kind in {"holding", "shell", "landlord", "foundation"}
    gone = (
        draws.between(-300, 1_240) if kind in {"firm", "shell"} and draws.chance(0.07) else -9_999
    )
    founded = draws.between(0, 1_150) if draws.chance(0.18) else -draws.skewed(1, 9_000)
    return Firm(
        id=register,
        name=name,
        jurisdiction=abroad.HOME,
        founded=day(founded),
        activity=activity,
        address=address(draws),
        telephone=names.telephone(draws),
        email=f"info@firm{register[-8:]}.example",
        dissolved=day(gone) if gone > founded + 90 else "",
        employees=draws.skewed(0, 4) if small else _employees(draws),
        other_names=_in_latin(draws, name),
        form={"foundation": "foundation", "listed": "joint-stock company"}.get(kind, _form(name)),
        kind=kind,
        capital=_capital(draws),
    )
