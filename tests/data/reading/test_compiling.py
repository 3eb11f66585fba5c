"""Merging the releases of a process, by our own rules and in any order."""

from __future__ import annotations

import socket
from copy import deepcopy
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.issues import Issue
from euthyna.data.reading.compiling import compile_releases
from euthyna.data.reading.instants import instant, instant_key
from euthyna.data.reading.merge_rules import MERGE_RULES
from euthyna.data.reading.tallies import MOST, Tally

Release = tuple[dict[str, Any], str]


def _release(date: str | None, place: str, **more: Any) -> Release:
    release = {"ocid": "A", "id": place, "tag": ["tender"], **more}
    return (release if date is None else {**release, "date": date}), place


def _codes(releases: list[Release]) -> list[str]:
    return [issue.code for issue in compile_releases(releases)[2]]


def test_a_single_release_stays_as_it_is() -> None:
    release, place = _release(None, "x:1", tender={"title": None})
    assert compile_releases([(release, place)]) == (release, place, [])


def test_moments_decide_and_not_the_text_of_dates() -> None:
    # As text 09:30 comes before 23:00; as a moment it is half an hour later.
    old = _release("2024-01-01T23:00:00+14:00", "x:1", tender={"id": "t", "title": "old"})
    new = _release("2024-01-01T09:30:00Z", "x:2", tender={"id": "t", "title": "new"})
    compiled, place, _ = compile_releases([new, old])
    assert compiled["tender"]["title"] == "new"
    assert (compiled["tag"], compiled["id"], place) == (
        ["compiled"],
        "A-2024-01-01T09:30:00Z",
        "x:2",
    )


def test_copies_count_once_and_are_counted() -> None:
    release = {"ocid": "A", "id": "1", "tender": {"id": "t", "documents": [{"title": "no id"}]}}
    copy = dict(reversed(list(deepcopy(release).items())))
    compiled, place, issues = compile_releases([(release, "x:1"), (copy, "x:2")])
    assert (compiled, place) == (release, "x:1")
    assert [(issue.code, issue.found, issue.count) for issue in issues] == [
        ("duplicate-process", "A", 2)
    ]


def test_of_compiled_releases_the_latest_is_kept() -> None:
    tag = {"tag": ["compiled"]}
    old = _release("2024-02-01T00:00:00+05:00", "x:1", **tag, buyer={"name": "old"})
    new = _release("2024-01-31T23:00:00Z", "x:2", **tag, parties=[])
    compiled, place, issues = compile_releases([new, old])
    assert (compiled, place) == new
    assert [(issue.code, issue.count) for issue in issues] == [("superseded-release", 1)]


def test_a_compiled_release_comes_after_a_release_of_its_date() -> None:
    compiled = _release("2024-01-01", "x:1", tag=["compiled"], language="es")
    assert compile_releases([compiled, _release("2024-01-01", "x:2")])[0] == compiled[0]


def test_newer_releases_are_merged_into_a_compiled_one() -> None:
    base = _release("2024-01-01", "x:1", tag=["compiled"], awards=[{"id": "a", "title": "kept"}])
    newer = _release("2024-02-01", "x:2", awards=[{"id": "b"}])
    compiled, _, _ = compile_releases([newer, base])
    assert compiled["awards"] == [{"id": "a", "title": "kept"}, {"id": "b"}]
    assert compiled["date"] == "2024-02-01"


def test_lists_named_by_the_rules_are_replaced_and_others_merged() -> None:
    first = _release("2024-01-01", "x:1", parties=[{"id": "p", "name": "P", "roles": ["buyer"]}])
    second = _release("2024-02-01", "x:2", parties=[{"id": "p", "roles": ["payer"]}])
    assert compile_releases([first, second])[0]["parties"] == [
        {"id": "p", "name": "P", "roles": ["payer"]}
    ]


