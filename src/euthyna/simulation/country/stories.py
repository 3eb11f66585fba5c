"""What happened in one contracting process, before anything is published.

A story holds decisions and durations, not dates: whoever changes the submission period moves
all that follows, as in life. Money is in cents. What depends on a price is a rate of it in per
mille, so that a scheme which changes the price changes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.markets import (
    DIRECT_THRESHOLD,
    DIVISIONS,
    MAIN_CURRENCY,
    SECOND_CURRENCY,
    Division,
)
from euthyna.simulation.country.population import Country, Market, Organisation

DAYS = 1096
"""Tenders start within these three years, from 1 July 2022."""
METHODS = ("open", "selective", "limited", "direct")
METHOD_WEIGHTS = cumulate([0.516, 0.137, 0.16, 0.187])
"""With the planted ones, which are mostly open: 60, 10, 12 and 18 %."""
BIDDER_WEIGHTS = cumulate([0.36, 0.18, 0.12, 0.10, 0.08, 0.06, 0.045, 0.035, 0.02])
"""For 1 to 9 bidders; with the planted ones a quarter are single and the mean is 3.2."""
STATUSES = ("valid", "disqualified", "withdrawn", "pending")
STATUS_WEIGHTS = cumulate([0.925, 0.05, 0.02, 0.005])
GAPS = (("count", 0.12), ("signed", 0.10), ("awarded", 0.06), ("planning", 0.30),
        ("description", 0.15), ("criteria", 0.10), ("estimate", 0.05), ("contacts", 0.08))  # fmt: skip
"""What publishers leave out, and how often."""
RATIONALES = (
    "Value below the threshold for direct purchase.",
    "Exclusive rights protect the product.",
    "No bids in the preceding open procedure.",
    "Extension of an existing system for reasons of compatibility.",
)


@dataclass(slots=True)
class Bid:
    """One bid."""

    bidder: Organisation
    cents: int
    moment: float
    """When it came, as a share of the submission period."""
    status: str = "valid"
    late: int = 0
    """Minutes after the deadline; 0 for a bid in time."""


@dataclass(slots=True)
class Amendment:
    """One change of a contract."""

    days: int
    """After signature."""
    rate: int
    """The new value in per mille of the value at signature."""
    rationale: str


@dataclass(slots=True)
class Contest:
    """One lot, or the whole of a tender without lots."""

    lot: int
    """Its number; 0 without lots."""
    estimate: int
    bids: list[Bid] = field(default_factory=list)
    winner: Organisation | None = None
    price: int = 0
    """The value of the award."""
    signing_days: int = 12
    contract_rate: int = 1000
    """The contract's value at signature in per mille of the award's."""
    months: int = 6
    """How long the contract runs."""
    amendments: list[Amendment] = field(default_factory=list)
    payments: list[tuple[int, int]] = field(default_factory=list)
    """Days after signature, and per mille of the contract's value."""

    def settle(self) -> None:
        """Sort the bids by price and let the lowest valid one win."""
        self.bids.sort(key=lambda bid: bid.cents)
        self.winner, self.price = None, 0
        for bid in self.bids:
            if bid.status == "valid":
                self.award(bid.bidder, price=bid.cents)
                return

    def award(self, winner: Organisation, *, price: int) -> None:
        """Let `winner` have it at `price`."""
        self.winner, self.price = winner, price


