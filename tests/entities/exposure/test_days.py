"""Dates of any precision as days, against a calendar."""

from __future__ import annotations

import calendar
from datetime import date

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.data.model import Column, Kind, Table
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.entities.exposure.days import first_day, last_day, later

DATES = Table("dates", "Dates.", (Column("text", Kind.TEXT, "A date."),))


def days_of(*texts: str | None, months: int = 12) -> list[tuple[str | None, ...]]:
    """First and last possible day, and the day some months later, of each text."""
    desk = DuckDB(threads=1)
    desk.register_rows(DATES, [{"text": text} for text in texts])
    rows = ibis.table({"text": "string"}, name="dates")
    said = rows.select(
        first=first_day(rows.text), last=last_day(rows.text), later=later(rows.text, months)
    )
    found = desk.rows(str(ibis.to_sql(said, dialect="duckdb")))
    desk.close()
    return found


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2021-04", "2021-04-01", "2021-04-30"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2021-12-24", "2021-12-24", "2021-12-24"),
        ("2021-12-24T23:59:00Z", "2021-12-24", "2021-12-24"),
        ("2999-12-31", "2999-12-31", "2999-12-31"),
        ("2021-02-30", None, None),
        ("2021-13", None, None),
        ("20", None, None),
        ("long ago", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_date_means_days_from_a_first_to_a_last(
    text: str | None, first: str | None, last: str | None
) -> None:
    ((got_first, got_last, _),) = days_of(text)
    assert (got_first, got_last) == (first, last)


@settings(max_examples=20)
@given(
    days=st.lists(st.dates(date(1800, 1, 1), date(2400, 1, 1)), min_size=1, max_size=30),
    months=st.integers(0, 1500),
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    days: list[date], months: int
) -> None:
    found = {text for _, _, text in days_of(*(day.isoformat() for day in days), months=months)}
    assert found == {_counted(day, months).isoformat() for day in days}


def _counted(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@settings(max_examples=20)
@given(st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_a_shorter_date_holds_the_day(day: date) -> None:
    whole = day.isoformat()
    rows = days_of(whole[:4], whole[:7], whole)
    assert all(first <= whole <= last for first, last, _ in rows)
    assert [first for first, _, _ in rows] == sorted(first for first, _, _ in rows)


def test_years_end_with_9999() -> None:
    ((_, _, text),) = days_of("9990-05-05", months=1200)
    assert text == "9999-12-31"
