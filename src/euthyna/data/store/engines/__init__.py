"""Engines: thin adapters that register tables, run SQL text and keep what it gives.

:class:`~euthyna.data.store.engines.engine.Engine` says what an engine is; ``duckdb`` is embedded
and the default, ``spark`` is for data that outgrow one machine.
"""

from __future__ import annotations

from euthyna.base.errors import UnknownNameError
from euthyna.data.store.engines.engine import Engine

NAMES = ("duckdb", "spark")
"""The engines, by name."""


def start(name: str, *, master: str | None = None, threads: int | None = None) -> Engine:
    """Start an engine.

    Parameters
    ----------
    name
        One of :data:`NAMES`.
    master
        Address of a Spark cluster; ``local[*]`` if not given.
    threads
        How many threads DuckDB may use; all cores if not given.

    Raises
    ------
    UnknownNameError
        If there is no such engine.
    MissingExtraError
        If the engine is not installed.
    EngineError
        If it does not start.
    """
    if name == "duckdb":
        from euthyna.data.store.engines.embedded import DuckDB  # noqa: PLC0415  (slow to import)

        return DuckDB(threads=threads)
    if name == "spark":
        from euthyna.data.store.engines.cluster import Spark  # noqa: PLC0415  (slow to import)

        return Spark(master=master or "local[*]")
    msg = f"no engine {name!r}; there are {', '.join(NAMES)}"
    raise UnknownNameError(msg)


__all__ = ["NAMES", "Engine", "start"]
