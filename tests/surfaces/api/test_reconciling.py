"""The Reconciliation Service API, message by message, as its version 0.2 says."""

from __future__ import annotations

import json
from typing import Any

import httpx
import jsonschema
import pytest

URL = "/reconcile/default"
TEXT = {"type": "string", "minLength": 1}
KIND = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
TEMPLATE = {"type": "string", "pattern": r"\{\{id\}\}"}
SERVICE = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {"service_url": {"type": "string", "format": "uri"}, "service_path": TEXT},
}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
        "defaultTypes": {"type": "array", "items": KIND, "uniqueItems": True, "minItems": 1},
        "view": {"type": "object", "required": ["url"], "properties": {"url": TEMPLATE}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {
                "url": TEMPLATE,
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "suggest": {
            "type": "object",
            "required": ["entity", "type", "property"],
            "additionalProperties": SERVICE,
        },
        "extend": {
            "type": "object",
            "required": ["propose_properties", "property_settings"],
            "properties": {
                "propose_properties": SERVICE,
                "property_settings": {
                    "type": "array",
                    "items": {"type": "object", "required": ["name", "label", "type"]},
                },
            },
        },
        "batchSize": {"type": "integer", "minimum": 1},
    },
}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score", "match", "type", "features"],
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "score": {"type": "number"},
        "match": {"type": "boolean"},
        "type": {"type": "array", "items": KIND},
        "description": TEXT,
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "value"],
                "properties": {"id": TEXT, "value": {"type": ["number", "boolean"]}},
            },
        },
    },
}
RESULT = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": CANDIDATE}},
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": KIND}},
}
CELLS = {"type": "array", "items": {"type": "object", "required": ["str"]}}
EXTENDED = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": KIND},
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": CELLS},
        },
    },
}


def valid(answer: httpx.Response, shape: Any) -> Any:
    assert answer.status_code == 200, answer.text
    found = answer.json()
    jsonschema.validate(found, shape)
    return found


def ask(http: httpx.Client, **queries: Any) -> Any:
    answer = http.post(URL, data={"queries": json.dumps(queries)})
    return valid(answer, {"type": "object", "additionalProperties": RESULT})


def ids(found: Any) -> list[str]:
    return [candidate["id"] for candidate in found["result"]]


def test_the_manifest_leads_to_services_that_answer(http: httpx.Client) -> None:
    found = valid(http.get(URL), MANIFEST)
    for kind, service in found["suggest"].items():
        url = service["service_url"] + service["service_path"]
        assert valid(http.get(url, params={"prefix": "p"}), SUGGESTED) is not None, kind
    proposed = found["extend"]["propose_properties"]
    url = proposed["service_url"] + proposed["service_path"]
    assert http.get(url, params={"type": "Person"}).json()["properties"]
    assert http.get(found["preview"]["url"].replace("{{id}}", "bank%3A7")).status_code == 200
    named = http.get("/reconcile/bank").json()["name"]
    assert named == "Bank (Euthyna)"


