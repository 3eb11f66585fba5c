"""A small list in memory, and servers over it: what the services do, apart from how one scores."""

from __future__ import annotations

import difflib
import math
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import uvicorn

from euthyna.entities.records import Identifier, Name, Record
from euthyna.entities.scoring import Reason
from euthyna.entities.screening.matches import Match
from euthyna.surfaces.api.app import create_app
from euthyna.surfaces.api.keeping import Source
from euthyna.surfaces.api.lists import Listing
from euthyna.surfaces.api.settings import Settings

KEY = "a-key-of-twenty-char"
PARTIES = (
    Record(
        id="bank:7",
        schema="Company",
        names=(Name("Tarnview Road Works Ltd"), Name("Old Tarn Builders", "former")),
        countries=("ke",),
        identifiers=(Identifier("C-4411", "registrationNumber"), Identifier("88", "bank/no")),
        addresses=("1 Harbour Street, Port Tarn",),
        topics=("debarment",),
        dataset="bank",
        source="bank.csv:7",
    ),
    Record(
        id="council:a/1",
        schema="Person",
        names=(
            Name("Sofia <b>Tarn</b>", given="Sofia", family="Tarn"),
            Name("София Тарн", "alias"),
        ),
        birth_dates=("1961-05-03",),
        countries=("bg",),
        topics=("sanction",),
        dataset="council",
        source="council.xml:1",
    ),
    Record(
        id="council:2",
        schema="Person",
        names=(Name("Sofia Tarnov"),),
        birth_dates=("1990",),
        countries=("gr",),
        topics=("role.pep",),
        dataset="council",
        source="council.xml:2",
    ),
)


@dataclass
class SmallLists:
    """Names alike by their letters, scanned one by one: slow, and easy to foresee."""

    parties: Sequence[Record] = PARTIES
    version: str = "1"
    calls: list[int] = field(default_factory=list)
    gate: threading.Event | None = None
    broken: str = ""

    def datasets(self) -> list[Listing]:
        names = sorted({party.dataset for party in self.parties})
        return [
            Listing(
                name=name,
                title=name.title(),
                parties=sum(party.dataset == name for party in self.parties),
                version=self.version,
                updated_at="2026-01-02T03:04:05Z",
            )
            for name in names
        ]

    def screen(
        self,
        queries: Sequence[Record],
        *,
        limit: int,
        cutoff: float,
        datasets: frozenset[str] | None,
    ) -> list[list[Match]]:
        self.calls.append(len(queries))
        if self.gate:
            self.gate.wait(20)
        if any(name.text == self.broken for query in queries for name in query.names):
            raise ZeroDivisionError(self.broken)
        return [self._matches(query, limit, cutoff, datasets) for query in queries]

    def entity(self, party_id: str) -> Mapping[str, Any] | None:
        for party in self.parties:
            if party.id == party_id:
                return {
                    "id": party.id,
                    "caption": party.names[0].text,
                    "schema": party.schema,
                    "properties": {
                        "name": [name.text for name in party.names],
                        "topics": list(party.topics),
                        "sanctions": [
                            {
                                "id": f"{party.id}#listing-0",
                                "schema": "Sanction",
                                "properties": {
                                    "authority": ["Bank of Tarn"],
                                    "startDate": ["2019-01-01"],
                                    "endDate": ["2024"],
                                },
                                "datasets": [party.dataset],
                            }
                        ],
                    },
                    "datasets": [party.dataset],
                    "referents": [],
                    "target": True,
                }
        return None

    def search(self, text: str, *, limit: int, datasets: frozenset[str] | None) -> list[Record]:
        asked = Record(id="q", names=(Name(text),))
        return [match.listed for match in self._matches(asked, limit, 0.3 if text else 0, datasets)]

    def _matches(
        self, query: Record, limit: int, cutoff: float, datasets: frozenset[str] | None
    ) -> list[Match]:
        found = [
            _match(query, party)
            for party in self.parties
            if datasets is None or party.dataset in datasets
        ]
        found.sort(key=lambda match: -match.probability)
        return [match for match in found if match.probability >= cutoff][:limit]


def _match(query: Record, party: Record) -> Match:
    pairs = [(a.text, b) for a in query.names for b in party.names] or [("", party.names[0])]
    asked, listed = max(pairs, key=lambda pair: _alike(pair[0], pair[1].text))
    alike = _alike(asked, listed.text)
    born = bool(set(query.birth_dates) & set(party.birth_dates))
    probability = min(0.99, max(0.01, 0.5 * alike + 0.3 * born + 0.3 * (alike > 0.9)))
    weight = math.log(probability / (1 - probability))
    said = f"names {asked} = {listed.text}"
    return Match(
        listed=party,
        query_name=asked,
        name=listed.text,
        name_kind=listed.kind,
        probability=probability,
        reasons=(
            Reason(feature="name", value=alike, weight=weight - born, says=said),
            Reason(feature="birth_date", value=float(born), weight=float(born), says="born"),
        ),
    )


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.lower(), other.lower()).ratio()


@dataclass
class Served:
    """A server that runs, and what it runs on."""

    url: str
    lists: SmallLists
    state: dict[str, Any]
    """``version`` is what the source of the lists says, ``lists`` what it opens."""


@contextmanager
def serving(lists: SmallLists | None = None, **settings: Any) -> Iterator[Served]:
    """Run a real server on a free port of this machine."""
    lists = lists or SmallLists()
    state = {"version": 1, "lists": lists}
    source = Source(open=lambda _: state["lists"], version=lambda: state["version"])
    app = create_app(Settings(**settings), source=source)
    config = uvicorn.Config(app, port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            threading.Event().wait(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield Served(f"http://127.0.0.1:{port}", lists, state)
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """A server that tests of a module share; none of them may change its lists."""
    with serving() as running:
        yield running


@pytest.fixture
def http(served: Served) -> Iterator[httpx.Client]:
    """A plain client of it."""
    with httpx.Client(base_url=served.url, timeout=20) as client:
        yield client


@pytest.fixture
def serve() -> Callable[..., AbstractContextManager[Served]]:
    """Servers of a test's own: ``with serve(lists, api_key=…) as running``."""
    return serving


@pytest.fixture
def small() -> type[SmallLists]:
    """The class of the lists in memory."""
    return SmallLists


@pytest.fixture(scope="module")
def keyed() -> Iterator[httpx.Client]:
    """A plain client of a server that asks for a key."""
    with serving(api_key=KEY) as running, httpx.Client(base_url=running.url, timeout=20) as client:
        yield client
