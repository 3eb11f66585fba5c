"""Schemes of buyers who have chosen beforehand."""

from __future__ import annotations

from euthyna.simulation.basis.markets import DIRECT_THRESHOLD, MAIN_CURRENCY
from euthyna.simulation.country import habits, wording
from euthyna.simulation.country.playing import Played, Scene, ask, both, cheapest, others
from euthyna.simulation.country.population import favourite_division
from euthyna.simulation.country.stories import Story, Wish

_PERIODS = ((1, 4), (5, 9), (10, 14))


def short_period(at: Scene, story: Story) -> Played:
    """Leave bidders few days."""
    days = at.draws.between(*_PERIODS[at.level - 1])
    story.submission_minutes = days * 1440
    return Played(both(story), {"days": days})


def tailored_wish(at: Scene) -> Wish:
    """Let few bid."""
    return Wish("open", least=1 if at.level == 1 else 2)


def tailored(at: Scene, story: Story) -> Played:
    """Ask for what one bidder only has, in little time; the others fail."""
    contest = story.contest
    kept = 1 if at.level == 1 else 2
    del contest.bids[kept:]
    winner = contest.bids[0].bidder
    cheapest(at, contest, winner, 0.97 + 0.03 * at.draws.uniform())
    for bid in others(contest, winner):
        bid.status = "disqualified"
    odd = wording.odd_term(at.draws)
    story.terms = (*story.terms[:2], odd)
    days = at.draws.between(*((3, 8), (8, 14), (15, 25))[at.level - 1])
    story.submission_minutes = days * 1440 + at.draws.between(-240, 240)
    return Played(both(story), {"days": days, "bids": kept, "term": odd})


def harsh_wish(at: Scene) -> Wish:
    """Let many bid at the harsh buyer."""
    return Wish("open", buyer=at.cast.harsh, least=4)


def disqualifies(at: Scene, story: Story) -> Played:
    """Disqualify all but two, or but three."""
    kept = 2 if at.level < 3 else 3
    for place, bid in enumerate(story.contest.bids):
        bid.status = "valid" if place < kept else "disqualified"
    story.contest.settle()
    return Played((("buyer", story.buyer),), {"kept": kept})


def split_wish(at: Scene) -> Wish:
    """Choose buyer and supplier once for all parts, two suppliers in the hardest case."""
    country, episode = at.country, at.episode
    division = episode.index(country.division_weights)
    market = country.markets[division].suppliers
    places = (episode.between(0, 5), episode.between(6, 9))
    buyer = country.buyers[episode.index(country.buyer_weights)]
    chosen = market[places[at.level == 3 and at.turn % 2]]
    return Wish("direct", division=division, buyer=buyer, bidders=(chosen,))


_SHARES = ((950, 995), (850, 985), (650, 960))


def split(at: Scene, story: Story) -> Played:
    """Buy a part, below the threshold."""
    low, high = _SHARES[at.level - 1]
    story.currency = MAIN_CURRENCY
    story.good = at.episode.between(0, len(story.division.goods) - 1)
    story.decision_days = at.episode.skewed(5, 40) + at.draws.between(0, 3)
    story.rationale = story.rationale and wording.BELOW_THRESHOLD
    price = DIRECT_THRESHOLD * at.draws.between(low, high) // 1000 - at.draws.between(0, 4_999)
    story.contest.price = ask(at.draws, price, above=DIRECT_THRESHOLD * low // 1000)
    story.estimate = story.contest.estimate = habits.price(at.draws, price + 4_999)
    return Played(both(story), {"parts": 5, "share_from": low / 1000, "share_to": high / 1000})


def repeated_wish(at: Scene) -> Wish:
    """Let the patron buy from its favourite."""
    return Wish(
        "direct",
        division=favourite_division(at.cast.division),
        buyer=at.cast.patron,
        bidders=(at.cast.favourite,),
    )


def repeated(at: Scene, story: Story) -> Played:
    """Award directly, again, mostly without a ground."""
    story.currency = MAIN_CURRENCY
    story.estimate = story.contest.estimate = at.draws.between(80, 390) * 10_000
    story.contest.price = ask(at.draws, story.estimate - at.draws.between(0, 9_999))
    if at.draws.chance((1.0, 0.5, 0.0)[at.level - 1]):
        story.rationale = None
    roles = (("buyer", story.buyer), ("favoured", at.cast.favourite))
    return Played(roles, {"awards": at.total})


def failed_wish(at: Scene) -> Wish:
    """Begin with a tender; then give it to somebody, with the tender as the ground."""
    episode = at.episode
    division = episode.index(at.country.division_weights)
    favoured = at.country.markets[division].suppliers[episode.between(2, 11)]
    buyer = at.country.buyers[episode.index(at.country.buyer_weights)]
    if at.turn == 0 or at.earlier is None:
        return Wish("open", division=division, buyer=buyer, least=2)
    method = "direct" if at.level < 3 else "limited"
    return Wish(method, division=division, buyer=buyer, bidders=(favoured,), after=at.earlier)


def failed(at: Scene, story: Story) -> Played:
    """Cancel the tender, or disqualify everybody; ask for more money the second time."""
    rate = (130, 115, 105)[at.level - 1]
    parameters = {"dearer_by": rate / 100 - 1, "second": "limited" if at.level == 3 else "direct"}
    if at.earlier is None:
        _fail(story, cancel=at.draws.chance(0.6))
        roles = [("losing-bidder", bid.bidder) for bid in story.contest.bids]
        return Played((("buyer", story.buyer), *roles), dict(parameters), "failed-tender")
    story.estimate = story.contest.estimate = at.earlier.estimate * rate // 100
    for bid in story.contest.bids:
        bid.cents = _near(at, story.estimate)
    price = _near(at, story.estimate)
    winner = story.contest.winner
    if winner and not story.contest.bids:
        story.contest.award(winner, price=price)
    elif winner:
        story.contest.settle()
    roles = [("favoured", winner)] if winner else []
    return Played((("buyer", story.buyer), *roles), dict(parameters), "award-without-tender")


def _near(at: Scene, cents: int) -> int:
    wanted = max(10_000, int(cents * (0.95 + 0.05 * at.draws.uniform())))
    return ask(at.draws, wanted, above=wanted * 97 // 100)


def _fail(story: Story, *, cancel: bool) -> None:
    contest = story.contest
    contest.winner, contest.price, contest.amendments = None, 0, []
    story.outcome = "cancelled" if cancel else "unsuccessful"
    for bid in contest.bids:
        if not cancel:
            bid.status = "disqualified"
