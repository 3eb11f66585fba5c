"""Each planted scheme can be seen in what is published, and only by the published fields."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
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
    truths = write(path, seed=11, processes=1500, faults=False)
    lines = path.read_text(encoding="utf-8").splitlines()
    by_ocid = {release["ocid"]: release for release in map(json.loads, lines)}
    found: dict[str, Planted] = defaultdict(list)
    for truth in truths:
        found[truth.scheme].append((truth, by_ocid[truth.ocid]))
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def bids(release: Json, *statuses: str) -> list[Json]:
    """The bids for the whole, or for the first lot, with one of `statuses`; cheapest first."""
    found = [b for b in release["bids"]["details"] if not statuses or b["status"] in statuses]
    return sorted((b for b in found if b.get("relatedLots", ["1"]) == ["1"]), key=amount)


def amount(of: Json) -> float:
    return float(of["value"]["amount"])


def bidder(bid: Json) -> str:
    return str(bid["tenderers"][0]["id"])


def winner(release: Json) -> str:
    return str(release["awards"][0]["suppliers"][0]["id"])


def role(truth: Truth, name: str) -> list[str]:
    return [record.id for record in truth.records if record.role == name]


def parameters(truth: Truth) -> dict[str, Any]:
    return dict(truth.parameters)


def instances(cases: Planted) -> dict[str, Planted]:
    found: dict[str, Planted] = defaultdict(list)
    for truth, release in cases:
        found[truth.instance].append((truth, release))
    return found


def days(period: Json) -> float:
    return (moment(period["endDate"]) - moment(period["startDate"])).total_seconds() / 86_400


def test_every_planted_process_but_a_failed_tender_ends_with_a_contract(
    planted: dict[str, Planted],
) -> None:
    assert set(planted) == set(SCHEME_NAMES)
    for cases in planted.values():
        for truth, release in cases:
            failed = bool(role(truth, "failed-tender"))
            assert failed == ("contracts" not in release)
            assert failed == (release["tender"]["status"] != "complete")
            assert truth.party_ids


def test_truth_names_every_record_once(planted: dict[str, Planted]) -> None:
    for cases in planted.values():
        for truth, release in cases:
            ids: dict[str, set[str]] = {
                kind: set() for kind in ("process", "award", "contract", "party")
            }
            for record in truth.records:
                ids[record.kind].add(record.id)
            assert len(truth.records) == len(set(truth.records))
            assert ids["process"] == {release["ocid"]}
            for kind in ("award", "contract"):
                published = {
                    f"{release['ocid']}/{one['id']}" for one in release.get(f"{kind}s", ())
                }
                assert ids[kind] == published
            assert ids["party"] == set(truth.party_ids)
            absent = set(role(truth, "absent-bidder")) | set(role(truth, "ring-member"))
            assert ids["party"] - absent <= {party["id"] for party in release["parties"]}


def test_processes_of_an_instance_have_the_same_difficulty_and_occur_in_all(
    planted: dict[str, Planted],
) -> None:
    levels: Counter[int] = Counter()
    for cases in planted.values():
        for found in instances(cases).values():
            assert len({truth.difficulty for truth, _ in found}) == 1
            levels[found[0][0].difficulty] += 1
    assert set(levels) == {1, 2, 3}
    assert min(levels.values()) > 0.2 * sum(levels.values())


def test_short_submission_period(planted: dict[str, Planted]) -> None:
    for truth, release in planted["short-submission-period"]:
        assert days(release["tender"]["tenderPeriod"]) == parameters(truth)["days"] < 15
        assert parameters(truth)["days"] <= (4, 9, 14)[truth.difficulty - 1]


def test_single_bid(planted: dict[str, Planted]) -> None:
    for truth, release in planted["single-bid"]:
        assert release["tender"]["procurementMethod"] in {"open", "selective"}
        assert len(release["tender"]["tenderers"]) == len(bids(release)) == 1
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
        assert role(truth, "disqualified") == [bidder(lowest)]


def test_identical_bid_prices(planted: dict[str, Planted]) -> None:
    for truth, release in planted["identical-bid-prices"]:
        first, second = (amount(b) for b in bids(release) if bidder(b) in truth.party_ids)
        assert round(second - first, 2) == parameters(truth)["cents_apart"] / 100 < 10
        assert winner(release) not in truth.party_ids


def test_innocent_fixed_prices_are_equal_and_explained(planted: dict[str, Planted]) -> None:
    for truth, release in planted["innocent-fixed-prices"]:
        assert len({amount(bid) for bid in bids(release)}) == 1
        assert {bidder(bid) for bid in bids(release)} == set(truth.party_ids)
        assert "fixed by the energy regulator" in release["tender"]["description"]
        assert release["tender"]["items"][0]["classification"]["id"].startswith("09")


def test_price_close_to_winner(planted: dict[str, Planted]) -> None:
    for truth, release in planted["price-close-to-winner"]:
        first, second = bids(release, "valid")[:2]
        assert 0 < amount(second) / amount(first) - 1 <= parameters(truth)["above"] + 0.0002
        assert truth.party_ids == (bidder(first), bidder(second))
        assert winner(release) == bidder(first)


def test_heavily_discounted(planted: dict[str, Planted]) -> None:
    for truth, release in planted["heavily-discounted"]:
        first, second = bids(release, "valid")[:2]
        assert winner(release) == bidder(first)
        share = parameters(truth)["share_of_second"]
        assert amount(first) / amount(second) == pytest.approx(share, abs=0.01)
        assert share <= 0.68


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
    rings = instances(planted["bid-rotation"])
    for cases in rings.values():
        ring = set(cases[0][0].party_ids)
        wins: Counter[str] = Counter(winner(release) for _, release in cases)
        for truth, release in cases:
            assert len(ring) == 4
            assert ring == set(truth.party_ids) <= {bidder(bid) for bid in bids(release)}
            if truth.difficulty == 1:
                assert ring == {bidder(bid) for bid in bids(release)}
        assert sum(wins[member] for member in ring) >= 0.8 * len(cases)
        if cases[0][0].difficulty < 3:
            assert set(wins) == ring
            assert max(wins.values()) - min(wins.values()) <= 1
    assert len(rings) == 2


def test_cover_bidding(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["cover-bidding"]).values():
        factors: Counter[int] = Counter()
        for truth, release in cases:
            first, *rest = bids(release)
            assert role(truth, "winner") == [bidder(first)] == [winner(release)]
            covers = [bid for bid in rest if bidder(bid) in role(truth, "cover-bidder")]
            assert covers
            assert all(amount(bid) > 1.025 * amount(first) for bid in covers)
            if truth.difficulty == 1:
                assert all(amount(bid) % 1000 == 0 for bid in covers)
            factors.update(round(amount(bid) / amount(first) * 100) for bid in covers)
        if cases[0][0].difficulty == 2:
            assert sum(count for _, count in factors.most_common(6)) >= 0.8 * factors.total()


def test_bid_suppression(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["bid-suppression"]).values():
        before = [(t, r) for t, r in cases if role(t, "process-before")]
        after = [(t, r) for t, r in cases if role(t, "process")]
        assert len({release["buyer"]["id"] for _, release in cases}) == 1
        assert max(r["ocid"] for _, r in before) < min(r["ocid"] for _, r in after)
        for truth, release in before:
            assert set(role(truth, "absent-bidder")) < {bidder(bid) for bid in bids(release)}
        for truth, release in after:
            assert [winner(release)] == role(truth, "winner")
            assert len(bids(release)) <= truth.difficulty


def test_market_sharing(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["market-sharing"]).values():
        owners: dict[str, set[str]] = defaultdict(set)
        for truth, release in cases:
            key = release["buyer"]["id"]
            if parameters(truth)["by"] == "region":
                (buyer,) = (p for p in release["parties"] if p["id"] == key)
                key = buyer["address"]["region"]
            owners[key].add(winner(release))
            assert winner(release) in role(truth, "ring-member")
            assert bidder(bids(release)[0]) == winner(release)
        assert all(len(found) == 1 for found in owners.values())
        assert len(owners) == 3


def test_tailored_specification(planted: dict[str, Planted]) -> None:
    for truth, release in planted["tailored-specification"]:
        assert parameters(truth)["term"] in release["tender"]["eligibilityCriteria"]
        assert len(bids(release, "valid")) == 1
        assert days(release["tender"]["tenderPeriod"]) < 26


def test_tailored_terms_do_not_tell_by_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    odd = {
        t.ocid
        for t in write(path, seed=3, processes=500, faults=False)
        if t.scheme.startswith("tailored")
    }
    makers = [
        release["ocid"]
        for release in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if "no equivalents" in release["tender"].get("eligibilityCriteria", "")
        or "Exactly" in release["tender"].get("eligibilityCriteria", "")
    ]
    assert set(makers) - odd


def test_award_after_failed_tender(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["award-after-failed-tender"]).values():
        (one, failed), (two, awarded) = cases
        assert role(one, "failed-tender") == [failed["ocid"]]
        assert failed["tender"]["status"] in {"cancelled", "unsuccessful"}
        assert role(two, "award-without-tender") == [awarded["ocid"]]
        assert awarded["tender"]["procurementMethod"] in {"direct", "limited"}
        assert awarded["relatedProcesses"][0]["identifier"] == failed["ocid"]
        assert role(two, "favoured") == [winner(awarded)]
        assert awarded["buyer"]["id"] == failed["buyer"]["id"]
        codes = [r["tender"]["items"][0]["classification"]["id"] for r in (failed, awarded)]
        assert codes[0] == codes[1]


def test_failed_tenders_are_tried_again_without_a_scheme_too(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    planted = {truth.ocid for truth in write(path, seed=3, processes=1000, faults=False)}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    by_ocid = {release["ocid"]: release for release in lines}
    again = [r for r in lines if "relatedProcesses" in r and r["ocid"] not in planted]
    assert len(again) >= 5
    for release in again:
        failed = by_ocid[release["relatedProcesses"][0]["identifier"]]
        assert failed["tender"]["status"] != "complete"
        assert failed["ocid"] < release["ocid"]
        assert failed["buyer"]["id"] == release["buyer"]["id"]


def test_split_purchases(planted: dict[str, Planted]) -> None:
    series = instances(planted["split-purchases"])
    assert len(series) == 6
    for cases in series.values():
        assert len(cases) == 5
        assert len({release["buyer"]["id"] for _, release in cases}) == 1
        assert (
            len({winner(release) for _, release in cases}) <= (1, 1, 2)[cases[0][0].difficulty - 1]
        )
        for truth, release in cases:
            low = 50_000 * parameters(truth)["share_from"]
            assert low - 101 <= amount(release["awards"][0]) < 50_000
            assert release["awards"][0]["value"]["currency"] == "EUR"
        dates = sorted(moment(r["contracts"][0]["period"]["startDate"]) for _, r in cases)
        assert (dates[-1] - dates[0]).days <= 75


def test_innocent_seasonal_purchases_are_of_different_buyers(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["innocent-seasonal-purchases"]).values():
        assert len({release["buyer"]["id"] for _, release in cases}) == len(cases) == 3
        assert len({winner(release) for _, release in cases}) == 1
        assert all(43_000 < amount(release["awards"][0]) < 50_000 for _, release in cases)


def test_repeated_direct_awards(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["repeated-direct-awards"]).values():
        assert len({truth.party_ids for truth, _ in cases}) == 1
        assert len(cases) >= 10
        for truth, release in cases:
            assert release["tender"]["procurementMethod"] == "direct"
            grounded = "procurementMethodRationale" in release["tender"]
            assert not (grounded and truth.difficulty == 1)


def test_contract_above_award(planted: dict[str, Planted]) -> None:
    for truth, release in planted["contract-above-award"]:
        above = amount(release["contracts"][0]) / amount(release["awards"][0]) - 1
        assert above == pytest.approx(parameters(truth)["above"], abs=0.001)
        assert above > 0.05
        assert "amendments" not in release["contracts"][0]


def test_early_amendment(planted: dict[str, Planted]) -> None:
    for truth, release in planted["early-amendment"]:
        contract = release["contracts"][0]
        (change,) = contract["amendments"]
        passed = (moment(change["date"]) - moment(contract["dateSigned"])).days
        assert passed <= (9, 20, 40)[truth.difficulty - 1]
        assert amount(contract) / amount(release["awards"][0]) > 1.19


def test_change_orders_after_a_low_bid(planted: dict[str, Planted]) -> None:
    for truth, release in planted["change-orders-after-low-bid"]:
        first, second = bids(release, "valid")[:2]
        assert winner(release) == bidder(first)
        assert amount(first) < 0.93 * amount(second)
        contract = release["contracts"][0]
        assert len(contract["amendments"]) == parameters(truth)["changes"]
        assert amount(contract) / amount(release["awards"][0]) > 1.17


def test_signed_before_award(planted: dict[str, Planted]) -> None:
    for _, release in planted["signed-before-award"]:
        signed = moment(release["contracts"][0]["dateSigned"])
        assert signed < moment(release["awards"][0]["date"])
        assert signed > moment(release["tender"]["tenderPeriod"]["endDate"])


def paid(contract: Json) -> float:
    return sum(map(amount, contract.get("implementation", {}).get("transactions", ())))


def test_payments_exceed_contract(planted: dict[str, Planted]) -> None:
    for _, release in planted["payments-exceed-contract"]:
        assert paid(release["contracts"][0]) > 1.015 * amount(release["contracts"][0])


def test_nobody_else_is_overpaid(planted: dict[str, Planted]) -> None:
    for scheme, cases in planted.items():
        for _, release in cases:
            for contract in release.get("contracts", ()):
                if scheme != "payments-exceed-contract":
                    assert paid(contract) <= amount(contract)


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
    for truth, release in planted["shared-contacts"]:
        assert shared(truth, release) == [parameters(truth)["shared"]]
    assert len(instances(planted["shared-contacts"])) == 6


def test_innocent_neighbours_share_a_building_only(planted: dict[str, Planted]) -> None:
    assert all(shared(*case) == ["street"] for case in planted["innocent-neighbours"])


def test_heterogeneous_supplier(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["heterogeneous-supplier"]).values():
        divisions: set[str] = set()
        for truth, release in cases:
            assert truth.party_ids == (winner(release),)
            items = release["awards"][0]["items"]
            divisions |= {item["classification"]["id"][:2] for item in items}
        assert len(divisions) == 12 <= len(cases)


def test_excessive_disqualification(planted: dict[str, Planted]) -> None:
    for truth, release in planted["excessive-disqualification"]:
        assert truth.party_ids == (release["buyer"]["id"],)
        assert len(bids(release, "valid")) == parameters(truth)["kept"]
        assert len(bids(release, "valid", "disqualified")) == len(bids(release)) >= 4


def test_always_loses(planted: dict[str, Planted]) -> None:
    for cases in instances(planted["always-loses"]).values():
        wins = 0
        for truth, release in cases:
            (loser,) = truth.party_ids
            assert loser in {bidder(bid) for bid in bids(release)}
            wins += winner(release) == loser
        assert wins == parameters(cases[0][0])["wins"]


def test_innocent_emergency_gives_its_ground(planted: dict[str, Planted]) -> None:
    for _, release in planted["innocent-emergency"]:
        assert 1 <= days(release["tender"]["tenderPeriod"]) <= 4
        assert "urgency" in release["tender"]["procurementMethodRationale"]


def test_innocent_purchase_from_the_only_maker_gives_its_ground(
    planted: dict[str, Planted],
) -> None:
    for _, release in planted["innocent-only-maker"]:
        assert release["tender"]["procurementMethod"] == "direct"
        assert "Only the maker" in release["tender"]["procurementMethodRationale"]


def test_innocent_correction_changes_no_value(planted: dict[str, Planted]) -> None:
    for _, release in planted["innocent-correction"]:
        assert amount(release["contracts"][0]) == amount(release["awards"][0])
        assert len(release["contracts"][0]["amendments"]) == 1


def test_innocent_flood_change_is_large_and_gives_its_ground(planted: dict[str, Planted]) -> None:
    for _, release in planted["innocent-flood-change"]:
        contract = release["contracts"][0]
        assert amount(contract) > 1.19 * amount(release["awards"][0])
        assert "flood" in contract["amendments"][0]["rationale"]


def test_innocent_small_market_has_the_same_bidders_and_honest_winners(
    planted: dict[str, Planted],
) -> None:
    for cases in instances(planted["innocent-small-market"]).values():
        wins = Counter(winner(release) for _, release in cases)
        assert len({frozenset(bidder(bid) for bid in bids(r)) for _, r in cases}) == 1
        assert len(wins) > 1


def test_planted_releases_lack_fields_as_others_do(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    planted = {truth.ocid for truth in write(path, seed=3, processes=2000, faults=False)}
    counts = {True: Counter[str](), False: Counter[str]()}
    totals: Counter[bool] = Counter()
    for release in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        inside = release["ocid"] in planted
        totals[inside] += 1
        counts[inside].update(set(paths(release)))
    for name in set(counts[True]) | set(counts[False]):
        ours, theirs = (counts[side][name] / totals[side] for side in (True, False))
        assert min(ours, theirs) > 0 or max(ours, theirs) < 0.01, name


def paths(value: Any, at: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield f"{at}/{name}"
            yield from paths(part, f"{at}/{name}")
    elif isinstance(value, list):
        for part in value:
            yield from paths(part, at)


def test_ids_of_those_who_act_in_schemes_are_spread_over_all(tmp_path: Path) -> None:
    ranks = []
    for seed in range(8):
        path = tmp_path / f"{seed}.jsonl"
        truths = write(path, seed=seed, processes=500, faults=False)
        acting = {party for truth in truths for party in truth.party_ids}
        seen = {
            party["id"]
            for release in map(json.loads, path.read_text(encoding="utf-8").splitlines())
            for party in release["parties"]
            if str(party["id"]).startswith("XA-KREG-3")
        }
        order = sorted(seen)
        ranks += [order.index(party) / len(order) for party in acting & seen]
    ranks.sort()
    gaps = [abs(rank - place / len(ranks)) for place, rank in enumerate(ranks)]
    assert max(gaps) < 1.63 / len(ranks) ** 0.5
