"""Each planted scheme has the shape that it is named after, and its truth is complete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from euthyna.simulation.building import build
from euthyna.simulation.country import fronts, typologies
from euthyna.simulation.country.accounts import CASH_THRESHOLD
from euthyna.simulation.country.clock import DAY
from euthyna.simulation.country.model import Payment, Planted
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.rewards import RINGS

REWARDS = ("kick-back", "winner-pays-losers", "shell-pass-through", "paid-under-new-name")
NAMES = [t.name for t in (*typologies.TYPOLOGIES, *fronts.LOOKALIKES)]


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=11, number=0, processes=500)


@pytest.fixture(scope="module")
def booked(province: Province) -> dict[str, Payment]:
    return {payment.id: payment for payment in province.payments}


def instances(province: Province, scheme: str) -> Iterator[list[Planted]]:
    rows: dict[str, list[Planted]] = defaultdict(list)
    for planted in province.planted:
        if planted.scheme == scheme:
            rows[planted.instance].append(planted)
    assert rows, f"no {scheme}"
    yield from rows.values()


def played(rows: list[Planted], booked: dict[str, Payment], *roles: str) -> list[Payment]:
    found = [booked[r.id] for r in rows if r.kind == "payment" and (not roles or r.role in roles)]
    return sorted(found, key=lambda payment: payment.at)


def of(rows: list[Planted], role: str, kind: str) -> list[str]:
    return [row.id for row in rows if row.role == role and row.kind == kind]


@pytest.mark.parametrize("scheme", NAMES)
def test_each_is_planted_even_in_the_smallest_province(scheme: str) -> None:
    small = build(seed=2, number=0, processes=40)
    assert {p.scheme for p in small.planted} >= {scheme}


@pytest.mark.parametrize("scheme", [*NAMES, *REWARDS[:3]])
def test_truth_names_records_that_are_published(
    province: Province, booked: dict[str, Payment], scheme: str
) -> None:
    deals = {f"{deal.ocid}/{deal.contract}" for deal in province.deals}
    ocids = {release["ocid"] for release in province.releases}
    offices = {office.id for office in province.offices}
    for rows in instances(province, scheme):
        assert len({(r.role, r.kind, r.id) for r in rows}) == len(rows)
        assert any(row.kind == "payment" for row in rows)
        for row in rows:
            known = {
                "payment": booked,
                "account": province.accounts,
                "contract": deals,
                "process": ocids,
                "office": offices,
            }.get(row.kind)
            assert known is None or row.id in known
            if row.kind == "payment":
                assert row.at == booked[row.id].at


def test_noted_payments_stay_between_noted_accounts_where_all_are_known(
    province: Province, booked: dict[str, Payment]
) -> None:
    for scheme in ("fan-in", "fan-out", "payment-cycle", "payment-stack", "scatter-gather"):
        for rows in instances(province, scheme):
            accounts = {row.id for row in rows if row.kind == "account"}
            for payment in played(rows, booked):
                assert {payment.payer, payment.payee} <= accounts


def test_cash_stays_below_what_is_reported(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "structuring"):
        deposits = played(rows, booked, "deposit")
        assert len(deposits) >= 5
        assert all(p.channel == "CASH" and p.cents < CASH_THRESHOLD for p in deposits)
        assert sum(p.cents for p in deposits) > 2 * CASH_THRESHOLD
        assert deposits[-1].at - deposits[0].at <= 30 * DAY
        forwarded = played(rows, booked, "forwarded")[0]
        assert forwarded.at > deposits[-1].at
        assert forwarded.cents < sum(p.cents for p in deposits)


def test_a_cycle_is_closed_and_loses_a_little(
    province: Province, booked: dict[str, Payment]
) -> None:
    for rows in instances(province, "payment-cycle"):
        hops = played(rows, booked, "hop")
        assert len(hops) >= 3
        assert hops[0].payer == hops[-1].payee
        for one, other in pairwise(hops):
            assert one.payee == other.payer
            assert one.at < other.at
            assert 0.5 * one.cents < other.cents < one.cents


@pytest.mark.parametrize(("scheme", "role"), [("fan-in", "in"), ("fan-out", "out")])
def test_a_fan_has_one_centre(
    province: Province, booked: dict[str, Payment], scheme: str, role: str
) -> None:
    for rows in instances(province, scheme):
        payments = played(rows, booked, role)
        centre = of(rows, "centre", "account")
        hub, rim = ("payee", "payer") if role == "in" else ("payer", "payee")
        assert {getattr(payment, hub) for payment in payments} == set(centre)
        assert len({getattr(payment, rim) for payment in payments}) >= 10


def test_what_is_gathered_is_scattered(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "gather-scatter"):
        before, after = played(rows, booked, "in"), played(rows, booked, "out")
        assert before[-1].at < after[0].at
        total = sum(p.cents for p in before)
        assert 0.6 * total < sum(p.cents for p in after) <= total


def test_what_is_scattered_is_gathered(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "scatter-gather"):
        after = {p.payer: p for p in played(rows, booked, "in")}
        before = {p.payee: p for p in played(rows, booked, "out")}
        assert before.keys() == after.keys()
        assert (
            len({p.payee for p in after.values()}) == len({p.payer for p in before.values()}) == 1
        )
        for middle, payment in before.items():
            assert payment.at < after[middle].at
            assert after[middle].cents < payment.cents


def test_a_stack_has_three_layers(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "payment-stack"):
        first, second, third = (set(of(rows, f"layer-{n}", "account")) for n in (1, 2, 3))
        assert len(first) > 1
        assert len(second) > 1
        steps = {(p.payer in first, p.payee in second, p.payer in second, p.payee in third)
                 for p in played(rows, booked)}  # fmt: skip
        assert steps == {(True, True, False, False), (False, False, True, True)}


def test_an_account_that_slept_wakes(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "dormant-account"):
        account = of(rows, "dormant", "account")[0]
        first = played(rows, booked)[0]
        before = [
            p.at for p in booked.values() if account in {p.payer, p.payee} and p.at < first.at
        ]
        assert before
        assert first.at - max(before) > 365 * DAY


def test_mules_keep_a_fee(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "money-mules"):
        incoming = {p.payee: p for p in played(rows, booked, "in")}
        outgoing = {p.payer: p for p in played(rows, booked, "out")}
        assert len(incoming) >= 3
        assert set(outgoing) <= set(of(rows, "mule", "account"))
        assert {p.payee for p in outgoing.values()} == set(of(rows, "herder", "account"))


def test_a_pass_through_account_keeps_nothing(
    province: Province, booked: dict[str, Payment]
) -> None:
    for rows in instances(province, "rapid-movement"):
        into, out = played(rows, booked, "in"), played(rows, booked, "out")
        assert {p.payee for p in into} == {p.payer for p in out}
        assert sum(p.cents for p in out) > 0.8 * sum(p.cents for p in into)


def test_a_round_trip_leaves_the_country(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "round-trip-abroad"):
        hops = played(rows, booked, "hop")
        countries = [province.accounts[p.payee].country for p in hops]
        assert countries[-1] == "XA" != countries[0]
        assert province.accounts[hops[0].payer].country == "XA"


def test_a_kick_back_leads_from_the_treasury_to_the_official(
    province: Province, booked: dict[str, Payment]
) -> None:
    for rows in instances(province, "kick-back"):
        chain, public = (
            played(rows, booked, "layer", "kick-back"),
            played(rows, booked, "public-payment"),
        )
        receiver = of(rows, "receiver", "account")[0]
        assert {p.payee for p in chain if p.payee not in {q.payer for q in chain}} == {receiver}
        suppliers = {p.payee for p in public}
        paid = {p.payer for p in chain if p.payer in suppliers}
        assert paid
        assert all(any(p.at < q.at < p.at + 40 * DAY for p in public) for q in chain)
        assert sum(p.cents for p in chain if p.payee == receiver) < 0.25 * sum(
            deal.cents for deal in province.deals if deal.ocid in of(rows, "tender", "process")
        )
        assert of(rows, "official", "party")


def test_an_official_who_is_paid_holds_an_office_of_the_buyer(province: Province) -> None:
    offices = {office.id: office for office in province.offices}
    found = 0
    for rows in instances(province, "kick-back"):
        for office in of(rows, "office", "office"):
            found += 1
            assert [offices[office].person] == of(rows, "official", "party")
            assert offices[office].body in of(rows, "buyer", "party")
    assert found


def test_winners_pay_those_who_lost_or_stayed_away(
    province: Province, booked: dict[str, Payment]
) -> None:
    assert {p.scheme for p in province.planted} & set(RINGS)
    before = {p.id for p in province.planted if p.role == "predecessor"}
    for rows in instances(province, "winner-pays-losers"):
        losers = of(rows, "loser", "account")
        suppliers = before.union(of(rows, "supplier", "party"))
        shares = played(rows, booked, "share")
        assert {p.payee for p in shares} <= set(losers)
        sources = {p.payer for p in played(rows, booked, "layer") or shares}
        assert {province.accounts[source].holder for source in sources} <= suppliers


def test_shells_pass_on_what_they_are_paid(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "shell-pass-through"):
        account = of(rows, "pass-through-account", "account")
        out = played(rows, booked, "forwarded")
        assert {p.payer for p in out} <= set(account)
        public = played(rows, booked, "public-payment")
        assert sum(p.cents for p in out) <= sum(p.cents for p in public)


def test_a_circle_of_a_group_repeats(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "innocent-holding-circle"):
        pairs = [(p.payer, p.payee) for p in played(rows, booked)]
        assert len(pairs) >= 3 * len(set(pairs))


def test_an_escrow_is_emptied(province: Province, booked: dict[str, Payment]) -> None:
    for rows in instances(province, "innocent-escrow"):
        prices, released = played(rows, booked, "price"), played(rows, booked, "release")
        assert len(prices) >= len(released) > 0
        assert released[0].at > prices[0].at


def test_payrolls_are_those_of_large_employers(
    province: Province, booked: dict[str, Payment]
) -> None:
    for rows in instances(province, "innocent-payroll-fan-out"):
        salaries = played(rows, booked, "salary")
        assert len({p.payee for p in salaries}) >= 8
        assert len({p.payer for p in salaries}) == 1


def test_planted_payments_look_like_others(province: Province, booked: dict[str, Payment]) -> None:
    planted = {p.id for p in province.planted if p.kind == "payment"}
    ours = [booked[name] for name in planted]
    others = [p for name, p in booked.items() if name not in planted]
    assert len(ours) < 0.06 * len(booked)
    for part in ("purpose", "channel", "currency"):
        beginnings = {getattr(p, part)[:4] for p in others}
        assert sum(getattr(p, part)[:4] in beginnings for p in ours) > 0.97 * len(ours)
    ranks = sorted(place for place, p in enumerate(province.payments) if p.id in planted)
    middle = ranks[len(ranks) // 2] / len(booked)
    assert 0.25 < middle < 0.75
