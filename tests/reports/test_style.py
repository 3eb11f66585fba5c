"""The style sheet: contrast that everyone can read, nothing fetched, right to left as well."""

from __future__ import annotations

import re
from importlib.resources import files
from itertools import product

import pytest

STYLE = files("euthyna.reports").joinpath("static", "report.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", STYLE))
ENOUGH = 4.5
"""WCAG 2.2, 1.4.3: the contrast of text, level AA."""


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("text", "ground"), list(product(("ink", "soft", "flag", "link"), ("paper", "shade")))
)
def test_text_is_readable_on_every_ground(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= ENOUGH


def test_flagged_and_not_flagged_differ_also_in_grey() -> None:
    assert contrast(COLOURS["flag"], COLOURS["clear"]) >= 3


def test_nothing_is_fetched() -> None:
    assert re.findall(r"@import|@font-face|url\((?!#)", STYLE) == []


def test_no_rule_knows_left_from_right() -> None:
    sided = r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|(?:^|[;{ ])(?:left|right):"
    assert re.findall(sided, STYLE) == []
