"""Ranking: flags are attributed, shrunk, corrected and put in order."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from euthyna.data import model
from euthyna.data.store.engines import Engine
from euthyna.indicators.attribution import Ranks, queries
from euthyna.indicators.ranking import Ranked, rank, rank_processes
from euthyna.indicators.spec import PAIR

Rows = list[dict[str, Any]]
Load = Callable[..., Engine]


@pytest.fixture
def load(duck: Engine) -> Load:
    def loaded(**tables: Rows) -> Engine:
        for name, table in model.ALL.items():
            duck.register_rows(table, tables.get(name, []))
        return duck

    return loaded


def flag(
    subject: str, flagged: bool | None, *, kind: str = "process", **more: Any
) -> dict[str, Any]:
    row = {"indicator": "odd", "version": 1, "subject_kind": kind, "subject_id": subject}
    if kind == "process":
        row["process_id"] = subject
    return {**row, "flag": flagged, "value": None if flagged is None else 1.0, **more}


def buyers(counts: Mapping[str, tuple[int, int]]) -> dict[str, Rows]:
    """Make processes of buyers: flagged of all."""
    processes, flags = [], []
    for buyer, (flagged, total) in counts.items():
        for number in range(total):
            processes.append({"process_id": f"{buyer}-{number}", "buyer_id": buyer})
            flags.append(flag(f"{buyer}-{number}", number < flagged))
    return {"processes": processes, "flags": flags}


CROWD = {f"crowd-{i}": (1, 20) for i in range(9)}


def order(ranked: list[Ranked]) -> list[str]:
    return [r.subject_id for r in ranked]


def test_one_of_one_does_not_top_fifty_of_sixty(load: Load) -> None:
    ranked = rank(load(**buyers({**CROWD, "single": (1, 1), "many": (50, 60)})), "buyer")
    assert order(ranked)[0] == "many"
    assert ranked[0].q_value < 0.001
    (single,) = [r for r in ranked if r.subject_id == "single"]
    assert single.rate < single.raw_rate == 1
    assert not single.enough


def test_one_of_one_does_not_top_a_list_of_buyers_who_are_all_alike(load: Load) -> None:
    ranked = rank(load(**buyers({**CROWD, "single": (1, 1)})), "buyer")
    assert order(ranked)[-1] == "single"


def test_three_of_three_stands_below_fifty_of_sixty(load: Load) -> None:
    ranked = rank(load(**buyers({**CROWD, "few": (3, 3), "many": (50, 60)})), "buyer")
    assert order(ranked)[:2] == ["many", "few"]


def test_an_indicator_that_only_repeats_another_adds_no_evidence(load: Load) -> None:
    tables = buyers({**CROWD, "many": (6, 30)})
    alone = rank(load(**tables), "buyer", limit=1)[0]
    tables["flags"] += [{**row, "indicator": "echo"} for row in tables["flags"]]
    repeated = rank(load(**tables), "buyer", limit=1)[0]
    assert (repeated.subject_id, repeated.flagged) == ("many", 12)
    # Taken for independent, twice the flags would be about the square of the chance.
    assert alone.excess_p**1.2 < repeated.excess_p < alone.excess_p**0.8
    assert repeated.low == pytest.approx(alone.low, rel=0.15)


def test_figures_of_a_buyer(load: Load) -> None:
    ranked = rank(load(**buyers({"x": (1, 4), "y": (3, 4)})), "buyer")
    x = next(r for r in ranked if r.subject_id == "x")
    assert (x.processes, x.computable, x.flagged, x.expected) == (4, 4, 1, 2.0)
    assert (x.raw_rate, x.typical, x.coverage) == (0.25, 0.5, 1.0)
    assert x.raw_rate < x.rate < x.typical
    assert x.low < x.rate < x.high


def test_what_is_not_computable_lowers_the_coverage_and_nothing_else(load: Load) -> None:
    tables = buyers({"x": (2, 4), "y": (1, 4)})
    before = rank(load(**tables), "buyer")
    tables["flags"] += [flag("x-0", None, indicator="other"), flag("x-1", None, indicator="other")]
    after = rank(load(**tables), "buyer")
    assert [(r.low, r.rate, r.q_value) for r in after] == [
        (r.low, r.rate, r.q_value) for r in before
    ]
    assert {r.subject_id: r.coverage for r in after} == {"x": pytest.approx(4 / 6), "y": 1.0}


def test_what_is_not_judged_changes_nothing(load: Load) -> None:
    tables = buyers({"x": (2, 4), "y": (1, 4)})
    before = rank(load(**tables), "buyer")
    looks = rank_processes(load(**tables), limit=9)
    tables["flags"] += [flag("x-0", None, indicator="other", value=3.0)]
    assert rank(load(**tables), "buyer") == before
    assert rank_processes(load(**tables), limit=9) == looks


def test_a_subject_of_which_nothing_is_computable_is_left_out(load: Load) -> None:
    tables = buyers({"x": (2, 4)})
    tables["processes"].append({"process_id": "M", "buyer_id": "mute"})
    tables["flags"].append(flag("M", None))
    assert order(rank(load(**tables), "buyer")) == ["x"]


def test_nothing_gives_nothing(load: Load) -> None:
    engine = load()
    assert rank(engine, "buyer") == []
    assert rank(engine, "supplier") == []
    assert rank_processes(engine, limit=5) == []


@pytest.mark.parametrize("kind", ["buyer", "supplier"])
def test_the_order_of_rows_changes_nothing(load: Load, kind: Ranks) -> None:
    tables = buyers({f"b{i}": (i % 4, 4 + i) for i in range(9)})
    for name in ("odd", "rare", "late"):
        shift = len(name)
        tables["flags"] += [
            flag(
                p["process_id"],
                (i + shift) % (3 * shift) == 0,
                indicator=name,
                subject_kind="process",
            )
            for i, p in enumerate(tables["processes"])
            if name != "odd"
        ]
    tables["awards"] = [
        {"process_id": p["process_id"], "award_no": 0, "award_amount": i, "award_currency": "XTS"}
        for i, p in enumerate(tables["processes"])
    ]
    tables["award_suppliers"] = [
        {"process_id": p["process_id"], "award_no": 0, "party_id": f"s{i % 7}", "name": f"n{i % 3}"}
        for i, p in enumerate(tables["processes"])
    ]
    first = rank(load(**tables), kind)
    processes = rank_processes(load(**tables), limit=100)
    shuffle = random.Random(7).shuffle
    for rows in tables.values():
        shuffle(rows)
    assert first
    assert rank(load(**tables), kind) == first
    assert rank_processes(load(**tables), limit=100) == processes


def test_a_limit_cuts_the_list_and_compares_all(load: Load) -> None:
    engine = load(**buyers({**CROWD, "many": (50, 60)}))
    assert rank(engine, "buyer", limit=1) == rank(engine, "buyer")[:1]


def test_one_more_unflagged_process_does_not_raise_the_lower_bound(load: Load) -> None:
    for flagged, total in ((0, 3), (1, 3), (10, 12)):
        before = rank(load(**buyers({**CROWD, "x": (flagged, total)})), "buyer")
        after = rank(load(**buyers({**CROWD, "x": (flagged, total + 1)})), "buyer")
        low = [next(r.low for r in ranked if r.subject_id == "x") for ranked in (before, after)]
        assert low[1] <= low[0]


def test_expected_flags_follow_the_mix_of_indicators(load: Load) -> None:
    tables = buyers({"x": (0, 4), "y": (0, 4)})
    tables["flags"] = [flag(f"x-{i}", True, indicator="common") for i in range(4)]
    tables["flags"] += [flag(f"y-{i}", i < 2, indicator="common") for i in range(4)]
    tables["flags"] += [flag(f"y-{i}", i < 1, indicator="rare") for i in range(4)]
    ranked = {r.subject_id: r for r in rank(load(**tables), "buyer")}
    assert ranked["x"].expected == pytest.approx(4 * 6 / 8)
    assert ranked["y"].expected == pytest.approx(4 * 6 / 8 + 4 * 1 / 4)


def test_reasons_are_what_adds_most_beyond_the_expected(load: Load) -> None:
    tables = buyers({"x": (0, 6), "y": (0, 6)})
    tables["flags"] = [
        flag(f"{b}-{i}", i < flagged[b], indicator=name)
        for name, flagged in {
            "everywhere": {"x": 6, "y": 6},
            "mine": {"x": 5, "y": 0},
            "ours": {"x": 3, "y": 1},
            "theirs": {"x": 1, "y": 5},
        }.items()
        for b in ("x", "y")
        for i in range(6)
    ]
    x = next(r for r in rank(load(**tables), "buyer") if r.subject_id == "x")
    assert [(r.indicator, r.flagged, r.computable) for r in x.reasons] == [
        ("mine", 5, 6),
        ("ours", 3, 6),
        ("everywhere", 6, 6),
    ]


def test_the_procuring_entity_stands_in_for_a_missing_buyer(load: Load) -> None:
    engine = load(
        processes=[
            {"process_id": "1", "buyer_id": "b", "procuring_entity_id": "e"},
            {"process_id": "2", "procuring_entity_id": "e", "procuring_entity_name": "Entity"},
        ],
        flags=[flag("1", True), flag("2", True)],
    )
    assert {(r.subject_id, r.name) for r in rank(engine, "buyer")} == {("b", "b"), ("e", "Entity")}


AWARDED: dict[str, Rows] = {
    "processes": [{"process_id": "p", "buyer_id": "b"}],
    "awards": [
        {"process_id": "p", "award_no": 0, "award_id": "a0", "status": "active"},
        {"process_id": "p", "award_no": 1, "award_id": "a1"},
        {"process_id": "p", "award_no": 2, "award_id": "a2", "status": "cancelled"},
    ],
    "award_suppliers": [
        {"process_id": "p", "award_no": 0, "party_id": "first"},
        {"process_id": "p", "award_no": 1, "party_id": "second"},
        {"process_id": "p", "award_no": 2, "party_id": "dropped"},
    ],
    "contracts": [
        {"process_id": "p", "contract_no": 0, "award_id": "a1"},
        {"process_id": "p", "contract_no": 1},
    ],
}


def flagged_by_owner(engine: Engine, kind: Ranks) -> dict[str, int]:
    return {r.subject_id: r.flagged for r in rank(engine, kind)}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (flag("p", True), {"first": 1, "second": 1}),
        (flag("p#/awards/0", True, kind="award", process_id="p"), {"first": 1}),
        (flag("p#/awards/2", True, kind="award", process_id="p"), {}),
        (flag("p#/contracts/0", True, kind="contract", process_id="p"), {"second": 1}),
        (flag("p#/contracts/1", True, kind="contract", process_id="p"), {"first": 1, "second": 1}),
        (flag("first", True, kind="supplier"), {"first": 1}),
        (flag("second", True, kind="tenderer"), {"second": 1}),
        (flag(f"b{PAIR}first", True, kind="buyer_supplier"), {"first": 1}),
        (flag("b", True, kind="buyer"), {}),
    ],
)
def test_flags_count_for_the_suppliers_they_are_about(
    load: Load, given: dict[str, Any], expected: dict[str, int]
) -> None:
    assert flagged_by_owner(load(**AWARDED, flags=[given]), "supplier") == expected


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("process", "p"),
        ("award", "p#/awards/2"),
        ("contract", "p#/contracts/1"),
        ("buyer", "b"),
        ("procuring_entity", "b"),
        ("buyer_supplier", f"b{PAIR}first"),
    ],
)
def test_flags_count_for_their_buyer(load: Load, kind: str, subject: str) -> None:
    given = {"flag": True, "subject_kind": kind, "subject_id": subject, "indicator": "odd"}
    assert flagged_by_owner(load(**AWARDED, flags=[given]), "buyer") == {"b": 1}


def test_the_only_tenderer_stands_in_for_an_unnamed_supplier(load: Load) -> None:
    engine = load(
        processes=[{"process_id": "p"}, {"process_id": "q"}],
        awards=[
            {"process_id": "p", "award_no": 0, "status": "active"},
            {"process_id": "q", "award_no": 0, "status": "active"},
        ],
        tenderers=[
            {"process_id": "p", "party_id": "alone"},
            {"process_id": "q", "party_id": "one"},
            {"process_id": "q", "party_id": "two"},
        ],
        flags=[flag("p", True), flag("q", True)],
    )
    assert flagged_by_owner(engine, "supplier") == {"alone": 1}


def test_names_are_those_published_most(load: Load) -> None:
    tables = buyers({"x": (1, 3)})
    for row, name in zip(tables["processes"], ["Earlier", "Now", "Now"], strict=True):
        row["buyer_name"] = name
    assert rank(load(**tables), "buyer")[0].name == "Now"


def test_amounts_are_in_the_main_currency_and_not_repeated(load: Load) -> None:
    awards = [
        {**row, "award_amount": amount, "award_currency": currency}
        for row, (amount, currency) in zip(
            AWARDED["awards"], [(10, "XTS"), (5, "XXX"), (99, "XTS")], strict=True
        )
    ]
    awards.append({"process_id": "p", "award_no": 3, "award_amount": 7, "award_currency": "XTS"})
    tables = {**AWARDED, "awards": awards, "flags": [flag("p", True)]}
    (buyer,) = rank(load(**tables), "buyer")
    assert (buyer.amount, buyer.currency, buyer.basis) == (17.0, "XTS", "awarded")
    suppliers = {r.subject_id: r.amount for r in rank(load(**tables), "supplier")}
    assert suppliers == {"first": 10.0, "second": None}


def test_estimates_stand_in_where_no_award_has_a_value(load: Load) -> None:
    tables = buyers({"x": (1, 2)})
    for row in tables["processes"]:
        row.update(estimate_amount=4, estimate_currency="XTS")
    (buyer,) = rank(load(**tables), "buyer")
    assert (buyer.amount, buyer.basis) == (8.0, "estimated")


def test_no_name_of_a_query_is_a_table_of_the_model() -> None:
    assert not set(queries("buyer")) & set(model.ALL)


def test_processes_with_rare_flags_come_first(load: Load) -> None:
    engine = load(
        processes=[
            {"process_id": f"p{i}", "title": f"Works {i}", "source": f"f:{i}"} for i in range(8)
        ],
        flags=[
            *(flag(f"p{i}", i != 0, indicator="common") for i in range(8)),
            *(flag(f"p{i}", i == 0, indicator="rare") for i in range(8)),
            *(flag(f"p{i}", None, indicator="mute") for i in range(2)),
        ],
    )
    first, second, *rest = rank_processes(engine, limit=3)
    assert (first.process_id, first.indicators, first.flags) == ("p0", ("rare",), 1)
    assert first.title == "Works 0"
    assert first.computable_share == pytest.approx(2 / 3)
    assert first.score > second.score
    assert (second.process_id, [r.process_id for r in rest]) == ("p1", ["p2"])


def test_an_indicator_counts_once_for_a_process(load: Load) -> None:
    awards = [flag(f"p#/awards/{i}", True, kind="award", process_id="p") for i in range(3)]
    others = [flag(f"q{i}#/awards/0", i == 0, kind="award", process_id=f"q{i}") for i in range(9)]
    engine = load(processes=[{"process_id": "p"}, {"process_id": "q0"}], flags=[*awards, *others])
    first, second = rank_processes(engine, limit=5)
    assert first.score == second.score
    assert [(first.process_id, first.flags), (second.process_id, second.flags)] == [
        ("p", 3),
        ("q0", 1),
    ]


@pytest.mark.parametrize(
    ("url", "documents", "expected"),
    [
        ("https://example.org/p", [], "https://example.org/p"),
        ("javascript:alert(1)", [], None),
        (
            None,
            [("awardNotice", "https://example.org/a"), ("tenderNotice", "https://example.org/t")],
            "https://example.org/t",
        ),
        (None, [("biddingDocuments", "https://example.org/b")], None),
    ],
)
def test_the_link_of_a_process_is_a_page(
    load: Load, url: str | None, documents: list[tuple[str, str]], expected: str | None
) -> None:
    engine = load(
        processes=[{"process_id": "p", "url": url}],
        documents=[
            {"process_id": "p", "document_no": i, "document_type": kind, "url": where}
            for i, (kind, where) in enumerate(documents)
        ],
        flags=[flag("p", True), flag("q", False)],
    )
    (found,) = rank_processes(engine, limit=5)
    assert found.url == expected
