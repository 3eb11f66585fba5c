"""What is owed and not paid, what bodies say of it, and how some hide it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.books import Arrears, Body, Invoice
from euthyna.simulation.country.budgets import moment
from euthyna.simulation.country.diversions import Plot, level, pick_bodies
from euthyna.simulation.country.outlays import TERM, YEARS, Desk, invoice_number, open_invoice

_HIDING, _SHIFTING, _DISPUTES, _STATEMENTS = range(831, 835)
"""Purposes of random streams."""

_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
QUARTERS = tuple(
    (year, quarter, moment(year, *_ENDS[quarter - 1])) for year in YEARS for quarter in (1, 2, 3, 4)
)[2:-1]
"""Year, quarter and its last day, from September 2022 to September 2025."""
GRACE = 30 * 1440
"""An unpaid invoice is in arrears so long after its due date."""

ByBody = dict[str, list[Invoice]]


def plant(desk: Desk) -> Iterator[Plot]:
    """Let invoices lie, register them late, or dispute them; then enter all statements."""
    invoices: ByBody = defaultdict(list)
    for invoice in desk.books.invoices:
        invoices[invoice.line.body.id].append(invoice)
    yield from _shifted(desk, invoices)
    yield from _disputed(desk)
    hidden = list(_hidden(desk, invoices))
    _statements(desk, hidden)
    yield from hidden


def _shifted(desk: Desk, invoices: ByBody) -> Iterator[Plot]:
    """Register invoices of November and December only in January."""
    draws, bodies = pick_bodies(desk, _SHIFTING)
    bodies.sort(key=lambda body: -len(invoices[body.id]))
    for number, body in enumerate(bodies[1:5:2]):
        year = draws.between(2022, 2024)
        difficulty = level(desk, number)
        plot = Plot("invoices-shifted-to-next-year", difficulty, {"year": year}, body=body)
        window = (moment(year + 1, 1, 5), moment(year + 1, 4, 20))
        for invoice in invoices[body.id]:
            if not window[0] < invoice.paid < window[1]:
                continue
            if draws.chance((0.95, 0.7, 0.4)[difficulty - 1]) and _shift(draws, invoice, year):
                plot.add("shifted-invoice", "invoice", invoice, invoice.registered)
        if plot.cast:
            yield plot


def _shift(draws: Draws, invoice: Invoice, year: int) -> bool:
    issued = moment(year, 11, 3) + draws.between(0, 42) * 1440 + draws.between(500, 1000)
    if not _redate(draws, invoice, issued):
        return False
    first = moment(year + 1, 1, 2)
    latest = max(first + 1440, min(invoice.paid, first + 18 * 1440))
    invoice.registered = draws.between(first, latest)
    return True


def _redate(draws: Draws, invoice: Invoice, issued: int) -> bool:
    """Let an invoice be older than it was, unless its contract is younger."""
    if invoice.commitment and invoice.commitment.at > issued:
        return False
    invoice.issued = issued
    invoice.number = invoice_number(draws, issued)
    invoice.due = issued + TERM
    invoice.registered = issued + draws.skewed(0, 6) * 1440 + draws.between(0, 600)
    return True


def _disputed(desk: Desk) -> Iterator[Plot]:
    """Let a body dispute, in the open, a series of invoices of one contract."""
    draws, bodies = pick_bodies(desk, _DISPUTES)
    chosen = {body.id for body in bodies[:3]}
    found = [c for c in desk.books.commitments if c.line.body.id in chosen and c.at < HORIZON // 2]
    for commitment in draws.shuffled(found)[:2]:
        plot = Plot("innocent-disputed-invoices", 2, {}, body=commitment.line.body)
        names_contract = draws.chance(0.4)
        at = commitment.at + draws.between(40, 120) * 1440
        for _ in range(draws.between(3, 6)):
            cents = max(20_000, commitment.cents * draws.between(40, 150) // 1000)
            invoice = open_invoice(draws, commitment, at, cents, "disputed")
            if not names_contract:
                invoice.commitment = None
            desk.books.invoices.append(invoice)
            plot.add("disputed-invoice", "invoice", invoice, invoice.registered)
            at += draws.between(20, 40) * 1440
        yield plot


def _hidden(desk: Desk, invoices: ByBody) -> Iterator[Plot]:
    """Let many invoices lie over the end of a year."""
    draws, bodies = pick_bodies(desk, _HIDING)
    bodies.sort(key=lambda body: -len(invoices[body.id]))
    for number, body in enumerate(bodies[:4:2]):
        difficulty = level(desk, number + 1)
        year = draws.between(2022, 2024)
        told = (0, 10, 35)[difficulty - 1]
        parameters: dict[str, float | int | str] = {"year": year, "reported_percent": told}
        plot = Plot("arrears-hidden", difficulty, parameters, body=body)
        _lie(draws, plot, invoices[body.id], year, share=(0.8, 0.6, 0.4)[difficulty - 1])
        owed = [
            c for c in desk.books.commitments if c.line.body is body and c.at < moment(year, 9, 1)
        ]
        for commitment in draws.shuffled(owed)[:4]:
            issued = moment(year, 7, 1) + draws.between(0, 100) * 1440
            cents = max(50_000, commitment.cents * draws.between(60, 250) // 1000)
            invoice = open_invoice(draws, commitment, issued, cents, "approved")
            desk.books.invoices.append(invoice)
            plot.add("unpaid-invoice", "invoice", invoice, invoice.registered)
        yield plot


def _lie(draws: Draws, plot: Plot, invoices: list[Invoice], year: int, *, share: float) -> None:
    """Date back what was paid in the first half of the next year."""
    first, last = moment(year + 1, 1, 5), moment(year + 1, 7, 20)
    for invoice in invoices:
        if first < invoice.paid < last and draws.chance(share):
            issued = moment(year, 8, 1) + draws.between(0, 85) * 1440 + draws.between(500, 1000)
            if _redate(draws, invoice, issued):
                plot.add("unpaid-invoice", "invoice", invoice, invoice.registered)


def _statements(desk: Desk, hidden: list[Plot]) -> None:
    plots = {plot.body.id: plot for plot in hidden if plot.body}
    invoices: ByBody = defaultdict(list)
    for invoice in desk.books.invoices:
        if invoice.status in {"paid", "approved"}:
            invoices[invoice.line.body.id].append(invoice)
    for number, body in enumerate(desk.books.bodies):
        draws = desk.province.draws(_STATEMENTS, number)
        late = [i for i in invoices[body.id] if not i.paid or i.paid > i.due + GRACE]
        for _, _, day in QUARTERS:
            statement = _statement(draws, body, late, day)
            desk.books.arrears.append(statement)
            plot = plots.get(body.id)
            if plot:
                _conceal(draws, plot, statement)


def _statement(draws: Draws, body: Body, late: list[Invoice], day: int) -> Arrears:
    end = day + 1440
    owed = [i for i in late if i.due + GRACE <= end and (not i.paid or i.paid >= end)]
    cents = sum(i.cents for i in owed)
    old = sum(i.cents for i in owed if i.due + 3 * GRACE <= end)
    if owed and draws.chance(0.15):
        cents = cents * draws.between(930, 1010) // 1000
    published = day + draws.between(18, 50) * 1440 + draws.between(500, 1000)
    return Arrears(body, day, published, cents, min(old, cents), len(owed))


def _conceal(draws: Draws, plot: Plot, statement: Arrears) -> None:
    year = int(plot.parameters["year"])
    if not moment(year, 9, 1) < statement.day < moment(year + 1, 7, 1):
        return
    told = int(plot.parameters["reported_percent"]) * draws.between(700, 1300) // 1000
    statement.owed = statement.owed * told // 100
    statement.old = statement.old * told // 300
    statement.invoices = statement.invoices * told // 100
    plot.add("understated-arrears", "arrears-statement", statement, statement.published)