def test_a_query_finds_candidates_best_first(http: httpx.Client) -> None:
    born = [{"pid": "birthDate", "v": "1961-05-03"}]
    found = ask(http, q={"query": "Sofia <b>Tarn</b>", "type": "Person", "properties": born})
    best = found["q"]["result"][0]
    assert (best["id"], best["match"], best["score"]) == ("council:a/1", True, 99.0)
    assert best["description"] == "People · 1961-05-03 · BG · council"
    assert {feature["id"] for feature in best["features"]} == {"name", "birth_date"}
    scores = [candidate["score"] for candidate in found["q"]["result"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "value",
    ["1961-05-03", ["1961-05-03"], [{"id": "x", "name": "1961-05-03"}], [1, True, "1961-05-03"]],
)
@pytest.mark.parametrize("pid", ["birthDate", "Person:birthDate"])
def test_a_property_may_be_written_in_many_ways(http: httpx.Client, value: Any, pid: str) -> None:
    query = {"query": "Sofia <b>Tarn</b>", "properties": [{"pid": pid, "v": value}]}
    assert ask(http, q=query)["q"]["result"][0]["score"] == 99.0


def test_properties_alone_are_a_query(http: httpx.Client) -> None:
    named = [{"pid": "name", "v": "Old Tarn Builders"}]
    assert ids(ask(http, q={"properties": named})["q"])[0] == "bank:7"


@pytest.mark.parametrize(
    ("limit", "count"), [(1, 1), (2, 2), (0, 3), (-3, 3), (1e300, 3), (None, 3)]
)
def test_each_query_has_its_limit(http: httpx.Client, limit: Any, count: int) -> None:
    found = ask(http, some={"query": "Sofia Tarn", "limit": limit}, one={"query": "x", "limit": 1})
    assert len(found["some"]["result"]) == count
    assert len(found["one"]["result"]) <= 1


@pytest.mark.parametrize(
    "type_", ["Person", ["Person"], [{"id": "Person"}], [], None, ["Person", "Company"]]
)
def test_types_may_be_written_in_many_ways(http: httpx.Client, type_: Any) -> None:
    query = {"query": "Sofia Tarn", "type": type_, "type_strict": "should"}
    assert ids(ask(http, q=query)["q"])


def test_an_id_finds_its_party(http: httpx.Client) -> None:
    found = ask(http, q={"query": " bank:7 "}, other={"query": "bank:nobody"})
    assert found["q"]["result"][0] == {
        "id": "bank:7",
        "name": "Tarnview Road Works Ltd",
        "type": [{"id": "Company", "name": "Companies"}],
        "score": 100.0,
        "match": True,
        "features": [],
    }
    assert ids(found["q"]).count("bank:7") == 1
    assert "bank:7" not in ids(found["other"])[:1] or found["other"]["result"][0]["score"] < 100


def test_only_the_list_in_the_path_is_looked_in(http: httpx.Client) -> None:
    form = {"queries": json.dumps({"q": {"query": "Tarn"}})}
    found = http.post("/reconcile/bank", data=form).json()
    assert ids(found["q"]) == ["bank:7"]
    assert http.post("/reconcile/nowhere", data=form).status_code == 404
    assert http.get("/reconcile/nowhere").status_code == 404


def test_queries_may_come_in_the_address(http: httpx.Client) -> None:
    batch = json.dumps({"q": {"query": "Old Tarn Builders"}})
    assert ids(http.get(URL, params={"queries": batch}).json()["q"])[0] == "bank:7"
    extend = json.dumps({"ids": ["bank:7"], "properties": [{"id": "name"}]})
    valid(http.get(URL, params={"extend": extend}), EXTENDED)


@pytest.mark.parametrize("query", ["Old Tarn Builders", '{"query": "Old Tarn Builders"}'])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_older_single_query_is_answered(http: httpx.Client, query: str, method: str) -> None:
    where = {"params": {"query": query}} if method == "GET" else {"data": {"query": query}}
    found = valid(http.request(method, URL, **where), RESULT)  # type: ignore[arg-type]
    assert ids(found)[0] == "bank:7"


def test_no_script_is_handed_out(http: httpx.Client) -> None:
    answer = http.get(URL, params={"callback": "steal"})
    assert answer.headers["content-type"] == "application/json"
    assert not answer.text.startswith("steal")


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        ({}, 400, "No queries"),
        ({"queries": "{"}, 400, "not JSON"),
        ({"queries": "[]"}, 400, "must be a JSON object"),
        ({"queries": '{"q": 5}'}, 400, "q: "),
        ({"queries": '{"q": {"query": 5}}'}, 400, "q/query"),
        ({"queries": '{"q": {"properties": [{"v": 1}]}}'}, 400, "q/properties/0/pid"),
        ({"queries": '{"q": {"query": "x", "type": "Tree"}}'}, 400, "Tree"),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, 413, "100"),
        ({"queries": json.dumps({"q": {"query": "x" * 10_001}})}, 400, "q/query"),
        ({"queries": '{"q":' * 2000}, 400, "not JSON"),
        ({"extend": '{"ids": "bank:7"}'}, 400, "ids"),
        ({"extend": json.dumps({"ids": ["x"] * 101, "properties": []})}, 413, "100"),
        ({"extend": json.dumps({"ids": [], "properties": [{"id": "x"}] * 101})}, 413, "100"),
    ],
)
def test_what_is_not_as_the_standard_says_is_told_where(
    http: httpx.Client, form: dict[str, str], status: int, said: str
) -> None:
    answer = http.post(URL, data=form)
    assert answer.status_code == status
    assert said in answer.json()["detail"]
    assert len(answer.content) < 1000


