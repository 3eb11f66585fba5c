"""What a public body pays without a published contract: payroll, bills, orders, benefits."""

from __future__ import annotations

from datetime import date

from euthyna.simulation.basis.dates import BEGINNING, HORIZON
from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.markets import DIVISIONS
from euthyna.simulation.country import chart
from euthyna.simulation.country.books import Body, Spending
from euthyna.simulation.country.outlays import YEARS, Desk, workday, year_of
from euthyna.simulation.country.population import Organisation

_ROUTINE = 803
"""Purpose of a random stream."""

SMALL = 1_000_000
"""Below it (10,000.00) an order suffices, and no process is published."""
MONTHS = tuple((date(year, month, 1) - BEGINNING).days for year in YEARS for month in range(1, 13))[
    6:
]
"""The first days of July 2022 to December 2025."""
_SEASON = cumulate([6.0, 6.6, 7.6, 7.8, 8.0, 8.2, 7.4, 6.8, 8.2, 8.8, 10.2, 14.4])
"""How small purchases fall on the months: the last one is the busiest."""
_UTILITIES = ("Electricity", "Water and sewage", "District heating", "Telephone and data lines")


def keep(desk: Desk) -> None:
    """Enter all routine payments of every body."""
    for number, body in enumerate(desk.books.bodies):
        draws = desk.province.draws(_ROUTINE, number)
        monthly = body.volume // 12
        wages = monthly * draws.between(60, 190) // 100
        utilities = [
            (words, monthly * draws.between(2, 7) // 100, draws.pick(desk.suppliers))
            for words in draws.shuffled(_UTILITIES)[: draws.between(1, 2)]
        ]
        for place, first in enumerate(MONTHS):
            _payroll(desk, draws, body, place, wages)
            for utility in utilities:
                _utility(desk, draws, body, first, utility)
            _social(desk, draws, body, first, monthly)
        for _ in range(draws.between(40, 90)):
            order(desk, draws, body)
        _older(desk, draws, body)


def _payroll(desk: Desk, draws: Draws, body: Body, place: int, wages: int) -> None:
    at = workday((MONTHS[place] + draws.between(23, 26)) * 1440 + draws.between(540, 900))
    if at >= HORIZON:
        return
    cents = wages * draws.between(975, 1030) // 1000
    if place % 12 == 5 and draws.chance(0.3):
        cents = cents * 14 // 10
    staff = f"Employees ({max(3, wages // 160_000)})"
    parts = (
        (chart.WAGES, cents, staff),
        (chart.CHARGES, cents * 225 // 1000, "Social Insurance Fund"),
    )
    for heading, part, name in parts:
        programme = place % len(body.programmes)
        line = desk.line(body, year_of(at), programme, heading, 0)
        desk.pay(Spending(at, line, part, "", name, heading.label, basis="payroll"))


def _utility(
    desk: Desk, draws: Draws, body: Body, first: int, utility: tuple[str, int, Organisation]
) -> None:
    words, cents, supplier = utility
    at = workday((first + draws.between(8, 26)) * 1440 + draws.between(540, 960))
    line = desk.line(body, year_of(at), 0, chart.UTILITIES, 0)
    part = max(2_000, cents * draws.between(700, 1350) // 1000)
    entry = Spending(at, line, part, supplier.id, supplier.name, words, basis="subscription")
    desk.bill(draws, desk.pay(entry))


def _social(desk: Desk, draws: Draws, body: Body, first: int, monthly: int) -> None:
    """Enter grants of ministries and benefits of municipalities."""
    heading = chart.GRANTS if len(body.programmes) > 4 else chart.BENEFITS
    for number, programme in enumerate(body.programmes):
        if heading is chart.BENEFITS and programme.cofog != "10.4":
            continue
        at = workday((first + draws.between(4, 26)) * 1440 + draws.between(540, 960))
        line = desk.line(body, year_of(at), number, heading, 0)
        cents = max(5_000, monthly * draws.between(40, 160) // 1000)
        name = f"Municipal funds, {programme.region}"
        if heading is chart.BENEFITS:
            name = f"Families ({max(2, cents // 9_000)})"
        desk.pay(Spending(at, line, cents, "", name, heading.label, basis="grant"))


def order(
    desk: Desk,
    draws: Draws,
    body: Body,
    *,
    at: int | None = None,
    cents: int | None = None,
    supplier: Organisation | None = None,
) -> Spending:
    """Enter a purchase that is too small for a process.

    Parameters
    ----------
    desk, draws, body
        Who buys.
    at, cents, supplier
        When, how much and from whom; drawn where not given.
    """
    at = season(draws) if at is None else at
    place = draws.between(0, len(DIVISIONS) - 1)
    division, market = DIVISIONS[place], desk.province.country.markets[place]
    supplier = supplier or market.suppliers[draws.index(market.weights)]
    cents = _small(draws) if cents is None else cents
    travel = draws.chance(0.08)
    heading = chart.TRAVEL if travel else chart.heading(division.code)
    words = chart.TRAVEL.label if travel else draws.pick(division.goods).words
    line = desk.line(body, year_of(at), draws.between(0, len(body.programmes) - 1), heading, 0)
    basis = f"order {draws.between(1, 9_999)}/{line.year}" if draws.chance(0.95) else ""
    entry = Spending(at, line, cents, supplier.id, supplier.name, words, basis=basis)
    desk.bill(draws, desk.pay(entry))
    return entry


def _small(draws: Draws) -> int:
    cents = draws.skewed(15_000, SMALL - 20_000)
    return cents // 10_000 * 10_000 + 10_000 if draws.chance(0.12) else cents


def season(draws: Draws) -> int:
    """Draw a moment of the three and a half years, in working hours; December is the busiest."""
    while True:
        place = draws.between(0, 3) * 12 + draws.index(_SEASON) - 6
        if place >= 0:
            day = MONTHS[place] + draws.between(0, 27)
            return min(HORIZON - 1, workday(day * 1440 + draws.between(500, 1020)))


def framework(draws: Draws) -> str:
    """Name a framework contract of a central purchasing body."""
    return f"framework CF-{draws.between(2020, 2022)}/{draws.between(1, 40):02d}"


def older_contract(draws: Draws) -> str:
    """Name a contract that was signed before the releases begin."""
    return f"older contract {2019 + draws.between(0, 2)}/{draws.between(100, 999)}"


def _older(desk: Desk, draws: Draws, body: Body) -> None:
    """Enter payments of older contracts and of frameworks."""
    for _ in range(draws.between(1, 4)):
        supplier = draws.pick(desk.suppliers)
        heading = draws.pick((chart.WORKS, chart.SERVICES, chart.GOODS, chart.MACHINES))
        programme = draws.between(0, len(body.programmes) - 1)
        basis = framework(draws) if draws.chance(0.3) else older_contract(draws)
        cents = body.volume * draws.between(20, 70) // 1000
        at = draws.between(5, 700) * 1440 + draws.between(500, 1020)
        for _ in range(draws.between(3, 9)):
            at = workday(at)
            line = desk.line(body, year_of(at), programme, heading, 0)
            part = max(20_000, cents * draws.between(600, 1400) // 1000)
            entry = Spending(at, line, part, supplier.id, supplier.name, heading.label, basis=basis)
            desk.bill(draws, desk.pay(entry))
            at += draws.between(25, 60) * 1440
