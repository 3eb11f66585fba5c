"""Medians of groups that are the same on every engine."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis import Table, _


def with_median(values: Table, column: str, *, by: Sequence[str], name: str) -> Table:
    """Put the median of its group beside each row.

    Parameters
    ----------
    values
        Any table.
    column
        The column whose median is taken; rows where it is null do not count.
    by
        The columns that make a group.
    name
        What to call the median.

    Returns
    -------
    Table
        `values` with the columns `name` and ``<name>_peers``, the number of values of the group.
    """
    group = ibis.window(group_by=list(by))
    # Engines differ in where nulls sort, so that is said as well.
    ordered = ibis.window(group_by=list(by), order_by=[_[column].isnull(), _[column]])
    ranked = values.mutate(
        twice=(ibis.row_number().over(ordered) + 1) * 2, peers=_[column].count().over(group)
    )
    # One place in the middle where the number is odd, two where it is even.
    is_middle = (_.twice >= _.peers) & (_.twice <= _.peers + 2)
    middle = ranked.mutate(middle=is_middle.ifelse(_[column], None))
    return middle.select(
        *values.columns,
        **{name: _.middle.mean().over(group), f"{name}_peers": _.peers.cast("float64")},
    )
