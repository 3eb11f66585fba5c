"""The arithmetic of Cardinal's fences, to the last bit.

Its fences come from a fused multiply-add, which rounds once where a product and a sum round
twice; a value on the fence is flagged or not by that bit.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction


def quantile(values: Sequence[float], tau: float) -> float:
    """Compute a quantile of type 8 of Hyndman and Fan.

    Parameters
    ----------
    values
        In ascending order.
    tau
        Between 0 and 1.

    Returns
    -------
    float
        NaN without values, or for a `tau` outside its range.

    Examples
    --------
    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.5
    """
    count = len(values)
    if not count or not 0 <= tau <= 1:
        return math.nan
    place = (count + 1.0 / 3.0) * tau + 1.0 / 3.0
    low = int(place)
    if low <= 0 or tau == 0:
        return values[0]
    if low >= count or tau == 1:
        return values[-1]
    return values[low - 1] + (place - low) * (values[low] - values[low - 1])


def fence(q1: float, q3: float, *, side: str) -> float:
    """Draw a fence: ``q1 - 1.5 * (q3 - q1)`` for the lower, ``q3 + 1.5 * (q3 - q1)`` for the upper.

    Examples
    --------
    >>> fence(2.0, 4.0, side="upper")
    7.0
    """
    factor, edge = (-1.5, q1) if side == "lower" else (1.5, q3)
    spread = q3 - q1
    if not math.isfinite(spread + edge):
        return spread * factor + edge
    return float(Fraction(spread) * Fraction(factor) + Fraction(edge))


def ascending(values: Sequence[float]) -> list[float]:
    """Sort numbers; those that are none come first, as they do where Cardinal divides 0 by 0."""
    if any(map(math.isnan, values)):
        return sorted(values, key=lambda value: (not math.isnan(value), value))
    return sorted(values)


def shown(value: float) -> float | None:
    """Round to four decimals, halves away from zero; None for what JSON cannot write."""
    if not math.isfinite(value):
        return None
    scaled = abs(value) * 10_000
    whole = math.floor(scaled)
    return math.copysign((whole + (scaled - whole >= 0.5)) / 10_000, value)
