"""Files that hold one process on several lines: each line is judged by itself, as Cardinal does.

In the tables, rows belong to a process by its id. Where an id repeats, the queries are sent to
copies of the tables in which the id carries its line; only there, because copies cost time.
"""

from __future__ import annotations

import re

from euthyna.data import model
from euthyna.data.store.engines import Engine

TABLES = (
    "processes",
    "tenderers",
    "bids",
    "bid_tenderers",
    "bid_statistics",
    "awards",
    "award_suppliers",
    "items",
)
"""The tables of the model that the output is computed from."""

MARK = "\x1f"
"""Between an id and its line: a character that JSON must escape, so that no id has it in fact."""

_READ = re.compile(rf'\b(FROM|JOIN) (["`]?)({"|".join(TABLES)})\2(?![\w"`])')


def repeat(engine: Engine) -> bool:
    """Say whether any process stands on more than one line."""
    sql = "SELECT count(*) - count(DISTINCT process_id) FROM processes"
    return bool(engine.rows(sql)[0][0])


def part(engine: Engine) -> None:
    """Copy the tables, with the line in the id of the process."""
    for name in TABLES:
        others = ", ".join(c for c in model.ALL[name].names if c != "process_id")
        engine.materialise(
            f"{name}_by_line",
            f"SELECT process_id || '{MARK}' || source AS process_id, {others} FROM {name}",  # noqa: S608
        )


def redirected(sql: str) -> str:
    """Send a query to the copies.

    Examples
    --------
    >>> redirected('SELECT 1 FROM "bids" AS "t0" JOIN bid_gaps USING (process_id)')
    'SELECT 1 FROM "bids_by_line" AS "t0" JOIN bid_gaps USING (process_id)'
    """
    return _READ.sub(r"\1 \2\3_by_line\2", sql)


def ocid(process: str) -> str:
    """Give the id of a process without its line."""
    return process.partition(MARK)[0]


def place(process: str) -> tuple[str, int]:
    """Give file and line of a process, so that line 10 comes after line 9."""
    return numbered(process.partition(MARK)[2])


def numbered(source: str) -> tuple[str, int]:
    """Take ``file:line`` apart.

    Examples
    --------
    >>> numbered("releases.jsonl:12")
    ('releases.jsonl', 12)
    """
    file, _, line = source.rpartition(":")
    return (file, int(line)) if line.isdecimal() else (source, 0)
