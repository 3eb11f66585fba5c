"""Dates of any precision as days, in expressions that every engine runs.

``1970-05`` may mean any day of that month. Both ends are texts like ``1970-05-31``, whose order
is that of time. A date that is none gives null, as a missing one does.
"""

from __future__ import annotations

from typing import Any

import ibis

_FAR = "9700-01-01"
_END = "9999-12-31"


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
        An expression of texts like ``2024-02-29``.
    months
        A whole number, or an expression of one; null gives null.

    Returns
    -------
    ibis.Value
        The same day of the month, or the last one of a shorter month. What lies after the
        year 9700 is for ever, whatever is added: no year has five digits.
    """
    span = ibis.interval(months=months) if isinstance(months, int) else months.as_interval("M")
    sum_ = (day.try_cast("date") + span).cast("string").left(10)
    return ibis.cases((day >= _FAR, ibis.ifelse(span.isnull(), None, _END)), else_=sum_)


def _cut(date: Any) -> Any:
    return date.left(10)


def _valid(day: Any) -> Any:
    # Engines read short years and single digits as well, each in its way.
    return ibis.cases((day.length() == 10, day.try_cast("date").cast("string")))
