"""What firms pay: each other, taxes, rent, utilities, interest and profits."""

from __future__ import annotations

from dataclasses import dataclass

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import clock
from euthyna.simulation.country.accounts import POWER, QUIET, TAX, TELEPHONE, TRADERS, WATER
from euthyna.simulation.country.clock import DAY, LAST, MONTHS
from euthyna.simulation.country.ledger import Ledger, grained, sum_of
from euthyna.simulation.country.model import Firm
from euthyna.simulation.country.purposes import habit, word
from euthyna.simulation.country.society import Society

_SUBCONTRACTS, _TRADE, _TAXES, _COSTS, _PROFITS, _GROUPS, _TAKINGS = range(620, 627)
"""Purposes of random streams."""
QUARTERS = range(0, 42, 3)


@dataclass(frozen=True, slots=True)
class Relation:
    """How one buys from another, again and again."""

    usual: int
    """Cents of an order."""
    spread: float
    """Of the logarithm of what an order costs."""
    most: int
    """Orders; 3 at least."""
    pause: tuple[int, int]
    """Days between two orders, at least and at most."""

    def book(self, ledger: Ledger, draws: Draws, *, payer: str, payee: str, first: int) -> None:
        """Book the payments, from a first day on."""
        day = first
        for _ in range(draws.skewed(3, self.most)):
            ledger.pay(
                clock.office(draws, day),
                payer=payer,
                payee=payee,
                cents=grained(draws, draws.lognormal(self.usual, self.spread)),
                purpose=word(draws, "trade"),
            )
            day += draws.skewed(*self.pause)


def trade(ledger: Ledger, society: Society) -> None:
    """Book all that firms pay in an ordinary life."""
    _subcontracts(ledger, society)
    _supplies(ledger, society)
    _taxes(ledger, society)
    _costs(ledger, society)
    _profits(ledger, society)
    _groups(ledger)
    _takings(ledger, society)


def usable(ledger: Ledger, account: str) -> int:
    """Give the day from which an account may be used."""
    return max(0, ledger.province.accounts[account].opened)


