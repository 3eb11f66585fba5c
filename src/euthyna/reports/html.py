"""The report: one self-contained page, and tables of all flags beside it."""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from euthyna.base.progress import SILENT, Progress
from euthyna.data.store.engines import Engine
from euthyna.indicators import catalogue, evidence
from euthyna.indicators.evidence import Explanation
from euthyna.indicators.ranking import ENOUGH, Ranked
from euthyna.indicators.wording import comparison, quantity
from euthyna.reports import charts, citations, exports, formats, prose
from euthyna.reports.attention import Details
from euthyna.reports.content import Content, Limits, ReadInput, Run, gather
from euthyna.reports.coverage import Covered, Field
from euthyna.reports.overview import Worth
from euthyna.reports.standing import Standing

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
    return _environment().get_template("report.html").render(
        run=content.run,
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
    return [known.get(key, citations.Source(key, "")) for key in sorted(keys)]


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("euthyna.reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_final,
    )
    environment.filters.update(FILTERS)
    return environment


def _final(value: Any) -> Any:
    """Let no control character through, whatever was published."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return formats.clean(value)


def _sentence(explanation: Explanation) -> str:
    """Say it without the title, which stands above."""
    title = catalogue.get(explanation.indicator).title
    words = evidence.sentence(explanation).removeprefix(f"{title}: ")
    return words[:1].upper() + words[1:]


def _spread(explanation: Explanation) -> Markup:
    marks = charts.Marks(
        unit=explanation.unit,
        value=explanation.value,
        threshold=explanation.threshold,
        op=explanation.op,
    )
    label = f"{catalogue.get(explanation.indicator).title}: where this one stands"
    return charts.histogram(explanation.distribution.histogram, marks, label=label)


def _values(covered: Covered) -> Markup:
    if covered.distribution is None:
        return Markup("")
    threshold = covered.low if covered.low == covered.high else None
    entry = covered.indicator
    marks = charts.Marks(unit=entry.unit, threshold=threshold, op=entry.flag.op)
    label = f"{entry.title}: values of all subjects"
    return charts.histogram(covered.distribution.histogram, marks, label=label)


def _outcomes(covered: Covered) -> Markup:
    return charts.coverage_bar(
        flagged=covered.flagged,
        clear=covered.clear,
        missing=covered.missing,
        label=f"{covered.indicator.title}: outcomes",
    )


def _limit(covered: Covered) -> str:
    unit = covered.indicator.unit
    if covered.low is None or covered.high is None:
        return "a threshold that could not be drawn"
    if covered.low == covered.high:
        return quantity(covered.low, unit)
    return f"{quantity(covered.low, unit)} to {quantity(covered.high, unit)}, by subject"


def _worths(worths: tuple[Worth, ...]) -> str:
    written = [formats.money(each.amount, each.currency) for each in worths[:3]]
    if len(worths) > 3:
        written.append(formats.counted(len(worths) - 3, "other currency", "other currencies"))
    return formats.listed(written)


def _worth(details: Details) -> str:
    if details.amount is not None:
        return f"{formats.money(details.amount, details.currency or '')} awarded"
    if details.estimate is not None:
        return f"{formats.money(details.estimate, details.estimate_currency or '')} estimated"
    return "not published"


def _dated(details: Details) -> str:
    dates = (("tender", details.tender_at), ("award", details.award_at))
    known = [f"{word} {formats.day(at)}" for word, at in dates if at]
    if not known and details.published_at:
        known = [f"published {formats.day(details.published_at)}"]
    return ", ".join(known) or "not published"


def _fill(field: Field) -> str:
    return formats.share(field.share) if field.rows else "never"


def _knobs(covered: Covered) -> list[tuple[str, str]]:
    units = {param.name: param.unit for param in covered.indicator.params}
    return [
        (name, _knob(value, units.get(name, "")))
        for name, value in json.loads(covered.parameters).items()
    ]


def _knob(value: Any, unit: str) -> str:
    match value:
        case None | "" | {}:
            return "not set"
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return quantity(value, unit)
        case dict():
            return ", ".join(f"{name}: {formats.number(each)}" for name, each in value.items())
    return str(value)


def _shown(values: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, formats.published(value, limit=2000)) for name, value in values.items()]


def _chance(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _times(ratio: float) -> str:
    return f"{ratio:.1f}×" if ratio < 100 else f"{ratio:,.0f}×"


def _figure(value: float) -> str:
    return f"{value:,.1f}"


@dataclass(frozen=True, slots=True)
class _Axis:
    """The common axis of one ranking."""

    top: float

    @property
    def head(self) -> Markup:
        ends = {0.0: "0", 1.0: "1×", self.top: f"{self.top:g}×"}
        words = [(value, word) for value, word in ends.items() if value <= self.top]
        return charts.whisker_axis(top=self.top, reference=1.0, words=words)

    def row(self, ranked: Ranked) -> Markup:
        low, high = ranked.ratio_low, ranked.ratio_high
        return charts.whisker(low, ranked.ratio, high, top=self.top, reference=1.0)


def _axis(standing: Standing) -> _Axis:
    # Those with few processes have intervals that would leave no room for the others.
    highs = [r.ratio_high for r in standing.ranked if r.enough] or [2.0]
    return _Axis(max(2.0, charts.ceiling(highs)))


FILTERS: dict[str, Callable[..., Any]] = {
    "axis": _axis,
    "chance": _chance,
    "cited": citations.cited,
    "clip": lambda text, limit: formats.clip(str(text), limit=limit),
    "count": formats.count,
    "counted": formats.counted,
    "dated": _dated,
    "day": formats.day,
    "duration": formats.duration,
    "figure": _figure,
    "fill": _fill,
    "host": formats.host,
    "knobs": _knobs,
    "limit": _limit,
    "moment": formats.moment,
    "money": formats.money,
    "number": formats.number,
    "opening": lambda doc: prose.paragraphs(prose.lead(doc)),
    "outcomes": _outcomes,
    "prose": prose.paragraphs,
    "quantity": quantity,
    "sentence": _sentence,
    "share": formats.share,
    "shown": _shown,
    "size": formats.size,
    "spoken": lambda op: comparison(op, holds=True),
    "spread": _spread,
    "times": _times,
    "values": _values,
    "web_address": formats.web_address,
    "worth": _worth,
    "worths": _worths,
}
"""What templates may call: all words and charts are made here, none in a template."""
