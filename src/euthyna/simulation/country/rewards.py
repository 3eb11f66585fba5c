"""What is paid for awards that were bought, shared or handed on: from the treasury to the end.

An instance holds all records of the chain: the process, its contract, the treasury's payments,
the accounts in between, and whoever has the money in the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from euthyna.simulation.country.ledger import Ledger
from euthyna.simulation.country.model import Deal, Payment
from euthyna.simulation.country.plot import Plot
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.society import Society

_KICKBACKS, _RINGS, _SHELLS, _PHOENIX, _CHOICE, _RENAMED = range(660, 666)
"""Purposes of random streams."""
BOUGHT = (
    "tailored-specification",
    "single-bid",
    "change-orders-after-low-bid",
    "award-after-failed-tender",
    "split-purchases",
    "short-submission-period",
    "repeated-direct-awards",
)
"""Schemes of procurement that somebody may have been paid for."""
RINGS = ("bid-rotation", "cover-bidding", "bid-suppression", "market-sharing")
"""Schemes of bidders who have something to share."""
PER_PROVINCE = 8
"""Kick-backs for awards that were bought, beside those to captured offices."""
_DEALS = 5
"""So many contracts of one instance are rewarded, at most."""


@dataclass(frozen=True, slots=True)
class _Bargain:
    """Who is rewarded for which contracts."""

    official: str
    receiver: str
    """The official, a relative or a nominee."""
    deals: tuple[Deal, ...]
    ground: str
    """The scheme that won the contract."""


def idle(province: Province) -> frozenset[str]:
    """List the shell suppliers: they have no ordinary life, but what comes in and goes out."""
    return frozenset(_shells(province))


def plant(ledger: Ledger, society: Society) -> None:
    """Plant all rewards."""
    _kick_backs(ledger, society)
    _shared_gains(ledger, society)
    _pass_on(ledger, society)
    _new_names(ledger, society)
    _renamed(ledger, society)


def _note_deal(plot: Plot, deal: Deal) -> None:
    """Note the tender, its contract, both sides and what the treasury paid."""
    plot.note("tender", "process", deal.ocid, at=deal.signed)
    plot.note("contract", "contract", f"{deal.ocid}/{deal.contract}", at=deal.signed)
    plot.note("buyer", "party", deal.buyer, at=deal.signed)
    plot.note("supplier", "party", deal.supplier, at=deal.signed)
    for payment in plot.ledger.treasury(deal):
        plot.booked("public-payment", payment)


def _kick_backs(ledger: Ledger, society: Society) -> None:
    province = ledger.province
    for number, bargain in enumerate([*_captures(ledger), *_purchases(ledger, society)]):
        draws = province.draws(_KICKBACKS, number)
        difficulty = draws.between(1, 3)
        rate = draws.pick((50, 80, 100, 100, 120, 150))
        episode = province.plant(
            "kick-back",
            f"kick-back-{number + 1}",
            difficulty=difficulty,
            parameters={
                "hops": difficulty,
                "per_mille_of_contract": rate,
                "with": bargain.ground,
            },
        )
        plot = Plot(ledger, society, draws, episode)
        _reward(plot, bargain, rate)
        plot.finish()


def _captures(ledger: Ledger) -> Iterator[_Bargain]:
    """Reward the officials who are behind a supplier of their own office."""
    for capture in ledger.province.captured:
        deals = _paid(ledger, [
            deal
            for deal in ledger.province.deals
            if deal.supplier == capture.firm and deal.buyer == capture.buyer
        ])  # fmt: skip
        if not deals or not ledger.book.has(capture.person):
            continue
        close = capture.through[0] if capture.through else capture.person
        private = close in ledger.province.persons and ledger.book.has(close)
        receiver = close if private and capture.how != "chain" else capture.person
        yield _Bargain(capture.person, receiver, deals, "official-owns-bidder")


def _purchases(ledger: Ledger, society: Society) -> Iterator[_Bargain]:
    """Choose awards that somebody in the buyer's office was paid for."""
    province = ledger.province
    draws = province.draws(_CHOICE)
    instances = [(name, i) for name in BOUGHT for i in province.instances(name)]
    found = 0
    for name, instance in draws.shuffled(instances):
        deals = _paid(ledger, _deals_of(province, instance))
        deals = tuple(deal for deal in deals if deal.buyer == deals[0].buyer)
        if not deals or sum(deal.cents for deal in deals) < 500_000:
            continue
        official = _official(ledger, deals[0].buyer) or society.person(draws).id
        yield _Bargain(official, official, deals, name)
        found += 1
        if found >= society.some(PER_PROVINCE):
            return


