"""Payments that look laundered and are not."""

from __future__ import annotations

from euthyna.simulation.country import clock
from euthyna.simulation.country.accounts import CASH_THRESHOLD, TRADERS
from euthyna.simulation.country.clock import DAY, LAST, MONTHS
from euthyna.simulation.country.ledger import Ledger
from euthyna.simulation.country.model import Payment
from euthyna.simulation.country.plot import Plot
from euthyna.simulation.country.society import Society
from euthyna.simulation.country.typologies import Typology, play

_LOOKALIKES = 670
"""Purpose of random streams."""


def plant(ledger: Ledger, society: Society) -> None:
    """Plant all look-alikes."""
    play(ledger, society, typologies=LOOKALIKES, purpose=_LOOKALIKES)


def _holding(plot: Plot) -> None:
    """Let the firms of a group pool their cash: it goes round every month."""
    members = _group(plot)
    draws = plot.draws
    first = plot.begin(days=400, accounts=tuple(members))
    cents = draws.lognormal(4_000_000, 0.5)
    for month in range(draws.between(4, 9)):
        day = first + month * 30
        for place, payer in enumerate(members):
            plot.account("group-member", payer, at=day * DAY)
            payee = members[(place + 1) % len(members)]
            amount = plot.part(cents, low=900, high=1050)
            at = clock.office(draws, day + place)
            plot.pay("settlement", at=at, payer=payer, payee=payee, cents=amount, kind="group")


def _group(plot: Plot) -> list[str]:
    """Find a firm with two subsidiaries; where there is none, take three firms."""
    province, book = plot.ledger.province, plot.ledger.book
    below: dict[str, dict[str, None]] = {}
    for interest in province.interests:
        if interest.party in province.firms and interest.firm in province.firms:
            below.setdefault(interest.party, {})[interest.firm] = None
    groups = [parent for parent, firms in below.items() if len(firms) > 1]
    if not groups:
        return plot.firms(3)
    parent = plot.draws.pick(groups)
    return [book.main(firm) for firm in (parent, *list(below[parent])[:3])]


