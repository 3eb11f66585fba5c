"""Merges the releases of one process into one compiled release."""

from __future__ import annotations

import warnings
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import orjson

from euthyna.base.issues import Issue
from euthyna.data.reading.instants import instant, instant_key
from euthyna.data.reading.merge_rules import MERGE_RULES

if TYPE_CHECKING:
    from collections.abc import Sequence

    Release = tuple[dict[str, Any], str]


class _ConflictError(ValueError):
    """Releases cannot be merged; the message says why."""


def compile_releases(releases: Sequence[Release]) -> tuple[dict[str, Any], str, list[Issue]]:
    """Merge the releases of one process.

    Releases are taken in the order of their dates, compared as moments in time; of equal dates in
    the order given. Copies count once. Of compiled releases the latest replaces the others, and
    releases that are newer still are merged into it.

    Parameters
    ----------
    releases
        Releases of one ocid, at least one, each with its place.

    Returns
    -------
    tuple
        The compiled release, the place of the latest release in it, and issues: how many releases
        were merged, which were superseded, and why some could not be merged. In the last case the
        latest release is given as it is.

    Examples
    --------
    >>> first = {"ocid": "o", "id": "1", "date": "2024-01-01", "tender": {"id": "t", "title": "A"}}
    >>> second = {"ocid": "o", "id": "2", "date": "2024-02-01", "tender": {"id": "t", "title": "B"}}
    >>> compiled, place, _ = compile_releases([(second, "a:1"), (first, "a:2")])
    >>> compiled["tender"]["title"], compiled["date"], place
    ('B', '2024-02-01', 'a:1')
    """
    ordered = sorted(_distinct(releases), key=_key)
    latest, place = ordered[-1]
    kept, issues = _superseded(ordered)
    if len(releases) > 1 and not issues:
        found = str(latest.get("ocid"))
        issues.append(Issue("duplicate-process", place, found=found, count=len(releases)))
    if len(kept) == 1:
        return kept[0][0], kept[0][1], issues
    try:
        return _merged(kept), place, issues
    except _ConflictError as error:
        found = str(latest.get("ocid"))
        conflict = Issue(
            "merge-conflict", place, found=found, expected=str(error), count=len(kept) - 1
        )
        return latest, place, [*issues, conflict]


def _distinct(releases: Sequence[Release]) -> list[Release]:
    """Drop the copies: releases that are equal whatever the order of their keys."""
    if len(releases) == 1:
        return list(releases)
    seen: dict[bytes, Release] = {}
    for release, place in releases:
        seen.setdefault(_digest(release), (release, place))
    return list(seen.values())


def _digest(release: dict[str, Any]) -> bytes:
    text = orjson.dumps(release, option=orjson.OPT_SORT_KEYS)
    return blake2b(text, digest_size=16).digest()


def _superseded(ordered: list[Release]) -> tuple[list[Release], list[Issue]]:
    """Of compiled releases keep the latest, and what is newer."""
    compiled = [index for index, (release, _) in enumerate(ordered) if _is_compiled(release)]
    if not compiled or compiled[-1] == 0:
        return ordered, []
    last = compiled[-1]
    found = str(ordered[last][0].get("ocid"))
    issue = Issue("superseded-release", ordered[last][1], found=found, count=last)
    return ordered[last:], [issue]


def _is_compiled(release: dict[str, Any]) -> bool:
    tag = release.get("tag")
    return "compiled" in tag if isinstance(tag, list) else tag == "compiled"


def _key(release: Release) -> tuple[Any, ...]:
    date = release[0].get("date")
    # Of equal dates the compiled release comes last: it has what the other says.
    return (*instant_key(date if isinstance(date, str) else ""), _is_compiled(release[0]))


def _merged(releases: list[Release]) -> dict[str, Any]:
    # Imported here because it brings in an HTTP client that a file without merging never needs.
    from ocdsmerge import CompiledRelease  # noqa: PLC0415
    from ocdsmerge.exceptions import DuplicateIdValueWarning, OCDSMergeError  # noqa: PLC0415

    _require_dates(releases)
    compiled = CompiledRelease(merge_rules=MERGE_RULES)
    try:
        with warnings.catch_warnings():
            # Two objects of one id would become one, and what the first said would be lost.
            warnings.simplefilter("error", DuplicateIdValueWarning)
            for release, _ in releases:
                compiled.append(release)
        merged: dict[str, Any] = compiled.asdict()
    except (OCDSMergeError, DuplicateIdValueWarning, TypeError, AttributeError) as error:
        raise _ConflictError(_shortened(error)) from error
    return merged


def _require_dates(releases: list[Release]) -> None:
    for release, place in releases:
        date = release.get("date")
        if not isinstance(date, str) or instant(date) is None:
            msg = f"the release at {place} has no date that can be read"
            raise _ConflictError(msg)


def _shortened(error: Exception) -> str:
    text = str(error)
    return text if len(text) <= 200 else f"{text[:100]} … {text[-100:]}"
