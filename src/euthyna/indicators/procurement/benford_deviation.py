"""First digits unlike Benford's."""

from __future__ import annotations

import math

from ibis import Table, _, cases, null

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="benford-deviation",
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
            name="max_deviation",
            default=0.015,
            unit="share",
            doc="The largest mean deviation that is not flagged.",
            low=0,
            high=0.2,
        ),
        Param(
            name="min_awards",
            default=100,
            unit="awards",
            doc="Buyers with fewer priced awards are not judged.",
            low=50,
            high=100000,
        ),
    ),
    flag=Flag(">", "max_deviation"),
    sources=(
        "ocp2024redflags#R029",
        "nigrini2012",
        "fazekas2016cri",
    ),
    since="0.1",
)
def benford_deviation(purchases: Table, *, min_awards: float) -> Table:
    r"""First digits unlike Benford's.

    The first digits of the amounts that a buyer awards differ from the law of Benford by more
    than `max_deviation` in the mean:

    .. math:: v = \frac{1}{9} \sum_{d=1}^{9} \left| p_d - \log_{10}(1 + 1/d) \right|

    Why it matters
    --------------
    Amounts that grow out of many factors begin with 1 more often than with 9; amounts that people
    invent, or cut to fit under a limit, do not.

    Innocent explanations
    ---------------------
    Fixed prices, narrow ranges of value and legal limits bend the digits without anyone's doing.

    How to check
    ------------
    Look which digit is in excess, and whether its amounts sit under a limit or are equal.

    Assumptions
    -----------
    Active awards to one supplier with an amount above zero count, in whatever currency. Nigrini
    calls a mean deviation above 0.015 non-conforming; it falls with the number of awards, so that
    small buyers are not judged.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> ids = [str(n) for n in range(60)]
    >>> award = {"award_no": 0, "status": "active", "award_amount": 95, "award_currency": "XAU"}
    >>> found = try_out(
    ...     "benford-deviation",
    ...     params={"benford-deviation": {"min_awards": 60}},
    ...     processes=[{"process_id": id, "buyer_id": "F"} for id in ids],
    ...     awards=[{"process_id": id, **award} for id in ids],
    ...     award_suppliers=[{"process_id": id, "award_no": 0, "party_id": "S"} for id in ids],
    ... )
    >>> [(row["subject_id"], round(row["value"], 4), row["flag"]) for row in found]
    [('F', 0.2121, True)]
    """
    first = (_.amount / 10.0 ** _.amount.log10().floor()).floor()
    digits = purchases.filter(_.amount.notnull()).mutate(digit=first)
    buyers = digits.group_by("buyer_id").aggregate(
        awards=_.count().cast("float64"),
        **{f"share_{d}": (_.digit == d).ifelse(1.0, 0.0).mean() for d in range(1, 10)},
    )
    apart = [(_[f"share_{d}"] - math.log10(1 + 1 / d)).abs() for d in range(1, 10)]
    return buyers.select(
        subject_id=_.buyer_id,
        value=sum(apart[1:], apart[0]) / 9.0,
        reason=null("string"),
        few=cases((_.awards < min_awards, "the buyer has too few awards with an amount")),
    )
