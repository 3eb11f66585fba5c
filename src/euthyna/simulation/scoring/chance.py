"""What would be flagged anyhow, and which indicators do better than that.

An indicator that flags half of everything sees every scheme. So each scheme has a background:
the units of the same kinds, in the same country, that take no part in it. An indicator **tells**
a scheme apart if it flags the scheme's units clearly more often than the background: at least
:data:`LIFT` times as often, with a q-value of at most :data:`LEVEL` (Poisson, corrected for all
pairs of scheme and indicator by Benjamini and Hochberg).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from euthyna.indicators.multiplicity import benjamini_hochberg
from euthyna.simulation.scoring.intervals import surprise
from euthyna.simulation.scoring.sample import Instance, Sample, Unit

LIFT = 1.5
LEVEL = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """How one indicator sees one scheme."""

    scheme: str
    indicator: str
    units: int
    """Of the scheme, of a kind that the indicator looks at."""
    flagged: int
    expected: float
    """Flags, were its units flagged as often as the background."""
    q_value: float

    @property
    def lift(self) -> float:
        """How many times as often as the background."""
        return self.flagged / self.expected if self.expected else 0.0

    @property
    def telling(self) -> bool:
        """Whether the indicator tells the scheme apart."""
        return self.lift >= LIFT and self.q_value <= LEVEL


@dataclass(slots=True)
class _Count:
    units: int = 0
    flagged: int = 0
    expected: float = 0.0


class Background:
    """The units of one sample that take no part in one scheme.

    Only units that an indicator could judge count for it: a direct award that has no bids says
    nothing about how often bids are alike.
    """

    def __init__(self, sample: Sample, scheme: str) -> None:
        mine = {unit for i in sample.instances if i.scheme == scheme for unit in i.units}
        self._sample = sample
        self._others = [unit for unit in sample.flagged if unit not in mine]
        self._judged = _tally(self._others, sample.judged)
        self._flagged = _tally(self._others, sample.flagged)

    def rate(self, kind: str, indicator: str) -> float:
        """Give the share of units that an indicator flags, with half a flag more.

        Without it, what happens never in a few units would count as impossible.
        """
        return (self._flagged[kind, indicator] + 0.5) / (self._judged[kind, indicator] + 1)

    def chance(self, instance: Instance, indicators: frozenset[str] | None) -> float:
        """Say how likely as many units of the background have a flag.

        Parameters
        ----------
        instance
            How many units, and of which kinds; only those that could be judged.
        indicators
            Whose flag; None means anybody's.
        """
        judged = self._sample.judged
        kinds = Counter(unit[0] for unit in instance.units if _among(judged[unit], indicators))
        spared = 1.0
        for kind, count in kinds.items():
            spared *= (1.0 - self._any_rate(kind, indicators)) ** count
        return 1.0 - spared

    def _any_rate(self, kind: str, indicators: frozenset[str] | None) -> float:
        sample = self._sample
        looked = [
            _among(sample.flagged[unit], indicators)
            for unit in self._others
            if unit[0] == kind and _among(sample.judged[unit], indicators)
        ]
        return (sum(looked) + 0.5) / (len(looked) + 1)


def _among(found: frozenset[str], indicators: frozenset[str] | None) -> bool:
    return bool(found if indicators is None else found & indicators)


def _tally(units: Iterable[Unit], told: Mapping[Unit, frozenset[str]]) -> Counter[tuple[str, str]]:
    return Counter((unit[0], indicator) for unit in units for indicator in told[unit])


def sights(samples: Sequence[Sample]) -> tuple[Sight, ...]:
    """Measure how every indicator sees every scheme.

    Parameters
    ----------
    samples
        One or several countries, taken together.

    Returns
    -------
    tuple of Sight
        By scheme, then by falling surplus of flags.
    """
    counted: dict[tuple[str, str], _Count] = {}
    for sample in samples:
        for scheme in sorted({instance.scheme for instance in sample.instances}):
            _count(sample, scheme, counted)
    q_values = benjamini_hochberg([surprise(c.flagged, c.expected) for c in counted.values()])
    found = [
        Sight(scheme=scheme, indicator=indicator, units=c.units, flagged=c.flagged,
              expected=c.expected, q_value=q)
        for ((scheme, indicator), c), q in zip(counted.items(), q_values, strict=True)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda s: (s.scheme, s.expected - s.flagged, s.indicator)))


def _count(sample: Sample, scheme: str, counted: dict[tuple[str, str], _Count]) -> None:
    background = Background(sample, scheme)
    units = {unit for i in sample.instances if i.scheme == scheme for unit in i.units}
    flagged = _tally(units, sample.flagged)
    for (kind, indicator), judged in sorted(_tally(units, sample.judged).items()):
        count = counted.setdefault((scheme, indicator), _Count())
        count.units += judged
        count.flagged += flagged[kind, indicator]
        count.expected += judged * background.rate(kind, indicator)


def telling(seen: Iterable[Sight]) -> dict[str, frozenset[str]]:
    """Name the indicators that tell each scheme apart."""
    found: dict[str, set[str]] = {}
    for sight in seen:
        if sight.telling:
            found.setdefault(sight.scheme, set()).add(sight.indicator)
    return {scheme: frozenset(names) for scheme, names in found.items()}


def crossed(samples: Sequence[Sample]) -> Iterator[dict[str, frozenset[str]]]:
    """Name, for each sample, the indicators that tell schemes apart in the others.

    So no sample is measured with what was chosen on itself. Of a single sample there are no
    others: it is its own.
    """
    for place in range(len(samples)):
        others = [sample for other, sample in enumerate(samples) if other != place]
        yield telling(sights(others or samples))
