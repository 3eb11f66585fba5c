"""What the law fixes, by date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from euthyna.base.errors import UnknownNameError
from euthyna.indicators import catalogue, citing
from euthyna.indicators.parameters import Dated, Slot, jurisdictions, lawful, origins, slots
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
        "office_terms": {"months": {"": 12}},
        "relative_periods": {
            "relatives_months": 1200,
            "relations": "spouse|partner|child|child-in-law|parent",
        },
    }


def test_a_law_of_exposure_only_fills_the_steps_of_exposure() -> None:
    filled = lawful("gb", on=date(2024, 3, 1))
    assert set(filled) == {"office_terms", "relative_periods"}
    assert filled["relative_periods"]["relatives_months"] == 0
    said = origins("gb", on=date(2024, 3, 1))["office_terms"]["months"]
    assert said.startswith("law of GB since 2017-06-26: Money Laundering Regulations 2017")


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


def test_a_flag_names_the_law_that_fixed_its_threshold() -> None:
    day = date(2024, 3, 1)
    made = plan(
        ["short-submission-period", "early-signature"],
        params={**lawful("eu", on=day), "early-signature": {"standstill_days": 7}},
        origins={"short-submission-period": origins("eu", on=day)["short-submission-period"]},
        dialect="duckdb",
    )
    by_law, by_hand = (entry.threshold_origin for entry in made.indicators)
    assert by_law.startswith(
        "min_days, law of EU since 2016-04-18: Directive 2014/24/EU, art. 27(1)"
    )
    assert by_hand == "standstill_days, set for this run"


def test_what_the_law_fixed_before_names_the_instrument_of_that_time() -> None:
    (said,) = origins("eu", on=date(2009, 1, 1)).values()
    assert said["min_days"].startswith("law of EU since 2006-01-31: Directive 2004/18/EC")


def test_all_that_the_law_fills_has_its_origin() -> None:
    day = date(2024, 3, 1)
    filled, said = lawful("eu", on=day), origins("eu", on=day)
    assert {owner: set(names) for owner, names in filled.items()} == {
        owner: set(names) for owner, names in said.items()
    }


def test_a_kept_plan_of_other_origins_is_not_taken(tmp_path: Path) -> None:
    params = {"short-submission-period": {"min_days": 35}}
    said = {"short-submission-period": {"min_days": "law of EU since 2016-04-18: a directive"}}
    asked = {"params": params, "dialect": "duckdb", "cache": tmp_path}
    by_hand = plan(["short-submission-period"], **asked)
    by_law = plan(["short-submission-period"], **asked, origins=said)
    assert by_hand.indicators[0].threshold_origin == "min_days, set for this run"
    assert "a directive" in by_law.indicators[0].threshold_origin


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
