"""Heterogeneous supplier."""

from __future__ import annotations

from ibis import Table, _, ifelse, null

from euthyna.indicators.spec import Fence, Flag, Indicator, Param


@Indicator(
    id="heterogeneous-supplier",
    version=2,
    subject="supplier",
    stage="award",
    unit="classes",
    reads={
        "scope": ("process_id",),
        "awards": ("process_id", "award_no", "status"),
        "award_suppliers": ("process_id", "award_no", "party_id"),
        "items": ("process_id", "place", "parent_no", "classification_id"),
    },
    params=(
        Param(
            name="min_classes",
            default=None,
            unit="classes",
            doc="From so many classes on; not set: the upper fence of all suppliers.",
            low=0,
            high=1000,
        ),
        Param(
            name="digits",
            default=2,
            unit="characters",
            doc="So many first characters of a code are a class.",
            low=0,
            high=20,
        ),
        Param(
            name="min_processes",
            default=20,
            unit="processes",
            doc="Suppliers with fewer processes are not judged.",
            low=0,
            high=10_000,
        ),
    ),
    flag=Flag(">=", "min_classes", Fence("upper", needs_spread=True)),
    sources=("ocp2024redflags#R048", "cardinal#R048", "hyndman1996quantiles", "tukey1977eda"),
    since="0.1",
)
def heterogeneous_supplier(
    scope: Table,
    awards: Table,
    award_suppliers: Table,
    items: Table,
    *,
    digits: int,
    min_processes: int,
) -> Table:
    r"""Heterogeneous supplier.

    A supplier sells unusually many different kinds of things:

    .. math:: v = \text{number of different classes of the items awarded to it} \ge t

    where a class is the first `digits` characters of an item's code, and :math:`t` is
    `min_classes` or, if that is not set, the upper fence :math:`Q_3 + 1.5\,(Q_3 - Q_1)` of all
    suppliers with at least `min_processes` processes.

    Why it matters
    --------------
    A firm that sells concrete, catering and software owns none of these trades. It may stand
    between the buyer and the real suppliers, for a share.

    Innocent explanations
    ---------------------
    A general store, a wholesaler or a trading house; a large group; a framework for many goods;
    codes that are chosen carelessly.

    How to check
    ------------
    Compare with the activity in the company register and its number of employees; ask who
    delivered; see whether all its customers are one buyer.

    Assumptions
    -----------
    Only active awards to one supplier, so that it is known who supplies an item. All codes come
    from one classification.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> classes = ["33", "45", "55"]
    >>> try_out(
    ...     "heterogeneous-supplier",
    ...     params={"heterogeneous-supplier": {"min_processes": 1, "min_classes": 3}},
    ...     processes=[{"process_id": "P"}],
    ...     awards=[{"process_id": "P", "award_no": 0, "status": "active"}],
    ...     award_suppliers=[{"process_id": "P", "award_no": 0, "party_id": "F"}],
    ...     items=[
    ...         {"process_id": "P", "place": "award", "parent_no": 0, "classification_id": c}
    ...         for c in classes
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 3.0, 'flag': True, 'reason': None}]
    """
    award = ["process_id", "award_no"]
    alone = (
        award_suppliers.group_by(award)
        .aggregate(party_id=_.party_id.max(), suppliers=_.count())
        .filter((_.suppliers == 1) & _.party_id.notnull())
    )
    supplied = (
        items.filter((_.place == "award") & _.classification_id.notnull())
        .select("process_id", "classification_id", award_no="parent_no")
        .inner_join(awards.filter(_.status == "active"), award)
        .inner_join(alone, award)
        .inner_join(scope, "process_id")
    )
    counted = supplied.group_by("party_id").aggregate(
        processes=_.process_id.nunique(), classes=_.classification_id.substr(0, digits).nunique()
    )
    few = f"it was awarded fewer than {min_processes} processes with classified items"
    return counted.select(
        subject_id=_.party_id,
        value=_.classes,
        reason=null("string"),
        few=ifelse(_.processes < min_processes, few, None),
    )
