"""Which records become one identity, and which stay apart whatever they look like."""

from __future__ import annotations

import json
import math
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from euthyna.data.store.ledger import Decision, Seen
from euthyna.entities.parties import Parties
from euthyna.entities.records import Identifier, Name, Record
from euthyna.entities.resolution.identities import COMPUTED, UNDECIDED, apart_rows, identity_rows
from euthyna.entities.resolution.judging import Settings
from euthyna.entities.resolution.resolving import Resolved, resolve

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def person(number: int, name: str, *births: str, country: str = "", **more: object) -> Record:
    countries = (country,) if country else ()
    made = Record(
        id=f"l{number}", schema="Person", names=(Name(name),), birth_dates=births,
        countries=countries, dataset=f"list-{number % 3}",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def firm(number: int, name: str, **more: object) -> Record:
    made = Record(id=f"l{number}", schema="Company", names=(Name(name),), dataset="register")
    return replace(made, **more)  # type: ignore[arg-type]


def run(*records: Record, decisions: tuple[Decision, ...] = ()) -> Resolved:
    return resolve(Parties.from_records(records), decisions=decisions)


def groups(found: Resolved) -> list[list[str]]:
    ids = found.parties.parties.ids()
    return sorted(sorted(ids[member.row] for member in members) for members in found.identities())


def decided(judgement: str, one: str, other: str, *, number: int = 1) -> Decision:
    left, right = sorted((one, other))
    return Decision(
        number=number, left=Seen(left), right=Seen(right), judgement=judgement, by="Ina Vold",
        at=NOW, why="read both files",
    )  # fmt: skip


RARE = "Thorvald Brekkestad Quillan"
"""A name that hardly two people bear."""
COMMON = "John Smith"


def test_a_slip_in_the_name_and_one_date_of_birth_are_one_person() -> None:
    found = run(
        person(1, RARE, "1961-04-07", country="no"),
        person(2, "Torvald Brekkestad Quilan", "1961-04-07"),
        person(3, "Olga Marenko", "1961-04-07", country="no"),
    )
    assert groups(found) == [["l1", "l2"]]


def test_two_people_of_one_name_stay_two() -> None:
    found = run(person(1, RARE, "1950"), person(2, RARE, "1980"))
    assert groups(found) == []
    day = run(person(1, RARE, "1970-03-02"), person(2, RARE, "1970-11-25"))
    assert groups(day) == []


@pytest.mark.parametrize("name", [COMMON, RARE, "王伟", "Иван Петров", "محمد علي"])
def test_a_name_alone_is_never_enough_for_persons(name: str) -> None:
    found = run(person(1, name), person(2, name))
    assert groups(found) == []


def test_a_probable_pair_without_more_is_left_to_a_person() -> None:
    (apart,) = apart_rows(run(person(1, RARE), person(2, RARE))).to_pylist()
    assert (apart["party_id"], apart["other_id"]) == ("l1", "l2")
    assert (apart["name"], apart["reason"]) == (RARE, UNDECIDED)
    assert apart["probability"] > 0.9


def test_a_common_name_needs_more_than_a_rare_one() -> None:
    for name, enough in ((RARE, True), (COMMON, False)):
        one, other = person(1, name, "1970", country="us"), person(2, name, "1970", country="us")
        assert (groups(run(one, other)) == [["l1", "l2"]]) is enough, name
    full = [person(n, COMMON, "1970-05-17", country="us") for n in (1, 2)]
    assert groups(run(*full)) == [["l1", "l2"]]


def test_a_chain_does_not_join_two_dates_of_birth() -> None:
    found = run(
        person(1, RARE, "1950-02-03", country="no"),
        person(2, RARE, country="no"),
        person(3, RARE, "1981-12-30", country="no"),
    )
    assert all(not {"l1", "l3"} <= set(members) for members in groups(found))
    reasons = {row["reason"] for row in apart_rows(found).to_pylist()}
    assert "born in different years" in reasons


def test_one_number_of_a_register_joins_firms_of_near_names() -> None:
    number = (Identifier("5299000ABCDEF12345", "leiCode"),)
    found = run(
        firm(1, "Velmar Stavik Bau GmbH", identifiers=number),
        firm(2, "Velmar Stawik Construction", identifiers=number),
        firm(3, "Velmar Holding", identifiers=(Identifier("5299000ZZZZZZ99999", "leiCode"),)),
    )
    assert groups(found) == [["l1", "l2"]]


def test_different_numbers_of_one_register_keep_firms_apart() -> None:
    numbers = [
        (Identifier(value, "leiCode", ""),) for value in ("5299000ABCDEF1", "5299000GHIJKL2")
    ]
    found = run(
        firm(1, "Velmar Stavik Bau GmbH", countries=("at",), identifiers=numbers[0]),
        firm(2, "Velmar Stavik Bau GmbH", countries=("at",), identifiers=numbers[1]),
    )
    assert groups(found) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Velmar Kestrel Fund II Partners", "Velmar Kestrel Fund III Partners"),
        ("77th Tarvo Infantry Division", "99th Tarvo Infantry Division"),
        ("Stavik School No. 12", "Stavik School No. 13"),
    ],
)
def test_firms_with_other_numbers_in_their_names_stay_two(one: str, other: str) -> None:
    assert groups(run(firm(1, one), firm(2, other))) == []
    assert groups(run(firm(1, one), firm(2, one.upper()))) == [["l1", "l2"]]


