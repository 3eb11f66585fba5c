"""Where the services listen, who may ask, and how much at a time."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from euthyna.base.errors import BadSettingsError

KEY: Final = "EUTHYNA_API_KEY"
"""The environment variable with the key that callers must show."""
SHORTEST_KEY: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the services were told when they started."""

    host: str = "127.0.0.1"
    """Address to listen on; one that others can reach needs a key."""
    port: int = 8000
    api_key: str = ""
    """What callers must show; empty for none."""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "::1")
    """Names by which a caller on this machine may call it, so that no web page that a person
    visits can pass for it (DNS rebinding); with a key, any name will do."""
    body_bytes: int = 4 << 20
    """Largest body of a request."""
    body_seconds: float = 20
    """How long the body of a request may take to arrive."""
    queries: int = 100
    """Most queries in one request."""
    values: int = 200
    """Most values in one query."""
    value_characters: int = 10_000
    """Longest value of a query."""
    results: int = 500
    """Most results for one query."""
    together: int = 500
    """About how many queries are screened at once: more would make the next ones wait."""
    waiting: int = 5_000
    """Most queries that wait for an answer, over all requests."""
    answer_seconds: float = 30
    """How long a request waits for its answer."""
    look_seconds: float = 2
    """How often to look whether the lists have changed."""
    threshold: float = 0.7
    """Probability from which a candidate counts as a match, where a request does not say."""
    cutoff: float = 0.5
    """Probability below which a candidate is not told, where a request does not say."""
    least: float = 0.05
    """Probability below which a person who chooses from a list is not shown a candidate."""
    sure: float = 0.9
    """Probability from which a table is filled in without a person (``match`` in ``/reconcile``)."""

    @property
    def url(self) -> str:
        """Where the services are found."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def from_environment(environment: Mapping[str, str], *, host: str, port: int) -> Settings:
    """Make the settings of a server.

    Parameters
    ----------
    environment
        Variables, of which `EUTHYNA_API_KEY` is read.
    host
        Address to listen on.
    port
        Port to listen on.

    Raises
    ------
    BadSettingsError
        When the address can be reached from other machines and there is no key, or the key is
        too short to be one.

    Examples
    --------
    >>> from_environment({}, host="127.0.0.1", port=8000).url
    'http://127.0.0.1:8000'
    """
    key = environment.get(KEY, "")
    if key and len(key) < SHORTEST_KEY:
        msg = f"{KEY} has {len(key)} characters; a key has at least {SHORTEST_KEY}"
        raise BadSettingsError(msg)
    if not key and not is_loopback(host):
        msg = (
            f"host = {host} can be reached from other machines and there is no key; set {KEY}, "
            "or listen on 127.0.0.1"
        )
        raise BadSettingsError(msg)
    return Settings(host=host, port=port, api_key=key)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine reaches an address.

    Examples
    --------
    >>> is_loopback("::1"), is_loopback("0.0.0.0")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
