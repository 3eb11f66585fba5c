"""Processes that several inputs hold: merged if loaded together, replaced if newer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace as changed
from pathlib import Path

import duckdb

from euthyna.base.issues import Issue
from euthyna.data.store.commit import Commit
from euthyna.data.store.engines.embedded import quoted
from euthyna.data.store.snapshot import SourceFile

Files = dict[str, list[Path]]


def shared(sources: Sequence[tuple[str, Sequence[Path]]]) -> set[str]:
    """Find the inputs that share a process with another one, or hold one of their own twice.

    Parameters
    ----------
    sources
        Key of each input and the Parquet files of its processes.

    Returns
    -------
    set of str
        The keys of those inputs.
    """
    with_rows = [(key, files) for key, files in sources if files]
    if not with_rows:
        return set()
    parts = " UNION ALL ".join(
        f"SELECT {number} AS input, process_id FROM {_read(files)}"
        for number, (_, files) in enumerate(with_rows)
    )
    found = duckdb.execute(
        f"WITH stood AS ({parts}) SELECT DISTINCT input FROM stood WHERE process_id IN "
        "(SELECT process_id FROM stood GROUP BY process_id HAVING count(*) > 1)"
    ).fetchall()
    return {with_rows[number][0] for (number,) in found}


def replace(commit: Commit, incoming: Files) -> list[Issue]:
    """Keep one release of each process that the lake has already: the newer one.

    The files of the older one are written again without it. `incoming` is changed in place
    where the lake has the newer release.

    Returns
    -------
    list of Issue
        One for each source of the lake that lost processes to the incoming files.
    """
    issues: list[Issue] = []
    new = incoming.get("processes")
    if not new:
        return issues
    connection = duckdb.connect()
    try:
        for key, entry in commit.kept().items():
            old = {
                table: [commit.base.root / file.path for file in files]
                for table, files in entry.files.items()
            }
            if "processes" not in old:
                continue
            older, newer = _compared(connection, old["processes"], new)
            if newer:
                rows, files = _without(connection, commit, old, newer, prefix=f"kept-{key[:12]}")
                commit.add(changed(entry.source, rows=rows), files)
                issues.append(_issue(entry.source, len(newer)))
            if older:
                _, files = _without(connection, commit, incoming, older, prefix="newer")
                incoming.clear()
                incoming.update(files)
                new = incoming.get("processes", [])
            if not new:
                break
    finally:
        connection.close()
    return issues


def _compared(
    connection: duckdb.DuckDBPyConnection, old: Sequence[Path], new: Sequence[Path]
) -> tuple[list[str], list[str]]:
    """List the shared processes whose incoming release is not newer, and those where it is."""
    found = connection.execute(
        "SELECT process_id, coalesce(max(n.published_at) > max(o.published_at), "
        f"max(o.published_at) IS NULL) FROM {_read(old)} o JOIN {_read(new)} n USING (process_id) "
        "GROUP BY process_id"
    ).fetchall()
    older = [process for process, newer in found if not newer]
    return older, [process for process, newer in found if newer]


def _without(
    connection: duckdb.DuckDBPyConnection,
    commit: Commit,
    files: Mapping[str, Sequence[Path]],
    processes: Sequence[str],
    *,
    prefix: str,
) -> tuple[dict[str, int], Files]:
    """Write files again without the rows of some processes."""
    connection.execute(
        "CREATE OR REPLACE TABLE _gone AS SELECT unnest(?) AS process_id", [processes]
    )
    rows: dict[str, int] = {}
    out: Files = {}
    for table, paths in files.items():
        target = commit.directory(table) / f"{prefix}-{table}.parquet"
        while target.exists():
            target = target.with_stem(f"{target.stem}-")
        row = connection.execute(
            f"COPY (SELECT * FROM {_read(paths)} WHERE process_id NOT IN (SELECT process_id FROM "
            f"_gone)) TO {quoted(str(target))} (FORMAT parquet)"
        ).fetchone()
        if row and row[0]:
            rows[table], out[table] = int(row[0]), [target]
        else:
            target.unlink(missing_ok=True)
    return rows, out


def _issue(source: SourceFile, count: int) -> Issue:
    return Issue("superseded-process", source.name, found=source.name, count=count)


def _read(files: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(quoted(str(file)) for file in files)}])"
