"""Buyer disqualifies excessively."""

from __future__ import annotations

from ibis import Table

from euthyna.indicators.disqualifying import (
    SOURCES,
    bids_param,
    disqualified_shares,
    processes_param,
    share_param,
)
from euthyna.indicators.spec import Fence, Flag, Indicator


@Indicator(
    id="buyer-with-excessive-disqualified-bids",
    version=2,
    subject="buyer",
    stage="award",
    unit="share",
    reads={"disqualifications": ("buyer_id", "submitted", "disqualified")},
    params=(
        share_param("buyers"),
        bids_param("buyers"),
        processes_param("buyers"),
    ),
    flag=Flag(">=", "min_share", Fence("upper")),
    sources=SOURCES,
    since="0.1",
)
def buyer_with_excessive_disqualified_bids(
    disqualifications: Table, *, min_bids: int, min_processes: int
) -> Table:
    r"""Buyer disqualifies excessively.

    A buyer disqualifies an unusually large share of the bids it receives:

    .. math:: v = \frac{\text{disqualified bids}}{\text{submitted bids}} \ge t

    where :math:`t` is `min_share` or, if that is not set, the upper fence
    :math:`Q_3 + 1.5\,(Q_3 - Q_1)` of the shares of all buyers with at least `min_bids` bids in at
    least `min_processes` processes.

    Why it matters
    --------------
    Exclusion is the last point at which an award can be steered, and the least visible. A buyer
    that excludes far more than others may write requirements that only one can meet.

    Innocent explanations
    ---------------------
    Technical purchases with strict standards; bidders in its region that are new to public
    tenders; a buyer that publishes disqualified bids where others leave them out.

    How to check
    ------------
    Sort its exclusions by ground; see who won where all others were excluded; compare with buyers
    of the same kind and size; ask how many exclusions were overturned on complaint.

    Assumptions
    -----------
    Bids that were handed in: not invited and not withdrawn. A share of 0 at three quarters of
    the buyers gives a fence of 0, and then none is flagged.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> two = ("P", "Q")
    >>> try_out(
    ...     "buyer-with-excessive-disqualified-bids",
    ...     params={"buyer-with-excessive-disqualified-bids": {"min_share": 0.5}},
    ...     processes=[{"process_id": p, "buyer_id": "F"} for p in two],
    ...     bids=[{"process_id": p, "bid_no": 0, "status": "disqualified"} for p in two],
    ... )
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    return disqualified_shares(
        disqualifications, "buyer_id", least_bids=min_bids, least_processes=min_processes
    )
