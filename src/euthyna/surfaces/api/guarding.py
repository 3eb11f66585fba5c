"""What is checked before a request is read: size, time, host and key; and what each answer bears."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import MutableMapping
from typing import Any, Final
from urllib.parse import parse_qs

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from euthyna.surfaces.api.settings import Settings

_EVERYWHERE: Final = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
]
_SHUT: Final = [(b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")]
_CORS: Final = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", b"GET, POST, OPTIONS"),
    (b"access-control-allow-headers", b"Authorization, Content-Type, Accept"),
    (b"access-control-max-age", b"600"),
]
_OPEN_TO_ALL: Final = ("/healthz", "/readyz")


class Refusal(Exception):  # noqa: N818  (an answer, not an error)
    """A request that is answered without being looked at.

    Parameters
    ----------
    status
        Of HTTP.
    detail
        Why, and what to do.
    """

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


class Guard:
    """The outermost layer: lets through what is small, in time, and from who may ask.

    The Reconciliation Service API wants to be called from web pages of other origins; nothing
    else here can be read by them.

    Parameters
    ----------
    app
        What is guarded.
    settings
        Sizes, times, hosts and the key.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = _with_headers(send, scope["path"])
        try:
            self._check(scope)
            if scope["method"] == "OPTIONS" and _shared(scope["path"]):
                await _answer(send, 204, b"")
                return
            body = await self._body(scope, receive)
        except Refusal as refusal:
            await _answer(send, refusal.status, orjson.dumps({"detail": refusal.detail}))
            return
        await self._app(scope, _replay(body, receive), send)

    def _check(self, scope: Scope) -> None:
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        key = self._settings.api_key
        if not key:
            self._check_host(headers.get(b"host", ""))
        elif not _is_free(scope) and not _shows(key, headers, scope):
            raise Refusal(
                401, "No valid API key: send the header 'Authorization: ApiKey …', or ?api_key=…"
            )
        length = headers.get(b"content-length", "0")
        if not length.isdigit() or int(length[:19]) > self._settings.body_bytes:
            raise Refusal(413, f"The body is larger than {self._settings.body_bytes:,} bytes.")

    def _check_host(self, host: str) -> None:
        name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
        if name.strip("[]").lower() not in self._settings.hosts:
            raise Refusal(
                400,
                f"Host {host[:100]!r} is not served here; use {self._settings.hosts[0]}.",
            )

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        if scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            return b""
        try:
            async with asyncio.timeout(self._settings.body_seconds):
                return await self._read(receive)
        except TimeoutError:
            raise Refusal(408, "The body took too long to arrive.") from None

    async def _read(self, receive: Receive) -> bytes:
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Refusal(400, "The body did not arrive whole.")
            body += message.get("body", b"")
            if len(body) > self._settings.body_bytes:
                raise Refusal(413, f"The body is larger than {self._settings.body_bytes:,} bytes.")
            if not message.get("more_body"):
                return bytes(body)


def _shared(path: str) -> bool:
    return path == "/reconcile" or path.startswith("/reconcile/")


def _is_free(scope: Scope) -> bool:
    """Tell whether everybody may ask: whether it lives, and what a reconciliation service is."""
    path: str = scope["path"].rstrip("/")
    if path in _OPEN_TO_ALL or scope["method"] == "OPTIONS":
        return True
    is_manifest = path.startswith("/reconcile/") and path.count("/") == 2
    return is_manifest and scope["method"] == "GET" and not _asked(scope).keys() - {"api_key"}


def _shows(key: str, headers: MutableMapping[bytes, str], scope: Scope) -> bool:
    scheme, _, said = headers.get(b"authorization", "").partition(" ")
    shown = [said.strip()] if scheme.lower() in {"apikey", "bearer"} else []
    shown += _asked(scope).get("api_key", [])
    return any(hmac.compare_digest(key.encode(), text.encode()) for text in shown)


def _asked(scope: Scope) -> dict[str, list[str]]:
    return parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=1000)


def _with_headers(send: Send, path: str) -> Send:
    cors = _CORS if _shared(path) else []

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers: list[Any] = list(message.get("headers", []))
            said = {name.lower() for name, _ in headers}
            headers += [(n, v) for n, v in (*_EVERYWHERE, *_SHUT, *cors) if n not in said]
            message = {**message, "headers": headers}
        await send(message)

    return sending


def _replay(body: bytes, receive: Receive) -> Receive:
    """Give the body that was read, once."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return messages.pop() if messages else await receive()

    return receiving


async def _answer(send: Send, status: int, body: bytes) -> None:
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    if status == 401:
        headers.append((b"www-authenticate", b"ApiKey"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
