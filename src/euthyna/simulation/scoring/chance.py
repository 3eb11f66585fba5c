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


class Whole:
    """All units of one sample, counted once for all schemes."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.judged = _tally(sample.flagged, sample.judged)
        self.flagged = _tally(sample.flagged, sample.flagged)


class Background:
    """The units of one sample that take no part in one scheme.

    Only units that an indicator could judge count for it: a direct award that has no bids says
    nothing about how often bids are alike.
    """

    def __init__(self, whole: Whole, scheme: str) -> None:
        sample = whole.sample
        mine = {unit for i in sample.instances if i.scheme == scheme for unit in i.units}
        self.units = mine
        """Those of the scheme itself."""
        self._sample = sample
        self._rates: dict[tuple[str, frozenset[str] | None], float] = {}
        self._judged = whole.judged - _tally(mine, sample.judged)
        self._flagged = whole.flagged - _tally(mine, sample.flagged)

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
        known = self._rates.get((kind, indicators))
        if known is None:
            sample = self._sample
            looked = [
                _among(flags, indicators)
                for unit, flags in sample.flagged.items()
                if unit[0] == kind
                and unit not in self.units
                and _among(sample.judged[unit], indicators)
            ]
            known = self._rates[kind, indicators] = (sum(looked) + 0.5) / (len(looked) + 1)
        return known


def _among(found: frozenset[str], indicators: frozenset[str] | None) -> bool:
    return bool(found if indicators is None else found & indicators)


def _tally(units: Iterable[Unit], told: Mapping[Unit, frozenset[str]]) -> Counter[tuple[str, str]]:
    return Counter((unit[0], indicator) for unit in units for indicator in told[unit])


Counts = dict[tuple[str, str], tuple[int, int, float]]
"""By scheme and indicator: units, flags, and how many flags are expected."""


def counts(sample: Sample) -> Counts:
    """Count how every indicator sees every scheme of one country."""
    whole = Whole(sample)
    counted: Counts = {}
    for scheme in sorted({instance.scheme for instance in sample.instances}):
        background = Background(whole, scheme)
        flagged = _tally(background.units, sample.flagged)
        for (kind, name), judged in sorted(_tally(background.units, sample.judged).items()):
            units, flags, expected = counted.get((scheme, name), (0, 0, 0.0))
            counted[scheme, name] = (
                units + judged,
                flags + flagged[kind, name],
                expected + judged * background.rate(kind, name),
            )
    return counted


def sights(counted: Sequence[Counts]) -> tuple[Sight, ...]:
    """Measure how every indicator sees every scheme.

    Parameters
    ----------
    counted
        One or several countries, taken together.

    Returns
    -------
    tuple of Sight
        By scheme, then by falling surplus of flags.
    """
    pooled: Counts = {}
    for each in counted:
        for key, (units, flags, expected) in each.items():
            former = pooled.get(key, (0, 0, 0.0))
            pooled[key] = (former[0] + units, former[1] + flags, former[2] + expected)
    q_values = benjamini_hochberg([surprise(flags, due) for _, flags, due in pooled.values()])
    found = [
        Sight(
            scheme=scheme, indicator=indicator, units=units, flagged=flags, expected=due, q_value=q
        )
        for ((scheme, indicator), (units, flags, due)), q in zip(
            pooled.items(), q_values, strict=True
        )
    ]
    return tuple(sorted(found, key=lambda s: (s.scheme, s.expected - s.flagged, s.indicator)))


def telling(seen: Iterable[Sight]) -> dict[str, frozenset[str]]:
    """Name the indicators that tell each scheme apart."""
    found: dict[str, set[str]] = {}
    for sight in seen:
        if sight.telling:
            found.setdefault(sight.scheme, set()).add(sight.indicator)
    return {scheme: frozenset(names) for scheme, names in found.items()}


def crossed(counted: Sequence[Counts]) -> Iterator[dict[str, frozenset[str]]]:
    """Name, for each sample, the indicators that tell schemes apart in the others.

    So no sample is measured with what was chosen on itself. Of a single sample there are no
    others: it is its own.
    """
    for place in range(len(counted)):
        others = [each for other, each in enumerate(counted) if other != place]
        yield telling(sights(others or counted))