@dataclass(slots=True)
class Story:
    """One contracting process."""

    number: int
    buyer: Organisation
    division: Division
    method: str
    start: int
    """Minutes after the beginning of the three years."""
    estimate: int
    currency: str = MAIN_CURRENCY
    rationale: str | None = None
    remark: str | None = None
    """A sentence for the description."""
    outcome: str = "complete"
    """Or cancelled, or unsuccessful."""
    rated: bool = False
    """Whether quality counts beside the price."""
    submission_minutes: int = 0
    decision_days: int = 20
    contests: list[Contest] = field(default_factory=list)
    gaps: frozenset[str] = frozenset()
    """Which of `GAPS` its publisher left out."""

    @property
    def contest(self) -> Contest:
        """The only contest of a story without lots."""
        return self.contests[0]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a scheme needs; None and 0 leave it to chance."""

    method: str
    division: int | None = None
    buyer: Organisation | None = None
    bidders: tuple[Organisation, ...] = ()
    """Who must take part; in a direct award, who gets it."""
    least: int = 0
    """How many bidders there must be; 0 means those of `bidders` only, or chance."""


def tell(country: Country, draws: Draws, *, number: int, wish: Wish | None) -> Story:
    """Invent what happened in one process.

    Parameters
    ----------
    country
        Who there is.
    draws
        Where chance comes from.
    number
        Which process it is; processes are told in the order in which they start.
    wish
        What a scheme needs. Such a story has one contest, no gaps, and ends with an award.

    Returns
    -------
    Story
        Complete, and nothing in it is planted yet.
    """
    method = wish.method if wish else METHODS[draws.index(METHOD_WEIGHTS)]
    place = wish.division if wish else None
    if place is None:
        place = draws.index(country.division_weights)
    buyer = (wish and wish.buyer) or country.buyers[draws.index(country.buyer_weights)]
    story = Story(
        number=number,
        buyer=buyer,
        division=DIVISIONS[place],
        method=method,
        start=start_of(country, number) + draws.between(8 * 60, 17 * 60),
        estimate=_estimate(draws, DIVISIONS[place], method),
    )
    _circumstances(story, draws, planted=wish is not None)
    bidders = _takers(draws, country.markets[place], story, wish)
    for lot in _lots(draws, story, planted=wish is not None):
        story.contests.append(_contest(draws, story, lot, bidders, planted=wish is not None))
    if all(contest.winner is None for contest in story.contests):
        story.outcome = "unsuccessful"
    return story


def start_of(country: Country, number: int) -> int:
    """Give the midnight, in minutes, of the day on which process `number` starts."""
    return number * DAYS // country.processes * 1440


def _estimate(draws: Draws, division: Division, method: str) -> int:
    if method == "direct" and draws.chance(0.85):
        cents = draws.skewed(150_000, DIRECT_THRESHOLD * 8 // 10)
    else:
        cents = draws.lognormal(division.median, 1.1)
    return cents // 10_000 * 10_000 + 10_000


def _circumstances(story: Story, draws: Draws, *, planted: bool) -> None:
    competitive = story.method in {"open", "selective"}
    if draws.chance(0.04):
        story.currency = SECOND_CURRENCY
    if not competitive and (story.method == "direct" or draws.chance(0.9)):
        story.rationale = draws.pick(RATIONALES)
    story.rated = competitive and draws.chance(0.3)
    days = draws.skewed(18, 55) if competitive else draws.skewed(8, 25)
    story.submission_minutes = days * 1440 + draws.between(-240, 240)
    story.decision_days = draws.skewed(5, 80)
    if not planted:
        story.gaps = frozenset(gap for gap, share in GAPS if draws.chance(share))
        if story.method != "direct" and draws.chance(0.075):
            story.outcome = "cancelled"


def _lots(draws: Draws, story: Story, *, planted: bool) -> list[tuple[int, int]]:
    if planted or story.method == "direct" or not draws.chance(0.43):
        return [(0, story.estimate)]
    count = draws.between(1, 4)
    return [(lot, max(10_000, story.estimate // count)) for lot in range(1, count + 1)]


def _contest(
    draws: Draws,
    story: Story,
    lot: tuple[int, int],
    bidders: list[Organisation],
    *,
    planted: bool,
) -> Contest:
    contest = Contest(lot=lot[0], estimate=lot[1])
    contest.months = draws.skewed(1, 24)
    contest.signing_days = draws.skewed(3, 30)
    _payments(contest, draws)
    if story.method == "direct":
        contest.award(bidders[0], price=int(contest.estimate * (0.93 + 0.07 * draws.uniform())))
        return contest
    _bid(draws, contest, bidders)
    if not planted:
        for bid in contest.bids:
            bid.status = STATUSES[draws.index(STATUS_WEIGHTS)]
    contest.settle()
    if story.rated and len(contest.bids) > 1 and draws.chance(0.3):
        _quality_decides(contest)
    if contest.winner and not planted and draws.chance(0.08):
        rate = 1000 + draws.between(-50, 90)
        contest.amendments.append(Amendment(draws.between(40, 200), rate, "Change of quantities."))
    return contest


def _bid(draws: Draws, contest: Contest, bidders: list[Organisation]) -> None:
    """Let everybody bid; of several lots, each bidder leaves some out."""
    first = draws.between(0, len(bidders) - 1)
    for place, bidder in enumerate(bidders):
        if contest.lot == 0 or place == first or draws.chance(0.7):
            price = max(10_000, int(contest.estimate * _level(draws)))
            contest.bids.append(Bid(bidder, price, _moment(draws)))


def _takers(draws: Draws, market: Market, story: Story, wish: Wish | None) -> list[Organisation]:
    """Draw who bids; for a direct award, who gets it."""
    if story.method != "direct":
        return _bidders(draws, market, wish)
    if wish and wish.bidders:
        return [wish.bidders[0]]
    return [market.suppliers[draws.index(market.weights)]]


def _bidders(draws: Draws, market: Market, wish: Wish | None) -> list[Organisation]:
    found = list(wish.bidders) if wish else []
    count = max(len(found), wish.least if wish else 0)
    if not found or count > len(found):
        count = max(count, 1 + draws.index(BIDDER_WEIGHTS))
    taken = {bidder.id for bidder in found}
    for _ in range(60):
        if len(found) >= count:
            break
        supplier = market.suppliers[draws.index(market.weights)]
        if supplier.id not in taken:
            taken.add(supplier.id)
            found.append(supplier)
    return found


def _level(draws: Draws) -> float:
    """Give a price as a share of the estimate."""
    return min(1.25, max(0.6, 0.92 + 0.085 * draws.normal()))


def _moment(draws: Draws) -> float:
    """Most bids come in the last days."""
    return 1.0 - 0.4 * draws.uniform() * draws.uniform() - 0.002


def _quality_decides(contest: Contest) -> None:
    valid = [bid for bid in contest.bids if bid.status == "valid"]
    if len(valid) > 1:
        contest.award(valid[1].bidder, price=valid[1].cents)


def _payments(contest: Contest, draws: Draws) -> None:
    if not draws.chance(0.6):
        return
    count = draws.between(1, 4)
    days = 0
    for _ in range(count):
        days += draws.between(20, 45 + contest.months * 15)
        rate = 1000 // count - draws.between(0, 20)
        contest.payments.append((days, rate))
