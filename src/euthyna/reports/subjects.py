"""Names of everything that a flag can be about, for tables and lists."""

from __future__ import annotations

from euthyna.data.store.engines import Engine

_SUPPLIERS = """
SELECT process_id, string_agg(DISTINCT coalesce(name, party_id), '; '
    ORDER BY coalesce(name, party_id)) AS suppliers
FROM award_suppliers GROUP BY process_id
"""

_PROCESSES = """
SELECT DISTINCT ON (process_id) process_id, title, coalesce(buyer_id, procuring_entity_id) AS buyer_id,
    coalesce(buyer_name, procuring_entity_name) AS buyer, suppliers, source
FROM processes LEFT JOIN report_suppliers USING (process_id)
ORDER BY process_id, source
"""

_NAMES = """
WITH wanted AS (
    SELECT DISTINCT subject_id, subject_kind FROM flags WHERE process_id IS NULL
), published AS (
    SELECT party_id AS id, name, source FROM process_parties
    UNION ALL SELECT buyer_id, buyer_name, source FROM processes
    UNION ALL SELECT procuring_entity_id, procuring_entity_name, source FROM processes
    UNION ALL SELECT party_id, name, source FROM award_suppliers
    UNION ALL SELECT party_id, name, source FROM tenderers
    UNION ALL SELECT party_id, name, source FROM bid_tenderers
    UNION ALL
    SELECT id || ' / ' || party_id, buyer || ' / ' || name, source
    FROM (
        SELECT process_id, unnest([buyer_id, procuring_entity_id]) AS id,
            unnest([buyer_name, procuring_entity_name]) AS buyer FROM processes
    ) JOIN award_suppliers USING (process_id)
    WHERE EXISTS (SELECT 1 FROM wanted WHERE subject_kind = 'buyer_supplier')
), counted AS (
    SELECT id, name, min(source) AS source, count(*) AS times
    FROM published WHERE id IN (SELECT subject_id FROM wanted) GROUP BY id, name
)
SELECT DISTINCT ON (id) id, name, source FROM counted
ORDER BY id, (name IS NULL), times DESC, name
"""


def name(engine: Engine) -> None:
    """Keep what subjects are called and where they stand.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the snapshot and ``flags``. Afterwards it has
        ``report_processes`` (one row for each process: title, buyer, suppliers, source) and
        ``report_names`` (one row for each organisation, or pair, that is a subject itself).
    """
    engine.materialise("report_suppliers", _SUPPLIERS)
    engine.materialise("report_processes", _PROCESSES)
    engine.materialise("report_names", _NAMES)
