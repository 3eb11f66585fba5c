"""Counts the issues of one input, so that a million problems are a hundred lines of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from euthyna.base.issues import Issue

MOST: Final = 100
"""How many findings are kept apart for one code; the rest is counted together."""


class Tally:
    """Collects issues: the same finding about a field is counted at the place of the first."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, ...], Issue] = {}
        self._different: dict[str, int] = {}

    def add(self, issue: Issue) -> None:
        """Take note of an issue."""
        key = _key(issue)
        if key not in self._kept and self._different.get(issue.code, 0) >= MOST:
            issue = replace(issue, found="others")
            key = (issue.code, issue.path, issue.found, issue.expected)
        if first := self._kept.get(key):
            self._kept[key] = replace(first, count=first.count + issue.count)
        else:
            self._kept[key] = issue
            self._different[issue.code] = self._different.get(issue.code, 0) + 1

    def extend(self, issues: Iterable[Issue]) -> None:
        """Take note of several issues."""
        for issue in issues:
            self.add(issue)

    def issues(self) -> list[Issue]:
        """Give what was collected, in the order of first appearance."""
        return list(self._kept.values())


def _key(issue: Issue) -> tuple[str, ...]:
    # What concerns a whole record is of use only with its place, so that each is kept.
    place = () if issue.path else (issue.source,)
    return (issue.code, issue.path, issue.found, issue.expected, *place)
