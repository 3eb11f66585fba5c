"""Records become identities: candidates, links, groups, and how each member came in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow.compute as pc

from euthyna.base.progress import SILENT, Progress
from euthyna.entities.parties import Parties
from euthyna.entities.resolution.candidates import candidates, index_of
from euthyna.entities.resolution.clustering import Groups, Pair, group
from euthyna.entities.resolution.judging import Contradictions, Judged, Settings, judge
from euthyna.entities.scoring import Comparable

if TYPE_CHECKING:
    from euthyna.data.store.ledger import Decision

DEFAULTS: Final = Settings()


@dataclass(frozen=True, slots=True)
class Member:
    """One record as a member of an identity."""

    row: int
    linked_to: int | None
    """The member by which it came in; None for the first."""
    probability: float | None
    """Of that link."""
    decision: Decision | None = None
    """The decision of a person by which it came in, where it was one."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a run found: identities of two and more members, and what was kept apart."""

    parties: Comparable
    """All records, in the order of their ids; rows are places among them."""
    judged: Judged
    groups: Groups
    settings: Settings
    same: dict[Pair, Decision] = field(default_factory=dict)
    """Decisions that join, by pair of rows."""
    different: dict[Pair, Decision] = field(default_factory=dict)
    """Decisions that keep apart."""

    def identities(self) -> list[list[Member]]:
        """Give the members of each identity; the first has the smallest id of a party."""
        near = _neighbours(self)
        return [_tree(rows[0], len(rows), near, self.same) for rows in self.groups.members]


def resolve(
    parties: Parties,
    *,
    decisions: Sequence[Decision] = (),
    settings: Settings = DEFAULTS,
    progress: Progress = SILENT,
) -> Resolved:
    """Find out which records are one party.

    Nothing is changed in the records: an identity is a set of links, each with its evidence, and
    a run without a link or a decision gives the identities without it.

    Parameters
    ----------
    parties
        All records; ids are unique.
    decisions
        What people decided and stands: *same* joins, *different* keeps apart.
    settings
        Threshold and what is expected beforehand.
    progress
        Told how far the run has come.
    """
    # In the order of their ids: what is found must not hang on the order in which they are given.
    order = np.array(pc.sort_indices(parties.table.column("id")), np.int64)
    parties = parties.take(order)
    index = index_of(parties)
    ready = Comparable.of(parties, analysed=index.names)
    found = candidates(ready, index, progress=progress)
    judged = judge(ready, found, settings=settings, progress=progress)
    same, different = _by_rows(parties, decisions)
    progress.step("grouping records", 0, None)
    newest = sorted(same, key=lambda pair: -same[pair].number)
    groups = group(judged.links, must=newest, cannot=different, contradicts=Contradictions(ready))
    return Resolved(ready, judged, groups, settings, same, different)


def _by_rows(
    parties: Parties, decisions: Sequence[Decision]
) -> tuple[dict[Pair, Decision], dict[Pair, Decision]]:
    rows = {party: row for row, party in enumerate(parties.ids())} if decisions else {}
    said: dict[str, dict[Pair, Decision]] = {"same": {}, "different": {}}
    for decision in decisions:
        one, other = rows.get(decision.left.id), rows.get(decision.right.id)
        if one is not None and other is not None and decision.judgement in said:
            said[decision.judgement][min(one, other), max(one, other)] = decision
    return said["same"], said["different"]


Near = dict[int, list[tuple[float, int, float]]]
"""Links of each row that is in a group: minus the weight, the other row, the probability."""
_DECIDED: Final = float("-inf")


def _neighbours(resolved: Resolved) -> Near:
    home = {row: at for at, rows in enumerate(resolved.groups.members) for row in rows}
    near: Near = {row: [] for row in home}

    def add(left: int, right: int, minus: float, probability: float) -> None:
        if left in home and home[left] == home.get(right):
            near[left].append((minus, right, probability))
            near[right].append((minus, left, probability))

    links = resolved.judged.links
    strong = links.weight > 0
    kept = links.take(strong)
    columns = (kept.left, kept.right, -kept.weight, resolved.judged.probability[strong])
    for link in zip(*(column.tolist() for column in columns), strict=True):
        add(*link)
    for left, right in resolved.same:
        add(left, right, _DECIDED, 1.0)
    return near


def _tree(first: int, size: int, near: Near, same: Mapping[Pair, Decision]) -> list[Member]:
    """Walk from the first member along the strongest links."""
    members = [Member(first, None, None)]
    waiting = [(minus, other, first, probability) for minus, other, probability in near[first]]
    heapify(waiting)
    seen = {first}
    while len(seen) < size:
        minus, row, before, probability = heappop(waiting)
        if row in seen:
            continue
        seen.add(row)
        decision = same.get((min(row, before), max(row, before))) if minus == _DECIDED else None
        members.append(Member(row, before, probability, decision))
        for further, other, likely in near[row]:
            if other not in seen:
                heappush(waiting, (further, other, row, likely))
    return members
