"""Dates of any precision as days, in expressions that every engine runs.

``1970-05`` may mean any day of that month. Both ends are texts like ``1970-05-31``, whose order
is that of time. A date that is none gives null, as a missing one does.
"""

from __future__ import annotations

from typing import Any

import ibis

_LAST_YEAR = 9999


def first_day(date: Any) -> Any:
    """Build the expression of the first day that a date of any precision can mean."""
    # 2024, 2024-05 and 2024-05-03, followed by this and cut, are all whole days.
    return _valid((_cut(date) + "-01-01").left(10))


def last_day(date: Any) -> Any:
    """Build the expression of the last day that a date of any precision can mean."""
    ends = ("-12-31", "-31", "-30", "-29", "-28", "")
    return ibis.coalesce(*(_valid(_cut(date) + end) for end in ends))


def later(day: Any, months: Any) -> Any:
    """Build the expression of the day that is so many months later.

    Parameters
    ----------
    day
        A column of texts like ``2024-02-29``; a long expression would be repeated many times.
    months
        A whole number, or an expression of one; null gives null.

    Returns
    -------
    ibis.Value
        The same day of the month, or the last one of a shorter month; the years end with 9999.
    """
    counted = _number(day.left(4)) * 12 + _number(day.left(7).right(2)) - 1 + months
    year = ibis.least((counted / 12).floor().cast("int64"), _LAST_YEAR)
    month = counted % 12 + 1
    ends = ibis.cases(
        (month.isin([4, 6, 9, 11]), 30),
        ((month == 2) & _is_leap(year), 29),
        (month == 2, 28),
        else_=31,
    )
    of_month = ibis.least(_number(day.right(2)), ends)
    return _digits(year, 4) + "-" + _digits(month, 2) + "-" + _digits(of_month, 2)


def _cut(date: Any) -> Any:
    return date.left(10)


def _valid(day: Any) -> Any:
    return day.try_cast("date").cast("string")


def _is_leap(year: Any) -> Any:
    return ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)


def _number(text: Any) -> Any:
    return text.try_cast("int64")


def _digits(number: Any, count: int) -> Any:
    return (number + 10**count).cast("string").right(count)
