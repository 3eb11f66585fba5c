"""What was read: figures and years for the first paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from euthyna.data.store.engines import Engine

OLDEST = 1990
"""Nothing was published as open contracting data before; earlier years are slips of the pen."""

_DATED = """
SELECT process_id, year(coalesce(tender_published_at, tender_start_at, tender_end_at,
    awarded_at, published_at)) AS year
FROM processes LEFT JOIN (
    SELECT process_id, min(award_at) AS awarded_at FROM awards GROUP BY process_id
) USING (process_id)
"""

_FLAGGED = "SELECT DISTINCT process_id FROM flags WHERE flag AND process_id IS NOT NULL"

_YEARS = """
SELECT year, count(*), count(report_flagged.process_id)
FROM report_dated LEFT JOIN report_flagged USING (process_id)
GROUP BY year ORDER BY year
"""

_FIGURES = """
SELECT
    (SELECT count(DISTINCT process_id) FROM processes),
    (SELECT count(DISTINCT coalesce(buyer_id, buyer_name, procuring_entity_id,
        procuring_entity_name)) FROM processes),
    (SELECT count(DISTINCT coalesce(party_id, name)) FROM award_suppliers),
    (SELECT count(*) FROM awards),
    (SELECT count(*) FROM contracts),
    (SELECT count(*) FROM report_flagged),
    (SELECT count(DISTINCT subject_id) FROM flags WHERE flag AND process_id IS NULL)
"""

_OUTCOMES = """
SELECT count(*) FILTER (WHERE flag), count(*) FILTER (WHERE NOT flag),
    count(*) - count(value), count(value) - count(flag), count(DISTINCT indicator)
FROM flags
"""

_WORTH = """
SELECT 'awards' AS basis, award_currency AS currency, sum(award_amount) AS amount, count(*) AS many
FROM awards
WHERE award_amount IS NOT NULL AND coalesce(status, 'active') IN ('active', 'pending')
GROUP BY currency
UNION ALL
SELECT 'tender estimates', estimate_currency, sum(estimate_amount), count(*)
FROM processes WHERE estimate_amount IS NOT NULL GROUP BY estimate_currency
ORDER BY basis, many DESC, currency
"""


@dataclass(frozen=True, slots=True)
class Worth:
    """A total in one currency, never added to another."""

    amount: float
    currency: str
    many: int
    """Of how many awards, or tenders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What was read and what came out, in figures."""

    processes: int
    buyers: int
    suppliers: int
    awards: int
    contracts: int
    flagged_processes: int
    flagged_organisations: int
    """Organisations, pairs of them, and markets that are flagged themselves."""
    flagged: int
    clear: int
    missing: int
    """Results that are not computable."""
    unjudged: int
    """Subjects with a value that their rule does not compare."""
    indicators: int
    basis: str
    """What `worth` adds up: awards or, where none has a value, tender estimates."""
    worth: tuple[Worth, ...]
    years: tuple[tuple[int, int, int], ...]
    """Year, processes, processes with a flag; without gaps."""
    undated: int
    """Processes without a date, or with one that cannot be right."""


def overview(engine: Engine, *, made_at: datetime) -> Overview:
    """Count what a snapshot holds.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the snapshot and ``flags``.
    made_at
        When the report is made; years after the next are slips of the pen.

    Returns
    -------
    Overview
        All figures are of the snapshot as a whole.
    """
    engine.materialise("report_dated", _DATED)
    engine.materialise("report_flagged", _FLAGGED)
    figures = engine.rows(_FIGURES)[0]
    flagged, clear, missing, unjudged, indicators = engine.rows(_OUTCOMES)[0]
    basis, worth = _worth(engine)
    years, undated = _years(engine, last=made_at.year + 1)
    names = ("processes", "buyers", "suppliers", "awards", "contracts")
    counts: dict[str, Any] = dict(zip(names, figures, strict=False))
    return Overview(
        **counts,
        flagged_processes=figures[5],
        flagged_organisations=figures[6],
        flagged=flagged,
        clear=clear,
        missing=missing,
        unjudged=unjudged,
        indicators=indicators,
        basis=basis,
        worth=worth,
        years=years,
        undated=undated,
    )


def _worth(engine: Engine) -> tuple[str, tuple[Worth, ...]]:
    rows = engine.rows(_WORTH)
    basis = "awards" if any(row[0] == "awards" for row in rows) else "tender estimates"
    found = [Worth(float(a), c or "", n) for b, c, a, n in rows if b == basis]
    return basis, tuple(found)


def _years(engine: Engine, *, last: int) -> tuple[tuple[tuple[int, int, int], ...], int]:
    counted = {year: (total, flagged) for year, total, flagged in engine.rows(_YEARS)}
    kept = {y: n for y, n in counted.items() if y is not None and OLDEST <= y <= last}
    undated = sum(total for y, (total, _) in counted.items() if y not in kept)
    span = range(min(kept), max(kept) + 1) if kept else range(0)
    return tuple((year, *kept.get(year, (0, 0))) for year in span), undated