def _subcontracts(ledger: Ledger, society: Society) -> None:
    """Let suppliers pass on a part of what the treasury pays, weeks later."""
    draws = ledger.province.draws(_SUBCONTRACTS)
    partners: dict[str, list[str]] = {}
    for payments in ledger.public.values():
        for paid in payments:
            if not draws.chance(0.55):
                continue
            known = partners.setdefault(paid.payee, [])
            for _ in range(draws.between(1, 3)):
                if not known or draws.chance(0.3):
                    known.append(society.dealers.pick(draws))
                ledger.pay(
                    clock.office(draws, paid.at // DAY + draws.skewed(2, 50)),
                    payer=paid.payee,
                    payee=draws.pick(known),
                    cents=grained(draws, max(5_000, paid.cents * draws.between(20, 300) // 1000)),
                    purpose=word(draws, "trade"),
                    currency=paid.currency,
                )


def _supplies(ledger: Ledger, society: Society) -> None:
    """Let firms buy from a few others again and again, at home and abroad."""
    draws = ledger.province.draws(_TRADE)
    abroad = [
        ledger.book.abroad(draws.pick(QUIET if draws.chance(0.15) else TRADERS))
        for _ in range(society.some(90))
    ]
    buyers = list(society.living())
    for _ in range(society.some(330)):
        # The square makes a few firms busy ones.
        u = draws.uniform()
        buyer = ledger.book.main(buyers[int(u * u * len(buyers))].id)
        seller = draws.pick(abroad) if draws.chance(0.2) else society.dealers.pick(draws)
        usual = draws.lognormal(140_000, 1.1)
        first = usable(ledger, buyer) + draws.between(0, 300)
        relation = Relation(usual=usual, spread=0.5, most=48, pause=(4, 70))
        relation.book(ledger, draws, payer=buyer, payee=seller, first=first)


def _taxpayers(society: Society, per_province: int) -> tuple[Firm, ...]:
    return society.living()[: society.some(per_province)]


def _taxes(ledger: Ledger, society: Society) -> None:
    draws = ledger.province.draws(_TAXES)
    office = ledger.book.main(TAX)
    for firm in _taxpayers(society, 360):
        payer = ledger.book.main(firm.id)
        since = usable(ledger, payer)
        usual = draws.lognormal(160_000, 0.9)
        for month in QUARTERS:
            day = MONTHS[month + 1] + draws.between(3, 19)
            if day > since and not draws.chance(0.08):
                ledger.pay(
                    clock.office(draws, day),
                    payer=payer,
                    payee=office,
                    cents=draws.lognormal(usual, 0.4),
                    purpose=word(draws, "tax", month=month, habit=habit(payer)),
                )


def _costs(ledger: Ledger, society: Society) -> None:
    """Let firms pay rent by standing order, and electricity, water and telephone."""
    draws = ledger.province.draws(_COSTS)
    sellers = [ledger.book.main(body) for body in (POWER, WATER, TELEPHONE)]
    for place, firm in enumerate(_taxpayers(society, 360)):
        payer = ledger.book.main(firm.id)
        since = usable(ledger, payer)
        rent = sum_of(draws, 90_000, sigma=0.6, rounded=0.8) if place % 6 == 0 else 0
        landlord, seller = draws.pick(society.landlords), draws.pick(sellers)
        bill = draws.lognormal(24_000, 0.9)
        for month in range(draws.between(0, 3), 42):
            if MONTHS[month] <= since:
                continue
            if rent:
                at = clock.night(draws, MONTHS[month])
                text = word(draws, "rent", month=month, habit=habit(payer))
                ledger.pay(at, payer=payer, payee=landlord, cents=rent, purpose=text)
            if (month + place) % 5 == 0:
                _bill(ledger, draws, (payer, seller), month, bill)


def _bill(ledger: Ledger, draws: Draws, sides: tuple[str, str], month: int, usual: int) -> None:
    ledger.pay(
        clock.office(draws, MONTHS[month] + draws.between(5, 24)),
        payer=sides[0],
        payee=sides[1],
        cents=draws.lognormal(usual, 0.3),
        purpose=word(draws, "utility", habit=habit(sides[1])),
    )


def _profits(ledger: Ledger, society: Society) -> None:
    """Let owners have dividends in spring, and firms pay off loans."""
    draws = ledger.province.draws(_PROFITS)
    owned = [i for i in ledger.province.interests if i.kind == "shareholding" and i.party]
    for interest in draws.shuffled(owned)[: society.some(170)]:
        if interest.firm not in ledger.province.firms or not ledger.book.has(interest.party):
            continue
        payer, payee = ledger.book.main(interest.firm), ledger.book.main(interest.party)
        since = max(usable(ledger, payer), usable(ledger, payee))
        usual = draws.lognormal(700_000, 0.9)
        for month in (9, 21, 33):
            day = MONTHS[month] + draws.between(0, 60)
            if day > since:
                ledger.pay(
                    clock.office(draws, day),
                    payer=payer,
                    payee=payee,
                    cents=sum_of(draws, usual, sigma=0.4, rounded=0.7),
                    purpose=word(draws, "dividend", month=month - 12),
                )


def _groups(ledger: Ledger) -> None:
    """Let firms that belong to firms send what they have to spare up, and get it back down."""
    draws = ledger.province.draws(_GROUPS)
    firms = ledger.province.firms
    for interest in ledger.province.interests:
        if interest.party not in firms or interest.firm not in firms or not draws.chance(0.5):
            continue
        below, above = ledger.book.main(interest.firm), ledger.book.main(interest.party)
        day = max(usable(ledger, below), usable(ledger, above)) + draws.between(1, 400)
        for _ in range(draws.between(1, 6)):
            sides = (above, below) if draws.chance(0.35) else (below, above)
            ledger.pay(
                clock.office(draws, day),
                payer=sides[0],
                payee=sides[1],
                cents=sum_of(draws, 900_000, sigma=1.0, rounded=0.6),
                purpose=word(draws, "group" if draws.chance(0.5) else "investment"),
            )
            day += draws.between(25, 190)


def _takings(ledger: Ledger, society: Society) -> None:
    """Let shops bring their takings to the bank."""
    draws = ledger.province.draws(_TAKINGS)
    for _ in range(society.some(60)):
        shop = society.shops.pick(draws)
        day = usable(ledger, shop) + draws.between(0, LAST // 2)
        usual = draws.lognormal(180_000, 0.8)
        for _ in range(draws.skewed(4, 60)):
            ledger.pay(
                clock.office(draws, day),
                payer="",
                payee=shop,
                cents=max(1_000, sum_of(draws, usual, sigma=0.35, rounded=0.0) // 500 * 500),
                purpose=word(draws, "cash"),
                channel="CASH",
            ).payer_name = ledger.province.accounts[shop].names[0]
            day += draws.between(2, 14)
