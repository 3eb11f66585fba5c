"""Queries against lists: the candidates of each, with probability, reasons and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from euthyna.base.progress import SILENT, Progress
from euthyna.entities.gathering import gather
from euthyna.entities.index import NameIndex
from euthyna.entities.index.candidates import POOL
from euthyna.entities.names import Analysed, Kind, analyse, kinds_of
from euthyna.entities.parties import Parties
from euthyna.entities.records import Name, Record
from euthyna.entities.scoring import PREVALENCE, Comparable, Scores, evidence, explain, score
from euthyna.entities.screening.dossiers import BESIDE, Dossiers, Entity
from euthyna.entities.screening.matches import Match
from euthyna.entities.screening.numbers import Numbers

CANDIDATES: Final = 30
"""So many parties are looked at closely for each name asked about."""
CONFINED: Final = 300
"""So many where the answer is confined to some of the lists."""
BATCH: Final = 2_000
"""So many queries are compared at a time: their pairs fit into memory."""

_PARTIES: Final = "parties.arrow"
_INDEX: Final = "names"

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ListInfo:
    """One list of a screener."""

    name: str
    parties: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """Candidates of queries: rows of both, sorted by query, each pair once."""

    asked: Rows
    listed: Rows


class Screener:
    """Listed parties, ready to be asked about.

    Parameters
    ----------
    parties
        The listed parties.
    index
        Their names, in the order of ``parties.names()``; the owners are rows of `parties`.
    numbers
        Their identifiers.
    beside
        The tables of what stands beside them: listings, positions, relationships.
    """

    def __init__(
        self,
        parties: Parties,
        *,
        index: NameIndex,
        numbers: Numbers,
        beside: Mapping[str, pa.Table],
    ) -> None:
        self.parties = parties
        self._index = index
        self._numbers = numbers
        self._beside = beside
        self._dossiers = Dossiers(beside)

    @classmethod
    def build(cls, tables: Mapping[str, pa.Table]) -> Screener:
        """Make parties of the tables of who is who, and index their names.

        Parameters
        ----------
        tables
            By name, with the columns of the model; those without rows may be missing.
        """
        parties = gather(tables)
        texts, kinds = _named(parties)
        index = NameIndex.build(texts, owners=parties.owners(), kinds=kinds)
        return cls(parties, index=index, numbers=Numbers.of(parties), beside=_beside(tables))

    def updated(self, tables: Mapping[str, pa.Table]) -> Screener:
        """Make a screener of newer tables; only names of parties that changed are taken apart.

        Parameters
        ----------
        tables
            All rows of the newer lists, as for :meth:`build`.

        Returns
        -------
        Screener
            Finds what one built anew finds.
        """
        fresh = gather(tables)
        places, stays = self._unchanged(fresh)
        arrived = np.flatnonzero(~np.isin(np.arange(len(fresh)), places))
        parties = fresh.take(np.concatenate([places, arrived]))
        texts, kinds = _named(fresh.take(arrived))
        numbers = np.full(len(self.parties), -1, np.int32)
        numbers[stays] = np.arange(len(stays), dtype=np.int32)
        gone = np.flatnonzero(numbers < 0)
        # New parties are numbered above all old ones until the old ones are numbered anew.
        above = len(self.parties)
        index = self._index.update(
            texts, owners=fresh.take(arrived).owners() + above, kinds=kinds, removed=gone
        )
        numbers = np.append(numbers, len(stays) + np.arange(len(arrived), dtype=np.int32))
        index.owners = numbers[index.owners]
        return Screener(parties, index=index, numbers=Numbers.of(parties), beside=_beside(tables))

    def save(self, folder: Path) -> None:
        """Write everything into a folder that exists."""
        self.parties.save(folder / _PARTIES)
        self._index.save(folder / _INDEX)
        self._numbers.save(folder)
        for name, table in self._beside.items():
            with (
                pa.OSFile(str(folder / f"{name}.arrow"), "wb") as file,
                pa.ipc.new_file(file, table.schema) as writer,
            ):
                writer.write_table(table)

    @classmethod
    def load(cls, folder: Path) -> Screener:
        """Open what :meth:`save` wrote; most of it is mapped into memory and not read.

        Raises
        ------
        StoreError
            Where the index cannot be read, or another version made it.
        """
        files = {name: folder / f"{name}.arrow" for name in BESIDE}
        return cls(
            Parties.load(folder / _PARTIES),
            index=NameIndex.load(folder / _INDEX),
            numbers=Numbers.load(folder),
            beside={name: _mapped(file) for name, file in files.items() if file.exists()},
        )

    def screen(
        self,
        queries: Sequence[Record] | Parties,
        *,
        limit: int = 10,
        cutoff: float = 0.5,
        datasets: frozenset[str] | None = None,
        prevalence: float = PREVALENCE,
        progress: Progress = SILENT,
    ) -> list[list[Match]]:
        """Find for each query the most probable listed parties.

        Parameters
        ----------
        queries
            Who is asked about; a query without a name or number has no matches.
        limit
            Matches wanted a query.
        cutoff
            Probability below which a candidate is left out, 0 to 1.
        datasets
            Lists to which the answer is confined; None for all.
        prevalence
            Share of those asked about that is expected to be listed.

        Returns
        -------
        list
            A list a query, in order, the most probable match first.
        """
        asked = queries if isinstance(queries, Parties) else Parties.from_records(queries)
        out: list[list[Match]] = []
        for start in range(0, len(asked), BATCH):
            progress.step("screening", start, len(asked))
            batch = asked.take(np.arange(start, min(start + BATCH, len(asked))))
            out += self._screen(batch, limit, cutoff, datasets, prevalence)
        return out

    def near(
        self,
        queries: Parties,
        parties: AbstractSet[str],
        *,
        cutoff: float,
        prevalence: float = PREVALENCE,
    ) -> set[str]:
        """Tell which queries have a match among a few parties; quick where these are few.

        Parameters
        ----------
        queries
            Who is asked about.
        parties
            Ids of listed parties.
        cutoff, prevalence
            As for :meth:`screen`.

        Returns
        -------
        set of str
            Ids of queries.
        """
        rows = np.array(sorted(self._rows[p] for p in parties if p in self._rows), np.int64)
        few = self.parties.take(rows)
        texts, kinds = _named(few)
        small = NameIndex.build(texts, owners=few.owners(), kinds=kinds)
        asking = _comparable(queries)
        pairs = _candidates(small, Numbers.of(few), queries, asking[1], size=len(few))
        scores = score(
            asking[0],
            self._comparable,
            query_rows=pairs.asked,
            listed_rows=rows[pairs.listed],
            prevalence=prevalence,
        )
        ids = queries.ids()
        return {ids[row] for row in pairs.asked[scores.probability >= cutoff].tolist()}

    def entity(self, party_id: str) -> Entity | None:
        """Give all that is known of one listed party, with what stands beside it."""
        party = self.record(party_id)
        return None if party is None else self._dossiers.nested(party, find=self.record)

    def record(self, party_id: str) -> Record | None:
        """Give one listed party; None where there is none of that id."""
        row = self._rows.get(party_id)
        return None if row is None else self.parties.record(row)

    def search(
        self, text: str, *, limit: int = 10, datasets: frozenset[str] | None = None
    ) -> list[Record]:
        """Give parties by a text, the nearest name first; without a text, the first ones."""
        within = self._within(datasets)
        if text.strip():
            found = self._index.search(analyse([text]), k=max(limit * 2, CANDIDATES)).owners
            rows = found.astype(np.int64)
        else:
            rows = np.arange(len(self.parties))
        kept = rows if within is None else rows[within[rows]]
        return list(self.parties.records(kept[:limit].tolist()))

    def datasets(self) -> list[ListInfo]:
        """Say which lists there are, and how many parties each has."""
        counted = pc.value_counts(self.parties.table.column("dataset")).to_pylist()
        found = [ListInfo(entry["values"], entry["counts"]) for entry in counted]
        return sorted(found, key=lambda info: info.name)

    def _screen(
        self,
        queries: Parties,
        limit: int,
        cutoff: float,
        datasets: frozenset[str] | None,
        prevalence: float,
    ) -> list[list[Match]]:
        asking, analysed = _comparable(queries)
        size = len(self.parties)
        within = self._within(datasets)
        # Other lists may crowd out the one that is asked.
        wanted = CANDIDATES if within is None else CONFINED
        pairs = _candidates(self._index, self._numbers, queries, analysed, size=size, k=wanted)
        if within is not None:
            inside = within[pairs.listed]
            pairs = Pairs(pairs.asked[inside], pairs.listed[inside])
        scores = score(
            asking,
            self._comparable,
            query_rows=pairs.asked,
            listed_rows=pairs.listed,
            prevalence=prevalence,
        )
        order = np.lexsort((pairs.listed, -scores.probability, pairs.asked))
        order = order[scores.probability[order] >= cutoff]
        place = np.arange(len(order)) - np.searchsorted(pairs.asked[order], pairs.asked[order])
        kept = order[place < limit]
        out: list[list[Match]] = [[] for _ in range(len(queries))]
        for query, match in self._matches(asking, pairs, kept, prevalence, scores):
            out[query].append(match)
        return out

    def _matches(
        self, asking: Comparable, pairs: Pairs, kept: Rows, prevalence: float, scores: Scores
    ) -> Iterator[tuple[int, Match]]:
        asked, listed = pairs.asked[kept], pairs.listed[kept]
        seen = evidence(asking, self._comparable, query_rows=asked, listed_rows=listed)
        names, firsts = asking.parties.names().values, self._comparable.names.parties
        for place, record in enumerate(self.parties.records(listed.tolist())):
            ours, theirs = seen.names.query_names[place], seen.names.listed_names[place]
            row = int(listed[place])
            name = record.names[int(theirs - firsts[row])] if theirs >= 0 else Name("", "")
            reasons = explain(
                asking,
                self._comparable,
                query_row=int(asked[place]),
                listed_row=row,
                prevalence=prevalence,
                seen=seen.of(place),
            )
            match = Match(
                listed=record,
                query_name=names[ours].as_py() if ours >= 0 else "",
                name=name.text,
                name_kind=name.kind,
                probability=float(scores.probability[kept[place]]),
                reasons=reasons,
            )
            yield int(asked[place]), match

    def _within(self, datasets: frozenset[str] | None) -> NDArray[np.bool_] | None:
        if datasets is None:
            return None
        column = self.parties.table.column("dataset")
        found = pc.is_in(column, pa.array(sorted(datasets), pa.string()))
        return np.asarray(found.to_numpy(), np.bool_)

    def _unchanged(self, fresh: Parties) -> tuple[Rows, Rows]:
        """Give the rows of parties that are as they were: among the new ones, and among ours.

        In the order of ours.
        """
        keys = [_keys(side) for side in (fresh, self.parties)]
        found = pc.index_in(keys[1], value_set=keys[0])
        known = np.flatnonzero(pc.is_valid(found).to_numpy(zero_copy_only=False))
        places = found.drop_null().to_numpy().astype(np.int64)
        return places, known

    @cached_property
    def _comparable(self) -> Comparable:
        return Comparable.of(self.parties, analysed=self._index.names)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {party: row for row, party in enumerate(self.parties.ids())}


def _comparable(queries: Parties) -> tuple[Comparable, Analysed]:
    """Take the names of queries apart once, for the index and for the scorer."""
    texts, kinds = _named(queries)
    analysed = analyse(texts, kinds=kinds)
    return Comparable.of(queries, analysed=analysed), analysed


def _candidates(
    index: NameIndex,
    numbers: Numbers,
    queries: Parties,
    analysed: Analysed,
    *,
    size: int,
    k: int = CANDIDATES,
) -> Pairs:
    """Find the candidates of queries among so many parties, by name and by number."""
    found = index.search(analysed, k=k, pool=max(POOL, 2 * k))
    by_number = numbers.find(queries)
    asked = np.concatenate([queries.owners()[found.queries], by_number[0]]).astype(np.int64)
    listed = np.concatenate([found.owners, by_number[1]]).astype(np.int64)
    both = np.unique(asked * max(size, 1) + listed)
    return Pairs(both // max(size, 1), both % max(size, 1))


def _named(parties: Parties) -> tuple[list[str], list[Kind]]:
    """Give the texts of all names, and what each names."""
    kinds = kinds_of(parties.table.column("schema").to_pylist())
    return parties.names().values.to_pylist(), [kinds[row] for row in parties.owners()]


def _keys(parties: Parties) -> pa.Array:
    columns = (parties.table.column(name) for name in ("id", "digest"))
    joined = pc.binary_join_element_wise(*columns, "\n")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def _beside(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    return {name: tables[name] for name in BESIDE if name in tables}


def _mapped(file: Path) -> pa.Table:
    with pa.memory_map(str(file)) as source:
        return pa.ipc.open_file(source).read_all()
