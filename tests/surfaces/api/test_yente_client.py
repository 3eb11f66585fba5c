"""The published client of yente, unchanged, against a real server."""

from __future__ import annotations

import asyncio
import csv
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner
from yente_client import AsyncClient, Client
from yente_client.cli.main import app as cli
from yente_client.entities import Company, Person
from yente_client.exceptions import AuthenticationError, BadRequestError, NotFoundError
from yente_client.models import MatchError

KEY = "a-key-of-twenty-char"
SOFIA = Person(name=["Sofia Tarn"], birthDate=["1961-05-03"])


@pytest.fixture
def client(served: Any) -> Any:
    with Client(base_url=served.url) as found:
        yield found


def test_a_person_is_matched_with_reasons(client: Client) -> None:
    response = client.match(SOFIA, datasets=["council"], threshold=0.6, limit=5)
    ids = [result.id for result in response.results]
    assert set(ids) == {"council:a/1", "council:2"}
    top = next(result for result in response.results if result.id == "council:a/1")
    assert top.match
    assert top.caption == "Sofia <b>Tarn</b>"
    assert top.properties["alias"] == ["София Тарн"]
    assert top.explanations["name"].query == "Sofia Tarn"
    assert "birth_date" in top.contributing_explanations
    assert response.query["properties"] == {"name": ["Sofia Tarn"], "birthDate": ["1961-05-03"]}


def test_results_come_best_first_and_the_total_is_theirs(client: Client) -> None:
    response = client.match(SOFIA, cutoff=0.0, threshold=0.0)
    scores = [result.score for result in response.results]
    assert scores == sorted(scores, reverse=True)
    assert response.total.value == len(scores) == 3


@pytest.mark.parametrize("algorithm", ["best", "logic-v2", "euthyna", "LOGIC-V1"])
def test_names_of_other_algorithms_are_answered(client: Client, algorithm: str) -> None:
    response = client.match(SOFIA, algorithm=algorithm, threshold=0.5)
    assert response.results


def test_an_unknown_algorithm_is_refused(client: Client) -> None:
    with pytest.raises(BadRequestError, match="astrology"):
        client.match(SOFIA, algorithm="astrology")


def test_filters_reach_the_server(client: Client) -> None:
    some = {"threshold": 0.0, "cutoff": 0.0}
    found = {
        name: {r.id for r in client.match(SOFIA, **some, **filters).results}
        for name, filters in {
            "two lists": {"datasets": ["bank", "council"]},
            "topic": {"topics": ["debarment"]},
            "no list": {"exclude_datasets": ["council"]},
            "no schema": {"exclude_schemata": ["Person"]},
            "no id": {"exclude_entities": ["council:2", "bank:7"]},
            "changed": {"changed_since": "2026-01-03"},
        }.items()
    }
    everything = {"bank:7", "council:a/1", "council:2"}
    assert found == {
        "two lists": everything,
        "topic": {"bank:7"},
        "no list": {"bank:7"},
        "no schema": {"bank:7"},
        "no id": {"council:a/1"},
        "changed": set(),
    }


def test_a_stream_of_questions_comes_back_under_its_keys(client: Client) -> None:
    asked = [(str(n), Company(name=["Old Tarn Builders"])) for n in range(20)]
    found = dict(client.match_iter(asked, workers=8, on_error="collect", threshold=0.6))
    assert found.keys() == {key for key, _ in asked}
    assert not any(isinstance(answer, MatchError) for answer in found.values())
    assert {answer.top.id for answer in found.values()} == {"bank:7"}


def test_search_with_facets_and_pages(client: Client) -> None:
    found = client.search("sofia tarn", facets=["topics", "schema"], limit=1)
    assert (len(found.results), found.total.value) == (1, 2)
    assert {item.name for item in found.facets["topics"].values} == {"sanction", "role.pep"}
    rest = client.search("sofia tarn", limit=1, offset=1)
    assert rest.results[0].id != found.results[0].id
    in_greece = client.search("sofia tarn", countries=["gr"], schema="Person")
    assert [result.id for result in in_greece.results] == ["council:2"]
    assert client.search("sofia tarn", filter=["birthDate:1990"]).total.value == 1


def test_an_entity_with_what_stands_beside_it(client: Client) -> None:
    found = client.fetch("council:a/1")
    (listing,) = found.properties["sanctions"]
    assert listing.schema_ == "Sanction"
    assert "sanctions" not in client.fetch("council:a/1", nested=False).properties
    assert client.adjacent("council:a/1").adjacent["sanctions"].total.value == 1
    assert client.adjacent("council:a/1", prop="sanctions").results == [listing]
    with pytest.raises(NotFoundError):
        client.fetch("council:nobody")


def test_the_server_says_what_it_has(client: Client) -> None:
    assert client.healthz().status == client.readyz().status == "ok"
    listed = client.datasets()
    assert [found.name for found in listed.datasets] == listed.current == ["bank", "council"]
    assert client.datasets() == listed, "the second time it is asked with the ETag of the first"
    algorithms = client.algorithms()
    assert algorithms.best == algorithms.default == "euthyna"
    told = {found.name: found.description or "" for found in algorithms.algorithms}
    assert "answered by `euthyna`" in told["logic-v2"]
    with pytest.raises(NotFoundError, match="bank"):
        client.match(SOFIA, datasets=["nowhere"])


def test_the_asynchronous_client(served: Any) -> None:
    async def ask() -> list[str]:
        async with AsyncClient(base_url=served.url) as client:
            some = [client.match(SOFIA, threshold=0.6, datasets=["council"]) for _ in range(8)]
            return [answer.results[0].id for answer in await asyncio.gather(*some)]

    assert len(set(asyncio.run(ask()))) == 1


def test_the_key_of_the_server_is_asked_for(serve: Any) -> None:
    with serve(api_key=KEY) as running:
        with Client(base_url=running.url) as stranger:
            assert stranger.healthz().status == "ok"
            with pytest.raises(AuthenticationError):
                stranger.match(SOFIA)
        with Client(base_url=running.url, api_key=KEY) as known:
            assert known.match(SOFIA, threshold=0.5).results


def test_its_command_screens_a_file(served: Any, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("no,who\n1,Old Tarn Builders\n2,Zzzz\n", "utf-8")
    arguments = ["screen", str(rows), "-s", "Company", "-i", "who=name", "--include-empty"]
    environment = {"YENTE_BASE_URL": served.url}
    said = CliRunner().invoke(cli, arguments, env=environment, catch_exceptions=False)
    assert said.exit_code == 0, said.output
    with rows.with_suffix(".out.csv").open(encoding="utf-8", newline="") as lines:
        found = {row["no"]: row["match_id"] for row in csv.DictReader(lines)}
    assert found == {"1": "bank:7", "2": ""}
