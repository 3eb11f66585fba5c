"""Declarations of assets and interests, one JSON object a line.

Each line is a document of the import schema of declarator.org, which several bodies use to exchange
declarations, with one person in it; its closed list of relatives is in Russian. What that schema
has no place for, such as savings, shares, loans, gifts, relatives, stands beside its fields in
``persons`` under names of our own; amounts are in the currency that the document names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from euthyna.simulation.basis import noise
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import MAIN_CURRENCY
from euthyna.simulation.basis.names import COUNTRY
from euthyna.simulation.country.model import Interest
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import day
from euthyna.simulation.country.wealth import Car, Declaration, Home, Income
from euthyna.simulation.published.piece import Piece

Json = dict[str, Any]

_NAMES = 550
"""Purpose of random streams."""
RELATIVES = {
    "": None,
    "spouse": "Супруг(а)",  # noqa: RUF001 (the schema's own word)
    "child": "Ребенок",
}
"""The schema's word for whose it is; all other relatives are its ``Иное``."""
_OTHER = "Иное"


def declarations(province: Province) -> Iterator[Piece]:
    """Write the declarations in the order in which they came in."""
    draws = province.draws(_NAMES)
    bodies = {buyer.id: buyer.name for buyer in province.country.buyers}
    bodies |= {cast.harsh.id: cast.harsh.name for cast in province.country.casts}
    lines = [
        orjson.dumps(
            {
                "document": _document(declaration, bodies),
                "persons": [_person(province, draws, declaration, bodies)],
            },
            option=orjson.OPT_APPEND_NEWLINE,
        )
        for declaration in province.declarations
    ]
    yield Piece("declarations/declarations.jsonl", b"".join(lines))


def _document(declaration: Declaration, bodies: dict[str, str]) -> Json:
    body = declaration.office.body
    return {
        "id": declaration.id,
        "type": "annual",
        "name": f"Declaration of income, assets and interests for {declaration.year}",
        "year": declaration.year,
        "url": f"https://declarations.gov.example/{declaration.id}",
        "submitted": day(declaration.submitted),
        "due": day(declaration.due),
        "currency": MAIN_CURRENCY,
        "office": {"name": bodies.get(body, body)},
    }


def _person(
    province: Province, draws: Draws, declaration: Declaration, bodies: dict[str, str]
) -> Json:
    estate = declaration.estate
    declarant = _declarant(province, draws, declaration, bodies)
    sections: Json = {
        "person": declarant,
        "incomes": [_income(income) for income in estate.incomes],
        "real_estates": [_home(home) for home in sorted(estate.homes, key=lambda h: h.since)],
        "vehicles": [_vehicle(car) for car in sorted(estate.cars, key=lambda c: c.built)],
        "savings": _savings(declaration),
        "liabilities": [
            {"creditor": loan.lender, "size": loan.cents / 100, "year": loan.since}
            for loan in estate.loans
        ],
        "gifts": [_income(gift) for gift in estate.gifts],
        "shares": _shares(province, draws, declaration),
        "relatives": _relatives(province, draws, declaration),
        "previous_employment": _employment(province, declaration.person),
        "recusals": _recusals(province, declaration),
    }
    # As in most systems, a section without an entry is there only now and then.
    empty = draws.chance(0.3)
    return {name: section for name, section in sections.items() if section or empty}


def _declarant(
    province: Province, draws: Draws, declaration: Declaration, bodies: dict[str, str]
) -> Json:
    person = province.persons[declaration.person]
    raw = noise.vary(draws, person.name, kind="person") if draws.chance(0.2) else person.name
    office = declaration.office
    found: Json = {"name_raw": raw, "role": office.title, "department": bodies.get(office.body)}
    if draws.chance(0.5):
        found["birth_date"] = person.born if draws.chance(0.4) else person.born[:4]
    return found


def _income(income: Income) -> Json:
    return {
        "size": income.cents / 100,
        "comment": income.source,
        "relative": _relative(income.owner),
    }


def _relative(kind: str) -> str | None:
    return RELATIVES.get(kind, _OTHER)


def _home(home: Home) -> Json:
    rented = home.how == "rented"
    found: Json = {
        "text": f"{home.type}, {home.square} m², {home.town}",
        "type": home.type,
        "square": home.square,
        "country": COUNTRY,
        "region": home.town,
        "own_type": "Use" if rented else "Ownership",
        "share_amount": None if rented else home.share / 100,
        "relative": _relative(home.owner),
        "acquired": home.since,
    }
    if not rented:
        found |= {"value": home.cents / 100, "origin": home.how}
    return found


def _vehicle(car: Car) -> Json:
    return {
        "text": f"{car.brand} {car.model}",
        "type": "Car",
        "brand": car.brand,
        "model": car.model,
        "manufacture_year": car.built,
        "value": car.cents / 100,
        "own_type": "Ownership",
        "relative": _relative(car.owner),
    }


def _savings(declaration: Declaration) -> list[Json]:
    estate = declaration.estate
    kinds = (("bank account", estate.savings), ("cash", estate.cash))
    return [{"type": kind, "size": cents / 100} for kind, cents in kinds if cents]


def _shares(province: Province, draws: Draws, declaration: Declaration) -> list[Json]:
    """Write interests in firms, with the names of firms as officials write them."""
    kinds = dict(declaration.relatives)
    return [
        _share(province, draws, interest, kinds.get(interest.party, ""))
        for interest in declaration.shares
    ]


def _share(province: Province, draws: Draws, interest: Interest, owner: str) -> Json:
    firm = province.firms[interest.firm]
    name = noise.vary(draws, firm.name, kind="firm") if draws.chance(0.35) else firm.name
    found: Json = {"firm": name, "interest": interest.kind, "relative": _relative(owner)}
    if draws.chance(0.6):
        found["registration_number"] = firm.id.rpartition("-")[2]
    if interest.high:
        found["share_percent"] = interest.high / 100
    return found


def _relatives(province: Province, draws: Draws, declaration: Declaration) -> list[Json]:
    found = []
    for who, kind in declaration.relatives:
        name = province.persons[who].name
        if draws.chance(0.15):
            name = noise.vary(draws, name, kind="person")
        found.append({"name_raw": name, "relation": kind, "relative": _relative(kind)})
    return found


def _employment(province: Province, person: str) -> Sequence[Json]:
    return [
        {"firm": province.firms[job.firm].name, "since": job.since[:4], "until": job.until[:7]}
        for job in province.employments
        if job.person == person
    ]


def _recusals(province: Province, declaration: Declaration) -> list[Json]:
    return [
        {"process": away.process, "firm": province.firms[away.firm].name, "date": away.day}
        for away in province.recusals
        if away.person == declaration.person and away.day[:4] == str(declaration.year)
    ]
