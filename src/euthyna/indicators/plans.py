"""Plans: the SQL of a run, compiled once and kept.

Ibis is used only as a compiler. Importing it and compiling two dozen indicators takes longer
than running them on a small file, so the text of a plan is kept in a cache folder under a key
made of everything it depends on: parameters, dialect, versions, and the source of the catalogue.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from euthyna import __version__
from euthyna.indicators.spec import Value

logger = logging.getLogger(__name__)

Params = Mapping[str, Mapping[str, Value]]
"""Parameters that differ from their defaults, by id of indicator or step."""

Origins = Mapping[str, Mapping[str, str]]
"""Where parameters come from that nobody set by hand: words by id and name of the parameter."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One query of a plan: a step to keep, or an indicator."""

    id: str
    sql: str
    tables: tuple[str, ...]
    """The tables of the model that it reads directly."""


@dataclass(frozen=True, slots=True)
class PlannedIndicator(Planned):
    """The query of an indicator, with what its flags say of themselves."""

    version: int
    subject: str
    op: str
    threshold_origin: str
    parameters: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All queries of a run, in order."""

    dialect: str
    steps: tuple[Planned, ...]
    indicators: tuple[PlannedIndicator, ...]

    def tables(self) -> tuple[str, ...]:
        """List the tables of the model that the plan reads."""
        return tuple(dict.fromkeys(t for q in (*self.steps, *self.indicators) for t in q.tables))


def plan(
    ids: Sequence[str],
    *,
    params: Params,
    dialect: str,
    origins: Origins | None = None,
    cache: Path | None = None,
) -> Plan:
    """Compile indicators, and the steps they need, to SQL.

    Parameters
    ----------
    ids
        Ids or codes of indicators; none means all.
    params
        By id of indicator or step.
    dialect
        ``duckdb`` or ``pyspark``.
    origins
        Where some of the parameters come from; the others are said to be set for this run.
    cache
        Folder for compiled plans; None compiles afresh.

    Raises
    ------
    UnknownNameError
        If there is no such indicator.
    BadParameterError
        If a parameter is unknown or outside its range.
    """
    said = origins or {}
    if cache is None:
        return _compile(ids, params, dialect, said)
    file = cache / f"{_key(ids, params, dialect, said)}.json"
    kept = _load(file)
    if kept is None:
        kept = _compile(ids, params, dialect, said)
        _keep(file, kept)
    return kept


def cache_folder() -> Path:
    """Say where compiled plans are kept: ``$XDG_CACHE_HOME/euthyna/plans`` or its default."""
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "euthyna" / "plans"


def _compile(ids: Sequence[str], params: Params, dialect: str, origins: Origins) -> Plan:
    from euthyna.indicators.compiling import compile_plan  # noqa: PLC0415  (imports ibis)

    return compile_plan(ids, params=params, dialect=dialect, origins=origins)


def _key(ids: Sequence[str], params: Params, dialect: str, origins: Origins) -> str:
    from importlib import metadata  # noqa: PLC0415  (slow to import)

    asked = [list(ids), params, dialect, origins]
    seen = hashlib.sha256(json.dumps(asked, sort_keys=True).encode())
    for name in ("ibis-framework", "sqlglot"):
        seen.update(metadata.version(name).encode())
    seen.update(source_state().encode())
    return seen.hexdigest()[:32]


def source_state() -> str:
    """Give a digest of the formulas' source: another one after any change of the code."""
    seen = hashlib.sha256(__version__.encode())
    root = Path(__file__).parent
    exposure = root.parent / "entities" / "exposure"
    for folder in (root, root.parent / "data" / "model", exposure):
        for file in sorted((*folder.rglob("*.py"), *folder.rglob("*.yaml"))):
            state = file.stat()
            seen.update(f"{file.name}:{state.st_size}:{state.st_mtime_ns}".encode())
    return seen.hexdigest()


def _load(file: Path) -> Plan | None:
    try:
        raw = json.loads(file.read_bytes())
        return Plan(
            raw["dialect"],
            tuple(Planned(s["id"], s["sql"], tuple(s["tables"])) for s in raw["steps"]),
            tuple(
                PlannedIndicator(**{**i, "tables": tuple(i["tables"])}) for i in raw["indicators"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(file: Path, made: Plan) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(asdict(made)))
        part.replace(file)
    except OSError as error:
        logger.info("the compiled plan was not kept: %s", error)
