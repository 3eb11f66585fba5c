"""Nobody owns, manages, governs or has children before the age for it; no firm acts unfounded."""

from __future__ import annotations

import pytest

from euthyna.simulation.building import build
from euthyna.simulation.country import ages
from euthyna.simulation.country.accounts import on_file
from euthyna.simulation.country.model import Person
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registry import number_of


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=101, number=0, processes=250)


def born(day: str) -> Person:
    return Person("XA-NID-1", "Ylva Keator", day, "XA", {}, "", "")


def years(one: str, other: str) -> float:
    return (number_of(other) - number_of(one)) / 365.25


def test_nobody_owns_or_manages_a_firm_as_a_child(province: Province) -> None:
    found = [
        years(province.persons[interest.party].born, interest.since)
        for interest in province.interests
        if interest.party in province.persons
    ]
    assert found
    assert min(found) >= 18
    assert max(found) < 95


def test_officials_are_neither_too_young_nor_too_old(province: Province) -> None:
    found = [
        years(province.persons[office.person].born, office.since) for office in province.offices
    ]
    assert min(found) >= 22
    assert max(found) < 75
    assert all(not office.until or office.since < office.until for office in province.offices)


def test_children_are_a_generation_younger(province: Province) -> None:
    found = 0
    for tie in province.ties:
        one, other = (province.persons[person].born for person in (tie.one, tie.other))
        apart = {"child": years(one, other), "parent": years(other, one)}.get(tie.kind)
        if apart is not None:
            found += 1
            assert 16 < apart < 50, (tie, one, other)
    assert found


def test_firms_have_accounts_after_they_were_founded(province: Province) -> None:
    for account in province.accounts.values():
        firm = province.firms.get(account.holder)
        assert firm is None or account.opened >= number_of(firm.founded)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("1970-01-01", ("sibling", "spouse")),
        ("1982-01-01", ("sibling", "spouse")),
        ("1987-06-30", ()),
        ("1988-01-01", ("child",)),
        ("2016-01-01", ()),
        ("1952-12-31", ("parent",)),
        ("1953-01-01", ()),
    ],
)
def test_years_say_what_two_can_be_to_each_other(other: str, expected: tuple[str, ...]) -> None:
    assert ages.kinships(born("1970-05-05"), other=born(other)) == expected


def test_a_birthday_comes_when_the_years_are_full() -> None:
    assert ages.birthday(born("2000-02-29"), years=18) in {"2018-02-28", "2018-03-01"}
    assert ages.birthday(born("1970-05-05"), years=22) in {"1992-05-05", "1992-05-06"}


def test_who_is_noted_is_named_in_some_file(province: Province) -> None:
    told = {i.party for i in province.interests}
    told |= {account.holder for account in province.accounts.values() if on_file(account)}
    told |= {crossing.person for crossing in province.crossings}
    noted = {one.id for one in province.planted if one.kind == "party"} & set(province.persons)
    assert noted
    assert noted <= told
