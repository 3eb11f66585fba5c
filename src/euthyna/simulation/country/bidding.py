"""Schemes that a single contest shows: a price, a rejected bid, a late one."""

from __future__ import annotations

from euthyna.simulation.country.playing import Played, Scene, ask, both, winners
from euthyna.simulation.country.stories import Story


def single_bid(at: Scene, story: Story) -> Played:
    """Leave one bid, the nearer to the estimate the plainer."""
    contest = story.contest
    del contest.bids[1:]
    low = (0.985, 0.96, 0.92)[at.level - 1]
    wanted = int(contest.estimate * (low + 0.015 * at.draws.uniform()))
    contest.bids[0].cents = ask(at.draws, wanted, above=int(contest.estimate * low))
    contest.bids[0].status = "valid"
    contest.settle()
    return Played(both(story), {"price_at_least": low})


def all_but_winner(at: Scene, story: Story) -> Played:
    """Disqualify everybody but the cheapest bidder, or another one."""
    contest = story.contest
    contest.bids.sort(key=lambda bid: bid.cents)
    chosen = contest.bids[0 if at.level < 3 else 1]
    for bid in contest.bids:
        bid.status = "valid" if bid is chosen else "disqualified"
    contest.settle()
    return Played(both(story), {"disqualified": len(contest.bids) - 1})


def lowest_out(at: Scene, story: Story) -> Played:
    """Disqualify the cheapest bid."""
    lowest, second = story.contest.bids[:2]
    rate = (1100, 1040, 1010)[at.level - 1]
    second.cents = max(second.cents, lowest.cents * rate // 1000)
    lowest.status, second.status = "disqualified", "valid"
    story.contest.settle()
    loss = round(second.cents / lowest.cents - 1.0, 4)
    return Played((("disqualified", lowest.bidder), *both(story)), {"dearer_by": loss})


def identical(at: Scene, story: Story) -> Played:
    """Let two bidders who lose ask the same price, or almost the same."""
    lowest, second, third = story.contest.bids[:3]
    price = max(third.cents, lowest.cents * 103 // 100)
    apart = (0, 0, at.draws.between(1, 9) * 100)[at.level - 1]
    second.cents, third.cents = price, price + apart
    lowest.status = "valid"
    story.contest.settle()
    roles = (("same-price", second.bidder), ("same-price", third.bidder))
    return Played(roles, {"cents_apart": apart})


def close(at: Scene, story: Story) -> Played:
    """Let the second bid be just above the winner's."""
    winner, second = story.contest.bids[:2]
    winner.status = second.status = "valid"
    rate = at.draws.between(*((10, 30), (20, 50), (60, 120))[at.level - 1])
    second.cents = winner.cents + max(1, winner.cents * rate // 10_000)
    story.contest.settle()
    story.contest.award(winner.bidder, price=winner.cents)
    story.rated = False
    return Played((("winner", winner.bidder), ("close", second.bidder)), {"above": rate / 10_000})


def discounted(at: Scene, story: Story) -> Played:
    """Let the winner be far below the second."""
    winner, second = story.contest.bids[:2]
    winner.status = second.status = "valid"
    share = at.draws.between(*((40, 50), (50, 58), (60, 68))[at.level - 1])
    winner.cents = max(1, second.cents * share // 100)
    story.contest.settle()
    return Played(winners(story), {"share_of_second": share / 100})


def late(at: Scene, story: Story) -> Played:
    """Let a bid win that came after the deadline."""
    first = story.contest.bids[0]
    first.status = "valid"
    story.contest.settle()
    first.late = at.draws.between(*((720, 2880), (60, 720), (1, 30))[at.level - 1])
    return Played(both(story), {"minutes": first.late})
