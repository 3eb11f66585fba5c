"""What only resembles a scheme of owners: honest groups, nominees, cooperatives, neighbours."""

from __future__ import annotations

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.model import Firm, Interest
from euthyna.simulation.country.province import Episode
from euthyna.simulation.country.registry import day, number_of
from euthyna.simulation.country.stage import Stage
from euthyna.simulation.country.stakes import WHOLE


def plant(stage: Stage) -> None:
    """Plant every ``innocent-`` scheme of owners."""
    _groups(stage)
    _cooperatives(stage)
    _notaries(stage)
    _listed(stage)
    _cross_holdings(stage)
    _successions(stage)
    _centres(stage)
    _agents(stage)


def _groups(stage: Stage) -> None:
    """Let a holding own several firms of which one bids."""
    found = stage.suppliers(lambda firm: stage.limited(firm) and bool(stage.deals(firm)))
    for _, firm in zip(stage.times(3), found, strict=False):
        holding = next(stage.idle("holding"))
        size = stage.draws.between(3, 6)
        members = [one for _, one in zip(range(size), stage.idle("firm"), strict=False)]
        episode = stage.begin("innocent-holding-group", difficulty=2, parameters={"size": size + 1})
        stage.note_party(episode, "holding", holding.id, since=holding.founded)
        for one in [firm, *(member for member in members if stage.limited(member))]:
            stage.stakes.clear(one)
            since = max(one.founded, holding.founded)
            share = stage.draws.pick((WHOLE, WHOLE, 8_000))
            interest = stage.stakes.own(one, holding.id, share, since=since)
            stage.owners.settle(one)
            stage.note_party(episode, "subsidiary", one.id, since=since)
            stage.note_interest(episode, "ownership", interest)


def _cooperatives(stage: Stage) -> None:
    """Note cooperatives that list their many members."""

    def lists_members(firm: Firm) -> bool:
        return (
            firm.form == "cooperative" and not firm.dissolved and len(stage.stakes.owners(firm)) > 5
        )

    for _, firm in zip(stage.times(4), stage.suppliers(lists_members), strict=False):
        members = stage.stakes.owners(firm)
        count: dict[str, float | int | str] = {"members": len(members)}
        episode = stage.begin("innocent-cooperative", difficulty=1, parameters=count)
        stage.note_party(episode, "firm", firm.id, since=firm.founded)
        for member in members:
            stage.note_interest(episode, "ownership", member)


def _notaries(stage: Stage) -> None:
    """Let a notary hold a firm for an heir, and say so."""
    found = stage.suppliers(lambda firm: stage.limited(firm) and bool(stage.deals(firm)))
    for _, firm in zip(stage.times(3), found, strict=False):
        stage.stakes.clear(firm)
        notary, heir = stage.stakes.newcomer(), stage.stakes.newcomer()
        arrangement = stage.owners.nominate(firm, notary, heir)
        stage.owners.settle(firm)
        episode = stage.begin("innocent-nominee", difficulty=2, parameters={})
        roles = {"firm": firm.id, "nominee": notary.id, "nominator": heir.id}
        for role, party in roles.items():
            stage.note_party(episode, role, party, since=firm.founded)
        for interest in [*stage.stakes.of(firm)[:1], *stage.stakes.of(arrangement)]:
            stage.note_interest(episode, "ownership", interest)


def _listed(stage: Stage) -> None:
    """Let suppliers be listed companies, of which no owner is known."""

    def could_be(firm: Firm) -> bool:
        joint = firm.form == "joint-stock company" and not firm.dissolved
        return joint and bool(stage.deals(firm))

    found = stage.suppliers(could_be)
    for _, firm in zip(stage.times(3), found, strict=False):
        firm.kind, firm.employees = "listed", max(firm.employees, stage.draws.between(40, 900))
        firm.founded = day(min(number_of(firm.founded), -stage.draws.between(900, 8_000)))
        stage.stakes.clear(firm)
        stage.owners.draw(firm)
        episode = stage.begin("innocent-listed-company", difficulty=1, parameters={})
        stage.note_party(episode, "firm", firm.id, since=firm.founded)
        stage.note_interest(episode, "ownership", stage.stakes.owners(firm)[0])


