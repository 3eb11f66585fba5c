"""``/match`` and ``/search``: which listed parties are meant."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, HTTPException, Query
from pydantic import FiniteFloat

from euthyna.entities.screening.matches import Match
from euthyna.surfaces.api import answers, questions
from euthyna.surfaces.api.responses import ServiceDep, json
from euthyna.surfaces.api.scopes import Conditions, Dataset, Wanted, datasets
from euthyna.surfaces.api.settings import Settings
from euthyna.surfaces.api.shapes import (
    Example,
    Examples,
    Key,
    MatchResponse,
    Problem,
    SearchResponse,
)
from euthyna.surfaces.api.system import check_algorithm
from euthyna.surfaces.api.vocabulary import SCHEMATA

router = APIRouter(tags=["Matching"])

_PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"model": Problem} for status in (400, 404, 413, 503)
}


class MatchConditions(Conditions):
    """What a caller of ``/match`` may ask for."""

    limit: Annotated[int, Query(ge=1, le=500, description="Most results for a query.")] = 5
    threshold: Annotated[
        FiniteFloat | None, Query(description="Probability from which `match` is true.")
    ] = None
    cutoff: Annotated[
        FiniteFloat | None, Query(description="Probability below which nothing is told.")
    ] = None
    algorithm: Key = "best"
    exclude_entity_ids: Annotated[tuple[Key, ...], Query(max_length=500)] = ()


class SearchConditions(Conditions):
    """What a caller of ``/search`` may ask for."""

    q: Annotated[str, Query(max_length=10_000, description="A name.")] = ""
    # The name `schema` is taken by the base class.
    schema_: Annotated[Key, Query(alias="schema")] = "Thing"
    countries: Annotated[tuple[Key, ...], Query(max_length=300)] = ()
    datasets: Annotated[tuple[Key, ...], Query(max_length=300)] = ()
    filter: Annotated[tuple[Key, ...], Query(max_length=100)] = ()
    filter_op: Annotated[
        Literal["AND", "OR"], Query(description="Whether all topics and countries must be met.")
    ] = "OR"
    limit: Annotated[int, Query(ge=0, le=500)] = 10
    offset: Annotated[int, Query(ge=0, le=9_499)] = 0
    facets: Annotated[tuple[Key, ...], Query(max_length=100)] = ("countries", "topics", "datasets")


@router.post("/match/{dataset}", response_model=MatchResponse, responses=_PROBLEMS)
async def match(
    body: Examples,
    *,
    dataset: Dataset,
    service: ServiceDep,
    asked: Annotated[MatchConditions, Query()],
) -> Any:
    """Find the listed parties that examples may be.

    The score is a calibrated probability; the explanations are its parts in log-odds.
    """
    settings = service.settings
    check_algorithm(asked.algorithm)
    _check(body, settings)
    said = {
        key: questions.understood(example.schema_, example.properties, settings=settings)
        for key, example in body.queries.items()
    }
    threshold = settings.threshold if asked.threshold is None else asked.threshold
    cutoff = settings.cutoff if asked.cutoff is None else asked.cutoff
    found = await service.find(
        [questions.record(key, schema=body.queries[key].schema_, said=said[key]) for key in said],
        wanted=Wanted(
            datasets=datasets(service.lists, dataset, conditions=asked),
            without_schemata=frozenset(asked.exclude_schema),
            topics=frozenset(asked.topics),
            without_ids=frozenset(asked.exclude_entity_ids),
        ),
        limit=asked.limit,
        cutoff=min(cutoff, threshold),
    )
    responses = {
        key: _matches(body.queries[key], said[key], matches, threshold=threshold)
        for key, matches in zip(said, found, strict=True)
    }
    size = {"x-batch-size": str(len(said))}
    return json({"responses": responses, "limit": asked.limit}, headers=size)


@router.get("/search/{dataset}", response_model=SearchResponse, responses=_PROBLEMS)
async def search(
    *, dataset: Dataset, service: ServiceDep, asked: Annotated[SearchConditions, Query()]
) -> Any:
    """Find listed parties by a text, the nearest first, with typing errors and in any script.

    Words of a query language mean nothing here; `filter` takes ``property:value``. Facets count
    over all that was found.
    """
    if asked.schema_ not in SCHEMATA:
        raise HTTPException(400, f"Unknown schema: {asked.schema_[:100]!r}.")
    parties = await service.search(asked.q, wanted=_wanted(asked, dataset, service))
    page = parties[asked.offset : asked.offset + asked.limit]
    return json(
        {
            "results": [answers.entity(party) for party in page],
            "facets": answers.facets(parties, asked.facets),
            "total": {"value": len(parties), "relation": "eq"},
            "limit": asked.limit,
            "offset": asked.offset,
        }
    )


def _wanted(asked: SearchConditions, dataset: str, service: ServiceDep) -> Wanted:
    chosen = datasets(service.lists, dataset, conditions=asked)
    if asked.datasets:
        named = frozenset(asked.datasets)
        chosen = named if chosen is None else named & chosen
    return Wanted(
        datasets=chosen,
        schema=asked.schema_,
        without_schemata=frozenset(asked.exclude_schema),
        topics=frozenset(asked.topics),
        countries=frozenset(code.lower() for code in asked.countries),
        every=asked.filter_op == "AND",
        properties=tuple(_condition(text) for text in asked.filter),
    )


def _condition(text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    if not colon:
        raise HTTPException(400, f"Invalid filter: {text[:100]!r}; it is property:value.")
    return name.removeprefix("properties."), value


def _check(body: Examples, settings: Settings) -> None:
    if not body.queries:
        raise HTTPException(400, "No queries provided.")
    if len(body.queries) > settings.queries:
        raise HTTPException(
            400, f"Too many queries in one batch: {len(body.queries):,} (limit: {settings.queries})"
        )
    for setting in (*body.weights, *body.config):
        # A score is calibrated as a whole: with other weights it would be no probability.
        raise HTTPException(400, f"Invalid configuration parameter: {setting!r}; there is none.")


def _matches(
    example: Example, said: questions.Said, found: list[Match], *, threshold: float
) -> dict[str, Any]:
    return {
        "status": 200,
        "results": [answers.scored(match, threshold=threshold) for match in found],
        "total": {"value": len(found), "relation": "eq"},
        "query": {"id": example.id, "schema": example.schema_, "properties": said},
    }
