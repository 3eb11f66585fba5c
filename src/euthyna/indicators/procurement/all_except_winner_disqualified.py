"""All except winner disqualified."""

from __future__ import annotations

from ibis import Table, _, cases, ifelse

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="all-except-winner-disqualified",
    subject="process",
    stage="award",
    unit="tenderers",
    reads={
        "remaining_tenderers": (
            "process_id",
            "party_id",
            "disqualified",
            "names_tenderers",
            "names_suppliers",
        )
    },
    params=(
        Param(
            name="min_disqualified",
            default=1,
            unit="tenderers",
            doc="From so many disqualified tenderers on.",
            low=1,
            high=1000,
        ),
    ),
    flag=Flag(">=", "min_disqualified"),
    sources=("ocp2024redflags#R035", "cardinal#R035"),
    since="0.1",
)
def all_except_winner_disqualified(remaining_tenderers: Table) -> Table:
    r"""All except winner disqualified.

    All tenderers but the winner were disqualified, and they were at least `min_disqualified`:

    .. math:: v = \text{disqualified tenderers, if only the winner remained; else } 0

    Why it matters
    --------------
    Excluding the others makes a contest a single bid, and the price of the one who remains was
    never measured against another.

    Innocent explanations
    ---------------------
    Bidders without experience; a formal requirement that many miss; a tender that asked for a
    certificate few have.

    How to check
    ------------
    Read the grounds of each exclusion: are they the same fault, and was the winner free of it?
    Look for complaints and for the prices of those who were excluded.

    Assumptions
    -----------
    All awards are decided and at least one is active. Whoever has a valid bid beside a
    disqualified one was not disqualified.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "all-except-winner-disqualified",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "status": "active"}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "W"}],
    ...     bids=[
    ...         {"process_id": "F", "bid_no": 0, "status": "valid"},
    ...         {"process_id": "F", "bid_no": 1, "status": "disqualified"},
    ...     ],
    ...     bid_tenderers=[
    ...         {"process_id": "F", "bid_no": 0, "party_id": "W"},
    ...         {"process_id": "F", "bid_no": 1, "party_id": "D"},
    ...     ],
    ... )
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    return remaining_tenderers.select(
        subject_id=_.process_id,
        value=ifelse(_.party_id.notnull(), _.disqualified, 0),
        reason=cases(
            (~_.names_tenderers, "the bids do not say who made them"),
            (~_.names_suppliers, "the award does not say who won"),
        ),
    )
