"""Heavily discounted bid."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Fence, Flag, Indicator, Param


@Indicator(
    id="heavily-discounted-bid",
    subject="process",
    stage="award",
    unit="share",
    reads={"bid_gaps": ("process_id", "gap", "reason")},
    params=(
        Param(
            name="min_gap",
            default=None,
            unit="share",
            doc="A gap from this share on is a heavy discount; not set: the upper fence of all gaps.",
            low=0,
            high=1000,
        ),
    ),
    flag=Flag(">=", "min_gap", Fence("upper")),
    sources=("ocp2024redflags#R058", "cardinal#R058", "tukey1977eda"),
    since="0.1",
)
def heavily_discounted_bid(bid_gaps: Table) -> Table:
    r"""Heavily discounted bid.

    The winning bid is unusually far below the next:

    .. math:: v = \frac{p_2 - p_1}{p_1} \ge t

    where :math:`p_1` is the lowest price of the winner, :math:`p_2` the lowest of the others, and
    :math:`t` is `min_gap` or, if that is not set, the upper fence
    :math:`Q_3 + 1.5\,(Q_3 - Q_1)` of the gaps of all processes.

    Why it matters
    --------------
    A price that nobody else can reach may be recovered later by amendments, or paid for with
    poor quality; a far higher second bid may be a cover bid that was never meant to win.

    Innocent explanations
    ---------------------
    A better technique; stock to clear; an offer to enter a market; an error in the other bid.

    How to check
    ------------
    Ask whether the buyer looked into the abnormally low price; follow the amendments and the
    payments of the contract; see whether the runner-up loses often and high.

    Assumptions
    -----------
    All awards are decided and one is active, with one supplier, so that all bids compete for the
    same. Price decides: where a bid with a lower price did not win, nothing is computed. Only
    valid bids of single tenderers in one currency are compared.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> paid = {"process_id": "F", "bid_currency": "EUR", "status": "valid"}
    >>> try_out(
    ...     "heavily-discounted-bid",
    ...     params={"heavily-discounted-bid": {"min_gap": 0.5}},
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "status": "active"}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "W"}],
    ...     bids=[{**paid, "bid_no": 0, "bid_amount": 100}, {**paid, "bid_no": 1, "bid_amount": 175}],
    ...     bid_tenderers=[
    ...         {"process_id": "F", "bid_no": 0, "party_id": "W"},
    ...         {"process_id": "F", "bid_no": 1, "party_id": "L"},
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 0.75, 'flag': True, 'reason': None}]
    """
    return bid_gaps.select("reason", subject_id=_.process_id, value=_.gap)
