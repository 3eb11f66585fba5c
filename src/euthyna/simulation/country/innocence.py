"""Innocent processes that resemble schemes, so that precision can be measured."""

from __future__ import annotations

from euthyna.simulation.basis.markets import DIRECT_THRESHOLD, MAIN_CURRENCY
from euthyna.simulation.country import habits
from euthyna.simulation.country.collusion import pair_bids
from euthyna.simulation.country.playing import Played, Scene, ask, both
from euthyna.simulation.country.population import LINKS
from euthyna.simulation.country.stories import Amendment, Story, Wish


def emergency(at: Scene, story: Story) -> Played:
    """Buy in haste after a flood, with the ground given."""
    story.submission_minutes = at.draws.between(1, 4) * 1440
    story.decision_days = at.draws.between(1, 3)
    story.contest.signing_days = 1
    story.rationale = "Extreme urgency after the flood of the Dran: the declaration is attached."
    return Played(both(story))


def fixed_prices(_: Scene, story: Story) -> Played:
    """Let all bids be equal since the law fixes the price."""
    story.remark = "The price is fixed by the energy regulator; delivery terms decide."
    for contest in story.contests:
        for bid in contest.bids:
            bid.cents = contest.bids[0].cents
        contest.settle()
    return Played(tuple(("bidder", bid.bidder) for bid in story.contest.bids))


def neighbours_wish(at: Scene) -> Wish:
    """Let two firms of one building bid."""
    return pair_bids(at, len(LINKS) - 1)


def neighbours(at: Scene, _: Story) -> Played:
    """Change nothing: many firms share a building."""
    return Played(tuple(("neighbour", one) for one in at.cast.pairs[-1]))


def only_maker(_: Scene, story: Story) -> Played:
    """Buy from the one who alone can deliver."""
    story.rationale = "Only the maker may maintain the licensed system; market survey attached."
    return Played(both(story))


def correction(at: Scene, story: Story) -> Played:
    """Amend a contract soon, without a change of value."""
    reason = "Correction of a clerical error in the bank details."
    story.contest.amendments = [Amendment(at.draws.between(1, 8), 1000, reason)]
    return Played(both(story))


def flood_change(at: Scene, story: Story) -> Played:
    """Make a contract much dearer since a flood destroyed what was built."""
    rate = at.draws.between(1200, 1500)
    reason = "Damage by the flood of the Dran, assessed by the state of emergency commission."
    story.contest.amendments = [Amendment(at.draws.between(5, 60), rate, reason)]
    return Played(both(story), {"above": round(rate / 1000 - 1, 4)})


def small_market_wish(at: Scene) -> Wish:
    """Let the same few firms bid."""
    group = at.cast.niche
    buyer = group.buyers[at.draws.between(0, len(group.buyers) - 1)]
    return Wish("open", group.division, buyer, group.members, lots=True)


def small_market(at: Scene, story: Story) -> Played:
    """Change nothing: they compete, but nobody else can deliver."""
    members = at.cast.niche.members
    roles = tuple(("bidder", member) for member in members)
    return Played((*roles, ("buyer", story.buyer)), {"members": len(members)})


def seasonal_wish(at: Scene) -> Wish:
    """Let several buyers buy the same of one supplier."""
    group = at.cast.season
    buyer = group.buyers[at.turn % len(group.buyers)]
    return Wish("direct", group.division, buyer, group.members[:1])


def seasonal(at: Scene, story: Story) -> Played:
    """Buy just below the threshold, each buyer for itself and once."""
    story.currency = MAIN_CURRENCY
    story.good = at.episode.between(0, len(story.division.goods) - 1)
    price = DIRECT_THRESHOLD * at.draws.between(880, 995) // 1000 - at.draws.between(0, 4_999)
    story.contest.price = ask(at.draws, price, above=DIRECT_THRESHOLD * 870 // 1000)
    story.estimate = story.contest.estimate = habits.price(at.draws, price + 4_999)
    return Played(both(story), {"buyers": 3})
