"""What the published client does not show of ``/match`` and ``/search``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx
import pytest

from euthyna.entities.scoring import Reason
from euthyna.surfaces.api.answers import counts, explanations, scored
from euthyna.surfaces.api.features import described
from euthyna.surfaces.api.shapes import (
    Adjacent,
    AdjacentPage,
    Algorithms,
    Catalog,
    Entity,
    MatchResponse,
    SearchResponse,
)

PERSON = {"schema": "Person", "properties": {"name": ["Sofia Tarn"]}}


def post(http: httpx.Client, queries: Any, path: str = "default", **params: Any) -> httpx.Response:
    return http.post(f"/match/{path}", json={"queries": queries}, params=params)


@pytest.mark.parametrize(
    ("method", "path", "shape"),
    [
        ("POST", "/match/default?cutoff=0", MatchResponse),
        ("GET", "/search/default?q=tarn", SearchResponse),
        ("GET", "/entities/bank:7", Entity),
        ("GET", "/entities/bank:7/adjacent", Adjacent),
        ("GET", "/entities/bank:7/adjacent/sanctions", AdjacentPage),
        ("GET", "/algorithms", Algorithms),
        ("GET", "/catalog", Catalog),
    ],
)
def test_answers_have_the_published_shape(
    http: httpx.Client, method: str, path: str, shape: Any
) -> None:
    body = {"queries": {"a": PERSON}} if method == "POST" else None
    answer = http.request(method, path, json=body)
    assert answer.status_code == 200
    shape.model_validate_json(answer.content)


def test_the_routes_are_described(http: httpx.Client) -> None:
    described = http.get("/openapi.json").json()["paths"]
    assert {"/match/{dataset}", "/search/{dataset}", "/algorithms", "/catalog"} <= described.keys()
    assert described["/match/{dataset}"]["post"]["responses"]["200"]["content"]


def test_a_batch_is_answered_under_its_keys_in_one_call(serve: Any) -> None:
    with serve() as running:
        keys = {f"k{n}": PERSON for n in range(100)}
        answer = httpx.post(f"{running.url}/match/default", json={"queries": keys})
        assert list(answer.json()["responses"]) == list(keys)
        assert answer.headers["x-batch-size"] == "100"
        assert running.lists.calls == [100]


def test_too_many_queries_are_refused(http: httpx.Client) -> None:
    answer = post(http, {str(n): PERSON for n in range(101)})
    assert answer.status_code == 400
    assert "Too many queries in one batch: 101 (limit: 100)" in answer.json()["detail"]
    assert post(http, {}).json()["detail"] == "No queries provided."


@pytest.mark.parametrize("setting", ["weights", "config"])
def test_settings_that_would_mean_nothing_are_refused(http: httpx.Client, setting: str) -> None:
    body = {"queries": {"a": PERSON}, setting: {"name_literal": 1}}
    answer = http.post("/match/default", json=body)
    assert answer.status_code == 400
    assert "name_literal" in answer.json()["detail"]


@pytest.mark.parametrize("schema", ["Asset", "Document", "", "person", "Ünknown"])
def test_a_class_that_cannot_be_asked_for_is_refused(http: httpx.Client, schema: str) -> None:
    answer = post(http, {"a": {"schema": schema, "properties": {"name": ["x"]}}})
    assert answer.status_code == 400
    assert "Person" in answer.json()["detail"]


def test_what_is_not_understood_is_left_out_and_the_echo_says_so(http: httpx.Client) -> None:
    said = {"name": "Sofia Tarn", "shoeSize": ["41"], "birthDate": [], "phone": [None, True, 5]}
    answer = post(http, {"a": {"id": "mine", "schema": "Person", "properties": said}})
    assert answer.json()["responses"]["a"]["query"] == {
        "id": "mine",
        "schema": "Person",
        "properties": {"name": ["Sofia Tarn"], "phone": ["5"]},
    }


def test_a_query_of_nothing_finds_what_it_finds(http: httpx.Client) -> None:
    answer = post(http, {"a": {"schema": "Person", "properties": {}}})
    assert answer.json()["responses"]["a"]["results"] == []


@pytest.mark.parametrize(
    ("values", "status"), [(["x"] * 200, 200), (["x"] * 201, 400), (["x" * 10_001], 400)]
)
def test_a_query_has_a_size(http: httpx.Client, values: list[str], status: int) -> None:
    answer = post(http, {"a": {"schema": "Person", "properties": {"name": values}}})
    assert answer.status_code == status


def test_the_cutoff_is_never_above_the_threshold(http: httpx.Client) -> None:
    found = post(http, {"a": PERSON}, threshold=0.2).json()["responses"]["a"]["results"]
    assert min(result["score"] for result in found) < 0.5
    assert all(result["match"] == (result["score"] >= 0.2) for result in found)


@pytest.mark.parametrize(
    "params",
    [
        {"limit": 0},
        {"limit": 501},
        {"limit": "many"},
        {"threshold": "high"},
        {"cutoff": "nan"},
        {"changed_since": "yesterday"},
        {"exclude_schema": ["x"] * 101},
    ],
)
def test_nonsense_conditions_are_refused_where_they_stand(http: httpx.Client, params: Any) -> None:
    answer = post(http, {"a": PERSON}, **params)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"][:2] == ["query", next(iter(params))]


def test_what_a_person_decided_counts_more_than_the_score(small: Any) -> None:
    (found,) = small().screen(
        [replace(small().parties[1], id="q")], limit=1, cutoff=0, datasets=None
    )
    match = found[0]
    assert counts(match, threshold=0.5)
    assert not counts(replace(match, decision="different"), threshold=0.5)
    assert counts(replace(match, decision="same", probability=0.1), threshold=0.5)
    assert not counts(replace(match, decision="unsure", probability=0.1), threshold=0.5)
    assert scored(replace(match, decision="different"), threshold=0.5)["decision"] == "different"


def test_search_without_a_text_gives_any(http: httpx.Client) -> None:
    found = http.get("/search/default", params={"topics": "debarment"}).json()
    assert [result["id"] for result in found["results"]] == ["bank:7"]
    assert http.get("/search/council", params={"q": "", "limit": 0}).json()["total"]["value"] == 2
    topics = {"topics": ["debarment", "sanction"], "q": ""}
    assert http.get("/search/default", params=topics).json()["total"]["value"] == 2
    all_of = {**topics, "filter_op": "AND"}
    assert http.get("/search/default", params=all_of).json()["total"]["value"] == 0
    both = {"datasets": ["bank", "nowhere"]}
    assert http.get("/search/default", params=both).json()["total"]["value"] == 1


def test_search_refuses_what_it_cannot_mean(http: httpx.Client) -> None:
    assert http.get("/search/default", params={"schema": "Person1"}).status_code == 400
    assert http.get("/search/default", params={"filter": "birthDate"}).status_code == 400
    assert http.get("/search/nowhere").status_code == 404


def test_words_alike_in_one_way_are_one_feature(small: Any) -> None:
    ((match,),) = small().screen([small().parties[1]], limit=1, cutoff=0, datasets=None)
    words = [
        Reason(feature="equal", value=1, weight=1.5, says="sofia = sofia: equal"),
        Reason(feature="equal", value=1, weight=2.0, says="tarn = tarn: equal"),
        Reason(feature="before", value=1, weight=-9.0, says="before"),
    ]
    told = explanations(replace(match, reasons=tuple(words)))
    assert told["equal"]["score"] == 3.5
    assert told["equal"]["detail"] == "sofia = sofia: equal; tarn = tarn: equal"
    assert sum(said["score"] for said in told.values()) == sum(word.weight for word in words)


def test_every_feature_has_its_own_description() -> None:
    texts = described()
    assert len(set(texts.values())) == len(texts)
    assert all(text.endswith(".") and ":" not in text[-2:] for text in texts.values())
