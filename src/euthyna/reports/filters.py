"""What templates may call: all words and charts are made here, none in a template."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from markupsafe import Markup

from euthyna.indicators import catalogue, evidence
from euthyna.indicators.evidence import Explanation
from euthyna.indicators.ranking import Ranked
from euthyna.indicators.wording import comparison, origin, quantity
from euthyna.reports import charts, citations, formats, prose
from euthyna.reports.attention import Details
from euthyna.reports.coverage import Covered, Field
from euthyna.reports.overview import Worth
from euthyna.reports.standing import Standing

_TIMES = "\N{MULTIPLICATION SIGN}"


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
        return _unset(covered)
    if covered.low == covered.high:
        return quantity(covered.low, unit) + _beyond(covered)
    return f"{quantity(covered.low, unit)} to {quantity(covered.high, unit)}, by subject"


def _beyond(covered: Covered) -> str:
    """Say where a threshold drawn from the peers is one that no value reaches."""
    flag = covered.indicator.flag
    highest = next(p.high for p in covered.indicator.params if p.name == flag.param)
    is_out = highest is not None and covered.low is not None and covered.low > highest
    return ", which no value reaches" if is_out and flag.fence and flag.op in {">", ">="} else ""


def _unset(covered: Covered) -> str:
    """Say what the threshold would be where no result has one."""
    entry = covered.indicator
    default = next(p.default for p in entry.params if p.name == entry.flag.param)
    if isinstance(default, int | float):
        return quantity(default, entry.unit)
    if entry.flag.fence is None:
        return f"{entry.flag.param}, which is not set"
    drawn = "could not be drawn" if covered.total else "is drawn"
    return f"a threshold that {drawn} from the peers"


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


_NAMED = {"buyer_supplier": "buyer and supplier"}

_KINDS = {"at": "date", "text": "date", "amount": "value"}


def _shown(values: dict[str, Any], process_id: str | None) -> list[tuple[str, str]]:
    """Word the values of a row: dates as published, amounts with their currency."""
    told = []
    for name, value in values.items():
        stem, _, end = name.rpartition("_")
        is_told = end == "at" and f"{stem}_text" in values
        is_told |= end == "currency" and f"{stem}_amount" in values
        if is_told or (name == "process_id" and value == process_id):
            continue
        word = f"{stem} {_KINDS[end]}" if end in _KINDS and stem else name
        at = (
            " UTC" if end == "at" and isinstance(value, datetime) and value.time() != time() else ""
        )
        currency = values.get(f"{stem}_currency") if end == "amount" else None
        written = formats.published(value, limit=2000) + at
        told.append((word.replace("_", " "), f"{currency} {written}" if currency else written))
    return told


def _chance(value: float) -> str:
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _times(ratio: float) -> str:
    return f"{ratio:.1f}{_TIMES}" if ratio < 100 else f"{ratio:,.0f}{_TIMES}"


def _interval(ranked: Ranked) -> str:
    return f"{_times(ranked.ratio_low)[:-1]}{formats.DASH}{_times(ranked.ratio_high)}"


def _figure(value: float) -> str:
    return f"{value:,.1f}"


@dataclass(frozen=True, slots=True)
class _Axis:
    """The common axis of one ranking."""

    top: float

    @property
    def head(self) -> Markup:
        ends = {0.0: "0", 1.0: f"1{_TIMES}", self.top: f"{self.top:g}{_TIMES}"}
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
    "beneath": lambda place, folder: str(place).removeprefix(folder),
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
    "interval": _interval,
    "kind": lambda kind: _NAMED.get(kind, kind.replace("_", " ")),
    "knobs": _knobs,
    "limit": _limit,
    "moment": formats.moment,
    "money": formats.money,
    "number": formats.number,
    "origin": origin,
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
"""By the name that templates use."""
