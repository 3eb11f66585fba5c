"""Charts as inline SVG: no script, no network, readable in print and in grey.

Colours come from the style sheet by class; what is flagged is dark, what is not computable is
hatched, so that no chart depends on colour. Each chart has a title and says its figures in words.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from euthyna.indicators.wording import quantity
from euthyna.reports import formats

Bin = tuple[float, float, int]
_Scale = Callable[[float], float]

DEFINITIONS = Markup(
    '<svg class="definitions" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"></rect>'
    '<rect class="hatch-line" width="1.6" height="5"></rect></pattern></defs></svg>'
)
"""What charts refer to; stands once on the page."""

COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}

_ROW = 190.0
"""The width of a row of whiskers."""

_ROOM = 2.5
"""How many times as long as its bins the axis of a histogram may be."""

_FRAME = Markup(
    '<svg class="chart {}" role="img" viewBox="0 0 {} {}" width="{}" height="{}">'
    "<title>{}</title><desc>{}</desc>{}</svg>"
)


def coverage_bar(*, flagged: int, clear: int, missing: int, label: str) -> Markup:
    """Draw the three outcomes of one indicator as one stacked bar."""
    total = max(1, flagged + clear + missing)
    width, height, at = 220.0, 14, 0.0
    parts = []
    for kind, number in (("flagged", flagged), ("clear", clear), ("missing", missing)):
        # What exists is seen, however few there are.
        long = max(2.0, width * number / total) if number else 0.0
        long = min(long, width - at)
        parts.append(_box(kind, at, 0.5, long, height - 1))
        at += long
    words = (
        f"{formats.count(flagged)} flagged, {formats.count(clear)} not flagged, "
        f"{formats.count(missing)} not computable"
    )
    return _svg("coverage", (width, height), label, words, parts)


def year_bars(years: Sequence[tuple[int, int, int]]) -> Markup:
    """Draw processes by year, those with a flag dark.

    Parameters
    ----------
    years
        Year, processes, processes with a flag; without gaps.
    """
    step, tall = max(12.0, min(56.0, 400.0 / max(1, len(years)))), 96.0
    most = max((total for _, total, _ in years), default=1) or 1
    every = math.ceil(34 / step)
    parts = [
        Markup('<line class="axis" x1="0" y1="112" x2="{}" y2="112"></line>').format(
            _n(step * len(years))
        )
    ]
    for place, (year, total, flagged) in enumerate(years):
        x, high, dark = place * step + 2, tall * total / most, tall * flagged / most
        parts.append(_box("clear", x, 112 - high, step - 4, high - dark))
        parts.append(_box("flagged", x, 112 - dark, step - 4, dark))
        if place % every == 0:
            parts.append(_text(str(year), x + step / 2 - 2, 126, "middle"))
        if total and step >= 28:
            parts.append(_text(_short(total), x + step / 2 - 2, 108 - high, "middle"))
    words = "; ".join(
        f"{y}: {formats.count(t)}, {formats.count(f)} with a flag" for y, t, f in years
    )
    return _svg("years", (step * max(1, len(years)), 132), "Processes by year", words, parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is pointed at in a histogram."""

    unit: str
    value: float | None = None
    threshold: float | None = None
    op: str = ""
    """The comparison that flags: bins with their middle on that side are dark."""


def histogram(bins: Sequence[Bin], marks: Marks, *, label: str) -> Markup:
    """Draw how the values of the peers are spread, with one subject and the threshold marked."""
    if not bins:
        return Markup("")
    width, base, tall = 300.0, 74.0, 46.0
    low, high = _span(bins, marks)
    most = max(number for *_, number in bins) or 1
    span = (high - low) or 1.0

    # A value beyond the axis stands apart from its end.
    start = 28.0 if marks.value is not None and marks.value < low else 8.0
    end = width - (28.0 if marks.value is not None and marks.value > high else 8.0)

    def at(value: float) -> float:
        if value < low or value > high:
            return 8.0 if value < low else width - 8
        return start + (end - start) * (value - low) / span

    parts = []
    for left, right, number in bins:
        if number:
            up = max(1.0, tall * number / most)
            kind = "flagged" if _flags((left + right) / 2, marks) else "clear"
            parts.append(_box(kind, at(left), base - up, max(1.0, at(right) - at(left) - 0.8), up))
    parts.append(
        Markup('<line class="axis" x1="8" y1="{0}" x2="{1}" y2="{0}"></line>').format(
            _n(base), _n(end)
        )
    )
    named = _ends(bins)
    first = named[0] if low == bins[0][0] else low
    last = named[1] if high == bins[-1][1] else high
    parts.append(_text(quantity(first, marks.unit), start, base + 20, "start"))
    if last > first:
        parts.append(_text(quantity(last, marks.unit), end, base + 20, "end"))
    parts += _threshold(marks, (low, high), at)
    parts += _pointer(marks, (low, high), at)
    return _svg("histogram", (width, 97), label, _spread_words(bins, marks), parts)


def whisker(low: float, middle: float, high: float, *, top: float, reference: float) -> Markup:
    """Draw one row of a dot-and-whisker chart; the numbers stand beside it, so it has no title."""
    width = _ROW

    def at(value: float) -> float:
        return 6 + (width - 12) * min(1.0, max(0.0, value / top))

    parts = Markup("").join(
        (
            Markup('<line class="reference" x1="{0}" y1="0" x2="{0}" y2="20"></line>').format(
                _n(at(reference))
            ),
            Markup('<line class="whisker" x1="{}" y1="10" x2="{}" y2="10"></line>').format(
                _n(at(low)), _n(at(high))
            ),
            Markup('<circle class="dot" cx="{}" cy="10" r="4.2"></circle>').format(_n(at(middle))),
            Markup('<path class="whisker" d="M{} 6.5l6 3.5-6 3.5"></path>').format(_n(width - 8))
            if high > top
            else "",
        )
    )
    return Markup(
        '<svg class="chart whiskers" viewBox="0 0 190 20" width="190" height="20" aria-hidden="true">{}</svg>'
    ).format(parts)


