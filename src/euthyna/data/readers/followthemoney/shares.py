"""Percentages as publishers write them, read into intervals of shares."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MORE = re.compile(r"more|over|above|least|from|min|[>≥+]", re.IGNORECASE)
_LESS = re.compile(r"less|under|below|most|up to|max|[<≤]", re.IGNORECASE)


def share(text: str) -> tuple[float, float] | None:
    """Read a percentage as an interval of shares.

    Examples
    --------
    >>> share("25"), share("25-50"), share("more than 50 %"), share("many")
    ((0.25, 0.25), (0.25, 0.5), (0.5, 1.0), None)
    """
    found = [float(number.replace(",", ".")) / 100 for number in _NUMBER.findall(text[:200])]
    if not found or len(found) > 2 or max(found) > 1:
        return None
    if len(found) == 2:
        return min(found), max(found)
    if _MORE.search(text):
        return found[0], 1.0
    return (0.0, found[0]) if _LESS.search(text) else (found[0], found[0])
