"""Charts: every figure is seen, none hides another, nothing depends on colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.reports import charts
from euthyna.reports.charts import Marks

BINS = ((0.0, 10.0, 5), (10.0, 20.0, 0), (20.0, 30.0, 1))
finite = st.floats(-1e12, 1e12, allow_nan=False)


def boxes(svg: str, kind: str) -> list[dict[str, float]]:
    found = [e for e in ET.fromstring(svg).iter("rect") if e.get("class") == kind]  # noqa: S314  (ours)
    return [{k: float(e.get(k, "nan")) for k in ("x", "y", "width", "height")} for e in found]


def test_a_single_flag_among_many_is_seen() -> None:
    svg = charts.coverage_bar(flagged=1, clear=1_000_000, missing=1, label="Single bid")
    assert boxes(svg, "flagged")[0]["width"] >= 2
    assert "1 flagged, 1,000,000 not flagged, 1 not computable" in svg


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_bar_stays_in_its_frame(flagged: int, clear: int, missing: int) -> None:
    svg = charts.coverage_bar(flagged=flagged, clear=clear, missing=missing, label="x")
    parts = [b for kind in ("flagged", "clear", "missing") for b in boxes(svg, kind)]
    assert all(b["x"] + b["width"] <= 220.1 for b in parts)
    assert [b["x"] for b in parts] == sorted(b["x"] for b in parts)


@pytest.mark.parametrize(
    ("op", "dark"), [("<", 1), ("<=", 1), (">", 1), (">=", 1), ("==", 0)], ids=str
)
def test_bars_on_the_flagged_side_are_dark(op: str, dark: int) -> None:
    svg = charts.histogram(BINS, Marks(unit="days", threshold=15, op=op), label="x")
    assert len(boxes(svg, "flagged")) == dark


def test_a_bar_at_the_threshold_is_flagged_as_its_value_is() -> None:
    bins = ((0.5, 1.5, 3), (1.5, 2.5, 4))
    marks = Marks(unit="bids", threshold=2, op=">=")
    assert len(boxes(charts.histogram(bins, marks, label="x"), "flagged")) == 1


def test_bins_around_whole_numbers_are_named_after_them() -> None:
    svg = charts.histogram(((0.5, 1.5, 3), (1.5, 2.5, 4)), Marks(unit="bids"), label="x")
    assert re.findall(r">(\d[^<]*)</text>", svg) == ["1 bid", "2 bids"]


def test_an_axis_that_is_longer_than_its_bins_names_both_ends_well() -> None:
    bins = ((-0.5, 0.5, 3), (0.5, 1.5, 4), (1.5, 2.5, 2))
    svg = charts.histogram(bins, Marks(unit="bids", threshold=5, op=">"), label="x")
    assert re.findall(r">(-?\d[^<]*)</text>", svg) == ["0 bids", "5 bids"]


def test_a_value_far_beyond_the_bins_points_out() -> None:
    svg = charts.histogram(BINS, Marks(unit="days", value=1000), label="x")
    assert "1,000 days \N{BLACK RIGHT-POINTING SMALL TRIANGLE}" in svg
    assert "this one has 1,000 days" in svg


@given(value=finite, threshold=finite, low=finite, width=st.floats(1e-6, 1e6))
def test_a_histogram_stays_in_its_frame(
    value: float, threshold: float, low: float, width: float
) -> None:
    bins = ((low, low + width, 3), (low + width, low + 2 * width, 4))
    marks = Marks(unit="days", value=value, threshold=threshold, op="<")
    root = ET.fromstring(charts.histogram(bins, marks, label="<x>"))  # noqa: S314  (ours)
    for element in root.iter():
        for name in ("x", "x1", "x2"):
            assert 0 <= float(element.get(name, "0")) <= 300


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_whiskers_stay_in_their_row(low: float, middle: float, high: float) -> None:
    svg = charts.whisker(low, middle, high, top=charts.ceiling([middle]), reference=1)
    xs = [float(x) for x in re.findall(r' c?x\d?="([^"]*)"', svg)]
    assert all(0 <= x <= 190 for x in xs)


@given(st.lists(st.floats(0, 1e9), max_size=5))
def test_an_axis_holds_all_values(values: list[float]) -> None:
    top = charts.ceiling(values)
    assert top > 0
    assert all(value <= top * 1.01 for value in values)


def test_years_without_processes_are_kept() -> None:
    svg = charts.year_bars(((2020, 5, 1), (2021, 0, 0), (2022, 7, 7)))
    assert "2021: 0, 0 with a flag" in svg
    assert len(boxes(svg, "flagged")) == 2
