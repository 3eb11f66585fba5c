"""Which published rows belong to the subject of a flag.

=================  ===========================================================================
process            its rows
award              of its process; of awards and what hangs on them, only its own and those of
                   the contracts that carry it out
contract           of its process; of contracts and awards, only itself and the award it names
buyer,             of the processes that name it
procuring_entity
supplier           of the processes it won something in; of awards and contracts, only its own
tenderer           of the processes it bid in; of bids, only its own
buyer_supplier     as for the supplier, of the processes of the buyer
market             of the awards of its class of items, year and currency
=================  ===========================================================================

The queries read ``evidence_asked`` (`n`, the number of the question, `indicator`,
`subject_id`) and are run in the order given, each kept under its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from euthyna.data.model import Column, Kind, Table
from euthyna.data.readers.ocds import OCDS
from euthyna.data.store.engines import Engine

ASKED = Table(
    "evidence_asked",
    "One question for the evidence of a flag.",
    (
        Column("n", Kind.COUNT, "Number of the question."),
        Column("indicator", Kind.TEXT, "Id of the indicator."),
        Column("subject_id", Kind.TEXT, "Id of the subject."),
    ),
)

TOLD = (
    "indicator",
    "version",
    "subject_kind",
    "subject_id",
    "process_id",
    "value",
    "flag",
    "reason",
    "threshold",
    "threshold_origin",
)
"""The columns of ``evidence_told``, the flags asked for, after `n`."""

_TOLD = """
SELECT n, indicator, version, subject_kind, subject_id,
    CASE subject_kind WHEN 'process' THEN subject_id ELSE process_id END AS process_id,
    value, flag, reason, threshold, threshold_origin
FROM evidence_asked JOIN flags USING (indicator, subject_id)
QUALIFY row_number() OVER (PARTITION BY n ORDER BY version DESC, process_id) = 1
"""

_PAIRS = """
SELECT DISTINCT n, process_id, award_no, buyer, party_id
FROM (
    SELECT process_id, unnest([buyer_id, procuring_entity_id]) AS buyer FROM processes
) JOIN award_suppliers USING (process_id)
JOIN evidence_told AS told
    ON told.subject_kind = 'buyer_supplier' AND told.subject_id = buyer || ' / ' || party_id
"""

_MARKETS = """
SELECT DISTINCT n, awards.process_id, award_no
FROM awards JOIN evidence_told AS told
    ON told.subject_kind = 'market' AND awards.status = 'active'
    AND split_part(subject_id, ' / ', 2) = CAST(year(award_at) AS VARCHAR)
    AND split_part(subject_id, ' / ', 3) = award_currency
JOIN items ON items.process_id = awards.process_id AND item_no = 0
    AND (place = 'tender' OR (place = 'award' AND parent_no = award_no))
    AND starts_with(
        trim(coalesce(classification_scheme, '') || ' ' || classification_id),
        split_part(subject_id, ' / ', 1)
    )
"""

_AWARDS = """
SELECT n, awards.process_id, award_no
FROM awards JOIN evidence_told AS told
    ON told.subject_kind = 'award' AND told.process_id = awards.process_id
    AND told.subject_id = awards.process_id || '#/awards/' || award_no
UNION
SELECT n, awards.process_id, award_no
FROM awards JOIN contracts USING (process_id, award_id) JOIN evidence_told AS told
    ON told.subject_kind = 'contract' AND told.process_id = contracts.process_id
    AND told.subject_id = contracts.process_id || '#/contracts/' || contract_no
UNION
SELECT n, award_suppliers.process_id, award_no
FROM award_suppliers JOIN evidence_told AS told
    ON told.subject_kind = 'supplier' AND told.subject_id = party_id
UNION
SELECT n, process_id, award_no FROM evidence_pairs
UNION
SELECT n, process_id, award_no FROM evidence_markets
"""

_CONTRACTS = """
SELECT n, contracts.process_id, contract_no
FROM contracts JOIN evidence_told AS told
    ON told.subject_kind = 'contract' AND told.process_id = contracts.process_id
    AND told.subject_id = contracts.process_id || '#/contracts/' || contract_no
UNION
SELECT n, contracts.process_id, contract_no
FROM contracts JOIN awards USING (process_id, award_id)
JOIN evidence_awards AS mine
    ON mine.process_id = awards.process_id AND mine.award_no = awards.award_no
