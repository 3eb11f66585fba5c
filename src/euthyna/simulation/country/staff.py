"""The officials of a province while they are appointed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.model import Office, Person
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import resident

_SLOTS = 99_991
"""A prime: the steps through it give every office another number, in no visible order."""


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

    def hire(self) -> Person:
        """Choose somebody for an office."""
        if self.people:
            return self.people.pop()
        return resident(self.province)

    def appoint(
        self, person: str, body: str, title: str, since: str, *, until: str = "", process: str = ""
    ) -> Office:
        """Give somebody an office; the arguments are as in `Office`."""
        number = len(self.province.offices)
        slot = (number * 7_919 + 4_001) % _SLOTS
        office = Office(
            f"XA-OFF-{self.province.number * 100_000 + slot}",
            person,
            body,
            title,
            since,
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
