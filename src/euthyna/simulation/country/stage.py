"""Where ownership schemes are planted: who is free to act, and what is noted of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country import abroad
from euthyna.simulation.country.history import History
from euthyna.simulation.country.model import Deal, Firm, Interest
from euthyna.simulation.country.ownership import Owners
from euthyna.simulation.country.premises import Premises
from euthyna.simulation.country.province import Episode, Province
from euthyna.simulation.country.recording import OPENED, editions, relationship
from euthyna.simulation.country.registry import day, enrol, number_of
from euthyna.simulation.country.stakes import Stakes

DAY = 1440


@dataclass(slots=True)
class Stage:
    """A province with its owners, while schemes are planted."""

    province: Province
    stakes: Stakes
    owners: Owners
    premises: Premises
    history: History
    draws: Draws
    taken: set[str] = field(default_factory=set)
    """Firms that act in one already, or must stay honest."""
    _counts: dict[str, int] = field(default_factory=dict)

    def times(self, per_thousand: int) -> range:
        """Count how many instances suit the size of the province: at least one."""
        return range(max(1, round(self.province.processes * per_thousand / 1000)))

    def begin(
        self, scheme: str, *, difficulty: int, parameters: dict[str, float | int | str]
    ) -> Episode:
        """Begin the next instance of a scheme."""
        number = self._counts[scheme] = self._counts.get(scheme, 0) + 1
        return self.province.plant(
            scheme, f"{scheme}-{number}", difficulty=difficulty, parameters=parameters
        )

    def suppliers(self, suits: Callable[[Firm], bool]) -> Iterator[Firm]:
        """Give free suppliers that suit, in random order; each is taken when it is given."""
        free = [firm for firm in self.province.firms.values() if firm.supplier]
        for firm in self.draws.shuffled(free):
            if firm.id not in self.taken and suits(firm):
                self.taken.add(firm.id)
                yield firm

    def idle(self, kind: str) -> Iterator[Firm]:
        """Give free firms of a kind, not the youngest, that bid for nothing and own nothing."""
        owning = {interest.party for interest in self.province.interests}
        free = [firm for firm in self.province.firms.values() if firm.kind == kind]
        free = [f for f in free if number_of(f.founded) < OPENED and not f.dissolved]
        for firm in self.draws.shuffled(free):
            if not firm.supplier and not {firm.id} & (self.taken | owning):
                self.taken.add(firm.id)
                yield firm
        while kind == "holding":
            firm = enrol(self.province, self.draws, kind=kind)
            self.taken.add(firm.id)
            yield firm

    def limited(self, firm: Firm) -> bool:
        """Say whether somebody can simply own a firm."""
        able = firm.form not in {"cooperative", "foundation"} and firm.kind == "firm"
        return able and not firm.dissolved

    def early(self, firm: Firm) -> str:
        """Give a day on which somebody can have bought a firm before anything was declared."""
        return self.owners.bought(firm)

    def abroad(self, *, before: str) -> Firm:
        """Add a firm of a quiet jurisdiction that was there on a day."""
        owner = self.stakes.abroad(abroad.quiet(self.draws))
        owner.founded = min(owner.founded, day(number_of(before) - self.draws.between(20, 900)))
        return owner

    def deals(self, firm: Firm, *, buyer: str = "") -> list[Deal]:
        """Give what a firm won, in order of time, from one buyer or from all."""
        won = [d for d in self.history.deals.get(firm.id, ()) if buyer in {"", d.buyer}]
        return sorted(won, key=lambda deal: (deal.signed, deal.ocid))

    def note_interest(self, episode: Episode, role: str, interest: Interest) -> None:
        """Note the statements that declare an interest, change it and end it."""
        seed, firm = self.province.seed, self.province.firms[interest.firm]
        record = relationship(seed, interest)
        group = [one for one in self.stakes.of(firm) if relationship(seed, one) == record]
        for edition in editions(seed, record, firm, group):
            episode.note(role, "statement", edition.id, at=edition.day * DAY)

    def note_party(self, episode: Episode, role: str, party: str, *, since: str) -> None:
        """Note who takes part, and since when."""
        episode.note(role, "party", party, at=number_of(since) * DAY)

    def note_deals(self, episode: Episode, deals: Iterable[Deal]) -> None:
        """Note the contracts and their processes."""
        noted: set[str] = set()
        for deal in deals:
            if deal.ocid not in noted:
                noted.add(deal.ocid)
                episode.note("process", "process", deal.ocid, at=deal.signed)
            episode.note("contract", "contract", f"{deal.ocid}/{deal.contract}", at=deal.signed)
