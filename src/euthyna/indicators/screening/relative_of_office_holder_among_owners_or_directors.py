"""Office holder's kin among owners."""

from __future__ import annotations

from ibis import Table

from euthyna.indicators.overlaps import PERIOD, at_award, judged, without_offices, without_people
from euthyna.indicators.probabilities import PROBABILITY
from euthyna.indicators.spec import Flag, Indicator


@Indicator(
    id="relative-of-office-holder-among-owners-or-directors",
    subject="award",
    stage="award",
    unit="probability",
    reads={
        "screened_awards": ("process_id", "award_no", "offices", "trouble"),
        "award_people": ("process_id", "award_no", "day", "party_id", "probability"),
        "relative_periods": ("party_id", *PERIOD),
    },
    params=(PROBABILITY,),
    flag=Flag(">=", "min_probability"),
    sources=("ocp2024redflags#R043", "uncac2003#art. 52", "fatf2013pep"),
    since="0.2",
)
def relative_of_office_holder_among_owners_or_directors(
    screened_awards: Table, award_people: Table, relative_periods: Table, *, min_probability: float
) -> Table:
    r"""Office holder's kin among owners.

    An owner or director of a supplier is, with a probability of at least `min_probability`, a
    published relative or close associate of somebody who held public office on the day of the
    award, or still counted as exposed:

    .. math:: v = \max_{\text{ties}} P(\text{owner or director is the relative or associate})

    Why it matters
    --------------
    What an office holder may not own, a spouse, a child or a friend can own instead.

    Innocent explanations
    ---------------------
    A namesake; relatives with a trade of their own, in another place than the office; ties that
    ended; families of a small town in which everybody is somebody's cousin.

    How to check
    ------------
    Find the tie in its source, with its date; see whether the office has a say over the buyer;
    look for the declaration of interests and for who abstained.

    Assumptions
    -----------
    Only ties that a source states count, one step from the office holder, never an equal
    surname. Exposure is shared while it lasts, and no longer than the tie; the law chosen with
    `--law` says which relatives count and whether the time after office does.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "relative-of-office-holder-among-owners-or-directors",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "reg:9", "probability": 0.97}],
    ...     relationships=[
    ...         {"kind": "ownership", "party_id": "reg:1", "other_id": "reg:9"},
    ...         {"kind": "family", "party_id": "gov:7", "other_id": "reg:1", "role": "spouse"},
    ...     ],
    ...     positions=[{"party_id": "gov:7", "start_date": "2020", "end_date": "2025-06"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 0.97, 'flag': True, 'reason': None}]
    """
    return judged(
        without_people(screened_awards, award_people),
        at_award(award_people, relative_periods),
        least=min_probability,
        trouble=without_offices(),
    )
