from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from math import exp, log
from pathlib import Path
from statistics import mean, median, pstdev
from types import ModuleType
from typing import Any

import pytest

from euthyna.simulation.basis.calibration import KNOTS, Counts, Quantiles, Source, Zipf, load
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.markets import DIVISIONS
from euthyna.simulation.building import build
from euthyna.simulation.country import habits
from euthyna.simulation.country.population import populate
from euthyna.simulation.country.stories import Contest, Story, tell

BENCH = Path(__file__).parents[2] / "bench"
INVENTED = Source("days", "nowhere", 1, "2026-01-01")


def kolmogorov_smirnov(one: list[float], other: list[float]) -> float:
    """The largest difference between the shares of two samples below any x."""
    steps = sorted([(x, 1 / len(one)) for x in one] + [(x, -1 / len(other)) for x in other])
    height, largest = 0.0, 0.0
    for (x, step), (following, _) in pairwise([*steps, (float("inf"), 0.0)]):
        height += step
        largest = max(largest, abs(height) if x < following else 0.0)
    return largest


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    """Two thousand, of several seeds, in none of which anything is planted."""
    told = []
    for seed in range(4):
        country = populate(seed=seed, processes=500)
        told += [
            tell(country, Draws(seed, 5, number), number=number, wish=None) for number in range(500)
        ]
    return told


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, ModuleType]]:
    sys.path.insert(0, str(BENCH))
    yield {name: import_module(name) for name in ("reality", "simulated", "compared", "fit")}
    sys.path.remove(str(BENCH))


def contests(stories: list[Story], *, method: str) -> list[Contest]:
    return [contest for story in stories if story.method == method for contest in story.contests]


# What is measured, and how it is drawn


