"""From matches and records to entities of FollowTheMoney, as yente answers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from euthyna.entities.records import Record
from euthyna.entities.screening import dossiers
from euthyna.entities.screening.matches import Match

_RISKS: Final = (
    "sanction",
    "debarment",
    "crime",
    "wanted",
    "poi",
    "export.",
    "reg.",
    "corp.disqual",
    "role.pep",
    "role.rca",
    "role.oligarch",
)
"""Beginnings of the topics for which somebody is watched."""
_CAPTIONS: Final = ("name", "authority", "program", "reason", "post", "role", "relationship")


def entity(party: Record) -> dict[str, Any]:
    """Write a listed party as an entity, without what stands beside it."""
    return whole(dossiers.entity(party))


def whole(found: Mapping[str, Any]) -> dict[str, Any]:
    """Add to an entity what yente says of each: whether it is a risk, and since when it is known.

    When a list said something first is not kept, so that those times are null.
    """
    topics = found["properties"].get("topics", ())
    said = {
        prop: [whole(value) if isinstance(value, Mapping) else value for value in values]
        for prop, values in found["properties"].items()
    }
    return {
        **found,
        "caption": found.get("caption") or _caption(found),
        "properties": said,
        "datasets": found.get("datasets", []),
        "referents": [],
        "target": any(topic.startswith(_RISKS) for topic in topics),
        "first_seen": None,
        "last_seen": None,
        "last_change": None,
    }


def scored(match: Match, *, threshold: float) -> dict[str, Any]:
    """Write a candidate with its probability and the reasons for it.

    Parameters
    ----------
    match
        What the screening found.
    threshold
        Probability from which it counts as a match; a person who decided before knows better.
    """
    explained = explanations(match)
    return {
        **entity(match.listed),
        "score": match.probability,
        "match": counts(match, threshold=threshold),
        "features": {name: said["score"] for name, said in explained.items()},
        "explanations": explained,
        "decision": match.decision,
        "source": match.listed.source,
    }


def _caption(found: Mapping[str, Any]) -> str:
    """Say in a line what a thing is that has no name: a listing, an office, a tie."""
    said = found["properties"]
    parts = [value for prop in _CAPTIONS for value in said.get(prop, ())[:1]]
    texts = [_caption(part) if isinstance(part, Mapping) else part for part in parts]
    since, until = (next(iter(said.get(prop, ())), "") for prop in ("startDate", "endDate"))
    texts += [f"{since} to {until}".strip()] if since or until else []
    return ", ".join(texts) or str(found["schema"])


def explanations(match: Match) -> dict[str, dict[str, Any]]:
    """Tell the reasons of a match by feature: several words alike in one way are one feature.

    The scores add up to the log-odds of the probability.
    """
    told: dict[str, dict[str, Any]] = {}
    for reason in match.reasons:
        former = told.get(reason.feature)
        told[reason.feature] = {
            "score": reason.weight + (former["score"] if former else 0),
            "detail": f"{former['detail']}; {reason.says}" if former else reason.says,
            "query": match.query_name,
            "candidate": match.name,
        }
    return told


def counts(match: Match, *, threshold: float) -> bool:
    """Tell whether a candidate counts as a match: by decision of a person, else by probability."""
    if match.decision in {"same", "different"}:
        return match.decision == "same"
    return match.probability >= threshold


def neighbours(found: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Give the properties of an entity whose values are entities themselves."""
    return {
        prop: nested
        for prop, values in found.get("properties", {}).items()
        if (nested := [value for value in values if isinstance(value, Mapping)])
    }


def alone(found: Mapping[str, Any]) -> dict[str, Any]:
    """Give an entity without the entities that stand beside it."""
    texts = {
        prop: [value for value in values if isinstance(value, str)]
        for prop, values in found.get("properties", {}).items()
    }
    return {**found, "properties": {prop: values for prop, values in texts.items() if values}}


def facets(parties: Iterable[Record], wanted: Iterable[str]) -> dict[str, Any]:
    """Count the values of some properties over parties, the most frequent first."""
    parties = list(parties)
    return {name: _facet(parties, name) for name in wanted if name in FACETS}


FACETS: Final = {
    "datasets": "Data sources",
    "schema": "Types",
    "countries": "Countries",
    "identifiers": "Identifiers",
    "topics": "Topics",
    "genders": "Genders",
}
"""What can be counted, with the label of each."""


def _facet(parties: list[Record], name: str) -> dict[str, Any]:
    counted: defaultdict[str, int] = defaultdict(int)
    for party in parties:
        for value in set(_facet_values(party, name)):
            counted[value] += 1
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    values = [{"name": value, "label": value, "count": count} for value, count in ranked]
    return {"label": FACETS[name], "values": values}


def _facet_values(party: Record, name: str) -> list[str]:
    values: dict[str, list[str]] = {
        "datasets": [party.dataset],
        "schema": [party.schema],
        "countries": list(party.countries),
        "identifiers": [number.value for number in party.identifiers],
        "topics": list(party.topics),
        "genders": [party.gender],
    }
    return [value for value in values[name] if value]
