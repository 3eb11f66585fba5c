"""Market in few hands."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.spec import PAIR, Flag, Indicator, Param


@Indicator(
    id="concentrated-market",
    subject="market",
    stage="award",
    unit="index",
    reads={
        "purchases": (
            "process_id",
            "award_no",
            "supplier_id",
            "award_at",
            "amount",
            "currency",
        ),
        "award_classes": ("process_id", "award_no", "item_class"),
    },
    params=(
        Param(
            name="max_concentration",
            default=0.25,
            unit="index",
            doc="From this index on a market is concentrated.",
            low=0.01,
            high=1,
        ),
        Param(
            name="min_awards",
            default=10,
            unit="awards",
            doc="Markets with fewer priced awards are not judged.",
            low=2,
            high=10_000,
        ),
    ),
    flag=Flag(">=", "max_concentration"),
    sources=("ocp2024redflags#R051",),
    since="0.1",
)
def concentrated_market(purchases: Table, award_classes: Table, *, min_awards: int) -> Table:
    r"""Market in few hands.

    Few suppliers share what is bought of one class of items in one year, by the index of Herfindahl
    and Hirschman:

    .. math:: v = \sum_s \left(\frac{\text{awarded to supplier } s}{\text{awarded in all}}\right)^2

    One supplier alone gives 1, four of equal size give 0.25.

    Why it matters
    --------------
    Where a few firms win everything, others have given up or were kept out, and agreements between
    those that are left are easy to keep.

    Innocent explanations
    ---------------------
    Few firms can make the thing at all; one framework covers the year; a large single contract
    outweighs many small ones.

    How to check
    ------------
    Compare with the year before; see how many bid and lost, and whether winners share owners,
    take turns or divide the regions.

    Assumptions
    -----------
    A market is a class of items, a year and a currency, in all the data together: regions are not
    told apart, since where a contract is carried out is hardly ever published. The first item of
    an award gives its class, else that of the tender. Awards to several suppliers, and of unknown
    buyers, are left out.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> ids = ["1", "2"]
    >>> day, money = {"award_at": datetime(2024, 3, 1)}, {"award_currency": "XAU"}
    >>> try_out(
    ...     "concentrated-market",
    ...     params={"concentrated-market": {"min_awards": 2}},
    ...     processes=[{"process_id": id, "buyer_id": "B"} for id in ids],
    ...     awards=[
    ...         {"process_id": id, "award_no": 0, "status": "active", "award_amount": 5, **day, **money}
    ...         for id in ids
    ...     ],
    ...     award_suppliers=[{"process_id": id, "award_no": 0, "party_id": id} for id in ids],
    ...     items=[
    ...         {"process_id": id, "place": "tender", "item_no": 0, "classification_id": "4521"}
    ...         for id in ids
    ...     ],
    ... )
    [{'subject_id': '452 / 2024 / XAU', 'value': 0.5, 'flag': True, 'reason': None}]
    """
    market = ("item_class", "year", "currency")
    sold = purchases.inner_join(award_classes, ["process_id", "award_no"]).mutate(
        item_class=coalesce(_.item_class, "unclassified"),
        year=coalesce(_.award_at.year().cast("string"), "undated"),
        currency=coalesce(_.currency, "unpriced"),
    )
    sums = sold.group_by(*market, "supplier_id").aggregate(won=_.amount.sum(), awards=_.count())
    markets = sums.group_by(*market).aggregate(
        squares=(_.won * _.won).sum(), total=_.won.sum(), awards=_.awards.sum()
    )
    return markets.select(
        subject_id=_.item_class + PAIR + _.year + PAIR + _.currency,
        value=_.squares / (_.total * _.total).nullif(0),
        reason=cases(
            (_.item_class == "unclassified", "the class of the items is missing"),
            (_.year == "undated", "the dates of the awards are missing"),
            (_.currency == "unpriced", "the values of the awards are missing"),
        ),
        few=cases((_.awards < min_awards, "too few awards are priced in this market")),
    )
