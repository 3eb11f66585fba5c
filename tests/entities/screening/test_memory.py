"""What was decided stays decided, until one of the records changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.data.store.ledger import Decision, Ledger, Seen
from euthyna.entities.records import Record
from euthyna.entities.screening.matches import Match
from euthyna.entities.screening.memory import Memory, Remembered

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ASKED = Record(id="customer:1", digest="q1")
LISTED = Record(id="list:1", digest="p1")
NAMESAKE = Record(id="list:2", digest="p2")


def match(listed: Record, probability: float = 0.9) -> Match:
    return Match(
        listed=listed,
        query_name="Ada Ombo",
        name="Ada Ombo",
        name_kind="primary",
        probability=probability,
        reasons=(),
    )


FOUND = [(match(LISTED), match(NAMESAKE, 0.8))]


def decided(judgement: str, one: Record = ASKED, other: Record = LISTED) -> Memory:
    left, right = sorted((Seen(r.id, r.digest) for r in (one, other)), key=lambda seen: seen.id)
    decision = Decision(
        number=7, left=left, right=right, judgement=judgement, by="Ina", at=NOW, why="other birth"
    )
    return Memory([decision])


def ids(remembered: Remembered[Match]) -> list[str]:
    return [found.listed.id for found in remembered.matches[0]]


def test_what_was_decided_different_is_held_back_and_counted() -> None:
    remembered = decided("different").apply([ASKED], FOUND)
    assert ids(remembered) == ["list:2"]
    (held,) = remembered.held_back
    assert (held.query_id, held.match.listed.id, held.decision.number) == (
        "customer:1",
        "list:1",
        7,
    )
    assert held.says == "Ina decided different on 2026-01-02: other birth"
    assert (remembered.lapsed, remembered.standing) == ((), ())


@pytest.mark.parametrize(
    ("asked", "listed", "changed"),
    [
        (replace(ASKED, digest="q2"), LISTED, ("customer:1",)),
        (ASKED, replace(LISTED, digest="p9"), ("list:1",)),
        (replace(ASKED, digest="q2"), replace(LISTED, digest="p9"), ("customer:1", "list:1")),
    ],
)
def test_it_comes_back_when_a_record_changes(
    asked: Record, listed: Record, changed: tuple[str, ...]
) -> None:
    remembered = decided("different").apply([asked], [(match(listed),)])
    assert ids(remembered) == ["list:1"]
    assert remembered.matches[0][0].decision == ""
    assert remembered.held_back == ()
    (lapsed,) = remembered.lapsed
    assert lapsed.changed == changed
    assert lapsed.says.endswith(f"({' and '.join(changed)} changed since)")


@pytest.mark.parametrize("judgement", ["same", "unsure"])
def test_what_is_the_same_or_unsure_stays_with_its_mark(judgement: str) -> None:
    memory = decided(judgement)
    for listed in (LISTED, replace(LISTED, digest="p9")):
        remembered = memory.apply([ASKED], [(match(listed), match(NAMESAKE))])
        assert [m.decision for m in remembered.matches[0]] == [judgement, ""]
        assert len(remembered.standing) == 1
    both = memory.apply([replace(ASKED, digest="q2")], [(match(replace(LISTED, digest="p9")),)])
    assert [m.decision for m in both.matches[0]] == [""]
    assert len(both.lapsed) == 1


def test_a_decision_is_about_its_pair_only() -> None:
    other = replace(ASKED, id="customer:2")
    remembered = decided("different").apply([other], FOUND)
    assert ids(remembered) == ["list:1", "list:2"]
    assert remembered.matches[0] == FOUND[0]


def test_matches_of_several_queries_keep_their_places() -> None:
    queries = [replace(ASKED, id="customer:2"), ASKED, replace(ASKED, id="customer:3")]
    remembered = decided("different").apply(queries, [FOUND[0], FOUND[0], ()])
    assert [[m.listed.id for m in found] for found in remembered.matches] == [
        ["list:1", "list:2"],
        ["list:2"],
        [],
    ]


def test_it_says_how_many_more_to_ask_for() -> None:
    memory = decided("different")
    assert [memory.cleared(one) for one in ("customer:1", "list:1", "customer:2")] == [1, 1, 0]
    assert decided("same").cleared("customer:1") == 0


def test_it_works_from_the_ledger_and_survives_runs(tmp_path: Path) -> None:
    file = tmp_path / "ledger.sqlite"
    with Ledger.open(file) as ledger:
        assert len(Memory.load(ledger)) == 0
        ledger.decide(
            Seen("list:1", "p1"), Seen("customer:1", "q1"),
            judgement="different", by="a", at=NOW, why="b",
        )  # fmt: skip
    for _ in range(2):
        with Ledger.open(file) as ledger:
            assert ids(Memory.load(ledger).apply([ASKED], FOUND)) == ["list:2"]
    with Ledger.open(file) as ledger:
        ledger.decide(
            Seen("list:1", "p1"), Seen("customer:1", "q1"),
            judgement="none", by="a", at=NOW, why="wrong file",
        )  # fmt: skip
        assert ids(Memory.load(ledger).apply([ASKED], FOUND)) == ["list:1", "list:2"]


@given(
    judgements=st.dictionaries(st.integers(0, 9), st.sampled_from(["same", "different", "unsure"])),
    changed=st.sets(st.integers(0, 9)),
)
def test_nothing_is_lost_between_shown_and_held_back(
    judgements: dict[int, str], changed: set[int]
) -> None:
    listed = [Record(id=f"list:{n}", digest="new" if n in changed else "old") for n in range(10)]
    memory = Memory(
        Decision(
            number=n, left=Seen("customer:1", "q1"), right=Seen(f"list:{n}", "old"),
            judgement=judgement, by="a", at=NOW, why="b",
        )
        for n, judgement in judgements.items()
    )  # fmt: skip
    found = [match(record) for record in listed]
    remembered = memory.apply([ASKED], [found])
    held = {recalled.match.listed.id for recalled in remembered.held_back}
    assert {*ids(remembered), *held} == {record.id for record in listed}
    assert held == {
        f"list:{n}" for n, j in judgements.items() if j == "different" and n not in changed
    }
