"""Officials who own, through others, firms that sell to their own office; and who only seem to."""

from __future__ import annotations

from euthyna.simulation.basis.persons import Kinship
from euthyna.simulation.country.model import Capture, Deal, Firm, Interest, Person, Tie
from euthyna.simulation.country.province import Episode
from euthyna.simulation.country.stage import Stage
from euthyna.simulation.country.stakes import WHOLE

PER_THOUSAND = 6
LEAST = 3
"""Contracts with one buyer."""
WAYS = ("chain", "relative", "nominee")


def plant(stage: Stage) -> None:
    """Plant ``official-owns-bidder``, and ``innocent-public-servant-relative``."""
    favourites = _favourites(stage)
    for number in stage.times(PER_THOUSAND):
        if number >= len(favourites):
            break
        firm, buyer = favourites[number]
        stage.taken.add(firm.id)
        _capture(stage, firm, buyer, WAYS[number % len(WAYS)])
    buyers = [buyer.id for buyer in stage.province.country.buyers]
    found = stage.suppliers(lambda firm: stage.limited(firm) and bool(stage.deals(firm)))
    for _, firm in zip(stage.times(4), found, strict=False):
        _honest(stage, firm, buyers)


def _favourites(stage: Stage) -> list[tuple[Firm, str]]:
    """List suppliers with a buyer that keeps coming back to them, the most faithful first."""
    counts: dict[tuple[str, str], int] = {}
    known = {buyer.id for buyer in stage.province.country.buyers}
    for deal in stage.province.deals:
        if deal.buyer in known:
            key = (deal.supplier, deal.buyer)
            counts[key] = counts.get(key, 0) + 1
    chosen: dict[str, tuple[Firm, str]] = {}
    for (supplier, buyer), count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        firm = stage.province.firms.get(supplier)
        if firm and count >= LEAST and firm.id not in stage.taken and stage.limited(firm):
            chosen.setdefault(firm.id, (firm, buyer))
    return list(chosen.values())


def _capture(stage: Stage, firm: Firm, buyer: str, how: str) -> None:
    stakes, deals = stage.stakes, stage.deals(firm, buyer=buyer)
    official = stakes.newcomer(serving=True)
    since = stage.early(firm)
    stakes.clear(firm)
    layers = stage.draws.between(1, 3)
    interests = {
        "chain": lambda: _chain(stage, firm, official, since, layers),
        "relative": lambda: _relative(stage, firm, official, since),
        "nominee": lambda: _nominee(stage, firm, official, since),
    }[how]()
    stage.owners.settle(firm)
    respelled = how == "chain" and stage.draws.chance(0.5)
    if respelled:
        stakes.respell(interests[-1])
    difficulty = 1 if how == "chain" and layers == 1 and not respelled else 2
    hidden = how == "nominee" or (respelled and layers > 1)
    chosen: dict[str, float | int | str] = {"how": how, "layers": len(interests)}
    episode = stage.begin(
        "official-owns-bidder", difficulty=3 if hidden else difficulty, parameters=chosen
    )
    _note(stage, episode, official, deals, interests)
    through = tuple(i.party for i in reversed(interests) if i.party != official.id)
    first = deals[0].signed // 1440 - stage.draws.between(20, 120)
    stage.province.captured.append(
        Capture(official.id, buyer, how, firm.id, first, episode.instance, through)
    )


def _chain(stage: Stage, firm: Firm, official: Person, since: str, layers: int) -> list[Interest]:
    """Put firms between: one of this country, others abroad."""
    owned, found = firm, []
    homes = stage.idle("holding")
    for layer in range(layers):
        home = next(homes) if layer == 0 and stage.draws.chance(0.5) else None
        if home:
            stage.stakes.clear(home)
        owner = home or stage.abroad(before=since)
        if home:
            stage.owners.settle(home)
        begun = max(since, owner.founded)
        found.append(stage.stakes.own(owned, owner.id, WHOLE, since=begun))
        owned, since = owner, stage.early(home) if home else owner.founded
    found.append(stage.stakes.own(owned, official.id, WHOLE, since=since))
    return found


def _relative(stage: Stage, firm: Firm, official: Person, since: str) -> list[Interest]:
    relative = stage.stakes.relative(official)
    share = stage.draws.pick((WHOLE, WHOLE, 6_000, 5_000))
    found = [stage.stakes.own(firm, relative.id, share, since=since)]
    if share < WHOLE:
        other = stage.stakes.somebody().id
        stage.stakes.own(firm, other, WHOLE - share, since=since)
    return found


def _nominee(stage: Stage, firm: Firm, official: Person, since: str) -> list[Interest]:
    nominee = stage.stakes.newcomer()
    stage.province.ties.append(Tie(official.id, nominee.id, "associate"))
    return [stage.stakes.own(firm, nominee.id, WHOLE, since=since)]


def _note(
    stage: Stage, episode: Episode, official: Person, deals: list[Deal], interests: list[Interest]
) -> None:
    since = interests[0].since
    roles = {"official": official.id, "buyer": deals[0].buyer, "firm": deals[0].supplier}
    for role, party in roles.items():
        stage.note_party(episode, role, party, since=since)
    for interest in interests:
        if interest.party != official.id:
            role = "layer" if interest.party in stage.province.firms else "front"
            stage.note_party(episode, role, interest.party, since=since)
        if interest.record:
            stage.note_party(episode, "official", interest.record, since=since)
        stage.note_interest(episode, "ownership", interest)
    stage.note_deals(episode, deals)


def _honest(stage: Stage, firm: Firm, buyers: list[str]) -> None:
    """Let a relative of the owner work for a buyer that never bought from the firm."""
    sold = {deal.buyer for deal in stage.deals(firm)}
    strangers = [buyer for buyer in buyers if buyer not in sold]
    owners = [i for i in stage.stakes.owners(firm) if i.party in stage.province.persons]
    if not strangers or not owners:
        return
    owner = owners[0]
    kinship: Kinship = stage.draws.pick(("sibling", "spouse"))
    person = stage.province.persons[owner.party]
    servant = stage.stakes.relative(person, kinship=kinship, serving=True)
    buyer = stage.draws.pick(strangers)
    episode = stage.begin("innocent-public-servant-relative", difficulty=2, parameters={})
    for role, party in {"official": servant.id, "relative": owner.party, "firm": firm.id}.items():
        stage.note_party(episode, role, party, since=owner.since)
    stage.note_interest(episode, "ownership", owner)
    first = stage.history.first(firm.id) - stage.draws.between(20, 400)
    stage.province.servants.append(
        Capture(servant.id, buyer, "relative", firm.id, first, episode.instance, (owner.party,))
    )
