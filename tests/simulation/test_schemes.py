"""Each planted scheme can be seen in what is published, and only by the published fields."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from euthyna.simulation import SCHEME_NAMES, Truth, write

Json = dict[str, Any]
Planted = list[tuple[Truth, Json]]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Planted]:
    """By scheme: what was planted, and the release in which it was."""
    path: Path = tmp_path_factory.mktemp("simulation") / "a.jsonl"
    truths = write(path, seed=11, processes=1500)
    lines = path.read_text(encoding="utf-8").splitlines()
    by_ocid = {release["ocid"]: release for release in map(json.loads, lines)}
    found: dict[str, Planted] = defaultdict(list)
    for truth in truths:
        found[truth.scheme].append((truth, by_ocid[truth.ocid]))
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def bids(release: Json, *statuses: str) -> list[Json]:
    """The bids with one of `statuses`, or all, the cheapest first."""
    found = [b for b in release["bids"]["details"] if not statuses or b["status"] in statuses]
    return sorted(found, key=amount)


def amount(of: Json) -> float:
    return float(of["value"]["amount"])


def bidder(bid: Json) -> str:
    return str(bid["tenderers"][0]["id"])


def winner(release: Json) -> str:
    return str(release["awards"][0]["suppliers"][0]["id"])


def days(period: Json) -> float:
    return (moment(period["endDate"]) - moment(period["startDate"])).total_seconds() / 86_400


def test_every_planted_process_ends_with_one_award_and_contract(
    planted: dict[str, Planted],
) -> None:
    assert set(planted) == set(SCHEME_NAMES)
    for cases in planted.values():
        for truth, release in cases:
            assert len(release["awards"]) == len(release["contracts"]) == 1
            assert release["awards"][0]["status"] == release["tender"]["status"].replace(
                "complete", "active"
            )
            assert truth.party_ids
            assert set(truth.party_ids) <= {party["id"] for party in release["parties"]}


def test_short_submission_period(planted: dict[str, Planted]) -> None:
    for _, release in planted["short-submission-period"]:
        assert 1 <= days(release["tender"]["tenderPeriod"]) < 5


def test_single_bid(planted: dict[str, Planted]) -> None:
    for truth, release in planted["single-bid"]:
        assert release["tender"]["procurementMethod"] == "open"
        assert release["tender"]["numberOfTenderers"] == len(bids(release)) == 1
        assert truth.party_ids == (release["buyer"]["id"], winner(release))


def test_all_but_winner_disqualified(planted: dict[str, Planted]) -> None:
    for _, release in planted["all-but-winner-disqualified"]:
        assert [bidder(bid) for bid in bids(release, "valid")] == [winner(release)]
        assert len(bids(release, "disqualified")) >= 2


def test_lowest_bid_disqualified(planted: dict[str, Planted]) -> None:
    for truth, release in planted["lowest-bid-disqualified"]:
        lowest, second = bids(release)[:2]
        assert lowest["status"] == "disqualified"
        assert amount(lowest) < amount(second)
        assert truth.party_ids == (bidder(lowest), winner(release))


@pytest.mark.parametrize("scheme", ["identical-bid-prices", "innocent-fixed-prices"])
def test_identical_bid_prices(planted: dict[str, Planted], scheme: str) -> None:
    for truth, release in planted[scheme]:
        same = [bid for bid in bids(release) if bidder(bid) in truth.party_ids]
        assert len({bidder(bid) for bid in same}) >= 2
        assert len({amount(bid) for bid in same}) == 1


def test_identical_cover_bids_lose(planted: dict[str, Planted]) -> None:
    for truth, release in planted["identical-bid-prices"]:
        assert winner(release) not in truth.party_ids


def test_price_close_to_winner(planted: dict[str, Planted]) -> None:
    for truth, release in planted["price-close-to-winner"]:
        first, second = bids(release, "valid")[:2]
        assert 0 < amount(second) / amount(first) - 1 <= 0.0051
        assert truth.party_ids == (bidder(first), bidder(second))
        assert winner(release) == bidder(first)


def test_heavily_discounted(planted: dict[str, Planted]) -> None:
    for _, release in planted["heavily-discounted"]:
        first, second = bids(release, "valid")[:2]
        assert winner(release) == bidder(first)
        assert amount(second) / amount(first) - 1 > 0.6


def test_late_bid_won(planted: dict[str, Planted]) -> None:
    for _, release in planted["late-bid-won"]:
        deadline = moment(release["tender"]["tenderPeriod"]["endDate"])
        late = [bid for bid in bids(release, "valid") if moment(bid["date"]) > deadline]
        assert [bidder(bid) for bid in late] == [winner(release)]


def test_other_bids_are_in_time(planted: dict[str, Planted]) -> None:
    for scheme, cases in planted.items():
        for _, release in cases:
            if scheme != "late-bid-won" and "bids" in release:
                deadline = release["tender"]["tenderPeriod"]["endDate"]
                assert all(moment(bid["date"]) <= moment(deadline) for bid in bids(release))


def test_bid_rotation(planted: dict[str, Planted]) -> None:
    wins: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for truth, release in planted["bid-rotation"]:
        assert {bidder(bid) for bid in bids(release)} == set(truth.party_ids)
        wins[truth.party_ids][winner(release)] += 1
    for ring, won in wins.items():
        assert len(ring) == len(won) == 4
        assert max(won.values()) - min(won.values()) <= 1


def test_split_purchases(planted: dict[str, Planted]) -> None:
    series: dict[tuple[str, ...], Planted] = defaultdict(list)
    for truth, release in planted["split-purchases"]:
        series[truth.party_ids].append((truth, release))
    assert len(series) == 6
    for cases in series.values():
        assert len(cases) == 5
        assert all(45_000 <= amount(release["awards"][0]) < 50_000 for _, release in cases)
        assert {release["tender"]["value"]["currency"] for _, release in cases} == {"EUR"}
        dates = sorted(moment(release["awards"][0]["date"]) for _, release in cases)
        assert (dates[-1] - dates[0]).days <= 20


def test_repeated_direct_awards(planted: dict[str, Planted]) -> None:
    pairs = Counter(truth.party_ids for truth, _ in planted["repeated-direct-awards"])
    assert min(pairs.values()) >= 10
    for _, release in planted["repeated-direct-awards"]:
        assert release["tender"]["procurementMethod"] == "direct"
        assert "procurementMethodRationale" not in release["tender"]


def test_contract_above_award(planted: dict[str, Planted]) -> None:
    for _, release in planted["contract-above-award"]:
        assert amount(release["contracts"][0]) / amount(release["awards"][0]) > 1.14
        assert "amendments" not in release["contracts"][0]


def test_early_amendment(planted: dict[str, Planted]) -> None:
    for _, release in planted["early-amendment"]:
        contract = release["contracts"][0]
        (change,) = contract["amendments"]
        assert 1 <= (moment(change["date"]) - moment(contract["dateSigned"])).days < 10
        assert amount(contract) / amount(release["awards"][0]) > 1.19


def test_signed_before_award(planted: dict[str, Planted]) -> None:
    for _, release in planted["signed-before-award"]:
        signed = moment(release["contracts"][0]["dateSigned"])
        assert signed < moment(release["awards"][0]["date"])
        assert signed > moment(release["tender"]["tenderPeriod"]["endDate"])


def test_payments_exceed_contract(planted: dict[str, Planted]) -> None:
    for _, release in planted["payments-exceed-contract"]:
        contract = release["contracts"][0]
        payments = contract["implementation"]["transactions"]
        assert sum(map(amount, payments)) > 1.1 * amount(contract)


def test_nobody_else_is_overpaid(planted: dict[str, Planted]) -> None:
    for scheme, cases in planted.items():
        for _, release in cases:
            contract = release["contracts"][0]
            payments = contract.get("implementation", {}).get("transactions", ())
            if scheme != "payments-exceed-contract":
                assert sum(map(amount, payments)) <= amount(contract)


def contacts(release: Json, party_id: str) -> dict[str, str]:
    party = next(party for party in release["parties"] if party["id"] == party_id)
    return {
        "street": f"{party['address']['streetAddress']}, {party['address']['locality']}",
        "telephone": party["contactPoint"]["telephone"],
        "email": party["contactPoint"]["email"],
    }


def shared(truth: Truth, release: Json) -> list[str]:
    first, second = (contacts(release, party) for party in truth.party_ids)
    assert {bidder(bid) for bid in bids(release)} >= set(truth.party_ids)
    return [kind for kind in first if first[kind] == second[kind]]


def test_shared_contacts(planted: dict[str, Planted]) -> None:
    kinds = [shared(truth, release) for truth, release in planted["shared-contacts"]]
    assert {kind for (kind,) in kinds} == {"street", "telephone", "email"}


def test_innocent_neighbours_share_a_building_only(planted: dict[str, Planted]) -> None:
    assert all(shared(*case) == ["street"] for case in planted["innocent-neighbours"])


def test_heterogeneous_supplier(planted: dict[str, Planted]) -> None:
    divisions: dict[str, set[str]] = defaultdict(set)
    wins: Counter[str] = Counter()
    for truth, release in planted["heterogeneous-supplier"]:
        assert truth.party_ids == (winner(release),)
        wins[winner(release)] += 1
        items = release["awards"][0]["items"]
        divisions[winner(release)] |= {item["classification"]["id"][:2] for item in items}
    assert all(len(found) == 12 for found in divisions.values())
    assert min(wins.values()) >= 12


def test_excessive_disqualification(planted: dict[str, Planted]) -> None:
    for truth, release in planted["excessive-disqualification"]:
        assert truth.party_ids == (release["buyer"]["id"],)
        assert len(bids(release, "disqualified")) >= len(bids(release)) / 2
        assert len(bids(release, "valid")) == 2


def test_always_loses(planted: dict[str, Planted]) -> None:
    wins: Counter[str] = Counter()
    for truth, release in planted["always-loses"]:
        (loser,) = truth.party_ids
        assert loser in {bidder(bid) for bid in bids(release)}
        wins[loser] += winner(release) == loser
    assert len(planted["always-loses"]) == 48
    assert all(count <= 2 for count in wins.values())


def test_innocent_emergency_gives_its_ground(planted: dict[str, Planted]) -> None:
    for _, release in planted["innocent-emergency"]:
        assert days(release["tender"]["tenderPeriod"]) == 2
        assert "urgency" in release["tender"]["procurementMethodRationale"]


def test_innocent_purchase_from_the_only_maker_gives_its_ground(
    planted: dict[str, Planted],
) -> None:
    for _, release in planted["innocent-only-maker"]:
        assert release["tender"]["procurementMethod"] == "direct"
        assert "Only the maker" in release["tender"]["procurementMethodRationale"]


def test_innocent_fixed_prices_are_explained(planted: dict[str, Planted]) -> None:
    for _, release in planted["innocent-fixed-prices"]:
        assert "fixed by the energy regulator" in release["tender"]["description"]
        assert release["tender"]["items"][0]["classification"]["id"].startswith("09")


def test_innocent_correction_changes_no_value(planted: dict[str, Planted]) -> None:
    for _, release in planted["innocent-correction"]:
        assert amount(release["contracts"][0]) == amount(release["awards"][0])
        assert len(release["contracts"][0]["amendments"]) == 1
