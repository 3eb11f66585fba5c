"""Flags in words: one whole, fair sentence that needs no knowledge of the rule."""

from __future__ import annotations

import math

from euthyna.indicators.spec import Op

_RELATION: dict[Op, tuple[str, str]] = {
    "<": ("less than", "not less than"),
    "<=": ("at most", "more than"),
    ">": ("more than", "not more than"),
    ">=": ("at least", "less than"),
    "==": ("equal to", "different from"),
}
LAW = "law of "
"""What the origin of a threshold that a law fixes begins with, after the parameter."""

_SHARES = frozenset({"share", "ratio", "proportion", "fraction", "probability"})
_PLURALS = {
    "process": "processes",
    "buyer_supplier": "pairs of buyer and supplier",
    "procuring_entity": "procuring entities",
}


def quantity(value: float, unit: str) -> str:
    """Write a value with its unit.

    Examples
    --------
    >>> quantity(5, "days"), quantity(1, "days"), quantity(0.125, "share"), quantity(1234.5, "USD")
    ('5 days', '1 day', '12.5 %', '1,234 USD')
    >>> quantity(1, "listed parties")
    '1 listed party'
    """
    if unit in _SHARES:
        return f"{_number(100 * value)} %"
    return f"{_number(value)} {_singular(unit) if value == 1 else unit}".rstrip()


def _singular(unit: str) -> str:
    if unit.endswith("ies"):
        return unit.removesuffix("ies") + "y"
    return unit if unit.endswith("ss") else unit.removesuffix("s")


def comparison(op: Op, *, holds: bool) -> str:
    """Say how a value that was compared stands to its threshold: ``less than``."""
    return _RELATION[op][0 if holds else 1]


def origin(written: str) -> str:
    """Say where a threshold comes from, for people.

    Examples
    --------
    >>> origin("min_days, default, eu/2014/24 art. 27(1)")
    'the default of min_days; the law may fix another: eu/2014/24 art. 27(1)'
    >>> origin("fence of the peers, Q3 + 1.5 IQR")
    'drawn from the values of all peers: Q3 + 1.5 IQR'
    >>> origin("min_days, law of EU since 2016-04-18: Directive 2014/24/EU, art. 27(1)")
    'fixed by the law of EU since 2016-04-18: Directive 2014/24/EU, art. 27(1)'
    """
    first, _, rest = written.partition(", ")
    if first == "fence of the peers":
        return f"drawn from the values of all peers: {rest}"
    if rest.startswith("default"):
        law = rest.removeprefix("default").removeprefix(", ")
        default = f"the default of {first}"
        return f"{default}; the law may fix another: {law}" if law else default
    if rest.startswith(LAW):
        return f"fixed by the {rest}"
    return f"{first} as set for this run" if rest == "set for this run" else written


def standing(percentile: float | None, *, peers: int, kind: str) -> str:
    """Say where a value stands among its peers; empty without any to compare with.

    Examples
    --------
    >>> standing(97.5, peers=1235, kind="process")
    'higher than or equal to the values of 97 % of the 1,235 processes compared'
    >>> standing(1.0, peers=1235, kind="process")
    'lower than or equal to the values of 99 % of the 1,235 processes compared'
    """
    if percentile is None or peers < 2:
        return ""
    group = f"the {peers:,} {_PLURALS.get(kind, kind + 's')} compared"
    if 40 <= percentile <= 60:
        return f"near the middle of {group}"
    side, part = ("higher", percentile) if percentile > 50 else ("lower", 100 - percentile)
    return f"{side} than or equal to the values of {math.floor(part)} % of {group}"


def _number(value: float) -> str:
    if not math.isfinite(value):
        return "no finite number of"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    if not 1e-3 <= abs(value) < 1e15:
        return f"{value:.3g}"
    places = max(0, 3 - math.floor(math.log10(abs(value))))
    written = f"{value:,.{places}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
