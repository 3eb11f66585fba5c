"""``euthyna serve``: matching and reconciliation over HTTP, for programs that exist."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from euthyna.surfaces.cli import drawing
from euthyna.surfaces.cli.main_job import WORKSPACE


def serve(
    workspace: Annotated[
        Path | None, typer.Option(help="A workspace whose lists are asked.", show_default=False)
    ] = None,
    against: Annotated[
        list[Path] | None, typer.Option(help="A list: a file, or a folder of files; repeatable.")
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine's need a key.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port to listen on; 0 for any.", min=0, max=65535)
    ] = 8000,
    describe: Annotated[
        bool, typer.Option("--describe", help="Print the description (OpenAPI), and end.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Answer yente's matching API, and the Reconciliation Service API for OpenRefine.

    Nothing leaves the machine. With EUTHYNA_API_KEY set, callers must show that key.

    Example: euthyna serve --against world-bank.xlsx
    """
    from euthyna.base.errors import MissingExtraError

    try:
        import uvicorn

        from euthyna.surfaces.api.app import create_app, described
        from euthyna.surfaces.api.opening import source
        from euthyna.surfaces.api.settings import from_environment
    except ModuleNotFoundError as error:
        msg = f"{error.name} is not installed, which a server needs: pip install 'euthyna[serve]'"
        raise MissingExtraError(msg) from None
    if describe:
        drawing.say(described())
        return
    settings = from_environment(os.environ, host=host, port=port)
    places = list(against or ())
    if workspace or not places:
        places.insert(0, workspace or WORKSPACE)
    with _listening(host, port) as line:
        progress = drawing.TerminalProgress()
        try:
            app = create_app(settings, source=source(places, progress=progress))
        finally:
            progress.end()
        url = f"http://{f'[{host}]' if ':' in host else host}:{line.getsockname()[1]}"
        drawing.say_json({"url": url}) if as_json else drawing.note(f"listening on {url}")
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, limit_concurrency=500
        )
        uvicorn.Server(config).run(sockets=[line])


def _listening(host: str, port: int) -> socket.socket:
    """Take the port before lists are opened, so that nobody waits to hear that it is taken."""
    from euthyna.base.errors import UsageError

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where the protocol is said does asyncio send answers without waiting for more (40 ms).
    line = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        line.bind((host, port))
        line.listen()
    except OSError as error:
        line.close()
        msg = f"cannot listen on {host}, port {port}: {error.strerror}; choose another --port"
        raise UsageError(msg) from None
    return line
