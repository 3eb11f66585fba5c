"""Quantiles that are the same on every engine.

No SQL engine offers the quantile of Hyndman and Fan's type 8, which is median-unbiased whatever
the distribution, and engines differ in those that they do offer. Here it is built from row
numbers and one interpolation.

References
----------
Hyndman, R. J. and Fan, Y. (1996). Sample quantiles in statistical packages.
The American Statistician 50(4), 361-365.
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis
from ibis import Table, _


def quantiles(values: Table, column: str, taus: Mapping[str, float]) -> Table:
    """Compute quantiles of one column, type 8.

    Parameters
    ----------
    values
        Any table; rows where `column` is null are left out.
    taus
        Name of each quantile to compute, and its probability between 0 and 1.

    Returns
    -------
    Table
        One row: a column for each of `taus`, null if there are no values, and ``peers``, the
        number of values.
    """
    ranked = (
        values.filter(_[column].notnull())
        .select(v=_[column].cast("float64"))
        .mutate(rank=ibis.row_number().over(ibis.window(order_by="v")) + 1)
    )
    count = ranked.aggregate(peers=_.count().cast("float64"))
    joined = ranked.cross_join(count)
    picks = {}
    for name, tau in taus.items():
        place = (_.peers + 1 / 3) * tau + 1 / 3
        low = place.floor()
        picks[f"{name}_low"] = _at(low)
        picks[f"{name}_high"] = _at(low + 1)
        picks[f"{name}_part"] = (place - low).max()
    found = joined.aggregate(peers=_.peers.max(), **picks)
    return found.select(
        "peers",
        **{
            name: _[f"{name}_low"] + _[f"{name}_part"] * (_[f"{name}_high"] - _[f"{name}_low"])
            for name in taus
        },
    )


def _at(place: ibis.Deferred) -> ibis.Deferred:
    bounded = ibis.least(ibis.greatest(place, 1.0), _.peers)
    return ibis.ifelse(_["rank"].cast("float64") == bounded, _.v, None).max()
