"""Late bid won."""

from __future__ import annotations

from ibis import Table, _, cases

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="late-bid-won",
    subject="process",
    stage="award",
    unit="hours",
    reads={"winning_bids": ("process_id", "hours_late")},
    params=(
        Param(
            name="max_hours",
            default=0,
            unit="hours",
            doc="A bid may come so late.",
            low=0,
            high=24 * 365,
        ),
    ),
    flag=Flag(">", "max_hours"),
    sources=("ocp2024redflags#R030", "cardinal#R030"),
    since="0.1",
)
def late_bid_won(winning_bids: Table) -> Table:
    r"""Late bid won.

    A bid that was received after the deadline won:

    .. math:: v = \max_{\text{winning bids}} (t_{bid} - t_{deadline})

    in hours; below 0 where all winning bids were in time.

    Why it matters
    --------------
    Whoever bids after the others are known can be told what to bid, and the rules that bind
    the others were not applied to one.

    Innocent explanations
    ---------------------
    The deadline was extended for all and not published; the date is that of registration and
    not of receipt; a wrong time zone; a later stage of negotiation.

    How to check
    ------------
    Ask for the register of received bids and the record of the opening; look for an amendment
    that moved the deadline; see whether other bids were refused as late.

    Assumptions
    -----------
    A winning bid is a valid bid of a supplier of an active award. Moments are compared in UTC. A
    deadline without a time is the end of its day, a bid without a time the start of its day.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "late-bid-won",
    ...     processes=[{"process_id": "F", "tender_end_at": datetime(2024, 3, 15, 12)}],
    ...     awards=[{"process_id": "F", "award_no": 0, "status": "active"}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "W"}],
    ...     bids=[
    ...         {"process_id": "F", "bid_no": 0, "status": "valid", "bid_at": datetime(2024, 3, 15, 18)}
    ...     ],
    ...     bid_tenderers=[{"process_id": "F", "bid_no": 0, "party_id": "W"}],
    ... )
    [{'subject_id': 'F', 'value': 6.0, 'flag': True, 'reason': None}]
    """
    latest = winning_bids.group_by("process_id").aggregate(value=_.hours_late.max())
    return latest.select(
        "value",
        subject_id=_.process_id,
        reason=cases((_.value.isnull(), "the deadline or the date of the winning bid is missing")),
    )
