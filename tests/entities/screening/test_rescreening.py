"""Screening only what changed gives what screening everything gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.errors import StoreError
from euthyna.data.store.ledger import Decision, Seen
from euthyna.entities.records import Record
from euthyna.entities.screening.memory import Memory
from euthyna.entities.screening.rescreening import rescreen
from euthyna.entities.screening.screened import FILE, SEEN, Screened, remember

LIMIT, CUTOFF = 3, 0.5
Listed = dict[str, str]


def score(query: Record, digest: str) -> float:
    """Any number that depends on what both records say, and on nothing else."""
    return (sum(map(ord, query.digest)) * 31 + sum(map(ord, digest)) * 17) % 101 / 100


class Lists:
    """Parties by id with their digests, asked in the way of a screener."""

    def __init__(self, parties: Mapping[str, str]) -> None:
        self.parties = parties
        self.asked: list[str] = []

    def screen(self, queries: Sequence[Record]) -> Iterable[dict[str, Any]]:
        self.asked += [query.id for query in queries]
        for query in queries:
            ranked = sorted((-score(query, d), party, d) for party, d in self.parties.items())
            for rank, (minus, party, digest) in enumerate(ranked[:LIMIT], 1):
                if -minus >= CUTOFF:
                    yield {
                        "query_id": query.id,
                        "party_id": party,
                        "probability": -minus,
                        "rank": rank,
                        "query_digest": query.digest,
                        "party_digest": digest,
                    }

    def near(self, queries: Sequence[Record], parties: AbstractSet[str]) -> set[str]:
        some = Lists({party: self.parties[party] for party in parties})
        return {row["query_id"] for row in some.screen(queries)}


def run(
    queries: Sequence[Record],
    parties: Listed,
    former: Screened | None,
    *,
    settings: str = "1",
) -> tuple[Screened, Lists]:
    lists = Lists(parties)
    found = rescreen(
        queries, parties, settings=settings, former=former, screen=lists.screen, near=lists.near
    )
    return found, lists


def asked(digests: Mapping[int, str]) -> list[Record]:
    return [Record(id=f"q{n}", digest=digest) for n, digest in digests.items()]


DIGESTS = st.text("abcdefg", min_size=1, max_size=3)
QUERIES = st.dictionaries(st.integers(0, 7), DIGESTS, max_size=8).map(asked)
PARTIES = st.dictionaries(st.sampled_from([f"l{n}" for n in range(40)]), DIGESTS, max_size=40)


@given(QUERIES, PARTIES, QUERIES, PARTIES)
def test_it_equals_a_full_run(
    before: list[Record], old: Listed, after: list[Record], new: Listed
) -> None:
    former, _ = run(before, old, None)
    found, _ = run(after, new, former)
    full, _ = run(after, new, None)
    assert found.matches == full.matches
    assert (found.queries, found.parties) == (full.queries, full.parties)


@given(QUERIES, PARTIES, DIGESTS, st.integers(0, 39), st.integers(0, 39))
def test_a_small_change_of_the_list_equals_a_full_run(
    queries: list[Record], filler: Listed, digest: str, changes: int, leaves: int
) -> None:
    old = {f"l{n}": "aaa" for n in range(40)} | filler
    new = old | {f"l{changes}": digest}
    new.pop(f"l{leaves}", None)
    former, _ = run(queries, old, None)
    found, _ = run(queries, new, former)
    full, _ = run(queries, new, None)
    assert found.matches == full.matches


MANY = {f"l{n}": "zz" for n in range(30)}
ONE = Record(id="q1", digest="A")
OTHER = Record(id="q2", digest="B")


def test_nothing_is_asked_when_nothing_changed() -> None:
    former, _ = run([ONE, OTHER], MANY, None)
    found, lists = run([ONE, OTHER], MANY, former)
    assert (found.asked, found.tried, lists.asked) == (0, 0, [])
    assert found.matches == former.matches


def test_only_the_changed_query_is_asked() -> None:
    former, _ = run([ONE, OTHER], MANY, None)
    found, lists = run([ONE, Record(id="q2", digest="C")], MANY, former)
    assert lists.asked == ["q2"]
    assert (found.asked, found.tried) == (1, 0)


def test_only_queries_near_what_arrived_are_asked() -> None:
    near = next(d for d in map(chr, range(97, 500)) if score(OTHER, d) >= CUTOFF > score(ONE, d))
    former, _ = run([ONE, OTHER], MANY, None)
    found, lists = run([ONE, OTHER], MANY | {"new": near}, former)
    assert lists.asked == ["q2"]
    assert (found.asked, found.tried) == (1, 2)


def test_a_query_that_lost_a_match_is_asked_so_that_the_next_one_moves_up() -> None:
    near = [d for d in map(chr, range(97, 900)) if score(OTHER, d) >= CUTOFF][: LIMIT + 1]
    old = MANY | {f"m{n}": digest for n, digest in enumerate(near)}
    former, _ = run([ONE, OTHER], old, None)
    lost = former.matches.filter(pa.compute.equal(former.matches["query_id"], "q2"))["party_id"][0]
    new = {party: digest for party, digest in old.items() if party != lost.as_py()}
    found, _ = run([ONE, OTHER], new, former)
    full, _ = run([ONE, OTHER], new, None)
    assert found.matches == full.matches
    assert LIMIT in set(found.matches.column("rank").to_pylist())
    assert found.tried == 0


@pytest.mark.parametrize("settings", ["2", ""])
def test_other_settings_ask_everything(settings: str) -> None:
    former, _ = run([ONE, OTHER], MANY, None)
    found, _ = run([ONE, OTHER], MANY, former, settings=settings)
    assert found.asked == 2


def test_a_list_that_is_mostly_new_asks_everything() -> None:
    former, _ = run([ONE, OTHER], MANY, None)
    found, _ = run([ONE, OTHER], {f"n{n}": "zz" for n in range(30)}, former)
    assert (found.asked, found.tried) == (2, 0)


def test_a_run_is_kept_and_read_again(tmp_path: Path) -> None:
    made, _ = run([ONE, OTHER], MANY, None, settings="cut-off 0.5, ü")
    made.save(tmp_path / "results")
    found = Screened.load(tmp_path / "results")
    assert found is not None
    assert found.settings == made.settings
    assert (found.queries, found.parties) == (made.queries, made.parties)
    assert found.matches == made.matches
    again, lists = run([ONE, OTHER], MANY, found, settings=made.settings)
    assert lists.asked == []
    assert again.matches == made.matches


def test_half_a_run_is_no_run(tmp_path: Path) -> None:
    made, _ = run([ONE], MANY, None)
    made.save(tmp_path)
    (tmp_path / SEEN).unlink()
    assert Screened.load(tmp_path) is None
    assert Screened.load(tmp_path / "nowhere") is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    made, _ = run([ONE], MANY, None)
    made.save(tmp_path)
    (tmp_path / FILE).write_bytes(b"PAR1 not really PAR1")
    with pytest.raises(StoreError, match=r"matches\.parquet cannot be read"):
        Screened.load(tmp_path)


def test_decisions_are_filled_in_anew_on_every_run() -> None:
    near = next(d for d in map(chr, range(97, 500)) if score(OTHER, d) >= CUTOFF)
    made, _ = run([OTHER], MANY | {"l1": near}, None)
    rows = made.matches.to_pylist()
    assert rows
    first = rows[0]
    decision = Decision(
        number=1, left=Seen(first["party_id"], first["party_digest"]), right=Seen("q2", "B"),
        judgement="different", by="a", at=datetime(2026, 1, 1, tzinfo=UTC), why="b",
    )  # fmt: skip
    marked = remember(made.matches, Memory([decision]))
    assert [row["decision"] for row in marked.to_pylist()] == ["different"] + [None] * (
        len(rows) - 1
    )
    assert remember(marked, Memory()) == made.matches
