"""The scorecard, on samples so small that every figure can be counted by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from euthyna.base.errors import BadParameterError, InputError, StoreError
from euthyna.simulation import scoring
from euthyna.simulation.scoring.card import Precision, SchemeScore
from euthyna.simulation.scoring.chance import Background, Whole, counts, sights, telling
from euthyna.simulation.scoring.intervals import over_seeds, surprise, wilson
from euthyna.simulation.scoring.sample import Instance, Sample
from euthyna.simulation.truth import SCHEMA
from euthyna.simulation.writing import PUBLISHED, TRUTH

START = datetime(2024, 1, 1)  # noqa: DTZ001  (the ground truth has no zone either)
JUDGES = frozenset({"alike", "late"})


def instance(
    name: str,
    processes: Mapping[str, int],
    *,
    scheme: str = "cover-bidding",
    parties: tuple[str, ...] = (),
    days: int = 10,
) -> Instance:
    """Plant processes (name → day on which it was complete) and organisations."""
    last = START + timedelta(days=days)
    units = {("process", p): START + timedelta(days=d) for p, d in processes.items()}
    units |= {("supplier", party): last for party in parties}
    return Instance(scheme, name, 2, len(units), START, last, units)


def sample(
    instances: tuple[Instance, ...],
    flagged: Mapping[str, set[str]],
    *,
    ordinary: int = 100,
    suppliers: tuple[str, ...] = (),
    seed: int = 1,
) -> Sample:
    """Make a country with `ordinary` unflagged processes besides, ten a month.

    The ranking is the order of `flagged`.
    """
    names = [*(f"ordinary-{n:03d}" for n in range(ordinary))]
    names += [name for i in instances for kind, name in i.units if kind == "process"]
    names += [name for name in flagged if name not in names]
    units = {("process", name): frozenset(flagged.get(name, ())) for name in names}
    units |= {("supplier", name): frozenset[str]() for name in suppliers}
    return Sample(
        seed,
        instances,
        units,
        dict.fromkeys(units, JUDGES),
        {name: f"2024-{n // 10:02d}" for n, name in enumerate(names)},
        tuple(flagged),
        (),
        suppliers,
    )


def of(card: scoring.Card, scheme: str = "cover-bidding") -> SchemeScore:
    (found,) = [each for each in card.schemes if each.scheme == scheme]
    return found


def look(card: scoring.Card, ranking: str, budget: int) -> Precision:
    (found,) = [p for p in card.precision if (p.ranking, p.budget) == (ranking, budget)]
    return found


THREE = tuple(instance(f"0-{n}", {f"F{n}": 5, f"A{n}": 2}) for n in range(3))


def test_recall_counts_instances_with_a_telling_flag() -> None:
    flagged = {"F0": {"alike"}, "F1": {"alike"}}
    scored = of(scoring.score([sample(THREE, flagged)]))
    assert (scored.instances, scored.readable) == (3, 3)
    assert (scored.recall.part, scored.recall.whole) == (2, 3)
    assert [sight.indicator for sight in scored.sights] == ["alike"]
    assert scored.sights[0].units == 6


def test_an_indicator_that_flags_everybody_tells_nothing() -> None:
    everyone = {f"ordinary-{n:03d}": {"alike"} for n in range(100)}
    flagged = {**everyone, **{f"{x}{n}": {"alike"} for n in range(3) for x in "FA"}}
    scored = of(scoring.score([sample(THREE, flagged)]))
    assert scored.recall.value == 0
    assert scored.any_flag.value == 1
    assert scored.any_by_chance == pytest.approx(1, abs=0.01)


def test_what_cannot_be_judged_is_no_background() -> None:
    some = sample(THREE, {f"ordinary-{n:03d}": {"alike"} for n in range(10)})
    few = {unit: JUDGES if unit[1] < "ordinary-020" else frozenset() for unit in some.judged}
    rates = [
        Background(Whole(which), "cover-bidding").rate("process", "alike")
        for which in (some, Sample(*[few if f == "judged" else getattr(some, f)
                                     for f in Sample.__slots__]))
    ]  # fmt: skip
    assert rates == [pytest.approx(10.5 / 101), pytest.approx(10.5 / 21)]


def test_chance_is_that_of_as_many_others() -> None:
    flagged = {f"ordinary-{n:03d}": {"alike"} for n in range(10)}
    flagged |= {f"{x}{n}": {"alike"} for n in range(3) for x in "FA"}
    scored = of(scoring.score([sample(THREE, flagged)]))
    assert scored.recall.value == 1
    assert scored.recall_by_chance == pytest.approx(1 - (1 - 10.5 / 101) ** 2)


def test_nothing_found_is_zero_and_named() -> None:
    card = scoring.score([sample(THREE, {})])
    assert of(card).recall.value == 0
    assert of(card).days_until_seen is None
    page = scoring.markdown(card)
    assert "What nothing finds yet\n\n`cover-bidding`." in page


def test_a_scheme_that_nothing_reads_stands_there_with_zero() -> None:
    unread = Instance("cycles", "0-1", 3, 7, START, START, {})
    card = scoring.score([sample((unread,), {})])
    assert (of(card, "cycles").readable, of(card, "cycles").recall.value) == (0, 0)
    assert "nothing reads its records yet" in scoring.markdown(card)


def test_how_early_counts_from_the_first_record() -> None:
    flagged = {f"{x}{n}": {"alike"} for n in range(3) for x in "FA"}
    scored = of(scoring.score([sample(THREE, flagged)]))
    assert (scored.days_until_seen, scored.days_in_all) == (2, 10)


def test_precision_is_of_the_first_of_every_month() -> None:
    # Ten ordinary processes a month; the planted six are alone in a month after them.
    flagged = {"F0": {"alike"}, "A0": {"alike"}, "ordinary-000": {"late"}, "ordinary-001": {"late"}}
    card = scoring.score([sample(THREE, flagged)], budget=1)
    first = look(card, "process", 1)
    assert (first.looked, first.planted.part) == (2, 1)
    assert first.found.part / first.found.whole == pytest.approx(1 / 6)
    assert first.prevalence == pytest.approx(6 / 106)
    assert look(card, "process", 3).looked == 4
    assert of(card).reviewed.part == 1
    assert of(card).reviewed_by_chance == pytest.approx(1 - (1 - 1 / 6) ** 2)


def test_a_look_alike_is_not_what_one_looks_for() -> None:
    alike = instance("0-1", {"L": 1}, scheme="innocent-neighbours", parties=("S1",))
    planted = instance("0-1", {"F": 1}, parties=("S2",))
    country = sample((alike, planted), {"L": {"alike"}}, suppliers=("S1", "S2", "S3"))
    card = scoring.score([country])
    assert look(card, "process", 1).planted.part == 0
    assert look(card, "process", 1).innocent == 1
    assert look(card, "supplier", 3).planted.part == 1
    assert look(card, "supplier", 3).prevalence == pytest.approx(1 / 3)
    assert [each.scheme for each in card.schemes] == ["cover-bidding", "innocent-neighbours"]


def test_false_alarms_are_counted_on_what_takes_part_in_nothing() -> None:
    card = scoring.score([sample(THREE, {"ordinary-000": {"late"}, "F0": {"late"}})])
    (late,) = [each for each in card.indicators if each.indicator == "late"]
    assert (late.ordinary.part, late.ordinary.whole) == (1, 100)
    assert (late.planted.part, late.planted.whole) == (1, 6)


def test_indicators_are_chosen_on_the_other_seeds() -> None:
    told = {f"F{n}": {"alike"} for n in range(3)}
    seen, unseen = sample(THREE, told), sample(THREE, {}, seed=2)
    assert telling(sights([counts(seen)])) == {"cover-bidding": frozenset({"alike"})}
    # The only seed in which the indicator tells is not measured with it.
    assert of(scoring.score([seen, unseen])).recall.part == 0
    assert of(scoring.score([seen, seen])).recall.part == 6


@pytest.mark.parametrize(("budget", "samples"), [(0, 1), (20, 0)])
def test_a_card_needs_a_budget_and_a_sample(budget: int, samples: int) -> None:
    with pytest.raises(BadParameterError, match="at least 1"):
        scoring.score([sample(THREE, {})] * samples, budget=budget)


@given(st.integers(0, 60), st.integers(1, 60))
def test_an_interval_holds_its_share(part: int, more: int) -> None:
    share = wilson(part, part + more)
    assert 0 <= share.low <= share.value <= share.high <= 1
    wider = wilson(part * 4, (part + more) * 4)
    assert wider.high - wider.low <= share.high - share.low


@given(st.lists(st.integers(0, 9), min_size=2, max_size=40))
def test_seeds_that_differ_make_the_interval_no_shorter(parts: list[int]) -> None:
    over, pooled = over_seeds(parts, [9] * len(parts)), wilson(sum(parts), 9 * len(parts))
    assert over.value == pooled.value
    assert 0 <= over.low <= pooled.low <= pooled.high <= over.high <= 1


def test_the_interval_over_seeds_is_students() -> None:
    share = over_seeds([20, 50, 80], [100, 100, 100])
    half = 4.303 * 30 / math.sqrt(3) / 100
    assert (share.low, share.high) == (0, 1)
    assert half > 0.5
    share = over_seeds([40, 50, 60], [100, 100, 100])
    assert share.high - 0.5 == pytest.approx(4.303 * 10 / math.sqrt(3) / 100)


@given(st.integers(1, 80), st.floats(0.001, 60))
def test_surprise_is_the_tail_of_poisson(observed: int, expected: float) -> None:
    below = math.fsum(
        math.exp(-expected + k * math.log(expected) - math.lgamma(k + 1)) for k in range(observed)
    )
    assert surprise(observed, expected) == pytest.approx(1 - below, abs=1e-9)


# ------------------------------------------------------------------- with files


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sample]:
    """Simulate 300 processes, run the main job and join."""
    folder = tmp_path_factory.mktemp("trial")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return folder, scoring.trial(folder, seed=21, scale=0.06, now=now)


def test_a_trial_joins_every_process_of_the_truth(tried: tuple[Path, Sample]) -> None:
    folder, joined = tried
    rows = parquet.read_table(folder / "country" / TRUTH).to_pylist()
    named = {row["id"] for row in rows if row["kind"] == "process"}
    units = {name for i in joined.instances for kind, name in i.units if kind == "process"}
    assert named <= units
    assert len(joined.months) == 300
    assert set(joined.processes) <= set(joined.months)
    assert {i.name for i in joined.instances} == {row["instance"] for row in rows}


def test_a_plain_scheme_is_found_by_its_indicator(tried: tuple[Path, Sample]) -> None:
    seen = {(s.scheme, s.indicator): s for s in sights([counts(tried[1])])}
    for name in ("late-bid-won", "identical-bid-prices"):
        assert seen[name, name].flagged > 0
        assert seen[name, name].lift > 5


def test_the_join_goes_by_kind(tried: tuple[Path, Sample], tmp_path: Path) -> None:
    folder, joined = tried
    process = joined.processes[0]
    one, other = next(name.split(" / ") for kind, name in sorted(joined.flagged) if kind == "pair")
    kinds = [
        ("process", process), ("contract", f"{process}/c-1"), ("award", f"{process}#/awards/0"),
        ("party", one), ("party", other), ("payment", process), ("party", "XA-nobody"),
    ]  # fmt: skip
    truth = tmp_path / "truth.parquet"
    columns = {name: [] for name in SCHEMA.names}
    for place, (kind, name) in enumerate(kinds):
        at = START + timedelta(days=place)
        values = ("cycles", "0-1", "role", kind, name, at, 3, "{}")
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    parquet.write_table(pa.table(columns, schema=SCHEMA), truth)
    (found,) = scoring.join(folder / "workspace", truth).instances
    assert found.units["process", process] == START + timedelta(days=2), "when it was complete"
    assert found.units["pair", f"{one} / {other}"] == START + timedelta(days=6)
    assert {kind for kind, _ in found.units} <= {"process", "pair", "buyer", "supplier"}
    assert ("buyer", one) in found.units
    assert ("supplier", other) in found.units
    assert found.records == 7


def test_a_workspace_without_results_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="euthyna run"):
        scoring.join(tmp_path, tmp_path / "truth.parquet")


def test_a_truth_that_is_none_is_refused(tried: tuple[Path, Sample], tmp_path: Path) -> None:
    (tmp_path / "truth.parquet").write_text("no")
    with pytest.raises(InputError, match="ground truth"):
        scoring.join(tried[0] / "workspace", tmp_path / "truth.parquet")


def test_the_published_part_has_no_truth(tried: tuple[Path, Sample]) -> None:
    assert not list((tried[0] / "country" / PUBLISHED).rglob("*truth*"))
