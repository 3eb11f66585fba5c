"""What public bodies pay: contracts as their releases tell, and all that is paid without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from euthyna.simulation.basis import dates, names
from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import SECOND_CURRENCY
from euthyna.simulation.country import chart
from euthyna.simulation.country.books import (
    Body,
    Books,
    BudgetLine,
    Commitment,
    Invoice,
    Programme,
    Spending,
)
from euthyna.simulation.country.chart import Heading
from euthyna.simulation.country.model import Deal, Payment
from euthyna.simulation.country.population import Organisation
from euthyna.simulation.country.province import Province

_BODIES, _CONTRACTS = 801, 802
"""Purposes of random streams."""

YEARS = (2022, 2023, 2024, 2025)
RATE = 93
"""The treasury's rate for the second currency, in per cent."""
TERM = 30 * 1440
"""When an invoice is due."""
_MOST = 10**12
"""Cents above which a published amount is a slip of the pen."""


@dataclass(slots=True)
class Desk:
    """Where payments are entered in the books."""

    province: Province
    books: Books
    bodies: dict[str, Body]
    lines: dict[tuple[object, ...], BudgetLine]
    suppliers: list[Organisation]

    def line(
        self, body: Body, year: int, programme: int, heading: Heading, source: int
    ) -> BudgetLine:
        """Find a budget line, or open it."""
        key = (body.id, year, programme, heading.code, source)
        found = self.lines.get(key)
        if found is None:
            found = BudgetLine(body, year, body.programmes[programme], heading, source)
            self.lines[key] = found
            self.books.lines.append(found)
        return found

    def pay(self, spending: Spending) -> Spending:
        """Enter a payment."""
        spending.line.itemised += spending.cents
        self.books.spending.append(spending)
        return spending

    def bill(self, draws: Draws, spending: Spending) -> Invoice:
        """Enter the invoice that a payment settles."""
        issued = spending.at - waiting(draws)
        registered = min(spending.at, issued + draws.skewed(0, 6) * 1440 + draws.between(0, 600))
        invoice = Invoice(
            issued=issued,
            registered=registered,
            due=issued + TERM,
            line=spending.line,
            supplier=spending.payee,
            cents=spending.cents,
            number=invoice_number(draws, issued),
            commitment=spending.commitment,
            paid=spending.at,
        )
        spending.invoice = invoice
        self.books.invoices.append(invoice)
        return invoice


def waiting(draws: Draws) -> int:
    """Draw how long an invoice lies: three weeks mostly, months at times."""
    if draws.chance(0.09):
        return draws.skewed(30, 160) * 1440
    return draws.between(6, 34) * 1440 + draws.between(0, 900)


def invoice_number(draws: Draws, issued: int) -> str:
    """Draw the number that a supplier gives an invoice."""
    number = draws.between(1, 4999)
    style = draws.uniform()
    if style < 0.5:
        return f"{dates.year(issued)}/{number}"
    return f"INV-{number:05d}" if style < 0.8 else f"{number}"


