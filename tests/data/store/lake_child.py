"""A process for the lake's tests to kill: ``lake_child.py loop|hold|crash FOLDER TEMPLATE [N]``.

TEMPLATE is the path of a Parquet file per marker, with ``{}`` for the marker. Every commit
replaces all files of all tables by files with the marker of its version. ``crash`` makes one
lake after the other in FOLDER, with N commits each, and dies in the next commit, each time one
call later, until that commit is through; it says how many lakes it made.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from itertools import count
from pathlib import Path
from typing import Any

from euthyna.data.store.lake import Lake, Snapshot, SourceFile

TABLES = ("awards", "bids", "lots", "parties", "processes")
MARKERS = 16
FILES = 3
CALLS = ("fsync", "replace", "mkdir")
KILLED = 77


def marker(version: int) -> int:
    return version % MARKERS


def commit(lake: Lake, template: str, *, files: int = FILES) -> Snapshot:
    with lake.begin() as new:
        version = new.base.version + 1
        for source in new.base.sources:
            new.drop(source.key)
        for part in range(files):
            paths = {}
            for table in TABLES:
                path = new.directory(table) / f"{part}.parquet"
                shutil.copyfile(template.format(marker(version)), path)
                paths[table] = [path]
            name = f"{version}-{part}.jsonl"
            new.add(SourceFile(name, name, 1, 2, "d", "ocds", dict.fromkeys(TABLES, 1)), paths)
        return new.publish()


def exit_at(number: int) -> None:
    """Let this process end, without any clean-up, just before its nth call for the disk."""
    left = number

    def counted(call: Any) -> Any:
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(KILLED)
            return call(*args, **kwargs)

        return wrapper

    for name in CALLS:
        setattr(os, name, counted(getattr(os, name)))


def crash(lake: Lake, template: str, number: int) -> int:
    """Die at the nth call in a process of its own; the answer is its exit code."""
    pid = os.fork()
    if pid == 0:
        try:
            exit_at(number)
            commit(lake, template, files=1)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def crash_everywhere(folder: Path, template: str, commits_before: int) -> None:
    for number in count():
        lake = Lake(folder / str(number))
        for _ in range(commits_before):
            commit(lake, template, files=1)
        code = crash(lake, template, number)
        if code != KILLED:
            sys.stdout.write(f"{number + 1}\n")
            sys.exit(code)


def main(mode: str, root: str, template: str, number: str = "0") -> None:
    lake = Lake(Path(root))
    if mode == "crash":
        crash_everywhere(Path(root), template, int(number))
    elif mode == "hold":
        with lake.begin():
            sys.stdout.write("ready\n")
            sys.stdout.flush()
            time.sleep(60)
    else:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            commit(lake, template)


if __name__ == "__main__":
    main(*sys.argv[1:])
