"""The evidence of many links in bulk: names in one reason, and one for each thing besides.

The weights add up to the log-odds of the link.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from euthyna.entities.records import Record
from euthyna.entities.resolution.clustering import Pair
from euthyna.entities.resolution.judging import Judged, Settings, crowd
from euthyna.entities.scoring import Comparable, Evidence, Model, evidence, shipped
from euthyna.entities.scoring.attributes import Trait
from euthyna.entities.scoring.traits import trait_sentence

_AT_ONCE: Final = 1 << 13


def evidence_texts(
    parties: Comparable, links: Sequence[Pair], *, judged: Judged, settings: Settings
) -> Iterator[str]:
    """Write the evidence of each link as JSON.

    Parameters
    ----------
    parties
        All records.
    links
        Pairs of rows.
    judged, settings
        Those of the run that found them.

    Yields
    ------
    str
        A list of reasons, the weightiest first, each with ``feature``, ``weight`` in log-odds and
        ``says``.
    """
    model = shipped()
    shift = model.shift(settings.prevalence)
    names = parties.parties.names().values
    for start in range(0, len(links), _AT_ONCE):
        rows = np.array(links[start : start + _AT_ONCE], np.int64).reshape(-1, 2)
        seen = evidence(
            parties, parties, query_rows=rows[:, 0], listed_rows=rows[:, 1], model=model
        )
        one, other = (
            names.take(np.maximum(found, 0)).to_pylist()
            for found in (seen.names.query_names, seen.names.listed_names)
        )
        left, right = (list(parties.parties.records(column.tolist())) for column in rows.T)
        crowded = crowd(judged.bearers, rows[:, 0], rows[:, 1]).tolist()
        for at, pair in enumerate(zip(left, right, strict=True)):
            said = f"{one[at]} = {other[at]}"
            reasons = [
                _names(seen, at, said, model=model, shift=shift),
                *_besides(seen, at, pair, model),
                *_crowd(crowded[at]),
            ]
            reasons.sort(key=lambda reason: -abs(reason["weight"]))
            yield json.dumps(reasons, ensure_ascii=False)


def _names(seen: Evidence, at: int, said: str, *, model: Model, shift: float) -> dict[str, Any]:
    if seen.names.query_names[at] < 0:
        weight, said = float(model.names[0]), "one of the two has no name"
    else:
        weight = float(seen.names.features[at].astype(np.float64) @ model.names)
    return {"feature": "names", "weight": round(weight + shift, 3), "says": said}


def _besides(
    seen: Evidence, at: int, pair: tuple[Record, Record], model: Model
) -> Iterator[dict[str, Any]]:
    for place in np.flatnonzero(seen.traits[at]).tolist():
        trait = Trait(place)
        weight = round(float(model.traits[trait] * seen.traits[at, trait]), 3)
        says = trait_sentence(trait, *pair)
        yield {"feature": trait.name.lower(), "weight": weight, "says": says}


def _crowd(taken_off: float) -> Iterator[dict[str, Any]]:
    if taken_off > 0:
        says = "many of the records bear the name"
        yield {"feature": "bearers", "weight": round(-taken_off, 3), "says": says}