def test_what_people_decide_goes_before_what_is_computed() -> None:
    namesakes = person(1, COMMON), person(2, COMMON)
    same = run(*namesakes, decisions=(decided("same", "l1", "l2"),))
    assert groups(same) == [["l1", "l2"]]
    rows = identity_rows(same).to_pylist()
    assert [row["decided_by"] for row in rows] == [COMPUTED, "Ina Vold"]
    twins = person(1, RARE, "1961-04-07"), person(2, RARE, "1961-04-07")
    assert groups(run(*twins)) == [["l1", "l2"]]
    apart = run(*twins, decisions=(decided("different", "l2", "l1"),))
    assert groups(apart) == []
    assert [row["reason"] for row in apart_rows(apart).to_pylist()] == ["decided different"]
    assert groups(run(*twins, decisions=(decided("unsure", "l1", "l2"),))) == [["l1", "l2"]]


def test_decisions_on_records_that_are_gone_are_kept_out_of_the_way() -> None:
    found = run(person(1, RARE), decisions=(decided("same", "l1", "gone"),))
    assert groups(found) == []


def test_rows_say_by_which_link_and_why() -> None:
    found = run(
        person(3, RARE, "1961-04-07"),
        person(1, RARE, "1961-04-07"),
        person(2, "Thorvald Brekestad Quillan", "1961-04-07"),
    )
    rows = identity_rows(found).to_pylist()
    assert {row["identity_id"] for row in rows} == {"l1"}
    first, *others = rows
    assert (first["party_id"], first["linked_to"], first["evidence"]) == ("l1", None, None)
    for row in others:
        reasons = json.loads(row["evidence"])
        assert {"names", "birth_day_equal"} <= {reason["feature"] for reason in reasons}
        weight = sum(reason["weight"] for reason in reasons)
        assert row["probability"] == pytest.approx(1 / (1 + math.exp(-weight)), abs=0.001)
        assert row["linked_to"] in {"l1", "l2", "l3"}


def test_the_order_of_the_records_does_not_matter() -> None:
    chance = random.Random(3)
    records = [
        person(n, name, birth, country="no")
        for n, (name, birth) in enumerate(
            (name, birth)
            for name in (RARE, "Torvald Brekkestad Quillan", "Mirela Dalovic", "Mirella Dalovic")
            for birth in ("1961-04-07", "1961-04-08", "1975", "")
        )
    ]
    records = [replace(r, birth_dates=tuple(filter(None, r.birth_dates))) for r in records]
    expected = groups(run(*records))
    assert expected
    for _ in range(3):
        chance.shuffle(records)
        assert groups(run(*records)) == expected


@pytest.mark.parametrize(
    "records",
    [
        (),
        (person(1, RARE),),
        (Record(id="a"), Record(id="b")),
        (Record(id="a", schema="Person", names=(Name(""),)), Record(id="b", names=(Name("GmbH"),))),
        tuple(person(n, "\u202e" + "x" * 10_000, "9999-99-99") for n in range(3)),
    ],
)
def test_odd_records_are_no_obstacle(records: tuple[Record, ...]) -> None:
    found = run(*records)
    assert all(len(members) > 1 for members in groups(found))
    assert identity_rows(found).num_rows == sum(map(len, groups(found)))


def test_a_stricter_threshold_joins_less() -> None:
    records = [
        person(n, name, "1961", country="no")
        for n, name in enumerate((RARE, "Thorvald B. Quillan", "T. Brekkestad"))
    ]
    parties = Parties.from_records(records)
    sizes = [
        identity_rows(resolve(parties, settings=Settings(threshold=t))).num_rows
        for t in (0.5, 0.9, 0.999999)
    ]
    assert sizes == sorted(sizes, reverse=True)
