"""One file of JSON Lines to Parquet: scan, audit, and the strict path for what the scan loses."""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from euthyna.base.errors import EngineError
from euthyna.base.issues import Issue
from euthyna.data import model
from euthyna.data.declarations import Standard
from euthyna.data.reading import fast
from euthyna.data.store import checking
from euthyna.data.store.engines.embedded import TYPES, quoted

if TYPE_CHECKING:
    from euthyna.data.reading.audit import Audited
    from euthyna.data.store.commit import Commit

_WRITERS = 2
"""How many tables are written at a time: DuckDB writes small tables with one thread each."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What to scan, and how."""

    path: Path
    """Plain JSON Lines, one record a line."""
    name: str
    """What `source` shows."""
    standard: Standard
    profile: fast.Profile
    audits: bool
    """Whether every field is counted; without it only unusable lines are reported."""
    places: Sequence[str] = ()
    """The place of each line, if it is not ``name:line``."""
    first_line: int = 1


@dataclass(slots=True)
class Staged:
    """What one file gave."""

    files: dict[str, list[Path]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    lines: int = 0
    """How many lines it has; without an audit, empty ones are not counted."""
    repeated: int = 0
    """How many processes stand on more than one line."""


class Stager:
    """Reads files into the staging folder of a commit, with one embedded DuckDB."""

    def __init__(self, commit: Commit, *, threads: int | None = None) -> None:
        self._connection = duckdb.connect(config={"threads": threads} if threads else {})
        self._connection.execute("SET TimeZone = 'UTC'")
        self._commit = commit
        self._number = 0
        self._scan: duckdb.DuckDBPyRelation | None = None
        self._lost = False

    def close(self) -> None:
        """Give back the memory of the last scan."""
        self._scan = None
        self._connection.close()

    def stage(self, scanned: Scanned, *, passed: Callable[[int], None] | None = None) -> Staged:
        """Read one file and write its rows.

        Parameters
        ----------
        passed
            Called with the number of bytes read so far.

        Returns
        -------
        Staged
            The files by table, and what could not be read.

        Raises
        ------
        EngineError
            If DuckDB cannot read or write at all.
        """
        self._number += 1
        out = Staged()
        with ThreadPoolExecutor(1) as pool:
            audited = pool.submit(_audit, scanned, passed) if scanned.audits else None
            self._read(scanned)
            found = audited.result() if audited else None
        self._strict(scanned, found, out)
        out.issues = _settled(out.issues)
        out.lines = found.lines if found else self._one(f"SELECT count(*) FROM {fast.SCAN}")
        out.repeated = self._one(
            f"SELECT count(process_id) - count(DISTINCT process_id) FROM {fast.SCAN}"
        )
        self._write(scanned, found, out)
        if scanned.audits:
            out.issues += checking.lost_values(
                self._connection, scanned.standard, out.files, name=scanned.name
            )
        return out

    def _read(self, scanned: Scanned) -> None:
        """Hold the rows of the scan; a table that stores them would take half as long again."""
        if self._scan is not None:
            self._connection.unregister(fast.SCAN)
            self._scan = None
        self._lost = False
        sql = fast.scan(scanned.standard, str(scanned.path), scanned.profile)
        with _refusals():
            self._scan = self._connection.sql(sql).materialize()
        self._connection.register(fast.SCAN, self._scan)

    def keep_issues(
        self, issues: Sequence[Issue], *, files: dict[str, list[Path]], rows: dict[str, int]
    ) -> None:
        """Write the issues of one input as rows of the table `issues`, beside its other files."""
        if not issues:
            return
        self._number += 1
        file = self._commit.directory("issues") / f"{self._number:05d}.parquet"
        _insert(self._connection, "_issues", "issues", [asdict(issue) for issue in issues])
        rows["issues"] = _copy(self._connection, "issues", "SELECT * FROM _issues", file)
        files["issues"] = [file]

    def _strict(self, scanned: Scanned, audited: Audited | None, out: Staged) -> None:
        """Read what the scan lost, and put empty records where it read something else."""
        if audited is None:
            lines = [number + 1 for (number,) in self._run(_UNUSABLE).fetchall()]
        else:
            out.issues += _placed(audited.issues, scanned)
            lines = self._merged(audited)
        if not lines:
            return
        from euthyna.data.reading.strict import read  # noqa: PLC0415  (rarely needed)

        rows: dict[str, list[dict[str, Any]]] = {}
        for line, text in _lines(scanned.path, lines):
            record = read(text, source=_place(scanned, line), standard=scanned.standard)
            out.issues += record.issues
            if scanned.profile.converts:
                for table, row in record.rows:
                    rows.setdefault(table, []).append(row)
        if scanned.profile.converts:
            self._replace(lines, audited, rows)

    def _merged(self, audited: Audited) -> list[int]:
        unusable = [number for (number,) in self._run(_UNUSABLE).fetchall()]
        if not unusable:
            return list(audited.strict)
        numbers = _Numbers(audited.empty)
        return sorted({*audited.strict, *(numbers.line(row) for row in unusable)})

    def _replace(
        self, lines: list[int], audited: Audited | None, rows: dict[str, list[dict[str, Any]]]
    ) -> None:
        numbers = _Numbers(audited.empty if audited else ())
        marks = [[numbers.row(line)] for line in lines]
        self._run("CREATE OR REPLACE TABLE _lost (number BIGINT)")
        self._connection.executemany("INSERT INTO _lost VALUES (?)", marks)
        self._lost = True
        for table, found in rows.items():
            _insert(self._connection, f"_strict_{table}", table, found)

    def _write(self, scanned: Scanned, audited: Audited | None, out: Staged) -> None:
        source = self._source(scanned, audited)
        without = "SELECT number FROM _lost" if self._lost else ""
        files = {
            table: self._commit.directory(table) / f"{self._number:05d}.parquet"
            for table in scanned.standard.tables()
        }
        strict = {
            name for (name,) in self._run("SELECT table_name FROM duckdb_tables()").fetchall()
        }

        def write(table: str) -> None:
            query = fast.rows(
                scanned.standard, table, scanned.profile, source=source, without=without
            )
            if f"_strict_{table}" in strict:
                query = f"{query} UNION ALL BY NAME SELECT * FROM _strict_{table}"
            with self._connection.cursor() as cursor:
                cursor.register(fast.SCAN, self._scan)
                count = _copy(cursor, table, query, files[table])
            if count:
                out.files[table] = [files[table]]
                out.rows[table] = count
            else:
                files[table].unlink(missing_ok=True)

        with ThreadPoolExecutor(_WRITERS) as pool:
            list(pool.map(write, files))
        for name in strict:
            if name.startswith("_strict_"):
                self._run(f"DROP TABLE {name}")

    def _source(self, scanned: Scanned, audited: Audited | None) -> str:
        """Write the expression of the column `source`, over the row number of the scan."""
        if scanned.places:
            self._run("CREATE OR REPLACE TABLE _places (number BIGINT, place VARCHAR)")
            placed = [[number, place] for number, place in enumerate(scanned.places)]
            _append(self._connection, "_places", placed)
            return f"(SELECT place FROM _places WHERE number = {fast.ROW})"
        line = f"({fast.ROW} + {scanned.first_line})"
        if audited is not None and audited.empty:
            self._run("CREATE OR REPLACE TABLE _numbers (number BIGINT, line BIGINT)")
            kept = sorted(set(range(1, audited.lines + 1)) - set(audited.empty))
            shifted = [
                [row, kept_line + scanned.first_line - 1] for row, kept_line in enumerate(kept)
            ]
            _append(self._connection, "_numbers", shifted)
            line = f"(SELECT line FROM _numbers WHERE number = {fast.ROW})"
        return f"{quoted(scanned.name + ':')} || {line}"

    def _one(self, sql: str) -> int:
        ((value,),) = self._run(sql).fetchall()  # to the end: nothing may stay open
        return int(value)

    def _run(self, sql: str) -> duckdb.DuckDBPyConnection:
        with _refusals():
            return self._connection.execute(sql)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except duckdb.IOException:
        raise
    except duckdb.Error as error:
        msg = f"the file could not be scanned: {error}"
        raise EngineError(msg) from error


_UNUSABLE = (
    f"SELECT {fast.ROW} FROM (SELECT row_number() OVER () - 1 AS {fast.ROW}, process_id "
    f"FROM {fast.SCAN}) WHERE process_id IS NULL ORDER BY {fast.ROW}"
)


class _Numbers:
    """Row of the scan to line of the file and back: the scan passes over empty lines."""

    def __init__(self, empty: Sequence[int]) -> None:
        self._empty = empty

    def line(self, row: int) -> int:
        line = row + 1
        for blank in self._empty:
            if blank > line:
                break
            line += 1
        return line

    def row(self, line: int) -> int:
        return line - 1 - bisect_left(self._empty, line)


def _settled(issues: Sequence[Issue]) -> list[Issue]:
    """Do not call converted what the strict path could not convert."""
    failed: dict[str, int] = {}
    for issue in issues:
        if issue.code == "bad-number":
            failed[issue.path] = failed.get(issue.path, 0) + issue.count
    out = []
    for issue in issues:
        left = issue.count - (failed.get(issue.path, 0) if issue.code == "converted" else 0)
        if left > 0:
            out.append(replace(issue, count=left))
    return out


def _audit(scanned: Scanned, passed: Callable[[int], None] | None) -> Audited:
    from euthyna.data.reading.audit import audit  # noqa: PLC0415  (numba is slow to import)

    return audit(scanned.path, name=scanned.name, standard=scanned.standard, passed=passed)


def _copy(connection: duckdb.DuckDBPyConnection, table: str, query: str, file: Path) -> int:
    columns = ", ".join(
        f'"{c.name}"::{TYPES[c.kind]} AS "{c.name}"' for c in model.ALL[table].columns
    )
    ((count,),) = connection.execute(
        f"COPY (SELECT {columns} FROM ({query})) TO {quoted(str(file))} "
        "(FORMAT parquet, WRITE_BLOOM_FILTER false)"
    ).fetchall()
    return int(count)


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, table: str, rows: list[dict[str, Any]]
) -> None:
    columns = model.ALL[table].columns
    typed = ", ".join(f'"{c.name}" {TYPES[c.kind]}' for c in columns)
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({typed})")
    _append(connection, name, [[row.get(c.name) for c in columns] for row in rows])


