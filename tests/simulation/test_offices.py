"""Officials, committees, and what ties them to suppliers."""

from __future__ import annotations

from collections import Counter

import pytest

from euthyna.simulation.building import build
from euthyna.simulation.country.conflicts import HOMONYM, RECUSED, RETIRED, TIED
from euthyna.simulation.country.model import Planted
from euthyna.simulation.country.province import Province


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=11, number=2, processes=300)


def _instances(province: Province, scheme: str) -> list[dict[str, Planted]]:
    found: dict[str, dict[str, Planted]] = {}
    for planted in province.planted:
        if planted.scheme == scheme:
            found.setdefault(planted.instance, {})[planted.role] = planted
    return list(found.values())


def test_every_office_is_held_by_somebody_who_is_known(province: Province) -> None:
    assert province.offices
    for office in province.offices:
        assert office.person in province.persons
        assert not office.until or office.since <= office.until
    assert len({office.id for office in province.offices}) == len(province.offices)


def test_committees_sit_on_processes_of_their_own_body(province: Province) -> None:
    buyers = {deal.ocid: deal.buyer for deal in province.deals}
    seats = [office for office in province.offices if office.process]
    assert len(seats) > 100
    assert all(buyers[seat.process] == seat.body for seat in seats)
    sizes = Counter(seat.process for seat in seats)
    assert set(sizes.values()) <= {1, 2, 3, 4, 5}
    assert len({(seat.process, seat.person) for seat in seats}) == len(seats)


def test_captured_officials_hold_an_office_of_the_buyer(province: Province) -> None:
    assert province.captured
    for capture in province.captured:
        held = [
            o for o in province.offices if (o.person, o.body) == (capture.person, capture.buyer)
        ]
        assert any(not office.process for office in held)


def test_tied_members_sat_on_the_committee_and_are_tied(province: Province) -> None:
    found = _instances(province, TIED)
    assert found
    ties = {frozenset((tie.one, tie.other)) for tie in province.ties}
    for roles in found:
        official, winner = roles["official"].id, roles["winner"].id
        assert any(
            office.process == roles["process"].id and office.person == official
            for office in province.offices
        )
        shares = any(i.firm == winner and i.party == official for i in province.interests)
        worked = any(e.firm == winner and e.person == official for e in province.employments)
        kin = "relative" in roles and frozenset((official, roles["relative"].id)) in ties
        assert shares or worked or kin


def test_the_recused_stay_out_and_namesakes_are_others(province: Province) -> None:
    for roles in _instances(province, RECUSED):
        official = roles["official"].id
        away = {recusal.process for recusal in province.recusals if recusal.person == official}
        assert away
        assert not any(o.person == official and o.process in away for o in province.offices)
    for roles in _instances(province, HOMONYM):
        one, other = (province.persons[roles[r].id] for r in ("official", "namesake"))
        assert one.name == other.name
        assert one.born != other.born
    assert _instances(province, RECUSED)
    assert _instances(province, HOMONYM)


def test_the_retired_left_before_the_award(province: Province) -> None:
    for roles in _instances(province, RETIRED):
        office = next(o for o in province.offices if o.id == roles["office"].id)
        assert office.until < "2020"


def test_nobody_with_a_part_in_a_scheme_has_a_number_that_tells(province: Province) -> None:
    numbers = [int(office.id.rpartition("-")[2]) for office in province.offices]
    planted = {p.id for p in province.planted if p.kind == "office"}
    told = [n for n, office in zip(numbers, province.offices, strict=True) if office.id in planted]
    # Spread over the whole range, not at its end.
    middle = sorted(numbers)[len(numbers) // 2]
    below = sum(number < middle for number in told)
    assert 0.15 < below / len(told) < 0.85
