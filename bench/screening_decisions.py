"""Measure the scorer in a process of its own; prints JSON. Called by screening.py.

Positive queries are those whose entity is in the reporting half of the index *and* in that of the
scorer: nothing about them was tuned on. Negative queries are all generated persons that are not
in the index; they are held against real list entries only, since filler and negatives come from
one generator.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from screening_candidates import shares
from screening_data import SHARED, Query, queries
from screening_samples import half, strangers

from euthyna.entities.index import NameIndex
from euthyna.entities.names import analyse, kinds_of
from euthyna.entities.parties import Parties
from euthyna.entities.records import Name, Record
from euthyna.entities.scoring import Comparable, score

K = 30
RATES = (0.01, 0.001)
SAMPLE = (1_500, 3_000)
"""Positive and negative queries of which logic-v2, which is slow, gets the same candidates."""
BINS = 10
FILLER = "fill_"


@dataclass(frozen=True)
class Scored:
    """Every candidate of every query."""

    query: NDArray[np.int64]
    owner: NDArray[np.int64]
    value: NDArray[np.float64]


def records(rows: Sequence[tuple[str, Sequence[str]]]) -> Parties:
    return Parties.from_records(
        [
            Record(id=str(at), schema=schema, names=tuple(map(Name, names)))
            for at, (schema, names) in enumerate(rows)
        ]
    )


def entities() -> list[dict[str, object]]:
    with gzip.open(SHARED / "screening/index.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def asked_about(ids: set[str]) -> list[Query]:
    """Give the positive queries that nobody tuned on, and the negative ones."""
    positives = [q for q in queries() if q.gold and half(q.gold) == 1]
    negatives = [
        Query(party.names[0], None, "negative", "Person")
        for party in strangers(SHARED)
        if f"fill_negatives_{party.id}" not in ids
    ]
    return positives + negatives


def best(scored: Scored, size: int, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Give the best value of each query among some candidates; -inf where it has none."""
    found = np.full(size, -np.inf)
    np.maximum.at(found, scored.query[chosen], scored.value[chosen])
    return found