def _append(connection: duckdb.DuckDBPyConnection, name: str, rows: list[list[Any]]) -> None:
    """Insert rows in batches: one statement a row would be slow."""
    if not rows:
        return
    marks = "(" + ", ".join("?" * len(rows[0])) + ")"
    for start in range(0, len(rows), 500):
        batch = rows[start : start + 500]
        values = [value for row in batch for value in row]
        connection.execute(f"INSERT INTO {name} VALUES {', '.join([marks] * len(batch))}", values)


def _lines(path: Path, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """Yield some lines of a file, without reading the others into memory at once."""
    wanted = iter(numbers)
    target = next(wanted, None)
    if not path.stat().st_size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        start, line = 0, 1
        while target is not None and start < len(text):
            end = text.find(b"\n", start)
            end = len(text) if end < 0 else end
            if line == target:
                yield line, text[start:end]
                target = next(wanted, None)
            start, line = end + 1, line + 1


def _place(scanned: Scanned, line: int) -> str:
    if scanned.places:
        return scanned.places[line - 1]
    return f"{scanned.name}:{line + scanned.first_line - 1}"


def _placed(issues: Sequence[Issue], scanned: Scanned) -> Iterator[Issue]:
    """Give issues of the audit the place of their line, where lines are not the places."""
    for issue in issues:
        line = int(issue.source.rpartition(":")[2])
        yield replace(issue, source=_place(scanned, line))
