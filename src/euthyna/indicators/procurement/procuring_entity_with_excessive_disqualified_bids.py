"""Procuring entity disqualifies excessively."""

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
    id="procuring-entity-with-excessive-disqualified-bids",
    version=2,
    subject="procuring_entity",
    stage="award",
    unit="share",
    reads={"disqualifications": ("procuring_entity_id", "submitted", "disqualified")},
    params=(
        share_param("procuring entities"),
        bids_param("procuring entities"),
        processes_param("procuring entities"),
    ),
    flag=Flag(">=", "min_share", Fence("upper")),
    sources=SOURCES,
    since="0.1",
)
def procuring_entity_with_excessive_disqualified_bids(
    disqualifications: Table, *, min_bids: int, min_processes: int
) -> Table:
    r"""Procuring entity disqualifies excessively.

    A procuring entity disqualifies an unusually large share of the bids it receives:

    .. math:: v = \frac{\text{disqualified bids}}{\text{submitted bids}} \ge t

    where :math:`t` is `min_share` or, if that is not set, the upper fence
    :math:`Q_3 + 1.5\,(Q_3 - Q_1)` of the shares of all procuring entities with at least `min_bids` bids in at
    least `min_processes` processes.

    Why it matters
    --------------
    The entity that runs the procedure decides which bids count. One that excludes far more than
    others, for whichever buyer it works, may be where awards are steered.

    Innocent explanations
    ---------------------
    An agency for difficult purchases; a central body that checks more strictly than others;
    an entity that publishes disqualified bids where others leave them out.

    How to check
    ------------
    Separate its exclusions by buyer and by the people who signed them; sort them by ground; compare
    with entities that run procedures of the same kind.

    Assumptions
    -----------
    Bids that were handed in: not invited and not withdrawn. A share of 0 at three quarters of
    the procuring entities gives a fence of 0, and then none is flagged.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> two = ("P", "Q")
    >>> try_out(
    ...     "procuring-entity-with-excessive-disqualified-bids",
    ...     params={"procuring-entity-with-excessive-disqualified-bids": {"min_share": 0.5}},
    ...     processes=[{"process_id": p, "procuring_entity_id": "F"} for p in two],
    ...     bids=[{"process_id": p, "bid_no": 0, "status": "disqualified"} for p in two],
    ... )
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    return disqualified_shares(
        disqualifications, "procuring_entity_id", least_bids=min_bids, least_processes=min_processes
    )
