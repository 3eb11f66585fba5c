"""Owners whom bidders have in common, who stay under the threshold, go in circles, or change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import combinations

from euthyna.simulation.country.model import Deal, Firm, Interest, Person
from euthyna.simulation.country.registry import day, number_of
from euthyna.simulation.country.stage import Stage
from euthyna.simulation.country.stakes import MANAGING, WHOLE

THRESHOLD = 2_500
"""Above it a share must be declared, in hundredths of a per cent."""
_WAYS = ("owner", "director", "relatives")


def plant(stage: Stage) -> None:
    """Plant connected bidders, owners under the threshold, circles and changes of owners."""
    _connected(stage)
    _under_threshold(stage)
    _circles(stage)
    _changes(stage)


def _connected(stage: Stage) -> None:
    """Connect firms that have met in a few tenders."""
    met: Counter[tuple[str, str]] = Counter()
    for tender in {t.ocid: t for ts in stage.history.tenders.values() for t in ts}.values():
        met.update(combinations(sorted(tender.firms), 2))
    pairs = [pair for pair, count in sorted(met.items()) if 2 <= count <= 8]
    wanted = stage.times(6)
    number = 0
    for one, other in stage.draws.shuffled(pairs):
        firms = [stage.province.firms.get(bidder) for bidder in (one, other)]
        known = [f for f in firms if f and f.id not in stage.taken and stage.limited(f)]
        if number < len(wanted) and len(known) == 2:
            _connect(stage, known[0], known[1], _WAYS[number % len(_WAYS)])
            number += 1


def _connect(stage: Stage, one: Firm, other: Firm, how: str) -> None:
    stage.taken |= {one.id, other.id}
    shared = [t for t in stage.history.tenders[one.id] if other.id in t.firms]
    interests, behind = _WAY[how](stage, one, other)
    since = max(interest.since for interest in interests)
    difficulty = {"owner": 2, "director": 1, "relatives": 3}[how]
    episode = stage.begin("connected-bidders", difficulty=difficulty, parameters={"how": how})
    for firm in (one, other):
        stage.note_party(episode, "bidder", firm.id, since=since)
    for person in behind:
        stage.note_party(episode, f"common-{how}", person, since=since)
    for interest in interests:
        if interest.record:
            stage.note_party(episode, f"common-{how}", interest.record, since=since)
        stage.note_interest(episode, "ownership", interest)
    for tender in shared:
        episode.note("process", "process", tender.ocid, at=tender.day * 1440)


Link = tuple[list[Interest], list[str]]


def _common_owner(stage: Stage, one: Firm, other: Firm) -> Link:
    """Let one person own one directly and the other through a holding."""
    stakes = stage.stakes
    person = stakes.newcomer()
    for firm in (one, other):
        stakes.clear(firm)
    found = [stakes.own(one, person.id, WHOLE, since=stage.early(one))]
    holding = next(stage.idle("holding"))
    stakes.clear(holding)
    begun = max(other.founded, holding.founded)
    found.append(stakes.own(other, holding.id, WHOLE, since=begun))
    found.append(stakes.own(holding, person.id, WHOLE, since=stage.early(holding)))
    for firm in (one, other, holding):
        stage.owners.settle(firm)
    if stage.draws.chance(0.3):
        stakes.respell(found[-1])
    return found, [person.id]


def _common_director(stage: Stage, one: Firm, other: Firm) -> Link:
    person = stage.stakes.newcomer()
    found = [
        stage.stakes.add(firm, person.id, MANAGING, since=stage.early(firm))
        for firm in (one, other)
    ]
    return found, [person.id]


def _related_owners(stage: Stage, one: Firm, other: Firm) -> Link:
    first = stage.stakes.newcomer()
    found = []
    people = [first, stage.stakes.relative(first)]
    for firm, person in zip((one, other), people, strict=True):
        stage.stakes.clear(firm)
        found.append(stage.stakes.own(firm, person.id, WHOLE, since=stage.early(firm)))
        stage.owners.settle(firm)
    return found, [person.id for person in people]


_WAY: dict[str, Callable[[Stage, Firm, Firm], Link]] = {
    "owner": _common_owner,
    "director": _common_director,
    "relatives": _related_owners,
}


def _under_threshold(stage: Stage) -> None:
    """Divide a firm among one family and a friend, each just below what must be declared."""
    found = stage.suppliers(lambda firm: stage.limited(firm) and len(stage.deals(firm)) > 1)
    for _, firm in zip(stage.times(4), found, strict=False):
        stakes = stage.stakes
        stakes.clear(firm)
        head = stakes.newcomer()
        holders: list[Person] = [head, *(stakes.relative(head) for _ in range(2))]
        holders += [stakes.newcomer(), stakes.newcomer()]
        share = THRESHOLD - stage.draws.pick((1, 10, 50, 100))
        parts = [share] * 4 + [WHOLE - 4 * share]
        interests = [
            stakes.own(firm, person.id, part) for person, part in zip(holders, parts, strict=True)
        ]
        stage.owners.board(firm)
        chosen: dict[str, float | int | str] = {"share": share / 100}
        episode = stage.begin("owners-under-threshold", difficulty=2, parameters=chosen)
        stage.note_party(episode, "firm", firm.id, since=firm.founded)
        for interest, part in zip(interests, parts, strict=True):
            if part == share:
                stage.note_party(episode, "owner", interest.party, since=firm.founded)
                stage.note_interest(episode, "ownership", interest)
        stage.note_deals(episode, stage.deals(firm))


def _circles(stage: Stage) -> None:
    """Let holdings own each other in a ring, which owns a supplier: nobody stands behind it."""
    found = stage.suppliers(lambda firm: stage.limited(firm) and bool(stage.deals(firm)))
    for _, firm in zip(stage.times(3), found, strict=False):
        size = stage.draws.between(2, 4)
        ring = [one for _, one in zip(range(size), stage.idle("holding"), strict=False)]
        for one in (firm, *ring):
            stage.stakes.clear(one)
        rest = stage.draws.pick((0, 0, 500, 1_000))
        since = max(firm.founded, *(one.founded for one in ring))
        begun = max(firm.founded, ring[0].founded)
        interests = [stage.stakes.own(firm, ring[0].id, WHOLE, since=begun)]
        for owned, owner in zip(ring, ring[1:] + ring[:1], strict=True):
            begun = max(owned.founded, owner.founded)
            interests.append(stage.stakes.own(owned, owner.id, WHOLE - rest, since=begun))
        if rest:
            stage.stakes.own(ring[-1], stage.stakes.somebody().id, rest)
        for one in (firm, *ring):
            stage.owners.settle(one)
        chosen: dict[str, float | int | str] = {"size": len(ring), "outside": rest / 100}
        episode = stage.begin("circular-ownership", difficulty=2, parameters=chosen)
        stage.note_party(episode, "firm", firm.id, since=since)
        for one in ring:
            stage.note_party(episode, "ring-member", one.id, since=since)
        for interest in interests:
            stage.note_interest(episode, "ownership", interest)
        stage.note_deals(episode, stage.deals(firm))


def _changes(stage: Stage) -> None:
    """Let a firm change hands shortly before a tender that it wins, or after it won."""
    number = 0
    wanted = stage.times(5)
    found = stage.suppliers(lambda firm: _sellable(stage, firm) is not None)
    for firm in found:
        sale = _sellable(stage, firm)
        if sale is None:
            continue
        owner, deal, started = sale
        before = number % 2 == 0
        gap = stage.draws.between(5, 40)
        when = day(started - gap) if before else day(deal.signed // 1440 + gap)
        buyer = stage.stakes.newcomer()
        bought = stage.owners.replace(owner, buyer.id, when)
        side = "before tender" if before else "after award"
        chosen: dict[str, float | int | str] = {"when": side, "days": gap}
        episode = stage.begin("owner-change", difficulty=2, parameters=chosen)
        roles = {"firm": firm.id, "former-owner": owner.party, "owner": buyer.id}
        for role, party in roles.items():
            stage.note_party(episode, role, party, since=when)
        for interest in (owner, bought):
            stage.note_interest(episode, "ownership", interest)
        stage.note_deals(episode, [deal])
        number += 1
        if number == len(wanted):
            return


def _sellable(stage: Stage, firm: Firm) -> tuple[Interest, Deal, int] | None:
    """Find an owner, and the largest contract that the firm won while it had that owner."""
    if not stage.limited(firm):
        return None
    owners = [i for i in stage.stakes.owners(firm) if i.party and not i.unknown and i.high > 5_000]
    if not owners or owners[0].changes:
        return None
    since = number_of(owners[0].since) + 120
    starts = {tender.ocid: tender.day for tender in stage.history.tenders[firm.id]}
    won = [d for d in stage.deals(firm) if 60 < d.signed // 1440 < 1_150]
    won = [deal for deal in won if starts.get(deal.ocid, 0) > since]
    if not won:
        return None
    deal = max(won, key=lambda one: one.cents)
    return owners[0], deal, starts[deal.ocid]