JOIN evidence_told USING (n)
WHERE subject_kind <> 'contract'
"""

_BIDS = """
SELECT DISTINCT n, bid_tenderers.process_id, bid_no
FROM bid_tenderers JOIN evidence_told AS told
    ON told.subject_kind = 'tenderer' AND told.subject_id = party_id
"""

_PARTIES = """
SELECT n, subject_id AS party_id FROM evidence_told
WHERE subject_kind IN ('supplier', 'tenderer')
UNION
SELECT n, unnest([buyer, party_id]) FROM evidence_pairs
"""

_PROCESSES = """
WITH found AS (
    SELECT n, process_id FROM evidence_told
    WHERE subject_kind IN ('process', 'award', 'contract')
    UNION
    SELECT n, processes.process_id FROM processes JOIN evidence_told AS told
        ON told.subject_kind = 'buyer'
        AND told.subject_id = coalesce(buyer_id, procuring_entity_id)
    UNION
    SELECT n, processes.process_id FROM processes JOIN evidence_told AS told
        ON told.subject_kind = 'procuring_entity' AND told.subject_id = procuring_entity_id
    UNION
    SELECT n, tenderers.process_id FROM tenderers JOIN evidence_told AS told
        ON told.subject_kind = 'tenderer' AND told.subject_id = party_id
    UNION SELECT n, process_id FROM evidence_bids
    UNION SELECT n, process_id FROM evidence_awards
)
SELECT n, found.process_id,
    subject_kind IN ('award', 'contract', 'supplier', 'buyer_supplier', 'market') AS by_award,
    subject_kind = 'tenderer' AS by_bid,
    subject_kind IN ('supplier', 'tenderer', 'buyer_supplier') AS by_party
FROM found JOIN evidence_told USING (n)
"""

_LABELS = """
WITH published AS (
    SELECT party_id, name FROM process_parties
    UNION ALL SELECT buyer_id, buyer_name FROM processes
    UNION ALL SELECT procuring_entity_id, procuring_entity_name FROM processes
    UNION ALL SELECT party_id, name FROM award_suppliers
    UNION ALL SELECT party_id, name FROM tenderers
    UNION ALL SELECT party_id, name FROM bid_tenderers
), wanted AS (
    SELECT subject_id AS party_id FROM evidence_told
    WHERE subject_kind IN ('buyer', 'procuring_entity', 'supplier', 'tenderer')
    UNION
    SELECT unnest([buyer, party_id]) FROM evidence_pairs
), named AS (
    SELECT party_id, name FROM published JOIN wanted USING (party_id) WHERE name IS NOT NULL
    GROUP BY party_id, name
    QUALIFY row_number() OVER (PARTITION BY party_id ORDER BY count(*) DESC, name) = 1
), titled AS (
    SELECT process_id, min(title) AS title FROM processes GROUP BY process_id
)
SELECT n, title AS label FROM evidence_told JOIN titled USING (process_id)
WHERE subject_kind IN ('process', 'award', 'contract')
UNION
SELECT n, name FROM evidence_told JOIN named ON party_id = subject_id
WHERE subject_kind IN ('buyer', 'procuring_entity', 'supplier', 'tenderer')
UNION
SELECT n, coalesce(one.name, buyer) || ' / ' || coalesce(other.name, pairs.party_id)
FROM evidence_pairs AS pairs
LEFT JOIN named AS one ON one.party_id = buyer
LEFT JOIN named AS other ON other.party_id = pairs.party_id
"""

QUERIES = {
    "evidence_told": _TOLD,
    "evidence_pairs": _PAIRS,
    "evidence_markets": _MARKETS,
    "evidence_awards": _AWARDS,
    "evidence_contracts": _CONTRACTS,
    "evidence_bids": _BIDS,
    "evidence_parties": _PARTIES,
    "evidence_processes": _PROCESSES,
    "evidence_labels": _LABELS,
}
"""The queries behind the evidence, by the name under which each is kept."""

_MINE = "(asked.n, rows.process_id, {column}) IN (SELECT n, process_id, {key} FROM {links})"


def _mine(column: str, key: str, links: str) -> str:
    return _MINE.format(column=f"rows.{column}", key=key, links=links)


_OF_AWARD = _mine("award_no", "award_no", "evidence_awards")
_OF_CONTRACT = _mine("contract_no", "contract_no", "evidence_contracts")
_OF_BID = _mine("bid_no", "bid_no", "evidence_bids")
_OF_PARTY = "(asked.n, rows.party_id) IN (SELECT n, party_id FROM evidence_parties)"
# A list of tenderers may stand beside bids, so a tenderer without bids keeps all rows of them.
_HAS_BIDS = "(asked.n, rows.process_id) IN (SELECT n, process_id FROM evidence_bids)"
_OF_PARENT = f"""CASE
    WHEN rows.place = 'award' AND by_award
    THEN {_mine("parent_no", "award_no", "evidence_awards")}
    WHEN rows.place IN ('contract', 'implementation') AND by_award
    THEN {_mine("parent_no", "contract_no", "evidence_contracts")}
    WHEN rows.place = 'bid' AND by_bid AND {_HAS_BIDS}
    THEN {_mine("parent_no", "bid_no", "evidence_bids")}
    ELSE true END"""

_RULES = {
    "award_no": f"(NOT by_award OR {_OF_AWARD})",
    "contract_no": f"(NOT by_award OR {_OF_CONTRACT})",
    "bid_no": f"(NOT by_bid OR NOT {_HAS_BIDS} OR {_OF_BID})",
    "party_id": f"(NOT by_party OR {_OF_PARTY})",
    "parent_no": _OF_PARENT,
}


def rule(table: Table) -> str:
    """Write the condition under which a row of a table belongs to a subject.

    It speaks of ``evidence_processes`` as `asked` and of the table as `rows`.
    """
    return " AND ".join(_RULES[name] for name in table.names if name in _RULES) or "true"


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a table that belongs to the subject of a question."""

    n: int
    """Number of the question."""
    table: str
    process_id: str
    rank: int
    """Its number, from 1, among the rows of the table and process."""
    first: bool
    """Whether it is the first of the table."""
    total: int
    """How many rows of the table belong to the subject."""
    source: str
    values: dict[str, Any]


