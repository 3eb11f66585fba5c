"""What the treasury pays for public contracts."""

from __future__ import annotations

from collections.abc import Iterator

from euthyna.simulation.basis.calibration import load
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import MAIN_CURRENCY, SECOND_CURRENCY
from euthyna.simulation.country import clock
from euthyna.simulation.country.ledger import Ledger
from euthyna.simulation.country.model import Deal, Payment
from euthyna.simulation.country.purposes import habit, word

_TREASURY, _SHARED = 604, 605
"""Purposes of random streams."""
RETAINED = 50
"""Per mille of a payment that some buyers keep until the work is accepted."""
_RUNS = max(load().payments.weekday.weights)
"""The share of its payments that an office makes on one day of the week."""
_MOST = 10**13
"""Cents of a payment that the treasury would still make; above it somebody mistyped."""


def contracts(ledger: Ledger) -> None:
    """Pay all contracts, as published or, where nothing is published, as usual."""
    draws = ledger.province.draws(_TREASURY)
    _share_accounts(ledger)
    for deal in ledger.province.deals:
        if 0 < deal.cents < _MOST and deal.buyer and deal.supplier:
            _pay(ledger, draws, deal)


def _pay(ledger: Ledger, draws: Draws, deal: Deal) -> None:
    payer, payee = ledger.book.main(deal.buyer), ledger.book.main(deal.supplier)
    own = ledger.province.accounts[payee].holder == deal.supplier
    free = draws.chance(0.4) and own
    currency = deal.currency if deal.currency == SECOND_CURRENCY else MAIN_CURRENCY
    booked = ledger.public.setdefault((deal.ocid, deal.contract), [])
    run = habit(payer) % 5
    for reference, at, cents in _instalments(draws, deal):
        moment = clock.office(draws, _run(draws, at // clock.DAY, run))
        ledger.ready(payer, payee, at=moment, draws=draws)
        payment = ledger.pay(
            moment,
            payer=payer,
            payee=payee,
            cents=cents,
            purpose=word(draws, "contract"),
            currency=currency,
            reference=reference,
        )
        known = _name(ledger, deal.supplier, day=moment // clock.DAY)
        payment.payee_name = "" if free and known == ledger.book.name(deal.supplier) else known
        if ledger.booked(payment):
            booked.append(payment)
            _return(ledger, draws, payment)
    booked.sort(key=lambda payment: payment.at)


def _name(ledger: Ledger, holder: str, *, day: int) -> str:
    """Give the name that a firm had on a day."""
    firm = ledger.province.firms.get(holder)
    for change in firm.changes if firm else ():
        if day < clock.day_of(change.day):
            return change.name
    return ledger.book.name(holder)


def _run(draws: Draws, day: int, run: int) -> int:
    """Move a payment to the day of the week on which its office pays, in most cases."""
    if not draws.chance(_RUNS):
        return day
    return day + (run - clock.weekday(day)) % 7


def _return(ledger: Ledger, draws: Draws, payment: Payment) -> None:
    """Have something back that was paid in error."""
    if draws.chance(load().payments.negative.share):
        ledger.pay(
            clock.office(draws, payment.at // clock.DAY + draws.between(5, 60)),
            payer=payment.payee,
            payee=payment.payer,
            cents=payment.cents * draws.between(50, 1000) // 1000,
            purpose=word(draws, "correction"),
            currency=payment.currency,
            reference=payment.reference,
        )


def _instalments(draws: Draws, deal: Deal) -> Iterator[tuple[str, int, int]]:
    """Give reference, moment and cents: often as published, sometimes late, in parts, unnamed."""
    base = f"{deal.ocid}/{deal.contract}"
    published = [t for t in deal.transactions if 0 < t[2] < _MOST and t[1] >= 0]
    for name, at, cents in published or _unpublished(draws, deal):
        reference = "" if draws.chance(0.06) else f"{base}/{name}" if name else base
        late = draws.skewed(1, 45) * clock.DAY if draws.chance(0.35) else 0
        way = draws.uniform()
        if way < 0.07 and cents > 100_000:
            part = cents * draws.between(30, 70) // 100
            yield reference, at + late, part
            yield reference, at + late + draws.between(5, 40) * clock.DAY, cents - part
        elif way < 0.11:
            kept = cents * RETAINED // 1000
            yield reference, at + late, cents - kept
            yield reference, at + late + draws.between(60, 240) * clock.DAY, kept
        else:
            yield reference, at + late, cents


def _unpublished(draws: Draws, deal: Deal) -> Iterator[tuple[str, int, int]]:
    """Pay a contract of which no payments are published."""
    count = draws.between(1, 4)
    at = max(0, deal.signed)
    for _ in range(count):
        at += draws.between(15, 90) * clock.DAY
        yield "", at, deal.cents * (1000 - draws.between(0, 15)) // (1000 * count)


def _share_accounts(ledger: Ledger) -> None:
    """Let some phoenix firms be paid to the account of the firm that they replace."""
    province = ledger.province
    draws = province.draws(_SHARED)
    for instance in province.instances("phoenix-firm"):
        rows = [p for p in province.planted if p.instance == instance and p.kind == "party"]
        old = [p.id for p in rows if p.role == "debarred"]
        new = [p for p in rows if p.role in {"phoenix", "successor", "new-firm"}]
        if not old or not new or not ledger.book.has(old[0]) or not draws.chance(0.6):
            continue
        ledger.book.share(old[0], other=new[0].id)
