"""The fitted numbers: what each feature weighs."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from euthyna.base.errors import BadParameterError
from euthyna.entities.scoring.attributes import TRAITS, Trait
from euthyna.entities.scoring.levels import COUNTS, FEATURES, LEVELS, Count, Level

WEIGHTS: Final = "weights.json"


def feature_names() -> list[str]:
    """Name the columns of the evidence of names, in order."""
    levels = [level.name.lower() for level in Level]
    return (
        [count.name.lower() for count in Count]
        + [f"{level}_words" for level in levels]
        + [f"{level}_rarity" for level in levels]
    )


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in log-odds (nats); the sum of weight times feature is the log-odds of a pair."""

    names: NDArray[np.float32]
    """One for each feature of the evidence of names, ``FEATURES`` of them."""
    traits: NDArray[np.float32]
    """One for each :class:`~euthyna.entities.scoring.attributes.Trait`."""
    prevalence: float
    """Share of those asked about that were listed where the weights were fitted."""

    def shift(self, prevalence: float) -> float:
        """Give what is added to the log-odds where another share is expected to be listed.

        Raises
        ------
        BadParameterError
            When it is not between 0 and 1.
        """
        if not 0 < prevalence < 1:
            msg = f"prevalence = {prevalence} is not between 0 and 1; 0.5 says nothing beforehand"
            raise BadParameterError(msg)
        return _log_odds(prevalence) - _log_odds(self.prevalence)


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


@lru_cache(maxsize=1)
def shipped() -> Model:
    """Read the weights of the package, which ``bench/fit_screening.py`` wrote."""
    found = json.loads(files(__package__).joinpath(WEIGHTS).read_text("utf-8"))
    names = np.zeros(FEATURES, np.float32)
    for at, name in enumerate(feature_names()):
        names[at] = found["names"].get(name, 0.0)
    traits = np.zeros(TRAITS, np.float32)
    for trait in Trait:
        traits[trait] = found["traits"].get(trait.name.lower(), 0.0)
    return Model(names, traits, float(found["prevalence"]))


def level_columns(level: int) -> tuple[int, int]:
    """Tell in which columns words of one level are counted, and their rarity."""
    return COUNTS + level, COUNTS + LEVELS + level
