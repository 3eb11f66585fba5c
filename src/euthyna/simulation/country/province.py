"""One province: a thousand contracting processes and everybody and everything around them.

Provinces know nothing of each other, so that a country of any size is simulated with the memory
of one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.country.books import Books
from euthyna.simulation.country.model import (
    Account,
    Capture,
    Crossing,
    Deal,
    Debarrable,
    Duplicate,
    Employment,
    Firm,
    Interest,
    Listing,
    Office,
    Payment,
    Person,
    Planted,
    Recusal,
    Report,
    Shipment,
    Tie,
)
from euthyna.simulation.country.population import Country
from euthyna.simulation.country.wealth import Declaration

PROCESSES = 1000
"""In a whole province."""


@dataclass(slots=True)
class Province:
    """What the steps of `building` add to, one after the other.

    Parameters
    ----------
    seed
        Of the whole simulation.
    number
        From 0.
    processes
        How many contracting processes it has; other numbers follow from it.
    country
        Its buyers, suppliers and casts.
    """

    seed: int
    number: int
    processes: int
    country: Country
    releases: list[dict[str, Any]] = field(default_factory=list)
    """As published."""
    deals: list[Deal] = field(default_factory=list)
    persons: dict[str, Person] = field(default_factory=dict)
    firms: dict[str, Firm] = field(default_factory=dict)
    interests: list[Interest] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    declarations: list[Declaration] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    accounts: dict[str, Account] = field(default_factory=dict)
    payments: list[Payment] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    """Suspicious and large transactions, as reported to the financial intelligence unit."""
    planted: list[Planted] = field(default_factory=list)
    duplicates: dict[str, Duplicate] = field(default_factory=dict)
    """Second records in the register of owners, by their id."""
    debarrable: list[Debarrable] = field(default_factory=list)
    """Firms for the lists; a phoenix of each is about already, or soon."""
    captured: list[Capture] = field(default_factory=list)
    """Officials for the offices, whom the payments may reward."""
    servants: list[Capture] = field(default_factory=list)
    """Honest ones for the offices: a relative owns the firm, which never sold to the buyer."""
    books: Books = field(default_factory=Books)
    """The public accounts."""

    employments: list[Employment] = field(default_factory=list)
    recusals: list[Recusal] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    """Declared to customs, in order of time."""
    crossings: list[Crossing] = field(default_factory=list)
    """Of cash over the border, in order of time."""

    def draws(self, *purpose: int) -> Draws:
        """Give a stream of chance that no other purpose or province shares."""
        return Draws(self.seed, self.number, *purpose)

    def plant(
        self,
        scheme: str,
        instance: str,
        *,
        difficulty: int = 2,
        parameters: dict[str, float | int | str] | None = None,
    ) -> Episode:
        """Begin to note who and what takes part in one instance of a scheme."""
        chosen = tuple(sorted((parameters or {}).items()))
        return Episode(self, scheme, f"{self.number}-{instance}", difficulty, chosen)

    def instances(self, scheme: str) -> Iterator[str]:
        """List the instances of a scheme so far."""
        return iter(dict.fromkeys(p.instance for p in self.planted if p.scheme == scheme))


@dataclass(frozen=True, slots=True)
class Episode:
    """One instance of a scheme while it is planted."""

    province: Province
    scheme: str
    instance: str
    difficulty: int
    parameters: tuple[tuple[str, float | int | str], ...]

    def note(self, role: str, kind: str, name: str, *, at: int) -> None:
        """Note one record that takes part."""
        self.province.planted.append(
            Planted(
                self.scheme,
                self.instance,
                role,
                kind,
                name,
                at,
                self.difficulty,
                self.parameters,
            )
        )
