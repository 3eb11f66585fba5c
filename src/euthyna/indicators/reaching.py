"""Which parties of lists and registers belong to the subject of a flag.

What an indicator reads says how far its evidence goes:

==================  =========================================================================
any                 the suppliers, and the parties that they are, may be, or succeed
``award_people``    and their owners and directors, and the parties that these may be
relative_periods    and the relatives and associates of all of them
shared contacts     and the parties that share a contact with the suppliers
==================  =========================================================================

The queries read what :mod:`euthyna.indicators.belonging` keeps, and steps of the catalogue, which
are computed again, with their defaults, for flags that need them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from euthyna.data import model
from euthyna.data.model import Column, Kind, Table
from euthyna.data.store.engines import Engine
from euthyna.indicators import catalogue
from euthyna.indicators.belonging import Found
from euthyna.indicators.plans import cache_folder, plan
from euthyna.indicators.spec import Indicator

REACH: Final = Table(
    "evidence_reach",
    "How far the evidence of a question goes.",
    (
        Column("n", Kind.COUNT, "Number of the question."),
        Column("step", Kind.TEXT, "A step that the indicator needs."),
    ),
)

_FIRMS: Final = """
SELECT n, party_id FROM evidence_awards JOIN award_suppliers USING (process_id, award_no)
WHERE n IN (SELECT n FROM evidence_reach) AND party_id IS NOT NULL
UNION
SELECT n, found.party_id
FROM evidence_awards JOIN award_suppliers AS won USING (process_id, award_no)
JOIN supplier_parties AS found ON found.supplier_id = won.party_id
WHERE n IN (SELECT n FROM evidence_reach)
"""

_PEOPLE: Final = """
WITH owners AS (
    SELECT n, ties.party_id FROM evidence_firms AS firms
    JOIN relationships AS ties ON ties.other_id = firms.party_id
    WHERE kind IN ('ownership', 'control', 'directorship')
    AND n IN (SELECT n FROM evidence_reach WHERE step = 'award_people')
), people AS (
    SELECT n, party_id FROM owners
    UNION
    SELECT n, same.party_id FROM owners JOIN same_parties AS same ON query_id = owners.party_id
)
SELECT n, party_id FROM people
UNION
SELECT n, CASE WHEN ties.party_id = people.party_id THEN other_id ELSE ties.party_id END
FROM people JOIN relationships AS ties
    ON kind IN ('family', 'associate') AND people.party_id IN (ties.party_id, other_id)
WHERE n IN (SELECT n FROM evidence_reach WHERE step = 'relative_periods')
"""

_SHARING: Final = """
SELECT n, shared.party_id FROM evidence_firms AS firms
JOIN {step} AS shared ON shared.supplier_id = firms.party_id
WHERE n IN (SELECT n FROM evidence_reach WHERE step = '{step}')
"""

STEPS: Final = (
    "numbered_parties",
    "same_parties",
    "supplier_parties",
    "supplier_addresses",
    "shared_addresses",
    "supplier_numbers",
    "shared_numbers",
)
"""The steps that are computed again, in order."""

_MARKS: Final = (*STEPS, "award_people", "relative_periods")

_PAIRS: Final = {"matches": "query_id", "relationships": "other_id"}
"""The tables that tie two parties, and the column of the other one: both must belong."""


def lay_out(engine: Engine, asked: Mapping[int, Indicator]) -> None:
    """Find the parties that belong to questions.

    Parameters
    ----------
    engine
        A DuckDB with the tables of the model, on which
        :data:`euthyna.indicators.belonging.QUERIES` were run.
    asked
        The indicators of the questions that read tables of parties, by number.
    """
    needed = {n: [s.id for s in catalogue.needed([entry])] for n, entry in asked.items()}
    marks = [{"n": n, "step": s} for n, steps in needed.items() for s in steps if s in _MARKS]
    engine.register_rows(REACH, marks)
    wanted = {mark["step"] for mark in marks}
    made = plan(
        sorted({entry.id for entry in asked.values()}),
        params={},
        dialect=engine.dialect,
        cache=cache_folder(),
    )
    for step in made.steps:
        if step.id in wanted and step.id in STEPS:
            engine.materialise(step.id, step.sql)
    engine.materialise("evidence_firms", _FIRMS)
    parts = ["SELECT n, party_id FROM evidence_firms"]
    parts += [_PEOPLE] if "award_people" in wanted else []
    parts += [
        _SHARING.format(step=step)
        for step in ("shared_addresses", "shared_numbers")
        if step in wanted
    ]
    engine.materialise("evidence_reached", " UNION ".join(f"({part})" for part in parts))


def rows(
    engine: Engine, table: Table, columns: Collection[str], *, numbers: Collection[int], limit: int
) -> Iterator[Found]:
    """Read the rows of a table of parties that belong to subjects.

    Parameters
    ----------
    engine
        On which :func:`lay_out` was called.
    table
        A table of the model without processes.
    columns
        The columns that are read, beside the source.
    numbers
        The questions.
    limit
        How many rows for each question.
    """
    # Every name in this query comes from the model, never from what a file says.
    names = [name for name in table.names if name in columns and name != "source"]
    source = "rows.source" if "source" in table.names else f"'{table.name}'"
    listed = ", ".join(f"rows.{name}" for name in names)
    asked = ", ".join(str(int(n)) for n in numbers)
    other = _PAIRS.get(table.name)
    both = f"AND (asked.n, rows.{other}) IN (FROM evidence_reached)" if other else ""
    sql = f"""
        SELECT * FROM (
            SELECT asked.n, coalesce(process_id, '') AS process_id, row_number() OVER (
                PARTITION BY asked.n ORDER BY {source}, {listed}
            ) AS rank, count(*) OVER (PARTITION BY asked.n) AS total, {source} AS source, {listed}
            FROM evidence_told AS asked JOIN evidence_reached AS mine USING (n)
            JOIN {table.name} AS rows ON rows.party_id = mine.party_id
            WHERE asked.n IN ({asked}) {both}
        )
        WHERE rank <= {int(limit)} ORDER BY n, rank"""  # noqa: S608
    former = None
    for n, process_id, rank, total, place, *values in engine.rows(sql):
        found = dict(zip(names, values, strict=True))
        yield Found(n, table.name, process_id, rank, n != former, total, place or "", found)
        former = n


def is_of_parties(name: str) -> bool:
    """Tell whether a table of the model is of parties, not of processes."""
    return "process_id" not in model.ALL[name].names
