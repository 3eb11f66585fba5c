"""Missing or placeholder estimate."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce, greatest

from euthyna.indicators.publishing import share_with
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="missing-estimate",
    subject="process",
    stage="tender",
    unit="currency units",
    reads={
        "scope": ("process_id",),
        "processes": (
            "process_id",
            "tender_status",
            "estimate_amount",
            "minimum_amount",
        ),
        "lots": (
            "process_id",
            "estimate_amount",
        ),
    },
    params=(
        Param(
            name="max_placeholder",
            default=1,
            unit="currency units",
            doc="Amounts up to this one are placeholders.",
            low=0,
            high=1000,
        ),
        Param(
            name="min_coverage",
            default=0.1,
            unit="share",
            doc="Where a smaller share of the data has it at all, its lack says nothing.",
            low=0,
            high=1,
        ),
    ),
    flag=Flag("<=", "max_placeholder"),
    sources=(
        "redflagseu#TotalQuantityHiDelta",
        "poder",
    ),
    since="0.1",
)
def missing_estimate(scope: Table, processes: Table, lots: Table, *, min_coverage: float) -> Table:
    r"""Missing or placeholder estimate.

    The highest of the amounts that estimate the tender (its value, its minimum value, the values
    of its lots) is missing or at most `max_placeholder`: 0 or 1 stand in for a number.

    Why it matters
    --------------
    Without an estimate no price can be judged, limits that depend on value can be passed unseen,
    and only an insider knows the budget.

    Innocent explanations
    ---------------------
    Unit prices are asked for and quantities are open; the buyer keeps its estimate secret until
    the bids are opened.

    How to check
    ------------
    Find the estimate in the file of the tender and the limit that applied to the procedure.

    Assumptions
    -----------
    Amounts are compared without regard to currency, as a placeholder is one in any. Where under
    `min_coverage` of the tenders have an estimate, nothing is computed.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> tenders = [("A", 5000), ("F", 1)]
    >>> try_out(
    ...     "missing-estimate",
    ...     processes=[
    ...         {"process_id": id, "tender_status": "active", "estimate_amount": amount}
    ...         for id, amount in tenders
    ...     ],
    ... )
    [{'subject_id': 'A', 'value': 5000.0, 'flag': False, 'reason': None}, {'subject_id': 'F',
    'value': 1.0, 'flag': True, 'reason': None}]
    """
    tenders = processes.inner_join(scope, "process_id").filter(_.tender_status.notnull())
    by_lot = lots.group_by("process_id").aggregate(in_lots=_.estimate_amount.max())
    amounts = [
        coalesce(amount.cast("float64"), 0.0)
        for amount in (_.estimate_amount, _.minimum_amount, _.in_lots)
    ]
    known = tenders.left_join(by_lot, "process_id").mutate(highest=greatest(*amounts))
    return known.mutate(coverage=share_with(_.highest > 0)).select(
        subject_id=_.process_id,
        value=_.highest,
        reason=cases((_.coverage < min_coverage, "hardly any tender of the data has an estimate")),
    )
