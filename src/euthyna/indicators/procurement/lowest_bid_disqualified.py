"""Lowest bid disqualified."""

from __future__ import annotations

from ibis import Table, _, cases, cumulative_window, ifelse

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="lowest-bid-disqualified",
    subject="process",
    stage="award",
    unit="bids",
    reads={
        "awards": ("process_id", "status"),
        "submitted_bids": (
            "process_id",
            "bid_no",
            "status",
            "bid_amount",
            "bid_currency",
            "compares_prices",
        ),
    },
    params=(
        Param(
            name="min_bids",
            default=1,
            unit="bids",
            doc="From so many of the lowest bids on.",
            low=1,
            high=1000,
        ),
        Param(
            name="currency",
            default="",
            unit="ISO 4217",
            doc="Only bids in this currency; empty: any, if all bids of the process share it.",
        ),
    ),
    flag=Flag(">=", "min_bids"),
    sources=("ocp2024redflags#R036", "cardinal#R036"),
    since="0.1",
)
def lowest_bid_disqualified(awards: Table, submitted_bids: Table, *, currency: str) -> Table:
    r"""Lowest bid disqualified.

    The lowest bids, at least `min_bids` of them, were disqualified:

    .. math:: v = \text{disqualified bids below the lowest bid that was not}

    Why it matters
    --------------
    The buyer pays more than the market offered. Exclusion is a quiet way to steer an award past
    a cheaper competitor.

    Innocent explanations
    ---------------------
    A price that was abnormally low; a bid that did not meet the specification or lacked the
    guarantee; an award by quality and not by price alone.

    How to check
    ------------
    Read the ground of the exclusion and whether it could be remedied; compute what the award
    cost more; see whether the same tenderer is excluded by this buyer again and again.

    Assumptions
    -----------
    At least one award is active and at least one bid with a price is valid. Bids are compared in
    one currency; between equal prices the bid published first counts as the lower. Whether
    price was the only criterion is not checked.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> paid = {"process_id": "F", "bid_currency": "EUR"}
    >>> try_out(
    ...     "lowest-bid-disqualified",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "status": "active"}],
    ...     bids=[
    ...         {**paid, "bid_no": 0, "status": "disqualified", "bid_amount": 90},
    ...         {**paid, "bid_no": 1, "status": "valid", "bid_amount": 100},
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    awarded = awards.filter(_.status == "active").select("process_id").distinct()
    bids = submitted_bids.filter(_.compares_prices).inner_join(awarded, "process_id")
    is_priced = _.bid_amount.notnull() & _.bid_currency.notnull()
    if currency:
        is_priced = is_priced & (_.bid_currency == currency)
    so_far = cumulative_window(group_by="process_id", order_by=["bid_amount", "bid_no"])
    marked = bids.mutate(
        priced=ifelse(is_priced, 1, 0), paid_in=ifelse(is_priced, _.bid_currency, None)
    )
    standing = ifelse(_.status == "disqualified", 0, _.priced)
    ranked = marked.mutate(kept=standing.sum().over(so_far)).group_by("process_id")
    found = ranked.aggregate(
        bids=_.count(),
        value=ifelse(_.kept == 0, _.priced, 0).sum(),
        valid=ifelse(_.status == "valid", _.priced, 0).sum(),
        is_mixed=_.paid_in.min() != _.paid_in.max(),
    )
    no_price = (_.valid == 0, "no valid bid has a price and a currency")
    mixed = (_.is_mixed, "the bids are in several currencies")
    several = found.filter(_.bids >= 2)
    return several.select("value", subject_id=_.process_id, reason=cases(no_price, mixed))
