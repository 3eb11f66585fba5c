"""Countries as publishers write them."""

from __future__ import annotations

import pytest

from euthyna.base.countries import code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pa", "pa"),
        ("RUS", "ru"),
        ("UK", "gb"),
        ("Viet Nam", "vn"),
        (" Russian  Federation. ", "ru"),
        ("Россия", "ru"),
        ("中国", "cn"),
        ("British", "gb"),
        ("Scotland", "gb"),
        ("gb-sct", "gb"),
        ("Korea, Rep.", "kr"),
        ("Korea, Dem. People's Rep.", "kp"),
        ("Congo, Dem. Rep.", "cd"),
        ("Congo, Rep.", "cg"),
        ("Egypt, Arab Rep.", "eg"),
        ("Iran (Islamic Republic of)", "ir"),
        ("China (Hong Kong SAR)", "hk"),
        ("Hong Kong SAR, China", "hk"),
        ("Taiwan (Province of China)", "tw"),
        ("Virgin Islands (British)", "vg"),
        ("Bahamas, The", "bs"),
        ("Soviet Union", "suhh"),
    ],
)
def test_a_country_is_told_by_its_names_and_codes(text: str, found: str) -> None:
    assert code(text) == found


@pytest.mark.parametrize(
    "text", ["", "Atlantis", "XA", "zz", "Unknown", "Africa", "x" * 10_000, "Korea, Atlantis"]
)
def test_what_is_no_country_has_no_code(text: str) -> None:
    assert code(text) == ""
