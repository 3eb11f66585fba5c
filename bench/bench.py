"""Measure speed and memory, side by side in one run.

    make bench                               simulated data of 100, 200 and 400 MB
    python bench/bench.py --file F.jsonl     files of one's own; repeat it, --megabytes too
    python bench/bench.py --write            also put the table into docs/benchmarks.md

Every figure is of a whole process, imports and compilation included, as the operating system
accounts for it; commands are run in turn, and the median of the runs is shown. Where Cardinal's
command line is installed (`ocdscardinal` on the PATH, or --cardinal), it is measured too.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EUTHYNA = [sys.executable, "-m", "euthyna.surfaces.cli.app"]
PARSE = """
import orjson, sys
with open(sys.argv[1], "rb") as file:
    for line in file:
        orjson.loads(line)
"""
LOAD = """
import sys
from pathlib import Path
from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load
load([sys.argv[1]], lake=Lake(Path(sys.argv[2]) / "lake"))
"""
SETTINGS = "".join(
    f"[{code}]\n"
    for code in "R003 R018 R024 R025 R028 R030 R035 R036 R038 R048 R058".split()  # noqa: SIM905
)
SCALES = (0.2, 0.4, 1.0, 2.0)

HEAD = (
    "| | wall s | CPU s | MB per CPU-s | releases per CPU-s | peak MB | CPU, parse = 1 | "
    "wall, parse = 1 | CPU, Cardinal = 1 | wall, Cardinal = 1 |"
)


@dataclass
class Measured:
    """What the runs of one command took."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)

    def add(self, command: list[str], *, before: Callable[[], None]) -> None:
        before()
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        error = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            message = f"{' '.join(command)} failed:\n{error.decode()}"
            raise SystemExit(message)
        self.wall.append(time.perf_counter() - began)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.peak.append(usage.ru_maxrss / 1024)


@dataclass(frozen=True)
class Command:
    name: str
    words: list[str]
    removed: str = "."
    """What of the workspace is removed before each run: all of it, a folder, or nothing."""


def commands(file: Path, folder: Path, cardinal: str | None) -> Iterator[Command]:
    settings = folder / "settings.ini"
    settings.write_text(SETTINGS)
    workspace = folder / "workspace"
    compute = [
        *EUTHYNA, "indicators", "run", "--format", "cardinal", str(file),
        "--settings", str(settings), "--workspace", str(workspace),
    ]  # fmt: skip
    yield Command("bare parse with orjson", [sys.executable, "-c", PARSE, str(file)])
    if cardinal:
        yield Command(
            "Cardinal, 11 indicators", [cardinal, "indicators", "-s", str(settings), str(file)]
        )
    yield Command("Euthyna, load and 11 indicators", compute)
    yield Command("Euthyna, 11 indicators on the tables", compute, removed="results")
    yield Command("Euthyna, the same question again", compute, removed="")
    load = [sys.executable, "-c", LOAD, str(file), str(workspace)]
    yield Command("Euthyna, load with full audit", load)


def measure(file: Path, folder: Path, *, cardinal: str | None, runs: int) -> dict[str, Measured]:
    found: dict[str, Measured] = {}
    planned = list(commands(file, folder, cardinal))
    for number in range(runs + 1):
        for command in planned:
            sys.stderr.write(f"{file.name}: run {number} of {runs}: {command.name}\n")

            def before(command: Command = command) -> None:
                if command.removed:
                    shutil.rmtree(folder / "workspace" / command.removed, ignore_errors=True)

            result = Measured()
            result.add(command.words, before=before)
            if number:  # the first run of each warms caches and does not count
                kept = found.setdefault(command.name, Measured())
                kept.wall += result.wall
                kept.cpu += result.cpu
                kept.peak += result.peak
    return found


