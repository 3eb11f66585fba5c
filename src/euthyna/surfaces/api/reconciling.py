"""``/reconcile``: the Reconciliation Service API 0.2, for OpenRefine and its like.

JSONP, which the standard leaves to the service, is not offered: every answer may be read from
other origins (CORS), and a script is the worse way to hand over data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, HTTPException, Query, Request
from starlette.datastructures import FormData, QueryParams

from euthyna import __version__
from euthyna.surfaces.api import candidates, scopes
from euthyna.surfaces.api.responses import Service, ServiceDep, json
from euthyna.surfaces.api.scopes import Dataset, Wanted
from euthyna.surfaces.api.system import check_algorithm
from euthyna.surfaces.api.vocabulary import SCHEMA_SPACE, SCHEMATA

router = APIRouter(tags=["Reconciliation"])

SPACE = "urn:euthyna:party:"
"""The space of the ids of listed parties: they are those of ``/entities``."""

Algorithm = Annotated[str, Query(max_length=100)]


@router.get("/reconcile/{dataset}")
async def manifest(
    request: Request, dataset: Dataset, service: ServiceDep, algorithm: Algorithm = "best"
) -> Any:
    """Say what the service offers; with `queries`, `query` or `extend`, answer those."""
    check_algorithm(algorithm)
    scopes.datasets(service.lists, dataset)
    if {"queries", "query", "extend"} & request.query_params.keys():
        return await _answer(service, dataset, request.query_params)
    return json(_manifest(service, dataset, request))


@router.post("/reconcile/{dataset}")
async def reconcile(
    request: Request, dataset: Dataset, service: ServiceDep, algorithm: Algorithm = "best"
) -> Any:
    """Answer a form with `queries`, `query` (the older way for a single one) or `extend`."""
    check_algorithm(algorithm)
    async with request.form(
        max_files=0, max_fields=20, max_part_size=service.settings.body_bytes
    ) as form:
        return await _answer(service, dataset, form or request.query_params)


async def _answer(service: Service, dataset: str, form: FormData | QueryParams) -> Any:
    wanted = Wanted(datasets=scopes.datasets(service.lists, dataset))
    if extend := form.get("extend"):
        return json(await candidates.extend(service, _object(extend, "extend")))
    if queries := form.get("queries"):
        found = await candidates.find(service, _object(queries, "queries"), wanted=wanted)
        return json(found, headers={"x-batch-size": str(len(found))})
    query = form.get("query")
    if not query:
        raise HTTPException(400, "No queries or extend request provided.")
    one = await candidates.find(service, {"q": _single(query)}, wanted=wanted)
    return json(one["q"])


def _single(text: Any) -> Any:
    """Take a single query of version 0.1: a JSON object, or a bare name."""
    return _object(text, "query") if str(text).lstrip().startswith("{") else {"query": text}


def _object(text: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(text, str):
        raise HTTPException(400, f"{name} is a file; it must be text.")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise HTTPException(400, f"{name} is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise HTTPException(400, f"{name} must be a JSON object.")
    return found


def _manifest(service: Service, dataset: str, request: Request) -> dict[str, Any]:
    base = f"{str(request.base_url).rstrip('/')}/reconcile/{dataset}"
    shown = request.query_params.get("api_key")
    key = f"?{urlencode({'api_key': shown})}" if shown else ""
    page = f"{base}/preview/{{{{id}}}}{key}"
    titles = {found.name: found.title for found in service.lists.datasets()}
    return {
        "versions": ["0.1", "0.2"],
        "name": f"{titles.get(dataset, 'All lists')} (Euthyna)",
        "identifierSpace": SPACE,
        "schemaSpace": SCHEMA_SPACE,
        "serviceVersion": __version__,
        "defaultTypes": [{"id": s.id, "name": s.label} for s in SCHEMATA.values() if s.party],
        "view": {"url": page},
        "preview": {"url": page, "width": 430, "height": 320},
        "suggest": {
            kind: {"service_url": base, "service_path": f"/suggest/{kind}{key}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": f"/extend{key}"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Most values",
                    "type": "number",
                    "default": 0,
                    "help_text": "How many values to fetch for a row; 0 for all.",
                }
            ],
        },
        "batchSize": service.settings.queries,
        **_authentication(service),
    }


def _authentication(service: Service) -> dict[str, Any]:
    if not service.settings.api_key:
        return {}
    return {"authentication": {"type": "apiKey", "name": "api_key", "in": "query"}}
