"""Pairs of names and records, scored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from euthyna.entities.parties import Parties
from euthyna.entities.records import Name, Record
from euthyna.entities.scoring import Comparable, score

Pairs = Sequence[tuple[str, str]]


def record(number: int, name: str, schema: str = "Person", **known: object) -> Record:
    names = (Name(name),) if name else ()
    return Record(id=str(number), schema=schema, names=names, **known)  # type: ignore[arg-type]


def comparable(records: Sequence[Record]) -> Comparable:
    return Comparable.of(Parties.from_records(records))


def probabilities(queries: Sequence[Record], listed: Sequence[Record]) -> list[float]:
    every = np.arange(len(queries))
    found = score(comparable(queries), comparable(listed), query_rows=every, listed_rows=every)
    return [float(value) for value in found.probability]


@pytest.fixture(scope="session")
def judged() -> Callable[..., list[float]]:
    """Score pairs of names, all of one class."""

    def judge(pairs: Pairs, *, schema: str = "Person") -> list[float]:
        left = [record(at, one, schema) for at, (one, _) in enumerate(pairs)]
        right = [record(at, other, schema) for at, (_, other) in enumerate(pairs)]
        return probabilities(left, right)

    return judge