def table(file: Path, found: dict[str, Measured], releases: int) -> str:
    size = file.stat().st_size / 1e6
    base = found["bare parse with orjson"]
    rival = found.get("Cardinal, 11 indicators")
    lines = [
        f"**{file.name}**: {size:,.0f} MB, {releases:,} releases",
        "",
        HEAD,
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, one in found.items():
        wall, cpu = statistics.median(one.wall), statistics.median(one.cpu)
        ratios = [cpu / statistics.median(base.cpu), wall / statistics.median(base.wall)]
        shown = [f"{ratio:.2f}" for ratio in ratios]
        if rival:
            shown += [
                f"{cpu / statistics.median(rival.cpu):.2f}",
                f"{wall / statistics.median(rival.wall):.2f}",
            ]
        else:
            shown += ["not installed", "not installed"]
        lines.append(
            f"| {name} | {wall:.2f} | {cpu:.2f} | {size / cpu:,.0f} | {releases / cpu:,.0f} | "
            f"{max(one.peak):,.0f} | {' | '.join(shown)} |"
        )
    return "\n".join(lines)


def simulated(folder: Path, megabytes: int) -> Path:
    """Simulate a file of about so many megabytes; 8 kB a release."""
    from euthyna.simulation import write  # noqa: PLC0415  (only when there is no file)

    path = folder / f"simulated-{megabytes}.jsonl"
    if not path.exists():
        sys.stderr.write(f"simulating {path.name}\n")
        write(path, seed=7, processes=megabytes * 1000 // 8, faults=False)
    return path


def countries(folder: Path) -> str:
    """Measure how the simulation of a country grows."""
    lines = [
        "**euthyna simulate**: the goal is scale 1 in less than 60 s on two cores",
        "",
        "| scale | tenders | wall s | CPU s | CPU s a province | largest process, MB | written, MB |",
        "|--:|--:|--:|--:|--:|--:|--:|",
    ]
    out = folder / "country"
    for scale in SCALES:
        sys.stderr.write(f"simulating scale {scale}\n")
        one = Measured()
        one.add(
            [*EUTHYNA, "simulate", "write", str(out), "--seed", "7", "--scale", str(scale)],
            before=partial(shutil.rmtree, out, ignore_errors=True),
        )
        written = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6
        shutil.rmtree(out)
        lines.append(
            f"| {scale} | {scale * 5000:,.0f} | {one.wall[0]:.1f} | {one.cpu[0]:.1f} | "
            f"{one.cpu[0] / (scale * 5):.1f} | {one.peak[0]:,.0f} | {written:,.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--file", type=Path, action="append", default=[])
    parser.add_argument("--megabytes", type=int, action="append", default=[])
    parser.add_argument("--cardinal", default=shutil.which("ocdscardinal"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--write", action="store_true", help="put the tables into docs/benchmarks.md"
    )
    chosen = parser.parse_args()
    parts = []
    with tempfile.TemporaryDirectory(prefix="euthyna-bench-") as name:
        folder = Path(name)
        files = list(chosen.file)
        sizes = chosen.megabytes or ([] if files else [100, 200, 400])
        files += [simulated(folder, size) for size in sizes]
        for file in files:
            with file.open("rb") as lines:
                releases = sum(1 for _ in lines)
            found = measure(file, folder, cardinal=chosen.cardinal, runs=chosen.runs)
            parts.append(table(file, found, releases))
            sys.stdout.write(parts[-1] + "\n\n")
        parts.append(countries(folder))
        sys.stdout.write(parts[-1] + "\n")
    if chosen.write:
        put(parts, runs=chosen.runs)


def put(parts: list[str], *, runs: int) -> None:
    page = ROOT / "docs" / "benchmarks.md"
    start, end = "<!-- measured -->", "<!-- end -->"
    head, _, rest = page.read_text().partition(start)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    body = "\n\n".join([f"Measured on {machine}; medians of {runs} runs.", *parts])
    page.write_text(f"{head}{start}\n\n{body}\n\n{end}{rest.partition(end)[2]}")


if __name__ == "__main__":
    main()