def test_a_file_in_place_of_a_text_is_refused(http: httpx.Client) -> None:
    answer = http.post(URL, files={"queries": ("q.json", b"{}")})
    assert answer.status_code == 400


def test_columns_are_fetched_for_parties(http: httpx.Client) -> None:
    columns = [
        {"id": "name", "settings": {"limit": "1"}},
        {"id": "sanctions"},
        {"id": "datasets", "settings": {"limit": "all", "content": "id"}},
        {"id": "shoeSize"},
    ]
    extend = {"ids": ["bank:7", "bank:nobody"], "properties": columns}
    found = valid(http.post(URL, data={"extend": json.dumps(extend)}), EXTENDED)
    assert found["rows"]["bank:7"] == {
        "name": [{"str": "Tarnview Road Works Ltd"}],
        "sanctions": [{"str": "Bank of Tarn, 2019-01-01 to 2024"}],
        "datasets": [{"str": "bank"}],
        "shoeSize": [],
    }
    assert found["rows"]["bank:nobody"] == {column["id"]: [] for column in columns}
    assert [column["id"] for column in found["meta"]] == [column["id"] for column in columns]


def test_columns_are_proposed_for_a_class(http: httpx.Client) -> None:
    proposed = http.get(f"{URL}/extend", params={"type": "Person"}).json()
    assert {"birthDate", "sanctions", "name"} <= {prop["id"] for prop in proposed["properties"]}
    few = http.get(f"{URL}/extend", params={"type": "Person", "limit": 2}).json()
    assert (len(few["properties"]), few["limit"], few["type"]) == (2, 2, "Person")
    assert http.get(f"{URL}/extend", params={"type": "Tree"}).status_code == 400


def test_suggestions(http: httpx.Client) -> None:
    def suggest(kind: str, prefix: str, **more: Any) -> Any:
        asked = {"prefix": prefix, **more}
        return ids(valid(http.get(f"{URL}/suggest/{kind}", params=asked), SUGGESTED))

    assert suggest("entity", "Old Tarn Build")[0] == "bank:7"
    assert suggest("entity", "council:a/1")[0] == "council:a/1"
    assert suggest("entity", "  ") == []
    assert suggest("entity", "sofia tarn", cursor=1) == suggest("entity", "sofia tarn")[1:]
    assert suggest("type", "pers") == ["Person"]
    assert suggest("type", "legal") == ["LegalEntity"]
    assert suggest("property", "birth") == ["birthDate"]
    assert suggest("property", "date")[:1] == ["birthDate"]
    assert len(suggest("property", "")) == 10


def test_a_preview_is_text_whatever_a_list_says(http: httpx.Client) -> None:
    answer = http.get(f"{URL}/preview/council%3Aa%2F1")
    assert "Sofia &lt;b&gt;Tarn&lt;/b&gt;" in answer.text
    assert "<b>Tarn" not in answer.text
    assert "София Тарн" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "sandbox" in policy
    assert "frame-ancestors" not in policy
    assert http.get(f"{URL}/preview/%3Cscript%3E").status_code == 404
    assert "script" not in http.get(f"{URL}/preview/%3Cscript%3E").text
