"""Everyone in a workspace against all its lists: the table `matches`."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from euthyna.base.errors import StoreError
from euthyna.base.progress import SILENT, Progress
from euthyna.data.model import ALL
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.data.store.lake import Snapshot
from euthyna.data.store.ledger import ledger_of
from euthyna.entities.parties import Parties
from euthyna.entities.records import Record
from euthyna.entities.scoring import PREVALENCE
from euthyna.entities.screening.asking import recalled
from euthyna.entities.screening.matches import rows
from euthyna.entities.screening.opening import Tables, code_state, snapshot_tables
from euthyna.entities.screening.organisations import READS, organisations
from euthyna.entities.screening.rescreening import rescreen
from euthyna.entities.screening.screened import Screened, remember
from euthyna.entities.screening.screener import Screener

CUTOFF: Final = 0.5
"""Probability from which a candidate is kept; indicators ask for more."""
LIMIT: Final = 20
"""Matches kept of one query."""

_FOLDER: Final = "screening"


@dataclass(frozen=True, slots=True)
class Everyone:
    """What screening everyone in a workspace gave."""

    asked: int
    """Organisations of processes, and parties that own, direct or are related to others."""
    listed: int
    """Parties of lists and registers."""
    again: int
    """Queries that were asked again, because something about them had changed."""
    matches: int


def screen_everyone(
    snapshot: Snapshot, *, workspace: Path, progress: Progress = SILENT
) -> Everyone:
    """Ask the lists of a workspace about everyone who bids, wins, owns or directs in it.

    Parameters
    ----------
    snapshot
        Of the workspace's lake.
    workspace
        Where results and decisions are kept; ``results/matches.parquet`` is written.

    Returns
    -------
    Everyone
        How many were asked, and how many matches there are.

    Raises
    ------
    StoreError
        If results cannot be read or written.
    """
    results = workspace / "results"
    tables = snapshot_tables(snapshot)
    progress.step("indexing names", 0, None)
    # Another version of the code may take names apart in another way.
    screener = _screener(tables, results / _FOLDER / code_state()[:16])
    queries = _queries(snapshot, screener, tables)
    asker = _Asker(screener, queries, progress)
    listed = dict(zip(screener.parties.ids(), _column(screener.parties, "digest"), strict=True))
    done = rescreen(
        list(queries.records()),
        listed,
        settings=f"{code_state()}:{CUTOFF}:{LIMIT}:{PREVALENCE}",
        former=Screened.load(results),
        screen=asker.screen,
        near=asker.near,
    )
    memory = recalled(workspace if ledger_of(workspace).exists() else None)
    marked = remember(done.matches, memory)
    kept = Screened(done.settings, done.queries, done.parties, marked)
    kept.save(results)
    return Everyone(len(queries), len(listed), done.asked, marked.num_rows)


@dataclass(frozen=True, slots=True)
class _Asker:
    """What screening again needs of the screener."""

    screener: Screener
    queries: Parties
    progress: Progress

    def screen(self, asked: Sequence[Record]) -> Iterator[Mapping[str, Any]]:
        # One more than wanted: a party of a register finds itself.
        found = self.screener.screen(asked, limit=LIMIT + 1, cutoff=CUTOFF, progress=self.progress)
        for query, matches in zip(asked, found, strict=True):
            yield from rows(query, [m for m in matches if m.listed.id != query.id][:LIMIT])

    def near(self, tried: Sequence[Record], parties: AbstractSet[str]) -> set[str]:
        return self.screener.near(Parties.from_records(tried), parties, cutoff=CUTOFF)


def _queries(snapshot: Snapshot, screener: Screener, tables: Tables) -> Parties:
    """Gather who is asked about: organisations of processes, and who stands behind others."""
    desk = DuckDB()
    try:
        for name in READS:
            desk.register(ALL[name], snapshot.files(name))
        found = organisations(desk)
    finally:
        desk.close()
    ties = tables.get("relationships")
    if ties is None:
        return found
    behind = screener.parties.table.filter(
        pc.is_in(screener.parties.table.column("id"), pc.unique(ties.column("party_id")))
    )
    return Parties(pa.concat_tables([found.table, behind]))


def _screener(tables: Tables, folder: Path) -> Screener:
    """Open the screener of a former run, bring it up to date, and keep it."""
    try:
        kept = Screener.load(folder)
    except (OSError, StoreError, ValueError, pa.ArrowException):
        screener = Screener.build(tables)
    else:
        if _is_current(kept, tables):
            return kept
        screener = kept.updated(tables)
    shutil.rmtree(folder.parent, ignore_errors=True)
    fresh = folder.with_name(f"{folder.name}.new")
    fresh.mkdir(parents=True)
    screener.save(fresh)
    fresh.rename(folder)
    return screener


def _is_current(kept: Screener, tables: Tables) -> bool:
    digests = [_fingerprint(tables["parties"], "party_id"), _fingerprint(kept.parties.table, "id")]
    return digests[0] == digests[1]


def _fingerprint(table: pa.Table, column: str) -> bytes:
    """Hash ids and digests of all parties, whatever their order."""
    joined = pc.binary_join_element_wise(table.column(column), table.column("digest"), "\n")
    seen = hashlib.sha256()
    for text in np.sort(joined.to_numpy(zero_copy_only=False).astype(str)):
        seen.update(text.encode())
    return seen.digest()


def _column(parties: Parties, name: str) -> list[str]:
    return list(parties.table.column(name).to_pylist())
