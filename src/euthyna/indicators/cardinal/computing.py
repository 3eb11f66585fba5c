"""Computing Cardinal's output.

The formulas are those of the catalogue with other parameters; only the fences are drawn here,
because Cardinal shows them and computes them in its own way.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from euthyna.data.store.engines import Engine
from euthyna.indicators.cardinal.flags import COMPUTE, Job, map_tenderers
from euthyna.indicators.cardinal.queries import Queries
from euthyna.indicators.cardinal.settings import DEFAULTS, CardinalSettings
from euthyna.indicators.plans import cache_folder


def output(
    engine: Engine,
    settings: CardinalSettings = DEFAULTS,
    *,
    strict: bool = False,
    meta: bool = True,
    maps: bool = False,
    cache: Path | None = None,
) -> dict[str, Any]:
    """Compute what Cardinal's command `indicators` prints.

    Parameters
    ----------
    engine
        With :data:`~euthyna.indicators.cardinal.lines.TABLES` registered, read in the profile
        ``exact``.
    settings
        Which indicators run, and how; all of them with their defaults if not given.
    strict
        Reproduce Cardinal's defects, too. Where it gives another result from run to run, this
        is the result of one worker that reads the lines in order.
    meta
        Whether ``Meta`` is given: quartiles and fences.
    maps
        Whether ``Maps`` is given: the organisations of each process.
    cache
        Folder for compiled plans.

    Returns
    -------
    dict
        The JSON object, in the order of ids.

    Raises
    ------
    BadParameterError
        If a setting is outside the range of the indicator's parameter.
    EngineError
        If a query fails.
    """
    job = Job(Queries(engine, settings, strict, cache or cache_folder()))
    job.queries.prepare(maps=maps)
    for code in settings.indicators:
        COMPUTE[code](job)
    if maps:
        map_tenderers(job)
    return job.results.shown(meta=meta, maps=maps)
