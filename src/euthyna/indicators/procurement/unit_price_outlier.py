"""Item price out of line."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.medians import with_robust_z
from euthyna.indicators.spec import Flag, Indicator, Param

_ITEM = ("classification_scheme", "classification_id", "unit_name", "unit_currency")
"""What must be the same for prices to be compared."""


@Indicator(
    id="unit-price-outlier",
    subject="process",
    stage="award",
    unit="robust z",
    reads={
        "scope": ("process_id",),
        "processes": ("process_id", "tender_published_at", "tender_start_at", "published_at"),
        "items": (
            "process_id",
            "place",
            "classification_scheme",
            "classification_id",
            "unit_name",
            "unit_amount",
            "unit_currency",
        ),
    },
    params=(
        Param(
            name="max_deviation",
            default=3.5,
            unit="robust z",
            doc="The largest deviation from the peers that is not flagged.",
            low=0.1,
            high=20,
        ),
        Param(
            name="min_excess",
            default=0.2,
            unit="share",
            doc="A price this much above or below the median, or less, counts as equal to it.",
            low=0,
            high=10,
        ),
        Param(
            name="min_peers",
            default=5,
            unit="prices",
            doc="Smaller groups are not compared.",
            low=3,
            high=1000,
        ),
        Param(
            name="max_placeholder",
            default=0.01,
            unit="currency units",
            doc="Prices up to this one are placeholders, which say nothing of the price.",
            low=0,
            high=1000,
        ),
        Param(
            name="places",
            default="award|contract",
            unit="places",
            doc="Where the items stand: in a tender, an award or a contract.",
        ),
    ),
    flag=Flag(">", "max_deviation"),
    sources=("ocp2024redflags#R017", "krai#KRAI11", "iglewicz1993"),
    since="0.1",
)
def unit_price_outlier(
    scope: Table,
    processes: Table,
    items: Table,
    *,
    min_excess: float,
    min_peers: int,
    max_placeholder: float,
    places: str,
) -> Table:
    r"""Item price out of line.

    The price of one unit lies far from what others pay for the same in the same year:

    .. math:: v = \max_i 0.6745\,\frac{|\ln p_i - m|}{\operatorname{med} |\ln p - m|}

    where :math:`m` is the median of the logarithms of the prices of items of the same class, unit,
    currency, place and year. A price within `min_excess` of the median price counts as equal to it.

    Why it matters
    --------------
    What is paid too much for each unit can be shared between seller and buyer; the total, and the
    number of units, look usual.

    Innocent explanations
    ---------------------
    Another quality, brand or delivery under the same class; a small quantity; a unit that means
    another package; a price with tax among prices without it.

    How to check
    ------------
    Read the description of the item; compare it with the closest items of the same class, and with
    a price list of the time.

    Assumptions
    -----------
    The class is as precise as it is published. The prices of one process in one group count once,
    by their mean. Prices of direct awards are compared as well. Where most prices of a group are
    equal, the mean distance takes the place of the median one.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from datetime import datetime
    >>> prices = {"A": 10, "B": 10.5, "C": 11, "D": 11.5, "F": 40}
    >>> item = {"place": "award", "classification_id": "3019", "unit_name": "ream"}
    >>> found = try_out(
    ...     "unit-price-outlier",
    ...     processes=[{"process_id": id, "published_at": datetime(2024, 3, 1)} for id in prices],
    ...     items=[
    ...         {**item, "process_id": id, "unit_amount": price, "unit_currency": "XAU"}
    ...         for id, price in prices.items()
    ...     ],
    ... )
    >>> [row["subject_id"] for row in found if row["flag"]]
    ['F']
    """
    group = ("place", *_ITEM, "year")
    at = coalesce(_.tender_published_at, _.tender_start_at, _.published_at)
    dated = processes.inner_join(scope, "process_id").select("process_id", year=at.year())
    listed = items.filter(_.place.isin(places.split("|"))).inner_join(dated, "process_id")
    price = _.unit_amount.cast("float64")
    known = (price > max_placeholder) & _.unit_currency.notnull() & _.unit_name.notnull()
    known = known & _.classification_id.notnull() & _.year.notnull()
    lines = listed.group_by("process_id", *group).aggregate(
        log=known.ifelse(price, None).ln().mean()
    )
    beside = with_robust_z(lines, "log", by=group).mutate(
        away=((_.log - _.middle).exp() - 1).abs(), used=_.log.notnull() & (_.peers >= min_peers)
    )
    found = beside.group_by("process_id").aggregate(
        value=_.used.ifelse((_.away > min_excess).ifelse(_.robust_z.abs(), 0.0), None).max(),
        known=_.log.count(),
    )
    return found.select(
        "value",
        subject_id=_.process_id,
        reason=cases(
            (_.known == 0, "no item has a class, a unit, a real price and a year"),
            (_.value.isnull(), "too few prices are for the same class, unit and year"),
        ),
    )
