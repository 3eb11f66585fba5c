"""Young firms with something to hide: a phoenix of a firm that was debarred, a shell that wins."""

from __future__ import annotations

from collections.abc import Iterator

from euthyna.simulation.country.model import Debarrable, Firm, Interest
from euthyna.simulation.country.premises import move
from euthyna.simulation.country.province import Episode
from euthyna.simulation.country.registry import day
from euthyna.simulation.country.stage import Stage
from euthyna.simulation.country.stakes import MANAGING, OWNING, WHOLE

LINKS = ("director", "owner", "relative", "address", "telephone")
"""What a phoenix may keep of the firm that it follows."""


def plant(stage: Stage) -> None:
    """Plant ``phoenix-firm`` and ``shell-supplier``."""
    for _, (old, new) in zip(stage.times(6), _successions(stage), strict=False):
        _rise(stage, old, new)
    found = stage.suppliers(lambda firm: stage.limited(firm) and _young(stage, firm))
    for _, firm in zip(stage.times(5), found, strict=False):
        _hollow(stage, firm)


def _successions(stage: Stage) -> Iterator[tuple[Firm, Firm]]:
    """Find firms of one market of which one stopped before the other began."""
    firms = [f for f in stage.province.firms.values() if f.supplier and stage.limited(f)]
    history = stage.history
    starts = [
        (history.first(f.id), f) for f in firms if stage.deals(f) and history.first(f.id) > 60
    ]
    for same_market in (True, False):
        for first, new in stage.draws.shuffled(starts):
            for old in stage.draws.shuffled(firms):
                gap = first - history.last(old.id)
                near = 40 < gap < 700 and history.last(old.id) > -200
                free = not {old.id, new.id} & stage.taken
                if near and free and same_market == (_market(stage, old) == _market(stage, new)):
                    stage.taken |= {old.id, new.id}
                    yield old, new
                    break


def _market(stage: Stage, firm: Firm) -> str:
    return stage.history.tenders[firm.id][0].division


def _rise(stage: Stage, old: Firm, new: Firm) -> None:
    draws, first = stage.draws, stage.history.first(new.id)
    last = stage.history.last(old.id)
    debarred = draws.between(last + 5, min(last + 180, first - 20))
    founded = draws.between(max(debarred - 40, last - 30), min(debarred + 120, first - 12))
    _refound(new, founded)
    new.employees = min(new.employees, draws.between(1, 25))
    stage.stakes.clear(new)
    links = draws.shuffled(LINKS)[: draws.between(1, 3)]
    interests = [link for name in links for link in _link(stage, old, new, name)]
    if not stage.stakes.owners(new):
        stage.stakes.own(new, stage.stakes.newcomer().id, WHOLE)
    stage.owners.settle(new)
    if draws.chance(0.5):
        _wind_up(stage, old, day(min(1_200, debarred + draws.between(60, 400))))
    difficulty = 4 - len(links) if links != ["relative"] else 3
    chosen: dict[str, float | int | str] = {"links": " ".join(sorted(links)), "day": debarred}
    episode = stage.begin("phoenix-firm", difficulty=difficulty, parameters=chosen)
    episode.note("debarred", "party", old.id, at=debarred * 1440)
    _note(stage, episode, new, interests)
    stage.province.debarrable.append(Debarrable(old.id, debarred))


def _refound(firm: Firm, when: int) -> None:
    """Let a firm have been founded on another day, and nothing have happened to it before."""
    firm.founded = day(when)
    firm.changes = tuple(change for change in firm.changes if change.day > firm.founded)


def _wind_up(stage: Stage, firm: Firm, when: str) -> None:
    """Dissolve a firm, unless something happens to it later."""
    interests = stage.stakes.of(firm)
    days = [change.day for interest in interests for change in interest.changes]
    days += [change.day for change in firm.changes]
    if max([interest.since for interest in interests] + days) < when:
        firm.dissolved = when
        for interest in interests:
            interest.until = interest.until or when


def _link(stage: Stage, old: Firm, new: Firm, name: str) -> list[Interest]:
    if name == "address":
        move(stage.history, new, dict(old.address))
        return []
    if name == "telephone":
        new.telephone = old.telephone
        stage.history.publish(new.id, telephone=old.telephone)
        return []
    return _person_link(stage, old, new, name)


def _person_link(stage: Stage, old: Firm, new: Firm, name: str) -> list[Interest]:
    stakes, persons = stage.stakes, stage.province.persons
    entries = stakes.managers(old) if name == "director" else stakes.owners(old)
    known = [i.party for i in entries if i.party in persons and not i.unknown]
    if not known:
        person = stakes.newcomer()
        kind = MANAGING if name == "director" else OWNING
        stakes.add(old, person.id, kind, low=0 if name == "director" else 1_000)
        known = [person.id]
    if name == "relative":
        relative = stakes.relative(persons[known[0]])
        return [stakes.add(new, relative.id, OWNING, low=_rest(stage, new))]
    kind, share = (MANAGING, 0) if name == "director" else (OWNING, _rest(stage, new))
    interest = stakes.add(new, known[0], kind, low=share)
    if stage.draws.chance(0.6):
        stakes.respell(interest)
    return [interest]


def _rest(stage: Stage, firm: Firm) -> int:
    """Give all shares to the first owner, and half of them to a second."""
    owners = stage.stakes.owners(firm)
    for owner in owners:
        owner.low = owner.high = WHOLE // 2
    return WHOLE // 2 if owners else WHOLE


def _note(stage: Stage, episode: Episode, new: Firm, interests: list[Interest]) -> None:
    stage.note_party(episode, "phoenix", new.id, since=new.founded)
    for interest in interests:
        role = "director" if interest.kind == MANAGING else "owner"
        for party in filter(None, (interest.party, interest.record)):
            stage.note_party(episode, role, party, since=new.founded)
        stage.note_interest(episode, "ownership", interest)
    stage.note_deals(episode, stage.deals(new))


def _young(stage: Stage, firm: Firm) -> bool:
    """Say whether a firm can have been founded shortly before it won something."""
    return stage.history.first(firm.id) < 1_050 and bool(stage.deals(firm))


def _hollow(stage: Stage, firm: Firm) -> None:
    """Leave a supplier without substance: nobody works there, and an agent directs it."""
    draws, premises = stage.draws, stage.premises
    age = draws.between(14, 150)
    _refound(firm, stage.history.first(firm.id) - age)
    firm.employees, firm.capital = draws.between(0, 1), draws.pick((100, 100, 250_000))
    agent = draws.pick(premises.agents)
    premises.lodge(draws, stage.history, firm, agent)
    stage.stakes.clear(firm)
    hidden = draws.chance(0.5)
    owner = "" if hidden else stage.stakes.newcomer().id
    share = stage.stakes.own(firm, owner, WHOLE)
    if hidden:
        share.unknown = "subjectUnableToConfirmOrIdentifyBeneficialOwner"
    director = draws.pick(premises.staff[agent.id])
    directing = stage.stakes.add(firm, director.id, MANAGING)
    chosen: dict[str, float | int | str] = {"age": age, "owner": "hidden" if hidden else "known"}
    episode = stage.begin("shell-supplier", difficulty=2, parameters=chosen)
    stage.note_party(episode, "shell", firm.id, since=firm.founded)
    stage.note_party(episode, "formation-agent", agent.id, since=firm.founded)
    stage.note_party(episode, "director", director.id, since=firm.founded)
    for interest in (share, directing):
        stage.note_interest(episode, "ownership", interest)
    stage.note_deals(episode, stage.deals(firm))
