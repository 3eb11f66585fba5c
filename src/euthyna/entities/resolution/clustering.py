"""Links between records become groups, so that no chain joins what does not belong together.

Two groups are joined while the links between their members are, on average, above the threshold
(average-link clustering, the strongest first). A pair of which nothing is known counts against.
What people decided goes before: *same* always joins, *different* never; and records that
contradict each other stay apart however strong the links around them are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import product

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1.0
"""Log-odds, above the threshold, of a pair that was not even a candidate."""

Pair = tuple[int, int]
Contradiction = Callable[[int, int], str]
"""What two records say that cannot both be of one party; empty where nothing."""


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of rows that may be one party: ``left < right``, no pair twice."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weight: NDArray[np.float64]
    """Log-odds above those of the threshold: positive speaks for joining."""

    def __len__(self) -> int:
        return len(self.left)

    def take(self, places: NDArray[np.int64] | NDArray[np.bool_]) -> Links:
        """Give some of the links."""
        return Links(self.left[places], self.right[places], self.weight[places])


@dataclass(frozen=True, slots=True)
class Refusal:
    """A link above the threshold that was not followed."""

    left: int
    right: int
    reason: str
    between: Pair | None = None
    """The two records that keep the others apart, where it is two."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows that are one party, and what was kept apart."""

    members: tuple[tuple[int, ...], ...]
    """Groups of two and more, each in ascending order, in the order of their first members."""
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Bar:
    """What keeps two groups apart."""

    reason: str
    between: Pair | None = None


_OTHERS = _Bar("other members of both speak against it")


@dataclass(slots=True)
class _Rules:
    """What must, must not and cannot be one."""

    must: Sequence[Pair]
    cannot: frozenset[Pair]
    contradicts: Contradiction

    def bars(self, one: Iterable[int], other: Sequence[int]) -> _Bar | None:
        """Say why two groups cannot be joined: the first reason, decisions before all."""
        found: _Bar | None = None
        for pair in product(one, other):
            low, high = min(pair), max(pair)
            if (low, high) in self.cannot:
                return _Bar("decided different", (low, high))
            if found is None and (said := self.contradicts(low, high)):
                found = _Bar(said, (low, high))
        return found


def group(
    links: Links,
    *,
    must: Sequence[Pair] = (),
    cannot: Iterable[Pair] = (),
    contradicts: Contradiction = lambda _left, _right: "",
    unknown: float = UNKNOWN,
) -> Groups:
    """Group rows.

    Parameters
    ----------
    links
        Candidate pairs; those below the threshold count against joining.
    must
        Pairs that people decided to be the same, the newest first. Where following all of them
        would join a pair of `cannot`, the oldest is refused: in doubt nothing is merged.
    cannot
        Pairs that people decided to be different.
    contradicts
        Asked of pairs that are about to fall into one group; `must` is not asked.
    unknown
        Weight of a pair without a link.

    Returns
    -------
    Groups
        The same for any order of the links.
    """
    barred = frozenset((min(pair), max(pair)) for pair in cannot)
    rules = _Rules([(min(pair), max(pair)) for pair in must], barred, contradicts)
    members: list[tuple[int, ...]] = []
    refused: list[Refusal] = []
    for part in _components(links, rules.must):
        if part.is_pair():
            found, apart = _judge_pair(part, rules)
        else:
            found, apart = _Agglomeration(part, rules, unknown).run()
        members += found
        refused += apart
    members.sort()
    refused.sort(key=lambda refusal: (refusal.left, refusal.right))
    return Groups(tuple(members), tuple(refused))


@dataclass(slots=True)
class _Component:
    """Rows that hang together by links that are above the threshold, or by decisions."""

    links: list[tuple[int, int, float]] = field(default_factory=list)
    must: list[Pair] = field(default_factory=list)

    def is_pair(self) -> bool:
        return len(self.links) == 1 and not self.must


def _judge_pair(part: _Component, rules: _Rules) -> tuple[list[tuple[int, ...]], list[Refusal]]:
    ((left, right, _),) = part.links
    bar = rules.bars((left,), (right,))
    return ([], [_refusal(left, right, bar)]) if bar else ([(left, right)], [])


def _refusal(left: int, right: int, bar: _Bar) -> Refusal:
    return Refusal(left, right, bar.reason, bar.between)


def _components(links: Links, must: Sequence[Pair]) -> Iterator[_Component]:
    strong = links.take(links.weight > 0)
    parent: dict[int, int] = {}
    for left, right in zip(strong.left.tolist(), strong.right.tolist(), strict=True):
        _join(parent, left, right)
    for left, right in must:
        _join(parent, left, right)
    parts: defaultdict[int, _Component] = defaultdict(_Component)
    for left, right, weight in zip(
        links.left.tolist(), links.right.tolist(), links.weight.tolist(), strict=True
    ):
        if left in parent and right in parent:
            root = _root(parent, left)
            if root == _root(parent, right):
                parts[root].links.append((left, right, weight))
    for pair in must:
        parts[_root(parent, pair[0])].must.append(pair)
    for root in sorted(parts):
        parts[root].links.sort()
        yield parts[root]


