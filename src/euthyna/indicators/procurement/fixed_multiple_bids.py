"""Bids at whole percentages."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="fixed-multiple-bids",
    subject="process",
    stage="award",
    unit="bids",
    reads={
        "priced_bids": (
            "process_id",
            "amount",
            "bids",
            "lowest",
            "trouble",
        ),
    },
    params=(
        Param(
            name="min_multiples",
            default=2,
            unit="bids",
            doc="From so many bids at a whole percentage on.",
            low=1,
            high=50,
        ),
        Param(
            name="tolerance",
            default=1e-06,
            unit="percentage points",
            doc="How far from a whole number counts as whole.",
            low=0,
            high=0.1,
        ),
    ),
    flag=Flag(">=", "min_multiples"),
    sources=(
        "ocp2024redflags#R023",
        "ocvn#i085",
        "oecd2025bidrigging#25",
    ),
    since="0.1",
)
def fixed_multiple_bids(priced_bids: Table, *, tolerance: float) -> Table:
    r"""Bids at whole percentages.

    At least `min_multiples` bids lie above the lowest one by a whole number of per cent:

    .. math:: v = \left|\left\{b : 100\,\frac{b - b_{min}}{b_{min}} \in \{1, 2, 3, \dots\}\right\}\right|

    Why it matters
    --------------
    Who writes the cover bids for others often takes the winning price and adds a round
    percentage.

    Innocent explanations
    ---------------------
    Round prices (100, 110, 120) meet whole percentages by chance; all bidders apply a rebate to
    the same price list.

    How to check
    ------------
    Compute the percentage for single lines of the bids; compare their layout and their slips.

    Assumptions
    -----------
    Bids that were turned down are left out. All bids must be for the same lots and in one
    currency. Equal bids do not count.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> bids = [
    ...     {"process_id": "F", "bid_no": n, "status": "valid", "bid_amount": amount, "bid_currency": "XAU"}
    ...     for n, amount in enumerate([8123, 8529.15, 9341.45])
    ... ]
    >>> try_out("fixed-multiple-bids", processes=[{"process_id": "F"}], bids=bids)
    [{'subject_id': 'F', 'value': 2.0, 'flag': True, 'reason': None}]
    """
    percent = (_.amount / _.lowest.nullif(0) - 1.0) * 100.0
    whole = (_.percent + 0.5).floor()
    fits = (whole >= 1) & ((_.percent - whole).abs() <= tolerance)
    processes = (
        priced_bids.mutate(percent=percent)
        .mutate(multiple=fits.ifelse(1.0, 0.0))
        .group_by("process_id", "bids")
        .aggregate(multiples=_.multiple.sum(), trouble=_.trouble.max())
    )
    return processes.select(
        subject_id=_.process_id,
        value=_.multiples,
        reason=cases((_.trouble.notnull(), _.trouble), (_.bids < 2, "only one bid has a price")),
    )
