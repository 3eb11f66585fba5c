"""A process for the ledger's tests: ``ledger_child.py PLACE NAME COUNT`` decides COUNT times.

It says the number of each decision when it is kept; with COUNT 0 it goes on until it is killed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count

from euthyna.data.store.ledger import Ledger, Seen

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def main(place: str, name: str, times: int) -> None:
    with Ledger.open(place) as ledger:
        for number in range(times) if times else count():
            one, other = Seen(f"query:{name}:{number % 7}"), Seen(f"list:{number % 5}")
            decided = ledger.decide(
                one, other, judgement="different", by=name, at=NOW, why=f"reason {number}"
            )
            sys.stdout.write(f"{decided.number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