def workday(at: int) -> int:
    """Move a weekend's moment to Monday."""
    weekday = (at // 1440 + 4) % 7
    return at + (7 - weekday) * 1440 if weekday > 4 else at


def year_of(at: int) -> int:
    """Give the fiscal year of a moment."""
    return int(dates.year(at))


def open_desk(province: Province) -> Desk:
    """Give every buyer its programmes, and open the books.

    Parameters
    ----------
    province
        With its deals; those of a buyer tell how much it spends.
    """
    draws = province.draws(_BODIES)
    volumes: dict[str, int] = defaultdict(int)
    for deal in province.deals:
        volumes[deal.buyer] += sum(cents for _, _, cents in deal.transactions if cents < _MOST)
    bodies = {buyer.id: _body(draws, buyer, volumes[buyer.id]) for buyer in _buyers(province)}
    province.books.bodies = list(bodies.values())
    suppliers = [one for market in province.country.markets for one in market.suppliers]
    return Desk(province, province.books, bodies, {}, suppliers)


def _buyers(province: Province) -> Iterator[Organisation]:
    known = {buyer.id: buyer for buyer in province.country.buyers}
    for cast in province.country.casts:
        known.setdefault(cast.harsh.id, cast.harsh)
    yield from known.values()


def _body(draws: Draws, buyer: Organisation, volume: int) -> Body:
    region = buyer.party["address"]["region"]
    ministry = buyer.name.startswith("Ministry")
    regions = names.REGIONS if ministry else (region,)
    programmes = []
    for number, (words, cofog) in enumerate(chart.tasks(buyer.name), 1):
        for place, where in enumerate(regions):
            label = f"{words}: {where}" if ministry else words
            programmes.append(Programme(f"{number:02d}{place + 1}", label, cofog, where))
    floor = draws.between(9_000_000, 30_000_000)
    return Body(buyer.id, buyer.name, region, tuple(programmes), max(floor, volume // 3))


def contracts(desk: Desk) -> None:
    """Enter commitments, invoices and payments of all contracts."""
    draws = desk.province.draws(_CONTRACTS)
    codes = {release["ocid"]: _code(release) for release in desk.province.releases}
    bank = _Bank(desk.province)
    for deal in desk.province.deals:
        if deal.buyer in desk.bodies and 0 < deal.cents < _MOST:
            _contract(desk, draws, deal, chart.heading(codes[deal.ocid]), bank.paid(deal))


def _code(release: dict[str, Any]) -> str:
    items = release.get("tender", {}).get("items") or [{}]
    return str(items[0].get("classification", {}).get("id", ""))


class _Bank:
    """The treasuries' payments, by the contract that they name, or by who pays whom."""

    def __init__(self, province: Province) -> None:
        holders = {account.id: account.holder for account in province.accounts.values()}
        self._named: dict[str, list[Payment]] = defaultdict(list)
        self._unnamed: dict[tuple[str, str], list[Payment]] = defaultdict(list)
        public = {deal.buyer for deal in province.deals}
        for payment in province.payments:
            payer = holders.get(payment.payer, "")
            if payer not in public or payment.at >= HORIZON:
                continue
            if payment.reference:
                contract = payment.reference.split("/")
                self._named["/".join(contract[:2])].append(payment)
            else:
                self._unnamed[payer, holders.get(payment.payee, "")].append(payment)

    def paid(self, deal: Deal) -> list[Payment]:
        """Take out all payments of a contract: first those that name it, then up to its value."""
        found = self._named.pop(f"{deal.ocid}/{deal.contract}", [])
        total = sum(payment.cents for payment in found)
        others = self._unnamed.get((deal.buyer, deal.supplier), [])
        for payment in list(others):
            if payment.at >= deal.signed and total + payment.cents <= deal.cents * 11 // 10:
                others.remove(payment)
                found.append(payment)
                total += payment.cents
        return found


def _contract(
    desk: Desk, draws: Draws, deal: Deal, heading: Heading, payments: list[Payment]
) -> None:
    body = desk.bodies[deal.buyer]
    programme = draws.between(0, len(body.programmes) - 1)
    source = draws.index(chart.SOURCE_WEIGHTS)
    year = min(YEARS[-1], max(YEARS[0], year_of(deal.signed)))
    line = desk.line(body, year, programme, heading, source)
    worth = in_main_currency(deal.cents, deal.currency)
    commitment = Commitment(deal.signed, line, deal.supplier, deal.ocid, deal.contract, worth)
    desk.books.commitments.append(commitment)
    for at, cents, payment in _amounts(draws, deal, payments):
        line = desk.line(body, year_of(at), programme, heading, source)
        entry = Spending(at, line, cents, deal.supplier, "", heading.label, commitment)
        entry.payment = payment if not draws.chance(0.03) else ""
        entry.cites = not draws.chance(0.02)
        entry.basis = "contract" if entry.cites else ""
        desk.bill(draws, desk.pay(entry))
    _unpaid(desk, draws, commitment)


def _amounts(draws: Draws, deal: Deal, payments: list[Payment]) -> Iterator[tuple[int, int, str]]:
    """Tell when what is paid: as the treasury did where it is known, else as the release says."""
    for payment in payments:
        if not draws.chance(0.01):
            cents = in_main_currency(payment.cents, payment.currency)
            yield _booked(draws, payment.at), cents, payment.id
    for _, at, told in () if payments else deal.transactions:
        if 0 <= at < HORIZON and 0 < told < _MOST:
            yield _booked(draws, at), in_main_currency(told, deal.currency), ""


def _booked(draws: Draws, at: int) -> int:
    """Give the moment in the books: some days after the bank's, at times."""
    return min(HORIZON - 1, at + draws.between(1, 4) * 1440) if draws.chance(0.06) else at


def _unpaid(desk: Desk, draws: Draws, commitment: Commitment) -> None:
    """Enter, for few contracts, an invoice that is not paid, or not owed."""
    if not draws.chance(0.05):
        return
    issued = commitment.at + draws.between(30, 400) * 1440
    if issued > HORIZON - 10 * 1440:
        return
    status = ("approved", "disputed", "rejected")[draws.index((0.45, 0.8, 1.0))]
    cents = max(10_000, commitment.cents * draws.between(40, 220) // 1000)
    desk.books.invoices.append(open_invoice(draws, commitment, issued, cents, status))


def open_invoice(
    draws: Draws, commitment: Commitment, issued: int, cents: int, status: str
) -> Invoice:
    """Make an invoice of a contract that nobody has paid."""
    return Invoice(
        issued=issued,
        registered=issued + draws.skewed(0, 6) * 1440 + draws.between(0, 600),
        due=issued + TERM,
        line=commitment.line,
        supplier=commitment.supplier,
        cents=cents,
        number=invoice_number(draws, issued),
        commitment=commitment,
        status=status,
    )


def in_main_currency(cents: int, currency: str) -> int:
    """Convert as the treasury does."""
    return max(1, cents * RATE // 100) if currency == SECOND_CURRENCY else cents
