"""Curves as SVG, in black and white as well as in colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 400, 300
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 30, 44
POINTS = 300
STYLES = (
    ("#000000", "", 2.4),
    ("#0072b2", "7 3", 1.8),
    ("#d55e00", "2 2.5", 2.0),
    ("#007a5e", "9 3 2 3", 1.6),
)
"""Colour, dashes and width: first what is simulated, then what is real."""


@dataclass(frozen=True)
class Curve:
    """A sample, and what to call it."""

    name: str
    sample: list[float]


@dataclass(frozen=True)
class Panel:
    """One chart: the share of a sample up to x, or above it."""

    title: str
    unit: str
    curves: Sequence[Curve]
    low: float
    high: float
    logarithmic: bool = False
    tail: bool = False
    """Draw the share that is x or more, on a logarithmic axis, to show the largest."""


def picture(panels: Sequence[Panel], *, columns: int = 2) -> str:
    """Put charts side by side."""
    rows = ceil(len(panels) / columns)
    width, height = columns * WIDTH, rows * HEIGHT
    drawn = [
        f'<g transform="translate({place % columns * WIDTH},{place // columns * HEIGHT})">'
        f"{_panel(panel)}</g>"
        for place, panel in enumerate(panels)
    ]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="Helvetica, Arial, sans-serif" '
        'font-size="11">'
    )
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', *drawn, "</svg>\n"])


def _panel(panel: Panel) -> str:
    x, y = _across(panel), _up(panel)
    parts = [
        _text(LEFT, 18, panel.title, weight="bold", size=13),
        *_grid(panel, x, y),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, panel.unit, anchor="middle"),
    ]
    for curve, style in zip(panel.curves, STYLES, strict=False):
        parts.append(_line(_points(curve.sample, panel), x, y, style))
    return "".join(parts + _legend(panel, x))


def _across(panel: Panel) -> Callable[[float], float]:
    low, high = panel.low, panel.high
    span = WIDTH - LEFT - RIGHT
    if panel.logarithmic:
        return lambda value: LEFT + span * log10(max(value, low) / low) / log10(high / low)
    return lambda value: LEFT + span * (value - low) / (high - low)


def _up(panel: Panel) -> Callable[[float], float]:
    span = HEIGHT - TOP - BOTTOM
    if panel.tail:
        return lambda share: TOP + span * min(1.0, -log10(max(share, 1e-4)) / 4)
    return lambda share: TOP + span * (1 - share)


def _points(sample: list[float], panel: Panel) -> list[tuple[float, float]]:
    ordered = sorted(sample)
    step = max(1, len(ordered) // POINTS)
    points = []
    for place in sorted({*range(0, len(ordered), step), len(ordered) - 1}):
        share = place / len(ordered)
        if panel.low <= ordered[place] <= panel.high:
            points.append((ordered[place], 1 - share if panel.tail else share))
    return points


def _line(
    points: list[tuple[float, float]],
    x: Callable[[float], float],
    y: Callable[[float], float],
    style: tuple[str, str, float],
) -> str:
    colour, dashes, width = style
    path = " ".join(f"{x(value):.1f},{y(share):.1f}" for value, share in points)
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-dasharray="{dashes}"/>'
    )


def _grid(panel: Panel, x: Callable[[float], float], y: Callable[[float], float]) -> list[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = [
        (
            f'<rect x="{LEFT}" y="{TOP}" width="{right - LEFT}" height="{bottom - TOP}" '
            'fill="none" stroke="#666"/>'
        )
    ]
    shares = (1, 0.1, 0.01, 0.001, 0.0001) if panel.tail else (0, 0.25, 0.5, 0.75, 1)
    for share in shares:
        parts.append(_rule(LEFT, y(share), right, y(share)))
        parts.append(_text(LEFT - 5, y(share) + 4, f"{share * 100:g} %", anchor="end"))
    for value in _ticks(panel):
        parts.append(_rule(x(value), TOP, x(value), bottom))
        parts.append(_text(x(value), bottom + 15, _short(value), anchor="middle"))
    return parts


def _ticks(panel: Panel) -> list[float]:
    if panel.logarithmic:
        powers = range(ceil(log10(panel.low)), floor(log10(panel.high)) + 1)
        return [10.0**power for power in powers]
    rough = (panel.high - panel.low) / 4
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * nice for nice in (1, 2, 5, 10) if unit * nice >= rough * 0.8)
    first = ceil(panel.low / step)
    return [step * place for place in range(first, floor(panel.high / step + 1e-9) + 1)]


def _legend(panel: Panel, x: Callable[[float], float]) -> list[str]:
    """Where no curve is: tails leave the bottom left free, late risers the top left."""
    ordered = sorted(panel.curves[0].sample)
    is_late = x(ordered[len(ordered) // 4]) > (LEFT + WIDTH - RIGHT) / 2
    left = LEFT + 12 if panel.tail or is_late else WIDTH - RIGHT - 182
    bottom = HEIGHT - BOTTOM - 15 * len(panel.curves) + 4
    top = TOP + 18 if is_late and not panel.tail else bottom
    height = 15 * len(panel.curves) + 4
    longest = max(len(_entry(curve)) for curve in panel.curves)
    parts = [
        (
            f'<rect x="{left - 4}" y="{top - 12}" width="{34 + 6 * longest}" height="{height}" fill="#fff" '
            'fill-opacity="0.85"/>'
        )
    ]
    for place, (curve, style) in enumerate(zip(panel.curves, STYLES, strict=False)):
        y = top + 15 * place
        colour, dashes, width = style
        parts.append(
            f'<line x1="{left}" y1="{y - 4}" x2="{left + 26}" y2="{y - 4}" stroke="{colour}" '
            f'stroke-width="{width}" stroke-dasharray="{dashes}"/>'
        )
        parts.append(_text(left + 31, y, _entry(curve)))
    return parts


def _entry(curve: Curve) -> str:
    return f"{curve.name} (n = {len(curve.sample):,})"


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="#ddd"/>'


def _text(
    x: float, y: float, words: str, *, anchor: str = "start", weight: str = "normal", size: int = 11
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}" '
        f'font-size="{size}">{escape(words)}</text>'
    )


def _short(value: float) -> str:
    for unit, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:g}{letter}"
    return f"{value:g}"
