"""Orders dates as moments in time, not as text."""

from __future__ import annotations

from datetime import UTC, datetime


def instant(text: str) -> datetime | None:
    """Give the moment that a date of RFC 3339 means; a date without time means its first moment.

    Examples
    --------
    >>> instant("2024-01-01T00:30:00+01:00") < instant("2024-01-01")
    True
    >>> instant("yesterday") is None
    True
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def instant_key(text: str) -> tuple[datetime, str]:
    """Give a key to sort dates by: what is no date comes first, equal moments by their text."""
    return (instant(text) or datetime.min.replace(tzinfo=UTC), text)
