"""Shares of purchases: of a buyer's spending, of a supplier's income."""

from __future__ import annotations

import ibis
from ibis import Table, _

MAIN = 0.8
"""So large a part of the awards must be in one currency for shares to be computed in it."""


def shares(purchases: Table, *, whole: str, part: str) -> Table:
    """Compute what each part has of each whole, in the currency that most of its awards have.

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
    alike = ibis.window(group_by=[whole, "currency"])
    beside = (
        purchases.filter(_.amount.notnull())
        .mutate(currency=_.currency.fill_null(""))
        .mutate(same=_.count().over(alike).cast("float64"))
        .mutate(most=_.same.max().over(around), awards=_.count().over(around).cast("float64"))
        .mutate(main=(_.same == _.most).ifelse(_.currency, None).min().over(around))
        .mutate(counted=(_.currency == _.main).ifelse(_.amount, None))
        .mutate(total=_.counted.sum().over(around))
    )
    return (
        beside.group_by(whole, part, "total", "awards", "most")
        .aggregate(spent=_.counted.sum())
        .mutate(mixed=_.most < MAIN * _.awards)
        .select(
            whole=_[whole],
            part=_[part],
            share=_.mixed.ifelse(None, _.spent) / _.total.nullif(0),
            awards=_.awards,
            trouble=ibis.cases(
                (_.mixed, "the awards are in several currencies"),
                (_.spent.isnull(), "the awards are in another currency than most others"),
            ),
        )
    )
