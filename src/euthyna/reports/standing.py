"""Buyers and suppliers, ranked so that chance tops no list, with the flags on themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from euthyna.data.store.engines import Engine
from euthyna.indicators.attribution import Ranks
from euthyna.indicators.evidence import Explanation
from euthyna.indicators.ranking import Ranked, rank
from euthyna.reports.attention import choose, explained_by_flag

_OWN = """
SELECT subject_id, indicator FROM flags
WHERE flag AND process_id IS NULL AND subject_id IN (SELECT id FROM report_chosen)
ORDER BY subject_id, indicator
"""

SURE = 0.05
"""Under this q-value, at most one in twenty of the subjects listed is there by chance."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The ranking of one kind of subject."""

    kind: Ranks
    ranked: tuple[Ranked, ...]
    """Only those with a flag: who has none does not deserve a look first."""
    total: int
    """How many were compared, with a flag or without."""
    flagged: int
    """How many of them have a flag."""
    surprising: int
    """How many of all have a q-value under :data:`SURE` and enough processes."""
    typical: float
    """Share of checks flagged, everyone together."""
    own: dict[str, tuple[Explanation, ...]]
    """Flags on the organisations themselves, by id, of those shown."""


def standing(engine: Engine, kind: Ranks, *, limit: int, rows: int) -> Standing:
    """Rank buyers or suppliers and explain the flags that are about them and no single process.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the snapshot and ``flags``.
    kind
        ``buyer`` or ``supplier``.
    limit, rows
        How many to show, and rows of evidence for each of their own flags.

    Returns
    -------
    Standing
        In the order of :func:`~euthyna.indicators.ranking.rank`, without those that have no flag.
    """
    everyone = rank(engine, kind)
    flagged = [each for each in everyone if each.flagged]
    shown = tuple(flagged[:limit])
    return Standing(
        kind,
        shown,
        len(everyone),
        len(flagged),
        sum(each.enough and each.q_value < SURE for each in everyone),
        everyone[0].typical if everyone else 0.0,
        _own(engine, [each.subject_id for each in shown], rows),
    )


def _own(engine: Engine, ids: Sequence[str], rows: int) -> dict[str, tuple[Explanation, ...]]:
    choose(engine, ids)
    flags = [(indicator, subject) for subject, indicator in engine.rows(_OWN)]
    explained = explained_by_flag(engine, [flags], rows=rows)
    found: dict[str, list[Explanation]] = defaultdict(list)
    for (_, subject), explanation in explained.items():
        found[subject].append(explanation)
    return {subject: tuple(own) for subject, own in found.items()}
