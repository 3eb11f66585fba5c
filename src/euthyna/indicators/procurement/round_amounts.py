"""Many round amounts."""

from __future__ import annotations

from ibis import Table, _, cases, null

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="round-amounts",
    version=2,
    subject="buyer",
    stage="award",
    unit="share",
    reads={
        "purchases": (
            "buyer_id",
            "amount",
        ),
    },
    params=(
        Param(
            name="max_share",
            default=0.5,
            unit="share",
            doc="The first share of the awards that is flagged.",
            low=0,
            high=1,
        ),
        Param(
            name="digits",
            default=2,
            unit="digits",
            doc="An amount is round if only so many first digits differ from zero.",
            low=1,
            high=6,
        ),
        Param(
            name="min_awards",
            default=20,
            unit="awards",
            doc="Buyers with fewer priced awards are not judged.",
            low=5,
            high=1000,
        ),
    ),
    flag=Flag(">=", "max_share"),
    sources=("poder",),
    since="0.1",
)
def round_amounts(purchases: Table, *, digits: float, min_awards: float) -> Table:
    r"""Many round amounts.

    Of the amounts that a buyer awards, `max_share` or more are round: after the first `digits`
    digits only zeros follow.

    Why it matters
    --------------
    Prices come from quantities, wages and taxes and are seldom round; a round price was often
    agreed first and explained later.

    Innocent explanations
    ---------------------
    Budget ceilings and framework limits; grants of fixed size; unit prices with estimated
    quantities.

    How to check
    ------------
    Ask for the calculation behind a few round amounts; look whether they sit under a limit.

    Assumptions
    -----------
    Active awards to one supplier with an amount above zero count, in whatever currency; amounts
    with no more than `digits` digits are passed over. By chance about one amount in ten thousand
    with six digits is round to two.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> ids = [str(n) for n in range(5)]
    >>> award = {"award_no": 0, "status": "active", "award_currency": "XAU"}
    >>> try_out(
    ...     "round-amounts",
    ...     params={"round-amounts": {"min_awards": 5}},
    ...     processes=[{"process_id": id, "buyer_id": "F"} for id in ids],
    ...     awards=[
    ...         {"process_id": id, **award, "award_amount": amount}
    ...         for id, amount in zip(ids, [250000, 4000, 1300, 87211, 5120.5], strict=True)
    ...     ],
    ...     award_suppliers=[{"process_id": id, "award_no": 0, "party_id": "S"} for id in ids],
    ... )
    [{'subject_id': 'F', 'value': 0.6, 'flag': True, 'reason': None}]
    """
    priced = purchases.filter(_.amount >= 10**digits)
    steps = _.amount / 10.0 ** (_.amount.log10().floor() - (digits - 1))
    buyers = (
        priced.mutate(steps=steps)
        .group_by("buyer_id")
        .aggregate(
            share=(_.steps == _.steps.floor()).ifelse(1.0, 0.0).mean(),
            awards=_.count().cast("float64"),
        )
    )
    return buyers.select(
        subject_id=_.buyer_id,
        value=_.share,
        reason=null("string"),
        few=cases((_.awards < min_awards, "the buyer has too few awards with an amount")),
    )
