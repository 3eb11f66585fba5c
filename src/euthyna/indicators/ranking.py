"""Who deserves a look first, honestly: no small group tops a list by luck.

Subjects are ordered by the lower bound of their ratio of observed to expected flags, shrunk as
:mod:`~euthyna.indicators.shrinkage` says, with flags attributed as
:mod:`~euthyna.indicators.attribution` says. A subject with fewer than :data:`ENOUGH` processes
shows no pattern, whatever was flagged in them, and stands after all that have more.

Assumptions: a check (one indicator on one subject) is expected to be flagged as often as that
indicator is for everyone, also where the market differs; checks of different processes are
independent; those of one process are not, and count for less (dispersion).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from euthyna.data.store.engines import Engine
from euthyna.indicators import attribution
from euthyna.indicators.attribution import Ranks
from euthyna.indicators.multiplicity import benjamini_hochberg
from euthyna.indicators.shrinkage import Moments, Shrunk, dispersion, shrink

ENOUGH = 3
"""With so many processes a subject can show a pattern."""

_WEIGHTS = """
SELECT indicator, -log2((count(*) FILTER (WHERE flag) + 0.5) / (count(*) + 1)) AS bits
FROM flags WHERE flag IS NOT NULL GROUP BY indicator
"""
# Half a flag more, so that a handful of checks is not taken for a rarity.

_LOOKS = """
WITH told AS (
    SELECT process_id, indicator, count(*) - count(value) + count(flag) AS asked,
        count(flag) AS computable,
        count(*) FILTER (WHERE flag) AS flags
    FROM flags WHERE process_id IS NOT NULL GROUP BY process_id, indicator
)
SELECT process_id, CAST(sum(flags) AS BIGINT) AS flags,
    sum(computable) / sum(asked) AS computable_share,
    round(fsum(bits) FILTER (WHERE flags > 0), 9) AS score,
    list(indicator ORDER BY bits DESC, indicator) FILTER (WHERE flags > 0) AS indicators
FROM told LEFT JOIN ranking_weights USING (indicator)
GROUP BY process_id HAVING sum(flags) > 0
"""

_LINKS = """
WITH linked AS (
    SELECT process_id, url, 0 AS choice, 0 AS document_no FROM processes
    UNION ALL
    SELECT process_id, url, CASE document_type WHEN 'tenderNotice' THEN 1 ELSE 2 END, document_no
    FROM documents WHERE document_type IN ('tenderNotice', 'awardNotice', 'contractNotice')
)
SELECT process_id, url FROM linked
WHERE regexp_matches(url, '^https?://', 'i') AND process_id IN (SELECT process_id FROM ranking_looks)
QUALIFY row_number() OVER (PARTITION BY process_id ORDER BY choice, document_no, url) = 1
"""

_PROCESSES = """
SELECT looks.process_id, title, coalesce(buyer_id, procuring_entity_id) AS buyer_id,
    coalesce(buyer_name, procuring_entity_name) AS buyer, links.url, source, flags, score,
    computable_share, indicators
