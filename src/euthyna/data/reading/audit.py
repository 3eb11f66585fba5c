"""The audit: every field of a file counted, so that nothing is lost in silence.

A kernel walks the bytes of JSON Lines once, at the speed of memory rather than of a parser, and
counts each path by JSON type. What the declaration does not name becomes an issue, and so does
what it names in another type; lines that the typed scan would read differently from the strict
path are marked, so that the strict path reads them instead.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from euthyna.base.issues import Issue
from euthyna.data.declarations import Form, Standard
from euthyna.data.reading import counting
from euthyna.data.reading.counting import ARRAY, NUMBER, OBJECT, STRING, TRUTH, Trie

BLOCK = 32 << 20
"""How many bytes are counted at a time."""

_NAMES = {
    STRING: "text",
    NUMBER: "a number",
    TRUTH: "true or false",
    OBJECT: "an object",
    ARRAY: "a list",
}
_FIRST_ELEMENT = counting.TYPES
"""Types of elements of a list are counted apart, from this index on."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What the audit found in one file."""

    issues: tuple[Issue, ...]
    strict: tuple[int, ...]
    """Numbers of the lines, from 1, that the strict path must read."""
    lines: int
    """How many lines the file has, empty ones included."""
    empty: tuple[int, ...]
    """Numbers of the empty lines: the typed scan passes over them."""


@dataclass(frozen=True, slots=True)
class _Due:
    """What a path may hold."""

    good: frozenset[int]
    converted: frozenset[int] = frozenset()
    elements: frozenset[int] = frozenset()
    strict: frozenset[int] = frozenset()
    """Types that send the line to the strict path; elements are counted from the first of them."""
    words: str = "an object"


_ROWS = _Due(
    frozenset({ARRAY}),
    frozenset({OBJECT}),
    frozenset({OBJECT}),
    frozenset({OBJECT}),
    words="a list of objects",
)
_OBJECT = _Due(frozenset({OBJECT}))
_NESTED = frozenset({OBJECT, ARRAY})
_NUMERIC = _Due(
    frozenset({NUMBER}),
    frozenset({STRING}),
    strict=frozenset({STRING, counting.ODD_NUMBER, *_NESTED, TRUTH}),
    words="a number",
)
_TEXT = _Due(frozenset({STRING}), frozenset({NUMBER, TRUTH}), strict=_NESTED, words="text")
_FORMS = {
    Form.TEXT: _TEXT,
    Form.CODE: _TEXT,
    Form.ID: _Due(frozenset({STRING}), frozenset({NUMBER}), strict=_NESTED, words="text"),
    Form.TEXTS: _Due(
        frozenset({ARRAY}),
        frozenset({STRING}),
        frozenset({STRING}),
        words="a list of texts",
    ),
    Form.COUNT: _NUMERIC,
    Form.NUMBER: _NUMERIC,
    Form.TRUTH: _Due(
        frozenset({TRUTH}), frozenset({STRING}), strict=_NESTED, words="true or false"
    ),
    Form.DATE: _Due(frozenset({STRING}), strict=_NESTED, words="a date"),
}


def audit(
    path: Path,
    *,
    name: str,
    standard: Standard,
    passed: Callable[[int], None] | None = None,
) -> Audited:
    """Count every field of a file of JSON Lines.

    Parameters
    ----------
    path
        The file, plain.
    name
        What `source` of the issues shows.
    passed
        Called with the number of bytes counted so far.

    Returns
    -------
    Audited
        Issues (with the number of the first line), and the lines for the strict path. Lines
        that are not JSON are marked for the strict path, which explains them.
    """
    trie = _seeded(standard).copy()
    strict: list[int] = []
    empty: list[int] = []
    line = 1
    for block, done in _blocks(path):
        marks = counting.count(block, trie, line)
        strict += (np.flatnonzero(marks == counting.MARKED) + line).tolist()
        empty += (np.flatnonzero(marks == counting.EMPTY) + line).tolist()
        line += marks.size
        if passed is not None:
            passed(done)
    issues = tuple(_issues(trie, standard, name))
    return Audited(issues, tuple(strict), line - 1, tuple(empty))


