"""Measure nomenklatura's candidate index; prints JSON. Run in .venv-peers by screening.py."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker.index import Index
from nomenklatura.resolver import Linker
from nomenklatura.store import load_entity_file_store
from screening_data import listed, queries


def entity(dataset: Dataset, number: str, schema: str, names: list[str]) -> dict[str, object]:
    return {
        "id": number,
        "schema": schema,
        "properties": {"name": names},
        "datasets": [dataset.name],
    }


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    dataset = Dataset.make({"name": "listed", "title": "Listed"})
    data = listed()
    names: dict[int, list[str]] = {}
    schemas: dict[int, str] = {}
    for name, schema, owner in zip(data.names, data.schemas, data.owners, strict=True):
        names.setdefault(owner, []).append(name)
        schemas[owner] = schema
    path = folder / "listed.json"
    with path.open("w", encoding="utf-8") as file:
        for owner, own in names.items():
            row = entity(dataset, f"l{owner}", schemas[owner], own)
            file.write(json.dumps(row) + "\n")
    nobody_linked: Linker[StatementEntity] = Linker({})
    began = time.perf_counter()
    store = load_entity_file_store(path, nobody_linked)
    loaded = time.perf_counter() - began
    index = Index(store.default_view(), folder / "index")
    began = time.perf_counter()
    index.build()
    built = time.perf_counter() - began
    asked = queries()
    began = time.perf_counter()
    rows = (
        StatementEntity.from_data(dataset, entity(dataset, f"q{at}", q.schema, [q.name]))
        for at, q in enumerate(asked)
    )
    ranked = {
        str(who): [str(other) for other, _ in found] for who, found in index.match_entities(rows)
    }
    seconds = time.perf_counter() - began
    numbers = {id_: number for number, id_ in enumerate(data.ids)}
    ranks = []
    for at, query in enumerate(asked):
        found = ranked.get(f"q{at}", [])
        right = f"l{numbers[query.gold]}" if query.gold else ""
        ranks.append(found.index(right) if right in found else 10**6)
    print(
        json.dumps(
            {
                "ranks": ranks,
                "loaded": loaded,
                "built": built,
                "speed": len(asked) / seconds,
                "mean": sum(map(len, ranked.values())) / len(asked),
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    sys.exit(main())
