"""Each code of Cardinal, and what settings change."""

from __future__ import annotations

from tests.indicators.cardinal.conftest import Compute, bid, days, won


def test_r003_flags_short_periods(compute: Compute) -> None:
    releases = [
        days("F", "2024-03-01T00:00:00Z", "2024-03-15T23:59:59Z"),
        days("F reversed", "2024-03-15T00:00:00Z", "2024-03-01T00:00:00Z"),
        days("A", "2024-03-01T00:00:00Z", "2024-03-16T00:00:00Z"),
    ]
    found = compute(releases, "[R003]")
    assert found == {"OCID": {"F": {"R003": 1.0}, "F reversed": {"R003": 1.0}}, "Meta": {}}


def test_r018_believes_the_published_number_only(compute: Compute) -> None:
    tender = {"procurementMethod": "open", "numberOfTenderers": 1}
    releases = [
        {"ocid": "F", "tender": tender},
        {"ocid": "A direct", "tender": {**tender, "procurementMethod": "direct"}},
        {
            "ocid": "A one bid",
            "tender": {"procurementMethod": "open"},
            "bids": {"details": [bid("X")]},
        },
    ]
    assert compute(releases, "[R018]")["OCID"] == {"F": {"R018": 1.0}}


def test_r024_flags_the_process_and_both_tenderers(compute: Compute) -> None:
    releases = [
        won("F", "W", bid("W", 100), bid("L", 102), bid("L", 140), bid("M", 102)),
        won("A", "W", bid("W", 100), bid("L", 110)),
    ]
    found = compute(releases, "[R024]\nthreshold = 0.02", maps=True)
    assert found["OCID"] == {"F": {"R024": 0.02}}
    assert found["Tenderer"] == {"L": {"R024": 0.0}, "W": {"R024": 0.0}}
    assert found["Meta"] == {"R024": {"lower_fence": 0.02}}
    assert found["Maps"]["ocid_tenderer_r024"] == {"F": ["L", "W"]}


def test_r058_flags_the_process_and_the_winner(compute: Compute) -> None:
    gaps = [won(f"A{n}", "W", bid("W", 100), bid("L", 110 + n)) for n in range(6)]
    found = compute([*gaps, won("F", "X", bid("X", 100), bid("L", 300))], "[R058]")
    assert found["OCID"] == {"F": {"R058": 2.0}}
    assert found["Tenderer"] == {"X": {"R058": 0.0}}
    assert found["Meta"] == {"R058": {"q1": 0.1117, "q3": 0.1483, "upper_fence": 0.2033}}


def test_r025_flags_who_bids_often_and_wins_seldom(compute: Compute) -> None:
    releases = [won(f"P{n}", "W", bid("W"), bid("F")) for n in range(3)]
    found = compute(
        [*releases, won("P3", "W", bid("W"), bid("A"))], "[R025]\npercentile = 50\nthreshold = 0.1"
    )
    assert found["Tenderer"] == {"F": {"R025": 0.0}}
    assert found["Meta"] == {"R025": {"lower_fence": 0.1, "upper_fence": 3.0}}


def test_r028_flags_identical_prices(compute: Compute) -> None:
    releases = [
        won("F", "X", bid("X", 100), bid("Y", 100.0, status="disqualified"), bid("Z", 101)),
        won("A", "X", bid("X", 100), bid("X", 100)),
    ]
    found = compute(releases, "[R028]", maps=True)
    assert found["OCID"] == {"F": {"R028": 1.0}}
    assert found["Tenderer"] == {"X": {"R028": 1.0}, "Y": {"R028": 1.0}}
    assert found["Maps"]["ocid_tenderer_r028"] == {"F": ["X", "Y"]}


def test_r030_flags_late_bids_that_won(compute: Compute) -> None:
    tender = {"tenderPeriod": {"endDate": "2024-03-15T12:00:00Z"}}
    releases = [
        won("F", "W", bid("W", date="2024-03-15T12:00:01Z"), tender=tender),
        won("A", "W", bid("W", date="2024-03-15T12:00:00Z"), tender=tender),
        won("A lost", "W", bid("L", date="2024-03-16T12:00:00Z"), tender=tender),
    ]
    found = compute(releases, "[R030]", maps=True)
    assert found["OCID"] == {"F": {"R030": 1.0}}
    assert found["Tenderer"] == {"W": {"R030": 1.0}}
    assert found["Maps"]["ocid_tenderer_r030"] == {"F": ["W"]}


