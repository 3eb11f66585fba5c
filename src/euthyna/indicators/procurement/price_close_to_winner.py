"""Price close to winner."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Fence, Flag, Indicator, Param


@Indicator(
    id="price-close-to-winner",
    subject="process",
    stage="award",
    unit="share",
    reads={"bid_gaps": ("process_id", "gap", "reason")},
    params=(
        Param(
            name="max_gap",
            default=None,
            unit="share",
            doc="A gap up to this share is close; not set: the lower fence of all gaps.",
            low=0,
            high=1000,
        ),
    ),
    flag=Flag("<=", "max_gap", Fence("lower")),
    sources=("ocp2024redflags#R024", "cardinal#R024", "tukey1977eda"),
    since="0.1",
)
def price_close_to_winner(bid_gaps: Table) -> Table:
    r"""Price close to winner.

    The second lowest bid is unusually close to the winning bid:

    .. math:: v = \frac{p_2 - p_1}{p_1} \le t

    where :math:`p_1` is the lowest price of the winner, :math:`p_2` the lowest of the others, and
    :math:`t` is `max_gap` or, if that is not set, the lower fence
    :math:`Q_1 - 1.5\,(Q_3 - Q_1)` of the gaps of all processes.

    Why it matters
    --------------
    Who knows the other prices can bid just below them: a leak by an official, or a cover bid
    that was meant to lose.

    Innocent explanations
    ---------------------
    Published unit prices or tariffs; a mature market with thin margins; a known budget that all
    bidders aim at.

    How to check
    ------------
    Compare the two bids line by line for equal errors and wording; see whether the same two
    tenderers meet elsewhere and take turns; check when each bid was opened and by whom.

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
    ...     "price-close-to-winner",
    ...     params={"price-close-to-winner": {"max_gap": 0.02}},
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "status": "active"}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "W"}],
    ...     bids=[{**paid, "bid_no": 0, "bid_amount": 100}, {**paid, "bid_no": 1, "bid_amount": 101}],
    ...     bid_tenderers=[
    ...         {"process_id": "F", "bid_no": 0, "party_id": "W"},
    ...         {"process_id": "F", "bid_no": 1, "party_id": "L"},
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 0.01, 'flag': True, 'reason': None}]
    """
    return bid_gaps.select("reason", subject_id=_.process_id, value=_.gap)
