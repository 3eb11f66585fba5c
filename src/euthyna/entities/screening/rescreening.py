"""Screening again what has changed, and only that.

A query is asked again when it is new or changed; when a match of it has left the list or
changed; or when a party that came or changed is probable enough to be a match of it. What is
asked again is asked against all parties, so that its matches, their order and their
probabilities are those of a full run. All other matches are kept as they were.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from euthyna.entities.records import Record
from euthyna.entities.screening.screened import SCHEMA, Screened

MOST_CHANGED: Final = 0.2
"""Share of parties from which on everything is asked again: it is cheaper, and the rarity of
words, on which candidates depend, is another one then."""

Screen = Callable[[Sequence[Record]], Iterable[Mapping[str, Any]]]
"""Gives the rows of `matches` for queries, asked against all parties."""
Near = Callable[[Sequence[Record], AbstractSet[str]], Collection[str]]
"""Gives the ids of the queries that have a match among some parties."""


def rescreen(
    queries: Sequence[Record],
    parties: Mapping[str, str],
    *,
    settings: str,
    former: Screened | None,
    screen: Screen,
    near: Near,
) -> Screened:
    """Screen queries, computing only what changed since a former run.

    Parameters
    ----------
    queries
        All queries, each with its digest; ids are unique.
    parties
        The digest of every listed party, by id.
    settings
        All that matches depend on besides the records; when it is not what it was, all is asked.
    former
        What the former run gave; without it, all is asked.
    screen
        Asks queries against all parties.
    near
        Tells which queries have a match among some parties.

    Returns
    -------
    Screened
        With the matches of a full run.
    """
    plan = _plan(queries, parties, settings=settings, former=former)
    close = frozenset(near(plan.tried, plan.arrived)) if plan.tried else frozenset()
    again = plan.again | close
    asked = [query for query in queries if query.id in again]
    found = pa.Table.from_pylist(list(screen(asked)) if asked else [], schema=SCHEMA)
    if former and len(asked) < len(queries):
        kept = [query.id for query in queries if query.id not in again]
        found = pa.concat_tables([found, _of(former.matches, kept)])
    return Screened(
        settings,
        {query.id: query.digest for query in queries},
        dict(parties),
        _ordered(found, queries),
        asked=len(asked),
        tried=len(plan.tried),
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    again: frozenset[str]
    """Queries to be asked against all parties, whatever `near` says."""
    tried: list[Record]
    """Queries that may have a match among what arrived."""
    arrived: frozenset[str]


def _plan(
    queries: Sequence[Record],
    parties: Mapping[str, str],
    *,
    settings: str,
    former: Screened | None,
) -> _Plan:
    everything = _Plan(frozenset(query.id for query in queries), [], frozenset())
    if former is None or former.settings != settings:
        return everything
    arrived = frozenset(
        party for party, digest in parties.items() if former.parties.get(party) != digest
    )
    gone = former.parties.keys() - parties.keys()
    if len(arrived) + len(gone) > MOST_CHANGED * len(parties):
        return everything
    again = {query.id for query in queries if former.queries.get(query.id) != query.digest}
    again |= _with_match(former.matches, arrived | gone)
    rest = [query for query in queries if query.id not in again] if arrived else []
    return _Plan(frozenset(again), rest, arrived)


def _with_match(matches: pa.Table, parties: AbstractSet[str]) -> set[str]:
    touched = pc.is_in(matches.column("party_id"), pa.array(sorted(parties), pa.string()))
    return set(matches.filter(touched).column("query_id").to_pylist())


def _of(matches: pa.Table, queries: Sequence[str]) -> pa.Table:
    wanted = pc.is_in(matches.column("query_id"), pa.array(queries, pa.string()))
    return matches.filter(wanted).select(SCHEMA.names).cast(SCHEMA)


def _ordered(matches: pa.Table, queries: Sequence[Record]) -> pa.Table:
    ids = pa.array([query.id for query in queries], pa.string())
    place = pc.index_in(matches.column("query_id"), ids)
    keys = [("place", "ascending"), ("rank", "ascending")]
    return matches.append_column("place", place).sort_by(keys).drop_columns(["place"])
