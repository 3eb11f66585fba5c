"""Dates of any precision as days, in expressions that every engine runs.

``1970-05`` may mean any day of that month. Both ends are texts like ``1970-05-31``, whose order
is that of time. A date that is none gives null, as a missing one does.
"""

from __future__ import annotations

from typing import Any

import ibis

_SHAPE = r"^[0-9]{4}(-[0-9]{2}){0,2}$"
_LAST_YEAR = 9999


def first_day(date: Any) -> Any:
    """Build the expression of the first day that a date of any precision can mean."""
    known = _known(date)
    return ibis.cases(
        (known.length() == 4, known + "-01-01"),
        (known.length() == 7, known + "-01"),
        (known.length() == 10, known),
    )


def last_day(date: Any) -> Any:
    """Build the expression of the last day that a date of any precision can mean."""
    known = _known(date)
    ends = _days_of(_part(known, 0, 4), _part(known, 5, 2))
    return ibis.cases(
        (known.length() == 4, known + "-12-31"),
        (known.length() == 7, known + "-" + _written(ends, 2)),
        (known.length() == 10, known),
    )


def later(day: Any, months: Any) -> Any:
    """Build the expression of the day that is so many months later.

    Parameters
    ----------
    day
        An expression of a text like ``2024-02-29``.
    months
        A whole number, or an expression of one; null gives null.

    Returns
    -------
    ibis.Value
        The same day of the month, or the last one of a shorter month; the years end with 9999.
    """
    sum_ = _part(day, 0, 4) * 12 + _part(day, 5, 2) - 1 + months
    year = ibis.least((sum_ / 12).floor().cast("int64"), _LAST_YEAR)
    month = sum_ % 12 + 1
    of_month = ibis.least(_part(day, 8, 2), _days_of(year, month))
    return _written(year, 4) + "-" + _written(month, 2) + "-" + _written(of_month, 2)


def _known(date: Any) -> Any:
    cut = date.strip().substr(0, 10)
    return ibis.ifelse(cut.re_search(_SHAPE), cut, ibis.null("string"))


def _part(day: Any, start: int, length: int) -> Any:
    return day.substr(start, length).try_cast("int64")


def _days_of(year: Any, month: Any) -> Any:
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    return ibis.cases(
        (month.isin([4, 6, 9, 11]), 30),
        ((month == 2) & leap, 29),
        (month == 2, 28),
        else_=31,
    )


def _written(number: Any, digits: int) -> Any:
    return number.cast("string").lpad(digits, "0")