FROM ranking_looks AS looks
JOIN processes USING (process_id) LEFT JOIN ranking_links AS links USING (process_id)
ORDER BY score DESC, flags DESC, looks.process_id
"""


@dataclass(frozen=True, slots=True)
class Reason:
    """One indicator that brought a subject up the list."""

    indicator: str
    flagged: int
    computable: int
    expected: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One buyer or supplier of a ranking."""

    subject_kind: str
    subject_id: str
    name: str
    processes: int
    computable: int
    """Checks that could be computed, all indicators together."""
    flagged: int
    coverage: float
    """The share of checks that could be computed."""
    expected: float
    """Flags, had its checks been flagged as often as the same checks of everyone."""
    raw_rate: float
    """Flagged / computable, as it is."""
    typical: float
    """Flagged / computable of all subjects together: the rate of everyone."""
    rate: float
    """The rate after shrinkage and with the mix of checks of everyone: `typical` x `ratio`."""
    low: float
    high: float
    """The 90 % credible interval of `rate`."""
    ratio: float
    """How many times the expected flags, after shrinkage."""
    ratio_low: float
    ratio_high: float
    excess_p: float
    """The chance of so many flags or more, if it were like everyone."""
    q_value: float
    """The same, corrected for the number of subjects looked at (Benjamini and Hochberg)."""
    enough: bool
    """Whether it has enough processes to show a pattern."""
    reasons: tuple[Reason, ...]
    """The indicators that add most beyond what was expected, at most three."""
    amount: float | None
    """Total in `currency`, the main one of the snapshot; a shared award counts for each."""
    currency: str | None
    basis: str | None
    """Whether `amount` was awarded or, where no award has a value, estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedProcess:
    """One contracting process of a ranking."""

    process_id: str
    title: str | None
    buyer_id: str | None
    buyer: str | None
    url: str | None
    """A page about it, http or https only."""
    source: str
    flags: int
    """Flags of the process, its awards and contracts."""
    score: float
    """Bits of surprise: the sum of -log2(share flagged) over the indicators that flagged."""
    computable_share: float
    """The share of its checks that could be computed."""
    indicators: tuple[str, ...]
    """Those that flagged, the rarest first."""


def rank(engine: Engine, subject_kind: Ranks, *, limit: int | None = None) -> list[Ranked]:
    """Rank the buyers or the suppliers of a snapshot.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the snapshot and ``flags``.
    subject_kind
        ``buyer`` or ``supplier``.
    limit
        How many to give; all are compared in any case.

    Returns
    -------
    list of Ranked
        By falling lower bound, then by id; those with too few processes last. Subjects of which
        nothing could be computed are left out.
    """
    for name, sql in attribution.queries(subject_kind).items():
        engine.materialise(name, sql)
    rows = [
        dict(zip(attribution.SUBJECT, row, strict=True))
        for row in engine.rows("SELECT * FROM ranking_subjects ORDER BY owner")
    ]
    shrunk = _shrunk(rows)
    q_values = benjamini_hochberg(shrunk.p_value.tolist())
    flagged, computable = (sum(row[name] for row in rows) for name in ("flagged", "computable"))
    typical = flagged / max(1, computable)
    reasons = _reasons(engine)
    order = sorted(range(len(rows)), key=lambda i: _place(rows[i], float(shrunk.low[i])))
    return [
        Ranked(
            subject_kind=subject_kind,
            **_as_published(rows[i], reasons),
            **_as_shrunk(shrunk, i, typical),
            q_value=q_values[i],
        )
        for i in order[:limit]
    ]


def rank_processes(engine: Engine, *, limit: int) -> list[RankedProcess]:
    """Rank the processes of a snapshot by what is rare about them.

    An indicator that flags half of everything says little (1 bit), one that flags a hundredth
    says much (7 bits). Each counts once for a process, however many of its awards it flags.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the snapshot and ``flags``.
    limit
        How many to give.

    Returns
    -------
    list of RankedProcess
        By falling score, then by falling number of flags, then by id; without unflagged ones.
    """
    engine.materialise("ranking_weights", _WEIGHTS)
    engine.materialise("ranking_looks", _LOOKS)
    engine.materialise("ranking_links", _LINKS)
    names = [field.name for field in fields(RankedProcess)]
    return [
        RankedProcess(**dict(zip(names, (*row, tuple(indicators)), strict=True)))
        for *row, indicators in engine.rows(_PROCESSES + f" LIMIT {limit:d}")
    ]


def _place(row: dict[str, Any], low: float) -> tuple[bool, float, str]:
    return row["processes"] < ENOUGH, -round(low, 9), row["owner"]


def _shrunk(rows: list[dict[str, Any]]) -> Shrunk:
    wanted = ("flagged", "expected", "oo", "oe", "ee")
    sums = Moments(*(np.array([row[name] for row in rows], float) for name in wanted))
    return shrink(sums.observed, sums.expected, dispersion=dispersion(sums))


def _as_published(row: dict[str, Any], reasons: dict[str, list[Reason]]) -> dict[str, Any]:
    kept = ("name", "processes", "computable", "flagged", "expected", "amount", "currency", "basis")
    return {
        **{name: row[name] for name in kept},
        "subject_id": row["owner"],
        "coverage": row["computable"] / row["asked"],
        "raw_rate": row["flagged"] / row["computable"],
        "enough": row["processes"] >= ENOUGH,
        "reasons": tuple(reasons[row["owner"]]),
    }


def _as_shrunk(shrunk: Shrunk, i: int, typical: float) -> dict[str, Any]:
    ratio, low, high = (float(x[i]) for x in (shrunk.ratio, shrunk.low, shrunk.high))
    # A ratio knows no upper end, a share does.
    rate, rate_low, rate_high = (min(1.0, typical * x) for x in (ratio, low, high))
    return {
        "typical": typical,
        "rate": rate,
        "low": rate_low,
        "high": rate_high,
        "ratio": ratio,
        "ratio_low": low,
        "ratio_high": high,
        "excess_p": float(shrunk.p_value[i]),
    }


def _reasons(engine: Engine) -> dict[str, list[Reason]]:
    told: dict[str, list[Reason]] = defaultdict(list)
    rows = engine.rows(
        "SELECT owner, indicator, flagged, computable, expected FROM ranking_reasons "
        "ORDER BY owner, round(flagged - expected, 9) DESC, flagged DESC, indicator"
    )
    for owner, *rest in rows:
        told[owner].append(Reason(*rest))
    return told
