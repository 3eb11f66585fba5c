"""The parameter of rules that rest on who is probably who."""

from __future__ import annotations

from euthyna.indicators.spec import Param

PROBABILITY = Param(
    name="min_probability",
    default=0.9,
    unit="probability",
    doc="So probable must it be that both are one.",
    low=0.01,
    high=1,
)
"""From which probability on two parties are taken for one."""
