"""Dates as publishers write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.dates import WIDEST, parse

DAYS = st.dates(min_value=date(1000, 1, 1))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1970", ["1970"]),
        ("1970-05", ["1970-05"]),
        ("1970-05-03T23:59:00+02:00", ["1970-05-03"]),
        ("1970-00-00", ["1970"]),
        ("1970-05-00", ["1970-05"]),
        ("19700503", ["1970-05-03"]),
        ("1970/5/3", ["1970-05-03"]),
        ("03-May-1970", ["1970-05-03"]),
        ("3 September 1970", ["1970-09-03"]),
        ("Sept. 3rd, 1970", ["1970-09-03"]),
        ("May 1970", ["1970-05"]),
        ("20 de mayo de 1970", ["1970-05-20"]),
        ("1er août 1970", ["1970-08-01"]),
        ("3. März 1970", ["1970-03-03"]),
        ("3 мая 1970", ["1970-05-03"]),
        ("12/05/1970", ["1970-05-12"]),
        ("05/25/1970", ["1970-05-25"]),
        ("12.5.1970 10:30", ["1970-05-12"]),
        ("1/01/1963 12:00:00 AM", ["1963-01-01"]),
        ("05/1970", ["1970-05"]),
        ("circa 1970", ["1970"]),
        ("born approx. 1970", ["1970"]),
        ("1970 (estimated)", ["1970"]),
        ("1960-1962", ["1960", "1961", "1962"]),
        ("1960\u20131962", ["1960", "1961", "1962"]),
        ("between circa 1950 and 1980", ["1950", "1980"]),
        ("between 1 Jan 1970 and 3 Jan 1970", ["1970-01-01", "1970-01-03"]),
    ],
)
def test_a_date_keeps_its_precision(text: str, found: list[str]) -> None:
    assert list(parse(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "never",
        "31 Feb 1970",
        "1970-13-01",
        "2 Aug 63",
        "0000-01-01",
        "1970-05-32",
        "1980 to 1970",
        "May",
        "12/05",
        "300 BC",
        "1" * 10000,
        "May " * 20 + "1970",
    ],
)
def test_what_is_no_date_gives_nothing(text: str) -> None:
    assert parse(text) == ()


@given(DAYS)
def test_every_day_is_read_however_it_is_written(day: date) -> None:
    iso = f"{day.year:04}-{day.month:02}-{day.day:02}"
    month = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"][
        day.month - 1
    ]
    assert parse(iso) == (iso,)
    assert parse(f"{day.day}/{day.month}/{day.year}") == (iso,)
    assert parse(f"{day.month}/{day.day}/{day.year}", order="mdy") == (iso,)
    assert parse(f"{day.day}-{month.title()}-{day.year}") == (iso,)
    assert parse(f"{month} {day.day}, {day.year}") == (iso,)


@given(st.integers(1000, 2090), st.integers(0, 100))
def test_a_range_of_years_gives_them_or_its_ends(first: int, width: int) -> None:
    found = parse(f"{first} to {first + width}")
    assert (found[0], found[-1]) == (str(first), str(first + width))
    assert len(found) == (width + 1 if width < WIDEST else 2)


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_none_at_once(text: str) -> None:
    assert all(len(one) in {4, 7, 10} for one in parse(text))
