"""Schemes in what is spent, and what only looks like one.

Money moved after the election without a decision, a budget burnt in the last days of December,
payments without a contract; beside them relief after a flood, works accepted in December and
calls on a framework contract.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import chart
from euthyna.simulation.country.books import Adjustment, Body, BudgetLine, Commitment, Spending
from euthyna.simulation.country.budgets import enter, moment
from euthyna.simulation.country.chart import Heading
from euthyna.simulation.country.housekeeping import SMALL, framework, older_contract, order
from euthyna.simulation.country.outlays import Desk, workday, year_of
from euthyna.simulation.country.population import Organisation

_REALLOCATION, _BURNING, _NO_CONTRACT, _FLOOD, _PEAK, _FRAMEWORK, _MOVING = range(821, 828)
"""Purposes of random streams."""

ELECTION = moment(2023, 10, 8)
"""A Sunday: the invented country voted."""
FLOOD = moment(2024, 5, 18)
"""The Dran left its bed."""


@dataclass(slots=True)
class Plot:
    """What takes part in one instance, noted when everything has its id."""

    scheme: str
    difficulty: int
    parameters: dict[str, float | int | str]
    cast: list[tuple[str, str, Any, int]] = field(default_factory=list)
    """Role, kind, record or id, moment."""
    body: Body | None = None
    moves: list[tuple[int, BudgetLine, int]] = field(default_factory=list)
    """Money still to be moved: when, to which line, how much."""

    def add(self, role: str, kind: str, thing: object, at: int) -> None:
        """Let a record take part."""
        self.cast.append((role, kind, thing, at))


def pick_bodies(desk: Desk, purpose: int) -> tuple[Draws, list[Body]]:
    """Give a stream of chance, and the bodies in its order."""
    draws = desk.province.draws(purpose)
    return draws, draws.shuffled(desk.books.bodies)


def level(desk: Desk, number: int) -> int:
    """Give the difficulty of an instance: every seed and province begins elsewhere."""
    return 1 + (desk.province.seed + desk.province.number + number) % 3


def spend(desk: Desk) -> Iterator[Plot]:
    """Enter the payments of all schemes that pay."""
    yield from _reallocations(desk)
    yield _relief(desk)
    yield from _burnings(desk)
    yield from _peaks(desk)
    yield from _without_contract(desk)
    yield from _frameworks(desk)


def _reallocations(desk: Desk) -> Iterator[Plot]:
    draws, bodies = pick_bodies(desk, _REALLOCATION)
    bodies.sort(key=lambda body: -len(body.programmes))
    for number, body in enumerate(bodies[:2]):
        difficulty = level(desk, number)
        plot = Plot("budget-reallocation-after-election", difficulty, {"election": "2023-10-08"})
        plot.body = body
        region = draws.pick(body.programmes).region
        plot.parameters["region"] = region
        _direct(
            desk, draws, plot, region, (ELECTION, 14, 70), strength=(0, 260, 180, 110)[difficulty]
        )
        yield plot


def _relief(desk: Desk) -> Plot:
    draws, bodies = pick_bodies(desk, _FLOOD)
    body = max(bodies, key=lambda one: len(one.programmes))
    plot = Plot("innocent-disaster-reallocation", level(desk, 0), {"flood": "2024-05-18"})
    plot.body = body
    regions = {programme.region for programme in body.programmes}
    region = "Dran Valley" if "Dran Valley" in regions else body.region
    _direct(desk, draws, plot, region, (FLOOD, 3, 40), strength=260)
    return plot


def _direct(
    desk: Desk,
    draws: Draws,
    plot: Plot,
    region: str,
    when: tuple[int, int, int],
    *,
    strength: int,
) -> None:
    """Pay more than usual for the programmes of a region, and remember what must be moved."""
    body = plot.body or desk.books.bodies[0]
    start, first, last = when
    chosen = [n for n, programme in enumerate(body.programmes) if programme.region == region][:2]
    for programme in chosen:
        heading = chart.GRANTS if len(body.programmes) > 4 else chart.WORKS
        at = start + draws.between(first, last) * 1440
        line = desk.line(body, 2023 if start == ELECTION else 2024, programme, heading, 0)
        total = 0
        for _ in range(draws.between(2, 4)):
            paid = workday(at + draws.between(3, 13) * 1440 + draws.between(500, 1000))
            cents = body.volume * draws.between(strength // 2, strength) // 1000
            payee = draws.pick(desk.suppliers) if heading is chart.WORKS else None
            entry = _entry(draws, paid, line, cents, payee)
            desk.pay(entry)
            if payee:
                desk.bill(draws, entry)
            plot.add("late-transfer", "spending-line", entry, paid)
            total += cents
        plot.moves.append((at, line, total))


def _entry(
    draws: Draws, at: int, line: BudgetLine, cents: int, payee: Organisation | None
) -> Spending:
    if payee is None:
        name = f"Municipal funds, {line.programme.region}"
        return Spending(at, line, cents, "", name, line.heading.label, basis="grant")
    basis = older_contract(draws)
    return Spending(at, line, cents, payee.id, payee.name, line.heading.label, basis=basis)


def move(desk: Desk, plots: list[Plot]) -> None:
    """Enter the shifts of money that some schemes need: the totals stay what they are."""
    draws = desk.province.draws(_MOVING)
    for plot in plots:
        for planned in plot.moves:
            _move(desk, draws, plot, planned)


def _move(desk: Desk, draws: Draws, plot: Plot, planned: tuple[int, BudgetLine, int]) -> None:
    """Take from several lines of the same body and year what one line gets."""
    at, line, cents = planned
    givers = [
        one
        for one in desk.books.lines
        if one.body is line.body and one.year == line.year and one.programme is not line.programme
    ]
    givers = draws.shuffled(sorted(givers, key=lambda one: one.id))
    innocent = plot.scheme.startswith("innocent")
    parts = 1 + plot.difficulty if innocent else (0, 2, 3, 7)[plot.difficulty]
    plot.add("target-line", "budget-line", line, at)
    for giver in givers[:parts]:
        part = min(cents // parts, line.approved - 10_000) // 10_000 * 10_000
        if part <= 0:
            return
        line.approved -= part
        line.proposed = max(10_000, line.proposed - part)
        giver.approved += part
        giver.proposed += part
        change = enter(
            desk, draws, at=at - draws.between(1, 3) * 1440, cents=part, taken=giver, given=line
        )
        _decide(draws, change, plot)
        plot.add("source-line", "budget-line", giver, change.at)
        plot.add("transfer-order", "budget-adjustment", change, change.at)


def _decide(draws: Draws, change: Adjustment, plot: Plot) -> None:
    if plot.scheme.startswith("innocent"):
        change.kind = "reserve" if draws.chance(0.3) else "virement"
        change.decision = f"Government Decree No. {draws.between(40, 90)}/{change.year}"
        change.decided = max(FLOOD + 1440, change.at - draws.between(0, 2) * 1440)
        change.at = max(change.at, change.decided)
        change.words = "Relief after the flood of the Dran."
    elif draws.chance((1.0, 0.75, 0.5)[plot.difficulty - 1]):
        change.kind, change.decision, change.decided = "virement", "", 0


def _burnings(desk: Desk) -> Iterator[Plot]:
    draws, bodies = pick_bodies(desk, _BURNING)
    paid: Counter[Commitment | None] = Counter()
    for entry in desk.books.spending:
        paid[entry.commitment] += entry.cents
    for number in range(2):
        body = bodies[number % len(bodies)]
        difficulty = level(desk, number + 1)
        year = draws.between(2022, 2024)
        count = (0, 26, 18, 12)[difficulty]
        lowest = (0, 90, 75, 45)[difficulty]
        parameters: dict[str, float | int | str] = {"orders": count, "year": year}
        plot = Plot("year-end-splurge", difficulty, parameters, body=body)
        takers = [draws.pick(desk.suppliers) for _ in range(difficulty + 1)]
        contracts = [c for c in desk.books.commitments if c.line.body is body]
        for _ in range(count):
            at = workday(moment(year, 12, draws.between(11, 28)) + draws.between(520, 1010))
            cents = draws.between(SMALL * lowest // 100, SMALL * 996 // 1000)
            open_ones = [c for c in contracts if c.at < at and paid[c] + cents <= c.cents]
            if open_ones and draws.chance(0.15):
                entry = _call(desk, draws, draws.pick(open_ones), at, cents)
                paid[entry.commitment] += cents
            else:
                entry = order(desk, draws, body, at=at, cents=cents, supplier=draws.pick(takers))
            plot.add("year-end-order", "spending-line", entry, at)
        _add_awards(desk, plot, body, year)
        yield plot


def _call(desk: Desk, draws: Draws, contract: Commitment, at: int, cents: int) -> Spending:
    """Order more on a contract that is not used up."""
    first = contract.line
    programme = first.body.programmes.index(first.programme)
    line = desk.line(first.body, year_of(at), programme, first.heading, first.source)
    entry = Spending(at, line, cents, contract.supplier, "", first.heading.label, contract)
    entry.basis = "contract"
    desk.bill(draws, desk.pay(entry))
    return entry


def _add_awards(desk: Desk, plot: Plot, body: Body, year: int) -> None:
    """Note the direct awards that the body signed in the same days, where there are any."""
    first, last = moment(year, 12, 1), moment(year, 12, 31)
    direct = {
        release["ocid"]
        for release in desk.province.releases
        if release["tender"].get("procurementMethod") == "direct"
    }
    for deal in desk.province.deals:
        if deal.buyer == body.id and first <= deal.signed <= last and deal.ocid in direct:
            plot.add("december-award", "process", deal.ocid, deal.signed)


def _peaks(desk: Desk) -> Iterator[Plot]:
    draws, bodies = pick_bodies(desk, _PEAK)
    for body in bodies[:2]:
        year = draws.between(2022, 2024)
        plot = Plot("innocent-delivery-peak", 2, {"year": year}, body=body)
        supplier = draws.pick(desk.suppliers)
        contract = older_contract(draws)
        line = desk.line(body, year, 0, chart.WORKS, 0)
        for _ in range(draws.between(4, 8)):
            at = workday(moment(year, 12, draws.between(6, 22)) + draws.between(520, 1010))
            cents = body.volume * draws.between(30, 90) // 1000
            entry = Spending(
                at, line, cents, supplier.id, supplier.name, line.heading.label, basis=contract
            )
            desk.bill(draws, desk.pay(entry))
            plot.add("accepted-works", "spending-line", entry, at)
        yield plot


def _without_contract(desk: Desk) -> Iterator[Plot]:
    draws, bodies = pick_bodies(desk, _NO_CONTRACT)
    for number in range(2):
        body = bodies[number % len(bodies)]
        difficulty = level(desk, number + 2)
        count = draws.between(4, 9)
        plot = Plot("spending-without-contract", difficulty, {"payments": count}, body=body)
        _series(desk, draws, plot, "paid-without-contract", ("", "order"))
        yield plot


def _frameworks(desk: Desk) -> Iterator[Plot]:
    draws, bodies = pick_bodies(desk, _FRAMEWORK)
    for body in bodies[:2]:
        count = draws.between(4, 9)
        plot = Plot("innocent-framework-calls", 2, {"payments": count}, body=body)
        basis = framework(draws)
        _series(desk, draws, plot, "framework-call", (basis, basis))
        yield plot


def _series(desk: Desk, draws: Draws, plot: Plot, role: str, bases: tuple[str, str]) -> None:
    """Pay one supplier again and again, above the limit of orders, without a process."""
    body = plot.body or desk.books.bodies[0]
    supplier = draws.pick(desk.suppliers)
    heading: Heading = draws.pick((chart.SERVICES, chart.GOODS, chart.SERVICES))
    at = draws.between(60, 1000) * 1440 + draws.between(520, 1010)
    programme = draws.between(0, len(body.programmes) - 1)
    for _ in range(int(plot.parameters["payments"])):
        at = workday(at)
        if at >= HORIZON:
            return
        line = desk.line(body, year_of(at), programme, heading, 0)
        cents = draws.between(SMALL * 105 // 100, SMALL * (52, 42, 30)[plot.difficulty - 1] // 10)
        basis = bases[plot.difficulty == 3]
        if basis == "order":
            basis = f"order {draws.between(1, 9_999)}/{line.year}"
        entry = Spending(at, line, cents, supplier.id, supplier.name, heading.label, basis=basis)
        desk.bill(draws, desk.pay(entry))
        plot.add(role, "spending-line", entry, at)
        at += draws.between(18, 45) * 1440
