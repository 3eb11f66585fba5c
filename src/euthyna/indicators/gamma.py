"""The incomplete gamma function and its inverse, on arrays.

Written here because the core has NumPy and not SciPy. Methods: power series and continued
fraction (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31), Lentz's algorithm for the fraction.
"""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_TERMS = 2000
"""Far more than either method takes for shapes up to 100,000."""
_TINY = 1e-300
_CLOSE = 1e-15
_SETTLED = 1e-11

_log_gamma = np.frompyfunc(math.lgamma, 1, 1)


def log_gamma(x: Any) -> Floats:
    """Give the logarithm of the gamma function of each positive number."""
    return np.asarray(_log_gamma(np.asarray(x, float)), dtype=float)


def lower(shape: Any, x: Any) -> Floats:
    """Give P(a, x), the regularised lower incomplete gamma function.

    It is the chance that a gamma variable of this shape (and rate 1) is at most `x`; for a whole
    `shape` also the chance that a Poisson variable of mean `x` is at least `shape`.

    Parameters
    ----------
    shape
        Positive numbers; 0 gives 1, as for a Poisson variable.
    x
        Numbers that are not negative.
    """
    a, y = np.broadcast_arrays(np.asarray(shape, float), np.asarray(x, float))
    out = np.where(a <= 0, 1.0, 0.0)
    inside = (a > 0) & (y > 0)
    small = inside & (y < a + 1)
    large = inside & ~small
    out[small] = _series(a[small], y[small])
    out[large] = 1 - _fraction(a[large], y[large])
    return np.clip(out, 0.0, 1.0)


def quantile(share: float, shape: Any) -> Floats:
    """Give the x with P(shape, x) = share.

    Starts from Wilson and Hilferty's approximation and takes Newton's steps on log P, a concave
    function of log x, halving the bracket where a step would leave it.

    Parameters
    ----------
    share
        Between 0 and 1, both excluded.
    shape
        Positive numbers.
    """
    a = np.asarray(shape, float)
    norm = log_gamma(a)
    at = _start(share, a, norm)
    low, high = np.full_like(at, -800.0), np.full_like(at, 30.0)
    for _ in range(100):
        below = np.maximum(lower(a, np.exp(at)), _TINY)
        miss = np.log(below / share)
        low, high = np.where(miss < 0, at, low), np.where(miss < 0, high, at)
        density = np.exp(np.clip(a * at - np.exp(at) - norm, -700, 700))
        step = at - miss * below / np.maximum(density, _TINY)
        done = np.abs(step - at) < _SETTLED
        if np.all(done):
            break
        inside = (step > low) & (step < high)
        at = np.where(done, at, np.where(inside, step, (low + high) / 2))
    return np.asarray(np.exp(at))


def _start(share: float, a: Floats, norm: Floats) -> Floats:
    z = NormalDist().inv_cdf(share)
    cube = 1 - 1 / (9 * a) + z / (3 * np.sqrt(a))
    # For small shapes P(a, x) is nearly x^a / gamma(a + 1).
    power = (math.log(share) + norm + np.log(a)) / a
    middle = np.log(a) + 3 * np.log(np.maximum(cube, 1e-9))
    return np.asarray(np.where((a > 1) & (cube > 0.05), middle, np.clip(power, -790, 20)))


def _head(a: Floats, x: Floats) -> Floats:
    return np.asarray(np.exp(a * np.log(x) - x - log_gamma(a)))


def _series(a: Floats, x: Floats) -> Floats:
    term = 1 / a
    total = term.copy()
    for n in range(1, _TERMS):
        term = term * x / (a + n)
        total += term
        if np.all(term <= total * _CLOSE):
            break
    return np.asarray(total * _head(a, x))


def _fraction(a: Floats, x: Floats) -> Floats:
    b = x + 1 - a
    c = np.full_like(x, 1 / _TINY)
    d = 1 / np.where(b == 0, _TINY, b)
    out = d.copy()
    for n in range(1, _TERMS):
        factor = -n * (n - a)
        b = b + 2
        d = factor * d + b
        d = 1 / np.where(np.abs(d) < _TINY, _TINY, d)
        c = b + factor / c
        c = np.where(np.abs(c) < _TINY, _TINY, c)
        change = c * d
        out *= change
        if np.all(np.abs(change - 1) <= _CLOSE * 4):
            break
    return np.asarray(out * _head(a, x))
