"""The ground truth laid beside the results of one workspace.

The join, by what the ground truth calls a record:

=================  ======================================================================
process            the unit ``process`` of that ocid
award, contract    the unit ``process`` of its ocid, what stands before the first ``/``
party              the units ``buyer`` and ``supplier`` of that id; where two parties of one
                   instance form a pair that indicators look at, that ``pair``, too
anything else      the unit of the same kind and id, once indicators look at such
=================  ======================================================================

Flags of awards and contracts count for the process; those of buyers and procuring entities for
the ``buyer``, those of suppliers and tenderers for the ``supplier``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pyarrow import parquet

from euthyna.base.errors import InputError, StoreError
from euthyna.data import model
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.data.store.lake import Lake
from euthyna.indicators.ranking import rank, rank_processes
from euthyna.indicators.running import opened, register
from euthyna.indicators.spec import PAIR
from euthyna.simulation.scoring.sample import Instance, Sample, Unit

_UNITS = """
SELECT CASE WHEN subject_kind IN ('process', 'award', 'contract') THEN 'process'
        WHEN subject_kind IN ('buyer', 'procuring_entity') THEN 'buyer'
        WHEN subject_kind IN ('supplier', 'tenderer') THEN 'supplier'
        WHEN subject_kind = 'buyer_supplier' THEN 'pair'
        ELSE subject_kind END AS kind,
    CASE WHEN kind = 'process' THEN coalesce(process_id, subject_id) ELSE subject_id END AS id,
    list(DISTINCT indicator) FILTER (WHERE flag) AS flagging,
    list(DISTINCT indicator) FILTER (WHERE flag IS NOT NULL) AS judging
FROM flags GROUP BY ALL ORDER BY kind, id
"""

_MONTHS = """
SELECT process_id, coalesce(strftime(published_at, '%Y-%m'), '') FROM processes
"""

_ORGANISATIONS = ("buyer", "supplier")
_MOST = 2**31


def join(workspace: Path, truth: Path, *, seed: int | None = None) -> Sample:
    """Read the results of a workspace and what was planted in its data.

    Parameters
    ----------
    workspace
        Where ``euthyna run`` has been.
    truth
        The ``truth.parquet`` of the country that was read.
    seed
        Of the simulation, to tell samples apart.

    Returns
    -------
    Sample
        Nothing of it depends on the order of rows.

    Raises
    ------
    StoreError
        If the workspace has no results.
    InputError
        If the ground truth cannot be read.
    """
    desk = DuckDB()
    try:
        _open(desk, workspace)
        found = desk.rows(_UNITS)
        flagged = {(kind, name): frozenset(some or ()) for kind, name, some, _ in found}
        judged = {(kind, name): frozenset(some or ()) for kind, name, _, some in found}
        return Sample(
            seed,
            tuple(_instances(_rows(truth), flagged)),
            flagged,
            judged,
            dict(desk.rows(_MONTHS)),
            tuple(process.process_id for process in rank_processes(desk, limit=_MOST)),
            tuple(each.subject_id for each in rank(desk, "buyer")),
            tuple(each.subject_id for each in rank(desk, "supplier")),
        )
    finally:
        desk.close()


def _open(desk: DuckDB, workspace: Path) -> None:
    try:
        results = opened(workspace / "results")
    except FileNotFoundError as error:
        msg = f"{workspace} has no results; run 'euthyna run PUBLISHED --workspace {workspace}'"
        raise StoreError(msg) from error
    snapshot = Lake(workspace / "lake").open(results.snapshot)
    register(desk, snapshot, model.ALL, results=results.folder)


def _rows(truth: Path) -> list[dict[str, Any]]:
    try:
        return list(parquet.read_table(truth).to_pylist())
    except (OSError, ValueError) as error:
        msg = f"{truth} cannot be read as a ground truth; 'euthyna simulate' writes truth.parquet"
        raise InputError(msg) from error


def _instances(
    rows: Iterable[dict[str, Any]], flagged: dict[Unit, frozenset[str]]
) -> Iterable[Instance]:
    grouped: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["scheme"], row["instance"]), []).append(row)
    pairs = [name for kind, name in flagged if kind == "pair"]
    for (scheme, name), records in sorted(grouped.items()):
        last = max(record["at"] for record in records)
        units = _units(records, last, flagged)
        parties = {record["id"] for record in records if record["kind"] == "party"}
        for pair in pairs:
            one, _, other = pair.partition(PAIR)
            if one in parties and other in parties:
                units["pair", pair] = last
        first = min(record["at"] for record in records)
        yield Instance(scheme, name, records[0]["difficulty"], len(records), first, last, units)


def _units(
    records: list[dict[str, Any]], last: datetime, flagged: dict[Unit, frozenset[str]]
) -> dict[Unit, datetime]:
    """Find what indicators look at; an organisation is complete with the last record."""
    units: dict[Unit, datetime] = {}
    for record in records:
        kind, name, at = record["kind"], record["id"], record["at"]
        if kind == "party":
            found = [(organisation, name) for organisation in _ORGANISATIONS]
            at = last
        elif kind in {"process", "award", "contract"}:
            found = [("process", name.partition("/")[0].partition("#")[0])]
        else:
            found = [(kind, name)]
        for unit in found:
            if unit in flagged:
                units[unit] = max(at, units.get(unit, at))
    return units
