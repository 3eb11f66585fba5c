"""Shares of purchases: of a buyer's spending, of a supplier's income."""

from __future__ import annotations

import ibis
from ibis import Table, _


def shares(purchases: Table, *, whole: str, part: str) -> Table:
    """Compute what each part has of each whole.

    Parameters
    ----------
    purchases
        The step of that name; those without an amount are passed over.
    whole, part
        ``buyer_id`` and ``supplier_id``, or the other way round.

    Returns
    -------
    Table
        ``whole, part, share, awards, trouble``: `awards` is the number of those of the whole,
        `trouble` says why a share cannot be computed and is null where it can.
    """
    around = ibis.window(group_by=whole)
    beside = purchases.filter(_.amount.notnull()).mutate(
        total=_.amount.sum().over(around),
        awards=_.count().over(around).cast("float64"),
        first=_.currency.min().over(around),
        last=_.currency.max().over(around),
    )
    return (
        beside.group_by(whole, part, "total", "awards", "first", "last")
        .aggregate(spent=_.amount.sum())
        .select(
            whole=_[whole],
            part=_[part],
            share=_.spent / _.total.nullif(0),
            awards=_.awards,
            trouble=(_.first != _.last).ifelse("the awards are in several currencies", None),
        )
    )
