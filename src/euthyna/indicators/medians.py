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
    central = ranked.mutate(central=is_middle.ifelse(_[column], None))
    return central.select(
        *values.columns,
        **{name: _.central.mean().over(group), f"{name}_peers": _.peers.cast("float64")},
    )


def with_robust_z(values: Table, column: str, *, by: Sequence[str]) -> Table:
    """Put beside each row how far it lies from the median of its group.

    The distance is counted in medians of all distances or, where that is zero since most are
    equal, in their mean; both are scaled so that they estimate a standard deviation (Iglewicz and
    Hoaglin).

    Parameters
    ----------
    values, column, by
        As for :func:`with_median`.

    Returns
    -------
    Table
        `values` with ``middle``, ``peers`` (the number of values of the group) and ``robust_z``,
        which is null where all of them are equal.
    """
    group = ibis.window(group_by=list(by))
    middle = with_median(values, column, by=by, name="middle")
    apart = middle.mutate(apart=(_[column] - _.middle).abs())
    spread = with_median(apart, "apart", by=by, name="spread").mutate(
        mean=_.apart.mean().over(group)
    )
    away = _[column] - _.middle
    return spread.select(
        *values.columns,
        "middle",
        peers="middle_peers",
        robust_z=ibis.coalesce(
            0.6745 * (away / _.spread.nullif(0)), 0.7979 * (away / _["mean"].nullif(0))
        ),
    )
