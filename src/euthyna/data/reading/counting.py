"""The kernel of the audit: JSON Lines counted byte by byte into a trie of paths.

It does not validate JSON (the typed scan does); it never fails on bad input, and its memory is
bounded: a record that is nested too deeply or has too many different keys is marked or counted
together.
"""

from __future__ import annotations

from collections.abc import Iterator

import numba as nb
import numpy as np

STRING, NUMBER, TRUTH, NULL, OBJECT, ARRAY, ODD_NUMBER = range(7)
TYPES = 7
"""How many types there are; elements of lists are counted from this index on."""

MARKED, EMPTY = 1, 2
"""What the kernel says of a line: the strict path must read it; there is nothing on it."""

_NODES = 8192
_CHILDREN = 1024
"""How many different keys one object may have; further ones are counted together."""
_DEPTH = 200
_OFFSET = 0xCBF29CE484222325
_PRIME = 0x100000001B3
_MASK = (1 << 64) - 1
_LONG_NUMBER = 18
"""Bytes beyond which a number is looked at by the strict path."""


class Trie:
    """Paths as a tree, with counts and first lines by type. Node 0 is the record itself."""

    def __init__(self) -> None:
        self.hashes = np.zeros(_NODES, np.uint64)
        self.first_child = np.full(_NODES, -1, np.int32)
        self.next_sibling = np.full(_NODES, -1, np.int32)
        self.after = np.full(_NODES, -1, np.int32)
        """The node that followed this one last time: keys come in the same order mostly."""
        self.parents = np.full(_NODES, -1, np.int32)
        self.children = np.zeros(_NODES, np.int32)
        self.counts = np.zeros((_NODES, 2 * TYPES), np.int64)
        self.first = np.zeros((_NODES, 2 * TYPES), np.int64)
        self.strict = np.zeros((_NODES, 2 * TYPES), np.bool_)
        self.size = np.ones(1, np.int64)
        self.names: dict[int, str] = {0: ""}

    def node(self, path: str) -> int:
        """Find the node of a path, or make it."""
        found = 0
        for part in path.split("/"):
            found = self._child(found, part)
        return found

    def copy(self) -> Trie:
        """Make a trie with the same nodes that can be counted into."""
        other = Trie()
        for name, value in vars(self).items():
            setattr(other, name, value.copy())
        return other

    def paths(self) -> Iterator[tuple[int, str]]:
        """Yield every node but the root, and its path."""
        known = {0: ""}
        for node in range(1, int(self.size[0])):
            above = known[int(self.parents[node])]
            known[node] = f"{above}/{self.names[node]}" if above else self.names[node]
            yield node, known[node]

    def _child(self, parent: int, name: str) -> int:
        wanted = _hash(name.encode())
        child = int(self.first_child[parent])
        while child >= 0:
            if int(self.hashes[child]) == wanted:
                return child
            child = int(self.next_sibling[child])
        node = int(self.size[0])
        self.size[0] += 1
        self.hashes[node] = wanted
        self.parents[node] = parent
        self.next_sibling[node] = self.first_child[parent]
        self.first_child[parent] = node
        self.children[parent] += 1
        self.names[node] = name
        return node


def count(block: np.ndarray, trie: Trie, first_line: int) -> np.ndarray:
    """Count whole lines into a trie.

    Parameters
    ----------
    block
        Bytes (uint8) of whole lines.
    first_line
        The number of the first of them.

    Returns
    -------
    numpy.ndarray
        For each line 0, :data:`MARKED` or :data:`EMPTY`.
    """
    lines = int(np.count_nonzero(block == 10)) + int(block.size > 0 and block[-1] != 10)
    marks = np.zeros(lines, np.uint8)
    born = np.zeros((_NODES, 2), np.int64)
    before = int(trie.size[0])
    _scan(
        block,
        first_line,
        marks,
        born,
        trie.size,
        trie.hashes,
        trie.first_child,
        trie.next_sibling,
        trie.after,
        trie.parents,
        trie.children,
        trie.counts,
        trie.first,
        trie.strict,
    )
    for node in range(before, int(trie.size[0])):
        start, end = born[node]
        raw = block[start:end].tobytes() if end > start else b"(other fields)"
        trie.names[node] = raw.decode("utf-8", "backslashreplace").replace("/", "~1")
    return marks


def _hash(raw: bytes) -> int:
    found = _OFFSET
    for byte in raw:
        found = ((found ^ byte) * _PRIME) & _MASK
    return found


@nb.njit(cache=True, nogil=True)
def _find(  # type: ignore[no-untyped-def]
    parent,
    wanted,
    last,
    start,
    end,
    born,
    size,
    hashes,
    first_child,
    next_sibling,
    after,
    parents,
    children,
):
    """Find the child of a node with this hash, or make it; the last one counts the overflow."""
    if last >= 0:
        guess = after[last]
        if guess >= 0 and parents[guess] == parent and hashes[guess] == wanted:
            return guess
    child = first_child[parent]
    while child >= 0:
        if hashes[child] == wanted:
            if last >= 0:
                after[last] = child
            return child
        child = next_sibling[child]
    if children[parent] >= _CHILDREN or size[0] >= _NODES - 2:
        return _overflow(parent, born, size, hashes, first_child, next_sibling, parents, children)
    node = size[0]
    size[0] += 1
    hashes[node] = wanted
    parents[node] = parent
    next_sibling[node] = first_child[parent]
    first_child[parent] = node
    children[parent] += 1
    born[node, 0] = start
    born[node, 1] = end
    return node


