"""The server: all routes behind one guard, over lists that are open."""

from __future__ import annotations

import asyncio
import contextlib
import json as json_module
import logging
from collections.abc import AsyncGenerator
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.types import ASGIApp

from euthyna import __version__
from euthyna.surfaces.api import listed, matching, reconciling, suggesting, system
from euthyna.surfaces.api.desk import BusyError, Desk, LateError
from euthyna.surfaces.api.guarding import Guard
from euthyna.surfaces.api.keeping import Keeper, Source
from euthyna.surfaces.api.responses import Service, json
from euthyna.surfaces.api.settings import Settings

logger = logging.getLogger(__name__)


def create_app(settings: Settings, *, source: Source) -> ASGIApp:
    """Put a server together.

    Parameters
    ----------
    settings
        Where it listens, who may ask, how much.
    source
        Where the lists come from; they are opened before this returns.

    Returns
    -------
    ASGIApp
        To be run by any server of ASGI, in one process: the lists are held once.

    Raises
    ------
    EuthynaError
        When the lists cannot be opened.
    """
    keeper = Keeper(source)
    app = _routes()
    app.state.service = Service(settings, keeper, Desk(keeper, settings))
    return Guard(app, settings=settings)


def described() -> str:
    """Describe all routes as OpenAPI, in JSON."""
    return json_module.dumps(_routes().openapi(), indent=1)


def _routes() -> FastAPI:
    app = FastAPI(
        title="Euthyna",
        summary="Which listed parties are meant: the matching API of yente, and reconciliation.",
        version=__version__,
        # Both pages would load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        # Programs written for yente may leave out the type of what they send.
        strict_content_type=False,
        lifespan=_life,
    )
    for part in (matching, listed, reconciling, suggesting, system):
        app.include_router(part.router)
    _map_errors(app)
    return app


@contextlib.asynccontextmanager
async def _life(app: FastAPI) -> AsyncGenerator[None]:
    service: Service = app.state.service
    watch = asyncio.create_task(service.keeper.watch(seconds=service.settings.look_seconds))
    yield
    watch.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watch
    service.desk.close()


def _map_errors(app: FastAPI) -> None:
    """Answer every error as JSON with `detail`, never with what the program was doing."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        # What was sent is not sent back: it may be long, and it is nobody else's.
        said = [{"loc": e["loc"], "msg": e["msg"], "type": e["type"]} for e in error.errors()]
        return json({"detail": said[:20]}, status=422)

    @app.exception_handler(BusyError)
    async def busy(_: Request, __: BusyError) -> Response:
        return json(
            {"detail": "Too many queries wait already; try again."},
            status=503,
            headers={"Retry-After": "2"},
        )

    @app.exception_handler(LateError)
    async def late(_: Request, __: LateError) -> Response:
        return json({"detail": "The answer took too long; ask for less at a time."}, status=503)

    @app.exception_handler(Exception)
    async def unexpected(request: Request, _: Any) -> Response:
        logger.error("no answer to %s %s", request.method, request.url.path)
        return json({"detail": "Internal error; the log of the server says which."}, status=500)
