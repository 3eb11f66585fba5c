"""Procurement methods without a contest: the parameters that name them, and the test for them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ibis import _, coalesce

from euthyna.indicators.spec import Param

METHODS = Param(
    name="methods",
    default="direct|limited",
    unit="methods",
    doc="The methods without an open contest.",
)
"""For rules that look at such methods."""

UNCONTESTED = replace(
    METHODS, name="uncontested", doc="Methods without a contest, which are left out."
)
"""For rules that leave them out."""


def is_one_of(methods: str) -> Any:
    """Test ``procurement_method``: whether it is one of `methods`, parted by ``|``.

    An unknown method is none of them.
    """
    return coalesce(_.procurement_method.isin(methods.split("|")), False)
