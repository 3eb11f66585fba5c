"""``/entities``: one listed party with all that is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, HTTPException, Path, Query

from euthyna.surfaces.api import answers
from euthyna.surfaces.api.responses import Service, ServiceDep, json
from euthyna.surfaces.api.shapes import Adjacent, AdjacentPage, Entity, Problem

router = APIRouter(tags=["Data access"])

Id = Annotated[str, Path(max_length=1_000)]
Limit = Annotated[int, Query(ge=0, le=500)]
Offset = Annotated[int, Query(ge=0, le=9_499)]
_MISSING: Final[dict[int | str, dict[str, Any]]] = {404: {"model": Problem}}


# Ids hold colons and may hold slashes, so that these come before the plain route.
@router.get("/entities/{entity_id:path}/adjacent", response_model=Adjacent, responses=_MISSING)
async def adjacent(
    entity_id: Id, service: ServiceDep, limit: Limit = 10, offset: Offset = 0
) -> Any:
    """Give what stands beside an entity: its listings, ties and offices, by property."""
    found = await _found(service, entity_id)
    pages = {
        prop: _page(values, limit, offset) for prop, values in answers.neighbours(found).items()
    }
    return json({"entity": answers.alone(found), "adjacent": pages})


@router.get(
    "/entities/{entity_id:path}/adjacent/{prop}", response_model=AdjacentPage, responses=_MISSING
)
async def adjacent_by(
    entity_id: Id, prop: str, service: ServiceDep, limit: Limit = 10, offset: Offset = 0
) -> Any:
    """Give what stands beside an entity by one property."""
    values = answers.neighbours(await _found(service, entity_id)).get(prop, [])
    return json(_page(values, limit, offset))


@router.get("/entities/{entity_id:path}", response_model=Entity, responses=_MISSING)
async def entity(entity_id: Id, service: ServiceDep, nested: bool = True) -> Any:  # noqa: FBT001, FBT002  (a query parameter)
    """Give one party, with its listings, ties and offices inside it unless `nested` is false."""
    found = await _found(service, entity_id)
    return json(found if nested else answers.alone(found))


async def _found(service: Service, entity_id: str) -> Mapping[str, Any]:
    found = await service.entity(entity_id)
    if found is None:
        raise HTTPException(404, "No such entity!")
    return found


def _page(values: list[Any], limit: int, offset: int) -> dict[str, Any]:
    return {
        "results": values[offset : offset + limit],
        "total": {"value": len(values), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }
