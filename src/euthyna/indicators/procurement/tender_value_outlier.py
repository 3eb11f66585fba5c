"""Tender value out of line."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.medians import with_robust_z
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="tender-value-outlier",
    version=2,
    subject="process",
    stage="tender",
    unit="robust z",
    reads={
        "scope": ("process_id",),
        "processes": (
            "process_id",
            "estimate_amount",
            "estimate_currency",
        ),
        "items": (
            "process_id",
            "place",
            "item_no",
            "classification_scheme",
            "classification_id",
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
            name="digits",
            default=2,
            unit="digits",
            doc="So many first characters of a class make a group of peers.",
            low=1,
            high=8,
        ),
        Param(
            name="min_peers",
            default=10,
            unit="tenders",
            doc="Smaller groups are not judged.",
            low=3,
            high=1000,
        ),
        Param(
            name="max_placeholder",
            default=1,
            unit="currency units",
            doc="Amounts up to this one are placeholders, which say nothing of the value.",
            low=0,
            high=1000,
        ),
    ),
    flag=Flag(">", "max_deviation"),
    sources=(
        "ocp2024redflags#R016",
        "iglewicz1993",
    ),
    since="0.1",
)
def tender_value_outlier(
    scope: Table,
    processes: Table,
    items: Table,
    *,
    digits: float,
    min_peers: float,
    max_placeholder: float,
) -> Table:
    r"""Tender value out of line.

    The estimate lies far from those of tenders for the same class of goods, works or services, in
    either direction, on a logarithmic scale:

    .. math:: v = 0.6745 \frac{|\ln x - \mathrm{med}(\ln x)|}{\mathrm{med}\,|\ln x - \mathrm{med}(\ln x)|}

    Why it matters
    --------------
    A value out of line may be inflated, or cut to stay under a limit.

    Innocent explanations
    ---------------------
    One large project among small ones; several years or several units in one tender; a slip in a
    digit.

    How to check
    ------------
    Divide by the quantity and compare the price of a unit with the same purchase elsewhere.

    Assumptions
    -----------
    The class is that of the first item of the tender, cut to `digits` characters. Peers share
    class and currency; years are not told apart, so that inflation widens the spread.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> amounts = [90, 95, 100, 105, 110, 9000]
    >>> ids = ["a", "b", "c", "d", "e", "F"]
    >>> found = try_out(
    ...     "tender-value-outlier",
    ...     params={"tender-value-outlier": {"min_peers": 5}},
    ...     processes=[
    ...         {"process_id": id, "estimate_amount": amount, "estimate_currency": "XAU"}
    ...         for id, amount in zip(ids, amounts, strict=True)
    ...     ],
    ...     items=[
    ...         {"process_id": id, "place": "tender", "item_no": 0, "classification_id": "4521"}
    ...         for id in ids
    ...     ],
    ... )
    >>> [row["subject_id"] for row in found if row["flag"]]
    ['F']
    """
    group = ("scheme", "class_", "currency")
    first = items.filter((_.place == "tender") & (_.item_no == 0)).select(
        "process_id",
        scheme=coalesce(_.classification_scheme, ""),
        class_=_.classification_id.substr(0, int(digits)),
    )
    estimate = _.estimate_amount.cast("float64")
    usable = (estimate > max_placeholder) & _.estimate_currency.notnull() & _.class_.notnull()
    tenders = processes.inner_join(scope, "process_id").left_join(first, "process_id")
    known = tenders.mutate(
        currency=_.estimate_currency,
        log=usable.ifelse(estimate, None).ln(),
    )
    beside = with_robust_z(known, "log", by=group)
    return beside.filter(_.estimate_amount.notnull()).select(
        subject_id=_.process_id,
        value=_.robust_z.abs(),
        reason=cases((_.log.isnull(), "the class of the first item, or a real value, is missing")),
        few=cases(
            (_.peers < min_peers, "too few tenders are for the same class of items"),
            (_.robust_z.isnull(), "the values of the peers do not spread"),
        ),
    )
