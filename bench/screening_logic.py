"""Score the candidates of a file with logic-v2; prints JSON. Run in .venv-peers by screening.py."""

from __future__ import annotations

import csv
import json
import sys
import time
from pathlib import Path

from followthemoney import model
from nomenklatura.matching import get_algorithm
from screening_data import SHARED

ALGORITHM = "logic-v2"


# logic-v2 keeps what it found of an entity by its id: every entity needs one of its own.
def entity(number: str, schema: str, names: list[str]):  # noqa: ANN201
    return model.get_proxy({"id": number, "schema": schema, "properties": {"name": names}})


def main() -> None:
    algorithm = get_algorithm(ALGORITHM)
    if algorithm is None:
        message = f"nomenklatura has no {ALGORITHM}"
        raise SystemExit(message)
    settings = algorithm.default_config()
    values, began, queries = [], time.perf_counter(), 0
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            query = entity(f"query-{queries}", row["schema"], [row["name"]])
            found = [
                algorithm.compare(query, entity(c["id"], c["schema"], c["names"]), settings).score
                for c in row["candidates"]
            ]
            values.append(found)
            queries += 1
    seconds = time.perf_counter() - began
    with (SHARED / "nomenklatura__cases.csv").open(encoding="utf-8", newline="") as file:
        pairs = [
            algorithm.compare(
                entity(f"one-{at}", row["schema"], [row["name1"]]),
                entity(f"other-{at}", row["schema"], [row["name2"]]),
                settings,
            ).score
            for at, row in enumerate(csv.DictReader(file))
        ]
    print(json.dumps({"values": values, "speed": queries / seconds, "pairs": pairs}))


if __name__ == "__main__":
    main()
