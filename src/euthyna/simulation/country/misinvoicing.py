"""Trade that is not what its papers say, and trade that only looks so.

What was paid stays as it was booked, but for invoices that are paid twice; what changes is what
customs is told: quantities, and whether there is a declaration at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.wares import BRANDS, WHOLE
from euthyna.simulation.country.accounts import QUIET
from euthyna.simulation.country.clock import DAY, MONTHS
from euthyna.simulation.country.dealings import Dealing, Delivery
from euthyna.simulation.country.model import Payment
from euthyna.simulation.country.province import Episode, Province

FEWEST, MOST = 4, 10
"""Shipments in one scheme."""

_SCHEMES = 740
"""Purpose of random streams."""


@dataclass(slots=True)
class Fraud:
    """One instance while it is planted."""

    province: Province
    draws: Draws
    difficulty: int
    scheme: str
    instance: str
    taken: set[str]
    """Payments that play elsewhere already, and both sides of dealings that do."""
    dealings: Sequence[Dealing]

    def level(self, *by_difficulty: tuple[int, int]) -> int:
        """Draw a number between two limits that the difficulty chooses."""
        return self.draws.between(*by_difficulty[self.difficulty - 1])

    def begin(self, **parameters: float | str) -> Episode:
        """Begin to note who takes part."""
        return self.province.plant(
            self.scheme, self.instance, difficulty=self.difficulty, parameters=parameters
        )

    def dealing(
        self, direction: str, *, quiet: bool, suits: Callable[[Dealing], bool]
    ) -> Dealing | None:
        """Find a dealing that nothing else uses; one with a quiet place where there is any."""
        free = [
            d
            for d in self.draws.shuffled(self.dealings)
            if d.direction == direction and not {d.account, d.partner} & self.taken and suits(d)
        ]
        chosen = next((d for d in free if (d.country in QUIET) is quiet), None)
        found = chosen or next(iter(free), None)
        if found:
            self.taken |= {found.account, found.partner}
        return found

    def run(self, dealing: Dealing) -> list[Delivery]:
        """Take some successive deliveries that nothing else uses."""
        usable = self.usable(dealing)
        count = min(len(usable), self.draws.between(FEWEST, MOST))
        first = self.draws.between(0, len(usable) - count)
        return usable[first : first + count]

    def usable(self, dealing: Dealing) -> list[Delivery]:
        """List the deliveries whose quantity can be told wrongly and that nothing else uses."""
        return [
            delivery
            for delivery in dealing.deliveries
            if delivery.shipment.tenths >= 200 and not {p.id for p in delivery.paid} & self.taken
        ]

    def many(self, dealing: Dealing) -> bool:
        """Say whether a dealing has deliveries enough."""
        return len(self.usable(dealing)) >= FEWEST

    def sides(self, episode: Episode, dealing: Dealing, *, at: int) -> None:
        """Note who deals with whom."""
        episode.note("trader", "account", dealing.account, at=at)
        episode.note("trader", "party", dealing.trader, at=at)
        episode.note("partner", "account", dealing.partner, at=at)


def plant(province: Province, dealings: Sequence[Dealing]) -> None:
    """Plant all of it as often as suits the size of the province."""
    taken = {row.id for row in province.planted if row.kind == "payment"}
    for place, (scheme, per_province, play) in enumerate(SCHEMES):
        for number in range(max(1, round(per_province * province.processes / 1000))):
            draws = province.draws(_SCHEMES, place, number)
            fraud = Fraud(
                province=province,
                draws=draws,
                difficulty=draws.between(1, 3),
                scheme=scheme,
                instance=f"{scheme}-{number + 1}",
                taken=taken,
                dealings=dealings,
            )
            play(fraud)


def _scale(delivery: Delivery, *, times: int, by: int) -> None:
    """Change the quantity, in whole pieces where pieces are counted."""
    shipment = delivery.shipment
    step = 10 if shipment.unit in WHOLE else 1
    shipment.tenths = max(step, shipment.tenths * times // by // step * step)


def _note(episode: Episode, delivery: Delivery) -> None:
    shipment = delivery.shipment
    episode.note("shipment", "trade-declaration", shipment.id, at=shipment.at)
    for payment in delivery.paid:
        episode.note("payment", "payment", payment.id, at=payment.at)


def _over(fraud: Fraud) -> None:
    """Import little for much money."""
    _misprice(fraud, "import", less=True)


def _under(fraud: Fraud) -> None:
    """Export much for little money: the rest is paid elsewhere."""
    _misprice(fraud, "export", less=False)


def _misprice(fraud: Fraud, direction: str, *, less: bool) -> None:
    dealing = fraud.dealing(direction, quiet=True, suits=fraud.many)
    if dealing is None:
        return
    times = fraud.level((600, 800), (400, 600), (300, 400))
    run = fraud.run(dealing)
    episode = fraud.begin(times=times / 100, shipments=len(run))
    fraud.sides(episode, dealing, at=run[0].shipment.at)
    for delivery in run:
        exact = times * fraud.draws.between(900, 1100) // 1000
        _scale(delivery, times=100 if less else exact, by=exact if less else 100)
        _note(episode, delivery)


def _phantom(fraud: Fraud) -> None:
    """Pay for goods that never came: nobody declares them."""
    dealing = fraud.dealing("import", quiet=True, suits=fraud.many)
    if dealing is None:
        return
    whole = fraud.difficulty == 1
    missing = fraud.usable(dealing) if whole else fraud.run(dealing)
    episode = fraud.begin(payments=sum(len(delivery.paid) for delivery in missing))
    fraud.sides(episode, dealing, at=missing[0].paid[0].at)
    for delivery in missing:
        dealing.deliveries.remove(delivery)
        for payment in delivery.paid:
            episode.note("payment", "payment", payment.id, at=payment.at)


def _twice(fraud: Fraud) -> None:
    """Pay for one shipment twice: the next payment names its invoice, or its sum, once more."""
    dealing = fraud.dealing("import", quiet=fraud.draws.chance(0.5), suits=fraud.many)
    if dealing is None:
        return
    run = fraud.usable(dealing)[: 2 * fraud.draws.between(2, 5)]
    pairs = [pair for pair in zip(run[::2], run[1::2], strict=False) if _are_single(pair)]
    if not pairs:
        return
    episode = fraud.begin(shipments=len(pairs))
    fraud.sides(episode, dealing, at=pairs[0][0].shipment.at)
    for first, second in pairs:
        dealing.deliveries.remove(second)
        once, again = first.paid[0], second.paid[0]
        _repeat(fraud, once, again)
        _note(episode, first)
        episode.note("paid-again", "payment", again.id, at=again.at)


def _are_single(pair: tuple[Delivery, Delivery]) -> bool:
    return all(len(delivery.paid) == 1 for delivery in pair)


def _repeat(fraud: Fraud, once: Payment, again: Payment) -> None:
    """Make a payment look like another one: 1 in all, 2 by its invoice, 3 by its sum."""
    again.currency = once.currency
    if fraud.difficulty != 2:
        again.cents = once.cents
    if fraud.difficulty != 3:
        again.purpose = once.purpose


def _premium(fraud: Fraud) -> None:
    """Let goods of a brand be dear, from the first shipment to the last."""
    dealing = fraud.dealing("import", quiet=fraud.draws.chance(0.35), suits=fraud.many)
    if dealing is None:
        return
    times = fraud.level((500, 700), (400, 500), (250, 400))
    brand = fraud.draws.pick(BRANDS)
    run = fraud.usable(dealing)
    episode = fraud.begin(times=times / 100, shipments=len(run))
    fraud.sides(episode, dealing, at=run[0].shipment.at)
    for delivery in run:
        _scale(delivery, times=100, by=times * fraud.draws.between(950, 1050) // 1000)
        shipment = delivery.shipment
        if fraud.draws.chance(0.9):
            shipment.words = f"{shipment.words.partition(',')[0]}, {brand}"
        _note(episode, delivery)


def _shock(fraud: Fraud) -> None:
    """Let one ware be dear for everybody for two months."""
    hits = [_dear(fraud, month) for month in fraud.draws.shuffled(range(2, 39))[:12]]
    hit = max(hits, key=lambda found: len({dealing.trader for dealing, _ in found}))
    if not hit:
        return
    episode = fraud.begin(code=hit[0][1].shipment.code, times=2)
    first = min(delivery.shipment.at for _, delivery in hit)
    for trader in dict.fromkeys(dealing.trader for dealing, _ in hit):
        episode.note("trader", "party", trader, at=first)
    for _, delivery in hit:
        _scale(delivery, times=100, by=fraud.draws.between(185, 215))
        _note(episode, delivery)


def _dear(fraud: Fraud, month: int) -> list[tuple[Dealing, Delivery]]:
    """List the imports of the most popular ware in two months, by those who play nowhere else."""
    start, end = MONTHS[month] * DAY, MONTHS[month + 2] * DAY
    found: dict[str, list[tuple[Dealing, Delivery]]] = {}
    for dealing in fraud.dealings:
        if dealing.direction == "export" or {dealing.account, dealing.partner} & fraud.taken:
            continue
        for delivery in dealing.deliveries:
            if start <= delivery.shipment.at < end:
                found.setdefault(delivery.shipment.code, []).append((dealing, delivery))
    return max(found.values(), key=len, default=[])


SCHEMES: tuple[tuple[str, int, Callable[[Fraud], None]], ...] = (
    ("trade-over-invoicing", 3, _over),
    ("trade-under-invoicing", 3, _under),
    ("phantom-shipment", 3, _phantom),
    ("multiple-invoicing", 3, _twice),
    ("innocent-premium-goods", 3, _premium),
    ("innocent-price-shock", 1, _shock),
)
"""What is planted, how often in a whole province, and how."""