def _root(parent: dict[int, int], row: int) -> int:
    while (above := parent.get(row, row)) != row:
        parent[row] = parent.get(above, above)
        row = above
    return row


def _join(parent: dict[int, int], one: int, other: int) -> None:
    low, high = sorted((_root(parent, one), _root(parent, other)))
    parent.setdefault(low, low)
    parent[high] = low


class _Agglomeration:
    """Average-link clustering of one component; a group is named by its smallest row."""

    def __init__(self, part: _Component, rules: _Rules, unknown: float) -> None:
        self._part = part
        self._rules = rules
        self._unknown = unknown
        rows = {row for left, right, _ in part.links for row in (left, right)}
        rows |= {row for pair in part.must for row in pair}
        self._members = {row: [row] for row in sorted(rows)}
        self._near: dict[int, dict[int, tuple[float, int]]] = {row: {} for row in self._members}
        self._why: dict[Pair, _Bar | None] = {}
        self._refused: list[Refusal] = []
        for left, right, weight in part.links:
            self._near[left][right] = self._near[right][left] = (weight, 1)

    def run(self) -> tuple[list[tuple[int, ...]], list[Refusal]]:
        """Give the groups of two and more, and the links that were not followed."""
        self._follow_decisions()
        self._follow_links()
        home = {row: name for name, rows in self._members.items() for row in rows}
        for left, right, weight in self._part.links:
            if weight > 0 and home[left] != home[right]:
                bar = self._reason(home[left], home[right], left, right)
                self._refused.append(_refusal(left, right, bar))
        groups = [tuple(sorted(rows)) for rows in self._members.values() if len(rows) > 1]
        return groups, self._refused

    def _follow_decisions(self) -> None:
        home = {row: row for row in self._members}
        for left, right in self._part.must:
            one, other = home[left], home[right]
            if one == other:
                continue
            bar = self._decided_apart(one, other)
            if bar:
                self._refused.append(_refusal(left, right, bar))
                continue
            joined = self._merge(one, other)
            for row in self._members[joined]:
                home[row] = joined

    def _decided_apart(self, one: int, other: int) -> _Bar | None:
        for pair in product(self._members[one], self._members[other]):
            if (min(pair), max(pair)) in self._rules.cannot:
                said = "decided the same, but another decision keeps them apart"
                return _Bar(said, (min(pair), max(pair)))
        return None

    def _follow_links(self) -> None:
        heap = [
            (-self._average(one, other), one, other, len(self._members[one]), len(rows))
            for one, near in self._near.items()
            for other, rows in ((o, self._members[o]) for o in near if o > one)
        ]
        heapify(heap)
        while heap and heap[0][0] < 0:
            _, one, other, *sizes = heappop(heap)
            # A group that has grown since has newer entries.
            if [len(self._members.get(name, ())) for name in (one, other)] != sizes:
                continue
            if self._barred(one, other):
                continue
            joined = self._merge(one, other)
            for near in self._near[joined]:
                low, high = min(joined, near), max(joined, near)
                now = (len(self._members[low]), len(self._members[high]))
                heappush(heap, (-self._average(low, high), low, high, *now))

    def _average(self, one: int, other: int) -> float:
        total, known = self._near[one][other]
        pairs = len(self._members[one]) * len(self._members[other])
        return (total + self._unknown * (pairs - known)) / pairs

    def _barred(self, one: int, other: int) -> bool:
        pair = (min(one, other), max(one, other))
        if pair not in self._why:
            self._why[pair] = self._rules.bars(self._members[one], self._members[other])
        return self._why[pair] is not None

    def _merge(self, one: int, other: int) -> int:
        keep, gone = min(one, other), max(one, other)
        self._members[keep] += self._members.pop(gone)
        mine = self._near[keep]
        mine.pop(gone, None)
        for near, (total, known) in self._near.pop(gone).items():
            if near == keep:
                continue
            former = mine.get(near, (0.0, 0))
            mine[near] = (former[0] + total, former[1] + known)
            self._near[near].pop(gone)
        for near, sums in mine.items():
            self._near[near][keep] = sums
            for name in (keep, gone):
                # What kept a part apart keeps the whole apart; what allowed a part says nothing.
                why = self._why.pop((min(name, near), max(name, near)), None)
                if why:
                    self._why[min(keep, near), max(keep, near)] = why
        return keep

    def _reason(self, one: int, other: int, left: int, right: int) -> _Bar:
        why = self._why.get((min(one, other), max(one, other)))
        return why or self._rules.bars((left,), (right,)) or _OTHERS
