"""Purchases within a window that moves through time."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.periods import DAY
from euthyna.indicators.spec import Param

WINDOW_DAYS = Param(
    name="window_days",
    default=365,
    unit="days",
    doc="The length of the window.",
    low=1,
    high=3650,
)

PAIR_COLUMNS = ("buyer_id", "supplier_id")


def fullest_windows(purchases: Table, *, days: float) -> Table:
    """Find, for each buyer and supplier, the window with the most purchases and the highest sum.

    Parameters
    ----------
    purchases
        The step of that name, with the columns ``process_id, award_no, buyer_id, supplier_id,
        award_at, amount``.
    days
        The length of the window; it ends with a purchase and holds those of the days up to it.

    Returns
    -------
    Table
        ``buyer_id, supplier_id, awards, undated, most, highest``: the number of purchases, of
        those without a date, the most purchases in a window, the highest sum of one.
    """
    timed = purchases.mutate(at=_.award_at.epoch_seconds())
    pairs = timed.group_by(*PAIR_COLUMNS).aggregate(
        awards=_.count().cast("float64"), undated=_.at.isnull().ifelse(1, 0).sum()
    )
    before = timed.select(*PAIR_COLUMNS, earlier="at", part="amount")
    windows = (
        timed.select("process_id", "award_no", *PAIR_COLUMNS, "at")
        .inner_join(before, PAIR_COLUMNS)
        .filter((_.earlier <= _.at) & (_.earlier > _.at - days * DAY))
        .group_by(*PAIR_COLUMNS, "process_id", "award_no")
        .aggregate(number=_.count().cast("float64"), total=_.part.sum())
    )
    fullest = windows.group_by(*PAIR_COLUMNS).aggregate(most=_.number.max(), highest=_.total.max())
    return pairs.left_join(fullest, PAIR_COLUMNS).select(
        *PAIR_COLUMNS, "awards", "undated", "most", "highest"
    )
