"""When people and offices move money: by the hour, the day of the week and the month."""

from __future__ import annotations

from datetime import date, timedelta

from euthyna.simulation.basis.dates import BEGINNING, HORIZON
from euthyna.simulation.basis.draws import Draws

DAY = 1440
"""Minutes."""
LAST = HORIZON // DAY - 1
"""The last day on which anything is booked."""
_HOLIDAYS = frozenset({(1, 1), (1, 6), (5, 1), (9, 14), (12, 25), (12, 26)})
_MARGIN = 800
"""Days after the last that may still be asked for."""


def _closed(day: date) -> bool:
    return day.weekday() >= 5 or (day.month, day.day) in _HOLIDAYS


def _workdays() -> tuple[int, ...]:
    found = []
    follows = LAST + _MARGIN
    for number in range(LAST + _MARGIN, -1, -1):
        if not _closed(BEGINNING + timedelta(days=number)):
            follows = number
        found.append(follows)
    return tuple(reversed(found))


def _hours(weights: str) -> tuple[int, ...]:
    """Repeat each hour of the day as often as its digit says."""
    return tuple(hour for hour, weight in enumerate(weights) for _ in range(int(weight)))


def _before(workdays: tuple[int, ...]) -> tuple[int, ...]:
    found, last = [], 0
    for day, follows in enumerate(workdays):
        last = day if follows == day else last
        found.append(last)
    return tuple(found)


WORKDAYS = _workdays()
"""For each day, the first day at or after it on which banks are open."""
_BEFORE = _before(WORKDAYS)
"""For each day, the last day up to it on which banks were open."""
MONTHS = tuple(
    (date(2022 + (month + 6) // 12, (month + 6) % 12 + 1, 1) - BEGINNING).days
    for month in range(43)
)
"""The first day of July 2022 and of each month after it, and of January 2026."""
_OFFICE = _hours("000000013798645786310000")
_LEISURE = _hours("210000124566887678986543")
_NIGHT = _hours("135742000000000000000000")


def weekday(day: int) -> int:
    """Give the day of the week, from 0 for Monday; the simulated years begin on a Friday."""
    return (day + 4) % 7


def open_day(day: int) -> int:
    """Give the first day at or after `day` on which banks are open."""
    return WORKDAYS[min(max(day, 0), LAST + _MARGIN - 20)]


def office(draws: Draws, day: int) -> int:
    """Draw a moment in office hours of `day`, or of the next day with any."""
    u = draws.uniform
    return open_day(day) * DAY + _OFFICE[int(u() * len(_OFFICE))] * 60 + int(u() * 60)


def leisure(draws: Draws, day: int) -> int:
    """Draw a moment of `day` at which people shop and use telephones."""
    u = draws.uniform
    return max(day, 0) * DAY + _LEISURE[int(u() * len(_LEISURE))] * 60 + int(u() * 60)


def night(draws: Draws, day: int) -> int:
    """Draw a moment at which banks book what was ordered before: salaries, standing orders."""
    u = draws.uniform
    return open_day(day) * DAY + _NIGHT[int(u() * len(_NIGHT))] * 60 + int(u() * 60)


def night_before(draws: Draws, day: int) -> int:
    """Draw a moment as `night` does, of the last open day up to `day`: wages are not late."""
    return night(draws, _BEFORE[min(max(day, 0), LAST + _MARGIN - 20)])


def day_of(iso: str) -> int:
    """Count the days from the beginning of the simulated years to an ISO date."""
    return (date.fromisoformat(iso) - BEGINNING).days
