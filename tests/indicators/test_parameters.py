"""What the law fixes, by date."""

from __future__ import annotations

from datetime import date

import pytest

from euthyna.base.errors import UnknownNameError
from euthyna.indicators import catalogue, citing
from euthyna.indicators.parameters import Dated, Slot, jurisdictions, lawful, slots
from euthyna.indicators.plans import plan
from euthyna.indicators.spec import Law, Param

SLOTS = [slot for place in jurisdictions() for slot in slots(place)]
EACH = pytest.mark.parametrize("slot", SLOTS, ids=lambda slot: slot.title)


def _params() -> list[Param]:
    entries = [*catalogue.indicators().values(), *catalogue.steps().values()]
    return [param for entry in entries for param in entry.params]


def test_the_law_of_the_day_fills_what_cites_it() -> None:
    assert lawful("eu", on=date(2024, 3, 1)) == {
        "short-submission-period": {"min_days": 35},
        "early-signature": {"standstill_days": 10},
        "contract-above-award": {"max_increase": 0.5},
    }


def test_a_value_holds_from_its_day_until_the_next() -> None:
    slot = Slot(
        "A period",
        Law("eu/2014/24", "1"),
        "days",
        (Dated(date(2010, 1, 1), 5, "first"), Dated(date(2020, 1, 1), 6, "second")),
    )
    days = [date(2009, 12, 31), date(2010, 1, 1), date(2019, 12, 31), date(2020, 1, 1)]
    held = [slot.on(day) for day in days]
    assert [dated.value if dated else None for dated in held] == [None, 5, 5, 6]


def test_before_the_law_defaults_stay() -> None:
    assert lawful("eu", on=date(2000, 1, 1)) == {}
    assert lawful("eu", on=date(2009, 1, 1)) == {"short-submission-period": {"min_days": 52}}


def test_a_plan_takes_what_the_law_fixes() -> None:
    params = lawful("eu", on=date(2024, 3, 1))
    made = plan(["short-submission-period"], params=params, dialect="duckdb")
    assert '"min_days": 35' in made.indicators[0].parameters


def test_an_unknown_jurisdiction_is_refused_with_those_known() -> None:
    with pytest.raises(UnknownNameError, match="eu"):
        slots("atlantis")


@EACH
def test_a_slot_cites_a_known_law_and_gives_its_reference(slot: Slot) -> None:
    assert slot.law.key in citing.laws()
    assert slot.values
    assert all(dated.reference for dated in slot.values)


@EACH
def test_a_slot_fills_a_parameter_of_its_unit_within_its_range(slot: Slot) -> None:
    filled = [param for param in _params() if param.law == slot.law]
    assert filled
    for param in filled:
        assert param.unit == slot.unit
        assert all(param.check(dated.value) == dated.value for dated in slot.values)


def test_every_law_that_a_parameter_cites_has_a_slot() -> None:
    cited = {param.law for param in _params() if param.law}
    assert cited == {slot.law for slot in SLOTS}
