"""Purchases split below limit."""

from __future__ import annotations

from ibis import Table, _, cases, literal

from euthyna.indicators.methods import METHODS, is_one_of
from euthyna.indicators.rolling import WINDOW_DAYS, fullest_windows
from euthyna.indicators.spec import PAIR, Flag, Indicator, Param


@Indicator(
    id="split-purchases",
    version=2,
    subject="buyer_supplier",
    stage="award",
    unit="currency units",
    reads={
        "purchases": (
            "process_id",
            "award_no",
            "buyer_id",
            "supplier_id",
            "procurement_method",
            "award_at",
            "amount",
            "currency",
        ),
    },
    params=(
        Param(
            name="limit",
            default=None,
            unit="currency units",
            doc="Up to this value the law allows a direct award; unset: nothing is judged.",
            low=1,
            high=1000000000,
        ),
        Param(
            name="currency",
            default="",
            unit="ISO 4217",
            doc="The currency of the limit; only awards in it are looked at. Empty: any, if all are in one.",
        ),
        WINDOW_DAYS,
        METHODS,
    ),
    flag=Flag(">=", "limit"),
    sources=(
        "ocp2024redflags#R011",
        "ocvn#i016",
        "sasu#RISK2-5",
    ),
    since="0.1",
)
def split_purchases(
    purchases: Table, *, limit: float | None, currency: str, window_days: float, methods: str
) -> Table:
    r"""Purchases split below limit.

    Direct awards of a buyer to the same supplier, each below the limit up to which the law allows
    them, come to the limit or more within `window_days` days.

    Why it matters
    --------------
    One purchase cut into several avoids the contest that the law demands for the whole.

    Innocent explanations
    ---------------------
    Needs that arose one by one; different goods from a general store; a call-off from a
    framework.

    How to check
    ------------
    Read what was bought: is it one need, known at the start of the year? Look at the dates.

    Assumptions
    -----------
    The limit differs by country, year and kind of purchase and has to be given. The window that
    ends with an award holds the awards of the `window_days` days up to it. One award alone, or
    one at or above the limit, is not split.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> days = {"1": datetime(2024, 1, 8), "2": datetime(2024, 1, 15)}
    >>> direct = {"buyer_id": "B", "procurement_method": "direct"}
    >>> priced = {"award_no": 0, "status": "active", "award_amount": 900, "award_currency": "XAU"}
    >>> try_out(
    ...     "split-purchases",
    ...     params={"split-purchases": {"limit": 1000}},
    ...     processes=[{"process_id": id, **direct} for id in days],
    ...     awards=[{"process_id": id, "award_at": day, **priced} for id, day in days.items()],
    ...     award_suppliers=[{"process_id": id, "award_no": 0, "party_id": "F"} for id in days],
    ... )
    [{'subject_id': 'B / F', 'value': 1800.0, 'flag': True, 'reason': None}]
    """
    small = purchases.filter(is_one_of(methods) & _.amount.notnull())
    small = small.filter(_.currency == currency) if currency else small
    small = small.filter(_.amount < limit) if limit else small
    pairs = fullest_windows(small, days=window_days)
    listed = small.group_by("buyer_id", "supplier_id").aggregate(currencies=_.currency.nunique())
    several = pairs.filter(_.awards > 1).inner_join(listed, ["buyer_id", "supplier_id"])
    return several.select(
        subject_id=_.buyer_id + PAIR + _.supplier_id,
        value=_.highest,
        reason=cases(
            (_.currencies > 1, "the awards are in several currencies"),
            (_.undated > 0, "the date of an award is missing"),
        ),
        held=cases((literal(limit is None), "no limit is given for direct awards")),
    )
