"""``euthyna serve`` as a person starts it: a real process over a real list."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from yente_client import Client
from yente_client.entities import Company, Person

from euthyna.data.store.lake import Lake
from euthyna.data.store.loading import load
from euthyna.surfaces.api.app import described

DESCRIPTION = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"


def entity(id: str, schema: str, **said: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": said, "datasets": ["tarn"]})


LINES = (
    entity(
        "p1",
        "Person",
        name=["Sofia Tarnova"],
        alias=["София Тарнова"],
        birthDate=["1961-05-03"],
        country=["bg"],
        topics=["sanction"],
    ),
    entity("c1", "Company", name=["Tarnview Road Works Ltd"], previousName=["Old Fen Builders"]),
    *(entity(f"x{n}", "Company", name=[f"Harbour Trading {n * 7919} Ltd"]) for n in range(50)),
)
LATER = entity("p2", "Person", name=["Ruta Fenwick"], birthDate=["1970"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("serve")
    (made / "tarn.ftm.json").write_text("\n".join(LINES) + "\n", "utf-8")
    return made


def command(folder: Path, *words: str, **variables: str) -> Any:
    return {
        "args": [sys.executable, "-m", "euthyna.surfaces.cli.app", *words],
        "cwd": folder,
        "env": {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), **variables},
    }


def run(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    said = command(folder, "serve", *words, **variables)
    return subprocess.run(**said, capture_output=True, text=True, check=False, timeout=120)


@contextmanager
def started(folder: Path, *words: str, **variables: str) -> Iterator[tuple[str, Any]]:
    """Start a server, and give its address as it says it."""
    said = command(folder, "serve", "--json", "--port", "0", *words, **variables)
    process = subprocess.Popen(**said, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            pytest.fail(process.communicate(timeout=20)[1])
        yield json.loads(line)["url"], process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


@pytest.fixture(scope="module")
def url(folder: Path) -> Iterator[str]:
    with started(folder, "--against", "tarn.ftm.json") as (found, _):
        yield found


def test_a_list_is_asked_across_scripts(url: str) -> None:
    with Client(base_url=url) as client:
        (listed,) = client.datasets().datasets
        assert listed.entity_count == len(LINES)
        answer = client.match(Person(name=["Софья Тарнова"], birthDate=["1961-05-03"]))
        assert answer.top
        assert answer.top.match
        assert answer.top.caption == "Sofia Tarnova"
        told = client.fetch(answer.top.id)
        assert told.properties["birthDate"] == ["1961-05-03"]


def test_the_scores_are_the_logistic_of_the_reasons(url: str) -> None:
    from math import exp

    with Client(base_url=url) as client:
        found = client.match(Company(name=["Tarnview Roads Works"]), threshold=0.0)
        assert found.results
        for result in found.results:
            parts = sum(reason.score for reason in result.explanations.values())
            assert result.score == pytest.approx(1 / (1 + exp(-parts)), abs=1e-5)
        described_here = {a.name: a.docs for a in client.algorithms().algorithms}["euthyna"]
        assert found.results[0].explanations.keys() <= described_here["features"].keys()


def test_a_former_name_leads_to_the_firm_and_search_finds_it(url: str) -> None:
    with Client(base_url=url) as client:
        found = client.match(Company(name=["Old Fen Builders"]), cutoff=0.05, threshold=0.05)
        assert found.top
        assert found.top.caption == "Tarnview Road Works Ltd"
        by_text = client.search("tarnview road", limit=1)
        assert by_text.results[0].caption == "Tarnview Road Works Ltd"


def test_a_list_that_changes_is_read_again(folder: Path) -> None:
    copy = folder / "growing.ftm.json"
    copy.write_text("\n".join(LINES) + "\n", "utf-8")
    with started(folder, "--against", copy.name) as (url, _), Client(base_url=url) as client:
        assert not client.match(Person(name=["Ruta Fenwick"])).matches
        with copy.open("a", encoding="utf-8") as file:
            file.write(LATER + "\n")
        deadline = time.monotonic() + 60
        while not client.match(Person(name=["Ruta Fenwick"], birthDate=["1970"])).results:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_it_ends_when_told_to(folder: Path) -> None:
    with started(folder, "--against", "tarn.ftm.json") as (_, process):
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
        assert process.returncode == 130
        assert "Traceback" not in said


def test_other_machines_are_not_let_in_without_a_key(folder: Path) -> None:
    said = run(folder, "--against", "tarn.ftm.json", "--host", "0.0.0.0")  # noqa: S104
    assert said.returncode == 2
    assert "EUTHYNA_API_KEY" in said.stderr
    short = run(folder, "--against", "tarn.ftm.json", EUTHYNA_API_KEY="abc")
    assert (short.returncode, "3 characters" in short.stderr) == (2, True)


def test_a_port_that_is_taken_is_said_at_once(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = run(folder, "--against", "tarn.ftm.json", "--port", port)
    assert said.returncode == 2
    assert "choose another --port" in said.stderr


@pytest.mark.parametrize("words", [(), ("--against", "absent.csv"), ("--workspace", "absent")])
def test_without_lists_there_is_nothing_to_serve(folder: Path, words: tuple[str, ...]) -> None:
    said = run(folder, "--port", "0", *words)
    assert said.returncode in {1, 2}
    assert said.stderr.startswith("euthyna: ")
    assert "Traceback" not in said.stderr


def test_the_description_of_the_routes_is_the_committed_one() -> None:
    told = "it has changed: euthyna serve --describe > docs/reference/openapi.json"
    assert DESCRIPTION.read_text("utf-8") == described() + "\n", told


def test_a_workspace_is_asked_and_its_new_lists_too(folder: Path) -> None:
    lake = Lake(folder / "w" / "lake")
    load([folder / "tarn.ftm.json"], lake=lake)
    with started(folder, "--workspace", "w") as (url, _), Client(base_url=url) as client:
        (before,) = client.datasets().datasets
        assert before.updated_at
        later = folder / "later.ftm.json"
        later.write_text(LATER.replace("tarn", "later") + "\n", "utf-8")
        load([later], lake=lake)
        ruta = Person(name=["Ruta Fenwick"], birthDate=["1970"])
        deadline = time.monotonic() + 60
        while not client.match(ruta).results:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert len(client.datasets().datasets) == 2
        top = client.match(Person(name=["Sofia Tarnova"], birthDate=["1961-05-03"])).top
        assert top
        assert top.caption == "Sofia Tarnova", "those who stayed are found as before"
        assert client.search("fenwick ruta").results[0].caption == "Ruta Fenwick"


def test_people_and_firms_found_by_openrefines_way(url: str) -> None:
    queries = {
        "q0": {"query": "Tarnova, Sofia", "properties": [{"pid": "birthDate", "v": "3 May 1961"}]},
        "q1": {"query": "Tarnview Road Works Limited", "type": "Company"},
        "q2": {"query": ""},
        "q3": {"query": "\u202e\u200b"},
        "q4": {"query": "Ltd"},
        "q5": {"query": "x" * 9_999},
    }
    answer = httpx.post(f"{url}/reconcile/default", data={"queries": json.dumps(queries)})
    found = {key: said["result"] for key, said in answer.json().items()}
    assert found["q0"][0]["name"] == "Sofia Tarnova"
    assert found["q0"][0]["match"]
    assert found["q1"][0]["name"] == "Tarnview Road Works Ltd"
    assert found["q2"] == found["q3"] == found["q5"] == []
    assert not any(candidate["match"] for candidate in found["q4"])
