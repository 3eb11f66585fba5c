"""Goods at the border: declarations that go with payments, and those that do not."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import median

import pytest

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.basis.wares import UNITS, WARES, check_digit
from euthyna.simulation.building import build
from euthyna.simulation.country.misinvoicing import SCHEMES
from euthyna.simulation.country.model import Payment, Planted, Shipment
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.trade import certainty
from euthyna.simulation.published.trade import COLUMNS, GAPS, declarations

USUAL = {ware.code: ware.cents for ware in WARES}


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=6, number=1, processes=250)


@pytest.fixture(scope="module")
def provinces() -> list[Province]:
    return [build(seed=seed, number=0, processes=120) for seed in range(3)]


@pytest.fixture(scope="module")
def rows(province: Province) -> list[dict[str, str]]:
    (piece,) = declarations(province)
    return list(csv.DictReader(io.StringIO((piece.head + piece.content).decode())))


def planted(provinces: list[Province], scheme: str) -> Iterator[tuple[Province, list[Planted]]]:
    """Give the rows of each instance."""
    for province in provinces:
        for instance in province.instances(scheme):
            yield (
                province,
                [p for p in province.planted if (p.scheme, p.instance) == (scheme, instance)],
            )


def shipments(province: Province, noted: list[Planted]) -> list[Shipment]:
    ids = {row.id for row in noted if row.kind == "trade-declaration"}
    return [shipment for shipment in province.shipments if shipment.id in ids]


def payments(province: Province, noted: list[Planted], role: str = "payment") -> list[Payment]:
    ids = {row.id for row in noted if row.role == role and row.kind == "payment"}
    return [payment for payment in province.payments if payment.id in ids]


def price(shipment: Shipment) -> float:
    """Give the price of a unit as a multiple of the usual one."""
    return shipment.cents * 10 / shipment.tenths / USUAL[shipment.code]


def declared(province: Province, payment: Payment) -> bool:
    """Say whether a payment has a declaration of its sum in the time around it."""
    names = {province.accounts[payment.payer].holder, province.accounts[payment.payee].holder}
    return any(
        shipment.trader in names
        and shipment.cents == payment.cents
        and abs(shipment.at - payment.at) < 75 * 1440
        for shipment in province.shipments
    )


def test_the_check_digit_is_that_of_containers() -> None:
    assert check_digit("CSQU305438") == "3"


def test_numbers_are_unique_and_have_their_check_digit(rows: list[dict[str, str]]) -> None:
    numbers = [row["declaration_number"] for row in rows]
    assert len(set(numbers)) == len(numbers) > 100
    for row in rows:
        number = row["declaration_number"]
        assert len(number) == 18
        assert number[:4] == f"{row['declared_on'][2:4]}XA"
        assert number[-2] == {"import": "R", "export": "A"}[row["direction"]]
        assert check_digit(number[:-1]) == number[-1]


def test_codes_are_of_their_lists(rows: list[dict[str, str]]) -> None:
    assert tuple(rows[0]) == tuple(COLUMNS)
    for row in rows:
        assert row["commodity_code"] in USUAL
        assert row["unit"] in {*UNITS, ""}
        assert row["partner_country"] != "XA"
        assert float(row["quantity"]) > 0
        assert float(row["statistical_value"]) >= float(row["invoice_value"]) > 0


def test_as_many_fields_are_missing_as_customs_leave_out(rows: list[dict[str, str]]) -> None:
    missing = Counter(column for row in rows for column, value in row.items() if not value)
    assert set(missing) <= set(GAPS)
    assert 0.04 < missing["invoice_number"] / len(rows) < 0.15


def test_declarations_are_in_order_of_time_and_name_firms_of_the_register(
    province: Province,
) -> None:
    keys = [(shipment.at, shipment.id) for shipment in province.shipments]
    assert keys == sorted(keys)
    for shipment in province.shipments:
        assert 0 <= shipment.at < HORIZON
        assert shipment.trader in province.firms


def test_most_payments_for_goods_are_declared_and_no_services(province: Province) -> None:
    accounts, by_kind = province.accounts, defaultdict(list)
    for payment in province.payments:
        if payment.channel == "TRANSFER" and accounts[payment.payer].country == "XA":
            abroad = accounts[payment.payee].country != "XA"
            if abroad and accounts[payment.payer].holder in province.firms and payment.purpose:
                by_kind[certainty(payment.purpose)].append(declared(province, payment))
    share = {kind: sum(found) / len(found) for kind, found in by_kind.items()}
    assert share["goods"] > 0.7
    assert share["services"] < 0.1


def test_usual_prices_are_paid(province: Province) -> None:
    noted = {row.id for row in province.planted if row.kind == "trade-declaration"}
    prices = [price(s) for s in province.shipments if s.id not in noted and s.tenths > 100]
    assert 0.9 < median(prices) < 1.1
    assert sum(0.5 < value < 2 for value in prices) > 0.98 * len(prices)


def test_a_number_of_an_invoice_is_that_of_the_payment(province: Province) -> None:
    known = {
        payment.purpose.split()[-1]: payment
        for payment in province.payments
        if payment.purpose.startswith(("Invoice ", "Order ", "inv "))
    }
    same = [s for s in province.shipments if s.invoice in known]
    assert len(same) > 20
    assert sum(known[s.invoice].cents == s.cents for s in same) > 0.6 * len(same)


def test_every_scheme_is_planted(provinces: list[Province]) -> None:
    for scheme, _, _ in SCHEMES:
        assert list(planted(provinces, scheme)), scheme


@pytest.mark.parametrize(
    ("scheme", "low", "high"),
    [
        ("trade-over-invoicing", 2.0, 15.0),
        ("trade-under-invoicing", 0.06, 0.5),
        ("innocent-premium-goods", 1.9, 12.0),
        ("innocent-price-shock", 1.4, 3.0),
    ],
)
def test_prices_of_a_scheme_are_not_the_usual_ones(
    provinces: list[Province], scheme: str, low: float, high: float
) -> None:
    for province, noted in planted(provinces, scheme):
        found = shipments(province, noted)
        assert found
        assert low < median(price(shipment) for shipment in found) < high
        paid = sum(payment.cents for payment in payments(province, noted))
        assert sum(shipment.cents for shipment in found) == paid


def test_a_phantom_was_never_declared(provinces: list[Province]) -> None:
    for province, noted in planted(provinces, "phantom-shipment"):
        found = payments(province, noted)
        assert len(found) >= 4
        assert not shipments(province, noted)
        assert len({(payment.payer, payment.payee) for payment in found}) == 1
        assert sum(declared(province, payment) for payment in found) <= len(found) // 4


def test_a_shipment_is_paid_twice(provinces: list[Province]) -> None:
    for province, noted in planted(provinces, "multiple-invoicing"):
        once, again = payments(province, noted), payments(province, noted, "paid-again")
        assert len(once) == len(again) == len(shipments(province, noted))
        difficulty = noted[0].difficulty
        if difficulty != 2:
            assert Counter(p.cents for p in once) == Counter(p.cents for p in again)
        if difficulty != 3:
            assert Counter(p.purpose for p in once) == Counter(p.purpose for p in again)


def test_no_payment_plays_in_two_schemes_of_trade(provinces: list[Province]) -> None:
    names = {scheme for scheme, _, _ in SCHEMES}
    for province in provinces:
        seen = defaultdict(set)
        for row in province.planted:
            if row.kind == "payment" and row.scheme in names:
                seen[row.id].add(row.instance)
        assert all(len(instances) == 1 for instances in seen.values())


def test_a_brand_tells_why_goods_are_dear_and_others_have_one_too(
    provinces: list[Province],
) -> None:
    branded = [
        ", " in shipment.words
        for province, noted in planted(provinces, "innocent-premium-goods")
        for shipment in shipments(province, noted)
    ]
    others = [", " in s.words for province in provinces for s in province.shipments]
    assert sum(branded) > 0.6 * len(branded)
    assert 0.05 < sum(others) / len(others) < 0.5
