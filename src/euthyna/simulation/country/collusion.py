"""Schemes of bidders who have agreed who wins."""

from __future__ import annotations

from euthyna.simulation.basis.markets import DIVISIONS
from euthyna.simulation.country.playing import (
    Played,
    Roles,
    Scene,
    ask,
    cheapest,
    others,
    place,
)
from euthyna.simulation.country.population import LINKS, Organisation, pair_division
from euthyna.simulation.country.stories import Story, Wish

CONTACTS = frozenset({"contacts"})


def rotation_wish(at: Scene) -> Wish:
    """Let the ring bid, and in the harder cases outsiders too."""
    least = 0 if at.level == 1 else len(at.cast.ring) + at.draws.between(0, at.level - 1)
    return Wish("open", division=at.cast.division, bidders=at.cast.ring, least=least, lots=True)


def rotation(at: Scene, story: Story) -> Played:
    """Let the members of the ring win in turn."""
    ring = at.cast.ring
    order = ring if at.level == 1 else at.episode.shuffled(ring)
    low, high = ((40, 120), (20, 90), (8, 70))[at.level - 1]
    level = 0.93 + 0.05 * at.draws.uniform()
    for number, contest in enumerate(story.contests):
        chosen = order[(at.past + number) % len(ring)]
        if at.level == 3 and at.past % 6 == 5:
            chosen = others(contest, chosen)[-1].bidder
        price = cheapest(at, contest, chosen, level)
        for bid in others(contest, chosen):
            dearer = price + price * at.draws.between(low, high) // 1000
            bid.cents = ask(at.draws, dearer, above=price)
        contest.settle()
    return Played(_ring(ring), {"members": len(ring), "cover_from": low / 1000})


def _ring(members: tuple[Organisation, ...]) -> Roles:
    return tuple(("ring-member", member) for member in members)


def cover_wish(at: Scene) -> Wish:
    """Let the winner and the others of the group bid, in the hardest cases outsiders too."""
    group = at.cast.covers
    members = group.members if at.level == 1 else group.members[: 2 + at.draws.between(1, 2)]
    least = 0 if at.level < 3 else len(members) + at.draws.between(0, 1)
    return Wish("open", division=group.division, bidders=members, least=least, lots=True)


_FACTORS = (1050, 1080, 1120, 1150)