def test_every_number_has_unit_source_size_and_date() -> None:
    text = (Path(habits.__file__).parents[1] / "basis" / "calibration.toml").read_text("utf-8")

    def entries(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for entry in table.values():
            if "kind" in entry:
                yield entry
            else:
                yield from entries(entry)

    found = list(entries(tomllib.loads(text)))
    assert len(found) > 50
    for entry in found:
        assert {"unit", "files", "n", "measured", "kind"} < set(entry)
        assert entry["n"] >= 25
        assert entry["files"].split("/")[0] in {"procurement", "public", "aml", "entities"}
        for kind, count in (("values", len(KNOTS)), ("weights", None)):
            if kind in entry and count:
                assert len(entry[kind]) == count
                assert entry[kind] == sorted(entry[kind])
        if "weights" in entry:
            assert sum(entry["weights"]) == pytest.approx(1, abs=0.002)


def test_quantiles_are_drawn_as_often_as_measured() -> None:
    measured = Quantiles(INVENTED, tuple(float(step) ** 2 for step in range(len(KNOTS))))
    draws = Draws(1)
    drawn = [measured.draw(draws) for _ in range(4000)]
    for knot, value in list(zip(KNOTS, measured.values, strict=True))[1:-1]:
        assert mean(number <= value for number in drawn) == pytest.approx(knot, abs=0.03)
    assert (min(drawn), max(drawn)) == (0.0, 400.0)


def test_counts_begin_with_one() -> None:
    measured = Counts(INVENTED, (0.0, 3.0, 1.0), (0.0, 3.0, 4.0))
    draws = Draws(1)
    drawn = Counter(measured.draw(draws) for _ in range(2000))
    assert set(drawn) == {2, 3}
    assert drawn[2] / 2000 == pytest.approx(0.75, abs=0.03)


def test_zipf_needs_no_power_of_the_machine() -> None:
    total = Zipf(INVENTED, sixteenths=24, shift=2).weights(50)
    for rank in (2, 10, 50):
        assert total[rank - 1] - total[rank - 2] == pytest.approx((rank + 2) ** -1.5)


def test_levels_are_those_of_the_divisions() -> None:
    for category, level in habits.LEVELS.items():
        own = [(one.weight, log(one.median)) for one in DIVISIONS if one.category == category]
        centre = sum(weight * middle for weight, middle in own) / sum(weight for weight, _ in own)
        assert level == pytest.approx(exp(centre), rel=0.001)


@pytest.mark.parametrize("power", range(1, 9))
def test_rounding_lowers_by_less_than_a_tenth(power: int) -> None:
    for cents in (99, 10_000, 123_456, 99_999_999):
        rounded = habits.rounded(cents, power=power)
        assert 0.9 * cents < rounded <= cents


# The stories have the measured shape


@pytest.mark.parametrize("method", ["open", "selective", "limited"])
def test_as_many_bid_as_measured(stories: list[Story], method: str) -> None:
    counts = load().procurement.bidders[method]
    drawn = [len(one.bids) for one in contests(stories, method=method) if one.lot == 0]
    expected = [
        count for count, weight in enumerate(counts.weights, 1) for _ in range(round(1000 * weight))
    ]
    assert kolmogorov_smirnov(list(map(float, drawn)), list(map(float, expected))) < 0.12
    assert drawn.count(1) / len(drawn) == pytest.approx(counts.weights[0], abs=0.06)


@pytest.mark.parametrize("category", ["goods", "services", "works"])
def test_values_are_as_large_and_as_unequal_as_measured(
    stories: list[Story], category: str
) -> None:
    value = load().procurement.value[category]
    logs = [
        log(story.estimate / 100)
        for story in stories
        if story.method == "open" and story.division.category == category
    ]
    assert median(logs) == pytest.approx(log(value.median), abs=0.35)
    assert pstdev(logs) == pytest.approx(value.sigma, rel=0.2)


def test_more_bidders_are_cheaper(stories: list[Story]) -> None:
    shares: dict[bool, list[float]] = {True: [], False: []}
    for contest in contests(stories, method="open"):
        if contest.estimate > 1_000_000 and len(contest.bids) not in {3, 4, 5, 6}:
            lowest = min(bid.cents for bid in contest.bids)
            shares[len(contest.bids) > 6].append(lowest / contest.estimate)
    assert mean(shares[False]) - mean(shares[True]) > 0.05
    assert max(shares[True] + shares[False]) <= 1.0


def test_durations_are_as_measured(stories: list[Story]) -> None:
    measured = load().procurement
    for drawn, quantiles in (
        (
            [round(story.submission_minutes / 1440) for story in stories if story.method == "open"],
            measured.submission_days["open"],
        ),
        ([story.decision_days for story in stories], measured.decision_days),
        (
            [contest.signing_days for story in stories for contest in story.contests],
            measured.signing_days,
        ),
    ):
        for knot in (0.25, 0.5, 0.75):
            below = mean(days <= quantiles.at(knot) for days in drawn)
            assert below == pytest.approx(knot, abs=0.13)


def test_all_gaps_are_as_frequent_as_measured(stories: list[Story]) -> None:
    for field, share in habits.GAPS:
        assert mean(field in story.gaps for story in stories) == pytest.approx(share, abs=0.04)


def test_works_are_changed_more_often(stories: list[Story]) -> None:
    changed = load().procurement.changed
    for works in (True, False):
        drawn = [
            bool(contest.amendments)
            for story in stories
            for contest in story.contests
            if contest.winner and (story.division.category == "works") is works
        ]
        share = changed["works" if works else "others"].share
        assert mean(drawn) == pytest.approx(share, abs=0.06)


def test_few_buyers_have_most_of_the_business(stories: list[Story]) -> None:
    buyers = Counter(story.buyer.id for story in stories[:500])
    assert sum(count for _, count in buyers.most_common(3)) > 0.35 * 500


# The published files have the shape of real ones


@pytest.mark.shared_data
def test_the_fits_are_those_of_the_published_files(
    shared_data: Path, bench: dict[str, ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit = bench["fit"]
    kept = fit.FITS.read_text("utf-8")
    monkeypatch.setattr(fit, "FITS", tmp_path / "calibration.toml")
    fit.write(shared_data)
    again = (tmp_path / "calibration.toml").read_text("utf-8")

    def lines(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.startswith("measured")]

    assert lines(again) == lines(kept)


@pytest.mark.shared_data
def test_simulated_distributions_are_near_real_ones(
    shared_data: Path, bench: dict[str, ModuleType]
) -> None:
    compared, simulated = bench["compared"], bench["simulated"]
    real = compared.real_samples(shared_data)
    ours = simulated.country(seeds=(11,), processes=1000)
    far = {}
    for row in compared.COMPARED:
        _, function, name = row.real[0]
        far[row.name] = kolmogorov_smirnov(ours[row.name], real[function][name])
    limits = {row.name: row.limit for row in compared.COMPARED if row.limit}
    assert {name: far[name] for name, limit in limits.items() if far[name] > limit} == {}
    assert len(limits) >= 15


def test_distance_is_zero_for_the_same_and_one_for_apart(bench: dict[str, ModuleType]) -> None:
    for distance in (kolmogorov_smirnov, bench["simulated"].distance):
        assert distance([1.0, 2.0, 2.0], [2.0, 1.0, 2.0]) == pytest.approx(0, abs=1e-12)
        assert distance([1.0, 2.0], [3.0, 4.0, 5.0]) == pytest.approx(1)
        assert distance([1.0, 2.0, 3.0, 4.0], [3.0, 4.0]) == pytest.approx(0.5)


def test_all_that_is_planted_stands_on_the_page() -> None:
    page = (BENCH.parent / "docs" / "simulation.md").read_text("utf-8")
    planted = {row.scheme for row in build(seed=4, number=0, processes=1000).planted}
    missing = [name for name in planted if f"`{name.removeprefix('innocent-')}`" not in page]
    assert missing == [], "run bench/planted.py --write"
