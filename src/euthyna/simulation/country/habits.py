"""How buyers and bidders of this country behave on the whole: chance with measured numbers.

What is measured stands in `calibration`; where a number is cut, it is cut so that all that
follows from a tender still happens within the simulated years.
"""

from __future__ import annotations

from euthyna.simulation.basis.calibration import load
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import DIRECT_THRESHOLD, Division

_MEASURED = load().procurement

GAPS = tuple(
    (field, _MEASURED.missing[field].share)
    for field in (
        "count",
        "signed",
        "awarded",
        "planning",
        "description",
        "criteria",
        "estimate",
        "contacts",
    )
)
"""What publishers leave out, and how often."""
LEVELS = {"goods": 6_828_000, "services": 5_580_000, "works": 38_000_000}
"""The geometric mean of the medians of a category's divisions, in cents."""
LONGEST_SUBMISSION, LONGEST_SIGNING = 72, 53
"""Days."""
LONGEST_CONTRACT = 48
"""Months."""
MOST_BIDDERS = "10"
"""From so many bidders on, prices are drawn alike."""


def bidders(draws: Draws, *, method: str) -> int:
    """Draw how many bid for a lot."""
    return _MEASURED.bidders[method].draw(draws)


def estimate(draws: Draws, division: Division, *, method: str) -> int:
    """Draw what a buyer expects to pay, in cents; most direct awards are small."""
    value = _MEASURED.value[division.category]
    if method == "direct" and draws.chance(0.85):
        cents = draws.skewed(150_000, DIRECT_THRESHOLD * 8 // 10)
    else:
        median = int(value.median * 100 * division.median / LEVELS[division.category])
        cents = draws.lognormal(median, value.sigma)
    return rounded(cents, power=_MEASURED.grain["estimate"].draw(draws))


def prices(draws: Draws, *, expected: int, bids: int) -> list[int]:
    """Draw what the bidders ask, in cents, in the order of the bidders.

    Parameters
    ----------
    draws
        Where chance comes from.
    expected
        The estimate, in cents.
    bids
        How many there are, at least one. The more there are, the cheaper the lowest.

    Returns
    -------
    list of int
        One of them is the lowest; how much the others exceed it is drawn for each.
    """
    rates = _MEASURED.award_rate[MOST_BIDDERS if bids >= int(MOST_BIDDERS) else str(bids)]
    lowest = max(10_000, int(expected * rates.draw(draws)))
    asked = [int(lowest * (1.0 + _MEASURED.higher_gap.draw(draws))) for _ in range(bids)]
    asked[draws.between(0, bids - 1)] = lowest
    return [price(draws, cents) for cents in asked]


def price(draws: Draws, cents: int) -> int:
    """Round a price as bidders do."""
    return rounded(cents, power=_MEASURED.grain["price"].draw(draws))


def rounded(cents: int, *, power: int) -> int:
    """Cut an amount to a power of ten of a cent, but keep at least two of its digits.

    Examples
    --------
    >>> rounded(123_456, power=1), rounded(123_456, power=4), rounded(123_456, power=8)
    (123456, 123000, 120000)
    """
    unit: int = 10 ** (power - 1)
    while unit > 1 and unit * 10 > cents:
        unit //= 10
    return cents // unit * unit


def submission_days(draws: Draws, *, method: str) -> int:
    """Draw how long bids may be handed in; method is not direct."""
    return min(LONGEST_SUBMISSION, int(_MEASURED.submission_days[method].draw(draws)))


def decision_days(draws: Draws) -> int:
    """Draw how long a decision takes after the deadline."""
    return max(1, int(_MEASURED.decision_days.draw(draws)))


def signing_days(draws: Draws) -> int:
    """Draw how long after the award a contract is signed."""
    return min(LONGEST_SIGNING, int(_MEASURED.signing_days.draw(draws)))


def months(draws: Draws, *, category: str) -> int:
    """Draw how long a contract runs."""
    days = _MEASURED.contract_days["works" if category == "works" else "others"].draw(draws)
    return min(LONGEST_CONTRACT, 1 + int(days) // 30)


def is_changed(draws: Draws, *, category: str) -> bool:
    """Say whether the value of a contract changes."""
    kind = "works" if category == "works" else "others"
    return draws.chance(_MEASURED.changed[kind].share)


def changed_rate(draws: Draws, *, category: str) -> int:
    """Draw the value after a change in per mille of that before."""
    kind = "works" if category == "works" else "others"
    return int(1000 * _MEASURED.changed_rate[kind].draw(draws))


def payment_days(draws: Draws) -> int:
    """Draw how long after signature the first payment is made."""
    return int(_MEASURED.payment_days.draw(draws))
