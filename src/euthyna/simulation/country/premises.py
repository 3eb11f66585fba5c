"""Addresses that many firms share: those of formation agents, and business centres."""

from __future__ import annotations

from dataclasses import dataclass, field

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.history import History
from euthyna.simulation.country.model import Firm, Person
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import resident

_GUESTS = {"shell": 0.35, "holding": 0.2, "landlord": 0.1, "firm": 0.04}
"""How many firms of each kind have the address of an agent."""
_SUPPLIER_GUESTS = 0.03
_CENTRE, _SUPPLIER_CENTRE = 0.02, 0.05


@dataclass(slots=True)
class Premises:
    """Who has whose address."""

    agents: list[Firm] = field(default_factory=list)
    staff: dict[str, list[Person]] = field(default_factory=dict)
    """Who works for each agent, and is a director of the firms that it looks after."""
    hosts: dict[str, Firm] = field(default_factory=dict)
    """The agent of each firm that has one."""
    centres: dict[str, list[Firm]] = field(default_factory=dict)
    """The tenants of each business centre, by its landlord."""

    @classmethod
    def fill(cls, province: Province, draws: Draws, history: History) -> Premises:
        """Choose agents and landlords, and move firms to their addresses."""
        premises = cls()
        firms = list(province.firms.values())
        small = [firm for firm in firms if firm.kind == "firm" and not firm.supplier]
        for agent in draws.shuffled(small)[: 1 + province.processes // 400]:
            agent.kind, agent.activity, agent.employees = "agent", "82.11", draws.between(3, 9)
            premises.agents.append(agent)
            premises.staff[agent.id] = [resident(province) for _ in range(draws.between(2, 4))]
        landlords = [firm for firm in firms if firm.kind == "landlord"]
        chosen = draws.shuffled(landlords)[: 1 + province.processes // 500]
        for firm in firms:
            if firm.kind in {"agent", "listed"} or firm in chosen:
                continue
            premises._place(draws, history, firm, chosen)
        return premises

    def _place(self, draws: Draws, history: History, firm: Firm, landlords: list[Firm]) -> None:
        guests = _SUPPLIER_GUESTS if firm.supplier else _GUESTS.get(firm.kind, 0.0)
        tenants = _SUPPLIER_CENTRE if firm.supplier else _CENTRE
        chance = draws.uniform()
        if chance < guests:
            self.lodge(draws, history, firm, draws.pick(self.agents))
        elif chance < guests + tenants and landlords and firm.kind == "firm":
            landlord = draws.pick(landlords)
            self.centres.setdefault(landlord.id, []).append(firm)
            home = dict(landlord.address)
            home["streetAddress"] += f", Suite {draws.between(1, 90)}"
            move(history, firm, home)

    def lodge(self, draws: Draws, history: History, firm: Firm, agent: Firm) -> None:
        """Give a firm the address of an agent."""
        self.hosts[firm.id] = agent
        home = dict(agent.address)
        if draws.chance(0.3):
            home["streetAddress"] += f", Office {draws.between(1, 400)}"
        move(history, firm, home)

    def director(self, draws: Draws, firm: Firm) -> Person | None:
        """Give somebody of the agent, where the agent lends a director."""
        host = self.hosts.get(firm.id)
        if host is None or not draws.chance(0.45):
            return None
        return draws.pick(self.staff[host.id])


def move(history: History, firm: Firm, address: dict[str, str]) -> None:
    """Let a firm have had another address all the time, in what is published too."""
    firm.address = address
    for entry in history.entries.get(firm.id, ()):
        if "address" in entry:
            entry["address"] = {name: address[name] for name in entry["address"] if name in address}
