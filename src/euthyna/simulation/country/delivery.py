"""Schemes that show after the award: signature, changes, payments."""

from __future__ import annotations

from euthyna.simulation.country import wording
from euthyna.simulation.country.playing import Played, Scene, both, winners
from euthyna.simulation.country.stories import Amendment, Story


def dearer_contract(at: Scene, story: Story) -> Played:
    """Sign for more than was awarded."""
    low, high = ((1250, 1400), (1150, 1250), (1060, 1120))[at.level - 1]
    rate = at.draws.between(low, high)
    story.contest.contract_rate = rate
    story.contest.amendments = []
    return Played(both(story), {"above": round(rate / 1000 - 1, 4)})


def early_amendment(at: Scene, story: Story) -> Played:
    """Change the value of the contract soon after signature."""
    rate = at.draws.between(1200, 1450)
    days = at.draws.between(*((1, 9), (10, 20), (21, 40))[at.level - 1])
    change = Amendment(days, rate, at.draws.pick(wording.CHANGES))
    story.contest.amendments = [change]
    return Played(both(story), {"days": days, "above": round(rate / 1000 - 1, 4)})


_TOTALS = ((1350, 1600), (1250, 1400), (1180, 1300))
_COUNTS = ((1, 1), (2, 3), (4, 6))
_DAYS = ((5, 25), (15, 60), (25, 70))


def change_orders(at: Scene, story: Story) -> Played:
    """Win with a price below everybody's, and get it back by changes of the contract."""
    place = at.level - 1
    winner, second = story.contest.bids[:2]
    winner.status = second.status = "valid"
    share = at.draws.between(*((70, 80), (78, 88), (84, 92))[place])
    winner.cents = max(10_000, second.cents * share // 100)
    story.contest.settle()
    total = at.draws.between(*_TOTALS[place])
    count = at.draws.between(*_COUNTS[place])
    days = 0
    changes = []
    for number in range(1, count + 1):
        days += at.draws.between(*_DAYS[place])
        rate = 1000 + (total - 1000) * number // count
        changes.append(Amendment(days, rate, at.draws.pick(wording.CHANGES)))
    story.contest.amendments = changes
    parameters = {"share_of_second": share / 100, "raised_by": round(total / 1000 - 1, 4)}
    return Played(both(story), {**parameters, "changes": count})


def signed_early(at: Scene, story: Story) -> Played:
    """Sign before the award."""
    days = at.draws.between(*((10, 20), (4, 10), (1, 3))[at.level - 1])
    story.decision_days = max(story.decision_days, 21)
    story.contest.signing_days = -days
    return Played(both(story), {"days": days})


def overpaid(at: Scene, story: Story) -> Played:
    """Pay more than the value of the contract."""
    total = at.draws.between(*((1150, 1300), (1070, 1150), (1020, 1060))[at.level - 1])
    story.decision_days = min(story.decision_days, 20)
    first, second = (at.draws.between(250, 450) for _ in range(2))
    days = [at.draws.between(10, 25) * number for number in (1, 2, 3)]
    rates = (first, second, total - first - second)
    story.contest.payments = sorted(zip(days, rates, strict=True))
    return Played((*winners(story), ("buyer", story.buyer)), {"above": round(total / 1000 - 1, 4)})
