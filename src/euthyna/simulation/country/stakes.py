"""Entries on who owns and manages firms, as they are added and changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from euthyna.simulation.basis import noise
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.persons import Kinship
from euthyna.simulation.country import ages
from euthyna.simulation.country.abroad import HOME
from euthyna.simulation.country.model import Duplicate, Firm, Interest, Person, Tie
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.recording import OPENED, spread
from euthyna.simulation.country.registry import day, foreign, number_of, resident

WHOLE = 10_000
"""All shares, in hundredths of a per cent."""
OWNING, VOTING, MANAGING = "shareholding", "votingRights", "boardMember"
"""Kinds of interest, as in the interestType code list of BODS."""


@dataclass(slots=True)
class Stakes:
    """The interests of a province, by firm.

    Parameters
    ----------
    province
        Gets every interest and person.
    draws
        Where chance comes from.
    """

    province: Province
    draws: Draws
    people: list[Person] = field(default_factory=list)
    """Everybody who has an interest."""
    _firms: dict[str, list[Interest]] = field(default_factory=lambda: defaultdict(list))

    def of(self, firm: Firm) -> list[Interest]:
        """Give the interests in a firm."""
        return self._firms[firm.id]

    def add(
        self, firm: Firm, party: str, kind: str, *, low: int = 0, high: int = 0, since: str = ""
    ) -> Interest:
        """Enter an interest; where no date is given, since the firm was founded.

        Whoever was a child then has it since some later day, before anything was declared.

        Parameters
        ----------
        firm, party, kind, low, high, since
            As in `Interest`; `high` may be left out where the share is exact.
        """
        entries = self._firms[firm.id]
        begun = self._begun(firm, party, max(since, firm.founded))
        number = f"{firm.id}-{len(entries) + 1}"
        interest = Interest(number, firm.id, party, kind, low, max(low, high), begun)
        entries.append(interest)
        self.province.interests.append(interest)
        return interest

    def _begun(self, firm: Firm, party: str, since: str) -> str:
        person = self.province.persons.get(party)
        grown = ages.birthday(person, years=ages.OF_AGE) if person else ""
        if since >= grown:
            return since
        first = number_of(grown)
        later = spread(self.province.seed, f"{firm.id}|{party}", max(0, OPENED - 20 - first))
        return day(first + later)

    def own(self, firm: Firm, party: str, share: int, *, since: str = "") -> Interest:
        """Enter a shareholding; some firms declare the votings rights beside it."""
        interest = self.add(firm, party, OWNING, low=share, since=since)
        if firm.id[-1] in "147" and party in self.province.persons:
            self.add(firm, party, VOTING, low=share, since=since)
        return interest

    def clear(self, firm: Firm) -> None:
        """Take back all interests in a firm, and the layers that existed for it only."""
        gone: dict[int, Interest] = {}
        self._drop(firm, gone)
        kept = [interest for interest in self.province.interests if id(interest) not in gone]
        self.province.interests[:] = kept

    def _drop(self, firm: Firm, gone: dict[int, Interest]) -> None:
        for interest in self._firms.pop(firm.id, ()):
            gone[id(interest)] = interest
            owner = self.province.firms.get(interest.party)
            if owner and (owner.jurisdiction != HOME or owner.kind == "nomination"):
                self._drop(owner, gone)
                self.province.firms.pop(owner.id, None)

    def owners(self, firm: Firm) -> list[Interest]:
        """Give the shareholdings that nobody has given up."""
        return [i for i in self.of(firm) if i.kind == OWNING and not i.until]

    def managers(self, firm: Firm) -> list[Interest]:
        """Give those on the board whom nobody has replaced."""
        return [i for i in self.of(firm) if i.kind == MANAGING and not i.until]

    def somebody(self) -> Person:
        """Give a person for a role: one in six has another role already."""
        if self.people and self.draws.chance(0.16):
            return self.draws.pick(self.people)
        return self.newcomer()

    def newcomer(self, *, serving: bool = False) -> Person:
        """Give a person who has no role yet, perhaps of an age to hold an office."""
        person = resident(self.province, serving=serving)
        self.people.append(person)
        return person

    def relative(
        self, person: Person, *, kinship: Kinship | None = None, serving: bool = False
    ) -> Person:
        """Add a relative of a person, who has no role yet, and the tie between them.

        Parameters
        ----------
        person
            Whose relative.
        kinship
            What the relative is to the person; None draws it.
        serving
            Whether the relative is to hold an office.
        """
        chosen = self.draws.pick(ages.living(person)) if kinship is None else kinship
        found = resident(self.province, kin=person, kinship=chosen, serving=serving)
        self.province.ties.append(Tie(person.id, found.id, chosen))
        self.people.append(found)
        return found

    def abroad(self, where: str) -> Firm:
        """Add a firm of another country."""
        return foreign(self.province, self.draws, where=where)

    def respell(self, interest: Interest) -> Duplicate:
        """Enter an interest under a second record of its party, in another spelling."""
        person = self.province.persons[interest.party]
        number = len(self.province.duplicates)
        slot = (number * 15_731 + 9_001) % 39_989
        record = f"XA-NID-{70_000_003 + (self.province.number * 40_000 + slot) * 7}"
        spellings = (noise.vary(self.draws, person.name, kind="person") for _ in range(20))
        name = next((one for one in spellings if one != person.name), person.name)
        born = person.born[: self.draws.pick((0, 4, 7, 10, 10))]
        duplicate = Duplicate(record, interest.party, name, born)
        self.province.duplicates[record] = duplicate
        for one in self._firms[interest.firm]:
            if one.party == interest.party and one.since == interest.since:
                one.record = record
        return duplicate
