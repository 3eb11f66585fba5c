"""OpenRefine itself, from Debian's package, against a real server.

It is started without a window, and driven by the commands that its own pages send.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

pytestmark = [
    pytest.mark.openrefine,
    pytest.mark.skipif(
        shutil.which("openrefine") is None,
        reason="OpenRefine is not installed: 'apt-get install openrefine' brings this test back",
    ),
]

TABLE = """name,born
Sofia <b>Tarn</b>,1961-05-03
Sofia Tarnov,
Nobody Whatsoever,
"""
ROWS = json.dumps({"facets": [], "mode": "row-based"})


class OpenRefine:
    """One OpenRefine with one project."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=60)
        self.project = ""

    def create(self, table: str) -> None:
        made = self.http.post(
            "/command/core/create-project-from-upload",
            params=self._token(),
            files={"project-file": ("table.csv", table, "text/csv")},
            data={
                "project-name": "table",
                "format": "text/line-based/*sv",
                "options": json.dumps({"separator": ",", "headerLines": 1}),
            },
        )
        self.project = made.headers["location"].partition("project=")[2]

    def command(self, name: str, **form: str) -> Any:
        params = {"project": self.project, **self._token()}
        answer = self.http.post(f"/command/core/{name}", params=params, data=form)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def run(self, name: str, **form: str) -> None:
        """Start a process that takes time, and wait for its end."""
        assert self.command(name, **form)["code"] in {"ok", "pending"}
        deadline = time.monotonic() + 60
        while self.http.get("/command/core/get-processes", params={"project": self.project}).json()[
            "processes"
        ]:
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def cells(self) -> list[Any]:
        """Give for each row the judgement of its first cell."""
        said = self.command("get-rows", engine=ROWS, start="0", limit="10")
        recons = said["pool"]["recons"]
        return [recons[str(row["cells"][0]["r"])] for row in said["rows"]]

    def rows(self) -> list[dict[str, str]]:
        answer = self.http.post(
            "/command/core/export-rows",
            params={"project": self.project, **self._token()},
            data={"engine": ROWS, "format": "csv"},
        )
        return list(csv.DictReader(io.StringIO(answer.text)))

    def _token(self) -> dict[str, str]:
        return {"csrf_token": self.http.get("/command/core/get-csrf-token").json()["token"]}


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    folder = tmp_path_factory.mktemp("refine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *("openrefine", "-i", "127.0.0.1", "-p", str(port), "-d", str(folder)),
            *("-m", "256M", "-x", "refine.headless=true"),
        ],
        env={**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        found = OpenRefine(f"http://127.0.0.1:{port}")
        _wait_for(found, process)
        yield found
        found.http.close()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _wait_for(refine: OpenRefine, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, "OpenRefine ended by itself"
        try:
            if refine.http.get("/command/core/get-csrf-token").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    pytest.fail("OpenRefine did not start within two minutes")


def _config(service: str) -> dict[str, Any]:
    """What its page makes of a manifest when a person adds a service and chooses a type."""
    manifest = httpx.get(service).json()
    return {
        "mode": "standard-service",
        "service": service,
        "identifierSpace": manifest["identifierSpace"],
        "schemaSpace": manifest["schemaSpace"],
        "type": manifest["defaultTypes"][0],
        "autoMatch": True,
        "columnDetails": [
            {"column": "born", "propertyName": "Birth date", "propertyID": "birthDate"}
        ],
        "limit": 0,
    }


def test_a_table_is_matched_and_gets_more_columns(refine: OpenRefine, served: Any) -> None:
    service = f"{served.url}/reconcile/council"
    refine.create(TABLE)

    guessed = refine.command("guess-types-of-column", columnName="name", service=service)
    assert [kind["id"] for kind in guessed["types"]] == ["Person"]

    config = json.dumps(_config(service))
    refine.run("reconcile", columnName="name", config=config, engine=ROWS)
    sure, likely, unlikely = refine.cells()
    assert (sure["j"], sure["m"]["id"], sure["m"]["score"]) == ("matched", "council:a/1", 99)
    assert (likely["j"], likely["c"][0]["id"], likely["c"][0]["score"]) == ("none", "council:2", 80)
    assert unlikely["j"] == "none"
    assert sure["service"] == service

    fetched = [{"id": "topics", "name": "Topics"}, {"id": "sanctions", "name": "Listings"}]
    extension = json.dumps({"properties": fetched})
    preview = refine.command(
        "preview-extend-data", columnName="name", rowIndices="[0]", extension=extension
    )
    assert preview["rows"][0][1:] == ["sanction", "Bank of Tarn, 2019-01-01 to 2024"]
    refine.run(
        "extend-data",
        baseColumnName="name",
        endpoint=service,
        identifierSpace=sure["identifierSpace"],
        schemaSpace=sure["schemaSpace"],
        columnInsertIndex="1",
        extension=extension,
        engine=ROWS,
    )
    assert refine.rows()[0]["Topics"] == "sanction"


def test_what_a_person_chose_in_a_dialogue_is_kept(refine: OpenRefine, served: Any) -> None:
    """A person looks a party up by its name, and judges the cell by it."""
    service = f"{served.url}/reconcile/default"
    manifest = httpx.get(service).json()
    search = manifest["suggest"]["entity"]
    url = search["service_url"] + search["service_path"]
    chosen = httpx.get(url, params={"prefix": "Old Tarn Build"}).json()["result"][0]
    refine.create("firm\nTRW\n")
    refine.run(
        "recon-match-specific-topic-to-cells",
        columnName="firm",
        topicID=chosen["id"],
        topicName=chosen["name"],
        types=",".join(kind["id"] for kind in chosen["notable"]),
        service=service,
        identifierSpace=manifest["identifierSpace"],
        schemaSpace=manifest["schemaSpace"],
        engine=ROWS,
    )
    (cell,) = refine.cells()
    assert (cell["j"], cell["m"]["id"]) == ("matched", "bank:7")
