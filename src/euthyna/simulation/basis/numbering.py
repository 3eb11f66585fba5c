"""Numbers for records, each met once, in an order that is another one in every province."""

from __future__ import annotations

from euthyna.simulation.basis.draws import Draws

LARGE, LARGER = 99_991, 999_983
"""Primes: any step through the numbers below them meets each of them."""


class Numbering:
    """Gives the place of a record among those of its kind a number that does not show it.

    Parameters
    ----------
    draws
        Decide the first number and the step.
    prime
        More than there are records.

    Examples
    --------
    >>> numbering = Numbering(Draws(1), prime=LARGE)
    >>> len({numbering.of(count) for count in range(1000)})
    1000
    """

    __slots__ = ("_first", "_prime", "_step")

    def __init__(self, draws: Draws, *, prime: int = LARGE) -> None:
        self._prime = prime
        self._first = draws.between(0, prime - 1)
        # Not near either end, where the numbers would grow with the place.
        self._step = draws.between(prime // 7, prime - prime // 7)

    def of(self, count: int) -> int:
        """Give the number of the record that is at place `count`."""
        return (self._first + count * self._step) % self._prime
