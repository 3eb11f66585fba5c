"""Current, ended or unknown; until when; and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.base.errors import EngineError
from euthyna.data import model
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.entities.exposure import DEFAULT, Policy
from euthyna.entities.exposure.people import COLUMNS, exposure

Laid = Callable[..., pa.Table]
TODAY = date(2024, 5, 1)
NATIONAL = ["gov.national"]
HEAD = ["gov.national", "gov.head"]


def told(
    laid: Laid,
    office: dict[str, Any],
    person: dict[str, Any] | None = None,
    *,
    on: date = TODAY,
    policy: Policy = DEFAULT,
) -> dict[str, Any]:
    """What one office means for its holder."""
    positions = laid("positions", {"party_id": "P", "dataset": "list", "position_no": 0, **office})
    parties = laid("parties", {"party_id": "P", "dataset": "list", **(person or {})})
    (row,) = exposure(positions, parties, on=on, policy=policy).to_pylist()
    return dict(row)


RULES = [
    # years after leaving, by level
    ({"end_date": "2019-05-01"}, {}, "ended", True, "2024-05-01"),
    ({"end_date": "2019-04-30"}, {}, "ended", False, "2024-04-30"),
    ({"end_date": "2004-05-01", "topics": NATIONAL}, {}, "ended", True, "2024-05-01"),
    ({"end_date": "2004-04-30", "topics": ["role.diplo"]}, {}, "ended", False, "2024-04-30"),
    ({"end_date": "1974-05-01", "topics": HEAD}, {}, "ended", True, "2024-05-01"),
    ({"end_date": "2004-05-01", "topics": ["gov.head", "gov.muni"]}, {}, "ended", False, None),
    # the holder's end outranks the term's
    ({"start_date": "2020", "end_date": "2023", "period_end": "2028"}, {}, "ended", True, None),
    ({"start_date": "2020", "end_date": "2025", "period_end": "2023"}, {}, "current", True, None),
    # the term's end proves something only once it is past
    ({"period_start": "2016", "period_end": "2020"}, {}, "ended", True, "2025-12-31"),
    ({"period_start": "2020", "period_end": "2028"}, {}, "unknown", True, "2033-12-31"),
    (
        {"period_start": "2020", "period_end": "2028", "status": "current"},
        {},
        "current",
        True,
        None,
    ),
    # no end
    ({"start_date": "2020-02"}, {}, "unknown", True, "2060-02-29"),
    ({"start_date": "2020-02", "status": "current"}, {}, "current", True, None),
    ({"start_date": "1984-04-30"}, {}, "unknown", False, "2024-04-30"),
    ({"start_date": "2020-02", "status": "ended"}, {}, "ended", True, None),
    ({"start_date": "2010-02", "status": "ended"}, {}, "ended", None, None),
    # no start
    ({"end_date": "2025"}, {}, "current", True, None),
    ({}, {}, "unknown", None, None),
    ({"status": "current"}, {}, "current", True, None),
    # not yet
    ({"start_date": "2024-05-02"}, {}, "unknown", False, None),
    # death and age
    ({"start_date": "2010"}, {"death_dates": ["2019-05-01"]}, "ended", True, "2024-05-01"),
    ({"start_date": "2010", "status": "current"}, {"death_dates": ["2018"]}, "ended", False, None),
    ({"start_date": "2010"}, {"birth_dates": ["1914-05-01"]}, "unknown", True, "2024-05-01"),
    ({"start_date": "2010"}, {"birth_dates": ["1914-04-30"]}, "unknown", False, "2024-04-30"),
]


def test_rules_of_exposure(laid: Laid) -> None:
    offices = [
        {"party_id": f"P{n:02}", "position_no": n, **rule[0]} for n, rule in enumerate(RULES)
    ]
    people = [{"party_id": f"P{n:02}", **rule[1]} for n, rule in enumerate(RULES)]
    rows = exposure(laid("positions", *offices), laid("parties", *people), on=TODAY).to_pylist()
    for (office, person, *expected, until), row in zip(RULES, rows, strict=True):
        assert [row["state"], row["is_exposed"]] == expected, (office, person, row)
        assert until in {None, row["exposed_until"]}, (office, person, row)
        assert row["why"]


def test_whoever_stands_on_a_complete_list_is_in_office(laid: Laid) -> None:
    office = {"start_date": "2020"}
    assert told(laid, office, policy=Policy(complete=("list",)))["state"] == "current"
    assert told(laid, office, policy=Policy(complete=("other",)))["state"] == "unknown"


def test_an_end_to_come_says_nothing_where_the_source_was_given_up(laid: Laid) -> None:
    office = {"start_date": "2020", "end_date": "2030"}
    kept_up, given_up = Policy(covered_until="2024-05-01"), Policy(covered_until="2024-04-30")
    assert told(laid, office, policy=kept_up)["state"] == "current"
    assert told(laid, office, policy=given_up)["state"] == "unknown"


def test_without_a_limit_exposure_has_no_end(laid: Laid) -> None:
    found = told(laid, {"end_date": "1960-01-01"}, policy=Policy(months={"": 1200}))
    assert (found["state"], found["is_exposed"], found["exposed_until"]) == ("ended", True, None)
    assert "without limit" in found["why"]


def test_why_is_a_phrase_with_the_days(laid: Laid) -> None:
    found = told(laid, {"start_date": "2010", "end_date": "2021-05-31", "topics": ["gov.muni"]})
    expected = "out of office since 2021-05-31; exposed for 60 months after it, until 2026-05-31"
    assert found["why"] == expected


def test_who_is_only_called_exposed_is_told_without_an_office(laid: Laid) -> None:
    person = {"party_id": "P", "dataset": "list", "topics": ["role.pep"], "source": "list:1"}
    other = {"party_id": "Q", "dataset": "list", "topics": ["sanction"]}
    found = exposure(laid("positions"), laid("parties", person, other), on=TODAY).to_pylist()
    assert [(row["party_id"], row["position_no"], row["source"]) for row in found] == [
        ("P", None, "list:1")
    ]
    assert found[0]["is_exposed"] is None


def test_the_most_telling_office_of_a_person_comes_first(laid: Laid) -> None:
    offices = [
        {"party_id": "P", "position_no": 0, "start_date": "2000", "end_date": "2001"},
        {"party_id": "P", "position_no": 1, "start_date": "2020", "end_date": "2022"},
        {"party_id": "P", "position_no": 2, "start_date": "2020", "end_date": "2030"},
    ]
    found = exposure(laid("positions", *offices), laid("parties"), on=TODAY)
    assert found.column("position_no").to_pylist() == [2, 1, 0]
    assert tuple(found.column_names) == COLUMNS


def test_a_table_without_a_column_is_refused(laid: Laid) -> None:
    with pytest.raises(EngineError, match="status"):
        exposure(laid("positions").drop_columns(["status"]), laid("parties"), on=TODAY)


DATES = st.none() | st.dates(date(1950, 1, 1), date(2040, 1, 1)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
OFFICES = st.fixed_dictionaries(
    {
        "start_date": DATES,
        "end_date": DATES,
        "period_start": DATES,
        "period_end": DATES,
        "status": st.sampled_from([None, "", "current", "Ended", "unknown", "Amtsende"]),
        "topics": st.none() | st.lists(st.sampled_from([*HEAD, "gov.muni", ""]), max_size=3),
    }
)


@settings(max_examples=10)
@given(st.lists(OFFICES, min_size=5, max_size=40))
def test_a_longer_policy_exposes_no_fewer(offices: list[dict[str, Any]]) -> None:
    desk = DuckDB(threads=1)
    rows = [{"party_id": "P", "position_no": n, **office} for n, office in enumerate(offices)]
    desk.register_rows(model.ALL["positions"], rows)
    desk.register_rows(model.ALL["parties"], [])
    tables = [desk.arrow(f"SELECT * FROM {name}") for name in ("positions", "parties")]
    desk.close()
    kinds = [_exposed(tables, Policy(months={"": months})) for months in (0, 60, 1200)]
    assert kinds[0] <= kinds[1] <= kinds[2]


def _exposed(tables: list[pa.Table], policy: Policy) -> set[int]:
    found = exposure(*tables, on=TODAY, policy=policy).to_pylist()
    assert all(row["state"] in {"current", "ended", "unknown"} for row in found)
    assert all(row["why"] for row in found)
    return {row["position_no"] for row in found if row["is_exposed"]}
