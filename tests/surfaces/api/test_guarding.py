"""What is refused before anything is looked at, and what every answer bears."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KEY = "a-key-of-twenty-char"
QUERY = {"queries": {"a": {"schema": "Person", "properties": {"name": ["Sofia Tarn"]}}}}


def said(answer: httpx.Response) -> str:
    assert answer.headers["content-type"] == "application/json"
    return str(answer.json()["detail"])


def test_a_body_that_is_too_large_is_refused_by_what_it_says_of_itself(serve: Any) -> None:
    with serve(body_bytes=1000) as running:
        answer = httpx.post(f"{running.url}/match/default", content=b"x" * 1001)
        assert (answer.status_code, said(answer)) == (413, "The body is larger than 1,000 bytes.")


def test_a_body_that_does_not_say_its_size_is_cut_off(serve: Any) -> None:
    with serve(body_bytes=1000) as running:
        parts = (b"x" * 100 for _ in range(1000))
        answer = httpx.post(f"{running.url}/match/default", content=parts)
        assert answer.status_code == 413


def test_a_body_that_never_ends_is_not_waited_for(serve: Any) -> None:
    with serve(body_seconds=0.2) as running:
        port = int(running.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(b"POST /match/default HTTP/1.1\r\nHost: localhost\r\n")
            line.sendall(b"Content-Length: 100\r\n\r\n{")
            assert line.recv(100).startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize("length", ["-1", "1e3", "9" * 30, "²"])
def test_a_nonsense_length_is_refused(served: Any, length: str) -> None:
    port = int(served.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        head = (
            f"POST /match/default HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n\r\n"
        )
        line.sendall(head.encode("utf-8"))
        assert line.recv(100).split()[1] in {b"400", b"413"}


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "", "127.0.0.1.evil.example"]
)
def test_a_page_that_passes_for_this_machine_is_refused(http: httpx.Client, host: str) -> None:
    answer = http.get("/catalog", headers={"Host": host})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8000", "[::1]:8000", "[::1]", "127.0.0.1"]
)
def test_this_machine_is_served_by_all_its_names(http: httpx.Client, host: str) -> None:
    assert http.get("/catalog", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "params", "status"),
    [
        ({}, {}, 401),
        ({"Authorization": f"ApiKey {KEY}x"}, {}, 401),
        ({"Authorization": KEY}, {}, 401),
        ({"Authorization": f"ApiKey {KEY}"}, {}, 200),
        ({"Authorization": f"Bearer {KEY}"}, {}, 200),
        ({}, {"api_key": KEY}, 200),
        ({}, {"api_key": "ключ"}, 401),
    ],
)
def test_who_may_ask(
    keyed: httpx.Client, headers: dict[str, str], params: dict[str, str], status: int
) -> None:
    answer = keyed.post("/match/default", json=QUERY, headers=headers, params=params)
    assert answer.status_code == status


def test_with_a_key_the_manifest_is_free_and_nothing_else(keyed: httpx.Client) -> None:
    manifest = keyed.get("/reconcile/default")
    assert manifest.json()["authentication"] == {"type": "apiKey", "name": "api_key", "in": "query"}
    queries = {"queries": json.dumps({"q": {"query": "Sofia Tarn"}})}
    assert keyed.get("/reconcile/default", params=queries).status_code == 401
    assert keyed.post("/reconcile/default", data=queries).status_code == 401
    assert keyed.get("/reconcile/default/suggest/entity").status_code == 401
    assert keyed.get("/reconcile/default/preview/bank:7").status_code == 401
    assert keyed.get("/healthz").status_code == 200
    for path in ("/catalog", "/openapi.json", "/entities/bank:7", "/", "/healthz/x"):
        assert keyed.get(path).status_code == 401


def test_the_manifest_hands_the_key_on_to_those_who_showed_it(keyed: httpx.Client) -> None:
    manifest = keyed.get("/reconcile/default", params={"api_key": KEY}).json()
    service = manifest["suggest"]["entity"]
    url = service["service_url"] + service["service_path"]
    assert keyed.get(url, params={"api_key": KEY, "prefix": "sofia"}).status_code == 200
    assert manifest["preview"]["url"].endswith("{{id}}?api_key=" + KEY)


def test_reconciliation_may_be_called_from_any_page_and_nothing_else(http: httpx.Client) -> None:
    asked = {"Origin": "https://page.example", "Access-Control-Request-Method": "POST"}
    before = http.options("/reconcile/default", headers=asked)
    assert before.status_code == 204
    for answer in (
        before,
        http.get("/reconcile/default", headers=asked),
        http.get("/reconcile/nowhere", headers=asked),
        http.get("/reconcile/default/suggest/type", headers=asked),
        http.get("/reconcile/default/preview/bank:7", headers=asked),
    ):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
    for path in ("/catalog", "/search/default", "/entities/bank:7", "/reconciled"):
        assert "access-control-allow-origin" not in http.get(path, headers=asked).headers


def test_every_answer_forbids_guessing_and_framing(http: httpx.Client) -> None:
    for path in ("/catalog", "/nowhere", "/entities/x", "/openapi.json"):
        headers = http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"].startswith("no-")
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"queries": []}',
        b'{"queries": {"a": null}}',
        b'{"queries": {"a": {"schema": 1, "properties": {}}}}',
        b'{"queries": {"a": {"schema": "Person", "properties": {"name": "' + b"\xff" * 3 + b'"}}}}',
        b"[" * 100_000,
        b'{"queries":' * 5_000,
        b'{"a":' + b"9" * 100_000 + b"}",
        b"\x00" * 10,
        b'{"queries": {"\\ud800": {"schema": "Person", "properties": {}}}}',
        b'{"queries": {"a": {"schema": "\\ud800", "properties": {}}}}',
        ('{"queries": {"a": {"schema": "' + "Person" * 1000 + '", "properties": {}}}}').encode(),
    ],
)
def test_a_body_that_makes_no_sense_is_said_to(http: httpx.Client, body: bytes) -> None:
    answer = http.post("/match/default", content=body)
    assert answer.status_code in {400, 422}
    assert "Traceback" not in answer.text
    assert len(answer.content) < 5_000


def test_an_error_is_not_told_to_who_asked(serve: Any, small: Any) -> None:
    with serve(small(broken="Sofia Tarn")) as running:
        answer = httpx.post(f"{running.url}/match/default", json=QUERY)
        assert answer.status_code == 500
        assert said(answer) == "Internal error; the log of the server says which."
        assert "content-security-policy" in answer.headers
        began = time.monotonic()
        fine = json.loads(json.dumps(QUERY).replace("Sofia", "Mara"))
        assert httpx.post(f"{running.url}/match/default", json=fine).status_code == 200
        assert time.monotonic() - began < 10


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "schema", "properties", "name"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)
examples = st.fixed_dictionaries(
    {
        "schema": st.sampled_from(["Person", "Thing", "Vessel"]),
        "properties": st.dictionaries(
            st.sampled_from(["name", "birthDate", "country", "registrationNumber"]), json_values
        ),
    }
)


@given(st.dictionaries(st.text(st.characters(codec=None)), examples | json_values, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_that_json_can_hold_is_an_internal_error(
    http: httpx.Client, queries: dict[str, Any]
) -> None:
    body = json.dumps({"queries": queries}).encode()
    answer = http.post("/match/default?cutoff=0", content=body)
    assert answer.status_code in {200, 400, 422}
    answer.json()
    form = {"queries": json.dumps(queries)}
    assert http.post("/reconcile/default", data=form).status_code in {200, 400}
