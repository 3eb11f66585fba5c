"""What records looked like when somebody saw them, so that a decision can name that state."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from euthyna.data.store.disk import disk_errors, seal_parquet
from euthyna.data.store.lake import Lake
from euthyna.entities.screening.screened import SEEN

FILE: Final = "sightings.parquet"
"""In the results of a workspace: what was last shown, by id."""
MOST: Final = 1_000_000
"""So many records are remembered; those shown longest ago go."""

_SCHEMA: Final = pa.schema([("id", pa.string()), ("digest", pa.string())])
_SIDES: Final = (("query_id", "query_digest"), ("party_id", "party_digest"))


def note(folder: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """Remember the records of matches that are about to be shown.

    Parameters
    ----------
    folder
        The results of the workspace in which will be decided.
    rows
        As in the table `matches`.

    Raises
    ------
    StoreError
        When the folder cannot be written.
    """
    fresh = {row[id_]: row[digest] or "" for row in rows for id_, digest in _SIDES}
    if not fresh:
        return
    known = {one: digest for one, digest in _noted(folder).items() if one not in fresh}
    kept = list({**known, **fresh}.items())[-MOST:]
    columns = [pa.array(column, pa.string()) for column in zip(*kept, strict=True)]
    with disk_errors(folder, doing="write"):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{FILE}.tmp"
        pq.write_table(pa.Table.from_arrays(columns, schema=_SCHEMA), draft)
        seal_parquet(draft)
        draft.replace(folder / FILE)


def digests(workspace: Path, ids: Collection[str]) -> dict[str, str]:
    """Tell what records look like, as far as a workspace knows them.

    Records that are all in the lake are as the lake says. Where one is not, somebody was asked
    about: then all are as they were last shown, which is what a decision is about.

    Parameters
    ----------
    workspace
        Its lake and its results are looked at.
    ids
        Of parties or queries.

    Returns
    -------
    dict
        The digest of each that is known.
    """
    listed: dict[str, str] = {}
    for file in Lake(workspace / "lake").open().files("parties"):
        listed |= _among(pq.read_table(file, columns=["party_id", "digest"]), "party_id", ids)
    if len(listed) == len(set(ids)):
        return listed
    noted = {one: digest for one, digest in _noted(workspace / "results").items() if one in ids}
    return listed | _screened(workspace / "results", ids) | noted


def _noted(folder: Path) -> dict[str, str]:
    if not (folder / FILE).exists():
        return {}
    table = pq.read_table(folder / FILE)
    return dict(zip(*(table.column(name).to_pylist() for name in _SCHEMA.names), strict=True))


def _screened(folder: Path, ids: Collection[str]) -> dict[str, str]:
    if not (folder / SEEN).exists():
        return {}
    return _among(pq.read_table(folder / SEEN, columns=["id", "digest"]), "id", ids)


def _among(table: pa.Table, column: str, ids: Collection[str]) -> dict[str, str]:
    wanted = pc.is_in(table.column(column), pa.array(sorted(ids), pa.string()))
    some = table.filter(wanted)
    values = (some.column(name).to_pylist() for name in (column, "digest"))
    return {one: digest or "" for one, digest in zip(*values, strict=True)}
