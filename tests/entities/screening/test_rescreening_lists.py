"""A list that changes, screened by the real screener: only what changed, and as in full."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import pytest

from euthyna.entities.index import NameIndex
from euthyna.entities.names import kinds_of
from euthyna.entities.parties import Parties
from euthyna.entities.records import Name, Record
from euthyna.entities.screening.matches import rows
from euthyna.entities.screening.numbers import Numbers
from euthyna.entities.screening.rescreening import rescreen
from euthyna.entities.screening.screened import Screened
from euthyna.entities.screening.screener import Screener
from euthyna.simulation.basis import names as invented
from euthyna.simulation.basis.draws import Draws
from euthyna.simulation.basis.noise import typo

CUTOFF, LIMIT = 0.5, 10
Found = dict[tuple[str, str], float]


def screener(listed: Sequence[Record]) -> Screener:
    parties = Parties.from_records(listed)
    owners = parties.owners()
    schemas = parties.table.column("schema").to_pylist()
    index = NameIndex.build(
        parties.names().values.to_pylist(),
        owners=owners,
        kinds=kinds_of([schemas[owner] for owner in owners]),
    )
    return Screener(parties, index=index, numbers=Numbers.of(parties), beside={})


def run(queries: Sequence[Record], listed: Sequence[Record], former: Screened | None) -> Screened:
    asked = screener(listed)

    def screen(some: Sequence[Record]) -> Iterator[Mapping[str, Any]]:
        found = asked.screen(some, limit=LIMIT, cutoff=CUTOFF)
        for query, matches in zip(some, found, strict=True):
            yield from rows(query, matches)

    def near(some: Sequence[Record], parties: AbstractSet[str]) -> set[str]:
        return asked.near(Parties.from_records(some), parties, cutoff=CUTOFF)

    digests = {record.id: record.digest for record in listed}
    return rescreen(queries, digests, settings="test", former=former, screen=screen, near=near)


def found_in(screened: Screened) -> Found:
    return {
        (row["query_id"], row["party_id"]): row["probability"]
        for row in screened.matches.to_pylist()
    }


def record(number: str, name: str, birth: int) -> Record:
    return Record(
        id=number,
        schema="Person",
        names=(Name(name),),
        birth_dates=(str(birth),),
        digest=f"{name}/{birth}",
    )


def of_another_year(one: Record, birth: int) -> Record:
    made = record(one.id, one.names[0].text, birth)
    return replace(made, dataset=one.dataset)


@pytest.mark.parametrize("seed", range(4))
def test_it_finds_what_a_full_run_finds(seed: int) -> None:
    chance, draws = random.Random(seed), Draws(seed)
    listed = [
        record(f"l{n}", invented.person(draws), chance.randint(1940, 2000)) for n in range(160)
    ]
    queries = [
        record(f"q{n}", typo(draws, one.names[0].text), int(one.birth_dates[0]))
        for n, one in enumerate(chance.sample(listed, 50))
    ]
    former = run(queries, listed, None)
    assert former.asked == len(queries)
    for step in range(3):
        gone, changed = chance.sample(range(len(listed)), 2)
        listed[changed] = of_another_year(listed[changed], chance.randint(1940, 2000))
        del listed[gone]
        asked = chance.choice(queries)
        listed.append(replace(asked, id=f"new{step}"))
        queries[0] = of_another_year(queries[0], chance.randint(1940, 2000))
        now = run(queries, listed, former)
        full = run(queries, listed, None)
        assert found_in(now).keys() == found_in(full).keys()
        # How rare a word is in the list is another number when the list has changed.
        assert found_in(now) == pytest.approx(found_in(full), abs=0.02)
        assert (asked.id, f"new{step}") in found_in(now)
        assert 0 < now.asked < len(queries) / 2
        former = now