def _official(ledger: Ledger, buyer: str) -> str:
    """Give somebody who holds an office of the buyer and has an account; empty if nobody does."""
    for office in ledger.province.offices:
        if office.body == buyer and ledger.book.has(office.person):
            return office.person
    return ""


def _deals_of(province: Province, instance: str) -> list[Deal]:
    """List the contracts of the processes of an instance."""
    ocids = {p.id for p in province.planted if p.instance == instance and p.kind == "process"}
    return [deal for deal in province.deals if deal.ocid in ocids]


def _paid(ledger: Ledger, deals: list[Deal]) -> tuple[Deal, ...]:
    return tuple(deal for deal in deals if ledger.treasury(deal))[:_DEALS]


def _reward(plot: Plot, bargain: _Bargain, rate: int) -> None:
    """Take a share of each contract through other accounts to the official."""
    book = plot.ledger.book
    receiver = book.main(bargain.receiver)
    between = plot.firms(plot.episode.difficulty)
    first = bargain.deals[0].signed
    plot.note("official", "party", bargain.official, at=first)
    plot.account("receiver", receiver, at=first)
    _note_offices(plot, bargain)
    for deal in bargain.deals:
        _note_deal(plot, deal)
        trigger = plot.draws.pick(plot.ledger.treasury(deal)[:2])
        _hand_on(
            plot, trigger, [book.main(deal.supplier), *between, receiver], deal.cents * rate // 1000
        )


def _note_offices(plot: Plot, bargain: _Bargain) -> None:
    bodies = {deal.buyer for deal in bargain.deals}
    for office in plot.ledger.province.offices:
        if office.person == bargain.official and office.body in bodies and not office.process:
            plot.note("office", "office", office.id, at=bargain.deals[0].signed)


def _hand_on(plot: Plot, trigger: Payment, path: list[str], cents: int) -> None:
    """Send money along a path, days after a payment; each keeps a little."""
    at = plot.after(trigger.at, low=1, high=9)
    for place, (payer, payee) in enumerate(pairwise(path)):
        last = place == len(path) - 2
        if place:
            plot.account("pass-through-account", payer, at=at)
        plot.pay(
            "kick-back" if last else "layer",
            at=at,
            payer=payer,
            payee=payee,
            cents=cents,
            kind="private" if last else "trade",
        )
        cents = plot.part(cents, low=940, high=990)
        at = plot.after(at, low=1, high=6)


def _shared_gains(ledger: Ledger, society: Society) -> None:
    """Let the winner of a ring pay those who lost, or stayed away."""
    province = ledger.province
    instances = [(name, i) for name in RINGS for i in province.instances(name)]
    for number, (ring, instance) in enumerate(instances):
        draws = province.draws(_RINGS, number)
        deals = _paid(ledger, _deals_of(province, instance))
        if not deals or not draws.chance(0.9):
            continue
        difficulty = draws.between(1, 3)
        rate = draws.between(20, 70)
        episode = province.plant(
            "winner-pays-losers",
            f"winner-pays-losers-{number + 1}",
            difficulty=difficulty,
            parameters={"per_mille_of_contract": rate, "with": ring},
        )
        rows = [p for p in province.planted if p.instance == instance and p.kind == "party"]
        members = tuple(dict.fromkeys(p.id for p in rows if p.id in province.firms))
        plot = Plot(ledger, society, draws, episode)
        _share(plot, deals, members, rate)
        plot.finish()


