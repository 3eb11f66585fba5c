"""Rates of small groups, made comparable: the gamma-Poisson model.

Each subject has a number of flags *observed* and a number *expected*, had its checks been
flagged as often as the same checks of everyone. Observed / expected jumps about for small
subjects: one flag in one process easily is ten times what was expected. The model says that the
true ratios of the subjects vary around 1, learns from all of them by how much, and moves each
towards 1, the more the less was expected of it.

Why this model and not a beta-binomial one: the subjects have different mixes of checks, and a
share of flagged checks would put those on top whose checks are often flagged. A ratio to what
is expected does not, and one more check that is not flagged can only lower it.

Flags of one process come together (a late notice brings a short period and a single bid), so
they are not as many independent observations: counts are divided by the *dispersion*, how much
more the flags of processes vary than independent ones would.

References
----------
Carlin, B. P. and Louis, T. A. (2009), Bayesian Methods for Data Analysis, chapter 5.
DuMouchel, W. (1999), Bayesian data mining in large frequency tables, The American Statistician
53(3), 177-190: the lower bound of the ratio (there EB05) as the order of a list.
Christiansen, C. L. and Morris, C. N. (1997), Hierarchical Poisson regression modeling, Journal of
the American Statistical Association 92(438), 618-632: the prior of the prior.
McCullagh, P. and Nelder, J. A. (1989), Generalized Linear Models, 4.5: dispersion.
Hoeffding, W. (1956), On the distribution of the number of successes in independent trials,
Annals of Mathematical Statistics 27(3), 713-721: the Poisson tail errs on the safe side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from euthyna.indicators.gamma import Floats, log_gamma, lower, quantile

WEAKEST, STRONGEST = 0.05, 1000.0
"""The range of the prior's strength: in it, how many expected flags a subject needs until its
own flags count as much as what is known of everyone."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over the processes of each subject: o is flags observed in one, e is expected."""

    observed: Floats
    expected: Floats
    oo: Floats
    oe: Floats
    ee: Floats


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Ratios of observed to expected after shrinkage, one for each subject."""

    ratio: Floats
    """The mean of the posterior: between observed / expected and 1."""
    low: Floats
    high: Floats
    p_value: Floats
    """The chance of so many flags or more, if the subject were like everyone."""
    strength: float
    dispersion: float


def dispersion(sums: Moments) -> float:
    """Estimate how much more flags vary between the processes of a subject than by chance.

    Returns
    -------
    float
        1 if they are as good as independent, 3 if they come three at a time; never below 1.
    """
    positive = sums.expected > 0
    o, e = sums.observed[positive], sums.expected[positive]
    oo, oe, ee = sums.oo[positive], sums.oe[positive], sums.ee[positive]
    own = o / e
    spread = float(np.sum(oo - 2 * own * oe + own**2 * ee))
    by_chance = float(np.sum(o * (1 - np.minimum(ee / e**2, 1.0))))
    # Without subjects of several processes there is nothing to learn it from.
    return round(max(1.0, spread / by_chance), 6) if by_chance > 1e-9 else 1.0


def fit_strength(observed: Floats, expected: Floats) -> float:
    """Fit the prior, a gamma distribution with mean 1.

    The likelihood alone often says that all subjects are alike, where it can only not tell them
    apart; intervals then come out far too short. So it is weighted by Christiansen and Morris's
    prior, under which every degree of shrinkage of a middling subject is as likely as any other.

    Returns
    -------
    float
        Its shape: large where all subjects are alike, small where they differ.
    """
    middle = float(np.median(expected)) if len(expected) else 1.0
    grid = np.linspace(np.log(WEAKEST), np.log(STRONGEST), 41)
    for _ in range(4):
        fits = [_fit(float(np.exp(at)), observed, expected, middle) for at in grid]
        best = int(np.argmax(fits))
        grid = np.linspace(grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)], 21)
    return float(np.exp(grid[len(grid) // 2]))


def shrink(
    observed: Floats,
    expected: Floats,
    *,
    dispersion: float = 1.0,
    strength: float | None = None,
    level: float = 0.9,
) -> Shrunk:
    """Shrink the ratios of observed to expected flags.

    Parameters
    ----------
    observed, expected
        Flags of each subject; their sums are about equal.
    dispersion
        See :func:`dispersion`.
    strength
        Shape of the prior; fitted if not given.
    level
        The chance that the interval covers the true ratio.
    """
    o, e = np.asarray(observed, float) / dispersion, np.asarray(expected, float) / dispersion
    shape = fit_strength(o, e) if strength is None else strength
    tail = (1 - level) / 2
    return Shrunk(
        ratio=(shape + o) / (shape + e),
        low=quantile(tail, shape + o) / (shape + e),
        high=quantile(1 - tail, shape + o) / (shape + e),
        p_value=lower(o, e),
        strength=shape,
        dispersion=dispersion,
    )


def _fit(shape: float, observed: Floats, expected: Floats, middle: float) -> float:
    """Give the log of likelihood and prior of a shape, but for what does not depend on it."""
    counts, times = np.unique(observed, return_counts=True)
    gammas = float(np.sum(times * (log_gamma(counts + shape) - log_gamma(shape))))
    rest = shape * np.log(shape) - (shape + observed) * np.log(shape + expected)
    # Of log shape, where shape / (shape + middle) is uniform between 0 and 1.
    prior = np.log(shape) - 2 * np.log(shape + middle)
    return gammas + float(np.sum(rest)) + float(prior)