@nb.njit(cache=True, nogil=True)
def _overflow(  # type: ignore[no-untyped-def]
    parent, born, size, hashes, first_child, next_sibling, parents, children
):
    child = first_child[parent]
    while child >= 0:
        if hashes[child] == 0:
            return child
        child = next_sibling[child]
    if size[0] >= _NODES - 1:
        return parent
    node = size[0]
    size[0] += 1
    parents[node] = parent
    next_sibling[node] = first_child[parent]
    first_child[parent] = node
    children[parent] += 1
    return node


@nb.njit(cache=True, nogil=True)
def _scan(  # type: ignore[no-untyped-def]  # noqa: PLR0915  (one loop over bytes)
    text,
    line,
    marks,
    born,
    size,
    hashes,
    first_child,
    next_sibling,
    after,
    parents,
    children,
    counts,
    first,
    strict,
):
    stack = np.zeros(_DEPTH + 1, np.int32)
    is_object = np.zeros(_DEPTH + 1, np.bool_)
    last = np.full(_DEPTH + 1, -1, np.int32)
    depth = 0
    node = 0
    wants_key = False
    shift = 0
    empty = True
    at = 0
    mark = 0
    end = text.size
    while at < end:
        char = text[at]
        kind = -1
        if char == 34:
            at += 1
            start = at
            if wants_key:
                found = np.uint64(_OFFSET)
                while at < end and text[at] != 34 and text[at] != 10:
                    found = (found ^ np.uint64(text[at])) * np.uint64(_PRIME)
                    if text[at] == 92 and at + 1 < end and text[at + 1] != 10:
                        at += 1
                        found = (found ^ np.uint64(text[at])) * np.uint64(_PRIME)
                    at += 1
                node = _find(
                    stack[depth],
                    found,
                    last[depth],
                    start,
                    at,
                    born,
                    size,
                    hashes,
                    first_child,
                    next_sibling,
                    after,
                    parents,
                    children,
                )
                last[depth] = node
                wants_key = False
                shift = 0
            else:
                while at < end and text[at] != 34 and text[at] != 10:
                    if text[at] == 92 and at + 1 < end and text[at + 1] != 10:
                        at += 1
                    at += 1
                kind = 0
            if at < end and text[at] == 10:
                marks[mark] = 1
            else:
                at += 1
        elif char == 123 or char == 91:
            kind = 4 if char == 123 else 5
            at += 1
        elif char == 125 or char == 93:
            at += 1
            if depth > 0:
                node = stack[depth]
                depth -= 1
                shift = 0 if is_object[depth] else TYPES
            else:
                marks[mark] = 1
            wants_key = False
        elif char == 44:
            at += 1
            wants_key = is_object[depth]
            if depth > 0 and not wants_key:
                node = stack[depth]
                shift = TYPES
        elif char == 10:
            if depth != 0:
                marks[mark] = 1
            elif empty:
                marks[mark] = 2
            depth = 0
            node = 0
            wants_key = False
            shift = 0
            empty = True
            mark += 1
            at += 1
            continue
        elif char == 116 or char == 102:
            kind = 2
            at += 1
            while at < end and 97 <= text[at] <= 122:
                at += 1
        elif char == 110:
            kind = 3
            at += 1
            while at < end and 97 <= text[at] <= 122:
                at += 1
        elif char == 45 or 48 <= char <= 57:
            start = at
            kind = 1
            at += 1
            while at < end:
                c = text[at]
                if c == 101 or c == 69:
                    kind = 6
                elif not (c == 46 or c == 45 or c == 43 or 48 <= c <= 57):
                    break
                at += 1
            if at - start > _LONG_NUMBER:
                kind = 6
        else:
            if char != 58 and char != 32 and char != 9 and char != 13:
                marks[mark] = 1
                empty = False
            at += 1
            continue
        empty = False
        if kind < 0:
            continue
        counted = 1 if kind == 6 else kind
        if depth > 0:
            column = counted + shift
            if counts[node, column] == 0:
                first[node, column] = line + mark
            counts[node, column] += 1
            if strict[node, kind + shift]:
                marks[mark] = 1
        elif kind != 4:
            marks[mark] = 1
        if kind == 4 or kind == 5:
            if depth >= _DEPTH:
                marks[mark] = 1
                while at < end and text[at] != 10:
                    at += 1
                continue
            depth += 1
            stack[depth] = node
            is_object[depth] = kind == 4
            last[depth] = -1
            wants_key = kind == 4
            shift = 0 if kind == 4 else TYPES
    if depth != 0:
        marks[mark] = 1
    elif empty and mark < marks.size:
        marks[mark] = 2
