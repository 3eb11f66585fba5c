"""How long exposure lasts: by law, by date, with the source."""

from __future__ import annotations

from datetime import date

import pytest

from euthyna.base.errors import UnknownNameError
from euthyna.entities.exposure import DEFAULT, policies, policy
from euthyna.entities.exposure.kinship import relations
from euthyna.entities.exposure.policies import FOR_LIFE

TODAY = date(2026, 11, 25)


def test_the_custom_is_the_default_and_tells_levels_apart() -> None:
    assert policy("opensanctions", on=TODAY) == DEFAULT
    assert DEFAULT.months == {
        "gov.national+gov.head": 600,
        "gov.national": 240,
        "gov.igo": 240,
        "role.diplo": 240,
        "": 60,
    }


def test_a_law_holds_from_its_day_until_the_next() -> None:
    days = [date(2017, 6, 25), date(2017, 6, 26), date(2027, 7, 9), date(2027, 7, 10)]
    found = [policy("eu", on=day) for day in days]
    assert [held.since.year if held else None for held in found] == [None, 2017, 2017, 2027]
    assert found[1] is not None
    assert "2015/849" in found[1].reference


def test_states_that_set_no_limit_set_none() -> None:
    held = policy("fatf", on=TODAY)
    assert held is not None
    assert held.months[""] >= FOR_LIFE


def test_relatives_are_exposed_no_longer_where_the_law_says_so() -> None:
    held = policy("gb", on=TODAY)
    assert held is not None
    assert held.relatives_months == 0


@pytest.mark.parametrize("name", policies())
def test_a_policy_is_whole(name: str) -> None:
    held = policy(name, on=TODAY)
    assert held is not None
    assert held.reference
    assert held.months[""] > 0
    assert set(held.relations) <= set(relations())


def test_an_unknown_policy_is_refused_with_those_known() -> None:
    with pytest.raises(UnknownNameError, match=r"eu.*gb"):
        policy("atlantis", on=TODAY)
