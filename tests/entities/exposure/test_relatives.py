"""Exposure that relatives and associates share."""

from __future__ import annotations

from typing import Any

import ibis
import pytest

from euthyna.data import model
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.entities.exposure import Policy
from euthyna.entities.exposure.relatives import GIVES, RELATIONSHIPS, relatives

DAYS = ("start", "sure_start", "end", "sure_end", "until", "sure_until")
OFFICE = dict(
    zip(
        DAYS,
        ("2010-01-01", "2010-12-31", "2015-05-31", "2015-05-01", "2020-05-31", "2020-05-01"),
        strict=True,
    )
)


def shared(*ties: dict[str, Any], policy: Policy | None = None) -> list[dict[str, Any]]:
    """Who shares the exposure of the office holder H."""
    desk = DuckDB(threads=1)
    listed = ", ".join(f"'{day}' AS \"{name}\"" for name, day in OFFICE.items())
    desk.materialise("offices", f"SELECT 'H' AS party_id, {listed}")
    desk.register_rows(model.ALL["relationships"], [{"kind": "family", **tie} for tie in ties])
    found = relatives(
        ibis.table({"party_id": "string", **dict.fromkeys(DAYS, "string")}, name="offices"),
        ibis.table(dict.fromkeys(RELATIONSHIPS, "string"), name="relationships"),
        policy=policy or Policy(),
    )
    sql = str(ibis.to_sql(found, dialect="duckdb"))
    rows = desk.rows(f'SELECT * FROM ({sql}) ORDER BY party_id, "start"')
    desk.close()
    return [dict(zip(GIVES, row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("tie", "relation"),
    [
        ({"party_id": "H", "other_id": "R", "role": "mother"}, "parent"),
        ({"party_id": "R", "other_id": "H", "role": "mother"}, "child"),
        ({"party_id": "H", "other_id": "R", "role": "Brother"}, "sibling"),
        ({"party_id": "H", "other_id": "R"}, "relative"),
        ({"party_id": "R", "other_id": "H", "kind": "associate", "role": "lawyer"}, "associate"),
    ],
)
def test_the_relation_is_what_the_relative_is_to_the_holder(
    tie: dict[str, Any], relation: str
) -> None:
    (found,) = shared(tie)
    assert (found["party_id"], found["holder_id"]) == ("R", "H")
    assert (found["relation"], found["role"]) == (relation, tie.get("role"))
    assert (found["start"], found["until"]) == ("2010-01-01", "2020-05-31")


def test_exposure_is_shared_no_longer_than_the_tie() -> None:
    tie = {"party_id": "H", "other_id": "R", "role": "spouse"}
    (found,) = shared({**tie, "start_date": "2012", "end_date": "2014-02"})
    assert [found[name] for name in ("start", "sure_start", "until", "sure_until")] == [
        "2012-01-01",
        "2012-12-31",
        "2014-02-28",
        "2014-02-01",
    ]


def test_a_law_may_end_it_with_the_office() -> None:
    tie = {"party_id": "H", "other_id": "R", "role": "spouse"}
    (found,) = shared(tie, policy=Policy(relatives_months=0))
    assert (found["until"], found["sure_until"]) == ("2015-05-31", "2015-05-01")


def test_a_law_says_who_is_a_relative() -> None:
    roles = ("spouse", "cousin", "business partner", "a word of its own")
    ties = [{"party_id": "H", "other_id": role, "role": role} for role in roles]
    found = shared(*ties, policy=Policy(relations=("spouse", "child")))
    assert [row["party_id"] for row in found] == ["a word of its own", "business partner", "spouse"]


def test_other_ties_share_nothing() -> None:
    assert shared({"party_id": "H", "other_id": "R", "kind": "employment"}) == []