def rows(
    engine: Engine, table: Table, columns: Collection[str], *, numbers: Collection[int], limit: int
) -> Iterator[Found]:
    """Read the rows of a table that belong to subjects.

    Parameters
    ----------
    engine
        On which :data:`QUERIES` were run.
    table
        A table of the model.
    columns
        The columns that are read, beside process, positions and source.
    numbers
        The questions.
    limit
        How many rows for each question; processes in the order of their ids.
    """
    # Every name in this query comes from the model, never from what a file says.
    places = positions(table)
    keys = ("process_id", "source")
    names = [n for n in table.names if (n in columns or n in places) and n not in keys]
    listed = "".join(f", rows.{name}" for name in names)
    order = ", ".join(f"rows.{name}" for name in (*places, "source"))
    asked = ", ".join(str(int(n)) for n in numbers)
    sql = f"""
        SELECT * FROM (
            SELECT asked.n, rows.process_id, row_number() OVER (
                PARTITION BY asked.n, rows.process_id ORDER BY {order}
            ) AS rank, count(*) OVER (PARTITION BY asked.n) AS total, rows.source{listed}
            FROM evidence_processes AS asked JOIN {table.name} AS rows USING (process_id)
            WHERE asked.n IN ({asked}) AND {rule(table)}
        )
        QUALIFY row_number() OVER (PARTITION BY n ORDER BY process_id, rank) <= {int(limit)}
        ORDER BY n, process_id, rank"""  # noqa: S608
    former = None
    for n, process_id, rank, total, source, *values in engine.rows(sql):
        found = {"process_id": process_id, **dict(zip(names, values, strict=True))}
        yield Found(n, table.name, process_id, rank, n != former, total, source, found)
        former = n


def positions(table: Table) -> tuple[str, ...]:
    """Name the columns that say where a row stands in its release."""
    return tuple(name for name in table.names if name.endswith("_no") or name == "place")


def pointer(table: str, row: Mapping[str, Any]) -> str:
    """Write the JSON pointer of a row inside its release; empty for the release itself.

    Parameters
    ----------
    table
        Name of a table of the model.
    row
        At least the columns that :func:`positions` names.

    Examples
    --------
    >>> pointer("award_suppliers", {"award_no": 0, "supplier_no": 1})
    '/awards/0/suppliers/1'
    >>> pointer("documents", {"place": "tender", "parent_no": 0, "document_no": 2})
    '/tender/documents/2'
    """
    for block in OCDS.rows:
        fits = all(row.get(name) == value for name, value in block.constants.items())
        if block.table == table and block.at and fits:
            steps = block.at.split("[]")[:-1]
            numbers = (row.get(name) for name in block.positions)
            return "/" + "".join(f"{s}/{no}" for s, no in zip(steps, numbers, strict=True))
    return ""
