"""Narrow spread of bid prices."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="narrow-bid-spread",
    version=2,
    subject="process",
    stage="award",
    unit="share",
    reads={
        "priced_bids": (
            "process_id",
            "amount",
            "bids",
            "trouble",
        ),
    },
    params=(
        Param(
            name="max_variation",
            default=0.05,
            unit="share",
            doc="Up to this coefficient of variation.",
            low=0,
            high=1,
        ),
        Param(
            name="min_bids",
            default=3,
            unit="bids",
            doc="Processes with fewer priced bids are not judged.",
            low=2,
            high=50,
        ),
    ),
    flag=Flag("<=", "max_variation"),
    sources=(
        "gti",
        "oecd2025bidrigging#26",
    ),
    since="0.1",
)
def narrow_bid_spread(priced_bids: Table, *, min_bids: float) -> Table:
    r"""Narrow spread of bid prices.

    The prices of the bids differ little from each other: their standard deviation is at most
    `max_variation` of their mean:

    .. math:: v = \frac{s(b)}{\bar b}

    Why it matters
    --------------
    Firms that have agreed who wins need not fear to be undercut, and their prices differ less
    than those of firms that guess.

    Innocent explanations
    ---------------------
    Regulated or listed prices; a published estimate that all bids follow; a mature market for a
    standard good.

    How to check
    ------------
    Look at the same firms in earlier tenders: did the spread fall, and do they take turns in
    winning?

    Assumptions
    -----------
    Bids that were turned down are left out. All bids must be for the same lots and in one
    currency. The deviation is that of a sample.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> bids = [
    ...     {"process_id": "F", "bid_no": n, "status": "valid", "bid_amount": amount, "bid_currency": "XAU"}
    ...     for n, amount in enumerate([100, 100, 103])
    ... ]
    >>> found = try_out("narrow-bid-spread", processes=[{"process_id": "F"}], bids=bids)
    >>> [(row["subject_id"], round(row["value"], 4), row["flag"]) for row in found]
    [('F', 0.0171, True)]
    """
    processes = priced_bids.group_by("process_id", "bids").aggregate(
        mean=_.amount.mean(), deviation=_.amount.std(how="sample"), trouble=_.trouble.max()
    )
    return processes.select(
        subject_id=_.process_id,
        value=_.deviation / _.mean.nullif(0),
        reason=_.trouble,
        few=cases((_.bids < min_bids, "too few bids have a price")),
    )
