"""What a simulated country consists of: its files, with rows and sizes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pyarrow import parquet

LINED = {".jsonl", ".json", ".csv"}
"""Files with one record a line; a JSON document in one file is one record."""

_SHALLOW = 2
"""Files deeper than this stand together in one line."""
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Written:
    """One file, or several of one kind."""

    path: str
    """Relative to the folder; with ``*`` where it stands for several."""
    files: int
    rows: int | None
    """Records, where a file has one a line; None for XML."""
    size: int
    """Bytes."""


def inventory(folder: Path) -> tuple[Written, ...]:
    """List what is in a folder.

    Parameters
    ----------
    folder
        Where a country was written.

    Returns
    -------
    tuple of Written
        By path; files that lie deep, such as one report each, are counted together.
    """
    groups: dict[str, list[Path]] = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        shown = PurePosixPath(file.relative_to(folder).as_posix())
        groups.setdefault(_group(shown), []).append(file)
    return tuple(
        Written(name, len(files), _sum(map(_rows, files)), sum(f.stat().st_size for f in files))
        for name, files in sorted(groups.items())
    )


def _group(path: PurePosixPath) -> str:
    if len(path.parts) <= _SHALLOW + 1:
        return str(path)
    return str(PurePosixPath(*path.parts[: _SHALLOW + 1], f"*{path.suffix}"))


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _rows(file: Path) -> int | None:
    if file.suffix == ".parquet":
        return int(parquet.read_metadata(file).num_rows)
    if file.suffix not in LINED:
        return None
    lines = 0
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            lines += chunk.count(b"\n")
    return max(1, lines - (file.suffix == ".csv"))
