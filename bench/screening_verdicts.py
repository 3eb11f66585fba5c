"""The decision part of the screening benchmark: our scorer and logic-v2 on the same candidates."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from screening_data import Query
from screening_decisions import FILLER, Scored, on_pairs, summary

Run = Callable[..., dict[str, Any]]
GOAL_SPEED, GOAL_AREA, GOAL_F1 = 3_000, 0.87, 0.80


def verdicts(run: Run, python: str, peers: str | None) -> Iterator[str]:
    """Measure both, and show them side by side.

    Parameters
    ----------
    run
        Runs a script with an interpreter and arguments, and gives what it prints.
    python, peers
        Interpreters: ours, and the one that has nomenklatura.
    """
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample.jsonl"
        ours = run(python, "screening_decisions.py", str(sample))
        theirs = run(peers, "screening_logic.py", str(sample)) if peers else None
        logic = told(sample, theirs) if theirs else None
    yield from shown(ours, logic)
    yield ""
    yield from goals(ours, logic)
    yield ""
    yield from reliability(ours["reliability"])


def told(sample: Path, theirs: dict[str, Any]) -> dict[str, Any]:
    """Summarise what logic-v2 said of the sample, as ours is summarised."""
    rows = [json.loads(line) for line in sample.read_text("utf-8").splitlines()]
    asked = [Query(row["name"], row["gold"], row["kind"], row["schema"]) for row in rows]
    flat = [
        (at, candidate, value)
        for at, row in enumerate(rows)
        for candidate, value in zip(row["candidates"], theirs["values"][at], strict=True)
    ]
    numbers = {c["id"]: n for n, c in enumerate({c["id"]: c for _, c, _ in flat}.values())}
    real = np.zeros(len(numbers), np.bool_)
    for _, candidate, _ in flat:
        real[numbers[candidate["id"]]] = not candidate["src"].startswith(FILLER)
    scored = Scored(
        np.array([at for at, _, _ in flat]),
        np.array([numbers[c["id"]] for _, c, _ in flat]),
        np.array([value for _, _, value in flat], np.float64),
    )
    gold = np.array([-1 if q.gold is None else numbers.get(q.gold, len(numbers)) for q in asked])
    found = summary(asked, scored, gold, real)
    return found | {"speed": theirs["speed"], "pairs": on_pairs(np.array(theirs["pairs"]))}


def shown(ours: dict[str, Any], logic: dict[str, Any] | None) -> Iterator[str]:
    columns = {"Euthyna, all": ours, "Euthyna, sample": ours["sample"]}
    if logic:
        columns["logic-v2, sample"] = logic
    yield f"| right parties above the limit | {' | '.join(columns)} |"
    yield "|---|" + "--:|" * len(columns)
    cells = [f"{c['positives']:,} / {c['negatives']:,}" for c in columns.values()]
    yield f"| positive / negative queries | {' | '.join(cells)} |"
    for rate in ours["rates"]:
        found = [c["rates"][rate] for c in columns.values()]
        yield f"| at {float(rate):.1%} of negatives | {' | '.join(map(share, found))} |"
        yield f"| negatives above that limit | {' | '.join(map(false, found))} |"
    for kind in ours["kinds"]:
        cells = [part(c["kinds"].get(kind)) for c in columns.values()]
        yield f"| {kind}, at 1.0% | {' | '.join(cells)} |"
    for script in ours["scripts"]:
        cells = [part(c["scripts"].get(script)) for c in columns.values()]
        yield f"| alias_xscript in {script.capitalize()}, at 1.0% | {' | '.join(cells)} |"
    speeds = [c.get("speed", ours["speed"]) for c in columns.values()]
    yield f"| names/s, warm | {' | '.join(f'{speed:,.0f}' for speed in speeds)} |"
    pairs = [c.get("pairs", ours["pairs"]) for c in columns.values()]
    areas = " | ".join(f"{p['area']:.3f}" for p in pairs)
    yield f"| name pairs ({ours['pairs']['pairs']}): area | {areas} |"
    cells = [f"{p['f1'][0]:.3f} @ {p['f1'][1]:.2f}" for p in pairs]
    yield f"| name pairs: best F1 | {' | '.join(cells)} |"


def share(found: dict[str, Any]) -> str:
    low, high = found["interval"]
    return f"{found['share']:.3f} ({low:.3f} to {high:.3f})"


def false(found: dict[str, Any]) -> str:
    low, high = found["false_interval"]
    return f"{found['false']:.4f} ({low:.4f} to {high:.4f})"


def part(found: list[float] | None) -> str:
    return f"{found[0]:.3f} of {found[1]:,.0f}" if found else ""


def goals(ours: dict[str, Any], logic: dict[str, Any] | None) -> Iterator[str]:
    rows = [
        ("names/s, candidates included", ours["speed"], GOAL_SPEED),
        ("name pairs, area", ours["pairs"]["area"], GOAL_AREA),
        ("name pairs, F1", ours["pairs"]["f1"][0], GOAL_F1),
    ]
    if logic:
        right = (v["rates"]["0.01"]["share"] for v in (ours["sample"], logic))
        rows.insert(0, ("right parties at 1 %, logic-v2 on the same", *right))
    for name, reached, goal in rows:
        verdict = "reached" if reached >= goal else "missed"
        yield f"- {name}: {reached:,.3f}, wanted {goal:,.3f}: {verdict}"


def reliability(found: dict[str, Any]) -> Iterator[str]:
    """Show how often a probability was right, with half of the queries listed."""
    yield "| probability said | was right | candidates |"
    yield "|--:|--:|--:|"
    for said, was, count in found["bins"]:
        yield f"| {said:.3f} | {was:.3f} | {count:,} |"
    yield ""
    yield f"Expected calibration error: {found['error']:.4f}."
