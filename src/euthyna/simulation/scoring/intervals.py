"""How sure a share is, and how surprising a count."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z = 1.959964
"""Of the standard normal distribution, for 95 %."""

_T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
      2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
      2.052, 2.048, 2.045, 2.042)  # fmt: skip
# The 97.5 % quantiles of Student's t, for 1 to 30 degrees of freedom.


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval; None where there is nothing to take a share of."""

    part: float
    whole: float
    value: float | None
    low: float | None
    high: float | None


def wilson(part: float, whole: float) -> Share:
    """Give a share with the interval of Wilson (1927), which is right also for few cases.

    Parameters
    ----------
    part, whole
        Counts.

    Examples
    --------
    >>> share = wilson(3, 4)
    >>> round(share.low, 2), share.value, round(share.high, 2)
    (0.3, 0.75, 0.95)
    >>> wilson(0, 0).value is None
    True
    """
    if whole <= 0:
        return Share(part, whole, None, None, None)
    p, z = part / whole, Z * Z / whole
    middle = (p + z / 2) / (1 + z)
    half = Z * math.sqrt(p * (1 - p) / whole + z / whole / 4) / (1 + z)
    low = 0.0 if part == 0 else max(0.0, middle - half)
    high = 1.0 if part == whole else min(1.0, middle + half)
    return Share(part, whole, p, low, high)


def over_seeds(parts: Sequence[float], wholes: Sequence[float]) -> Share:
    """Give the share of all seeds together, with an interval that knows how seeds differ.

    Cases of one seed may resemble each other, so seeds are the units: the interval is that of a
    ratio of means with Student's t (one degree of freedom less than seeds). Where all seeds agree
    by luck it would be too short, so it is never shorter than Wilson's for all cases.

    Parameters
    ----------
    parts, wholes
        Counts of each seed, in the same order.

    Examples
    --------
    >>> share = over_seeds([1, 4, 4], [4, 4, 4])
    >>> round(share.low, 2), share.value, share.high
    (0.0, 0.75, 1.0)
    """
    pooled = wilson(sum(parts), sum(wholes))
    seeds = len(parts)
    if pooled.value is None or seeds < 2:
        return pooled
    ratio = pooled.value
    apart = sum((p - ratio * w) ** 2 for p, w in zip(parts, wholes, strict=True))
    error = math.sqrt(apart * seeds / (seeds - 1)) / sum(wholes)
    half = (_T[seeds - 2] if seeds - 2 < len(_T) else Z) * error
    low = min(pooled.low or 0.0, max(0.0, ratio - half))
    high = max(pooled.high or 0.0, min(1.0, ratio + half))
    return Share(pooled.part, pooled.whole, ratio, low, high)


def surprise(observed: int, expected: float) -> float:
    """Give the chance of so many or more where `expected` are due (Poisson).

    Rare and independent cases follow this law; frequent ones vary less, so that for them it
    errs on the safe side.

    Examples
    --------
    >>> round(surprise(2, 0.1), 4), surprise(0, 0.1)
    (0.0047, 1.0)
    """
    if observed <= 0:
        return 1.0
    if expected <= 0:
        return 0.0
    # The shorter tail is added up from its largest term, so that nothing cancels out.
    term = math.exp(-expected + observed * math.log(expected) - math.lgamma(observed + 1))
    if observed > expected:
        total, count = 0.0, observed
        while term > total * 1e-17:
            total += term
            count += 1
            term *= expected / count
        return min(1.0, total)
    below = 0.0
    for count in range(observed, 0, -1):
        term *= count / expected
        below += term
    return max(0.0, 1.0 - below)
