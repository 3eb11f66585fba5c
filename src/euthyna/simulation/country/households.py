"""What people get and spend: salaries, pensions, rent, bills, loans, savings, purchases."""

from __future__ import annotations

from dataclasses import dataclass

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import clock
from euthyna.simulation.country.accounts import LENDER, PENSIONS, POWER, TELEPHONE, TRADERS, WATER
from euthyna.simulation.country.clock import LAST, MONTHS
from euthyna.simulation.country.ledger import Crowd, Ledger, round_to_two, sum_of
from euthyna.simulation.country.model import Person
from euthyna.simulation.country.purposes import habit, word
from euthyna.simulation.country.society import Society

_JOBS, _HOMES, _PENSIONS, _SHOPPING, _SAVING, _OCCASIONS = range(630, 636)
"""Purposes of random streams."""
LARGE = 11
"""Employers in a province whose whole staff is seen."""
_PAYDAYS = (24, 25, 27, 9, 0, 14)
"""Days after the first of a month."""


@dataclass(frozen=True, slots=True)
class _Job:
    person: Person
    employer: str
    """Account."""
    first: int
    """Month."""
    last: int
    payday: int


def live(ledger: Ledger, society: Society) -> None:
    """Book all that comes regularly."""
    draws = ledger.province.draws(_JOBS)
    jobs = _jobs(ledger, society, draws)
    for job in jobs:
        _salaries(ledger, draws, job)
    _pensions(ledger, society)
    homes = ledger.province.draws(_HOMES)
    for place, job in enumerate(jobs):
        _home(ledger, society, homes, job, place)
    _savings(ledger, society)
    _occasions(ledger, society)


def _jobs(ledger: Ledger, society: Society, draws: Draws) -> list[_Job]:
    """Give most suppliers one employee who is seen, and a few large employers many."""
    waiting = iter(society.workers)
    jobs: list[_Job] = []
    large = sorted(society.suppliers, key=lambda firm: (-firm.employees, firm.id))
    places = [(firm, draws.between(15, 36)) for firm in large[: society.some(LARGE)]]
    places += [(firm, 1) for firm in society.living()[: society.some(260)]]
    for firm, count in places:
        account = ledger.book.main(firm.id)
        opened = max(0, ledger.province.accounts[account].opened)
        since = next((month for month in range(42) if MONTHS[month] >= opened), 41)
        payday = draws.pick(_PAYDAYS)
        for _ in range(count):
            person = next(waiting, None)
            if person is None:
                return jobs
            first = draws.skewed(since, 30) if since < 30 else since
            jobs.append(_Job(person, account, first, draws.between(first + 8, 60), payday))
    return jobs


def _salaries(ledger: Ledger, draws: Draws, job: _Job) -> None:
    payee = ledger.book.main(job.person.id)
    cents = job.person.income or 180_000
    since = ledger.province.accounts[payee].opened
    paid = ledger.salaries.setdefault(job.employer, [])
    for month in range(job.first, min(42, job.last + 1)):
        if MONTHS[month] <= since:
            continue
        if month % 12 == 6:
            cents = cents * draws.between(1000, 1080) // 1000
        extra = draws.chance(0.03)
        kind = "bonus" if extra else "salary"
        payment = ledger.pay(
            clock.night_before(draws, MONTHS[month] + job.payday),
            payer=job.employer,
            payee=payee,
            cents=cents * draws.between(20, 90) // 100 if extra else cents,
            purpose=word(draws, kind, month=month, habit=habit(job.employer)),
        )
        if ledger.booked(payment):
            paid.append(payment)


def _pensions(ledger: Ledger, society: Society) -> None:
    draws = ledger.province.draws(_PENSIONS)
    fund = ledger.book.main(PENSIONS)
    for person in society.retired[: society.some(45)]:
        payee = ledger.book.main(person.id)
        since = ledger.province.accounts[payee].opened
        cents = draws.lognormal(95_000, 0.35)
        for month in range(draws.between(0, 6), 42):
            if MONTHS[month] > since:
                ledger.pay(
                    clock.night_before(draws, MONTHS[month] + 4),
                    payer=fund,
                    payee=payee,
                    cents=cents,
                    purpose=word(draws, "pension", month=month),
                )


def _home(ledger: Ledger, society: Society, draws: Draws, job: _Job, place: int) -> None:
    """Book rent or a loan, and bills, of one who has a job."""
    account = ledger.book.main(job.person.id)
    since = ledger.province.accounts[account].opened
    landlord = draws.pick(society.landlords)
    kind = ("rent", "loan", "", "", "", "")[place % 6]
    cents = sum_of(draws, 52_000, sigma=0.35, rounded=0.75 if kind == "rent" else 0.0)
    seller = ledger.book.main((POWER, WATER, TELEPHONE)[place % 3])
    bill = draws.lognormal(5_500, 0.5)
    for month in range(job.first, min(42, job.last + 1)):
        if MONTHS[month] <= since:
            continue
        if kind:
            ledger.pay(
                clock.night(draws, MONTHS[month] + (0 if kind == "rent" else 14)),
                payer=account,
                payee=landlord if kind == "rent" else ledger.book.main(LENDER),
                cents=cents,
                purpose=word(draws, kind, month=month, habit=habit(account)),
            )
        if (place + month) % 6 == 0:
            ledger.pay(
                clock.office(draws, MONTHS[month] + draws.between(4, 26)),
                payer=account,
                payee=seller,
                cents=draws.lognormal(bill, 0.3),
                purpose=word(draws, "utility", habit=habit(seller)),
            )


