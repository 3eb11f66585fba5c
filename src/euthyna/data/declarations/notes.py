"""The issues of one file, gathered while it is read: the first places each, then counts."""

from __future__ import annotations

from dataclasses import replace

from euthyna.base.issues import Issue

PLACES = 20
"""How many issues of one kind and field have a place of their own."""
FIELDS = 500
"""How many kinds and fields are told apart; a hostile file may have any number."""
SHOWN = 60
"""How many characters of what was found are shown."""


class Notes:
    """Gathers issues in bounded memory."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str, str], Issue] = {}
        self._counts: dict[tuple[str, str, str], int] = {}
        self._places: dict[tuple[str, str], int] = {}

    def add(
        self, code: str, source: str, path: str = "", found: str = "", expected: str = ""
    ) -> None:
        """Add an issue; from the 21st of a kind and field on, they are counted together."""
        seen = self._places.get((code, path), 0)
        own = source if seen < PLACES else ""
        if (code, path, own) not in self._first:
            self._places[code, path] = seen + 1
        self._count((code, path, own), Issue(code, source, path, found[:SHOWN], expected))

    def tally(self, code: str, source: str, path: str, found: str, count: int = 1) -> None:
        """Count an issue: one a kind and field, with the first place."""
        self._count((code, path, ""), Issue(code, source, path, found[:SHOWN]), count)

    def issues(self) -> list[Issue]:
        """List all issues, each with its count."""
        return [replace(issue, count=self._counts[key]) for key, issue in self._first.items()]

    def _count(self, key: tuple[str, str, str], issue: Issue, count: int = 1) -> None:
        if key not in self._first and len(self._first) >= FIELDS * PLACES:
            key, issue = (issue.code, "", ""), replace(issue, path="other fields")
        self._first.setdefault(key, issue)
        self._counts[key] = self._counts.get(key, 0) + count