def test_r035_counts_the_disqualified(compute: Compute) -> None:
    out = {"status": "disqualified"}
    releases = [
        won("F", "W", bid("W"), bid("D", **out), bid("E", **out), bid("W", **out)),
        won("A", "W", bid("W"), bid("L"), bid("D", **out)),
    ]
    found = compute(releases, "[R035]\nthreshold = 2", maps=True)
    assert found["OCID"] == {"F": {"R035": 2.0}}
    assert found["Tenderer"] == {"W": {"R035": 0.0}}
    assert found["Maps"]["ocid_tenderer_r035"] == {"F": ["W"]}


def test_r036_flags_a_disqualified_lowest_bid(compute: Compute) -> None:
    releases = [
        won("F", "W", bid("W", 100), bid("D", 90, status="disqualified")),
        won("A", "W", bid("W", 90), bid("D", 100, status="disqualified")),
    ]
    assert compute(releases, "[R036]")["OCID"] == {"F": {"R036": 1.0}}


def test_r038_gives_shares_of_three_kinds_of_organisation(compute: Compute) -> None:
    bids = {"details": [bid("T", status="disqualified"), bid("T"), bid("U")]}
    tender = {"procuringEntity": {"id": "P"}}
    release = {"ocid": "F", "buyer": {"id": "B"}, "tender": tender, "bids": bids}
    found = compute([release], "[R038]\nthreshold = 0.1", maps=True)
    assert found["Buyer"] == {"B": {"R038": 1 / 3}}
    assert found["ProcuringEntity"] == {"P": {"R038": 1 / 3}}
    assert found["Tenderer"] == {"T": {"R038": 0.5}}
    assert found["Meta"]["R038"] == {
        "Buyer_upper_fence": 0.1,
        "ProcuringEntity_upper_fence": 0.1,
        "Tenderer_upper_fence": 0.1,
    }
    assert found["Maps"]["ocid_buyer_r038"] == {"F": "B"}
    assert found["Maps"]["ocid_procuringentity_r038"] == {"F": "P"}
    assert found["Maps"]["ocid_tenderer"] == {"F": ["T", "U"]}


def test_r048_counts_classes(compute: Compute) -> None:
    items = [{"classification": {"id": code}} for code in ("331", "332", "451")]
    award = {"status": "active", "suppliers": [{"id": "F"}], "items": items}
    ini = "[R048]\nthreshold = 2\nminimum_contracting_processes = 1"
    found = compute([{"ocid": "P", "awards": [award]}], ini, maps=True)
    assert found["Tenderer"] == {"F": {"R048": 2.0}}
    assert found["Meta"] == {"R048": {"upper_fence": 2.0}}


def test_settings_name_what_runs_and_what_is_left_out(compute: Compute) -> None:
    drawn = {"procurementMethodDetails": "draw"}
    same = (bid("X", 100), bid("Y", 100))
    releases = [
        won("F", "X", *same),
        won("A no price", "X", *same, tender=drawn),
        won("A left out", "X", *same, tender={"procurementMethodDetails": "gift"}),
        won("A cancelled", "X", *same, tender={"status": "cancelled"}),
    ]
    ini = (
        "no_price_comparison_procurement_methods = draw\n"
        "[exclusions]\nprocurement_method_details = gift\n[R028]\n"
    )
    assert compute(releases, ini)["OCID"] == {"F": {"R028": 1.0}}
    assert compute(releases, "price_comparison_procurement_methods = draw\n[R028]")["OCID"] == {
        "A no price": {"R028": 1.0}
    }


def test_without_an_indicator_nothing_runs(compute: Compute) -> None:
    found = compute([{"ocid": "A"}], "currency = EUR", maps=True)
    assert found["Meta"] == {}
    assert all(pairs == {} for pairs in found["Maps"].values())
    assert compute([{"ocid": "A"}], "currency = EUR", meta=False) == {}


def test_without_settings_all_run(compute: Compute) -> None:
    tender = {"procurementMethod": "open", "numberOfTenderers": 1}
    found = compute([{"ocid": "F", "tender": tender}])
    assert found["OCID"] == {"F": {"R018": 1.0}}
    assert found["Meta"].keys() == {"R024", "R025", "R048", "R058"}
    assert set(found["Meta"]["R024"].values()) == {None}