@pytest.mark.parametrize(
    ("second", "says"),
    [
        (_release(None, "x:2"), "release at x:2 has no date"),
        (_release("soon", "x:2"), "release at x:2 has no date"),
        ((({"ocid": "A", "date": 5}), "x:2"), "release at x:2 has no date"),
        (_release("2023-01-01", "x:2", awards=[{"id": "1"}, {"id": "1"}]), "Multiple objects"),
        (_release("2023-01-01", "x:2", awards={"id": "1", "x": {"y": 1}}), "awards"),
        (_release("2023-01-01", "x:2", awards=[{"id": {"not": "a text"}}]), "unhashable"),
    ],
)
def test_where_merging_fails_the_latest_is_kept(second: Release, says: str) -> None:
    latest = _release("2024-01-01", "x:1", awards=[{"id": "1"}])
    compiled, place, issues = compile_releases([second, latest])
    assert (compiled, place) == latest
    assert [issue.code for issue in issues] == ["duplicate-process", "merge-conflict"]
    assert says in issues[1].expected


def test_merging_asks_the_network_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        msg = "the network was asked"
        raise AssertionError(msg)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert _codes([_release("2024-01-01", "x:1"), _release("2024-02-01", "x:2")]) == [
        "duplicate-process"
    ]


def test_rules_have_the_form_that_ocdsmerge_takes() -> None:
    assert set(MERGE_RULES.values()) == {"omitWhenMerged", "wholeListMerge"}
    assert ("parties", "roles") in MERGE_RULES
    assert all(isinstance(key, tuple) and all(key) for key in MERGE_RULES)


_MOMENTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001
    datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)


@given(
    moments=st.lists(_MOMENTS, min_size=1, max_size=5, unique_by=lambda moment: moment.astimezone(UTC)),
    contents=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "language": st.sampled_from(["es", "en", None]),
                "awards": st.lists(
                    st.fixed_dictionaries({"id": st.sampled_from("abc")}, optional={"title": st.text(max_size=2)}),
                    max_size=3,
                    unique_by=lambda award: award["id"],
                ),
                "tender": st.fixed_dictionaries({"id": st.just("t")}, optional={"submissionMethod": st.lists(st.text(max_size=1))}),
            },
        ),
        min_size=5,
        max_size=5,
    ),
    data=st.data(),
)  # fmt: skip
def test_where_dates_decide_the_order_of_releases_does_not_matter(
    moments: list[datetime], contents: list[dict[str, Any]], data: st.DataObject
) -> None:
    releases = [
        _release(moment.isoformat(), f"x:{n}", **contents[n]) for n, moment in enumerate(moments)
    ]
    shuffled = data.draw(st.permutations(releases))
    compiled, place, issues = compile_releases(releases)
    other, other_place, other_issues = compile_releases(shuffled)
    assert _without_order(compiled) == _without_order(other)
    assert (place, issues) == (other_place, other_issues)
    # The latest release that says a thing is the one that counts.
    by_moment = sorted(zip(moments, contents, strict=False), key=lambda pair: pair[0])
    said = [content["language"] for _, content in by_moment if "language" in content]
    assert len(releases) == 1 or compiled.get("language") == (said[-1] if said else None)


def _without_order(compiled: dict[str, Any]) -> dict[str, Any]:
    return {**compiled, "awards": sorted(compiled.get("awards", []), key=lambda award: award["id"])}


@given(st.text(max_size=12) | _MOMENTS.map(datetime.isoformat))
def test_any_text_can_be_ordered_among_dates(text: str) -> None:
    moment = instant(text)
    assert moment is None or moment.tzinfo is not None
    edges = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "", text]
    assert sorted(edges, key=instant_key)


def test_findings_about_a_field_are_counted_and_those_about_records_kept_apart() -> None:
    tally = Tally()
    tally.extend(Issue("wrong-type", f"x:{n}", path="tender/id", found="7") for n in range(5))
    tally.extend(Issue("not-json", f"x:{n}", found="oops") for n in range(2))
    assert [(issue.code, issue.source, issue.count) for issue in tally.issues()] == [
        ("wrong-type", "x:0", 5),
        ("not-json", "x:0", 1),
        ("not-json", "x:1", 1),
    ]


def test_a_million_findings_are_bounded_and_none_is_uncounted() -> None:
    tally = Tally()
    tally.extend(Issue("not-json", f"x:{n}", found=str(n)) for n in range(4 * MOST))
    issues = tally.issues()
    assert len(issues) == MOST + 1
    assert sum(issue.count for issue in issues) == 4 * MOST
    assert (issues[-1].source, issues[-1].found) == (f"x:{MOST}", "others")
