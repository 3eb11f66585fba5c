"""Supplier depends on buyer."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.shares import shares
from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="dependent-supplier",
    version=3,
    subject="supplier",
    stage="award",
    unit="share",
    reads={
        "purchases": (
            "buyer_id",
            "supplier_id",
            "amount",
            "currency",
        ),
    },
    params=(
        Param(
            name="max_share",
            default=0.8,
            unit="share",
            doc="The first share of the income that is flagged.",
            low=0,
            high=1,
        ),
        Param(
            name="min_awards",
            default=5,
            unit="awards",
            doc="Suppliers with fewer priced awards are not judged.",
            low=2,
            high=1000,
        ),
        Param(
            name="min_buyers",
            default=3,
            unit="buyers",
            doc="Data with fewer buyers say nothing of dependence.",
            low=2,
            high=1000,
        ),
    ),
    flag=Flag(">=", "max_share"),
    sources=(
        "opentender",
        "sasu#RISK2-2",
        "krai#KRAI28",
    ),
    since="0.1",
)
def dependent_supplier(purchases: Table, *, min_awards: float, min_buyers: float) -> Table:
    r"""Supplier depends on buyer.

    A supplier receives `max_share` or more of its income from public contracts from one buyer:

    .. math:: v = \max_{buyer} \frac{\sum_{buyer} a}{\sum_{supplier} a}

    Why it matters
    --------------
    A firm that sells to one buyer only may have been made for that buyer.

    Innocent explanations
    ---------------------
    A local firm with one large customer near by; a speciality that one buyer only needs; other
    income that is not in the data.

    How to check
    ------------
    Look at when the firm was founded, who owns it, and what it sells to others.

    Assumptions
    -----------
    Active awards to one supplier with an amount above zero count, over the whole period of the
    data. Where four of five awards of a supplier are in one currency, those in others are left out;
    where fewer are, nothing is computed. Income outside the data is not known.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> processes = [{"process_id": str(n), "buyer_id": buyer} for n, buyer in enumerate(["B", "B", "C", "D"])]
    >>> awards = [
    ...     {"process_id": str(n), "award_no": 0, "status": "active", "award_amount": 5, "award_currency": "XAU"}
    ...     for n in range(4)
    ... ]
    >>> suppliers = [
    ...     {"process_id": str(n), "award_no": 0, "party_id": party} for n, party in enumerate(["F", "F", "A", "A"])
    ... ]
    >>> try_out(
    ...     "dependent-supplier",
    ...     params={"dependent-supplier": {"min_awards": 2}},
    ...     processes=processes,
    ...     awards=awards,
    ...     award_suppliers=suppliers,
    ... )
    [{'subject_id': 'A', 'value': 0.5, 'flag': False, 'reason': None}, {'subject_id': 'F',
    'value': 1.0, 'flag': True, 'reason': None}]
    """
    pairs = shares(purchases, whole="supplier_id", part="buyer_id")
    buyers = purchases.aggregate(buyers=_.buyer_id.nunique().cast("float64"))
    suppliers = pairs.group_by("whole", "awards").aggregate(
        share=_.share.max(), trouble=_.trouble.max()
    )
    suppliers = suppliers.mutate(trouble=_.share.isnull().ifelse(_.trouble, None))
    return suppliers.cross_join(buyers).select(
        subject_id=_.whole,
        value=_.share,
        reason=_.trouble,
        few=cases(
            (_.buyers < min_buyers, "the data have too few buyers"),
            (_.awards < min_awards, "the supplier has too few awards with an amount"),
        ),
    )
