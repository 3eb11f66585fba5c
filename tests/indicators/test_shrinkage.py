"""Shrinkage and multiplicity, against textbooks, slow oracles and chance itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.indicators.gamma import Floats, lower, quantile
from euthyna.indicators.multiplicity import benjamini_hochberg
from euthyna.indicators.shrinkage import (
    STRONGEST,
    WEAKEST,
    Moments,
    Shrunk,
    dispersion,
    fit_strength,
    shrink,
)

COUNTS = st.integers(0, 200)
EXPECTED = st.floats(0.01, 200)
STRENGTHS = st.floats(WEAKEST, STRONGEST)


def floats(*values: float) -> Floats:
    return np.array(values, dtype=float)


def poisson_tail(count: int, mean: float) -> float:
    """Sum the chances one by one: at least `count`."""
    return 1 - math.fsum(
        math.exp(i * math.log(mean) - mean - math.lgamma(i + 1)) for i in range(count)
    )


@pytest.mark.parametrize(
    ("shape", "x", "expected"),
    [
        # chi-squared tables: P(df / 2, x / 2)
        (0.5, 3.841459 / 2, 0.95),
        (1.0, 5.991465 / 2, 0.95),
        (5.0, 18.307038 / 2, 0.95),
        (15.0, 18.492661 / 2, 0.05),
        (50.0, 77.929465 / 2, 0.05),
        # an exponential, a Poisson variable of mean 2 that is at least 3
        (1.0, 1.0, 1 - math.exp(-1)),
        (3.0, 2.0, 1 - 5 * math.exp(-2)),
        (2.0, 0.0, 0.0),
        (0.0, 0.0, 1.0),
    ],
)
def test_textbook_values_of_the_incomplete_gamma_function(
    shape: float, x: float, expected: float
) -> None:
    assert float(lower(shape, x)) == pytest.approx(expected, abs=1e-7)


@given(count=st.integers(1, 150), mean=st.floats(0.01, 200))
def test_the_tail_of_the_poisson_distribution_is_its_sum(count: int, mean: float) -> None:
    assert float(lower(count, mean)) == pytest.approx(poisson_tail(count, mean), abs=1e-9)


@given(share=st.sampled_from([0.01, 0.05, 0.5, 0.95, 0.99]), shape=st.floats(WEAKEST, 5000))
def test_a_quantile_leaves_its_share_below(share: float, shape: float) -> None:
    assert float(lower(shape, quantile(share, shape))) == pytest.approx(share, abs=1e-8)


@given(observed=COUNTS, expected=EXPECTED, strength=STRENGTHS)
def test_shrinkage_moves_towards_what_is_expected(
    observed: int, expected: float, strength: float
) -> None:
    found = shrink(floats(observed), floats(expected), strength=strength)
    near, far = sorted([1.0, observed / expected])
    assert near - 1e-9 <= found.ratio[0] <= far + 1e-9
    assert found.low[0] < found.ratio[0] < found.high[0] or observed == 0


@given(observed=COUNTS, expected=EXPECTED, more=st.floats(0, 5), strength=STRENGTHS)
def test_more_checks_without_a_flag_never_raise_a_subject(
    observed: int, expected: float, more: float, strength: float
) -> None:
    found = shrink(floats(observed, observed), floats(expected, expected + more), strength=strength)
    for figures in (found.low, found.ratio, found.high):
        assert figures[1] <= figures[0] * (1 + 1e-9)
    assert found.p_value[1] >= found.p_value[0] - 1e-12


@given(observed=COUNTS, expected=EXPECTED, strength=STRENGTHS)
def test_one_more_flag_never_lowers_a_subject(
    observed: int, expected: float, strength: float
) -> None:
    found = shrink(floats(observed, observed + 1), floats(expected, expected), strength=strength)
    assert found.low[1] >= found.low[0] * (1 - 1e-9)
    assert found.p_value[1] <= found.p_value[0] + 1e-12


def test_the_posterior_of_a_textbook() -> None:
    # Gamma(2, 2) and 3 events where 1 was expected: Gamma(5, 3), whose 90 % interval is
    # that of a chi-squared variable of 10 degrees of freedom, divided by 6.
    found = shrink(floats(3), floats(1), strength=2.0)
    assert found.ratio[0] == pytest.approx(5 / 3)
    assert found.low[0] == pytest.approx(3.940299 / 6, abs=1e-6)
    assert found.high[0] == pytest.approx(18.307038 / 6, abs=1e-6)


def test_dispersion_halves_the_counts() -> None:
    plain = shrink(floats(3), floats(1), strength=2.0)
    doubled = shrink(floats(6), floats(2), strength=2.0, dispersion=2.0)
    assert (doubled.low, doubled.p_value) == (plain.low, plain.p_value)


@pytest.mark.parametrize("true", [0.5, 4.0, 20.0])
def test_the_fitted_prior_is_the_one_that_made_the_data(true: float) -> None:
    chance = np.random.default_rng(11)
    expected = chance.uniform(2, 30, 4000)
    observed = chance.poisson(expected * chance.gamma(true, 1 / true, 4000)).astype(float)
    assert fit_strength(observed, expected) == pytest.approx(true, rel=0.1)


def test_subjects_that_are_alike_are_shrunk_together() -> None:
    expected = np.full(200, 10.0)
    observed = np.random.default_rng(3).binomial(100, 0.1, 200).astype(float)
    assert fit_strength(observed, expected) > 100


def test_a_dozen_subjects_cannot_be_known_to_be_alike() -> None:
    expected = np.full(12, 5.0)
    assert fit_strength(expected, expected) < 50
    assert fit_strength(np.full(4000, 5.0), np.full(4000, 5.0)) > 500


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    chance = np.random.default_rng(5)
    truth = chance.gamma(3, 1 / 3, 4000)
    expected = chance.exponential(5, 4000)
    observed = chance.poisson(expected * truth).astype(float)
    found = shrink(observed, expected)
    covered = np.mean((found.low <= truth) & (truth <= found.high))
    assert covered == pytest.approx(0.9, abs=0.02)


def test_nothing_is_shrunk_to_nothing() -> None:
    found = shrink(floats(), floats())
    assert len(found.ratio) == len(found.p_value) == 0


def sums(observed: list[list[float]], expected: list[list[float]]) -> Moments:
    pairs = [
        (np.array(o, float), np.array(e, float)) for o, e in zip(observed, expected, strict=True)
    ]
    return Moments(
        *(
            np.array([total(o, e) for o, e in pairs])
            for total in (
                lambda o, _: o.sum(),
                lambda _, e: e.sum(),
                lambda o, _: (o * o).sum(),
                lambda o, e: (o * e).sum(),
                lambda _, e: (e * e).sum(),
            )
        )
    )


def test_flags_that_come_three_at_a_time_are_a_third_of_the_evidence() -> None:
    times = np.random.default_rng(1).poisson(0.2, (300, 40)) * 3.0
    assert dispersion(sums(list(times), [[0.6] * 40] * 300)) == pytest.approx(3, rel=0.05)


def test_independent_flags_are_all_evidence() -> None:
    counts = np.random.default_rng(2).poisson(0.6, (300, 40)) * 1.0
    assert dispersion(sums(list(counts), [[0.6] * 40] * 300)) == pytest.approx(1, abs=0.05)


def test_a_subject_that_differs_is_not_taken_for_dispersion() -> None:
    counts = [np.random.default_rng(4).poisson(mean, 400) for mean in (0.2, 4.0)]
    assert dispersion(sums(counts, [[2.1] * 400] * 2)) == pytest.approx(1, abs=0.15)


def test_without_two_processes_nothing_is_known_of_dispersion() -> None:
    assert dispersion(sums([[2.0], [0.0]], [[1.0], [1.0]])) == 1


def alike(chance: np.random.Generator, *, shared: float) -> Shrunk:
    """Draw a list of subjects whose checks all have the same chances, flags coming together."""
    sizes = np.ceil(chance.exponential(15, 60)).astype(int)
    owner = np.repeat(np.arange(60), sizes)
    chances = np.array([0.03, 0.1, 0.1, 0.2, 0.4])
    alone, together = chance.random((len(owner), 5)), chance.random((len(owner), 1))
    flags = np.where(chance.random((len(owner), 1)) < shared, together, alone) < chances
    o, e = flags.sum(1).astype(float), np.full(len(owner), flags.mean(0).sum())
    totals = [np.bincount(owner, weight) for weight in (o, e, o * o, o * e, e * e)]
    moments = Moments(*totals)
    return shrink(moments.observed, moments.expected, dispersion=dispersion(moments), strength=1.0)


@pytest.mark.parametrize("shared", [0.0, 0.8])
def test_where_everyone_is_alike_few_lists_name_anyone(shared: float) -> None:
    chance = np.random.default_rng(17)
    lists = [benjamini_hochberg(alike(chance, shared=shared).p_value.tolist()) for _ in range(300)]
    assert np.mean([min(q) < 0.05 for q in lists]) <= 0.06


# Benjamini and Hochberg (1995), section 3.2: fifteen end points of a trial.
PUBLISHED = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000),
]


def test_the_published_example_of_the_false_discovery_rate() -> None:
    q_values = benjamini_hochberg(PUBLISHED)
    assert [q <= 0.05 for q in q_values] == [True] * 4 + [False] * 11
    assert q_values[3] == pytest.approx(0.0095 * 15 / 4)


@given(st.lists(st.floats(0, 1), max_size=30))
def test_q_values_follow_their_p_values(p_values: list[float]) -> None:
    q_values = benjamini_hochberg(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, q_values, strict=True))
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    assert [q_values[i] for i in order] == sorted(q_values)
    assert benjamini_hochberg(p_values[::-1]) == q_values[::-1]