def _share(plot: Plot, deals: tuple[Deal, ...], members: tuple[str, ...], rate: int) -> None:
    book = plot.ledger.book
    through = plot.some_firm()
    for deal in deals:
        others = [m for m in members or deal.losers if m not in {deal.supplier, deal.buyer}]
        if not others:
            continue
        _note_deal(plot, deal)
        winner = book.main(deal.supplier)
        trigger = plot.ledger.treasury(deal)[0]
        for other in others[: 5 - plot.episode.difficulty]:
            loser = book.main(other)
            plot.account("loser", loser, at=trigger.at)
            cents = plot.part(deal.cents * rate // 1000 // len(others), low=850, high=1100)
            at = plot.after(trigger.at, low=3, high=(20, 60, 120)[plot.episode.difficulty - 1])
            payer = winner
            if plot.episode.difficulty == 3:
                plot.account("pass-through-account", through, at=at)
                plot.pay("layer", at=at, payer=winner, payee=through, cents=cents)
                payer, at = through, plot.after(at, low=1, high=7)
                cents = plot.part(cents, low=940, high=990)
            plot.pay("share", at=at, payer=payer, payee=loser, cents=cents)


def _shells(province: Province) -> dict[str, str]:
    """Choose suppliers without substance: those of the register, else some with few contracts.

    Returns
    -------
    dict of str to str
        By firm, the instance of the register's scheme; empty where there is none.
    """
    known = {
        p.id: p.instance
        for p in province.planted
        if p.scheme == "shell-supplier" and p.role == "shell" and p.id in province.firms
    }
    if known:
        return known
    counts: dict[str, int] = {}
    for deal in province.deals:
        counts[deal.supplier] = counts.get(deal.supplier, 0) + 1
    few = sorted(firm for firm, count in counts.items() if count < 4 and firm in province.firms)
    chosen = province.draws(_CHOICE, 1).shuffled(few)[: max(1, province.processes // 250)]
    return dict.fromkeys(chosen, "")


def _pass_on(ledger: Ledger, society: Society) -> None:
    """Let shell suppliers send on what the treasury pays them."""
    province = ledger.province
    for number, firm in enumerate(_shells(province)):
        deals = _paid(ledger, [deal for deal in province.deals if deal.supplier == firm])
        if not deals:
            continue
        draws = province.draws(_SHELLS, number)
        difficulty = draws.between(1, 3)
        kept = draws.between(10, 40) * difficulty
        episode = province.plant(
            "shell-pass-through",
            f"shell-pass-through-{number + 1}",
            difficulty=difficulty,
            parameters={"kept_per_mille": kept},
        )
        plot = Plot(ledger, society, draws, episode)
        account = ledger.book.main(firm)
        targets = _behind(plot, firm)
        plot.account("pass-through-account", account, at=deals[0].signed)
        for deal in deals:
            _note_deal(plot, deal)
            for payment in ledger.treasury(deal):
                _forward(plot, payment, draws.pick(targets), kept)
        plot.finish()


def _forward(plot: Plot, payment: Payment, target: str, kept: int) -> None:
    at = plot.after(payment.at, low=0, high=(2, 5, 10)[plot.episode.difficulty - 1])
    cents = payment.cents * (1000 - kept - plot.draws.between(0, 10)) // 1000
    if at > payment.at:
        plot.account("beneficiary", target, at=at)
        plot.pay(
            "forwarded",
            at=at,
            payer=payment.payee,
            payee=target,
            cents=cents,
            currency=payment.currency,
        )


def _behind(plot: Plot, firm: str) -> list[str]:
    """List accounts of owners of a firm and, beside them, of another firm."""
    owners = [i.party for i in plot.ledger.province.interests if i.firm == firm and i.party]
    known = [plot.ledger.book.main(owner) for owner in owners if plot.ledger.book.has(owner)]
    return [*known[:1], plot.some_firm()]


def _new_names(ledger: Ledger, society: Society) -> None:
    """Note what a firm that took another's place was paid to the other's account."""
    province = ledger.province
    for number, (old, new) in enumerate(ledger.book.shared):
        deals = _paid(ledger, [deal for deal in province.deals if deal.supplier == new])
        if not deals:
            continue
        draws = province.draws(_PHOENIX, number)
        episode = province.plant("paid-under-new-name", f"paid-under-new-name-{number + 1}")
        plot = Plot(ledger, society, draws, episode)
        account = ledger.book.main(new)
        plot.note("predecessor", "party", old, at=deals[0].signed)
        plot.note("account", "account", account, at=deals[0].signed)
        for deal in deals:
            _note_deal(plot, deal)


def _renamed(ledger: Ledger, society: Society) -> None:
    """Note suppliers that changed their name, and are paid to their account under both."""
    province = ledger.province
    found = [
        firm
        for firm in province.firms.values()
        if firm.supplier and any(c.name != firm.name and c.day > "2022-08" for c in firm.changes)
    ]
    for number, firm in enumerate(found):
        deals = _paid(ledger, [deal for deal in province.deals if deal.supplier == firm.id])
        if not deals:
            continue
        scheme = "innocent-renamed-firm"
        episode = province.plant(scheme, f"{scheme}-{number + 1}", difficulty=1)
        plot = Plot(ledger, society, province.draws(_RENAMED, number), episode)
        plot.account("renamed-firm", ledger.book.main(firm.id), at=deals[0].signed)
        for deal in deals:
            _note_deal(plot, deal)