def whisker_axis(*, top: float, reference: float, words: Sequence[tuple[float, str]]) -> Markup:
    """Draw the axis above the rows that :func:`whisker` draws."""
    width = _ROW
    parts = [Markup('<line class="axis" x1="6" y1="19.5" x2="184" y2="19.5"></line>')]
    for value, word in words:
        x = 6 + (width - 12) * value / top
        side = "start" if value == 0 else "end" if value >= top else "middle"
        kind = " strong" if value == reference else ""
        parts.append(
            Markup('<line class="axis" x1="{0}" y1="15" x2="{0}" y2="20"></line>').format(_n(x))
        )
        parts.append(_text(word, x, 12, side, kind))
    return Markup(
        '<svg class="chart whiskers" viewBox="0 0 190 20" width="190" height="20" aria-hidden="true">{}</svg>'
    ).format(Markup("").join(parts))


def ceiling(values: Sequence[float]) -> float:
    """Find a round end for an axis from 0 that holds all `values`."""
    most = max((v for v in values if math.isfinite(v)), default=0.0)
    if most < 1e-9:
        return 1.0
    unit = 10.0 ** math.floor(math.log10(most))
    return next(
        step * unit
        for step in (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
        if step * unit >= most * 0.999
    )


def _span(bins: Sequence[Bin], marks: Marks) -> tuple[float, float]:
    """Choose the ends of the axis: with threshold and value, unless the bins would shrink."""
    low, high = bins[0][0], bins[-1][1]
    widest = _ROOM * (high - low)
    for value in (marks.threshold, marks.value):
        if value is not None and max(high, value) - min(low, value) <= widest:
            low, high = min(low, value), max(high, value)
    return low, high


def _ends(bins: Sequence[Bin]) -> tuple[float, float]:
    """Name the ends of the axis; bins around whole numbers are named after those."""
    whole = all(abs(right - left - 1) < 1e-9 and left % 1 == 0.5 for left, right, _ in bins)
    inset = 0.5 if whole else 0.0
    return bins[0][0] + inset, bins[-1][1] - inset


def _threshold(marks: Marks, ends: tuple[float, float], at: _Scale) -> list[Markup]:
    if marks.threshold is None or not ends[0] <= marks.threshold <= ends[1]:
        return []
    x = at(marks.threshold)
    line = Markup('<line class="limit" x1="{0}" y1="16" x2="{0}" y2="74"></line>')
    side = "start" if x < 150 else "end"
    # Above the line; the subject's own word stands higher, so that the two never collide.
    word = f"threshold {quantity(marks.threshold, marks.unit)}"
    return [line.format(_n(x)), _text(word, x + (3 if side == "start" else -3), 25, side)]


def _pointer(marks: Marks, ends: tuple[float, float], at: _Scale) -> list[Markup]:
    if marks.value is None:
        return []
    x = at(marks.value)
    word = quantity(marks.value, marks.unit)
    if marks.value < ends[0]:
        word = f"◂ {word}"
    if marks.value > ends[1]:
        word = f"{word} ▸"
    side = "start" if x < 60 else "end" if x > 240 else "middle"
    tip = Markup('<path class="mark" d="M{} 74l-5 8h10z"></path>').format(_n(x))
    stem = Markup('<line class="stem" x1="{0}" y1="13" x2="{0}" y2="74"></line>').format(_n(x))
    return [stem, tip, _text(word, x, 10, side, " strong")]


def _spread_words(bins: Sequence[Bin], marks: Marks) -> str:
    total = sum(number for *_, number in bins)
    first, last = (quantity(end, marks.unit) for end in _ends([max(bins, key=lambda b: b[2])]))
    most = f"at {first}" if first == last else f"between {first} and {last}"
    words = [f"{formats.counted(total, 'subject')}; most lie {most}"]
    if marks.threshold is not None:
        words.append(f"the threshold is {quantity(marks.threshold, marks.unit)}")
    if marks.value is not None:
        words.append(f"this one has {quantity(marks.value, marks.unit)}")
    return "; ".join(words)


def _flags(value: float, marks: Marks) -> bool:
    if marks.threshold is None or marks.op not in COMPARE:
        return False
    return COMPARE[marks.op](value, marks.threshold)


def _svg(
    kind: str, box: tuple[float, float], title: str, words: str, parts: Sequence[Markup]
) -> Markup:
    width, height = _n(box[0]), _n(box[1])
    inner = Markup("").join(parts)
    return _FRAME.format(kind, width, height, width, height, title, words, inner)


def _box(kind: str, x: float, y: float, wide: float, high: float) -> Markup:
    if wide <= 0 or high <= 0:
        return Markup("")
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"></rect>').format(
        kind, _n(x), _n(y), _n(wide), _n(high)
    )


def _text(words: str, x: float, y: float, anchor: str, kind: str = "") -> Markup:
    return Markup('<text class="label{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, _n(x), _n(y), anchor, words
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _short(number: int) -> str:
    if number >= 1e6:
        return f"{number / 1e6:.1f}M"
    return f"{number / 1e3:.0f}k" if number >= 10_000 else formats.count(number)