def cover(at: Scene, story: Story) -> Played:
    """Let all but one ask too much: the same multiples, rounded in the plainest case."""
    winner = at.cast.covers.members[0]
    factors = at.episode.shuffled(_FACTORS)
    for contest in story.contests:
        price = cheapest(at, contest, winner, 0.95 + 0.05 * at.draws.uniform())
        for number, bid in enumerate(others(contest, winner)):
            factor = factors[number % len(factors)]
            if at.level == 2:
                factor += at.draws.between(-5, 5)
            bid.cents = price * factor // 1000
            if at.level == 3:
                dearer = price * at.draws.between(1030, 1220) // 1000
                bid.cents = ask(at.draws, dearer, above=price * 103 // 100)
            if at.level == 1:
                bid.cents = -(-bid.cents // 100_000) * 100_000
        contest.settle()
    covers = {bid.bidder.id: bid.bidder for c in story.contests for bid in others(c, winner)}
    group = [member for member in at.cast.covers.members[1:] if member.id in covers]
    roles = (("winner", winner), *(("cover-bidder", member) for member in group))
    return Played(roles, {"multiples": "same" if at.level < 3 else "any"})


def _before(at: Scene) -> bool:
    """Whether the agreement to stay away is not made yet."""
    return at.past * 3 < at.total


def suppression_wish(at: Scene) -> Wish:
    """Let all of the group bid at one buyer at first, and then one of them alone."""
    group = at.cast.absentees
    before = _before(at)
    bidders = group.members if before else group.members[:1]
    count = len(bidders)
    if not before and at.level > 1:
        count += at.draws.between(at.level - 2, at.level - 1)
    return Wish("open", group.division, group.buyers[0], bidders, least=count, most=count)


def suppression(at: Scene, story: Story) -> Played:
    """Let the regular bidders stay away, so that the one who comes asks what it likes."""
    winner, *absent = at.cast.absentees.members
    roles = (
        ("buyer", story.buyer),
        ("winner", winner),
        *(("absent-bidder", member) for member in absent),
    )
    parameters = {"before": -(-at.total // 3), "after": at.total - -(-at.total // 3)}
    if _before(at):
        return Played(roles, dict(parameters), process="process-before")
    cheapest(at, story.contest, winner, 0.98 + 0.03 * at.draws.uniform())
    return Played(roles, dict(parameters))


def sharing_wish(at: Scene) -> Wish:
    """Choose a buyer, or one of a region; its owner bids, in the harder cases with others."""
    group = at.cast.sharers
    turn = at.past % len(group.members)
    home = group.buyers[turn]
    buyer = at.draws.pick(_region(at, home)) if _by_region(at) else home
    rest = [member for member in group.members if member is not group.members[turn]]
    bidders = (group.members[turn], *rest[: at.level - 1])
    least = 0 if at.level < 3 else len(bidders) + at.draws.between(0, 1)
    return Wish("open", division=group.division, buyer=buyer, bidders=bidders, least=least)


def _by_region(at: Scene) -> bool:
    regions = {buyer.party["address"]["region"] for buyer in at.cast.sharers.buyers}
    return at.level > 1 and len(regions) == len(at.cast.sharers.buyers)


def _region(at: Scene, home: Organisation) -> list[Organisation]:
    region = home.party["address"]["region"]
    return [one for one in at.country.buyers if one.party["address"]["region"] == region]


def sharing(at: Scene, story: Story) -> Played:
    """Let the owner of the buyer win; nobody of the group goes below it."""
    members = at.cast.sharers.members
    owner = members[at.past % len(members)]
    price = cheapest(at, story.contest, owner, 0.96 + 0.05 * at.draws.uniform())
    for bid in others(story.contest, owner):
        dearer = price + price * at.draws.between(15, 110) // 1000
        bid.cents = ask(at.draws, dearer, above=price)
    story.contest.settle()
    parameters = {"members": len(members), "by": "region" if _by_region(at) else "buyer"}
    return Played((*_ring(members), ("buyer", story.buyer)), dict(parameters))


def pair_wish(at: Scene) -> Wish:
    """Let one of the linked pairs bid."""
    return pair_bids(at, at.past % (len(LINKS) - 1))


def pair_bids(at: Scene, number: int) -> Wish:
    """Let pair `number` bid, with contacts published."""
    return Wish(
        "open",
        division=pair_division(at.cast.division, number),
        bidders=at.cast.pairs[number],
        least=3,
        lots=True,
        keeps=CONTACTS,
    )


def shared(at: Scene, _: Story) -> Played:
    """Change nothing: that the two share something stands in the register."""
    number = at.past % (len(LINKS) - 1)
    roles = tuple(("linked-bidder", one) for one in at.cast.pairs[number])
    return Played(roles, {"shared": LINKS[number]}, part=f"-{number}")


def generalist_wish(at: Scene) -> Wish:
    """Let the generalist bid in one market after the other."""
    division = at.past % len(DIVISIONS)
    return Wish("open", division=division, bidders=(at.cast.generalist,), least=2, lots=True)


def everywhere(at: Scene, story: Story) -> Played:
    """Let the generalist win."""
    for contest in story.contests:
        place(contest, at.cast.generalist, contest.bids[0].cents * 97 // 100)
    return Played((("generalist", at.cast.generalist),), {"markets": min(at.total, len(DIVISIONS))})


def loser_wish(at: Scene) -> Wish:
    """Let the loser bid in the market of the ring."""
    return Wish("open", division=at.cast.division, bidders=(at.cast.loser,), least=3, lots=True)


def loses(at: Scene, story: Story) -> Played:
    """Let the loser lose, but in the harder cases for one time."""
    for contest in story.contests:
        wins = at.level > 1 and at.past == at.total - 1
        bids = contest.bids
        price = bids[0].cents * 98 // 100 if wins else bids[-1].cents * 105 // 100
        place(contest, at.cast.loser, price)
    return Played((("loser", at.cast.loser),), {"bids": at.total, "wins": int(at.level > 1)})
