"""The officials of a province while they are appointed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.numbering import Numbering
from euthyna.simulation.country import ages
from euthyna.simulation.country.model import Office, Person
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import resident


@dataclass(slots=True)
class Staff:
    """The officials of a province while they are appointed.

    Parameters
    ----------
    province
        Gets the offices.
    draws
        Where chance comes from.
    """

    province: Province
    draws: Draws
    people: list[Person] = field(default_factory=list)
    """Residents of working age without an office, in random order."""
    by_body: dict[str, list[Office]] = field(default_factory=lambda: defaultdict(list))
    committees: dict[str, list[Office]] = field(default_factory=dict)
    """By ocid."""
    _numbering: Numbering = field(init=False)

    def __post_init__(self) -> None:
        """Decide how offices are numbered."""
        self._numbering = Numbering(self.draws)

    def hire(self) -> Person:
        """Choose somebody for an office."""
        if self.people:
            return self.people.pop()
        return resident(self.province, serving=True)

    def appoint(
        self, person: str, body: str, title: str, since: str, *, until: str = "", process: str = ""
    ) -> Office:
        """Give somebody an office; the arguments are as in `Office`.

        Nobody begins before the age of `ages.IN_OFFICE`, whatever `since` says.
        """
        grown = ages.birthday(self.province.persons[person], years=ages.IN_OFFICE)
        slot = self._numbering.of(len(self.province.offices))
        office = Office(
            f"XA-OFF-{self.province.number * 100_000 + slot}",
            person,
            body,
            title,
            max(since, grown),
            until,
            process,
        )
        self.province.offices.append(office)
        if process:
            self.committees.setdefault(process, []).append(office)
        else:
            self.by_body[body].append(office)
        return office

    def at(self, body: str, moment: str) -> list[Office]:
        """List who was in office on a day."""
        return [
            office
            for office in self.by_body.get(body, ())
            if office.since <= moment and (not office.until or office.until >= moment)
        ]
