"""What people decided before, applied to what screening finds now.

A pair of which somebody said *different* does not come back until one of its two records
changes. One that is the *same* shows as confirmed, one that is *unsure* keeps that mark. Nothing
is hidden without a trace: what is held back, and what came back because a record changed, is
given beside the matches, each with the decision that did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, Self, TypeVar

from euthyna.data.store.ledger import Seen
from euthyna.entities.records import Record

if TYPE_CHECKING:
    from dataclasses import Field

    from euthyna.data.store.ledger import Decision, Ledger


class Found(Protocol):
    """What memory has to know of a match: :class:`~euthyna.entities.screening.matches.Match`."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def listed(self) -> Record:
        """The record on the list."""
        ...

    @property
    def decision(self) -> str:
        """What a person decided; empty before memory was asked."""
        ...


M = TypeVar("M", bound=Found)


@dataclass(frozen=True, slots=True)
class Recalled(Generic[M]):
    """One match of one query that a decision of a person is about."""

    query_id: str
    match: M
    decision: Decision
    changed: tuple[str, ...]
    """Ids of the records that are not what they were when it was decided."""

    @property
    def says(self) -> str:
        """One sentence: who decided what, when and why, and what has changed since."""
        made = self.decision
        said = f"{made.by} decided {made.judgement} on {made.at:%Y-%m-%d}: {made.why}"
        since = f" ({' and '.join(self.changed)} changed since)" if self.changed else ""
        return said + since


@dataclass(frozen=True, slots=True)
class Remembered(Generic[M]):
    """Matches as they are to be shown, and what memory did to them."""

    matches: tuple[tuple[M, ...], ...]
    """For each query, in order; those that stand decided have their `decision`."""
    held_back: tuple[Recalled[M], ...]
    """Decided different, of records that have not changed since: not among the matches."""
    lapsed: tuple[Recalled[M], ...]
    """Decided, and among the matches without a decision, because a record changed since."""
    standing: tuple[Recalled[M], ...]
    """Decided same or unsure, and among the matches with that mark."""


class Memory:
    """The decisions that stand, by pair of ids.

    Parameters
    ----------
    decisions
        Of which none supersedes another.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._decisions = {decision.pair: decision for decision in decisions}
        self._cleared: dict[str, int] = {}
        for decision in self._decisions.values():
            if decision.judgement == "different":
                for seen in (decision.left, decision.right):
                    self._cleared[seen.id] = self._cleared.get(seen.id, 0) + 1

    @classmethod
    def load(cls, ledger: Ledger) -> Self:
        """Take the decisions that stand in a ledger at this moment."""
        return cls(ledger.standing())

    def __len__(self) -> int:
        return len(self._decisions)

    def cleared(self, query_id: str) -> int:
        """Count the pairs of a query that were decided different.

        So many more candidates are asked for, so that those held back leave no gap.
        """
        return self._cleared.get(query_id, 0)

    def decision(self, one: str, other: str) -> Decision | None:
        """Give the decision that stands on two ids, in any order."""
        return self._decisions.get((min(one, other), max(one, other)))

    def apply(self, queries: Sequence[Record], matches: Sequence[Sequence[M]]) -> Remembered[M]:
        """Mark what was decided, and hold back what was decided different.

        A *same* or *unsure* stands while one of the two records is what it was: an address that
        changes does not make another person of somebody. When both have changed, the decision
        was about other records and lapses. A *different* lapses with the first change.

        Parameters
        ----------
        queries
            What was asked, each with its digest.
        matches
            For each query, its matches by rank.

        Returns
        -------
        Remembered
            The matches keep their order.
        """
        shown: list[tuple[M, ...]] = []
        recalled: dict[str, list[Recalled[M]]] = {"held": [], "lapsed": [], "standing": []}
        for query, found in zip(queries, matches, strict=True):
            kept: list[M] = []
            for match in found:
                known = self._recall(query, match)
                fate = _fate(known.decision, known.changed) if known else ""
                if known and fate:
                    recalled[fate].append(known)
                if fate != "held":
                    kept.append(_marked(match, known) if known and fate == "standing" else match)
            shown.append(tuple(kept))
        return Remembered(
            tuple(shown),
            held_back=tuple(recalled["held"]),
            lapsed=tuple(recalled["lapsed"]),
            standing=tuple(recalled["standing"]),
        )

    def mark(self, query: Seen, listed: Seen) -> str:
        """Give what stands decided on two records as they are now; empty where nothing does."""
        decision = self.decision(query.id, listed.id)
        if decision is None:
            return ""
        fate = _fate(decision, _changed(decision, query, listed))
        return "" if fate == "lapsed" else decision.judgement

    def _recall(self, query: Record, match: M) -> Recalled[M] | None:
        decision = self.decision(query.id, match.listed.id)
        if decision is None:
            return None
        now = Seen(query.id, query.digest), Seen(match.listed.id, match.listed.digest)
        return Recalled(query.id, match, decision, _changed(decision, *now))


def _changed(decision: Decision, *now: Seen) -> tuple[str, ...]:
    digests = {seen.id: seen.digest for seen in now}
    then = (decision.left, decision.right)
    return tuple(seen.id for seen in then if digests[seen.id] != seen.digest)


def _fate(decision: Decision, changed: Sequence[str]) -> str:
    if decision.judgement == "different":
        return "lapsed" if changed else "held"
    return "lapsed" if len(changed) > 1 else "standing"


def _marked(match: M, known: Recalled[M]) -> M:
    return replace(match, decision=known.decision.judgement)
