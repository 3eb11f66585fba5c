"""What real files measure: the numbers that the invented country is drawn from.

They stand in ``calibration.toml``, each with its unit, its source and how many records it was
fitted to. ``bench/fit.py`` writes that file from published files; nothing else needs them.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any

from euthyna.simulation.basis.draws import Draws, cumulate

KNOTS = (0.01, *(step / 20 for step in range(1, 20)), 0.99)
"""The shares of the records below each of the numbers of `Quantiles`."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from."""

    unit: str
    files: str
    """Folder of the published files."""
    n: int
    """How many records were measured."""
    measured: str
    """ISO date."""


@dataclass(frozen=True, slots=True)
class Rate:
    """In what share of the records something is so."""

    source: Source
    share: float


@dataclass(frozen=True, slots=True)
class Quantiles:
    """A distribution of any shape by its quantiles at `KNOTS`."""

    source: Source
    values: tuple[float, ...]

    def draw(self, draws: Draws) -> float:
        """Draw a number; what lies beyond the outer knots is drawn as they are."""
        return self.at(draws.uniform())

    def at(self, share: float) -> float:
        """Give the number below which `share` of the records lie.

        Examples
        --------
        >>> load().procurement.signing_days.at(0.5)
        19.0
        """
        place = bisect_right(KNOTS, share)
        if place in {0, len(KNOTS)}:
            return self.values[min(place, len(KNOTS) - 1)]
        below, above = self.values[place - 1], self.values[place]
        part = (share - KNOTS[place - 1]) / (KNOTS[place] - KNOTS[place - 1])
        return below + (above - below) * part


@dataclass(frozen=True, slots=True)
class Counts:
    """A distribution over 1, 2, 3 and so on."""

    source: Source
    weights: tuple[float, ...]
    cumulated: tuple[float, ...]

    def draw(self, draws: Draws) -> int:
        """Draw a count."""
        return 1 + draws.index(self.cumulated)


@dataclass(frozen=True, slots=True)
class Lognormal:
    """A distribution of positive numbers whose logarithms are bell-shaped."""

    source: Source
    median: float
    sigma: float
    """The quartiles' distance in logarithms, divided by that of a bell of deviation 1."""


@dataclass(frozen=True, slots=True)
class Zipf:
    """How unequal those are who act: the one of rank r acts like 1 / (r + shift) ** exponent."""

    source: Source
    sixteenths: int
    """The exponent in sixteenths, so that square roots suffice to compute it anywhere."""
    shift: int

    def steeper(self, times: int) -> Zipf:
        """Give one with so many times the exponent."""
        return replace(self, sixteenths=self.sixteenths * times)

    def weights(self, count: int) -> tuple[float, ...]:
        """Give the running total of how active each of `count` is, the busiest first."""
        return cumulate([self._activity(rank) for rank in range(1, count + 1)])

    def _activity(self, rank: int) -> float:
        root = sqrt(sqrt(sqrt(sqrt(float(rank + self.shift)))))
        power = 1.0
        for _ in range(self.sixteenths):
            power *= root
        return 1.0 / power


@dataclass(frozen=True, slots=True)
class Procurement:
    """Tenders, bids, awards and contracts."""

    bidders: dict[str, Counts]
    """For a lot, by method."""
    value: dict[str, Lognormal]
    """The estimate of an open tender in euros, by category."""
    award_rate: dict[str, Quantiles]
    """The price in the estimate, by how many bid; "10" stands for all above."""
    higher_gap: Quantiles
    """By how much a bid exceeds the lowest one, as a share of the lowest."""
    submission_days: dict[str, Quantiles]
    """By method."""
    decision_days: Quantiles
    """From the deadline to the award."""
    signing_days: Quantiles
    """From the award to the contract."""
    contract_days: dict[str, Quantiles]
    """How long it runs: works, and others."""
    changed_rate: dict[str, Quantiles]
    """The value after a change as a share of that before: works, and others."""
    changed: dict[str, Rate]
    """Works that cost a twentieth more or less in the end; others with a published change."""
    unsuccessful: Rate
    cancelled: Rate
    buyers: Zipf
    suppliers: Zipf
    paid: Rate
    """Contracts whose payments are published."""
    payments: Counts
    """For a contract that has any."""
    payment_days: Quantiles
    """From signature to payment."""
    paid_share: Quantiles
    """Of the contract's value."""
    grain: dict[str, Counts]
    """To which power of ten, from a cent on, estimates and prices are round: 1 is a cent."""
    first_digit: Counts
    """Of prices."""
    missing: dict[str, Rate]
    """In what share of the records a field is missing."""


@dataclass(frozen=True, slots=True)
class Payments:
    """Money between accounts."""

    amount: Quantiles
    """What a city pays its suppliers, in pounds."""
    transfer: Quantiles
    """What persons and firms pay each other, as a multiple of the median."""
    negative: Rate
    """Corrections."""
    weekday: Counts
    """Of a city's payments: 1 is Monday."""
    grain: Counts
    """To which power of ten, from a cent on, amounts are round: 1 is a cent."""
    first_digit: Counts
    of_supplier: Quantiles
    """How many payments a supplier gets in a quarter."""
    suppliers: Zipf
    payees: Quantiles
    """How many others an account pays in four months."""
    payers: Quantiles


@dataclass(frozen=True, slots=True)
class Register:
    """Firms and who is behind them."""

    owner_is_firm: Rate
    shared_contact: Rate
    """Bidders that have the e-mail address of another one."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """All of it."""

    procurement: Procurement
    payments: Payments
    register: Register


@cache
def load() -> Calibration:
    """Read what was measured.

    Returns
    -------
    Calibration
        From ``calibration.toml``, which is part of the package.
    """
    text = files(__package__).joinpath("calibration.toml").read_text(encoding="utf-8")
    tables = {name: _entries(table) for name, table in tomllib.loads(text).items()}
    return Calibration(
        Procurement(**tables["procurement"]),
        Payments(**tables["payments"]),
        Register(**tables["register"]),
    )


def _entries(table: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _measured(entry) if "kind" in entry else _entries(entry)
        for name, entry in table.items()
    }


def _measured(entry: dict[str, Any]) -> Rate | Quantiles | Counts | Lognormal | Zipf:
    source = Source(entry["unit"], entry["files"], entry["n"], entry["measured"])
    kind = entry["kind"]
    if kind == "rate":
        return Rate(source, entry["share"])
    if kind == "quantiles":
        return Quantiles(source, tuple(float(value) for value in entry["values"]))
    if kind == "counts":
        weights = tuple(float(weight) for weight in entry["weights"])
        return Counts(source, weights, cumulate(weights))
    if kind == "lognormal":
        return Lognormal(source, entry["median"], entry["sigma"])
    return Zipf(source, entry["sixteenths"], entry["shift"])
