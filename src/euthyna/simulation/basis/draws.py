"""Random numbers that are the same on every machine and every Python.

Only ``random.Random(int).random()`` is used, the one method whose sequence Python promises to
keep, and only ``+ - * /`` afterwards: functions of the C library (``exp``, ``log``, ``pow``) may
differ in the last bit between platforms, and one bit is another file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")

SQUARE_ROOT_OF_THREE = 1.7320508075688772


def exponential(x: float) -> float:
    """Give e to the power of `x` by plain multiplication.

    Parameters
    ----------
    x
        Any number between -20 and 20.

    Returns
    -------
    float
        The power, too low by about x²/2048 of itself: enough for a simulation.

    Examples
    --------
    >>> round(exponential(1.0), 2)
    2.72
    """
    power = 1.0 + x / 1024.0
    for _ in range(10):
        power *= power
    return power


def cumulate(weights: Sequence[float]) -> tuple[float, ...]:
    """Add up weights for `Draws.index`.

    Parameters
    ----------
    weights
        Non-negative numbers, at least one above zero.

    Returns
    -------
    tuple of float
        The running total.
    """
    total = 0.0
    sums = []
    for weight in weights:
        total += weight
        sums.append(total)
    return tuple(sums)


class Draws:
    """A stream of random numbers that depends on nothing but its key.

    Parameters
    ----------
    key
        Non-negative integers below 2**40, such as seed, purpose and number.
    """

    __slots__ = ("uniform",)

    def __init__(self, *key: int) -> None:
        mixed = 1
        for part in key:
            mixed = (mixed << 40) | part
        self.uniform = Random(mixed).random  # noqa: S311 (a simulation, not a secret)
        """The next number in [0, 1)."""

    def chance(self, share: float) -> bool:
        """Say yes in `share` of all cases."""
        return self.uniform() < share

    def between(self, low: int, high: int) -> int:
        """Draw an integer from `low` to `high`, both included."""
        return low + int(self.uniform() * (high - low + 1))

    def skewed(self, low: int, high: int) -> int:
        """Draw an integer from `low` to `high`, mostly near `low`; the mean is at a third."""
        u = self.uniform()
        return low + int(u * u * (high - low + 1))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Draw one of `things`, each as likely as the others."""
        return things[int(self.uniform() * len(things))]

    def index(self, cumulated: Sequence[float]) -> int:
        """Draw a position by the weights that `cumulate` added up."""
        place = bisect_right(cumulated, self.uniform() * cumulated[-1])
        return min(place, len(cumulated) - 1)

    def normal(self) -> float:
        """Draw from a bell of mean 0 and deviation 1, cut at ±3.5: a sum of four uniforms."""
        u = self.uniform
        return (u() + u() + u() + u() - 2.0) * SQUARE_ROOT_OF_THREE

    def lognormal(self, median: int, sigma: float) -> int:
        """Draw a positive integer around `median`, with the long tail that prices have."""
        return max(1, int(median * exponential(sigma * self.normal())))

    def shuffled(self, things: Sequence[Thing]) -> list[Thing]:
        """Give `things` in a random order."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = int(self.uniform() * (last + 1))
            order[last], order[other] = order[other], order[last]
        return order
