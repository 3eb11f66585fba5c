"""What could not be read, as a person at a terminal needs it: the place, what it is, the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from euthyna.base.issues import KINDS, Issue

MOST = 10
"""So many places are named; `euthyna sources check` names all."""

_TOLD_ELSEWHERE = frozenset({"unread-field", "format-not-read"})


def lines(issues: Iterable[Issue], *, most: int = MOST) -> Iterator[str]:
    """Say what was published and is missing from the tables.

    Parameters
    ----------
    issues
        As the load gave them.
    most
        How many places are named before the rest is only counted.

    Yields
    ------
    str
        One line a place, ``file:line: what is wrong. What to do.``; fields that are not part of
        the model are left out, because nothing that is computed needs them.
    """
    lost = [i for i in issues if KINDS[i.code].loses and i.code not in _TOLD_ELSEWHERE]
    for issue in lost[:most]:
        yield f"{issue.source}: {issue.sentence()} {KINDS[issue.code].remedy}"
    if len(lost) > most:
        yield f"{len(lost) - most:,} more like these; `euthyna sources check` lists them"


def remedies(issues: Iterable[Issue]) -> Iterator[str]:
    """Say once for each kind of issue what can be done."""
    for code in sorted({issue.code for issue in issues}):
        yield f"{code}: {KINDS[code].remedy}"
