"""What happened in one contracting process, before anything is published.

A story holds decisions and durations, not dates: whoever changes the submission period moves
all that follows, as in life. Money is in cents. What depends on a price is a rate of it in per
mille, so that a scheme which changes the price changes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from euthyna.simulation.basis.draws import Draws, cumulate
from euthyna.simulation.basis.markets import (
    DIVISIONS,
    MAIN_CURRENCY,
    SECOND_CURRENCY,
    Division,
)
from euthyna.simulation.country import habits, wording
from euthyna.simulation.country.population import Country, Market, Organisation

MOST_CHANGES = 6
"""So many amendments at most has a contract."""
DAYS = 1096
"""Tenders start within these three years, from 1 July 2022."""
METHODS = ("open", "selective", "limited", "direct")
METHOD_WEIGHTS = cumulate([0.516, 0.137, 0.16, 0.187])
"""With the planted ones, which are mostly open: 60, 10, 12 and 18 %."""
STATUSES = ("valid", "disqualified", "withdrawn", "pending")
STATUS_WEIGHTS = cumulate([0.925, 0.05, 0.02, 0.005])
AFTER_FAILURE = ("open", "selective", "limited", "direct")
AFTER_FAILURE_WEIGHTS = cumulate([0.45, 0.1, 0.3, 0.15])
"""How a purchase is tried again that has failed."""


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
    """Which of `habits.GAPS` its publisher left out."""
    good: int = 0
    """The position in the division of the first good that is bought."""
    terms: tuple[str, ...] = ()
    """What the buyer asks of bidders."""
    related: tuple[tuple[str, int], ...] = ()
    """Other processes: the code of the relation and their number."""

    @property
    def contest(self) -> Contest:
        """The only contest of a story without lots; the first of one with lots."""
        return self.contests[0]

    @property
    def decided(self) -> int:
        """When the award was decided, in minutes, but for the time of day."""
        period = 0 if self.method == "direct" else self.submission_minutes
        return self.start + period + self.decision_days * 1440


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
    most: int = 0
    """How many bidders there may be; 0 leaves it to chance."""
    lots: bool = False
    """Whether there may be several lots, in all of which all bid."""
    keeps: frozenset[str] = frozenset()
    """Which of `habits.GAPS` its publisher must not leave out, for there would be nothing to see."""
    after: Story | None = None
    """A failed process that is tried again."""
    planted: bool = True
    """Whether a scheme wishes it; if so, it is neither cancelled nor without a winner."""


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
        What a scheme needs.

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
    division = DIVISIONS[place]
    story = Story(
        number=number,
        buyer=buyer,
        division=division,
        method=method,
        start=start_of(country, number) + draws.between(8 * 60, 17 * 60),
        estimate=habits.estimate(draws, division, method=method),
        good=draws.between(0, len(division.goods) - 1),
    )
    wish = wish or Wish(method, planted=False)
    _circumstances(story, draws, wish)
    if wish.after:
        _again(story, draws, wish.after)
    bidders = _takers(draws, country.markets[place], story, wish)
    for lot in _lots(draws, story, wish):
        story.contests.append(_contest(draws, story, lot, bidders, planted=wish.planted))
    if all(contest.winner is None for contest in story.contests):
        story.outcome = "unsuccessful"
    return story


def _again(story: Story, draws: Draws, failed: Story) -> None:
    """Let the story be another attempt at a purchase that has failed."""
    story.estimate = max(10_000, failed.estimate * draws.between(92, 112) // 100)
    story.currency = failed.currency
    story.good = failed.good
    story.related = (("unsuccessfulProcess", failed.number),)
    if story.method in {"limited", "direct"}:
        story.rationale = wording.NO_TENDERS


def start_of(country: Country, number: int) -> int:
    """Give the midnight, in minutes, of the day on which process `number` starts."""
    return number * DAYS // country.processes * 1440


def _circumstances(story: Story, draws: Draws, wish: Wish) -> None:
    competitive = story.method in {"open", "selective"}
    if draws.chance(0.04):
        story.currency = SECOND_CURRENCY
    if not competitive and not draws.chance(wording.NO_RATIONALE):
        story.rationale = draws.pick(wording.RATIONALES)
    story.rated = competitive and draws.chance(0.3)
    if story.method != "direct":
        days = habits.submission_days(draws, method=story.method)
        story.submission_minutes = days * 1440 + draws.between(-240, 240)
    story.decision_days = habits.decision_days(draws)
    if story.method != "direct" and draws.chance(0.45):
        story.terms = wording.terms(draws)
    gaps = frozenset(gap for gap, share in habits.GAPS if draws.chance(share))
    story.gaps = gaps - wish.keeps
    if not wish.planted and story.method != "direct" and draws.chance(0.075):
        story.outcome = "cancelled"


def _lots(draws: Draws, story: Story, wish: Wish) -> list[tuple[int, int]]:
    if story.method == "direct" or not draws.chance(0.43):
        return [(0, story.estimate)]
    count = draws.between(1, 4)
    if wish.planted and not wish.lots:
        # One lot is as frequent as elsewhere; the others become a tender without lots.
        return [(1 if count == 1 else 0, story.estimate)]
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
    category = story.division.category
    contest.months = habits.months(draws, category=category)
    contest.signing_days = habits.signing_days(draws)
    _payments(contest, draws)
    if story.method == "direct":
        price = habits.prices(draws, expected=contest.estimate, bids=1)[0]
        contest.award(bidders[0], price=price)
        return contest
    _bid(draws, contest, bidders, everywhere=planted)
    if not planted:
        reject(draws, contest.bids)
    contest.settle()
    if story.rated and len(contest.bids) > 1 and draws.chance(0.3):
        _quality_decides(contest)
    if contest.winner and habits.is_changed(draws, category=category):
        contest.amendments = _changes(draws, category)
    return contest


def _changes(draws: Draws, category: str) -> list[Amendment]:
    """Most changes come late; one in four is followed by another one, and so on."""
    total = habits.changed_rate(draws, category=category)
    days = [draws.skewed(12, 200)]
    while len(days) < MOST_CHANGES and draws.chance(0.25):
        days.append(days[-1] + draws.skewed(12, 120))
    return [
        Amendment(day, 1000 + (total - 1000) * part // len(days), draws.pick(wording.CHANGES))
        for part, day in enumerate(days, 1)
    ]


def _bid(draws: Draws, contest: Contest, bidders: list[Organisation], *, everywhere: bool) -> None:
    """Let everybody bid; of several lots, each bidder leaves some out, or none."""
    first = draws.between(0, len(bidders) - 1)
    takers = [
        bidder
        for place, bidder in enumerate(bidders)
        if everywhere or contest.lot == 0 or place == first or draws.chance(0.7)
    ]
    prices = habits.prices(draws, expected=contest.estimate, bids=len(takers))
    for bidder, price in zip(takers, prices, strict=True):
        contest.bids.append(Bid(bidder, price, _moment(draws)))


def reject(draws: Draws, bids: list[Bid]) -> None:
    """Let some bids be disqualified, withdrawn or pending."""
    for bid in bids:
        bid.status = STATUSES[draws.index(STATUS_WEIGHTS)]


def _takers(draws: Draws, market: Market, story: Story, wish: Wish) -> list[Organisation]:
    """Draw who bids; for a direct award, who gets it."""
    if story.method != "direct":
        return _bidders(draws, market, wish)
    if wish.bidders:
        return [wish.bidders[0]]
    return [market.suppliers[draws.index(market.weights)]]


def _bidders(draws: Draws, market: Market, wish: Wish) -> list[Organisation]:
    found = list(wish.bidders)
    count = max(len(found), wish.least)
    if not found or count > len(found):
        count = max(count, habits.bidders(draws, method=wish.method))
    count = min(count, wish.most or count)
    taken = {bidder.id for bidder in found}
    for _ in range(60):
        if len(found) >= count:
            break
        supplier = market.suppliers[draws.index(market.weights)]
        if supplier.id not in taken:
            taken.add(supplier.id)
            found.append(supplier)
    return found


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
    days = habits.payment_days(draws)
    for _ in range(count):
        rate = 1000 // count - draws.between(0, 20)
        contest.payments.append((days, rate))
        days += draws.between(20, 45 + contest.months * 15)
