"""Files of queries against lists, with what people decided before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from euthyna.base.errors import BadParameterError, InputError
from euthyna.base.issues import Issue
from euthyna.base.progress import SILENT, Progress
from euthyna.data.reading.mappings import Mapped
from euthyna.data.store.ledger import Ledger, ledger_of
from euthyna.entities.gathering import gather
from euthyna.entities.parties import Parties
from euthyna.entities.screening import sightings
from euthyna.entities.screening.matches import Match, rows
from euthyna.entities.screening.memory import Memory, Recalled
from euthyna.entities.screening.opening import open_lists, read_tables


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file of queries gave."""

    rows: list[dict[str, Any]]
    """As in the table `matches`: by query in the order asked, the most probable first."""
    queries: int
    listed: int
    issues: tuple[Issue, ...]
    """What could not be read, of queries and of lists."""
    held_back: tuple[Recalled[Match], ...]
    """Matches that people decided to be others, of records that have not changed since."""


def ask(
    queries: str | Path,
    *,
    against: Sequence[str | Path],
    limit: int,
    cutoff: float,
    prevalence: float,
    mapping: Mapped | None = None,
    ledger: Path | None = None,
    cache: Path | None = None,
    progress: Progress = SILENT,
) -> Answers:
    """Screen all queries of a file.

    Parameters
    ----------
    queries
        A table, JSON lines or FollowTheMoney; ``-`` for standard input.
    against
        Files of lists, folders, workspaces.
    limit, cutoff, prevalence
        As for :meth:`~euthyna.entities.screening.screener.Screener.screen`.
    mapping
        What the columns of tables mean that no reader recognises, of queries and of lists.
    ledger
        The workspace whose decisions count; it remembers what is shown, to be decided upon.
    cache
        Where opened lists are kept.

    Raises
    ------
    InputError
        If queries or lists cannot be read, or hold no party.
    BadParameterError
        If `prevalence` is not between 0 and 1.
    """
    if not 0 < prevalence < 1:
        msg = f"prevalence = {prevalence} is not between 0 and 1; 0.01 says one in a hundred"
        raise BadParameterError(msg)
    asked, issues = read_queries(queries, mapping=mapping)
    opened = open_lists(against, mapping=mapping, cache=cache, progress=progress)
    memory = recalled(ledger)
    records = list(asked.records())
    spare = max((memory.cleared(record.id) for record in records), default=0)
    found = opened.screener.screen(
        asked, limit=limit + spare, cutoff=cutoff, prevalence=prevalence, progress=progress
    )
    kept = memory.apply(records, found)
    made = [
        row
        for record, matches in zip(records, kept.matches, strict=True)
        for row in rows(record, matches[:limit])
    ]
    if ledger is not None:
        sightings.note(ledger / "results", made)
    return Answers(
        made, len(asked), len(opened.screener.parties), (*issues, *opened.issues), kept.held_back
    )


def read_queries(
    path: str | Path, *, mapping: Mapped | None = None
) -> tuple[Parties, tuple[Issue, ...]]:
    """Read who is asked about.

    Raises
    ------
    InputError
        If the file cannot be read, or holds nobody.
    """
    tables, issues = read_tables([path], mapping=mapping)
    if "parties" not in tables:
        msg = f"{path} holds nobody to ask about; it needs a column or key for names or numbers"
        raise InputError(msg)
    return gather(tables), tuple(issues)


def recalled(workspace: Path | None) -> Memory:
    """Give what was decided in a workspace; nothing where there is none."""
    file = ledger_of(workspace) if workspace else None
    if file is None or not file.exists():
        return Memory()
    ledger = Ledger.open(file)
    try:
        return Memory.load(ledger)
    finally:
        ledger.close()
