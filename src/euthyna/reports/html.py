"""The report: one self-contained page, and tables of all flags beside it."""

from __future__ import annotations

import base64
import hashlib
import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from euthyna.base.progress import SILENT, Progress
from euthyna.data.store.engines import Engine
from euthyna.indicators import catalogue
from euthyna.indicators.ranking import ENOUGH
from euthyna.reports import charts, citations, exports, filters, formats
from euthyna.reports.content import Content, ReadInput, Run, gather
from euthyna.reports.coverage import Covered

logger = logging.getLogger(__name__)

LARGEST = 5_000_000
"""Bytes of the largest page that is written."""

STANDING_SENTENCE = (
    "A flag is not proof. It says what was computed, from which records, by which rule. "
    "Most flags have an innocent explanation; the usual ones stand beside each. People decide."
)
"""Stands on every page."""

__all__ = ["ReadInput", "Report", "Run", "render", "write"]


@dataclass(frozen=True, slots=True)
class Report:
    """The files of a report."""

    page: Path
    csv: Path
    xlsx: Path
    parquet: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """All files, the page first."""
        return (self.page, self.csv, self.xlsx, self.parquet)


def write(folder: Path, *, engine: Engine, run: Run, progress: Progress = SILENT) -> Report:
    """Write ``report.html``, ``flags.csv``, ``flags.xlsx`` and ``flags.parquet``.

    Parameters
    ----------
    folder
        Where to write; made if it is not there. Files of an earlier report are replaced.
    engine
        A DuckDB with all tables of the snapshot, ``flags`` and ``issues``.
    run
        What the report says of itself, the time included.
    progress
        Told what is being written.

    Returns
    -------
    Report
        The same input gives the same bytes. The page has at most :data:`LARGEST` bytes.

    Raises
    ------
    EngineError
        If a query fails.
    OSError
        If a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = gather(engine, run, progress=progress)
    page = _page(content, engine)
    _put(folder / "report.html", page)
    tables = exports.write(folder, engine=engine, content=content, progress=progress)
    return Report(folder / "report.html", tables.csv, tables.xlsx, tables.parquet)


def render(content: Content) -> str:
    """Write a page.

    Returns
    -------
    str
        HTML that loads nothing: styles and script are inside, named by their hashes in the
        Content-Security-Policy.
    """
    style, script = _static("report.css"), _static("report.js")
    policy = (
        f"default-src 'none'; style-src '{_hashed(style)}'; script-src '{_hashed(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template("report.html")
        .render(
            run=content.run,
            folder=_folder(content.run),
            limits=content.limits,
            overview=content.overview,
            looks=content.looks,
            standings=content.standings,
            covered=content.covered,
            fields=content.fields,
            losses=content.losses,
            catalogue=catalogue.indicators(),
            sources=_sources(content.covered),
            years=charts.year_bars(content.overview.years),
            definitions=charts.DEFINITIONS,
            standing_sentence=STANDING_SENTENCE,
            enough=ENOUGH,
            policy=policy,
            style=Markup(style),  # noqa: S704  (a file of this package)
            script=Markup(script),  # noqa: S704  (a file of this package)
        )
    )


def _folder(run: Run) -> str:
    """Find the folder that all files lie in, with a slash; empty where they share none."""
    above = [[*reversed(Path(each.name).parents)] for each in run.inputs]
    shared = [places[0] for places in zip(*above, strict=False) if len(set(places)) == 1]
    folder = str(shared[-1]) if shared else "."
    return "" if folder in {".", "/"} else f"{folder}/"


def _page(content: Content, engine: Engine) -> bytes:
    """Render, and show less for as long as the page is too large."""
    page = render(content).encode()
    while len(page) > LARGEST and (limits := content.limits.halved()) != content.limits:
        logger.info("the page has %d bytes: showing less", len(page))
        content = gather(engine, content.run, limits=limits)
        page = render(content).encode()
    return page


def _put(file: Path, octets: bytes) -> None:
    """Write a file whole or not at all."""
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(octets)
    part.replace(file)


@cache
def _static(name: str) -> str:
    return files("euthyna.reports").joinpath("static", name).read_text(encoding="utf-8")


def _hashed(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _sources(covered: Iterable[Covered]) -> list[citations.Source]:
    known = citations.sources()
    keys = {key for each in covered for key, _ in citations.cited(each.indicator.sources)}
    laws = {p.law.key for each in covered for p in each.indicator.params if p.law}
    return [known.get(key, citations.Source(key, "")) for key in sorted(keys | laws)]


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("euthyna.reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_final,
    )
    environment.filters.update(filters.FILTERS)
    return environment


def _final(value: Any) -> Any:
    """Let no control character through, whatever was published."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return formats.clean(value)
