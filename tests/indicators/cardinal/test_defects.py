"""Each defect of Cardinal: repaired by default, reproduced in the strict mode."""

from __future__ import annotations

from tests.indicators.cardinal.conftest import Compute, Release, bid, days, won

MIXED = "[R024]\nthreshold = 0.02\n[R036]\n[R058]\nthreshold = 0.05\n"


def in_dollars(release: Release) -> Release:
    for one in release["bids"]["details"]:
        one["value"]["currency"] = "USD"
    return release


def test_defect_1_each_process_has_its_own_currency(compute: Compute) -> None:
    releases = [
        won("F9", "W", bid("W", 100), bid("L", 107)),
        in_dollars(won("F10", "W", bid("W", 100), bid("L", 107))),
    ]
    assert compute(releases, MIXED)["OCID"].keys() == {"F9", "F10"}
    assert compute(releases, MIXED, strict=True)["OCID"].keys() == {"F9"}
    assert compute(releases[::-1], MIXED, strict=True)["OCID"].keys() == {"F10"}
    assert compute(releases, f"currency = USD\n{MIXED}")["OCID"].keys() == {"F10"}


def test_defect_1_the_first_currency_is_that_of_the_first_comparison(compute: Compute) -> None:
    out = {"status": "disqualified"}
    consortium = {"tenderers": [{"id": "X"}, {"id": "Y"}]}
    first = won("F", "W", bid("X", 1, **consortium), bid("W", 100), bid("L", 107))
    first["bids"]["details"][0]["value"]["currency"] = "USD"
    last = in_dollars(won("F dollars", "W", bid("W", 100), bid("D", 90, **out)))
    lines = [won(f"A{n}", "W") for n in range(10)]
    # R024 looks first, and not at the consortium; R036 alone does look at it.
    assert compute([*lines, first, last], MIXED, strict=True)["OCID"].keys() == {"F"}
    assert compute([*lines, first, last], "[R036]", strict=True)["OCID"].keys() == {"F dollars"}


def test_defect_1_a_process_in_two_currencies_is_left_out(compute: Compute) -> None:
    mixed = won("A", "W", bid("W", 100), bid("L", 107))
    mixed["bids"]["details"].append(bid("M", 90, value={"amount": 90, "currency": "USD"}))
    assert "OCID" not in compute([mixed], MIXED)
    assert compute([mixed], MIXED, strict=True)["OCID"].keys() == {"A"}


def test_defect_2_instants_are_compared_and_not_letters(compute: Compute) -> None:
    tender = {"tenderPeriod": {"endDate": "2024-03-15T12:00:00+00:00"}}
    releases = [
        won("A early", "W", bid("W", date="2024-03-15T13:00:00+02:00"), tender=tender),
        won("F late", "W", bid("W", date="2024-03-15T11:00:00-02:00"), tender=tender),
    ]
    assert compute(releases, "[R030]")["OCID"].keys() == {"F late"}
    assert compute(releases, "[R030]", strict=True)["OCID"].keys() == {"A early"}


def test_defect_2_a_deadline_without_a_time_is_the_end_of_its_day(compute: Compute) -> None:
    tender = {"tenderPeriod": {"endDate": "2024-03-15"}}
    releases = [
        won("A", "W", bid("W", date="2024-03-15T10:00:00Z"), tender=tender),
        won("F", "W", bid("W", date="2024-03-16"), tender=tender),
    ]
    assert compute(releases, "[R030]")["OCID"].keys() == {"F"}
    assert compute(releases, "[R030]", strict=True)["OCID"].keys() == {"A", "F"}


def test_defect_3_dates_without_a_time_are_dates(compute: Compute) -> None:
    releases = [days("F", "2024-01-03", "2024-01-08"), days("A", "2024-01-03", "2024-01-18")]
    assert compute(releases, "[R003]")["OCID"].keys() == {"F"}
    assert "OCID" not in compute(releases, "[R003]", strict=True)


def test_defect_4_suppliers_that_are_alike_are_not_flagged(compute: Compute) -> None:
    award = {"status": "active", "items": [{"classification": {"id": "33"}}]}
    releases = [
        {"ocid": f"{party}{n}", "awards": [{**award, "suppliers": [{"id": party}]}]}
        for party in "ABCD"
        for n in range(20)
    ]
    meta = {"R048": {"q1": 1.0, "q3": 1.0, "upper_fence": 1.0}}
    assert compute(releases, "[R048]") == {"Meta": meta}
    strict = compute(releases, "[R048]", strict=True)
    assert strict == {"Meta": meta, "Tenderer": {party: {"R048": 1.0} for party in "ABCD"}}


def test_defect_5_a_winning_bid_of_zero_has_no_gap(compute: Compute) -> None:
    releases = [
        won("F", "W", bid("W", 0), bid("L", 5)),
        won("A", "W", bid("W", 100), bid("L", 105)),
    ]
    fixed = "[R058]\nthreshold = 0.06"
    assert "OCID" not in compute(releases, fixed)
    assert compute(releases, fixed, strict=True)["OCID"] == {"F": {"R058": None}}
    assert compute(releases, "[R058]")["Meta"]["R058"]["q3"] == 0.05
    assert compute(releases, "[R058]", strict=True)["Meta"]["R058"] == {
        "q1": 0.05,
        "q3": None,
        "upper_fence": None,
    }


def test_defect_5_nothing_by_nothing_comes_first(compute: Compute) -> None:
    releases = [
        won(f"P{n}", "W", bid("W", price), bid("L", price * 2)) for n, price in enumerate((0, 1, 1))
    ]
    found = compute(releases, "[R024]", strict=True)
    assert found == {"Meta": {"R024": {"q1": None, "q3": 1.0, "lower_fence": None}}}


def test_a_process_on_several_lines_is_judged_line_by_line(compute: Compute) -> None:
    tender = {"procurementMethod": "open", "numberOfTenderers": 1}
    out = {"status": "disqualified"}
    releases = [
        won("F", "W", bid("W", 100), bid("L", 150), tender=tender, buyer={"id": "B"}),
        *(won(f"A{n}", "V", bid("V", 100), bid("L", 300)) for n in range(8)),
        won(
            "F",
            "W",
            bid("W", 100),
            bid("L", 120),
            bid("D", **out),
            bid("D", **out),
            buyer={"id": "C"},
        ),
    ]
    ini = "[R018]\n[R038]\nthreshold = 0.5\n[R058]\nthreshold = 0.2\n[R024]\nthreshold = 0.2"
    found = compute(releases, ini, maps=True)
    assert found["OCID"]["F"] == {"R018": 1.0, "R024": 0.2, "R058": 0.2}
    assert found["Tenderer"] == {
        "D": {"R038": 1.0},
        "L": {"R024": 0.0},
        "V": {"R058": 0.0},
        "W": {"R024": 0.0, "R058": 0.0},
    }
    assert found["Buyer"] == {"C": {"R038": 0.5}}
    assert found["Maps"]["ocid_buyer_r038"] == {"F": "C"}
    assert found["Maps"]["ocid_tenderer"]["F"] == ["D", "L", "W"]
