"""``/reconcile``: suggestions while a person types, and a small page on a party."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query
from fastapi.responses import HTMLResponse

from euthyna.surfaces.api import candidates, previews, scopes, vocabulary
from euthyna.surfaces.api.responses import ServiceDep, json
from euthyna.surfaces.api.scopes import Dataset, Wanted

router = APIRouter(tags=["Reconciliation"])

_PAGE = 10
_OWN = {"datasets": "Lists", "sanctions": "Listings", "positionOccupancies": "Positions held"}
"""What can be fetched of a party besides its own properties."""

Prefix = Annotated[str, Query(max_length=1_000)]
Cursor = Annotated[int, Query(ge=0, le=10_000)]
Kind = Annotated[str, Query(max_length=100)]


@router.get("/reconcile/{dataset}/suggest/entity")
async def entities(
    dataset: Dataset, service: ServiceDep, prefix: Prefix = "", cursor: Cursor = 0
) -> Any:
    """Suggest parties by a name, the beginning of one, or an id."""
    wanted = Wanted(datasets=scopes.datasets(service.lists, dataset))
    found = await service.search(prefix, wanted=wanted) if prefix.strip() else []
    told = [
        {**candidates.suggestion(party), "notable": candidates.kinds(party.schema)}
        for party in found
    ]
    named = await service.entity(prefix.strip()) if ":" in prefix else None
    if named:
        first = {"id": named["id"], "name": named["caption"]}
        rest = [one for one in told if one["id"] != named["id"]]
        told = [{**first, "notable": candidates.kinds(named["schema"])}, *rest]
    return json({"result": told[cursor : cursor + _PAGE]})


@router.get("/reconcile/{dataset}/suggest/type")
async def types(
    dataset: Dataset, service: ServiceDep, prefix: Prefix = "", cursor: Cursor = 0
) -> Any:
    """Suggest classes of things."""
    scopes.datasets(service.lists, dataset)
    found = [
        {"id": schema.id, "name": schema.label}
        for schema in vocabulary.SCHEMATA.values()
        if vocabulary.matchable(schema.id) and vocabulary.beginning(prefix, schema.id, schema.label)
    ]
    return json({"result": found[cursor : cursor + _PAGE]})


@router.get("/reconcile/{dataset}/suggest/property")
async def properties(
    dataset: Dataset, service: ServiceDep, prefix: Prefix = "", cursor: Cursor = 0
) -> Any:
    """Suggest properties that bear on the score."""
    scopes.datasets(service.lists, dataset)
    found = [
        {"id": prop.id, "name": prop.label, "description": prop.schema}
        for prop in vocabulary.PROPERTIES.values()
        if prop.means not in {"other", "topic"}
        and vocabulary.beginning(prefix, prop.id, prop.label)
    ]
    found.sort(key=lambda prop: (prop["name"], prop["id"]))
    return json({"result": found[cursor : cursor + _PAGE]})


@router.get("/reconcile/{dataset}/extend")
async def proposals(
    dataset: Dataset,
    service: ServiceDep,
    type: Kind = "LegalEntity",
    limit: Annotated[int, Query(ge=0, le=1_000)] = 0,
) -> Any:
    """Propose properties that can be fetched for parties of a class."""
    scopes.datasets(service.lists, dataset)
    if type not in vocabulary.SCHEMATA:
        raise HTTPException(400, f"Unknown type: {type!r}.")
    found = [{"id": own, "name": name} for own, name in _OWN.items()]
    found += [{"id": prop.id, "name": prop.label} for prop in vocabulary.properties(type)]
    return json({"type": type, "limit": limit, "properties": found[: limit or None]})


@router.get("/reconcile/{dataset}/preview/{entity_id:path}", response_class=HTMLResponse)
async def preview(
    dataset: Dataset, entity_id: Annotated[str, Path(max_length=1_000)], service: ServiceDep
) -> Any:
    """Show a party on a small page that runs no script and loads nothing."""
    scopes.datasets(service.lists, dataset)
    found = await service.entity(entity_id)
    status = 200 if found else 404
    return HTMLResponse(
        previews.page(found),
        status_code=status,
        headers={"Content-Security-Policy": previews.POLICY},
    )
