"""The scorecard of one sample or of several seeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from statistics import median

from euthyna.base.errors import BadParameterError
from euthyna.simulation.scoring import chance
from euthyna.simulation.scoring.chance import Background, Sight, Whole
from euthyna.simulation.scoring.intervals import Share, over_seeds
from euthyna.simulation.scoring.sample import Instance, Sample

BUDGETS = (1, 3, 5, 10, 20)
"""Processes a month for which precision is given in any case."""
SHOWN = 3
"""Indicators shown with a scheme."""

_DAY = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeScore:
    """How well one scheme, or innocent look-alike, is seen."""

    scheme: str
    innocent: bool
    instances: int
    readable: int
    """Instances of which an indicator looks at a record at all."""
    recall: Share
    """Instances with a flag of an indicator that tells the scheme apart."""
    recall_by_chance: float | None
    """As many other units with a flag of the same indicators."""
    any_flag: Share
    """Instances with any flag on any of their records."""
    any_by_chance: float | None
    reviewed: Share
    """Instances of which a process is within the review budget."""
    reviewed_by_chance: float | None
    """The same, were the processes to review drawn by lot."""
    by_difficulty: dict[int, Share]
    """Recall, by difficulty."""
    days_until_seen: float | None
    """Median, from the first record to the first one flagged, of the instances found."""
    days_in_all: float | None
    """Median, from the first record to the last, of the same instances."""
    sights: tuple[Sight, ...]
    """The indicators that tell it apart, those with most flags beyond chance first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """What one gets who looks at the first of a ranking."""

    ranking: str
    """process (so many of each month), buyer or supplier (so many of all)."""
    budget: int
    looked: int
    planted: Share
    """Of those looked at, the share that takes part in a planted scheme."""
    innocent: int
    """Of those looked at, how many take part in a look-alike and in no scheme."""
    prevalence: float | None
    """The share of all that takes part in a planted scheme: what a lottery would give."""
    found: Share
    """Of all that take part in a planted scheme, the share that was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseFlags:
    """How often an indicator flags what takes part in nothing, and what does."""

    indicator: str
    ordinary: Share
    planted: Share
    innocent: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The scorecard."""

    seeds: tuple[int | None, ...]
    budget: int
    processes: int
    schemes: tuple[SchemeScore, ...]
    """Schemes first, then look-alikes; each by name."""
    precision: tuple[Precision, ...]
    indicators: tuple[FalseFlags, ...]


def score(samples: Sequence[Sample], *, budget: int = 20) -> Card:
    """Make the scorecard.

    Parameters
    ----------
    samples
        At least one; with several, the indicators that tell a scheme apart are chosen for each
        sample on the others, and intervals know how samples differ.
    budget
        How many processes people can look at each month, and how many organisations in all.

    Raises
    ------
    BadParameterError
        If the budget is below 1 or there is no sample.
    """
    if budget < 1 or not samples:
        msg = f"budget = {budget}, samples = {len(samples)}: both must be at least 1"
        raise BadParameterError(msg)
    names = sorted(
        {(i.innocent, i.scheme) for sample in samples for i in sample.instances},
    )
    counted = [chance.counts(sample) for sample in samples]
    chosen = list(chance.crossed(counted))
    seen = [sight for sight in chance.sights(counted) if sight.telling]
    wholes = [chance.Whole(sample) for sample in samples]
    scores = []
    for _, scheme in names:
        parts = [
            _Look.at(whole, scheme, told.get(scheme, frozenset()), budget).cases(scheme)
            for whole, told in zip(wholes, chosen, strict=True)
        ]
        mine = tuple(sight for sight in seen if sight.scheme == scheme)
        scores.append(_scheme(scheme, parts, mine))
    return Card(
        seeds=tuple(sample.seed for sample in samples),
        budget=budget,
        processes=sum(len(sample.months) for sample in samples),
        schemes=tuple(scores),
        precision=tuple(_precisions(samples, budget)),
        indicators=tuple(_false_flags(samples)),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    """One instance, measured."""

    instance: Instance
    found: bool
    found_by_chance: float
    flagged: bool
    flagged_by_chance: float
    reviewed: bool
    reviewed_by_chance: float
    days: float
    """Until it was found; 0 where it was not."""


@dataclass(frozen=True, slots=True)
class _Look:
    """How the instances of one scheme in one sample are looked at."""

    sample: Sample
    told: frozenset[str]
    """The indicators that tell the scheme apart."""
    background: Background
    reviewed: set[str]
    lots: dict[str, float]
    """The share of each month's processes that is looked at."""

    @classmethod
    def at(cls, whole: Whole, scheme: str, told: frozenset[str], budget: int) -> _Look:
        """Look at `scheme` with the indicators `told`."""
        sample = whole.sample
        reviewed = sample.reviewed(budget)
        looked = Counter(sample.months[process] for process in reviewed)
        lots = {month: looked[month] / n for month, n in Counter(sample.months.values()).items()}
        return cls(sample, told, Background(whole, scheme), reviewed, lots)

    def cases(self, scheme: str) -> Cases:
        """Measure every instance."""
        return tuple(self._case(i) for i in self.sample.instances if i.scheme == scheme)

    def _case(self, instance: Instance) -> _Case:
        flagged = self.sample.flagged
        seen = [at for unit, at in instance.units.items() if flagged[unit] & self.told]
        processes = [name for kind, name in instance.units if kind == "process"]
        missed = prod(1.0 - self.lots[self.sample.months[process]] for process in processes)
        return _Case(
            instance,
            bool(seen),
            self.background.chance(instance, self.told) if self.told else 0.0,
            any(flagged[unit] for unit in instance.units),
            self.background.chance(instance, None),
            any(process in self.reviewed for process in processes),
            1.0 - missed,
            (min(seen) - instance.first).total_seconds() / _DAY if seen else 0.0,
        )


Cases = tuple[_Case, ...]
"""The instances of one scheme in one sample."""


def _scheme(scheme: str, parts: Sequence[Cases], mine: tuple[Sight, ...]) -> SchemeScore:
    cases = [case for part in parts for case in part]
    found = [case for case in cases if case.found]
    levels = sorted({case.instance.difficulty for case in cases})
    return SchemeScore(
        scheme=scheme,
        innocent=cases[0].instance.innocent,
        instances=len(cases),
        readable=sum(bool(case.instance.units) for case in cases),
        recall=_share(parts, "found"),
        recall_by_chance=_mean([case.found_by_chance for case in cases]),
        any_flag=_share(parts, "flagged"),
        any_by_chance=_mean([case.flagged_by_chance for case in cases]),
        reviewed=_share(parts, "reviewed"),
        reviewed_by_chance=_mean([case.reviewed_by_chance for case in cases]),
        by_difficulty={
            level: _share([_of_level(part, level) for part in parts], "found") for level in levels
        },
        days_until_seen=_median([case.days for case in found]),
        days_in_all=_median([_course(case.instance) for case in found]),
        sights=mine,
    )


def _of_level(part: Cases, level: int) -> Cases:
    return tuple(case for case in part if case.instance.difficulty == level)


def _share(parts: Sequence[Cases], name: str) -> Share:
    counts = [sum(getattr(case, name) for case in part) for part in parts]
    return over_seeds(counts, [len(part) for part in parts])


def _course(instance: Instance) -> float:
    return (instance.last - instance.first).total_seconds() / _DAY


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None


def _precisions(samples: Sequence[Sample], budget: int) -> list[Precision]:
    budgets = sorted({*BUDGETS, budget})
    found = [
        _precision("process", size, [(s, s.reviewed(size), set(s.months)) for s in samples])
        for size in budgets
    ]
    for ranking in ("buyer", "supplier"):
        for size in budgets:
            ranked = [s.buyers if ranking == "buyer" else s.suppliers for s in samples]
            looks = [(s, set(r[:size]), set(r)) for s, r in zip(samples, ranked, strict=True)]
            found.append(_precision(ranking, size, looks))
    return found


def _precision(
    ranking: str, budget: int, looks: Sequence[tuple[Sample, set[str], set[str]]]
) -> Precision:
    planted = [sample.planted(ranking, innocent=False) & everyone for sample, _, everyone in looks]
    innocent = [sample.planted(ranking, innocent=True) for sample, _, _ in looks]
    hits = [len(looked & mine) for (_, looked, _), mine in zip(looks, planted, strict=True)]
    everyone = sum(len(found) for _, _, found in looks)
    alike = zip(looks, planted, innocent, strict=True)
    return Precision(
        ranking=ranking,
        budget=budget,
        looked=sum(len(looked) for _, looked, _ in looks),
        planted=over_seeds(hits, [len(looked) for _, looked, _ in looks]),
        innocent=sum(len((looked & like) - mine) for (_, looked, _), mine, like in alike),
        prevalence=sum(map(len, planted)) / everyone if everyone else None,
        found=over_seeds(hits, [len(mine) for mine in planted]),
    )


def _false_flags(samples: Sequence[Sample]) -> list[FalseFlags]:
    names = sorted({name for sample in samples for some in sample.judged.values() for name in some})
    tallies = [_Tally.of(sample) for sample in samples]
    return [
        FalseFlags(
            indicator=name,
            ordinary=_told(tallies, "ordinary", name),
            planted=_told(tallies, "planted", name),
            innocent=_told(tallies, "innocent", name),
        )
        for name in names
    ]


@dataclass(frozen=True, slots=True)
class _Tally:
    """Checks and flags of one sample, by group and indicator."""

    judged: dict[tuple[str, str], int]
    flagged: dict[tuple[str, str], int]

    @classmethod
    def of(cls, sample: Sample) -> _Tally:
        """Count; who takes part in a scheme and in a look-alike counts for the scheme."""
        groups = {
            unit: "innocent" if instance.innocent else "planted"
            for instance in sorted(sample.instances, key=lambda i: not i.innocent)
            for unit in instance.units
        }
        tally = cls({}, {})
        for unit, told in sample.judged.items():
            for name in told:
                key = groups.get(unit, "ordinary"), name
                tally.judged[key] = tally.judged.get(key, 0) + 1
                tally.flagged[key] = tally.flagged.get(key, 0) + (name in sample.flagged[unit])
        return tally


def _told(tallies: Sequence[_Tally], group: str, name: str) -> Share:
    return over_seeds(
        [tally.flagged.get((group, name), 0) for tally in tallies],
        [tally.judged.get((group, name), 0) for tally in tallies],
    )
