"""What banks report to the financial intelligence unit: much that is ordinary, some that is not.

A bank sees the payments of its own customers only. It finds what is unusual among them, now and
then, and later; most of what it reports has an ordinary reason, and most of what is planted is
never reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import narratives
from euthyna.simulation.country.accounts import BANKS, CASH_THRESHOLD
from euthyna.simulation.country.clock import MONTHS, office
from euthyna.simulation.country.crossings import RATES
from euthyna.simulation.country.model import Payment, Planted, Report
from euthyna.simulation.country.province import Episode, Province
from euthyna.simulation.country.registry import day as date_of

PER_THOUSAND = 90
"""False alarms for a thousand contracting processes."""
NOTICED = 0.3
"""The share of planted schemes, and of look-alikes, in payments that a bank reports."""
LONGEST_DELAY = 90
"""Days until a report is filed."""
MOST_PAYMENTS = 25
"""In one report; a bank attaches the rest."""

_FALSE, _TRUE, _TEXTS, _BORDER = 701, 702, 703, 790
"""Purposes of random streams."""


def build(province: Province) -> None:
    """Add suspicious transaction and activity reports, and those on cash, also at the border."""
    seen = _by_account(province)
    reports = [*_alarms(province, seen), *_noticed(province, seen), *_cash(province)]
    reports += _found(province)
    province.reports.extend(sorted(reports, key=lambda report: (report.filed, report.id)))


def _by_account(province: Province) -> dict[str, list[Payment]]:
    banks = {bank.bic for bank in BANKS}
    own = {number for number, account in province.accounts.items() if account.bank in banks}
    found: dict[str, list[Payment]] = {}
    for payment in province.payments:
        for number in (payment.payer, payment.payee):
            if number in own:
                found.setdefault(number, []).append(payment)
    return found


def _alarms(province: Province, seen: dict[str, list[Payment]]) -> Iterator[Report]:
    """Report ordinary customers, the busier the more often."""
    draws = province.draws(_FALSE)
    moved = [p for p in province.payments if p.channel == "TRANSFER" and p.payee in seen]
    for _ in range(max(1, PER_THOUSAND * province.processes // 1000) if moved else 0):
        payment = draws.pick(moved)
        number = payment.payee if draws.chance(0.7) else payment.payer
        if number in seen:
            yield _report(province, draws, number, _around(seen[number], payment, draws))


def _around(payments: Sequence[Payment], centre: Payment, draws: Draws) -> list[Payment]:
    """Take what was booked shortly before and after a payment."""
    days = draws.between(3, 45)
    return [p for p in payments if abs(p.at - centre.at) <= days * 1440][:MOST_PAYMENTS]


def _noticed(province: Province, seen: dict[str, list[Payment]]) -> Iterator[Report]:
    """Report some of what is planted, as far as the customer's own bank can see it."""
    draws = province.draws(_TRUE)
    for rows in _instances(province):
        if not draws.chance(NOTICED):
            continue
        ids = {row.id for row in rows if row.kind == "payment"}
        accounts = [row.id for row in rows if row.kind == "account" and row.id in seen]
        if not accounts:
            continue
        number = draws.pick(accounts)
        payments = [p for p in seen[number] if p.id in ids][:MOST_PAYMENTS]
        if payments:
            report = _report(province, draws, number, payments)
            _episode(province, rows[0]).note("reported", "report", report.id, at=report.filed)
            yield report


def _instances(province: Province) -> list[list[Planted]]:
    found: dict[tuple[str, str], list[Planted]] = {}
    for row in province.planted:
        found.setdefault((row.scheme, row.instance), []).append(row)
    return [rows for rows in found.values() if any(row.kind == "payment" for row in rows)]


def _episode(province: Province, row: Planted) -> Episode:
    return Episode(province, row.scheme, row.instance, row.difficulty, row.parameters)


def _report(province: Province, draws: Draws, number: str, payments: Sequence[Payment]) -> Report:
    last = payments[-1].at // 1440
    filed = min(office(draws, last + draws.skewed(1, LONGEST_DELAY)), HORIZON - 1)
    account = province.accounts[number]
    kind = "SAR" if draws.chance(0.2) else "STR"
    days = [date_of(payment.at // 1440) for payment in (payments[0], payments[-1])]
    texts = province.draws(_TEXTS, payments[0].at, len(payments))
    reason, action = narratives.tell(texts, account, payments, days=days)
    return Report(
        id=_reference(province, kind, number, filed),
        kind=kind,
        bank=account.bank,
        filed=filed,
        account=number,
        payments=tuple(payments),
        reason=reason,
        action=action,
    )


def _cash(province: Province) -> Iterator[Report]:
    """Report cash from the threshold on, a bank and a month at a time."""
    batches: dict[tuple[str, int], list[Payment]] = {}
    for payment in province.payments:
        if payment.channel != "CASH" or payment.cents < CASH_THRESHOLD:
            continue
        bank = province.accounts[payment.payer or payment.payee].bank
        batches.setdefault((bank, _month(payment.at)), []).append(payment)
    for (bank, month), payments in sorted(batches.items()):
        filed = min((MONTHS[month + 1] + 3) * 1440 + 600, HORIZON - 1)
        reference = _reference(province, "CTR", bank, month)
        yield Report(reference, "CTR", bank, filed, "", tuple(payments), "", "")


def _found(province: Province) -> Iterator[Report]:
    """Report cash that customs found undeclared, a few days later."""
    draws = province.draws(_BORDER)
    rows = {row.id: row for row in province.planted if row.kind == "cash-declaration"}
    for crossing in province.crossings:
        if crossing.regime != "found":
            continue
        cents = crossing.found * RATES[crossing.currency] // 1000
        receiver = crossing.owner_name or crossing.name
        way = "to" if crossing.direction == "exit" else "from"
        text = f"Cash found at {crossing.point}, {crossing.direction} {way} {crossing.country}"
        # Nobody's account is touched: the same form serves for what is carried.
        carried = Payment(
            crossing.id,
            crossing.at,
            "",
            "",
            cents,
            "EUR",
            text,
            "CASH",
            "",
            crossing.name,
            receiver,
        )
        filed = min(office(draws, crossing.at // 1440 + draws.between(1, 9)), HORIZON - 1)
        reference = _reference(province, "ICR", crossing.id)
        yield Report(reference, "ICR", "", filed, "", (carried,), text, "Ownership is examined")
        if crossing.id in rows:
            episode = _episode(province, rows[crossing.id])
            episode.note("reported", "report", reference, at=filed)


def _month(at: int) -> int:
    day = at // 1440
    return next(month for month in range(len(MONTHS) - 1, -1, -1) if MONTHS[month] <= day)


def _reference(province: Province, *parts: object) -> str:
    key = "/".join(map(str, (province.seed, province.number, *parts)))
    return f"{parts[0]}-{blake2b(key.encode(), digest_size=6).hexdigest().upper()}"
