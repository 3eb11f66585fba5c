"""Reconciliation: from queries of the standard to candidates, and from ids to more columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import HTTPException
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from euthyna.entities.records import Record
from euthyna.entities.screening.matches import Match
from euthyna.surfaces.api import answers, questions
from euthyna.surfaces.api.responses import Service
from euthyna.surfaces.api.scopes import Wanted
from euthyna.surfaces.api.vocabulary import PROPERTIES, SCHEMATA

_USUAL: Final = 5
Text = Annotated[str, Field(max_length=10_000)]


class _Property(BaseModel):
    pid: Text
    v: Any


class _Query(BaseModel):
    query: Text | None = None
    type: Any = None
    limit: float | None = None
    properties: list[_Property] = []


class _Column(BaseModel):
    id: Text
    settings: dict[str, Any] = {}


class _Extension(BaseModel):
    ids: list[Text]
    properties: list[_Column]


_BATCH: Final = TypeAdapter(dict[str, _Query])
_EXTENSION: Final = TypeAdapter(_Extension)


async def find(service: Service, batch: Mapping[str, Any], *, wanted: Wanted) -> dict[str, Any]:
    """Answer a batch of queries.

    Parameters
    ----------
    service
        The open lists and the desk.
    batch
        Queries by key, as sent.
    wanted
        The lists to look in.

    Returns
    -------
    dict
        By key, ``{"result": [candidate, …]}``, the most probable first.

    Raises
    ------
    HTTPException
        413 for a batch that is too large; 400 for one that is not as the standard says.
    """
    _check_size(len(batch), service)
    queries = _read(_BATCH, batch)
    records = [_record(key, query, service) for key, query in queries.items()]
    limits = [_limit(query, service) for query in queries.values()]
    found = await service.find(
        records, wanted=wanted, limit=max(limits, default=1), cutoff=service.settings.least
    )
    answered = {}
    for (key, query), matches, limit in zip(queries.items(), found, limits, strict=True):
        named = await _by_id(service, query.query)
        others = [candidate(match, sure=service.settings.sure) for match in matches]
        others = [other for other in others if other["id"] not in {n["id"] for n in named}]
        answered[key] = {"result": [*named, *others][:limit]}
    return answered


async def extend(service: Service, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values of some properties of some parties.

    Parameters
    ----------
    service
        The open lists.
    asked
        ``{"ids": […], "properties": [{"id": …, "settings": {"limit": …}}, …]}``.

    Raises
    ------
    HTTPException
        413 for too many parties at once; 400 for what is not as the standard says.
    """
    query = _read(_EXTENSION, asked)
    _check_size(len(query.ids), service)
    _check_size(len(query.properties), service)
    rows = {}
    for party_id in query.ids:
        found = await service.entity(party_id) or {}
        rows[party_id] = {column.id: _values(found, column) for column in query.properties}
    meta = [{"id": column.id, "name": _label(column.id)} for column in query.properties]
    return {"meta": meta, "rows": rows}


def candidate(match: Match, *, sure: float) -> dict[str, Any]:
    """Write a match as a candidate of the standard.

    Parameters
    ----------
    match
        What the screening found.
    sure
        Probability from which a table may be filled in without a person.
    """
    return {
        **suggestion(match.listed),
        "type": kinds(match.listed.schema),
        # OpenRefine shows whole numbers.
        "score": round(100 * match.probability, 1),
        "match": answers.counts(match, threshold=sure),
        "features": [
            {"id": name, "value": said["score"]}
            for name, said in answers.explanations(match).items()
        ],
    }


def suggestion(party: Record) -> dict[str, Any]:
    """Name a party, with a line that tells it from its namesakes."""
    told = (
        SCHEMATA[party.schema].label if party.schema in SCHEMATA else party.schema,
        ", ".join(party.birth_dates or (party.incorporation_date,)),
        ", ".join(code.upper() for code in party.countries),
        party.dataset,
    )
    return {
        "id": party.id,
        "name": party.names[0].text if party.names else party.id,
        "description": " · ".join(text for text in told if text),
    }


def kinds(schema: str) -> list[dict[str, str]]:
    """Write a class as types of the standard."""
    return [{"id": schema, "name": SCHEMATA[schema].label if schema in SCHEMATA else schema}]


def _read(shape: TypeAdapter[Any], sent: Any) -> Any:
    try:
        return shape.validate_python(sent)
    except ValidationError as error:
        first = error.errors()[0]
        place = "/".join(str(step)[:50] for step in first["loc"])
        raise HTTPException(400, f"{place}: {first['msg']}") from None


def _check_size(count: int, service: Service) -> None:
    if count > service.settings.queries:
        raise HTTPException(413, f"{count:,} at once; at most {service.settings.queries:,}.")


def _limit(query: _Query, service: Service) -> int:
    if query.limit is None or not 1 <= query.limit < float("inf"):
        return _USUAL
    return min(int(query.limit), service.settings.results)


def _record(key: str, query: _Query, service: Service) -> Record:
    said: dict[str, Any] = {"name": [query.query]} if query.query else {}
    for given in query.properties:
        # Clients of yente name the class, too: Person:birthDate.
        said.setdefault(given.pid.rpartition(":")[2], []).append(given.v)
    schema = _schema(query.type)
    return questions.record(
        key,
        schema=schema,
        said=questions.understood(schema, said, settings=service.settings),
    )


def _schema(type: Any) -> str:
    """Take the class asked for; of several, none is taken for sure."""
    types = type if isinstance(type, list) else [type]
    ids = [each.get("id") if isinstance(each, dict) else each for each in types if each]
    return str(ids[0]) if len(ids) == 1 else "Thing"


async def _by_id(service: Service, text: str | None) -> list[dict[str, Any]]:
    """Find the party that a query names by its id, as the standard wants it."""
    if not text or ":" not in text:
        return []
    found = await service.entity(text.strip())
    if found is None:
        return []
    named = {"id": found["id"], "name": found["caption"], "type": kinds(found["schema"])}
    return [{**named, "score": 100.0, "match": True, "features": []}]


def _values(found: Mapping[str, Any], column: _Column) -> list[dict[str, str]]:
    if column.id in {"datasets", "schema"}:
        values = found.get(column.id, [])
        values = [values] if isinstance(values, str) else values
    else:
        values = found.get("properties", {}).get(column.id, [])
    return [{"str": _told(value)} for value in values[: _most(column.settings.get("limit"))]]


def _most(limit: Any) -> int | None:
    """Take a number, or a text of one, as clients send it; 0 and nonsense mean all."""
    text = str(limit)
    return int(text) or None if re.fullmatch("[0-9]{1,8}", text) else None


def _told(value: Any) -> str:
    return str(value["caption"]) if isinstance(value, Mapping) else str(value)


def _label(id: str) -> str:
    if id == "datasets":
        return "Lists"
    return PROPERTIES[id].label if id in PROPERTIES else id
