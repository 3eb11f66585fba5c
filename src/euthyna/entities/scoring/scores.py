"""How probable it is, for many pairs, that both are one party."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.scoring.attributes import TRAITS, Trait, compare_attributes
from euthyna.entities.scoring.comparable import Comparable
from euthyna.entities.scoring.model import Model, shipped
from euthyna.entities.scoring.pairs import NameEvidence, compare_names

PREVALENCE: Final = 0.5
"""Share of those asked about that is expected to be listed, unless another is told.

An even chance beforehand: the probability then says what the evidence alone says. Who screens
all suppliers of a country, of whom one in a hundred is listed, should say 0.01.
"""
_PAIRS_AT_ONCE: Final = 1 << 16
_WEAK_KINDS: Final = frozenset({"weak", "abbreviation"})


@dataclass(frozen=True, slots=True)
class Scores:
    """What was found for each pair, in the order asked."""

    probability: NDArray[np.float64]
    """That both are one party; 0 to 1."""
    query_names: NDArray[np.int64]
    """Which name of the one asked about is nearest: its place among all names of all of them,
    or -1 where one side has no name."""
    listed_names: NDArray[np.int64]
    """The same for the listed party."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen of each pair, before it is weighed."""

    names: NameEvidence
    traits: NDArray[np.float32]
    """One row a pair, a column for each trait."""

    def of(self, pair: int) -> Evidence:
        """Give that of one pair."""
        one = slice(pair, pair + 1)
        names = NameEvidence(
            self.names.features[one], self.names.query_names[one], self.names.listed_names[one]
        )
        return Evidence(names, self.traits[one])


def score(
    queries: Comparable,
    listed: Comparable,
    *,
    query_rows: NDArray[np.int64],
    listed_rows: NDArray[np.int64],
    prevalence: float = PREVALENCE,
    model: Model | None = None,
) -> Scores:
    """Tell how probable it is that the two parties of each pair are one.

    Parameters
    ----------
    queries, listed
        Both sides; they may be the same.
    query_rows, listed_rows
        The pairs: rows of the parties.
    prevalence
        Share of those asked about that is expected to be on the lists.
    model
        Weights; the shipped ones by default.

    Raises
    ------
    BadParameterError
        When `prevalence` is not between 0 and 1.
    """
    model = model or shipped()
    shift = model.shift(prevalence)
    found = Scores(
        np.zeros(len(query_rows)),
        np.full(len(query_rows), -1, np.int64),
        np.full(len(query_rows), -1, np.int64),
    )
    for part in _parts(len(query_rows)):
        seen = evidence(
            queries,
            listed,
            query_rows=query_rows[part],
            listed_rows=listed_rows[part],
            model=model,
        )
        found.probability[part] = probability(seen, model=model, shift=shift)
        found.query_names[part] = seen.names.query_names
        found.listed_names[part] = seen.names.listed_names
    return found


def _parts(size: int) -> Iterator[slice]:
    return (slice(start, start + _PAIRS_AT_ONCE) for start in range(0, size, _PAIRS_AT_ONCE))


def evidence(
    queries: Comparable,
    listed: Comparable,
    *,
    query_rows: NDArray[np.int64],
    listed_rows: NDArray[np.int64],
    model: Model | None = None,
) -> Evidence:
    """See all that is compared of each pair; parameters as for :func:`score`."""
    model = model or shipped()
    rows = np.ascontiguousarray(query_rows, np.int64), np.ascontiguousarray(listed_rows, np.int64)
    names = compare_names(
        queries.names, listed.names, query_rows=rows[0], listed_rows=rows[1], weights=model.names
    )
    traits = np.zeros((len(rows[0]), TRAITS), np.float32)
    compare_attributes(queries.attributes, listed.attributes, *rows, traits)
    traits[:, Trait.WEAK_NAME] = _is_weak(listed, names.listed_names)
    return Evidence(names, traits)


def _is_weak(listed: Comparable, names: NDArray[np.int64]) -> NDArray[np.bool_]:
    known = names >= 0
    if not known.any():
        return known
    kinds = listed.parties.lists("names").values.field("kind")
    found = np.zeros(len(names), np.bool_)
    found[known] = [kind in _WEAK_KINDS for kind in kinds.take(names[known]).to_pylist()]
    return found


def probability(seen: Evidence, *, model: Model, shift: float) -> NDArray[np.float64]:
    """Weigh what was seen: the logistic of the sum of all weights."""
    total = seen.names.features.astype(np.float64) @ model.names.astype(np.float64)
    total += seen.traits.astype(np.float64) @ model.traits.astype(np.float64)
    nameless = seen.names.query_names < 0
    total = total + shift + np.where(nameless, float(model.names[0]), 0.0)
    return 1.0 / (1.0 + np.exp(-total))