def _cross_holdings(stage: Stage) -> None:
    """Let two holdings that people own have a little of each other."""
    for _ in stage.times(3):
        pair = [one for _, one in zip(range(2), stage.idle("holding"), strict=False)]
        share = stage.draws.between(4, 12) * 100
        since = max(one.founded for one in pair)
        episode = stage.begin(
            "innocent-cross-holding", difficulty=2, parameters={"share": share / 100}
        )
        for one, other in (pair, pair[::-1]):
            stage.stakes.clear(one)
            main = stage.stakes.somebody()
            stage.stakes.own(one, main.id, WHOLE - share, since=since)
            interest = stage.stakes.own(one, other.id, share, since=since)
            stage.owners.settle(one)
            stage.note_party(episode, "holding", one.id, since=since)
            stage.note_interest(episode, "ownership", interest)


def _successions(stage: Stage) -> None:
    """Let a child follow a parent in a firm, at about the time of a tender."""
    found = stage.suppliers(lambda firm: _heritable(stage, firm) is not None)
    for _, firm in zip(stage.times(4), found, strict=False):
        owner = _heritable(stage, firm)
        if owner is None:
            continue
        person = stage.province.persons[owner.party]
        heir = stage.stakes.relative(person, kinship="child")
        deal = stage.deals(firm)[-1]
        when = day(deal.signed // 1440 - stage.draws.between(-60, 90))
        new = stage.owners.replace(owner, heir.id, when)
        episode = stage.begin("innocent-family-succession", difficulty=2, parameters={})
        roles = {"firm": firm.id, "former-owner": owner.party, "owner": heir.id}
        for role, party in roles.items():
            stage.note_party(episode, role, party, since=when)
        for interest in (owner, new):
            stage.note_interest(episode, "ownership", interest)


def _heritable(stage: Stage, firm: Firm) -> Interest | None:
    owners = stage.stakes.owners(firm)
    deals = stage.deals(firm)
    if not stage.limited(firm) or not owners or not deals:
        return None
    owner, signed = owners[0], deals[-1].signed // 1440
    person = stage.province.persons.get(owner.party)
    if person is None or owner.unknown or owner.changes or person.born > "1968":
        return None
    return owner if 0 < signed < 1_100 and number_of(owner.since) < signed - 300 else None


def _centres(stage: Stage) -> None:
    """Note the suppliers of one business centre."""
    for tenants in stage.premises.centres.values():
        honest = [firm for firm in tenants if firm.id not in stage.taken and firm.supplier]
        if len(honest) > 1:
            chosen: dict[str, float | int | str] = {"tenants": len(tenants)}
            episode = stage.begin("innocent-business-centre", difficulty=1, parameters=chosen)
            _note_all(stage, episode, "tenant", honest)


def _agents(stage: Stage) -> None:
    """Note the honest clients of formation agents."""
    for agent in stage.premises.agents:
        hosts = stage.premises.hosts
        clients = [f for f in stage.province.firms.values() if hosts.get(f.id) is agent]
        honest = _some(stage.draws, [firm for firm in clients if firm.id not in stage.taken])
        chosen: dict[str, float | int | str] = {"clients": len(clients)}
        episode = stage.begin("innocent-formation-agent", difficulty=2, parameters=chosen)
        stage.note_party(episode, "formation-agent", agent.id, since=agent.founded)
        _note_all(stage, episode, "client", honest)


def _some(draws: Draws, firms: list[Firm]) -> list[Firm]:
    return draws.shuffled(firms)[:25]


def _note_all(stage: Stage, episode: Episode, role: str, firms: list[Firm]) -> None:
    for firm in firms:
        stage.note_party(episode, role, firm.id, since=firm.founded)
