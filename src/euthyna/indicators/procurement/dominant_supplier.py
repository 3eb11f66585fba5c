"""One supplier dominates buyer."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.shares import shares
from euthyna.indicators.spec import PAIR, Flag, Indicator, Param


@Indicator(
    id="dominant-supplier",
    version=3,
    subject="buyer_supplier",
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
            default=0.5,
            unit="share",
            doc="The first share of the spending that is flagged.",
            low=0,
            high=1,
        ),
        Param(
            name="min_awards",
            default=10,
            unit="awards",
            doc="Buyers with fewer priced awards are not judged.",
            low=2,
            high=1000,
        ),
    ),
    flag=Flag(">=", "max_share"),
    sources=(
        "ocp2024redflags#R040",
        "opentender",
        "poder",
    ),
    since="0.1",
)
def dominant_supplier(purchases: Table, *, min_awards: float) -> Table:
    r"""One supplier dominates buyer.

    One supplier receives `max_share` or more of all that a buyer awards:

    .. math:: v = \frac{\sum_{supplier} a}{\sum_{buyer} a}

    Why it matters
    --------------
    A firm that wins nearly everything at one buyer may be protected by someone there.

    Innocent explanations
    ---------------------
    One large contract in the period; the only supplier of a place or a good; a utility.

    How to check
    ------------
    Leave out the largest contract and compute again; look at who competed, and who stopped to.

    Assumptions
    -----------
    Active awards to one supplier with an amount above zero count, over the whole period of the
    data. Where four of five awards of a buyer are in one currency, those in others are left out;
    where fewer are, nothing is computed. Other sources flag from 0.3 and five awards on, where among three suppliers one is
    always flagged.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> processes = [{"process_id": str(n), "buyer_id": buyer} for n, buyer in enumerate(["B"] * 3)]
    >>> awards = [
    ...     {"process_id": str(n), "award_no": 0, "status": "active", "award_amount": 5, "award_currency": "XAU"}
    ...     for n in range(3)
    ... ]
    >>> suppliers = [
    ...     {"process_id": str(n), "award_no": 0, "party_id": party} for n, party in enumerate(["F", "F", "A"])
    ... ]
    >>> try_out(
    ...     "dominant-supplier",
    ...     params={"dominant-supplier": {"min_awards": 3}},
    ...     processes=processes,
    ...     awards=awards,
    ...     award_suppliers=suppliers,
    ... )
    [{'subject_id': 'B / A', 'value': 0.3333333333333333, 'flag': False, 'reason': None},
    {'subject_id': 'B / F', 'value': 0.6666666666666666, 'flag': True, 'reason': None}]
    """
    pairs = shares(purchases, whole="buyer_id", part="supplier_id")
    return pairs.select(
        subject_id=_.whole + PAIR + _.part,
        value=_.share,
        reason=_.trouble,
        few=cases((_.awards < min_awards, "the buyer has too few awards with an amount")),
    )
