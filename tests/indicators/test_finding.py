"""Finding indicators by id and by the codes of the field."""

from __future__ import annotations

import pytest

from euthyna.base.errors import UnknownNameError
from euthyna.indicators import catalogue
from euthyna.indicators.plans import plan

SHARED = "R038"
"""A code that stands for several indicators: one for each kind of subject."""


def _ids(name: str) -> list[str]:
    return [entry.id for entry in catalogue.named(name)]


def test_a_code_that_stands_for_several_names_them_all() -> None:
    assert _ids(SHARED) == [
        "buyer-with-excessive-disqualified-bids",
        "procuring-entity-with-excessive-disqualified-bids",
        "tenderer-with-excessive-disqualified-bids",
    ]


def test_one_indicator_is_not_chosen_among_several() -> None:
    with pytest.raises(UnknownNameError, match="3 indicators: ask for one of buyer-with") as told:
        catalogue.get(SHARED)
    assert all(name in str(told.value) for name in _ids(SHARED))


def test_an_id_and_a_code_of_one_give_the_same() -> None:
    assert catalogue.get("R018") is catalogue.get("single-bid")
    assert _ids("R018") == ["single-bid"]


@pytest.mark.parametrize("name", ["singel-bid", "", "R999"])
def test_an_unknown_name_is_refused_with_a_way_out(name: str) -> None:
    with pytest.raises(UnknownNameError, match="euthyna indicators list"):
        catalogue.named(name)


def test_a_plan_runs_all_that_a_code_stands_for_and_each_once() -> None:
    made = plan([SHARED, _ids(SHARED)[1], "R018"], params={}, dialect="duckdb")
    assert [entry.id for entry in made.indicators] == [*_ids(SHARED), "single-bid"]


def test_without_names_all_are_chosen() -> None:
    assert catalogue.chosen([]) == list(catalogue.indicators().values())
