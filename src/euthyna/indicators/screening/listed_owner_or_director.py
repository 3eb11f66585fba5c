"""Owner or director listed."""

from __future__ import annotations

from ibis import Table

from euthyna.indicators.overlaps import PERIOD, at_award, judged, without_lists, without_people
from euthyna.indicators.probabilities import PROBABILITY
from euthyna.indicators.spec import Flag, Indicator


@Indicator(
    id="listed-owner-or-director",
    subject="award",
    stage="award",
    unit="probability",
    reads={
        "screened_awards": ("process_id", "award_no", "listings", "trouble"),
        "award_people": ("process_id", "award_no", "day", "party_id", "probability"),
        "listing_periods": ("party_id", *PERIOD),
    },
    params=(PROBABILITY,),
    flag=Flag(">=", "min_probability"),
    sources=("uncac2003#art. 9", "fatf2018concealment"),
    since="0.2",
)
def listed_owner_or_director(
    screened_awards: Table, award_people: Table, listing_periods: Table, *, min_probability: float
) -> Table:
    r"""Owner or director listed.

    An owner or director of a supplier is, with a probability of at least `min_probability`, a
    party listed on the day of the award:

    .. math:: v = \max_{\text{listings in force}} P(\text{owner or director is the listed party})

    Why it matters
    --------------
    An excluded person or firm need not bid itself: another firm of theirs has a clean name.

    Innocent explanations
    ---------------------
    A namesake; somebody who left and whom the register still shows; a small share among many; a
    list that binds the person and not the firms that the person owns in part.

    How to check
    ------------
    Compare dates of birth and numbers; ask for the extract of the register on the day of the
    award; read whether the list extends to firms that are owned or controlled.

    Assumptions
    -----------
    Direct owners, those in control, and directors, by ties that may have held on the day: a tie
    without dates counts. As for a listed supplier, listings must have been in force.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "listed-owner-or-director",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "reg:9", "probability": 0.97}],
    ...     relationships=[{"kind": "ownership", "party_id": "reg:1", "other_id": "reg:9"}],
    ...     listings=[{"party_id": "reg:1", "start_date": "2023-05", "end_date": "2026"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 0.97, 'flag': True, 'reason': None}]
    """
    return judged(
        without_people(screened_awards, award_people),
        at_award(award_people, listing_periods),
        least=min_probability,
        trouble=without_lists(),
    )
