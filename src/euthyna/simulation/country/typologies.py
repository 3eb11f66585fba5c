"""How money is laundered, planted in the payments.

Shapes are those of the literature on graphs of payments; who plays in them leads an ordinary
life as well, with the same accounts unless the scheme needs new or old ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from euthyna.simulation.country import clock
from euthyna.simulation.country.accounts import CASH_THRESHOLD, QUIET
from euthyna.simulation.country.clock import DAY
from euthyna.simulation.country.ledger import Ledger
from euthyna.simulation.country.plot import Plot
from euthyna.simulation.country.society import Society

_TYPOLOGIES = 640
"""Purpose of random streams."""


@dataclass(frozen=True, slots=True)
class Typology:
    """Something to plant."""

    name: str
    per_province: int
    play: Callable[[Plot], None]


def plant(ledger: Ledger, society: Society) -> None:
    """Plant all typologies."""
    play(ledger, society, typologies=TYPOLOGIES, purpose=_TYPOLOGIES)


def play(
    ledger: Ledger, society: Society, *, typologies: tuple[Typology, ...], purpose: int
) -> None:
    """Plant some typologies as often as suits the size of the province.

    Parameters
    ----------
    ledger, society
        Where.
    typologies
        What.
    purpose
        Of random streams.
    """
    province = ledger.province
    for place, typology in enumerate(typologies):
        for number in range(society.some(typology.per_province)):
            draws = province.draws(purpose, place, number)
            difficulty = draws.between(1, 3)
            episode = province.plant(
                typology.name, f"{typology.name}-{number + 1}", difficulty=difficulty
            )
            plot = Plot(ledger, society, draws, episode)
            typology.play(plot)
            plot.finish()


def _level(plot: Plot, *by_difficulty: int) -> int:
    """Choose by the difficulty of the episode."""
    return by_difficulty[plot.episode.difficulty - 1]


def _structuring(plot: Plot) -> None:
    """Bring cash in sums below what banks report, then send it on."""
    draws = plot.draws
    account = plot.someone() if draws.chance(0.6) else plot.some_firm()
    days = _level(plot, 5, 10, 24)
    first = plot.begin(days=days + 10, accounts=(account,))
    carriers = [account, *plot.people(_level(plot, 1, 3, 6))]
    total, end = 0, first
    plot.account("collector", account, at=first * DAY)
    for _ in range(draws.between(5, 12)):
        low = _level(plot, 930, 850, 600)
        cents = CASH_THRESHOLD * draws.between(low, 995) // 1000 // 5_000 * 5_000
        day = first + draws.between(0, days)
        plot.pay(
            "deposit",
            at=clock.office(draws, day),
            payer="",
            payee=account,
            cents=cents,
            kind="cash",
            channel="CASH",
            brings=draws.pick(carriers) if plot.episode.difficulty > 1 else account,
        )
        total, end = total + cents, max(end, day)
    target = _target(plot)
    at = plot.after((end + 1) * DAY, low=1, high=6)
    plot.account("beneficiary", target, at=at)
    cents = plot.part(total, low=880, high=980)
    plot.pay("forwarded", at=at, payer=account, payee=target, cents=cents)


def _target(plot: Plot) -> str:
    """Draw where money goes in the end: abroad or to a firm."""
    if plot.draws.chance(0.5):
        return plot.ledger.book.abroad(plot.draws.pick(QUIET))
    return plot.some_firm()


def _gather(
    plot: Plot, sources: list[str], target: str, first: int, *, days: int, median: int
) -> tuple[int, int]:
    """Let all sources pay to the target; give the sum and the last moment."""
    total, last = 0, first * DAY
    for source in sources:
        at = clock.leisure(plot.draws, first + plot.draws.between(0, days))
        cents = plot.part(plot.draws.lognormal(median, 0.5), low=900, high=1000)
        plot.account("source", source, at=at)
        plot.pay("in", at=at, payer=source, payee=target, cents=cents, kind="private")
        total, last = total + cents, max(last, at)
    return total, last


def _scatter(plot: Plot, source: str, targets: list[str], at: int, *, days: int, cents: int) -> int:
    """Let the source pay to all targets; give the last moment."""
    last = at
    for target in targets:
        moment = plot.soon(at, low=30, high=max(60, days * DAY))
        share = cents * plot.draws.between(800, 1000) // 1000 // len(targets)
        plot.account("target", target, at=moment)
        plot.pay("out", at=moment, payer=source, payee=target, cents=share)
        last = max(last, moment)
    return last


def _fan_in(plot: Plot) -> None:
    centre = plot.someone() if plot.draws.chance(0.5) else plot.some_firm()
    days = _level(plot, 2, 6, 15)
    sources = [a for a in plot.mixed(plot.draws.between(12, 34)) if a != centre]
    first = plot.begin(days=days, accounts=(centre, *sources))
    plot.account("centre", centre, at=first * DAY)
    _gather(plot, sources, centre, first, days=days, median=140_000)


def _fan_out(plot: Plot) -> None:
    centre = plot.someone() if plot.draws.chance(0.5) else plot.some_firm()
    days = _level(plot, 2, 6, 15)
    targets = [a for a in plot.mixed(plot.draws.between(12, 34)) if a != centre]
    first = plot.begin(days=days, accounts=(centre, *targets))
    plot.account("centre", centre, at=first * DAY)
    cents = plot.draws.lognormal(3_500_000, 0.5)
    _scatter(plot, centre, targets, clock.office(plot.draws, first), days=days, cents=cents)


def _gather_scatter(plot: Plot) -> None:
    centre = plot.some_firm()
    days = _level(plot, 2, 4, 9)
    members = [a for a in plot.mixed(plot.draws.between(14, 26)) if a != centre]
    half = len(members) // 2
    first = plot.begin(days=2 * days + 4, accounts=(centre, *members))
    plot.account("centre", centre, at=first * DAY)
    total, last = _gather(plot, members[:half], centre, first, days=days, median=300_000)
    _scatter(plot, centre, members[half:], last + 60, days=days, cents=total)


def _scatter_gather(plot: Plot) -> None:
    """Send money through many hands to one."""
    draws = plot.draws
    source, sink, *middles = plot.mixed(draws.between(7, 14))
    days = _level(plot, 1, 4, 10)
    first = plot.begin(days=2 * days + 3, accounts=(source, sink, *middles))
    cents = draws.lognormal(6_000_000, 0.5)
    plot.account("source", source, at=first * DAY)
    plot.account("sink", sink, at=first * DAY)
    for middle in middles:
        share = plot.part(cents // len(middles), low=850, high=1000)
        at = plot.soon(clock.office(draws, first), low=10, high=days * DAY)
        on = plot.soon(at, low=60, high=days * DAY)
        kept = _level(plot, 990, 960, 900)
        plot.account("middle", middle, at=at)
        plot.pay("out", at=at, payer=source, payee=middle, cents=share)
        passed = plot.part(share, low=kept - 20, high=kept)
        plot.pay("in", at=on, payer=middle, payee=sink, cents=passed)


def _cycle(plot: Plot) -> None:
    """Send money round until it is back."""
    members = plot.firms(plot.draws.between(3, 7))
    first = plot.begin(days=60, accounts=tuple(members))
    cents = plot.draws.lognormal(5_000_000, 0.6)
    at = clock.office(plot.draws, first)
    for place, payer in enumerate(members):
        plot.account("member", payer, at=at)
        payee = members[(place + 1) % len(members)]
        plot.pay("hop", at=at, payer=payer, payee=payee, cents=cents)
        cents = plot.part(cents, low=_level(plot, 990, 970, 920), high=998)
        at = plot.soon(at, low=120, high=_level(plot, 1, 3, 8) * DAY)


def _stack(plot: Plot) -> None:
    """Send money through three layers, each of which pays to several of the next."""
    draws = plot.draws
    everyone = plot.mixed(12)
    layers = [everyone[:3], everyone[3:7], everyone[7:]]
    days = _level(plot, 1, 3, 7)
    first = plot.begin(days=3 * days + 3, accounts=tuple(everyone))
    for depth, (above, below) in enumerate(pairwise(layers)):
        for payer in above:
            plot.account(f"layer-{depth + 1}", payer, at=first * DAY)
            for payee in below:
                if draws.chance(0.75):
                    day = first + depth * (days + 1) + draws.between(0, days)
                    cents = draws.lognormal(700_000 // (depth + 1), 0.3)
                    at = clock.office(draws, day)
                    plot.pay("hop", at=at, payer=payer, payee=payee, cents=cents)
    for account in layers[-1]:
        plot.account("layer-3", account, at=first * DAY)


def _waking(plot: Plot) -> None:
    """Use an account that was silent for a year and more."""
    draws = plot.draws
    holder = plot.society.person(draws).id
    account = plot.new_account(holder, opened=-draws.between(200, 3000))
    silent = _level(plot, 700, 500, 380)
    wake = draws.between(silent + 60, clock.LAST - 40)
    for _ in range(draws.between(2, 4)):
        before = draws.between(0, wake - silent)
        other = draws.pick(plot.people(3))
        at = clock.leisure(draws, before)
        plot.ledger.pay(
            at, payer=other, payee=account, cents=draws.between(20, 300) * 100, purpose=""
        )
    plot.account("dormant", account, at=wake * DAY)
    for _ in range(draws.between(3, 7)):
        at = clock.office(draws, wake + draws.between(0, 20))
        source, target = plot.some_firm(), _target(plot)
        cents = draws.lognormal(1_800_000, 0.5)
        plot.pay("in", at=at, payer=source, payee=account, cents=cents)
        passed = plot.part(cents, low=900, high=995)
        moment = plot.soon(at, low=90, high=4 * DAY)
        plot.account("target", target, at=moment)
        plot.pay("out", at=moment, payer=account, payee=target, cents=passed)


def _mules(plot: Plot) -> None:
    """Let people take money from strangers into new accounts, and pass it on for a fee."""
    draws = plot.draws
    herder = _target(plot)
    first = draws.between(60, clock.LAST - 60)
    plot.account("herder", herder, at=first * DAY)
    for _ in range(draws.between(4, 9)):
        holder = plot.society.person(draws).id
        fresh = plot.episode.difficulty < 3
        start = first + draws.between(0, 25)
        opened = start - draws.between(3, 40)
        account = plot.new_account(holder, opened=opened) if fresh else plot.someone()
        plot.account("mule", account, at=start * DAY)
        for victim in plot.people(draws.between(2, 5)):
            at = clock.leisure(draws, start + draws.between(0, 12))
            cents = draws.lognormal(180_000, 0.6)
            plot.pay("in", at=at, payer=victim, payee=account, cents=cents, kind="private")
            passed = plot.part(cents, low=850, high=950)
            moment = plot.soon(at, low=20, high=_level(plot, 600, 1440, 4000))
            plot.pay("out", at=moment, payer=account, payee=herder, cents=passed, kind="private")


def _rapid(plot: Plot) -> None:
    """Let an account keep nothing: what comes in goes out within hours, for weeks."""
    draws = plot.draws
    account = plot.some_firm()
    sources, targets = plot.firms(draws.between(1, 3)), [_target(plot), _target(plot)]
    first = plot.begin(days=70, accounts=(account, *sources, *targets))
    plot.account("pass-through-account", account, at=first * DAY)
    for _ in range(draws.between(6, 14)):
        at = clock.office(draws, first + draws.between(0, 60))
        cents = draws.lognormal(900_000, 0.7)
        payer, payee = draws.pick(sources), draws.pick(targets)
        plot.account("source", payer, at=at)
        plot.pay("in", at=at, payer=payer, payee=account, cents=cents)
        moment = plot.soon(at, low=15, high=_level(plot, 300, 1500, 4300))
        plot.account("target", payee, at=moment)
        passed = plot.part(cents, low=_level(plot, 980, 950, 900), high=1000)
        plot.pay("out", at=moment, payer=account, payee=payee, cents=passed)


def _round_trip(plot: Plot) -> None:
    """Send profits abroad for services, and have them back as a loan or an investment."""
    draws = plot.draws
    here, there = plot.firms(2)
    abroad = [plot.ledger.book.abroad(draws.pick(QUIET)) for _ in range(_level(plot, 1, 2, 3))]
    first = plot.begin(days=160, accounts=(here, there))
    back = here if plot.episode.difficulty == 1 else there
    path = [here, *abroad, back]
    cents = draws.lognormal(9_000_000, 0.6)
    at = clock.office(draws, first)
    for place, (payer, payee) in enumerate(pairwise(path)):
        role = "offshore-account" if place else "origin"
        plot.account(role, payer, at=at)
        kind = "investment" if payee == back else "trade"
        plot.pay("hop", at=at, payer=payer, payee=payee, cents=cents, kind=kind)
        cents = plot.part(cents, low=930, high=995)
        at = plot.after(at, low=2, high=_level(plot, 10, 25, 45))
    plot.account("destination", back, at=at)


TYPOLOGIES: tuple[Typology, ...] = (
    Typology("structuring", 4, _structuring),
    Typology("fan-in", 3, _fan_in),
    Typology("fan-out", 3, _fan_out),
    Typology("gather-scatter", 3, _gather_scatter),
    Typology("scatter-gather", 3, _scatter_gather),
    Typology("payment-cycle", 4, _cycle),
    Typology("payment-stack", 2, _stack),
    Typology("dormant-account", 3, _waking),
    Typology("money-mules", 2, _mules),
    Typology("rapid-movement", 3, _rapid),
    Typology("round-trip-abroad", 3, _round_trip),
)
"""What is planted, and how often in a whole province."""
