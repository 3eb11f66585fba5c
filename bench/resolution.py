"""How well and how fast records become identities, beside Splink on the same records.

    python bench/resolution.py [--records 250000] [--peers .venv-peers/bin/python] [--write]

Each engine runs in a process of its own, one after the other. Of both, the pairs of records
that they put into one identity are compared with those of which it is known, and B³, the mean
over all records of how pure and how complete the identity of each is.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from duplicates import published, records, simulated

from euthyna.entities.parties import Parties
from euthyna.entities.resolution.identities import identity_rows
from euthyna.entities.resolution.resolving import resolve

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- resolution -->", "<!-- /resolution -->"
LEAD = """`make bench-resolution` makes records of known persons and firms, finds out which are one, and lets
[Splink](https://github.com/moj-analytical-services/splink) do the same in a process of its own.
Precision and recall are of pairs of records; B³ is the mean over records. Pairs of namesakes with
nothing else in common are left to people, and count as not found. Some of what counts as wrong is
not: who stands on two lists under two spellings is two persons in the truth."""
HEAD = ("engine", "seconds", "MB", "precision", "recall", "F1", "B³ precision", "B³ recall")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=250_000)
    parser.add_argument("--names", choices=("published", "simulated"), default="published")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", type=Path, default=ROOT / ".venv-peers" / "bin" / "python")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--ours", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.ours:
        ours(*asked.ours)
    else:
        text = measure(asked)
        print(text)
        if asked.write:
            write(text)


def measure(asked: argparse.Namespace) -> str:
    if asked.names == "published" and not SHARED.is_dir():
        sys.exit(f"no published names at {SHARED}; measure with --names simulated")
    truths = published(SHARED) if asked.names == "published" else simulated(asked.records, seed=3)
    made, truth = records(truths, size=asked.records, seed=asked.seed)
    with TemporaryDirectory() as folder:
        place = Path(folder)
        Parties.from_records(made).save(place / "records.arrow")
        pq.write_table(_flat(made), place / "records.parquet")
        rows = [_ours(place, truth)]
        if asked.peers.exists():
            rows += _splink(place, truth, asked.peers)
        else:
            print(f"{asked.peers} is not there: Splink is left out", file=sys.stderr)
    firms = sum(record.schema == "Company" for record in made)
    pairs = sum(count * (count - 1) // 2 for count in Counter(truth).values())
    about = (
        f"{len(made):,} records ({firms:,} of firms) of {len(set(truth)):,} persons and firms, "
        f"{pairs:,} pairs to be found; {asked.names} names, with the noise of `bench/duplicates.py`."
    )
    return "\n".join((about, "", _table(rows)))


def _flat(made: Sequence[object]) -> pa.Table:
    rows = [
        {
            "id": record.id,
            "name": record.names[0].text,
            "birth": next(iter(record.birth_dates), ""),
            "country": next(iter(record.countries), ""),
        }
        for record in made
    ]
    return pa.Table.from_pylist(rows)


def _ours(place: Path, truth: list[int]) -> tuple[str, ...]:
    out = place / "ours.json"
    command = [sys.executable, __file__, "--ours", str(place / "records.arrow"), str(out)]
    subprocess.run(command, check=True)
    said = json.loads(out.read_text("utf-8"))
    label = f"Euthyna ({said['undecided']:,} pairs left to people)"
    return _row(label, said["seconds"], said["mb"], said["groups"], truth)


def ours(source: Path, out: Path) -> None:
    """Resolve in this process; its own time and memory are measured, compiling included."""
    began = time.monotonic()
    parties = Parties.load(source)
    found = resolve(parties)
    rows = identity_rows(found)
    seconds = time.monotonic() - began
    home = dict(
        zip(*(rows.column(n).to_pylist() for n in ("party_id", "identity_id")), strict=True)
    )
    said = {
        "seconds": seconds,
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "undecided": int(found.judged.undecided.sum()),
        "groups": [home.get(party, party) for party in parties.ids()],
    }
    out.write_text(json.dumps(said), "utf-8")


def _splink(place: Path, truth: list[int], python: Path) -> list[tuple[str, ...]]:
    out = place / "splink.parquet"
    script = Path(__file__).with_name("resolution_splink.py")
    done = subprocess.run(
        [str(python), str(script), str(place / "records.parquet"), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"Splink failed: {done.stderr[-2000:]}", file=sys.stderr)
        return []
    table = pq.read_table(out)
    about = json.loads(table.schema.metadata[b"about"])
    return [
        _row(
            f"Splink 5, skeleton keys, @ {t}",
            about["seconds"],
            about["mb"],
            table.column(f"at_{t}").to_pylist(),
            truth,
        )
        for t in (0.5, 0.9)
    ]


def _row(
    name: str, seconds: float, mb: float, groups: Sequence[str], truth: Sequence[int]
) -> tuple[str, ...]:
    figures = quality(groups, truth)
    return name, f"{seconds:,.0f}", f"{mb:,.0f}", *(f"{figure:.3f}" for figure in figures)


def quality(groups: Sequence[str], truth: Sequence[int]) -> tuple[float, ...]:
    """Give precision, recall and F1 of pairs, and precision and recall of B³."""
    together = Counter(zip(groups, truth, strict=True))
    found, due = Counter(groups), Counter(truth)
    right = sum(map(_pairs, together.values()))
    precision = right / max(sum(map(_pairs, found.values())), 1)
    recall = right / max(sum(map(_pairs, due.values())), 1)
    pure = sum(n * n / found[group] for (group, _), n in together.items()) / len(truth)
    whole = sum(n * n / due[one] for (_, one), n in together.items()) / len(truth)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), pure, whole


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [HEAD, ("---", *("--:",) * (len(HEAD) - 1)), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def write(text: str) -> None:
    """Put the table into the page, between its marks."""
    page = PAGE.read_text("utf-8")
    if BEGIN not in page:
        page += f"\n## Identities\n\n{LEAD}\n\n{BEGIN}\n{END}\n"
    before, rest = page.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    main()
