"""Minutes since the beginning of the simulated years, written as dates with an offset."""

from __future__ import annotations

from datetime import date, timedelta

BEGINNING = date(2022, 7, 1)
HORIZON = 1279 * 1440
"""31 December 2025: nothing is published after it."""

_DAYS = tuple((BEGINNING + timedelta(days=day)).isoformat() for day in range(-200, 3000))


def stamp(minutes: int, *, offset: str) -> str:
    """Write a moment as RFC 3339.

    Parameters
    ----------
    minutes
        After midnight of 1 July 2022, in the buyer's own time.
    offset
        How the buyer writes its time zone, such as ``+02:00`` or ``Z``.

    Returns
    -------
    str
        Such as ``2022-07-01T09:30:00+02:00``.

    Examples
    --------
    >>> stamp(570, offset="Z")
    '2022-07-01T09:30:00Z'
    """
    day, minute = divmod(minutes, 1440)
    return f"{_DAYS[day + 200]}T{minute // 60:02d}:{minute % 60:02d}:00{offset}"


def year(minutes: int) -> str:
    """Give the four digits of the year."""
    return _DAYS[minutes // 1440 + 200][:4]
