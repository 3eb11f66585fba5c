"""Tenderer disqualified excessively."""

from __future__ import annotations

from ibis import Table, _, ifelse, null

from euthyna.indicators.disqualifying import SOURCES, bids_param, share_param
from euthyna.indicators.spec import Fence, Flag, Indicator


@Indicator(
    id="tenderer-with-excessive-disqualified-bids",
    version=2,
    subject="tenderer",
    stage="award",
    unit="share",
    reads={"named_bids": ("party_id", "namings", "status")},
    params=(share_param("tenderers"), bids_param("tenderers")),
    flag=Flag(">=", "min_share", Fence("upper")),
    sources=SOURCES,
    since="0.1",
)
def tenderer_with_excessive_disqualified_bids(named_bids: Table, *, min_bids: int) -> Table:
    r"""Tenderer disqualified excessively.

    An unusually large share of a tenderer's bids is disqualified:

    .. math:: v = \frac{\text{disqualified bids}}{\text{submitted bids}} \ge t

    where :math:`t` is `min_share` or, if that is not set, the upper fence
    :math:`Q_3 + 1.5\,(Q_3 - Q_1)` of the shares of all tenderers with at least `min_bids` bids.

    Why it matters
    --------------
    Bids made to fail give the winner the look of competition. Or buyers keep an unwanted
    competitor out by rejecting whatever it hands in.

    Innocent explanations
    ---------------------
    A newcomer that does not know the forms; a firm that bids for what it cannot deliver; an
    expired certificate that spoils all bids of a season.

    How to check
    ------------
    Read the grounds of the exclusions: always the same fault, easy to remedy? See who wins when
    this tenderer is excluded, and whether the two share owners, addresses or staff.

    Assumptions
    -----------
    Bids that were handed in: not invited and not withdrawn. A bid of a consortium counts for
    each of its members. A share of 0 at three quarters of the tenderers gives a fence of 0, and
    then none is flagged.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> two = ("P", "Q")
    >>> try_out(
    ...     "tenderer-with-excessive-disqualified-bids",
    ...     params={"tenderer-with-excessive-disqualified-bids": {"min_share": 0.5}},
    ...     processes=[{"process_id": p} for p in two],
    ...     bids=[{"process_id": p, "bid_no": 0, "status": "disqualified"} for p in two],
    ...     bid_tenderers=[{"process_id": p, "bid_no": 0, "party_id": "F"} for p in two],
    ... )
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    counted = named_bids.group_by("party_id").aggregate(
        bids=_.namings.sum(), out=ifelse(_.status == "disqualified", _.namings, 0).sum()
    )
    return counted.select(
        subject_id=_.party_id,
        value=_.out.cast("float64") / _.bids.cast("float64").nullif(0),
        reason=null("string"),
        few=ifelse(_.bids < min_bids, f"it handed in fewer than {min_bids} bids", None),
    )
