"""Excessive unsuccessful bids."""

from __future__ import annotations

from ibis import Table, _, ifelse, null

from euthyna.indicators.quantiles import quantiles
from euthyna.indicators.spec import Fence, Flag, Indicator, Param


@Indicator(
    id="excessive-unsuccessful-bids",
    subject="tenderer",
    stage="award",
    unit="share",
    reads={"tenderer_wins": ("party_id", "bids", "wins")},
    params=(
        Param(
            name="max_share",
            default=None,
            unit="share",
            doc="Few wins are up to this share; not set: the lower fence of all tenderers.",
            low=0,
            high=1,
        ),
        Param(
            name="percentile",
            default=75,
            unit="per cent",
            doc="A tenderer bids often if it bids as often as this percentile of all tenderers.",
            low=0,
            high=100,
        ),
    ),
    flag=Flag("<=", "max_share", Fence("lower")),
    sources=("ocp2024redflags#R025", "cardinal#R025", "hyndman1996quantiles", "tukey1977eda"),
    since="0.1",
)
def excessive_unsuccessful_bids(tenderer_wins: Table, *, percentile: float) -> Table:
    r"""Excessive unsuccessful bids.

    A tenderer that bids often wins unusually seldom:

    .. math:: v = \frac{\text{processes won}}{\text{processes with a valid bid}} \le t

    where :math:`t` is `max_share` or, if that is not set, the lower fence
    :math:`Q_1 - 1.5\,(Q_3 - Q_1)` of the shares of all tenderers. Tenderers that bid less often
    than the `percentile` of all tenderers are not judged.

    Why it matters
    --------------
    Nobody pays for bids for years without winning, except to be there: as a cover bidder that
    makes another's win look like a contest.

    Innocent explanations
    ---------------------
    A newcomer that learns; a supplier with high prices and high quality; tenders decided by
    quality; a market with one strong competitor.

    How to check
    ------------
    See who wins when this tenderer loses: always the same? Compare owners, addresses and the
    wording of bids; ask whether it is a subcontractor of the winner.

    Assumptions
    -----------
    Only processes whose awards are all decided, with one active award to one supplier, and
    valid bids of single tenderers. A tenderer counts once in each process.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> many = [f"P{n}" for n in range(4)]
    >>> try_out(
    ...     "excessive-unsuccessful-bids",
    ...     params={"excessive-unsuccessful-bids": {"max_share": 0.1}},
    ...     processes=[{"process_id": p} for p in many],
    ...     awards=[{"process_id": p, "award_no": 0, "status": "active"} for p in many],
    ...     award_suppliers=[{"process_id": p, "award_no": 0, "party_id": "A"} for p in many],
    ...     bids=[{"process_id": p, "bid_no": n, "status": "valid"} for p in many for n in (0, 1)],
    ...     bid_tenderers=[
    ...         {"process_id": p, "bid_no": n, "party_id": "AF"[n]} for p in many for n in (0, 1)
    ...     ],
    ... )
    [{'subject_id': 'A', 'value': 1.0, 'flag': False, 'reason': None},
     {'subject_id': 'F', 'value': 0.0, 'flag': True, 'reason': None}]
    """
    often = quantiles(tenderer_wins, "bids", {"often": percentile / 100})
    return tenderer_wins.cross_join(often.select("often")).select(
        subject_id=_.party_id,
        value=_.wins.cast("float64") / _.bids.cast("float64"),
        reason=null("string"),
        held=ifelse(
            _.bids.cast("float64") < _.often,
            f"it bid less often than the {percentile:g}th percentile of all tenderers",
            None,
        ),
    )
