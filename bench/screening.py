"""Measure screening side by side with nomenklatura, in one run on one machine.

    make bench-screening                   all of it, printed
    python bench/screening.py --write      also put it into docs/benchmarks.md
    python bench/screening.py --names 0    without the index of a million generated names

Each part runs in a process of its own. The files come from ../shared/data/entities; queries are
split by a hash of the entity they mean: the half that is reported was never tuned on.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import screening_data
from screening_candidates import recall
from screening_verdicts import verdicts

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/benchmarks.md"
BEGIN, END = "<!-- screening -->", "<!-- end screening -->"
NOMENKLATURA = "nomenklatura's index, 75"
GOALS = {
    "recall@30": 0.93,
    "recall@30, other script": 0.82,
    "names/s": 8_000,
}


def run(python: str, script: str, *arguments: str) -> dict[str, Any]:
    """Run one part, and give what it prints."""
    command = [python, str(Path(__file__).with_name(script)), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{' '.join(command)} failed:\n{done.stderr}"
        raise SystemExit(message)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def candidates(ours: dict[str, Any], theirs: dict[str, Any] | None) -> Iterator[str]:
    """Compare the candidates of both: recall by kind of query and by script."""
    columns = {"Euthyna, 30": ours}
    if theirs:
        asked = screening_data.queries()
        columns |= {
            "nomenklatura, 30": theirs | recall(asked, theirs["ranks"], k=30),
            NOMENKLATURA: theirs | recall(asked, theirs["ranks"], k=75),
        }
    yield f"| recall of candidates | queries | {' | '.join(columns)} |"
    yield "|---|--:|" + "--:|" * len(columns)
    yield row("all", ours["positives"], [f"{c['overall']:.3f}" for c in columns.values()])
    for kind, (_, count) in ours["kinds"].items():
        yield row(kind, count, [f"{c['kinds'][kind][0]:.3f}" for c in columns.values()])
    for script, (_, count) in ours["scripts"].items():
        label = f"alias_xscript, asked in {script.capitalize()}"
        yield row(label, count, [f"{c['scripts'][script][0]:.3f}" for c in columns.values()])
    yield row("names/s", ours["queries"], [f"{c['speed']:,.0f}" for c in columns.values()])
    yield row("build s", ours["names"], [f"{c['built']:.1f}" for c in columns.values()])
    yield row("peak MB", "", [f"{c['peak']:,.0f}" for c in columns.values()])
    yield ""
    whole = ours["all_rows"]
    yield (
        f"On all {whole['positives']:,} queries with an answer, tuned halves included: "
        f"{whole['overall']:.3f}, in another script {whole['kinds']['alias_xscript'][0]:.3f}."
    )


def row(label: str, count: object, cells: list[str]) -> str:
    shown = f"{count:,}" if isinstance(count, int) else count
    return f"| {label} | {shown} | {' | '.join(cells)} |"


def words(found: dict[str, Any]) -> Iterator[str]:
    """Show how often words of one name sound alike across scripts."""
    yield "| words in Latin and in | pairs | alike, one name | alike, different names |"
    yield "|---|--:|--:|--:|"
    for language, (same, chance, pairs) in found.items():
        yield row(language.capitalize(), pairs, [f"{same:.3f}", f"{chance:.4f}"])


def scale(found: dict[str, Any]) -> Iterator[str]:
    """Show what an index of many names costs."""
    yield "| names | build s | peak MB | save s | load s | renew 1,000 s | names/s |"
    yield "|--:|--:|--:|--:|--:|--:|--:|"
    cells = [found[part] for part in ("built", "peak", "saved", "loaded", "renewed", "speed")]
    yield row(f"{found['names']:,}", f"{cells[0]:.1f}", [f"{cell:,.2f}" for cell in cells[1:]])


def goals(ours: dict[str, Any]) -> Iterator[str]:
    reached = {
        "recall@30": ours["overall"],
        "recall@30, other script": ours["kinds"]["alias_xscript"][0],
        "names/s": ours["speed"],
    }
    for name, goal in GOALS.items():
        verdict = "reached" if reached[name] >= goal else "missed"
        yield f"- {name}: {reached[name]:,.3f}, wanted {goal:,}: {verdict}"


def report(peers: str | None, names: int) -> Iterator[str]:
    yield f"Measured on {platform.machine()}, Python {platform.python_version()}, in one run."
    yield ""
    ours = run(sys.executable, "screening_candidates.py", "shipped")
    theirs = run(peers, "screening_nomenklatura.py") if peers else None
    yield from candidates(ours, theirs)
    yield ""
    yield from goals(ours)
    yield ""
    yield from verdicts(run, sys.executable, peers)
    yield ""
    yield from words(run(sys.executable, "screening_candidates.py", "words"))
    if names:
        yield ""
        yield from scale(run(sys.executable, "screening_candidates.py", str(names)))


def put(lines: list[str]) -> None:
    """Put the figures between their marks in the page."""
    page = PAGE.read_text("utf-8")
    if BEGIN not in page:
        page = f"{page.rstrip()}\n\n## Screening\n\n{BEGIN}\n{END}\n"
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    figures = "\n".join(lines)
    PAGE.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--peers", help="Python of the environment that has nomenklatura")
    parser.add_argument("--names", type=int, default=1_000_000, help="size of the large index")
    parser.add_argument("--write", action="store_true", help="put the figures into the page")
    options = parser.parse_args()
    screening_data.require()
    lines = []
    for line in report(options.peers, options.names):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        put(lines)


if __name__ == "__main__":
    main()
