"""A desk with a few invented processes, and the pages made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from euthyna.data import model
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.reports.content import ReadInput, Run

Rows = Sequence[dict[str, Any]]
Desk = Callable[..., DuckDB]

VOID = frozenset({"meta", "input", "br", "hr", "img", "link"})


@pytest.fixture
def run() -> Run:
    return Run(
        title="Red flags of an invented country",
        made_at=datetime(2026, 5, 4, 12, 30, tzinfo=UTC),
        version="0.1",
        snapshot=3,
        engine="duckdb",
        inputs=(ReadInput("tenders.jsonl", 12_345, 3, 1),),
        seconds=1.5,
    )


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Make engines with the tables given and all others empty."""
    made: list[DuckDB] = []

    def make(**tables: Rows) -> DuckDB:
        engine = DuckDB(threads=1)
        made.append(engine)
        for table in model.ALL.values():
            engine.register_rows(table, tables.get(table.name, ()))
        return engine

    yield make
    for engine in made:
        engine.close()


def process(name: str, **columns: Any) -> dict[str, Any]:
    """Invent a process; `name` begins with F, A or M as in all tests."""
    return {
        "process_id": name,
        "title": f"Chairs for school {name}",
        "buyer_id": "B-1",
        "buyer_name": "Town of Almareth",
        "tender_start_at": datetime(2024, 3, 1),  # noqa: DTZ001  (instants of the model are naive UTC)
        "tender_start_text": "2024-03-01",
        "source": f"tenders.jsonl:{len(name)}",
        **columns,
    }


def flag(subject: str, **columns: Any) -> dict[str, Any]:
    """Invent a result of the submission period: of F flagged, A not flagged, M not computable."""
    known = subject[0] != "M"
    return {
        "indicator": "short-submission-period",
        "version": 1,
        "subject_kind": "process",
        "subject_id": subject,
        "process_id": subject,
        "value": (5.0 if subject[0] == "F" else 30.0) if known else None,
        "flag": subject[0] == "F" if known else None,
        "reason": None if known else "the start or the end of the tender period is missing",
        "threshold": 15.0,
        "threshold_origin": "min_days, default",
        "parameters": '{"min_days": 15}',
        "snapshot": 3,
        **columns,
    }


def outcomes() -> dict[str, Rows]:
    """Invent one process of each outcome."""
    names = ("F1", "A1", "M1")
    issue = {"code": "bad-date", "source": "tenders.jsonl:3", "path": "tender/tenderPeriod/endDate"}
    return {
        "processes": [process(name) for name in names],
        "flags": [flag(name) for name in names],
        "issues": [{**issue, "found": "soon", "expected": "a date", "count": 2}],
    }


def unjudged(subject: str) -> dict[str, Any]:
    """Invent a result whose value is known and not compared."""
    return flag(subject, flag=None, threshold=None, reason="too few cases")


class Page(HTMLParser):
    """A page as its elements: name and attributes, with the text that each begins with."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self.inside.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        for tag in set(self.open):
            self.inside[tag][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.elements if attribute in a]

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())
