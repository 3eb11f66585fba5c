"""Frequent direct awards."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.methods import METHODS, is_one_of
from euthyna.indicators.spec import Fence, Flag, Indicator, Param


@Indicator(
    id="frequent-direct-awards",
    version=2,
    subject="buyer",
    stage="tender",
    unit="share",
    reads={
        "scope": (
            "buyer_id",
            "procurement_method",
        ),
    },
    params=(
        Param(
            name="max_share",
            default=None,
            unit="share",
            doc="The highest share that is not flagged; unset: the fence of the buyers.",
            low=0,
            high=1,
        ),
        Param(
            name="min_processes",
            default=10,
            unit="processes",
            doc="Buyers with fewer processes are not judged.",
            low=1,
            high=1000,
        ),
        METHODS,
    ),
    flag=Flag(">=", "max_share", Fence("upper")),
    sources=("ocp2024redflags#R013",),
    since="0.1",
)
def frequent_direct_awards(scope: Table, *, min_processes: float, methods: str) -> Table:
    r"""Frequent direct awards.

    A buyer places a higher share of its contracts without an open contest than nearly all its
    peers: at or above the upper fence of the shares of all buyers.

    Why it matters
    --------------
    Exceptions from competition that have become the rule at one buyer point to a habit, not to
    single urgent cases.

    Innocent explanations
    ---------------------
    The buyer needs what one firm only can supply (art, patents, utilities); it buys small amounts
    only.

    How to check
    ------------
    List its direct awards by supplier and ground; compare with buyers of the same kind.

    Assumptions
    -----------
    Processes count, not values; those without a method are passed over. The fence is drawn from
    buyers with at least `min_processes` processes.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> from itertools import repeat
    >>> direct = repeat({"buyer_id": "F", "procurement_method": "direct"}, 3)
    >>> rows = [{"process_id": str(n), **row} for n, row in enumerate(direct)]
    >>> knobs = {"frequent-direct-awards": {"max_share": 0.5, "min_processes": 3}}
    >>> try_out("frequent-direct-awards", params=knobs, processes=rows)
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    buyers = scope.filter(_.buyer_id.notnull())
    uncontested = is_one_of(methods)
    counts = buyers.group_by("buyer_id").aggregate(
        known=_.procurement_method.count().cast("float64"),
        direct=uncontested.ifelse(1.0, 0.0).sum(),
    )
    return counts.select(
        subject_id=_.buyer_id,
        value=_.direct / _.known.nullif(0),
        reason=cases((_.known == 0, "the procurement methods are missing")),
        few=cases((_.known < min_processes, "the buyer has too few processes with a known method")),
    )
