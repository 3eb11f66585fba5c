"""The step that fills the register of owners: everybody's, and what is planted among it."""

from __future__ import annotations

from euthyna.simulation.country import captures, connections, newcomers, resemblances
from euthyna.simulation.country.history import History
from euthyna.simulation.country.model import Firm, Person
from euthyna.simulation.country.ownership import Owners
from euthyna.simulation.country.population import Country
from euthyna.simulation.country.premises import Premises
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import resident
from euthyna.simulation.country.stage import Stage
from euthyna.simulation.country.stakes import MANAGING, Stakes

PER_THOUSAND_PERSONS = 2_600
"""Residents for a thousand processes, with and without a role."""

_OWNERS, _SCHEMES = 410, 420
"""Purposes of random streams."""


def affiliate(province: Province) -> None:
    """Add owners, boards, relatives, and residents who own nothing."""
    draws = province.draws(_OWNERS)
    history = History.of(province)
    stakes = Stakes(province, draws)
    premises = Premises.fill(province, draws, history)
    _bodies(province)
    owners = Owners(stakes, premises)
    firms = list(province.firms.values())
    for firm in firms:
        owners.draw(firm)
    for firm in firms:
        owners.change(firm)
    owners.duplicate()
    stage = Stage(province, stakes, owners, premises, history, province.draws(_SCHEMES))
    stage.taken |= _honest(province.country)
    known = len(stakes.people)
    for plant in (captures.plant, newcomers.plant, connections.plant, resemblances.plant):
        plant(stage)
    _occupy(stage, stakes.people[known:])
    for _ in range(province.processes * PER_THOUSAND_PERSONS // 1000 - len(province.persons)):
        resident(province)


def _occupy(stage: Stage, persons: list[Person]) -> None:
    """Give some of those who came last a role in another firm, as others have."""
    firms = [
        firm
        for firm in stage.province.firms.values()
        if firm.id not in stage.taken and not firm.supplier and stage.limited(firm)
    ]
    for person in persons:
        if stage.draws.chance(0.25):
            firm = stage.draws.pick(firms)
            stage.stakes.add(firm, person.id, MANAGING, since=stage.early(firm))


def _honest(country: Country) -> set[str]:
    """Give the firms that only resemble a scheme in what they bid."""
    groups = [group for cast in country.casts for group in (cast.niche, cast.season)]
    neighbours = [firm.id for cast in country.casts for firm in cast.pairs[-1]]
    return {firm.id for group in groups for firm in group.members} | set(neighbours)


def _bodies(province: Province) -> None:
    """Enter the buyers that own firms."""
    for buyer in province.country.buyers[6:10]:
        contact = buyer.party["contactPoint"]
        province.firms[buyer.id] = Firm(
            id=buyer.id,
            name=buyer.name,
            jurisdiction="XA",
            founded="1991-04-01",
            activity="84.11",
            address=dict(buyer.party["address"]),
            telephone=contact["telephone"],
            email=contact["email"],
            employees=150,
            form="public body",
            kind="state-body",
        )
