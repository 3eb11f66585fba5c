"""Processes that deserve a look first, with every flag explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from euthyna.data.store.engines import Engine
from euthyna.data.store.engines.embedded import quoted
from euthyna.indicators import catalogue
from euthyna.indicators.evidence import Explanation, explain_many
from euthyna.indicators.ranking import RankedProcess, rank_processes

_DETAILS = """
WITH won AS (
    SELECT process_id, string_agg(DISTINCT name, '; ' ORDER BY name) AS suppliers,
        count(DISTINCT coalesce(party_id, name)) AS suppliers_count
    FROM award_suppliers WHERE process_id IN (SELECT id FROM report_chosen) GROUP BY process_id
), awarded AS (
    SELECT process_id, min(award_at) AS award_at,
        CASE WHEN count(DISTINCT award_currency) = 1 AND count(award_amount) > 0
            THEN CAST(sum(award_amount) AS DOUBLE) END AS amount, min(award_currency) AS currency
    FROM awards WHERE process_id IN (SELECT id FROM report_chosen)
        AND coalesce(status, 'active') IN ('active', 'pending')
    GROUP BY process_id
)
SELECT process_id, procurement_method, procurement_method_details, main_procurement_category,
    tender_status, coalesce(tender_published_at, tender_start_at) AS tender_at, award_at,
    published_at, CAST(estimate_amount AS DOUBLE) AS estimate, estimate_currency, amount, currency,
    suppliers, suppliers_count
FROM processes LEFT JOIN won USING (process_id) LEFT JOIN awarded USING (process_id)
WHERE process_id IN (SELECT id FROM report_chosen)
"""

_FLAGS = """
SELECT process_id, indicator, subject_id FROM flags
WHERE flag AND process_id IN (SELECT id FROM report_chosen)
ORDER BY process_id, indicator, subject_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is known of a process beside its flags; None where it was not published."""

    procurement_method: str | None = None
    procurement_method_details: str | None = None
    main_procurement_category: str | None = None
    tender_status: str | None = None
    tender_at: datetime | None = None
    award_at: datetime | None = None
    published_at: datetime | None = None
    estimate: float | None = None
    estimate_currency: str | None = None
    amount: float | None = None
    """Total of its awards, where all are in `currency`."""
    currency: str | None = None
    suppliers: str | None = None
    suppliers_count: int | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """One indicator that flagged something of a process."""

    indicator: str
    title: str
    many: int
    """How often: once for each award or contract that it flagged."""


@dataclass(frozen=True, slots=True)
class Look:
    """One process that deserves a look, and why."""

    ranked: RankedProcess
    details: Details
    chips: tuple[Chip, ...]
    """The rarest first."""
    explanations: tuple[Explanation, ...]
    """In the order of the chips; not more than was asked for."""
    unexplained: int
    """Further flags of the process."""


def attention(engine: Engine, *, limit: int, flags: int, rows: int) -> tuple[Look, ...]:
    """Find the processes that deserve a look first and explain their flags.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the snapshot and ``flags``.
    limit, flags, rows
        How many processes, explained flags of each, and rows of evidence for each flag.

    Returns
    -------
    tuple of Look
        In the order of :func:`~euthyna.indicators.ranking.rank_processes`.
    """
    ranked = rank_processes(engine, limit=limit)
    choose(engine, [process.process_id for process in ranked])
    details = {row[0]: row[1:] for row in engine.rows(_DETAILS)}
    flagged: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for process_id, *flag in engine.rows(_FLAGS):
        flagged[process_id].append((flag[0], flag[1]))
    chosen = {p.process_id: _first(flagged[p.process_id], p.indicators, flags) for p in ranked}
    explained = explained_by_flag(engine, chosen.values(), rows=rows)
    return tuple(
        Look(
            process,
            Details(**dict(zip(Details.__slots__, details[process.process_id], strict=True))),
            _chips(flagged[process.process_id], process.indicators),
            tuple(explained[flag] for flag in chosen[process.process_id] if flag in explained),
            len(flagged[process.process_id]) - len(chosen[process.process_id]),
        )
        for process in ranked
    )


def explained_by_flag(
    engine: Engine, groups: Iterable[Sequence[tuple[str, str]]], *, rows: int
) -> dict[tuple[str, str], Explanation]:
    """Explain flags, given by indicator and subject, all at once."""
    wanted = list(dict.fromkeys(flag for group in groups for flag in group))
    found = explain_many(engine, wanted, limit=rows) if wanted else []
    return {(e.indicator, e.subject_id): e for e in found}


def choose(engine: Engine, ids: Sequence[str]) -> None:
    """Keep `ids` as the table ``report_chosen``, so that no id ever becomes part of a query."""
    listed = ", ".join(f"({quoted(each)})" for each in ids) or "(NULL)"
    engine.materialise("report_chosen", f"SELECT * FROM (VALUES {listed}) AS chosen(id)")  # noqa: S608


def _first(flags: list[tuple[str, str]], order: Sequence[str], most: int) -> list[tuple[str, str]]:
    """Take one flag of each indicator before the second of any, the rarest indicator first."""
    turns: dict[str, int] = defaultdict(int)
    placed = []
    for indicator, subject in flags:
        place = order.index(indicator) if indicator in order else len(order)
        placed.append((turns[indicator], place, (indicator, subject)))
        turns[indicator] += 1
    kept = sorted(placed)[:most]
    return [flag for _, _, flag in sorted(kept, key=lambda p: (p[1], p[0]))]


def _chips(flags: list[tuple[str, str]], order: Sequence[str]) -> tuple[Chip, ...]:
    many: dict[str, int] = defaultdict(int)
    for indicator, _ in flags:
        many[indicator] += 1
    known: dict[str, Any] = catalogue.indicators()
    return tuple(
        Chip(name, known[name].title if name in known else name, many[name])
        for name in order
        if name in many
    )
