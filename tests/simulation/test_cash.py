"""Cash at the border: ordinary travellers, couriers, and those who look like couriers."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import pytest

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.building import build
from euthyna.simulation.country.cash import SCHEMES
from euthyna.simulation.country.crossings import POINTS, PROVENANCE, RATES, THRESHOLD, USE
from euthyna.simulation.country.model import Crossing, Planted
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.cash import COLUMNS, GAPS, declarations


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=6, number=2, processes=400)


@pytest.fixture(scope="module")
def provinces(province: Province) -> list[Province]:
    return [province, *(build(seed=seed, number=0, processes=60) for seed in range(4))]


@pytest.fixture(scope="module")
def rows(province: Province) -> list[dict[str, str]]:
    (piece,) = declarations(province)
    return list(csv.DictReader(io.StringIO((piece.head + piece.content).decode())))


def planted(
    provinces: list[Province], scheme: str
) -> Iterator[tuple[Province, list[Planted], list[Crossing]]]:
    """Give the rows and the declarations of each instance."""
    for province in provinces:
        known = {crossing.id: crossing for crossing in province.crossings}
        for instance in province.instances(scheme):
            noted = [p for p in province.planted if (p.scheme, p.instance) == (scheme, instance)]
            crossings = [known[row.id] for row in noted if row.kind == "cash-declaration"]
            yield province, noted, crossings


def euros(crossing: Crossing) -> int:
    """Give what was carried, in cents of euros."""
    return max(crossing.cents, crossing.found) * RATES[crossing.currency] // 1000


def test_there_are_as_many_as_suit_the_size(province: Province) -> None:
    noted = {row.id for row in province.planted if row.kind == "cash-declaration"}
    assert len(province.crossings) - len(noted) == 100
    assert 10 < len(noted) < 100


def test_declarations_are_in_order_of_time_with_ids_that_are_not(province: Province) -> None:
    keys = [(crossing.at, crossing.id) for crossing in province.crossings]
    assert keys == sorted(keys)
    ids = [crossing.id for crossing in province.crossings]
    assert len(set(ids)) == len(ids)
    assert all(0 <= crossing.at < HORIZON for crossing in province.crossings)
    assert 0.35 < sum(a < b for a, b in pairwise(ids)) / len(ids) < 0.65


def test_fields_are_those_of_the_form(rows: list[dict[str, str]]) -> None:
    assert tuple(rows[0]) == tuple(COLUMNS)
    points = {point.name: point for point in POINTS}
    for row in rows:
        assert row["crossing_point"] in points
        assert row["regime"] in {"declared", "disclosed", "found"}
        assert (row["transport"] in {"post", "freight"}) == (row["regime"] == "disclosed")
        assert set(filter(None, row["economic_provenance"].split("; "))) <= set(PROVENANCE)
        assert set(filter(None, row["intended_use"].split("; "))) <= set(USE)
        assert "XA" in (row["country_from"], row["country_to"], "XA"[: 2 * (not row["country_to"])])


def test_what_is_missing_is_missing_now_and_then(rows: list[dict[str, str]]) -> None:
    missing = Counter(column for row in rows for column, value in row.items() if not value)
    sometimes = {"transport_reference", "carrier_born", "owner_name", "counted_amount"}
    assert set(missing) <= set(GAPS) | sometimes | {"detained_amount"}
    assert 0.3 < missing["carrier_number"] / len(rows) < 0.75


def test_people_are_residents_or_nobody_knows_them(province: Province) -> None:
    known = [c for c in province.crossings if c.person]
    assert all(crossing.person in province.persons for crossing in known)
    assert 0.4 < len(known) / len(province.crossings) < 0.95
    passports: dict[str, Counter[str]] = {}
    for crossing in known:
        passports.setdefault(crossing.person, Counter())[crossing.document] += 1
    often = [numbers for numbers in passports.values() if sum(numbers.values()) > 5]
    assert often
    assert all(numbers.most_common(1)[0][1] > 0.6 * numbers.total() for numbers in often)


def test_what_was_found_is_more_than_what_was_declared(province: Province) -> None:
    found = [c for c in province.crossings if c.regime == "found"]
    assert found
    for crossing in found:
        assert crossing.cents < crossing.found
        assert 0 <= crossing.seized <= crossing.found
    detained = [c for c in province.crossings if c.seized]
    assert all(crossing.regime == "found" for crossing in detained)


def test_every_scheme_is_planted(provinces: list[Province]) -> None:
    for scheme, _, _ in SCHEMES:
        assert list(planted(provinces, scheme)), scheme


def test_couriers_belong_together_and_travel_again_and_again(provinces: list[Province]) -> None:
    for province, noted, crossings in planted(provinces, "cash-courier"):
        carriers = {crossing.person for crossing in crossings}
        assert 2 <= len(carriers) <= 4
        assert 6 <= len(crossings) <= 14
        assert carriers == {row.id for row in noted if row.role == "carrier"}
        assert all(0.85 < euros(c) / THRESHOLD < 1.1 for c in crossings)
        assert len({c.owner for c in crossings} - {""}) == 1
        parameters = dict(noted[0].parameters)
        assert (parameters["couriers"], parameters["trips"]) == (len(carriers), len(crossings))
        tie = parameters["tied"]
        assert tied(province, carriers) if tie == "family" else paid_by_one(province, carriers)


def tied(province: Province, people: set[str]) -> bool:
    pairs = {frozenset((tie.one, tie.other)) for tie in province.ties}
    return any(all(frozenset((one, other)) in pairs for other in people - {one}) for one in people)


def paid_by_one(province: Province, people: set[str]) -> bool:
    employers: dict[str, set[str]] = {one: set() for one in people}
    for payment in province.payments:
        holder = province.accounts[payment.payee].holder if payment.payee else ""
        if holder in employers and payment.payer:
            employers[holder].add(payment.payer)
    return bool(set.intersection(*employers.values()))


@pytest.mark.parametrize("scheme", ["innocent-market-trader-abroad", "innocent-seasonal-wages"])
def test_the_innocent_took_their_cash_from_the_bank(provinces: list[Province], scheme: str) -> None:
    seen = 0
    for province, noted, crossings in planted(provinces, scheme):
        ids = {row.id for row in noted if row.role == "taken"}
        taken = [payment for payment in province.payments if payment.id in ids]
        for crossing in crossings:
            own = {
                payment.cents
                for payment in taken
                if province.accounts[payment.payer].holder == crossing.person
                and 0 <= crossing.at - payment.at < 12 * 1440
            }
            expected = euros(crossing)
            assert any(abs(cents - expected) < 25_000 for cents in own)
            assert crossing.regime == "declared"
            seen += 1
    assert seen > 10


def test_others_take_large_sums_from_the_bank_too(province: Province) -> None:
    noted = {row.id for row in province.planted if row.kind == "payment"}
    large = [p for p in province.payments if not p.payee and p.cents > 600_000]
    assert len([p for p in large if p.id not in noted]) > 5
