"""Parts a text: at its outermost parentheses, and at what joins several names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from euthyna.data.declarations.shortening import has_substance, words

_PAIRS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in one outermost pair of parentheses or brackets."""

    inner: str
    opening: str = "("

    @property
    def whole(self) -> str:
        """The text with its parentheses."""
        return f"{self.opening}{self.inner}{_PAIRS[self.opening]}"


def parts_of(text: str) -> Iterator[str | Group]:
    """Give the texts outside and the groups, in order.

    >>> list(parts_of("A (B (C)) D (E"))
    ['A ', Group(inner='B (C)', opening='('), ' D ', Group(inner='E', opening='(')]
    """
    start = depth = 0
    for place, character in enumerate(text):
        if character in _PAIRS:
            if depth == 0:
                if place > start:
                    yield text[start:place]
                start = place
            depth += 1
        elif character in {")", "]"} and depth:
            depth -= 1
            if depth == 0:
                yield Group(text[start + 1 : place], text[start])
                start = place + 1
    if depth:
        yield Group(text[start + 1 :], text[start])
    elif start < len(text):
        yield text[start:]


def several(text: str) -> Iterator[str]:
    """Part an enumeration of names; a comma before a legal form or a given name parts nothing.

    >>> list(several("North Wind, South Wind Co., Ltd.")), list(several("OREL, Milan"))
    (['North Wind', ' South Wind Co., Ltd.'], ['OREL, Milan'])
    """
    for part in text.split(";"):
        for choice in re.split(r" or (?=\S+ \S)", part):
            yield from _enumerated(choice)


def _enumerated(text: str) -> Iterator[str]:
    halves = text.split(" and ")
    if len(halves) == 2 and all(half.strip().isupper() for half in halves):
        yield from halves
        return
    names: list[str] = []
    for part in text.split(","):
        if names and not has_substance(part):
            names[-1] += f",{part}"
        else:
            names.append(part)
    whole = len(names) > 1 and all(len(words(name)) > 1 for name in names)
    yield from names if whole else [text]