def wilson(hits: int, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share."""
    z, share = 1.96, hits / count
    middle = (share + z * z / 2 / count) / (1 + z * z / count)
    width = z * math.sqrt(share * (1 - share) / count + (z / 2 / count) ** 2) / (1 + z * z / count)
    return middle - width, middle + width


def rates(right: NDArray[np.float64], wrong: NDArray[np.float64]) -> dict[str, object]:
    """Tell the share of right parties above the limit that a given share of negatives passes."""
    found: dict[str, object] = {}
    for rate in RATES:
        limit = np.sort(wrong)[min(int(len(wrong) * (1 - rate)), len(wrong) - 1)]
        hits, false = int((right > limit).sum()), int((wrong > limit).sum())
        found[f"{rate:g}"] = {
            "limit": float(limit),
            "share": hits / len(right),
            "interval": wilson(hits, len(right)),
            "false": false / len(wrong),
            "false_interval": wilson(false, len(wrong)),
        }
    return found


def summary(
    asked: Sequence[Query], scored: Scored, gold: NDArray[np.int64], real: NDArray[np.bool_]
) -> dict[str, object]:
    """Tell all that is reported of one scorer on one set of queries."""
    right = best(scored, len(asked), gold[scored.query] == scored.owner)
    wrong = best(scored, len(asked), real[scored.owner])
    positive = gold >= 0
    found = rates(right[positive], wrong[~positive])
    limit = found["0.01"]["limit"]  # type: ignore[index]
    rows = [(q, bool(value > limit)) for q, value in zip(asked, right, strict=True) if q.gold]
    return {
        "positives": int(positive.sum()),
        "negatives": int((~positive).sum()),
        "rates": found,
        "kinds": shares((q.kind, hit) for q, hit in rows),
        "scripts": shares((q.script, hit) for q, hit in rows if q.kind == "alias_xscript"),
    }


def reliability(
    value: NDArray[np.float64], is_right: NDArray[np.bool_], weight: NDArray[np.float64]
) -> dict[str, object]:
    """Compare probabilities with how often they were right, in bins of equal width."""
    bins = np.minimum((value * BINS).astype(int), BINS - 1)
    rows, error = [], 0.0
    for at in range(BINS):
        here = bins == at
        if weight[here].sum() > 0:
            said = float(np.average(value[here], weights=weight[here]))
            was = float(np.average(is_right[here], weights=weight[here]))
            share = float(weight[here].sum() / weight.sum())
            error += share * abs(said - was)
            rows.append((said, was, int(here.sum())))
    return {"error": error, "bins": rows}


def area(value: NDArray[np.float64], is_right: NDArray[np.bool_]) -> float:
    """Give the area under the curve: how often a right pair is above a wrong one."""
    _, which, counts = np.unique(value, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[which]
    right = int(is_right.sum())
    wrong = len(value) - right
    return float((ranks[is_right].sum() - right * (right + 1) / 2) / (right * wrong))


def best_f1(value: NDArray[np.float64], is_right: NDArray[np.bool_]) -> tuple[float, float]:
    found = (0.0, 0.0)
    for limit in np.unique(value):
        said = value >= limit
        found = max(
            found,
            (2 * float((said & is_right).sum()) / float(said.sum() + is_right.sum()), float(limit)),
        )
    return found


def name_pairs() -> list[tuple[str, str, str, bool]]:
    """Read the name pairs of nomenklatura: for the report only."""
    with (SHARED / "nomenklatura__cases.csv").open(encoding="utf-8", newline="") as file:
        return [
            (row["schema"], row["name1"], row["name2"], row["is_match"].lower() == "true")
            for row in csv.DictReader(file)
        ]


def on_pairs(value: NDArray[np.float64]) -> dict[str, object]:
    is_right = np.array([row[3] for row in name_pairs()])
    return {"area": area(value, is_right), "f1": best_f1(value, is_right), "pairs": len(value)}


def score_pairs() -> NDArray[np.float64]:
    rows = name_pairs()
    one = Comparable.of(records([(schema, [name]) for schema, name, _, _ in rows]))
    other = Comparable.of(records([(schema, [name]) for schema, _, name, _ in rows]))
    every = np.arange(len(rows))
    return score(one, other, query_rows=every, listed_rows=every).probability


def sample(asked: Sequence[Query]) -> list[int]:
    """Choose some queries for the comparison with a slow scorer."""
    chance = random.Random(5)  # noqa: S311 (no secret)
    rows = [
        [at for at, q in enumerate(asked) if bool(q.gold) == positive] for positive in (True, False)
    ]
    return [
        at
        for part, size in zip(rows, SAMPLE, strict=True)
        for at in chance.sample(part, min(size, len(part)))
    ]


def main() -> None:
    """Measure; where a file is named, put the candidates of a sample there."""
    listed = entities()
    numbers = {str(row["id"]): at for at, row in enumerate(listed)}
    real = np.array([not str(row["src"]).startswith(FILLER) for row in listed])
    parties = records([(row["schema"], row["names"]) for row in listed])  # type: ignore[misc]
    kinds = np.array(kinds_of([str(row["schema"]) for row in listed]))
    owners = parties.owners()
    index = NameIndex.build(
        parties.names().values.to_pylist(), owners=owners, kinds=kinds[owners].tolist()
    )
    known = Comparable.of(parties, analysed=index.names)
    asked = asked_about(set(numbers))
    gold = np.array([numbers[q.gold] if q.gold else -1 for q in asked])

    def screen(part: Sequence[Query]) -> Scored:
        analysed = analyse([q.name for q in part], kinds=kinds_of([q.schema for q in part]))
        found = index.search(analysed, k=K)
        rows = found.queries.astype(np.int64), found.owners.astype(np.int64)
        side = Comparable.of(records([(q.schema, [q.name]) for q in part]), analysed=analysed)
        value = score(side, known, query_rows=rows[0], listed_rows=rows[1]).probability
        return Scored(*rows, value)

    screen(asked[:200])
    times = []
    for _ in range(3):
        began = time.perf_counter()
        scored = screen(asked)
        times.append(time.perf_counter() - began)
    chosen = sample(asked)
    place = np.full(len(asked), -1)
    place[chosen] = np.arange(len(chosen))
    within = place[scored.query] >= 0
    part = Scored(place[scored.query[within]], scored.owner[within], scored.value[within])
    # Half of the queries mean somebody listed, as the probability assumes.
    share = np.where(gold >= 0, 0.5 / (gold >= 0).sum(), 0.5 / (gold < 0).sum())
    # The same party stands on several lists: only those of the right one's list are surely wrong.
    lists = np.array([str(row["src"]) for row in listed])
    one_list = lists[gold[scored.query]] == lists[scored.owner]
    against = np.where(gold[scored.query] >= 0, one_list, real[scored.owner])
    found = summary(asked, scored, gold, real) | {
        "speed": len(asked) / min(times),
        "sample": summary([asked[at] for at in chosen], part, gold[chosen], real),
        "reliability": reliability(
            scored.value[against],
            (gold[scored.query] == scored.owner)[against],
            share[scored.query][against],
        ),
        "pairs": on_pairs(score_pairs()),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if len(sys.argv) > 1:
        dump(Path(sys.argv[1]), [asked[at] for at in chosen], part, listed)
    print(json.dumps(found))


def dump(
    path: Path, asked: Sequence[Query], scored: Scored, listed: Sequence[dict[str, object]]
) -> None:
    """Write a line a query with its candidates, for a scorer in another environment."""
    with path.open("w", encoding="utf-8") as file:
        for at, query in enumerate(asked):
            owners = scored.owner[scored.query == at].tolist()
            candidates = [
                {k: listed[o][k] for k in ("id", "schema", "names", "src")} for o in owners
            ]
            row = {
                "name": query.name,
                "schema": query.schema,
                "gold": query.gold,
                "kind": query.kind,
            }
            file.write(json.dumps(row | {"candidates": candidates}) + "\n")


if __name__ == "__main__":
    main()
