"""What a run of screening gave, kept in the results of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from euthyna.base.errors import StoreError
from euthyna.data.model import Kind
from euthyna.data.model.results import MATCHES
from euthyna.data.store.disk import disk_errors, seal_parquet, sync_directory
from euthyna.data.store.ledger import Seen
from euthyna.entities.screening.memory import Memory

_TYPES: Final = {Kind.TEXT: pa.string(), Kind.NUMBER: pa.float64(), Kind.COUNT: pa.int64()}
SCHEMA: Final = pa.schema([(column.name, _TYPES[column.kind]) for column in MATCHES.columns])
"""The columns of the table `matches`."""
FILE: Final = "matches.parquet"
SEEN: Final = "matches_seen.parquet"
"""Which queries and parties a run saw, each with its digest."""

_SEEN: Final = pa.schema([("kind", pa.string()), ("id", pa.string()), ("digest", pa.string())])
_SETTINGS: Final = b"euthyna.settings"


@dataclass(frozen=True, slots=True)
class Screened:
    """What a run of screening gave, and what it has to know to be repeated."""

    settings: str
    """All that matches depend on besides the records: version of the model, cut-off, limit."""
    queries: Mapping[str, str]
    """Digest of each query, by id."""
    parties: Mapping[str, str]
    """Digest of each party, by id."""
    matches: pa.Table
    """Rows of `matches`: by query in the order asked, then by rank."""
    asked: int = 0
    """Queries that were asked against all parties in this run."""
    tried: int = 0
    """Queries that were asked against the new and changed parties only."""

    def save(self, folder: Path) -> None:
        """Write the matches and what was seen into a folder of results.

        What was seen is taken away first and written last: a run that is killed in between is
        repeated in full.

        Raises
        ------
        StoreError
            When the folder cannot be written.
        """
        with disk_errors(folder, doing="write"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / SEEN).unlink(missing_ok=True)
            _write(folder / FILE, self.matches)
            seen = [
                {"kind": kind, "id": one, "digest": digest}
                for kind, digests in (("query", self.queries), ("party", self.parties))
                for one, digest in digests.items()
            ]
            table = pa.Table.from_pylist(seen, schema=_SEEN)
            _write(folder / SEEN, table.replace_schema_metadata({_SETTINGS: self.settings}))
        sync_directory(folder)

    @classmethod
    def load(cls, folder: Path) -> Screened | None:
        """Read what a former run left in a folder; None where there is nothing whole.

        Raises
        ------
        StoreError
            When the files are there and cannot be read.
        """
        if not (folder / FILE).exists() or not (folder / SEEN).exists():
            return None
        try:
            seen = pq.read_table(folder / SEEN)
            matches = pq.read_table(folder / FILE, schema=SCHEMA)
        except (OSError, pa.ArrowException) as error:
            msg = f"{folder / FILE} cannot be read: {error}; remove it and screen again"
            raise StoreError(msg) from error
        settings = (seen.schema.metadata or {}).get(_SETTINGS, b"").decode()
        return cls(settings, _digests(seen, "query"), _digests(seen, "party"), matches)


def remember(matches: pa.Table, memory: Memory) -> pa.Table:
    """Fill the column `decision` anew with what people have decided.

    Parameters
    ----------
    matches
        Rows of `matches`, whatever their column `decision` holds.
    memory
        The decisions that stand.

    Returns
    -------
    pyarrow.Table
        The same rows: one decided different says so, and is not to be shown.
    """
    columns = ("query_id", "query_digest", "party_id", "party_digest")
    values = (matches.column(name).to_pylist() for name in columns)
    marks = [
        memory.mark(Seen(query, asked or ""), Seen(party, listed or ""))
        for query, asked, party, listed in zip(*values, strict=True)
    ]
    place = matches.schema.get_field_index("decision")
    decided = pa.array([mark or None for mark in marks], pa.string())
    return matches.set_column(place, SCHEMA.field("decision"), decided)


def _digests(seen: pa.Table, kind: str) -> dict[str, str]:
    mine = seen.filter(pc.equal(seen.column("kind"), kind))
    ids, digests = mine.column("id").to_pylist(), mine.column("digest").to_pylist()
    return dict(zip(ids, digests, strict=True))


def _write(path: Path, table: pa.Table) -> None:
    draft = path.with_name(path.name + ".tmp")
    pq.write_table(table, draft)
    seal_parquet(draft)
    draft.replace(path)
