"""Cardinal's settings files: read as there, refused with the way out."""

from __future__ import annotations

import pytest

from euthyna.base.errors import BadSettingsError
from euthyna.indicators.cardinal import DEFAULTS, read_settings
from euthyna.indicators.cardinal.settings import ANY, CODES, KNOWN, WITHOUT_EFFECT

FULL = """
; a comment
# another
currency = EUR
no_price_comparison_procurement_methods = Draw
price_comparison_procurement_methods = Reverse auction|Tender|

[exclusions]
procurement_method_details: "Gift|Loan"

[output]
info_currency_mismatches = yes

[codelists.bid_status]
Qualified = valid

[R003]
threshold = -3
procurement_methods = open

[R003.procurement_method_details]
Urgent = 5

[R025]
percentile = 90
threshold = 0.05
[R028]
"""


def test_everything_is_read() -> None:
    found = read_settings(FULL, name="full.ini")
    assert found.currency == "EUR"
    assert found.no_price_methods == "Draw"
    assert found.price_methods == "Reverse auction|Tender"
    assert found.excluded_methods == "Gift|Loan"
    assert found.indicators == {
        "R003": {
            "threshold": -3,
            "procurement_methods": "open",
            "procurement_method_details": {"Urgent": 5},
        },
        "R025": {"percentile": 90, "threshold": 0.05},
        "R028": {},
    }


def test_what_has_no_effect_is_noted() -> None:
    assert read_settings(FULL, name="full.ini").notes == (
        "full.ini: [output] has no effect here: it changes only what Cardinal logs",
        "full.ini: [codelists.bid_status] has no effect here: it is for 'prepare'",
        (
            "full.ini: no_price_comparison_procurement_methods has no effect: "
            "price_comparison_procurement_methods is set"
        ),
    )


def test_an_indicator_runs_only_if_its_section_is_there() -> None:
    assert read_settings("", name="empty.ini").indicators == {}
    assert read_settings("[R003.procurement_method_details]\nx = 1", name="a.ini").indicators == {
        "R003": {"procurement_method_details": {"x": 1}}
    }
    assert tuple(DEFAULTS.indicators) == CODES


@pytest.mark.parametrize("text", ["\ufeffcurrency = EUR", "currency='EUR'", "  currency  :EUR\r\n"])
def test_marks_quotes_and_blanks_are_taken_off(text: str) -> None:
    assert read_settings(text, name="a.ini").currency == "EUR"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[R099]", r"a\.ini, line 1: there is no section \[R099\]; there are .*\[R058\]"),
        ("\n[R003]\ntreshold = 1", r"line 3: \[R003\] has no key 'treshold'; it has threshold, "),
        ("[R028]\nthreshold = 1", r"\[R028\] has no key 'threshold'; it has no keys"),
        ("speed = 1", r"the part before the first section has no key 'speed'; it has currency, "),
        ("[R003]\nthreshold = 1.5", r"threshold = '1.5' in \[R003\]: a whole number is due"),
        ("[R024]\nthreshold = few", r"threshold = 'few' in \[R024\]: a number is due"),
        ("[R035]\nthreshold = -1", r"a whole number that is not negative is due"),
        ("[defaults]\nparty_roles = maybe", r"true or false is due"),
        ("[R003]\nthreshold", r"line 2: 'threshold' is neither \[section\] nor key = value"),
    ],
)
def test_what_is_not_known_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadSettingsError, match=says):
        read_settings(text, name="a.ini")


def test_every_section_can_be_written() -> None:
    for section, keys in KNOWN.items():
        lines = [f"[{section}]"] if section else []
        lines += [f"{'anything' if key == ANY else key} = 1" for key in keys]
        read_settings("\n".join(lines), name="a.ini")
    assert KNOWN.keys() >= WITHOUT_EFFECT.keys()
