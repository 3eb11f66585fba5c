"""Identical bid prices."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="identical-bid-prices",
    subject="process",
    stage="award",
    unit="tenderers",
    reads={
        "submitted_bids": ("process_id", "bid_no", "compares_prices"),
        "bid_prices": ("process_id", "bid_no", "shared_by"),
    },
    params=(
        Param(
            name="min_tenderers",
            default=2,
            unit="tenderers",
            doc="From so many tenderers with one price on.",
            low=2,
            high=100,
        ),
    ),
    flag=Flag(">=", "min_tenderers"),
    sources=("ocp2024redflags#R028", "cardinal#R028", "oecd2025bidrigging"),
    since="0.1",
)
def identical_bid_prices(submitted_bids: Table, bid_prices: Table) -> Table:
    r"""Identical bid prices.

    Different tenderers offered exactly the same price:

    .. math:: v = \max_{\text{price}} \text{number of tenderers that offered it}

    and 0 where no price was offered twice by different tenderers.

    Why it matters
    --------------
    Independent calculations seldom end at the same cent. Tenderers that agree on a price leave
    the choice to a draw, to quality points or to the buyer.

    Innocent explanations
    ---------------------
    Prices that are regulated or listed; a ceiling or a budget that all offer; round prices for
    small values; unit prices of 1 in a framework.

    How to check
    ------------
    See whether the price is the ceiling of the notice; compare the unit prices below the total;
    look for the same author, address or bank behind the bids.

    Assumptions
    -----------
    All bids that were handed in count, whether valid or not, if they may be compared by price. A
    tenderer may offer a price more than once; a consortium is its members.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> paid = {"process_id": "F", "status": "valid", "bid_amount": 100, "bid_currency": "EUR"}
    >>> try_out(
    ...     "identical-bid-prices",
    ...     processes=[{"process_id": "F"}],
    ...     bids=[{**paid, "bid_no": 0}, {**paid, "bid_no": 1}],
    ...     bid_tenderers=[
    ...         {"process_id": "F", "bid_no": 0, "party_id": "X"},
    ...         {"process_id": "F", "bid_no": 1, "party_id": "Y"},
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 2.0, 'flag': True, 'reason': None}]
    """
    several = (
        submitted_bids.filter(_.compares_prices)
        .group_by("process_id")
        .aggregate(bids=_.count())
        .filter(_.bids >= 2)
    )
    prices = bid_prices.group_by("process_id").aggregate(
        priced=_.bid_no.nunique(), value=_.shared_by.max()
    )
    few = _.priced.isnull() | (_.priced < 2)
    return several.left_join(prices, "process_id").select(
        "value",
        subject_id=_.process_id,
        reason=cases((few, "fewer than two bids have a price, a currency and a tenderer")),
    )
