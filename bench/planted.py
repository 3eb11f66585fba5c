"""List what is planted in a simulated province, for docs/simulation.md.

python bench/planted.py            print the tables
python bench/planted.py --write    put them into docs/simulation.md
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from euthyna.simulation.building import build

PAGE = Path(__file__).resolve().parent.parent / "docs" / "simulation.md"
MARK = "<!-- planted: bench/planted.py --write -->"
SEEDS, PROCESSES = (1, 2, 3), 1000
HEAD = (
    "| Scheme | A province | Levels | Who and what takes part | Parameters |\n|---|--:|:-:|---|---|"
)


@dataclass
class Seen:
    """One scheme over all seeds."""

    instances: set[tuple[int, str]] = field(default_factory=set)
    levels: set[int] = field(default_factory=set)
    roles: dict[str, None] = field(default_factory=dict)
    parameters: set[str] = field(default_factory=set)


def seen() -> dict[str, Seen]:
    """Build a province for each seed, and collect what is planted."""
    schemes: dict[str, Seen] = defaultdict(Seen)
    for seed in SEEDS:
        for row in build(seed=seed, number=0, processes=PROCESSES).planted:
            scheme = schemes[row.scheme]
            scheme.instances.add((seed, row.instance))
            scheme.levels.add(row.difficulty)
            scheme.roles[row.role] = None
            scheme.parameters |= {name for name, _ in row.parameters}
    return schemes


def tables() -> str:
    """Write schemes and look-alikes as Markdown."""
    schemes = seen()
    parts = []
    for title, is_innocent in (("Schemes", False), ("Innocent look-alikes", True)):
        rows = {
            name: scheme
            for name, scheme in sorted(schemes.items())
            if name.startswith("innocent-") is is_innocent
        }
        parts.append(f"### {title}: {len(rows)}\n\n{HEAD}")
        parts[-1] += "".join(f"\n{_row(name, scheme)}" for name, scheme in rows.items())
    return "\n\n".join(parts)


def _row(name: str, scheme: Seen) -> str:
    cells = (
        f"`{name.removeprefix('innocent-')}`",
        f"{len(scheme.instances) / len(SEEDS):.0f}",
        ", ".join(map(str, sorted(scheme.levels))),
        ", ".join(role.replace("-", " ") for role in scheme.roles),
        ", ".join(name.replace("_", " ") for name in sorted(scheme.parameters)),
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    if not parser.parse_args().write:
        print(tables())
        return
    before, _, after = PAGE.read_text(encoding="utf-8").split(MARK)
    PAGE.write_text(f"{before}{MARK}\n\n{tables()}\n\n{MARK}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