def _blocks(path: Path) -> Iterator[tuple[np.ndarray, int]]:
    """Yield whole lines, and how many bytes were given so far."""
    with path.open("rb") as file:
        if not path.stat().st_size:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            start, size = 0, len(text)
            while start < size:
                end = size
                if size - start > BLOCK:
                    end = text.rfind(b"\n", start, start + BLOCK) + 1
                    end = end or text.find(b"\n", start + BLOCK) + 1 or size
                yield np.frombuffer(text[start:end], dtype=np.uint8), end
                start = end


@cache
def _seeded(standard: Standard) -> Trie:
    """Make a trie that knows the declared paths and what they may hold."""
    trie = Trie()
    for path, due in _dues(standard).items():
        node = trie.node(path)
        for kind in due.strict:
            trie.strict[node, kind] = True
    return trie


@cache
def _dues(standard: Standard) -> dict[str, _Due]:
    out: dict[str, _Due] = {}

    def way(marked: str) -> None:
        parts = marked.split("/")
        for depth in range(1, len(parts)):
            above = "/".join(parts[:depth])
            due = _ROWS if above.endswith("[]") else _OBJECT
            out.setdefault(above.replace("[]", ""), due)

    out[standard.key] = _Due(frozenset({STRING}), words="text")
    for path, form, marked in standard.leaves():
        way(marked)
        if form is Form.MONEY:
            out.setdefault(path, _OBJECT)
            out[f"{path}/amount"] = _FORMS[Form.NUMBER]
            out[f"{path}/currency"] = _FORMS[Form.TEXT]
        else:
            out[path] = _FORMS[form]
    for rows in standard.rows:
        if rows.at:
            way(f"{rows.at}/")
    return out


def _issues(trie: Trie, standard: Standard, name: str) -> Iterator[Issue]:
    dues = _dues(standard)
    ignored = _Ignored(standard.out_of_scope)
    for node, path in trie.paths():
        parent = path.rpartition("/")[0]
        known = path in dues
        if known:
            yield from _wrong(trie, node, path, dues[path], name)
        elif (not parent or parent in dues) and not ignored.covers(path):
            yield from _unread(trie, node, path, name)


def _wrong(trie: Trie, node: int, path: str, due: _Due, name: str) -> Iterator[Issue]:
    for kind, found in _NAMES.items():
        count = int(trie.counts[node, kind])
        if count and kind not in due.good:
            code = "converted" if kind in due.converted else "wrong-type"
            source = f"{name}:{trie.first[node, kind]}"
            yield Issue(code, source, path, found, due.words, count)
        inner = _FIRST_ELEMENT + kind
        count = int(trie.counts[node, inner])
        if count and kind not in due.elements and ARRAY in due.good:
            source = f"{name}:{trie.first[node, inner]}"
            yield Issue("wrong-type", source, path, f"{found} in the list", due.words, count)


def _unread(trie: Trie, node: int, path: str, name: str) -> Iterator[Issue]:
    kinds = [kind for kind in _NAMES if trie.counts[node, kind]]
    count = sum(int(trie.counts[node, kind]) for kind in kinds)
    if count:
        first = min(int(trie.first[node, kind]) for kind in kinds)
        found = ", ".join(_NAMES[kind] for kind in kinds)
        yield Issue("unread-field", f"{name}:{first}", path, found, "", count)


class _Ignored:
    """The paths that are out of scope, also by their last parts alone."""

    def __init__(self, patterns: frozenset[str]) -> None:
        self._exact = {p for p in patterns if not p.startswith("*/")}
        self._endings = tuple(p[1:] for p in patterns if p.startswith("*/"))

    def covers(self, path: str) -> bool:
        if path in self._exact or f"/{path}".endswith(self._endings):
            return True
        above = path.rpartition("/")[0]
        return bool(above) and self.covers(above)
