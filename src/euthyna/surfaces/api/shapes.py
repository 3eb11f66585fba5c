"""The shapes of questions and answers, as yente publishes them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(max_length=500)]


class Problem(BaseModel):
    """Why a request was not answered."""

    detail: str


class Status(BaseModel):
    """Whether the service is well."""

    status: str = "ok"


class Example(BaseModel):
    """What is asked about, as an entity of FollowTheMoney."""

    model_config = ConfigDict(populate_by_name=True)

    id: str | None = None
    schema_: str = Field(alias="schema", examples=["Person"], max_length=100)
    properties: dict[Key, str | list[Any]] = Field(examples=[{"name": ["Sofia Tarn"]}])


class Examples(BaseModel):
    """Several questions at once, each under a key of the caller."""

    weights: dict[Key, float] = Field(default_factory=dict)
    config: dict[Key, str | int | float | bool | None] = Field(default_factory=dict)
    queries: dict[Key, Example]


class Total(BaseModel):
    """How many there are."""

    value: int
    relation: str = "eq"


class Entity(BaseModel):
    """A listed party, or a thing that is said of one, as an entity of FollowTheMoney."""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    caption: str
    schema_: str = Field(alias="schema")
    properties: dict[str, list[str | Entity]]
    datasets: list[str] = []
    referents: list[str] = []
    target: bool = False
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None


class Explanation(BaseModel):
    """What one feature says of a pair: `score` is its part of the log-odds."""

    score: float
    detail: str | None = None
    query: str | None = None
    candidate: str | None = None
    weight: float | None = None


class ScoredEntity(Entity):
    """A candidate with its probability and the reasons for it."""

    score: float
    match: bool
    features: dict[str, float]
    explanations: dict[str, Explanation]
    decision: str = ""
    source: str = ""


class Matches(BaseModel):
    """The candidates of one question."""

    status: int = 200
    results: list[ScoredEntity]
    total: Total
    query: Example


class MatchResponse(BaseModel):
    """The candidates of all questions."""

    responses: dict[str, Matches]
    limit: int


class FacetItem(BaseModel):
    """One value and how often it was found."""

    name: str
    label: str
    count: int


class Facet(BaseModel):
    """How the results spread over the values of one property."""

    label: str
    values: list[FacetItem]


class SearchResponse(BaseModel):
    """Parties found by a text."""

    results: list[Entity]
    facets: dict[str, Facet]
    total: Total
    limit: int
    offset: int


class AdjacentPage(BaseModel):
    """Things that stand beside an entity by one property."""

    results: list[str | Entity]
    total: Total
    limit: int
    offset: int


class Adjacent(BaseModel):
    """All things that stand beside an entity, by property."""

    entity: Entity
    adjacent: dict[str, AdjacentPage]


class Algorithm(BaseModel):
    """One name under which matching can be asked for."""

    name: str
    description: str
    features: dict[str, Any]
    docs: dict[str, Any]


class Algorithms(BaseModel):
    """All names under which matching can be asked for."""

    algorithms: list[Algorithm]
    default: str
    best: str


class ListInfo(BaseModel):
    """One list that can be asked."""

    name: str
    title: str
    version: str
    index_version: str
    index_current: bool
    load: bool = True
    entity_count: int
    thing_count: int
    updated_at: str | None = None
    last_export: str | None = None
    children: list[str] = []


class Catalog(BaseModel):
    """All lists that can be asked."""

    datasets: list[ListInfo]
    current: list[str]
    outdated: list[str]
    index_stale: bool
