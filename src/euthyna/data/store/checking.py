"""What the tables show to have been lost: dates that are none, amounts without a currency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from euthyna.base.issues import Issue
from euthyna.data.declarations import Form, Rows, Standard
from euthyna.data.store.engines.embedded import quoted


def lost_values(
    connection: duckdb.DuckDBPyConnection,
    standard: Standard,
    files: Mapping[str, Sequence[Path]],
    *,
    name: str,
) -> list[Issue]:
    """Look in the written tables for values that were published and could not be used.

    Parameters
    ----------
    files
        The Parquet files of one input, by table.
    name
        The name of the input, for the rare row without a source.

    Returns
    -------
    list of Issue
        ``bad-date`` and ``missing-currency``, by path, with the first place and a count.
    """
    return [
        issue
        for block in standard.rows
        if block.table in files
        for issue in _of_block(connection, block, files[block.table], name)
    ]


def _of_block(
    connection: duckdb.DuckDBPyConnection, block: Rows, files: Sequence[Path], name: str
) -> Iterator[Issue]:
    checks = list(_checks(block))
    if not checks:
        return
    listed = ", ".join(quoted(str(file)) for file in files)
    place = block.constants.get("place")
    where = f"WHERE place = {quoted(str(place))}" if place else ""
    parts = ", ".join(
        f"count(*) FILTER ({lost}), any_value(source) FILTER ({lost}), any_value({shown}) FILTER ({lost})"
        for _, _, lost, shown in checks
    )
    (row,) = connection.execute(f"SELECT {parts} FROM read_parquet([{listed}]) {where}").fetchall()
    for number, (code, path, _, _) in enumerate(checks):
        count, source, found = row[3 * number : 3 * number + 3]
        if count:
            yield Issue(code, source or name, path, str(found)[:60], "", int(count))


def _checks(block: Rows) -> Iterator[tuple[str, str, str, str]]:
    at = block.at.replace("[]", "")
    for item in block.fields:
        path = f"{at}/{item.path}".strip("/")
        column = item.column
        if item.form is Form.DATE:
            lost = f"{column}_text IS NOT NULL AND {column}_at IS NULL"
            yield "bad-date", path, lost, f"{column}_text"
        elif item.form is Form.MONEY:
            lost = f"{column}_amount IS NOT NULL AND {column}_currency IS NULL"
            yield "missing-currency", path, lost, f"{column}_amount"
