"""One simulated country with its results, as plain values.

A **unit** is what a flag can be about and a planted record can be: a process with all its awards
and contracts (``process``), an organisation that buys (``buyer``) or bids (``supplier``), or a
pair of both (``pair``). Results on other subjects keep the kind of their subject.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

INNOCENT = "innocent-"
"""What the names of look-alikes begin with."""

Unit = tuple[str, str]
"""Kind and id."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One planted instance of a scheme, or of an innocent look-alike."""

    scheme: str
    name: str
    difficulty: int
    records: int
    """How many records the ground truth names."""
    first: datetime
    last: datetime
    units: Mapping[Unit, datetime]
    """What indicators look at among its records, and when each was complete."""

    @property
    def innocent(self) -> bool:
        """Whether it only looks like a scheme."""
        return self.scheme.startswith(INNOCENT)


@dataclass(frozen=True, slots=True)
class Sample:
    """What was planted in one country, and what was flagged."""

    seed: int | None
    """None where the country was not simulated for the score."""
    instances: tuple[Instance, ...]
    flagged: Mapping[Unit, frozenset[str]]
    """Every unit that an indicator looked at, and which ones flagged it."""
    judged: Mapping[Unit, frozenset[str]]
    """Which indicators said flagged or not flagged of each unit."""
    months: Mapping[str, str]
    """The month in which each process was published."""
    processes: tuple[str, ...]
    """Flagged ones, as the product ranks them."""
    buyers: tuple[str, ...]
    """As the product ranks them."""
    suppliers: tuple[str, ...]
    """As the product ranks them."""

    def planted(self, kind: str, *, innocent: bool) -> set[str]:
        """List units of a kind that take part in a scheme, or in a look-alike."""
        return {
            name
            for instance in self.instances
            if instance.innocent is innocent
            for found, name in instance.units
            if found == kind
        }

    def reviewed(self, budget: int) -> set[str]:
        """List the `budget` processes of each month that the product ranks first."""
        taken: dict[str, int] = {}
        chosen = set()
        for process in self.processes:
            month = self.months[process]
            taken[month] = taken.get(month, 0) + 1
            if taken[month] <= budget:
                chosen.add(process)
        return chosen
