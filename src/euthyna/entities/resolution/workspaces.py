"""Resolution of all parties of a workspace, with what people decided there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from euthyna.base.errors import InputError
from euthyna.base.progress import SILENT, Progress
from euthyna.data.store.lake import Lake, Snapshot
from euthyna.data.store.ledger import Ledger, ledger_of
from euthyna.entities.gathering import gather
from euthyna.entities.parties import Parties
from euthyna.entities.resolution.identities import apart_rows, identity_rows
from euthyna.entities.resolution.keeping import Kept
from euthyna.entities.resolution.resolving import DEFAULTS, resolve
from euthyna.entities.screening.opening import snapshot_tables

if TYPE_CHECKING:
    from euthyna.data.store.ledger import Decision
    from euthyna.entities.resolution.judging import Settings

RESULTS = "results"
"""The folder of a workspace in which identities are kept."""


def resolve_workspace(
    workspace: Path, *, settings: Settings = DEFAULTS, progress: Progress = SILENT
) -> Kept:
    """Find out which parties of a workspace are one, and keep it in its results.

    Parameters
    ----------
    workspace
        Its newest snapshot is read, and its ledger if there is one.
    settings
        Threshold and what is expected beforehand.
    progress
        Told how far the run has come.

    Returns
    -------
    Kept
        What was written.

    Raises
    ------
    InputError
        When the workspace holds no parties.
    StoreError
        When it cannot be read or written.
    """
    snapshot = Lake(workspace / "lake").open()
    parties = parties_of(snapshot, workspace)
    found = resolve(parties, decisions=standing(workspace), settings=settings, progress=progress)
    progress.step("writing the identities", 0, None)
    kept = Kept(
        identity_rows(found),
        apart_rows(found),
        snapshot.version,
        settings.as_text(),
        len(parties),
    )
    kept.save(workspace / RESULTS)
    return kept


def parties_of(snapshot: Snapshot, workspace: Path) -> Parties:
    """Read all parties of a snapshot.

    Raises
    ------
    InputError
        When there is none.
    """
    tables = snapshot_tables(snapshot)
    if "parties" not in tables:
        msg = (
            f"{workspace} holds no parties; load lists or registers first: "
            f"euthyna run FILE... --workspace {workspace}"
        )
        raise InputError(msg)
    return gather(tables)


def standing(workspace: Path) -> list[Decision]:
    """Give the decisions that stand in a workspace; none where nobody decided yet."""
    file = ledger_of(workspace)
    if not file.exists():
        return []
    with Ledger.open(file) as ledger:
        return ledger.standing()
