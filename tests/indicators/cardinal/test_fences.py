"""The arithmetic of fences: quantiles of type 8, and one rounding."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.indicators.cardinal.fences import ascending, fence, quantile, shown

NUMBERS = st.floats(-1e6, 1e6).map(lambda value: value + 0.0)


@given(
    values=st.lists(NUMBERS, min_size=1, max_size=30), tau=st.sampled_from([0, 0.25, 0.5, 0.75, 1])
)
def test_quantiles_are_of_type_8(values: list[float], tau: float) -> None:
    found = quantile(sorted(values), tau)
    assert found == pytest.approx(
        float(np.quantile(values, tau, method="median_unbiased")), abs=1e-6
    )


@pytest.mark.parametrize(("values", "tau"), [([], 0.5), ([1.0], 1.01), ([1.0], -0.1)])
def test_there_is_no_quantile_of_nothing(values: list[float], tau: float) -> None:
    assert math.isnan(quantile(values, tau))


@given(q1=NUMBERS, q3=NUMBERS)
def test_fences_are_rounded_once(q1: float, q3: float) -> None:
    spread = Fraction(q3 - q1)
    assert fence(q1, q3, side="upper") == float(Fraction(q3) + spread * 3 / 2)
    assert fence(q1, q3, side="lower") == float(Fraction(q1) - spread * 3 / 2)


def test_one_rounding_is_not_two() -> None:
    q1, q3 = 0.01, 0.06
    assert fence(q1, q3, side="upper") != q3 + 1.5 * (q3 - q1)


def test_fences_of_infinities_are_what_they_are() -> None:
    assert fence(1.0, math.inf, side="upper") == math.inf
    assert fence(1.0, math.inf, side="lower") == -math.inf
    assert math.isnan(fence(math.inf, math.inf, side="upper"))


def test_what_is_no_number_comes_first() -> None:
    ordered = ascending([math.inf, 1.0, math.nan, -1.0])
    assert math.isnan(ordered[0])
    assert ordered[1:] == [-1.0, 1.0, math.inf]


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(0.12345, 0.1235), (-0.00005, -0.0001), (2.0, 2.0), (math.nan, None), (-math.inf, None)],
)
def test_figures_have_four_decimals(value: float, rounded: float | None) -> None:
    assert shown(value) == rounded