def _payroll(plot: Plot) -> None:
    """Note what a large employer pays in one month."""
    by_month: dict[tuple[str, int], list[Payment]] = {}
    for employer, payments in plot.ledger.salaries.items():
        for payment in payments:
            by_month.setdefault((employer, payment.at // DAY // 30), []).append(payment)
    most = max((len(paid) for paid in by_month.values()), default=0)
    large = [key for key, paid in by_month.items() if len(paid) * 3 >= most * 2]
    if not large:
        return
    chosen = plot.draws.pick(large)
    plot.account("employer", chosen[0], at=by_month[chosen][0].at)
    for payment in by_month[chosen]:
        plot.booked("salary", payment)


def _crowd_funding(plot: Plot) -> None:
    """Let many give a little for somebody's operation, and pay the hospital."""
    draws = plot.draws
    collector = plot.someone()
    givers = [a for a in plot.people(draws.between(25, 60)) if a != collector]
    first = plot.begin(days=40, accounts=(collector, *givers))
    total, last = 0, first * DAY
    plot.account("collector", collector, at=first * DAY)
    for giver in givers:
        at = clock.leisure(draws, first + draws.skewed(0, 20))
        cents = draws.pick((500, 1000, 2000, 2500, 5000, 10_000, 20_000))
        plot.pay("gift", at=at, payer=giver, payee=collector, cents=cents, kind="donation")
        total, last = total + cents, max(last, at)
    hospital = plot.some_firm()
    at = plot.after(last, low=2, high=9)
    plot.pay("bill", at=at, payer=collector, payee=hospital, cents=total * 98 // 100)


def _escrow(plot: Plot) -> None:
    """Let a notary hold the price of a house for some days; also for others."""
    draws = plot.draws
    notary = plot.some_firm()
    first = plot.begin(days=200, accounts=(notary,))
    plot.account("notary", notary, at=first * DAY)
    for _ in range(draws.between(4, 9)):
        buyer, seller = plot.people(2)
        at = clock.office(draws, first + draws.between(0, 180))
        cents = draws.lognormal(14_000_000, 0.5) // 10_000 * 10_000
        plot.pay("price", at=at, payer=buyer, payee=notary, cents=cents, kind="purchase")
        on = plot.after(at, low=1, high=5)
        amount = cents - draws.between(40, 160) * 1_000
        plot.pay("release", at=on, payer=notary, payee=seller, cents=amount, kind="purchase")


def _market(plot: Plot) -> None:
    """Let a trader bring the takings of each market day, never much above what is reported."""
    draws = plot.draws
    trader = plot.ledger.book.main(plot.old_firm().id)
    first = plot.begin(days=200, accounts=(trader,))
    plot.account("trader", trader, at=first * DAY)
    for week in range(draws.between(14, 26)):
        cents = CASH_THRESHOLD * draws.between(550, 1030) // 1000 // 1_000 * 1_000
        at = clock.office(draws, first + week * 7)
        plot.pay("takings", at=at, payer="", payee=trader, cents=cents, kind="cash", channel="CASH")


def _season(plot: Plot) -> None:
    """Let an account rest for most of the year, and be busy in the season."""
    draws = plot.draws
    holder = plot.old_firm().id
    account = plot.new_account(holder, opened=-draws.between(400, 3000))
    start = draws.between(0, 11)
    plot.account("seasonal-account", account, at=MONTHS[start] * DAY)
    for month in (*range(start, 42, 12), *range(start + 1, 42, 12)):
        for _ in range(draws.between(3, 8)):
            at = clock.office(draws, MONTHS[month] + draws.between(0, 27))
            customer, supplier = plot.someone(), plot.some_firm()
            cents = draws.lognormal(600_000, 0.6)
            plot.pay("sale", at=at, payer=customer, payee=account, cents=cents)
            spent = plot.part(cents, low=400, high=900)
            on = plot.after(at, low=2, high=20)
            plot.pay("cost", at=on, payer=account, payee=supplier, cents=spent)


def _subcontract(plot: Plot) -> None:
    """Let a winner give a part of the work to one who also bid, as its bid had said."""
    ledger, draws = plot.ledger, plot.draws
    deals = [d for d in ledger.province.deals if d.losers and ledger.treasury(d)]
    if not deals:
        return
    deal = draws.pick(deals)
    winner, other = ledger.book.main(deal.supplier), ledger.book.main(draws.pick(deal.losers))
    plot.note("tender", "process", deal.ocid, at=deal.signed)
    plot.account("winner", winner, at=deal.signed)
    plot.account("subcontractor", other, at=deal.signed)
    for payment in ledger.treasury(deal):
        at = plot.after(payment.at, low=8, high=40)
        cents = plot.part(payment.cents, low=100, high=250)
        plot.pay("subcontract", at=at, payer=winner, payee=other, cents=cents, kind="contract")


def _remittance(plot: Plot) -> None:
    """Let somebody send a part of the wages home every month."""
    draws = plot.draws
    sender = plot.someone()
    family = plot.ledger.book.abroad(draws.pick(TRADERS))
    first = plot.begin(days=500, accounts=(sender,))
    cents = draws.between(8, 60) * 2_500
    plot.account("sender", sender, at=first * DAY)
    for month in range(draws.between(8, 16)):
        day = first + month * 30 + draws.between(0, 3)
        at = clock.leisure(draws, min(day, LAST))
        plot.pay("remittance", at=at, payer=sender, payee=family, cents=cents, kind="private")


LOOKALIKES: tuple[Typology, ...] = (
    Typology("innocent-holding-circle", 3, _holding),
    Typology("innocent-payroll-fan-out", 3, _payroll),
    Typology("innocent-crowd-funding", 2, _crowd_funding),
    Typology("innocent-escrow", 2, _escrow),
    Typology("innocent-market-trader", 3, _market),
    Typology("innocent-seasonal-account", 2, _season),
    Typology("innocent-subcontract-to-loser", 4, _subcontract),
    Typology("innocent-remittance", 4, _remittance),
)
"""What is planted, and how often in a whole province."""
