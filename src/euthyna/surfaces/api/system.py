"""``/algorithms``, ``/catalog`` and whether the server is well."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, HTTPException, Query, Response

from euthyna import __version__
from euthyna.surfaces.api import features
from euthyna.surfaces.api.keeping import etag
from euthyna.surfaces.api.responses import Service, ServiceDep, json
from euthyna.surfaces.api.shapes import Algorithms, Catalog, Problem, Status

router = APIRouter()

OURS: Final = "euthyna"
ALIASES: Final = (
    "best",
    "logic-v2",
    "logic-v1",
    "name-based",
    "name-qualified",
    "ofac-249",
    "ofac",
    "regression-v1",
)
"""Names that programs written for yente send."""
_DESCRIPTION: Final = (
    "A calibrated probability that the example and the listed party are one. It is the logistic "
    "function of the sum of all features; `score` in the explanations is the part of each, in "
    "log-odds: above 0 it speaks for one party, below 0 against it."
)


def check_algorithm(name: str) -> None:
    """Refuse the name of an algorithm that nobody knows.

    Raises
    ------
    HTTPException
        400 when it is neither ours nor one that is answered by ours.
    """
    if name.strip().lower() not in {OURS, *ALIASES}:
        raise HTTPException(400, f"Invalid algorithm: {name!r}; there is {OURS!r}.")


@router.get("/", include_in_schema=False)
async def root() -> Any:
    """Say what this is and where to read on."""
    return {
        "name": "Euthyna",
        "version": __version__,
        "openapi": "/openapi.json",
        "services": ["/match/default", "/search/default", "/reconcile/default", "/catalog"],
    }


@router.get("/healthz", tags=["System"], response_model=Status)
async def healthz() -> Any:
    """Say that the server is alive."""
    return {"status": "ok"}


@router.get("/readyz", tags=["System"], response_model=Status)
async def readyz(service: ServiceDep) -> Any:
    """Say that lists are open; a server has them before it listens."""
    service.lists.datasets()
    return {"status": "ok"}


@router.get("/algorithms", tags=["System"], response_model=Algorithms)
async def algorithms() -> Any:
    """Describe how matching is scored; there is one way, under the names of others, too."""
    parts = {
        name: {"description": text, "coefficient": 1.0, "url": None}
        for name, text in features.described().items()
    }
    said = {
        alias: f"Accepted for programs written for yente, and answered by `{OURS}`: "
        f"the scores are those of `{OURS}`, not of `{alias}`."
        for alias in ALIASES
        if alias != "best"
    }
    return json(
        {
            "algorithms": [
                {
                    "name": name,
                    "description": text,
                    "features": parts if name == OURS else {},
                    "docs": {"features": parts if name == OURS else {}, "config": {}},
                }
                for name, text in {OURS: _DESCRIPTION, **said}.items()
            ],
            "default": OURS,
            "best": OURS,
        }
    )


@router.get("/catalog", tags=["System"], response_model=Catalog, responses={304: {}})
@router.get("/manifest", include_in_schema=False)
async def catalog(
    service: ServiceDep, if_none_match: Annotated[str | None, Header(max_length=5_000)] = None
) -> Any:
    """List all lists that can be asked, with their versions."""
    tag = etag(service.lists)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    known = {text.strip().removeprefix("W/") for text in (if_none_match or "").split(",")}
    if known & {"*", tag}:
        return Response(status_code=304, headers=headers)
    return json(_catalog(service), headers=headers)


@router.post(
    "/updatez", tags=["System"], response_model=Status, responses={403: {"model": Problem}}
)
async def updatez(
    *, service: ServiceDep, token: Annotated[str, Query(max_length=1_000)] = "", sync: bool = False
) -> Any:
    """Open the lists again now, if they have changed; a server also looks by itself.

    The key of the server, where it has one, is shown like that of any other request; `token`
    and `sync` are taken and mean nothing: an answer comes when the lists are open.
    """
    del token, sync
    await service.keeper.renew()
    if service.keeper.stale:
        raise HTTPException(503, "The lists have changed and cannot be opened; the former stay.")
    return {"status": "ok"}


def _catalog(service: Service) -> dict[str, Any]:
    found = service.lists.datasets()
    stale = service.keeper.stale
    names = [each.name for each in found]
    return {
        "datasets": [
            {
                "name": each.name,
                "title": each.title,
                "version": each.version,
                "index_version": each.version,
                "index_current": not stale,
                "load": True,
                "entity_count": each.parties,
                "thing_count": each.parties,
                "updated_at": each.updated_at or None,
                "last_export": each.updated_at or None,
                "children": [],
            }
            for each in found
        ],
        "current": [] if stale else names,
        "outdated": names if stale else [],
        "index_stale": stale,
    }
