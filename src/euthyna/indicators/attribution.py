"""Whose flags they are: buyers and suppliers, and the checks that count for each.

The flags of a process, an award or a contract count for the buyer (where there is none, for the
procuring entity) and for the suppliers of the awards they are about: awards that are active or
of unpublished status. Where an active award names no supplier and the process has one tenderer
only, that one is taken. Flags of organisations count for the organisation, those of pairs for
both. Every subject of a flag counts in full, however many organisations share it.

The queries are run in the order given, each kept under its name.
"""

from __future__ import annotations

from typing import Literal

Ranks = Literal["buyer", "supplier"]

_WON = """
SELECT process_id, award_no, award_id, award_amount, award_currency
FROM awards WHERE coalesce(status, 'active') = 'active'
"""

_BUYERS = """
SELECT DISTINCT coalesce(buyer_id, procuring_entity_id) AS owner, process_id,
    CAST(NULL AS BIGINT) AS award_no
FROM processes WHERE coalesce(buyer_id, procuring_entity_id) IS NOT NULL
"""

_SUPPLIERS = """
WITH named AS (
    SELECT DISTINCT party_id, process_id, award_no
    FROM award_suppliers JOIN ranking_won USING (process_id, award_no)
    WHERE party_id IS NOT NULL
), bidding AS (
    SELECT process_id, party_id FROM tenderers WHERE party_id IS NOT NULL
    UNION
    SELECT process_id, party_id
    FROM bid_tenderers JOIN bids USING (process_id, bid_no)
    WHERE party_id IS NOT NULL AND bids.status IN ('pending', 'valid')
), alone AS (
    SELECT process_id, min(party_id) AS party_id FROM bidding GROUP BY process_id
    HAVING count(*) = 1
)
SELECT party_id AS owner, process_id, award_no FROM named
UNION ALL
SELECT DISTINCT alone.party_id, process_id, award_no
FROM alone JOIN awards USING (process_id)
WHERE awards.status = 'active' AND process_id NOT IN (SELECT process_id FROM named)
"""

_BUYER_UNITS = """
SELECT 'process' AS kind, process_id AS unit, owner FROM ranking_owned
UNION
SELECT 'award', process_id || '#/awards/' || awards.award_no, owner
FROM ranking_owned JOIN awards USING (process_id)
UNION
SELECT 'contract', process_id || '#/contracts/' || contracts.contract_no, owner
FROM ranking_owned JOIN contracts USING (process_id)
UNION
SELECT unnest(['buyer', 'procuring_entity']), owner, owner FROM ranking_owned
UNION
SELECT 'buyer_supplier', buyer || ' / ' || party_id, owner
FROM ranking_owned JOIN (
    SELECT process_id, unnest([buyer_id, procuring_entity_id]) AS buyer FROM processes
) USING (process_id) JOIN award_suppliers USING (process_id)
WHERE buyer IS NOT NULL AND party_id IS NOT NULL
"""

_SUPPLIER_UNITS = """
SELECT 'process' AS kind, process_id AS unit, owner FROM ranking_owned
UNION
SELECT 'award', process_id || '#/awards/' || award_no, owner FROM ranking_owned
UNION
SELECT 'contract', contracts.process_id || '#/contracts/' || contract_no, owner
FROM contracts
LEFT JOIN awards USING (process_id, award_id)
JOIN ranking_owned ON ranking_owned.process_id = contracts.process_id
    AND ranking_owned.award_no = coalesce(awards.award_no, ranking_owned.award_no)
UNION
SELECT unnest(['supplier', 'tenderer']), owner, owner FROM ranking_owned
UNION
SELECT 'buyer_supplier', buyer || ' / ' || owner, owner
FROM ranking_owned JOIN (
    SELECT process_id, unnest([buyer_id, procuring_entity_id]) AS buyer FROM processes
) USING (process_id)
WHERE buyer IS NOT NULL
"""

_CELLS = """
SELECT owner, indicator, count(*) - count(value) + count(flag) AS asked, count(flag) AS computable,
    count(*) FILTER (WHERE flag) AS flagged
FROM flags JOIN ranking_units ON kind = subject_kind AND unit = subject_id
GROUP BY owner, indicator
"""

_RATES = """
SELECT indicator, sum(flagged) / sum(computable) AS rate
FROM ranking_cells GROUP BY indicator HAVING sum(computable) > 0
"""

# Flags of organisations are of no process: each is a group of its own.
_SUMS = """
WITH grouped AS (
    SELECT owner, coalesce(process_id, subject_kind || indicator || subject_id) AS together,
        count(*) FILTER (WHERE flag) AS o, fsum(rate) AS e
    FROM flags JOIN ranking_units ON kind = subject_kind AND unit = subject_id
    JOIN ranking_rates USING (indicator)
    WHERE flag IS NOT NULL
    GROUP BY ALL
)
SELECT owner, fsum(o * o) AS oo, fsum(o * e) AS oe, fsum(e * e) AS ee
FROM grouped GROUP BY owner
"""

