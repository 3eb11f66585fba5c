"""What screening found: candidates with their probability, reasons and the record they came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from euthyna.entities.records import Record
from euthyna.entities.scoring import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One listed party that may be the one asked about."""

    listed: Record
    """The record on the list, with its place."""
    query_name: str
    """The name asked about that is nearest."""
    name: str
    """The name of the listed party that is nearest."""
    name_kind: str
    """Kind of that name: primary, alias, former, …"""
    probability: float
    """Calibrated: of many matches with 0.8, eight in ten are the same party."""
    reasons: tuple[Reason, ...]
    """What speaks for and against it; the weights add up to the log-odds."""
    decision: str = ""
    """What a person decided before: same, different, unsure; or empty."""


def rows(query: Record, matches: Iterable[Match]) -> Iterator[dict[str, Any]]:
    """Give the rows of the table `matches` for one query, in the order of rank."""
    for rank, match in enumerate(matches, 1):
        yield {
            "query_id": query.id,
            "query_name": match.query_name,
            "party_id": match.listed.id,
            "dataset": match.listed.dataset,
            "name": match.name,
            "name_kind": match.name_kind,
            "probability": match.probability,
            "rank": rank,
            "reasons": reasons_text(match.reasons),
            "decision": match.decision or None,
            "query_digest": query.digest,
            "party_digest": match.listed.digest,
            "source": match.listed.source,
        }


def reasons_text(reasons: Iterable[Reason]) -> str:
    """Write reasons as JSON, the weightiest first."""
    said = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return json.dumps(
        [{"feature": r.feature, "weight": round(r.weight, 3), "says": r.says} for r in said],
        ensure_ascii=False,
    )
