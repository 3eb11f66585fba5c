"""What the peers look like: the spread of the values of one indicator."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from euthyna.data.store.engines import Engine
from euthyna.data.store.engines.embedded import quoted
from euthyna.indicators.gamma import Floats

_MOST_BINS = 24


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of all subjects that an indicator compares, or draws its threshold from."""

    peers: int
    """How many; with none, the figures below are not numbers and the histogram is empty."""
    low: float
    q1: float
    median: float
    q3: float
    high: float
    """Quantiles are of Hyndman and Fan's type 8, like those that fences are drawn from."""
    flagged: int
    histogram: tuple[tuple[float, float, int], ...]
    """From, to, how many. The bins span 98 % of the values; the first and the last also hold
    what lies beyond, so that the numbers add up to `peers`."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The sorted values of one indicator."""

    values: Floats
    flagged: int

    def percentile(self, value: float) -> float | None:
        """Say how many of 100 peers have a lower value; equal ones count half."""
        if not len(self.values) or not math.isfinite(value):
            return None
        below, upto = (np.searchsorted(self.values, value, side=s) for s in ("left", "right"))
        return round(float(below + upto) / 2 / len(self.values) * 100, 6)

    def distribution(self) -> Distribution:
        """Sum the values up."""
        if not len(self.values):
            nothing = math.nan
            return Distribution(0, nothing, nothing, nothing, nothing, nothing, self.flagged, ())
        low, q1, median, q3, high = _quantiles(self.values, (0, 0.25, 0.5, 0.75, 1))
        histogram = tuple(_histogram(self.values, q3 - q1))
        return Distribution(len(self.values), low, q1, median, q3, high, self.flagged, histogram)


def peers(engine: Engine, indicator: str) -> Peers:
    """Read the values of one indicator.

    Subjects without a threshold where others have one have too few cases to be peers.
    """
    which = f"FROM flags WHERE indicator = {quoted(indicator)}"
    found = engine.arrow(
        f"SELECT value {which} AND isfinite(value) "
        f"AND (threshold IS NOT NULL OR (SELECT max(threshold) {which}) IS NULL) ORDER BY value"
    )
    ((flagged,),) = engine.rows(f"SELECT count(*) FILTER (WHERE flag) {which}")
    return Peers(found["value"].to_numpy().astype(float), flagged)


def _quantiles(values: Floats, shares: tuple[float, ...]) -> list[float]:
    return [float(q) for q in np.quantile(values, shares, method="median_unbiased")]


def _histogram(values: Floats, spread: float) -> Iterator[tuple[float, float, int]]:
    low, high = _quantiles(values, (0.01, 0.99))
    edges = _edges(values, low, high, spread)
    counts, _ = np.histogram(np.clip(values, edges[0], edges[-1]), edges)
    for left, right, count in zip(edges[:-1], edges[1:], counts, strict=True):
        yield float(left), float(right), int(count)


def _edges(values: Floats, low: float, high: float, spread: float) -> Floats:
    if np.all(values == np.floor(values)) and math.ceil(high) - math.floor(low) < _MOST_BINS:
        return np.arange(math.floor(low), math.ceil(high) + 2, dtype=np.float64) - 0.5
    if high <= low:
        half = abs(low) / 20 or 0.5
        return np.array([low - half, low + half])
    # Freedman and Diaconis' width, within bounds that a small chart can show.
    width = 2 * spread / len(values) ** (1 / 3)
    bins = math.ceil((high - low) / width) if width > 0 else _MOST_BINS
    return np.linspace(low, high, min(max(bins, 6), _MOST_BINS) + 1)
