"""Identities in the results of a workspace, with the snapshot that they were computed from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from euthyna.base.errors import StoreError
from euthyna.data.store.disk import disk_errors, seal_parquet, sync_directory
from euthyna.entities.resolution.identities import APART, SCHEMA

FILE: Final = "identities.parquet"
APART_FILE: Final = "identities_apart.parquet"
"""Probable pairs that were not joined: what people may want to decide."""
_SNAPSHOT: Final = b"euthyna.snapshot"
_SETTINGS: Final = b"euthyna.settings"
_RECORDS: Final = b"euthyna.records"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the last run of resolution left."""

    identities: pa.Table
    """Rows of the table `identities`."""
    apart: pa.Table
    """Probable pairs that were not joined, and why."""
    snapshot: int
    """Version of the lake that was read."""
    settings: str
    records: int
    """How many parties were compared."""

    def count(self) -> int:
        """Count the identities."""
        return int(pc.count_distinct(self.identities.column("identity_id")).as_py())

    def identity_of(self, party: str) -> str:
        """Give the identity of a party; its own id where it belongs to none."""
        found = self.identities.filter(pc.equal(self.identities.column("party_id"), party))
        return str(found.column("identity_id")[0].as_py()) if found.num_rows else party

    def members(self, identity: str) -> pa.Table:
        """Give the rows of one identity, the first member first."""
        return self.identities.filter(pc.equal(self.identities.column("identity_id"), identity))

    def apart_from(self, parties: Collection[str]) -> pa.Table:
        """Give the probable pairs with one of some parties that were not joined."""
        wanted = pa.array(sorted(parties), pa.string())
        columns = (self.apart.column(name) for name in ("party_id", "other_id"))
        touched = [pc.is_in(column, wanted) for column in columns]
        return self.apart.filter(pc.or_(*touched))

    def save(self, folder: Path) -> None:
        """Write both tables into a folder of results, each whole or not at all.

        Raises
        ------
        StoreError
            When the folder cannot be written.
        """
        about = {
            _SNAPSHOT: str(self.snapshot),
            _SETTINGS: self.settings,
            _RECORDS: str(self.records),
        }
        with disk_errors(folder, doing="write"):
            folder.mkdir(parents=True, exist_ok=True)
            for name, table in ((APART_FILE, self.apart), (FILE, self.identities)):
                draft = folder / f"{name}.tmp"
                pq.write_table(table.replace_schema_metadata(about), draft)
                seal_parquet(draft)
                draft.replace(folder / name)
        sync_directory(folder)

    @classmethod
    def load(cls, folder: Path) -> Kept | None:
        """Read what :meth:`save` wrote; None where nothing was computed yet.

        Raises
        ------
        StoreError
            When the files are there and cannot be read.
        """
        if not (folder / FILE).exists():
            return None
        try:
            identities = pq.read_table(folder / FILE)
            about = identities.schema.metadata or {}
            return cls(
                identities.select(SCHEMA.names).cast(SCHEMA),
                pq.read_table(folder / APART_FILE).select(APART.names).cast(APART),
                int(about[_SNAPSHOT]),
                about[_SETTINGS].decode(),
                int(about[_RECORDS]),
            )
        except (KeyError, OSError, ValueError, pa.ArrowException) as error:
            msg = f"{folder / FILE} cannot be read ({error}); run `euthyna entities resolve` again"
            raise StoreError(msg) from error
