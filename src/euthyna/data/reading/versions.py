"""Takes the latest state out of a versioned release."""

from __future__ import annotations

from typing import Any

from euthyna.data.reading.instants import instant_key

_VERSION_KEYS = frozenset({"releaseDate", "releaseID", "releaseTag", "value"})


def unversion(versioned: dict[str, Any]) -> dict[str, Any]:
    """Give the release that a versioned release describes last.

    Each list of versions of a field becomes the value of the latest version; a field whose
    latest value is null is left out. The date is that of the latest version anywhere.

    Examples
    --------
    >>> unversion({
    ...     "ocid": "ocds-1",
    ...     "language": [
    ...         {"releaseID": "2", "releaseDate": "2024-02-01", "releaseTag": ["a"], "value": "es"},
    ...         {"releaseID": "1", "releaseDate": "2024-01-01", "releaseTag": ["b"], "value": "en"},
    ...     ],
    ... })
    {'ocid': 'ocds-1', 'language': 'es', 'tag': ['compiled'], 'id': 'ocds-1-2024-02-01', 'date': '2024-02-01'}
    """
    dates: list[str] = []
    release = {key: _latest(value, dates) for key, value in versioned.items()}
    release = {key: value for key, value in release.items() if value is not None}
    release["tag"] = ["compiled"]
    if dates:
        date = max(dates, key=instant_key)
        release |= {"id": f"{versioned.get('ocid')}-{date}", "date": date}
    return release


def _latest(value: Any, dates: list[str]) -> Any:
    if isinstance(value, list):
        if value and all(map(_is_version, value)):
            dates.extend(_date(version) for version in value if _date(version))
            return max(value, key=lambda version: instant_key(_date(version)))["value"]
        return [_latest(item, dates) for item in value]
    if isinstance(value, dict):
        latest = {key: _latest(item, dates) for key, item in value.items()}
        return {key: item for key, item in latest.items() if item is not None}
    return value


def _is_version(value: Any) -> bool:
    return isinstance(value, dict) and "value" in value and _VERSION_KEYS.issuperset(value)


def _date(version: dict[str, Any]) -> str:
    date = version.get("releaseDate")
    return date if isinstance(date, str) else ""
