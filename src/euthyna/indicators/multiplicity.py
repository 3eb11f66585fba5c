"""Many tests at once: which of them still stand out."""

from __future__ import annotations

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Turn p-values into q-values.

    Whoever looks at all subjects with a q-value of at most 0.05 must expect up to 5 % of them
    to stand out by chance alone.

    Parameters
    ----------
    p_values
        One for each test, in any order; independent or positively dependent.

    Returns
    -------
    list of float
        The q-values in the order given: never below the p-value, never above 1.

    References
    ----------
    Benjamini, Y. and Hochberg, Y. (1995), Controlling the false discovery rate, Journal of the
    Royal Statistical Society B 57(1), 289-300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.02])
    [0.03, 0.04, 0.03]
    """
    tests = len(p_values)
    found = [1.0] * tests
    lowest = 1.0
    falling = sorted(range(tests), key=lambda i: -p_values[i])
    for rank, i in zip(range(tests, 0, -1), falling, strict=True):
        lowest = min(lowest, p_values[i] * (tests / rank))
        found[i] = lowest
    return found
