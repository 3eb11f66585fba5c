"""The numbers that the package ships: complete, and monotone where they must be."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

from euthyna.entities.scoring import shipped
from euthyna.entities.scoring.attributes import Trait
from euthyna.entities.scoring.generic import COUNTED
from euthyna.entities.scoring.levels import FEATURES, QUALITY, SAYS, Count, Level
from euthyna.entities.scoring.model import WEIGHTS, feature_names, level_columns
from euthyna.entities.scoring.nicknames import groups
from euthyna.entities.scoring.traits import _SAYS
from euthyna.entities.scoring.vocabulary import BUCKETS, RAREST, STEPS, background

CHAINS = (
    (Level.SKELETON, Level.SLIP_SHORT, Level.SLIP_MIDDLE, Level.SLIP_LONG, Level.EQUAL),
    (Level.SKELETON, Level.SOUND_FAR, Level.SOUND_ALIKE, Level.SOUND_NEAR, Level.EQUAL),
    (Level.ACROSS_SKELETON, Level.ACROSS_FAR, Level.ACROSS_ALIKE, Level.ACROSS_NEAR, Level.READING),
)


def test_every_weight_has_a_feature_and_every_trait_a_weight() -> None:
    found = json.loads(files("euthyna.entities.scoring").joinpath(WEIGHTS).read_text("utf-8"))
    assert set(found["names"]) <= set(feature_names())
    assert set(found["traits"]) == {trait.name.lower() for trait in Trait}
    assert len(feature_names()) == len(set(feature_names())) == FEATURES


def test_every_level_and_trait_is_told_in_words() -> None:
    assert set(SAYS) == set(Level) - {Level.NONE}
    assert len(QUALITY) == len(Level)
    assert set(_SAYS) == set(Trait)


@pytest.mark.parametrize("rarity", [0.0, 0.3, 0.7, 1.1])
@pytest.mark.parametrize("chain", CHAINS)
def test_what_is_more_alike_never_weighs_less(chain: tuple[Level, ...], rarity: float) -> None:
    weights = shipped().names
    values = []
    for level in chain:
        counted, weighed = level_columns(level)
        values.append(float(weights[counted]) + float(weights[weighed]) * rarity)
    assert all(a <= b + 1e-3 for a, b in pairwise(values))


def test_what_is_left_over_never_speaks_for_a_match() -> None:
    weights = shipped().names
    against = (Count.CONFLICT, Count.QUERY_EXTRA, Count.LISTED_EXTRA, Count.NUMBER_CONFLICT)
    assert all(weights[count] < 0 for count in against)


def test_common_words_are_less_rare_than_unseen_ones() -> None:
    written, sounded = background()
    assert (len(written), len(sounded)) == (BUCKETS, BUCKETS // 2)
    assert written.max() / STEPS == RAREST
    assert np.mean(written / STEPS < RAREST) > 0.05


def test_names_of_a_group_share_its_number() -> None:
    known = groups()
    assert set(known["bill"]) & set(known["william"])
    assert not set(known["bill"]) & set(known["robert"])
    assert COUNTED["second"] == COUNTED["ii"] == 2
