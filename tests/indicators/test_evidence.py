"""Evidence: the peers, the published rows behind a flag, and the sentence about it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.errors import UnknownNameError
from euthyna.data import model
from euthyna.data.readers.ocds import OCDS
from euthyna.data.store.engines import Engine
from euthyna.indicators import belonging, catalogue
from euthyna.indicators.distributions import Peers
from euthyna.indicators.evidence import (
    Explanation,
    distribution,
    explain,
    explain_many,
    sentence,
)
from euthyna.indicators.spec import PAIR, Flag, Indicator, Param, Subject

Rows = list[dict[str, Any]]
Load = Callable[..., Engine]

PARAM = Param(name="min_gap", default=1, unit="days", doc="A gap.")
READS = {
    "processes": ("process_id", "title", "buyer_id"),
    "bids": ("process_id", "bid_no", "status"),
    "bid_tenderers": ("process_id", "bid_no", "party_id"),
    "awards": ("process_id", "award_no", "status"),
    "award_suppliers": ("process_id", "award_no", "party_id"),
    "contracts": ("process_id", "contract_no", "status"),
    "documents": ("process_id", "place", "parent_no", "document_type"),
}


def entry(
    name: str, subject: Subject, reads: dict[str, tuple[str, ...]], unit: str = "days"
) -> Indicator:
    def formula() -> None:
        """Gap too wide."""

    return Indicator(
        id=name,
        subject=subject,
        stage="tender",
        unit=unit,
        reads=reads,
        params=(PARAM,),
        flag=Flag(">=", "min_gap"),
        sources=("invented2024",),
        since="0.1",
    )(formula)


KINDS: tuple[Subject, ...] = (
    "process",
    "award",
    "contract",
    "buyer",
    "procuring_entity",
    "supplier",
    "tenderer",
    "buyer_supplier",
    "market",
)
ENTRIES = {
    **{f"of-{kind}": entry(f"of-{kind}", kind, READS) for kind in KINDS},
    "narrow": entry("narrow", "process", {"processes": ("process_id", "title")}, "share"),
}


@pytest.fixture
def load(duck: Engine, monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.setattr(catalogue, "indicators", lambda: ENTRIES)

    def loaded(**tables: Rows) -> Engine:
        for name, table in model.ALL.items():
            duck.register_rows(table, tables.get(name, []))
        return duck

    return loaded


def flag(indicator: str, subject: str, *, value: float | None = 5.0, **more: Any) -> dict[str, Any]:
    kind = ENTRIES[indicator].subject
    row = {"indicator": indicator, "version": 1, "subject_kind": kind, "subject_id": subject}
    outcome = {"flag": None if value is None else value >= 1, "threshold": 1.0}
    origin = "min_gap, default"
    return {**row, **outcome, "value": value, "threshold_origin": origin, **more}


def published(process: str, line: int) -> dict[str, Rows]:
    """One process with two bids, awards, contracts and a document for each of them."""
    place = {"process_id": process, "source": f"x.jsonl:{line}"}
    both = range(2)
    return {
        "processes": [
            {**place, "title": f"Works {process}", "buyer_id": "b", "procuring_entity_id": "e"}
        ],
        "bids": [{**place, "bid_no": i, "status": "valid"} for i in both],
        "bid_tenderers": [
            {**place, "bid_no": i, "tenderer_no": 0, "party_id": f"s{i}"} for i in both
        ],
        "awards": [{**place, "award_no": i, "award_id": f"a{i}", "status": "active"} for i in both],
        "award_suppliers": [
            {**place, "award_no": i, "supplier_no": 0, "party_id": f"s{i}", "name": f"Firm {i}"}
            for i in both
        ],
        "contracts": [
            {**place, "contract_no": i, "award_id": f"a{1 - i}", "status": "active"} for i in both
        ],
        "documents": [
            {**place, "place": kind, "parent_no": i, "document_no": 0, "document_type": kind}
            for kind, numbers in {
                "tender": [0],
                "bid": both,
                "award": both,
                "contract": both,
            }.items()
            for i in numbers
        ],
    }


def both() -> dict[str, Rows]:
    first, second = published("p", 1), published("q", 2)
    return {name: first[name] + second[name] for name in first}


def places(found: Explanation) -> list[str]:
    return [row.place for row in found.rows]


WHOLE_P = [
    "x.jsonl:1",
    *(f"x.jsonl:1#/bids/details/{i}" for i in range(2)),
    *(f"x.jsonl:1#/bids/details/{i}/tenderers/0" for i in range(2)),
    *(f"x.jsonl:1#/awards/{i}" for i in range(2)),
    *(f"x.jsonl:1#/awards/{i}/suppliers/0" for i in range(2)),
    *(f"x.jsonl:1#/contracts/{i}" for i in range(2)),
    *(f"x.jsonl:1#/awards/{i}/documents/0" for i in range(2)),
    *(f"x.jsonl:1#/bids/details/{i}/documents/0" for i in range(2)),
    *(f"x.jsonl:1#/contracts/{i}/documents/0" for i in range(2)),
    "x.jsonl:1#/tender/documents/0",
]
WHOLE_Q = [place.replace(":1", ":2") for place in WHOLE_P]


def without(places: list[str], *parts: str) -> list[str]:
    return [place for place in places if not any(part in place for part in parts)]


# Contract 1 carries out award 0, and contract 0 award 1.
OF_AWARD_0 = ("/awards/1", "/contracts/0")


@pytest.mark.parametrize(
    ("kind", "subject", "process", "expected"),
    [
        ("process", "p", "p", WHOLE_P),
        ("award", "p#/awards/0", "p", without(WHOLE_P, *OF_AWARD_0)),
        ("contract", "p#/contracts/1", "p", without(WHOLE_P, *OF_AWARD_0)),
        ("buyer", "b", None, WHOLE_P + WHOLE_Q),
        ("procuring_entity", "e", None, WHOLE_P + WHOLE_Q),
        (
            "supplier",
            "s0",
            None,
            without(WHOLE_P + WHOLE_Q, *OF_AWARD_0, "details/1/tenderers"),
        ),
        ("tenderer", "s1", None, without(WHOLE_P + WHOLE_Q, "details/0", "awards/0/suppliers")),
        (
            "buyer_supplier",
            f"b{PAIR}s0",
            None,
            without(WHOLE_P + WHOLE_Q, *OF_AWARD_0, "details/1/tenderers"),
        ),
    ],
)
def test_rows_that_belong_to_a_subject(
    load: Load, kind: str, subject: str, process: str | None, expected: list[str]
) -> None:
    engine = load(**both(), flags=[flag(f"of-{kind}", subject, process_id=process)])
    found = explain(engine, (f"of-{kind}", subject))
    assert places(found) == expected
    assert found.truncated == 0


def test_a_market_has_the_awards_of_its_class_year_and_currency(load: Load) -> None:
    tables = both()
    for row in tables["awards"]:
        wanted = row["process_id"] == "p" and row["award_no"] == 0
        row["award_at"] = datetime(2024 if wanted else 2023, 5, 1)  # noqa: DTZ001  (naive UTC)
        row["award_currency"] = "XAU"
    item = {"item_no": 0, "classification_scheme": "CPV", "classification_id": "4521"}
    tables["items"] = [
        {**item, "process_id": name, "place": "tender", "source": "x.jsonl:1"} for name in "pq"
    ]
    subject = f"CPV 452{PAIR}2024{PAIR}XAU"
    found = explain(load(**tables, flags=[flag("of-market", subject)]), ("of-market", subject))
    assert places(found) == without(WHOLE_P, *OF_AWARD_0)
    assert found.label == subject


def test_a_contract_does_not_bring_the_others_of_its_award(load: Load) -> None:
    tables = both()
    for row in tables["contracts"]:
        row["award_id"] = "a0"
    engine = load(**tables, flags=[flag("of-contract", "p#/contracts/1", process_id="p")])
    assert places(explain(engine, ("of-contract", "p#/contracts/1"))) == without(
        WHOLE_P, *OF_AWARD_0
    )


def test_a_tenderer_without_bids_of_its_own_has_the_rows_of_the_process(load: Load) -> None:
    tables = both()
    tables["tenderers"] = [
        {"process_id": "p", "tenderer_no": 0, "party_id": "listed", "source": "x.jsonl:1"}
    ]
    engine = load(**tables, flags=[flag("of-tenderer", "listed")])
    assert places(explain(engine, ("of-tenderer", "listed"))) == without(
        WHOLE_P, "/tenderers/", "/suppliers/"
    )


def test_the_procuring_entity_stands_in_for_a_missing_buyer(load: Load) -> None:
    tables = both()
    tables["processes"][0]["buyer_id"] = None
    engine = load(**tables, flags=[flag("of-buyer", "e")])
    assert places(explain(engine, ("of-buyer", "e"))) == WHOLE_P


def test_values_are_the_declared_columns_that_were_published(load: Load) -> None:
    tables = both()
    tables["processes"].append({"process_id": "r", "source": "x.jsonl:3"})
    engine = load(**tables, flags=[flag("narrow", s, process_id=s) for s in ("p", "r")])
    full, bare = explain_many(engine, [("narrow", "p"), ("narrow", "r")])
    assert [row.values for row in full.rows] == [{"process_id": "p", "title": "Works p"}]
    assert [row.values for row in bare.rows] == [{"process_id": "r"}]


def test_a_row_of_the_flags_is_a_question(load: Load) -> None:
    asked = flag("narrow", "p", process_id="p")
    engine = load(**both(), flags=[asked])
    assert explain(engine, asked) == explain(engine, ("narrow", "p"))


def test_pairs_are_matched_and_not_split(load: Load) -> None:
    odd = f"b{PAIR}x"
    tables = both()
    tables["processes"][0]["buyer_id"] = odd
    tables["award_suppliers"][2]["party_id"] = f"x{PAIR}s0"
    # Two pairs that are written alike: both are the subject of the flag.
    subject = f"b{PAIR}x{PAIR}s0"
    engine = load(**tables, flags=[flag("of-buyer_supplier", subject)])
    found = explain(engine, ("of-buyer_supplier", subject))
    assert {row.source for row in found.rows} == {"x.jsonl:1", "x.jsonl:2"}


@pytest.mark.parametrize(
    "name", ["o'b", 'o"b', "'; DROP TABLE flags; --", "\\", "b\n", "ب", "%", ""]
)
def test_ids_are_taken_as_they_are(load: Load, name: str) -> None:
    tables = both()
    tables["processes"][0]["buyer_id"] = name
    engine = load(**tables, flags=[flag("of-buyer", name), flag("of-buyer", "b")])
    assert places(explain(engine, ("of-buyer", name))) == WHOLE_P
    assert places(explain(engine, ("of-buyer", "b"))) == WHOLE_Q


def test_a_limit_shows_rows_of_every_table_and_counts_the_rest(load: Load) -> None:
    tables = both()
    tables["bids"] += [
        {"process_id": "p", "bid_no": i, "source": "x.jsonl:1"} for i in range(2, 90)
    ]
    engine = load(**tables, flags=[flag("of-process", "p", process_id="p")])
    found = explain(engine, ("of-process", "p"), limit=7)
    assert [row.table for row in found.rows] == list(READS)
    assert found.truncated == len(WHOLE_P) + 88 - 7


def test_many_questions_take_no_more_queries_than_one(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    subjects = [f"p{i}" for i in range(60)]
    engine = load(
        processes=[{"process_id": s, "source": f"x.jsonl:{s}"} for s in subjects],
        flags=[flag("of-process", s, process_id=s) for s in subjects],
    )
    counted: list[str] = []
    run = engine._run  # type: ignore[attr-defined]

    def counting(sql: str) -> Any:
        counted.append(sql)
        return run(sql)

    monkeypatch.setattr(engine, "_run", counting)
    one = explain(engine, ("of-process", "p7"), limit=20)
    queries = len(counted)
    many = explain_many(engine, [("of-process", s) for s in reversed(subjects)])
    assert len(counted) == 2 * queries
    assert [found.subject_id for found in many] == subjects[::-1]
    assert many[-8] == one


def test_labels_are_what_people_call_the_subject(load: Load) -> None:
    tables = both()
    tables["processes"][0]["buyer_name"] = "Town of Invention"
    flags = [
        flag("of-award", "p#/awards/0", process_id="p"),
        flag("of-buyer", "b"),
        flag("of-buyer_supplier", f"b{PAIR}s1"),
        flag("of-tenderer", "nobody"),
    ]
    found = explain_many(load(**tables, flags=flags), flags)
    assert [f.label for f in found] == [
        "Works p",
        "Town of Invention",
        f"Town of Invention{PAIR}Firm 1",
        "nobody",
    ]


def test_a_question_without_a_result_says_so(load: Load) -> None:
    engine = load(**both(), flags=[flag("narrow", "p", process_id="p")])
    with pytest.raises(UnknownNameError, match="no result of narrow for 'q'"):
        explain(engine, ("narrow", "q"))
    with pytest.raises(UnknownNameError, match="no indicator"):
        explain(load(flags=[flag("narrow", "p") | {"indicator": "gone"}]), ("gone", "p"))


def test_no_question_has_no_answer(load: Load) -> None:
    assert explain_many(load(), []) == []


def test_pointers_open_the_published_record() -> None:
    release = json.loads(
        '{"awards": [{}, {"suppliers": [{}, {"id": "here"}]}],'
        ' "contracts": [{"implementation": {"transactions": [{"id": "here"}]}}],'
        ' "planning": {"documents": [{"id": "here"}]}}'
    )
    rows = {
        "award_suppliers": {"award_no": 1, "supplier_no": 1},
        "spending": {"contract_no": 0, "transaction_no": 0},
        "documents": {"place": "planning", "parent_no": 0, "document_no": 0},
    }
    for table, row in rows.items():
        node = release
        for part in belonging.pointer(table, row).split("/")[1:]:
            node = node[int(part)] if isinstance(node, list) else node[part]
        assert node == {"id": "here"}


@pytest.mark.parametrize("block", OCDS.rows, ids=lambda block: f"{block.table} {block.at}")
def test_every_place_of_the_standard_has_its_pointer(block: Any) -> None:
    row = {**dict.fromkeys(block.positions, 3), **block.constants}
    expected = "".join(f"/{part}" for part in block.at.replace("[]", "/3").split("/") if part)
    assert belonging.pointer(block.table, row) == expected
    assert set(row) <= set(belonging.positions(model.ALL[block.table]))


def test_the_spread_of_the_peers(load: Load) -> None:
    values = [*range(1, 12), None, math.inf]
    engine = load(flags=[flag("narrow", f"p{i}", value=v) for i, v in enumerate(values)])
    found = distribution(engine, "narrow")
    assert (found.peers, found.flagged) == (11, 12)
    # type 8: the position of a quantile is p (n + 1/3) + 1/3
    assert (found.low, found.median, found.high) == (1, 6, 11)
    assert found.q1 == pytest.approx(0.25 * (11 + 1 / 3) + 1 / 3)
    assert found.histogram == tuple((v - 0.5, v + 0.5, 1) for v in range(1, 12))


def test_no_peers_have_no_spread(load: Load) -> None:
    found = distribution(load(flags=[flag("narrow", "p", value=None)]), "narrow")
    assert (found.peers, found.histogram) == (0, ())
    assert math.isnan(found.median)


FINITE = st.floats(-1e9, 1e9, allow_nan=False)


@given(st.lists(FINITE, min_size=1, max_size=200))
def test_every_peer_is_in_a_bin_of_some_width(values: list[float]) -> None:
    found = Peers(np.sort(np.array(values)), flagged=0).distribution()
    assert sum(count for *_, count in found.histogram) == found.peers == len(values)
    assert all(left < right for left, right, _ in found.histogram)
    assert found.low <= found.q1 <= found.median <= found.q3 <= found.high


@given(st.lists(FINITE, min_size=1, max_size=50))
def test_percentiles_grow_with_the_value(values: list[float]) -> None:
    peers = Peers(np.sort(np.array(values)), flagged=0)
    ranks = [peers.percentile(value) for value in sorted(values)]
    assert ranks == sorted(ranks, key=lambda r: r or 0)
    assert peers.percentile(max(values) + 1) == 100
    assert peers.percentile(min(values) - 1) == 0


def test_one_value_far_out_does_not_flatten_the_histogram() -> None:
    values = np.sort(np.append(np.linspace(0, 1, 999), 1e9))
    found = Peers(values, flagged=0).distribution()
    assert found.histogram[-1][1] < 2
    assert found.high == 1e9


def test_sentences_are_whole_and_fair(load: Load) -> None:
    flags = [
        flag("of-process", "F", value=5.0),
        flag("of-process", "A", value=0.5),
        flag("of-process", "M", value=None, reason="the end is missing"),
        flag("of-process", "H", value=9.0, flag=None, reason="it is a framework"),
        *(flag("of-process", f"p{i}", value=1.0) for i in range(5)),
    ]
    found = explain_many(load(flags=flags), flags[:4])
    assert [sentence(f) for f in found] == [
        (
            "Gap too wide: the value is 5 days, at least the threshold of 1 day (the default of "
            "min_gap); it is higher than or equal to the values of 81 % of the 8 processes compared."
        ),
        (
            "Gap too wide: the value is 0.5 days, less than the threshold of 1 day (the default of "
            "min_gap); it is lower than or equal to the values of 93 % of the 8 processes compared."
        ),
        "Gap too wide: not computable, because the end is missing.",
        (
            "Gap too wide: the value is 9 days, but it is not compared with a threshold, because it "
            "is a framework; it is higher than or equal to the values of 93 % of the 8 processes "
            "compared."
        ),
    ]


def test_the_whole_catalogue_is_spoken_of(duck: Engine) -> None:
    for table in model.ALL.values():
        duck.register_rows(table, [])
    duck.register_rows(
        model.ALL["flags"],
        [
            {
                "indicator": entry.id,
                "subject_kind": entry.subject,
                "subject_id": "F",
                "value": 2.0,
                "flag": True,
                "threshold": 1.0,
                "threshold_origin": "fence of the peers, Q3 + 1.5 IQR",
            }
            for entry in catalogue.indicators().values()
        ],
    )
    for found in explain_many(duck, [(name, "F") for name in catalogue.indicators()]):
        said = sentence(found)
        assert said.startswith(catalogue.get(found.indicator).title)
        assert "drawn from the values of all peers" in said
        assert said.endswith(".")
