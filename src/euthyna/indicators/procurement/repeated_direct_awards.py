"""Repeated direct awards."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.methods import METHODS, is_one_of
from euthyna.indicators.rolling import WINDOW_DAYS, fullest_windows
from euthyna.indicators.spec import PAIR, Flag, Indicator, Param


@Indicator(
    id="repeated-direct-awards",
    subject="buyer_supplier",
    stage="award",
    unit="awards",
    reads={
        "purchases": (
            "process_id",
            "award_no",
            "buyer_id",
            "supplier_id",
            "procurement_method",
            "award_at",
            "amount",
        ),
    },
    params=(
        Param(
            name="max_awards",
            default=2,
            unit="awards",
            doc="The largest number within the window that is not flagged.",
            low=1,
            high=1000,
        ),
        WINDOW_DAYS,
        METHODS,
    ),
    flag=Flag(">", "max_awards"),
    sources=(
        "ocp2024redflags#R049",
        "ocvn#i180",
    ),
    since="0.1",
)
def repeated_direct_awards(purchases: Table, *, window_days: float, methods: str) -> Table:
    r"""Repeated direct awards.

    A buyer placed more than `max_awards` contracts with the same supplier without an open contest
    within `window_days` days.

    Why it matters
    --------------
    A need that returns can be foreseen and put out to tender; cut into single awards it stays
    with one firm.

    Innocent explanations
    ---------------------
    The firm alone can supply (rights, spare parts, subscriptions); unrelated small purchases.

    How to check
    ------------
    Add up the awards and compare with the limit of the method; look whether they are for one
    need.

    Assumptions
    -----------
    The window that ends with an award holds that award and those of the `window_days` days before
    it; the fullest window counts. Awards to several suppliers are left out.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> days = [datetime(2024, 1, 1), datetime(2024, 5, 1), datetime(2024, 9, 1)]
    >>> direct = {"buyer_id": "B", "procurement_method": "direct"}
    >>> try_out(
    ...     "repeated-direct-awards",
    ...     processes=[{"process_id": str(n), **direct} for n, day in enumerate(days)],
    ...     awards=[
    ...         {"process_id": str(n), "award_no": 0, "status": "active", "award_at": day}
    ...         for n, day in enumerate(days)
    ...     ],
    ...     award_suppliers=[
    ...         {"process_id": str(n), "award_no": 0, "party_id": "F"} for n, day in enumerate(days)
    ...     ],
    ... )
    [{'subject_id': 'B / F', 'value': 3.0, 'flag': True, 'reason': None}]
    """
    direct = purchases.filter(is_one_of(methods))
    pairs = fullest_windows(direct, days=window_days)
    return pairs.select(
        subject_id=_.buyer_id + PAIR + _.supplier_id,
        value=_.most,
        reason=cases((_.undated > 0, "the date of an award is missing")),
    )
