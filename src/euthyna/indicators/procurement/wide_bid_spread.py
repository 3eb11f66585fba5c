"""Wide spread of bid prices."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.spec import Fence, Flag, Indicator, Param


@Indicator(
    id="wide-bid-spread",
    version=2,
    subject="process",
    stage="award",
    unit="share",
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
            name="min_spread",
            default=None,
            unit="share",
            doc="The first spread that is flagged; unset: the fence of the processes.",
            low=0,
            high=1000,
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
    flag=Flag(">=", "min_spread", Fence("upper")),
    sources=(
        "ocp2024redflags#R022",
        "krai#NEW7",
        "oecd2025bidrigging#26",
    ),
    since="0.1",
)
def wide_bid_spread(priced_bids: Table, *, min_bids: float) -> Table:
    r"""Wide spread of bid prices.

    The highest bid lies unusually far above the lowest: at or above the upper fence of all
    processes:

    .. math:: v = \frac{b_{max} - b_{min}}{b_{min}}

    Why it matters
    --------------
    Cover bids are priced far above the bid that is meant to win; firms that compete on the same
    specification come close to each other.

    Innocent explanations
    ---------------------
    The specification leaves room for different solutions; a young market; a bidder who had spare
    capacity, or a slip in a price.

    How to check
    ------------
    Compare the bids line by line; look whether the same firms lose with high bids elsewhere.

    Assumptions
    -----------
    Bids that were turned down are left out. All bids must be for the same lots and in one
    currency. Processes without a priced bid are no subjects. A fixed limit of 0.3, as used
    elsewhere, flags most real contests.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> bids = [
    ...     {"process_id": "F", "bid_no": n, "status": "valid", "bid_amount": amount, "bid_currency": "XAU"}
    ...     for n, amount in enumerate([100, 104, 131])
    ... ]
    >>> try_out(
    ...     "wide-bid-spread",
    ...     params={"wide-bid-spread": {"min_spread": 0.3}},
    ...     processes=[{"process_id": "F"}],
    ...     bids=bids,
    ... )
    [{'subject_id': 'F', 'value': 0.31, 'flag': True, 'reason': None}]
    """
    processes = priced_bids.group_by("process_id", "bids", "lowest").aggregate(
        highest=_.amount.max(), trouble=_.trouble.max()
    )
    return processes.select(
        subject_id=_.process_id,
        value=(_.highest - _.lowest) / _.lowest.nullif(0),
        reason=_.trouble,
        few=cases((_.bids < min_bids, "too few bids have a price")),
    )
