"""Why a pair of records has the probability it has: reasons that add up to its log-odds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.entities.names import Kind
from euthyna.entities.scoring.alignment import Alignment
from euthyna.entities.scoring.attributes import Trait
from euthyna.entities.scoring.comparable import Comparable
from euthyna.entities.scoring.levels import QUALITY, SAYS, Count
from euthyna.entities.scoring.model import Model, level_columns, shipped
from euthyna.entities.scoring.reasons import Reason
from euthyna.entities.scoring.scores import PREVALENCE, Evidence, evidence
from euthyna.entities.scoring.traits import trait_sentence

_C = Count
_SHARED: Final = (
    *(_C.ONE_WORD_BOTH, _C.ONE_WORD_QUERY, _C.ONE_WORD_LISTED),
    *(_C.MATCHED_0, _C.MATCHED_2, _C.MATCHED_3),
    *(_C.COVER_50, _C.COVER_70, _C.COVER_85, _C.COVER_95),
    *(_C.QUERY_COVER_60, _C.QUERY_COVER_85, _C.LISTED_COVER_60, _C.LISTED_COVER_85),
    *(_C.SURPRISE_6, _C.SURPRISE_10, _C.SURPRISE_14, _C.SURPRISE_18, _C.SURPRISE_24),
    *(_C.WHOLE_80, _C.WHOLE_90, _C.WHOLE_ALL, _C.ALL_EQUAL, _C.SYLLABLES),
)
"""What is counted of names as wholes: it is told with the words that make it."""
_GROUPED: Final = {
    "words_without_match": (
        *(_C.QUERY_EXTRA, _C.QUERY_EXTRA_RARITY, _C.LISTED_EXTRA, _C.LISTED_EXTRA_RARITY),
        *(_C.CONFLICT, _C.CONFLICT_RARITY, _C.CONFLICT_ALL, _C.LAST_UNMATCHED),
        *(_C.QUERY_INITIAL, _C.LISTED_INITIAL, _C.PATRONYMIC_EXTRA, _C.PATRONYMIC_CONFLICT),
        *(_C.GENERIC_EXTRA, _C.GENERIC_CONFLICT),
    ),
    "numbers_in_name": (_C.NUMBER_CONFLICT, _C.NUMBER_EXTRA),
    "legal_form": (_C.LEGAL_EQUAL, _C.LEGAL_CONFLICT, _C.LEGAL_EXTRA),
    "order_of_words": (_C.TURNED,),
    "other_script": (_C.ACROSS,),
    "number_of_names": (_C.NAMES,),
    "acronym": (_C.ACRONYM,),
}
"""Features of names that are told together, under one name."""
_SENTENCES: Final = {
    "words_without_match": "words of one name that are not in the other",
    "numbers_in_name": "numbers that differ or stand in one name only",
    "legal_form": "legal forms compared",
    "share_of_name": "how much of each name is in the other",
    "order_of_words": "the words stand in another order",
    "other_script": "written in different scripts",
    "number_of_names": "the nearest of several names",
    "acronym": "one name is the initials of the other",
}


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two records, what was seen of them, and their nearest names."""

    queries: Comparable
    listed: Comparable
    rows: tuple[int, int]
    seen: Evidence
    model: Model

    @property
    def features(self) -> NDArray[np.float32]:
        found: NDArray[np.float32] = self.seen.names.features[0]
        return found

    @property
    def names(self) -> tuple[int, int]:
        return int(self.seen.names.query_names[0]), int(self.seen.names.listed_names[0])

    def texts(self) -> str:
        sides = zip((self.queries, self.listed), self.names, strict=True)
        return " / ".join(str(side.parties.names().values[name].as_py()) for side, name in sides)

    def weight(self, counts: Iterable[Count]) -> float:
        return sum(float(self.features[c]) * float(self.model.names[c]) for c in counts)

    def alignment(self) -> Alignment:
        one, other = self.queries.names, self.listed.names
        persons = one.kinds[self.rows[0]] == other.kinds[self.rows[1]] == Kind.PERSON
        name, its_name = self.names
        return Alignment(one, other, name=name, other=its_name, is_person=bool(persons))


def explain(
    queries: Comparable,
    listed: Comparable,
    *,
    query_row: int,
    listed_row: int,
    prevalence: float = PREVALENCE,
    model: Model | None = None,
    seen: Evidence | None = None,
) -> tuple[Reason, ...]:
    """Say what speaks for and against two records being one party.

    Parameters
    ----------
    queries, listed
        Both sides.
    query_row, listed_row
        The pair.
    prevalence, model
        As for :func:`~euthyna.entities.scoring.score`.
    seen
        The evidence of this pair, where it is known already.

    Returns
    -------
    tuple of Reason
        The weightiest first. Their weights add up to the log-odds of the probability that
        ``score`` gives.
    """
    model = model or shipped()
    if seen is None:
        rows = np.array([query_row]), np.array([listed_row])
        seen = evidence(queries, listed, query_rows=rows[0], listed_rows=rows[1], model=model)
    pair = _Pair(queries, listed, (query_row, listed_row), seen, model)
    reasons = [_before(model, model.shift(prevalence))]
    if pair.names[0] >= 0:
        alignment = pair.alignment()
        reasons += _words(pair, alignment)
        reasons += _groups(pair, alignment)
    reasons += _traits(pair)
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))


def _before(model: Model, shift: float) -> Reason:
    weight = float(model.names[Count.BIAS]) + shift
    says = "before anything is compared: few candidates are the party meant"
    return Reason(feature="before", value=1.0, weight=weight, says=says)


def _words(pair: _Pair, alignment: Alignment) -> Iterator[Reason]:
    """Say how each word of one name is found in the other.

    What the names have in common as wholes is shared out among the words by their rarity.
    """
    together = list(alignment.together())
    whole = pair.weight(_SHARED)
    shares = np.array([QUALITY[t.level] * (t.rarity + 0.01) for t in together])
    if not together:
        if whole:
            says = f"{_SENTENCES['share_of_name']}: {pair.texts()}"
            yield Reason(feature="share_of_name", value=0.0, weight=whole, says=says)
        return
    for found, share in zip(together, shares / shares.sum(), strict=True):
        counted, weighed = (float(pair.model.names[c]) for c in level_columns(found.level))
        yield Reason(
            feature=found.level.name.lower(),
            value=found.rarity,
            weight=counted + weighed * found.rarity + whole * float(share),
            says=f"{found.words}: {SAYS[found.level]}",
        )


def _groups(pair: _Pair, alignment: Alignment) -> Iterator[Reason]:
    """Say what is left over of the names, and what else was counted of them."""
    for feature, counts in _GROUPED.items():
        weight = pair.weight(counts)
        if weight:
            said = alignment.left_over() if feature == "words_without_match" else pair.texts()
            yield Reason(
                feature=feature,
                value=float(sum(pair.features[count] for count in counts)),
                weight=weight,
                says=f"{_SENTENCES[feature]}: {said}",
            )


def _traits(pair: _Pair) -> Iterator[Reason]:
    seen = pair.seen.traits[0]
    if not seen.any():
        return
    one, other = pair.queries.parties.record(pair.rows[0]), pair.listed.parties.record(pair.rows[1])
    for trait in Trait:
        if seen[trait]:
            weight = float(pair.model.traits[trait]) * float(seen[trait])
            says = trait_sentence(trait, one, other)
            yield Reason(
                feature=trait.name.lower(), value=float(seen[trait]), weight=weight, says=says
            )
