"""Lengths of time between two columns, the same on every engine."""

from __future__ import annotations

from typing import Any

DAY = 86400.0
"""Seconds."""


def whole_days(start: Any, end: Any) -> Any:
    """Build the expression for the whole days from one instant to a later one.

    Parameters
    ----------
    start, end
        Columns of instants.

    Returns
    -------
    ibis.Value
        Full days, rounded towards the past: negative where `end` comes first.
    """
    return ((end.epoch_seconds() - start.epoch_seconds()) / DAY).floor()
