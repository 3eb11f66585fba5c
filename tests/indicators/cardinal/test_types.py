"""Values of another type than the standard says: Cardinal takes no text but a text."""

from __future__ import annotations

from typing import Any

import pytest
from tests.indicators.cardinal.conftest import Compute, bid, days, won

WRONG = [None, 0, 1, 1.5, True, [], {}, ["valid"], {"id": "x"}]


@pytest.mark.parametrize("status", WRONG)
def test_a_bid_whose_status_is_no_text_was_not_submitted(compute: Compute, status: Any) -> None:
    found = compute([won("A", "W", bid("W", status=status))], "[R025]\n[R038]", maps=True)
    assert found["Maps"]["ocid_tenderer"] == {}
    assert "q1" not in found["Meta"].get("R038", {})


def test_a_bid_with_an_empty_status_was_submitted(compute: Compute) -> None:
    found = compute([won("F", "W", bid("W", status=""))], "[R025]", maps=True)
    assert found["Maps"]["ocid_tenderer"] == {"F": ["W"]}


@pytest.mark.parametrize("status", WRONG)
def test_an_award_whose_status_is_no_text_does_not_hold_up_the_others(
    compute: Compute, status: Any
) -> None:
    out = {"status": "disqualified"}
    release = won("F", "W", bid("W"), bid("D", **out))
    release["awards"].append({"status": status})
    assert compute([release], "[R035]")["OCID"] == {"F": {"R035": 1.0}}


@pytest.mark.parametrize("strict", [False, True])
def test_numbers_are_no_dates_and_no_currencies(compute: Compute, *, strict: bool) -> None:
    late = won("A late", "W", bid("W", date=3000), tender={"tenderPeriod": {"endDate": "2024-01"}})
    priced = won("A priced", "W", bid("W", value={"amount": 1, "currency": 978}), bid("L", 2))
    assert "OCID" not in compute([late, priced], "[R030]\n[R058]\nthreshold = 0.1", strict=strict)


def test_an_empty_text_is_lower_than_any_other(compute: Compute) -> None:
    tender = {"tenderPeriod": {"endDate": ""}}
    releases = [won("F", "W", bid("W", date="2024-01-01T00:00:00Z"), tender=tender)]
    assert compute(releases, "[R030]", strict=True)["OCID"].keys() == {"F"}


def test_quotes_and_backslashes_in_codes_are_those_that_were_published(compute: Compute) -> None:
    details = 'say "open"\\\u00e9'
    tender = {"procurementMethodDetails": details, **days("F", "", "")["tender"]}
    tender["tenderPeriod"] = {
        "startDate": "2024-01-01T00:00:00Z",
        "endDate": "2024-01-02T00:00:00Z",
    }
    ini = f"[exclusions]\nprocurement_method_details = {details}\n[R003]"
    assert compute([{"ocid": "A", "tender": tender}], "[R003]")["OCID"].keys() == {"A"}
    assert "OCID" not in compute([{"ocid": "A", "tender": tender}], ini)


@pytest.mark.parametrize(
    ("date", "is_date"),
    [
        ("2024-01-01t00:00:00z", True),
        ("2024-01-01T00:00:00.1234567890123Z", True),
        ("0001-01-01T00:00:00Z", True),
        ("2024-01-01T00:00:00+23:59", True),
        ("2024-01-01T00:00:00+24:00", False),
        ("2024-01-01T00:00:00+05:60", False),
        ("2024-02-30T00:00:00Z", False),
    ],
)
def test_dates_are_those_of_rfc_3339(compute: Compute, date: str, *, is_date: bool) -> None:
    found = compute([days("P", "2024-01-01T00:00:00Z", date)], "[R003]", strict=True)
    assert ("OCID" in found) is is_date