def _savings(ledger: Ledger, society: Society) -> None:
    """Let those who have two accounts put something aside, and take some back."""
    draws = ledger.province.draws(_SAVING)
    seconds = [
        account
        for account in ledger.province.accounts.values()
        if account.holder in ledger.province.persons
        and ledger.book.main(account.holder) != account.id
    ]
    for account in draws.shuffled(seconds)[: society.some(110)]:
        main = ledger.book.main(account.holder)
        day = max(0, account.opened, ledger.province.accounts[main].opened) + draws.between(0, 300)
        cents = round_to_two(draws.lognormal(16_000, 0.7))
        for _ in range(draws.skewed(2, 36)):
            back = draws.chance(0.15)
            ledger.pay(
                clock.night(draws, day),
                payer=account.id if back else main,
                payee=main if back else account.id,
                cents=cents * draws.between(1, 5) if back else cents,
                purpose=word(draws, "savings", habit=habit(main)),
            )
            day += draws.between(28, 33)


def _occasions(ledger: Ledger, society: Society) -> None:
    """Let people give to foundations and to each other, buy flats, and send money abroad."""
    draws = ledger.province.draws(_OCCASIONS)
    causes = [ledger.book.main(f.id) for f in society.passive if f.kind == "foundation"]
    abroad = [ledger.book.abroad(draws.pick(TRADERS)) for _ in range(society.some(25))]
    for _ in range(society.some(420)):
        giver, day = ledger.book.main(society.person(draws).id), draws.between(0, LAST)
        way = draws.uniform()
        friend = ledger.book.main(society.person(draws).id)
        if way < 0.6:
            payee = draws.pick(causes) if causes and draws.chance(0.5) else friend
            cents = draws.pick((500, 1_000, 2_000, 2_500, 5_000, 10_000, 20_000))
            kind = "donation"
        elif way < 0.78:
            payee = friend if draws.chance(0.5) else society.dealers.pick(draws)
            cents = draws.lognormal(11_000_000, 0.6) // 10_000 * 10_000
            kind = "purchase"
        else:
            payee, kind = draws.pick(abroad), "private"
            cents = draws.between(8, 60) * 2_500
        ledger.pay(
            clock.leisure(draws, day) if kind != "purchase" else clock.office(draws, day),
            payer=giver,
            payee=payee,
            cents=cents,
            purpose=word(draws, kind),
        )


def shop(ledger: Ledger, society: Society, *, until: int) -> None:
    """Fill up with purchases by card, cash and small sums among friends.

    Parameters
    ----------
    ledger, society
        Where.
    until
        How many payments there are to be in the end.
    """
    draws = ledger.province.draws(_SHOPPING)
    people = [ledger.book.main(person.id) for person in (*society.workers, *society.retired)]
    if not people:
        return
    crowd = Crowd.of(people)
    spare = draws.shuffled(people)
    accounts = ledger.province.accounts
    for _ in range(max(0, until - len(ledger.province.payments)) * 3):
        if len(ledger.province.payments) >= until:
            return
        buyer = crowd.pick(draws) if draws.chance(0.5) else draws.pick(people)
        day = draws.between(0, LAST)
        if accounts[buyer].opened <= day:
            _spend(ledger, society, draws, buyer=buyer, day=day, others=spare)


def _spend(
    ledger: Ledger, society: Society, draws: Draws, *, buyer: str, day: int, others: list[str]
) -> None:
    accounts = ledger.province.accounts
    at = clock.leisure(draws, day)
    way = draws.uniform()
    if way < 0.66:
        cents = draws.lognormal(1_900, 1.0)
        if draws.chance(0.35):
            cents = cents // 100 * 100 + 99
        shop = society.shops.pick(draws)
        ledger.pay(at, payer=buyer, payee=shop, cents=cents, purpose="", channel="CARD")
    elif way < 0.75:
        cents = (1 + draws.skewed(1, 20)) * 2_000
        text = word(draws, "withdrawal")
        ledger.pay(at, payer=buyer, payee="", cents=cents, purpose=text, channel="CASH")
    elif way < 0.78:
        payment = ledger.pay(
            clock.office(draws, day),
            payer="",
            payee=buyer,
            cents=sum_of(draws, 60_000, sigma=1.1, rounded=0.8) // 1000 * 1000 + 1000,
            purpose=word(draws, "cash"),
            channel="CASH",
        )
        brings = draws.pick(others) if draws.chance(0.12) else buyer
        payment.payer_name = accounts[brings].names[0]
    else:
        u = draws.uniform()
        friend = others[int(u * u * u * len(others))]
        if accounts[friend].opened <= day:
            cents = sum_of(draws, 4_500, sigma=1.2, rounded=0.75)
            ledger.pay(at, payer=buyer, payee=friend, cents=cents, purpose=word(draws, "private"))