_BUYER_VALUES = """
SELECT owner, 'awarded' AS basis, award_currency AS currency, award_amount AS amount
FROM ranking_owned JOIN ranking_won USING (process_id)
UNION ALL
SELECT owner, 'estimated', estimate_currency, estimate_amount
FROM ranking_owned JOIN processes USING (process_id)
WHERE NOT EXISTS (SELECT 1 FROM ranking_won WHERE award_amount IS NOT NULL)
"""

_SUPPLIER_VALUES = """
SELECT owner, 'awarded' AS basis, award_currency AS currency, award_amount AS amount
FROM ranking_owned JOIN ranking_won USING (process_id, award_no)
"""

_AMOUNTS = """
WITH usable AS (
    SELECT * FROM ranking_values WHERE amount IS NOT NULL AND currency IS NOT NULL
)
SELECT owner, min(basis) AS basis, currency, CAST(sum(amount) AS DOUBLE) AS amount
FROM usable
WHERE currency = (
    SELECT currency FROM usable GROUP BY currency ORDER BY count(*) DESC, currency LIMIT 1
)
GROUP BY owner, currency
"""

_NAMES = """
WITH published AS (
    SELECT party_id AS owner, name FROM process_parties
    UNION ALL SELECT buyer_id, buyer_name FROM processes
    UNION ALL SELECT procuring_entity_id, procuring_entity_name FROM processes
    UNION ALL SELECT party_id, name FROM award_suppliers
    UNION ALL SELECT party_id, name FROM tenderers
    UNION ALL SELECT party_id, name FROM bid_tenderers
), counted AS (
    SELECT owner, name, count(*) AS times FROM published
    WHERE name IS NOT NULL AND owner IN (SELECT owner FROM ranking_owned)
    GROUP BY owner, name
)
SELECT owner, name FROM counted
QUALIFY row_number() OVER (PARTITION BY owner ORDER BY times DESC, name) = 1
"""

_REASONS = """
WITH told AS (
    SELECT owner, indicator, flagged, computable, computable * rate AS expected
    FROM ranking_cells JOIN ranking_rates USING (indicator) WHERE flagged > 0
)
SELECT * FROM told
QUALIFY row_number() OVER (
    PARTITION BY owner ORDER BY round(flagged - expected, 9) DESC, flagged DESC, indicator
) <= 3
"""

SUBJECT = (
    "owner",
    "name",
    "processes",
    "asked",
    "computable",
    "flagged",
    "expected",
    "oo",
    "oe",
    "ee",
    "amount",
    "currency",
    "basis",
)
"""The columns of ``ranking_subjects``: o is flags observed in one process, e is expected."""

_SUBJECTS = """
WITH counted AS (
    SELECT owner, sum(asked) AS asked, sum(computable) AS computable, sum(flagged) AS flagged,
        round(fsum(computable * rate), 9) AS expected
    FROM ranking_cells LEFT JOIN ranking_rates USING (indicator)
    GROUP BY owner HAVING sum(computable) > 0
), processed AS (
    SELECT owner, count(DISTINCT process_id) AS processes FROM ranking_owned GROUP BY owner
)
SELECT owner, coalesce(name, owner) AS name, processes, CAST(asked AS BIGINT) AS asked,
    CAST(computable AS BIGINT) AS computable, CAST(flagged AS BIGINT) AS flagged,
    expected, oo, round(oe, 9) AS oe, round(ee, 9) AS ee, amount, currency, basis
FROM counted JOIN processed USING (owner) JOIN ranking_sums USING (owner)
LEFT JOIN ranking_names USING (owner) LEFT JOIN ranking_amounts USING (owner)
ORDER BY owner
"""


def queries(subject_kind: Ranks) -> dict[str, str]:
    """Give the queries behind a ranking, by the name under which each is kept.

    The last two are what a ranking reads: ``ranking_reasons`` has the three indicators that add
    most to each owner, ``ranking_subjects`` has one row for each owner of a computable check.
    """
    is_buyer = subject_kind == "buyer"
    return {
        "ranking_won": _WON,
        "ranking_owned": _BUYERS if is_buyer else _SUPPLIERS,
        "ranking_units": _BUYER_UNITS if is_buyer else _SUPPLIER_UNITS,
        "ranking_cells": _CELLS,
        "ranking_rates": _RATES,
        "ranking_sums": _SUMS,
        "ranking_values": _BUYER_VALUES if is_buyer else _SUPPLIER_VALUES,
        "ranking_amounts": _AMOUNTS,
        "ranking_names": _NAMES,
        "ranking_reasons": _REASONS,
        "ranking_subjects": _SUBJECTS,
    }
