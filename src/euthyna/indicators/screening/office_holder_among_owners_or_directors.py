"""Office holder among owners."""

from __future__ import annotations

from ibis import Table

from euthyna.indicators.overlaps import PERIOD, at_award, judged, without_offices, without_people
from euthyna.indicators.probabilities import PROBABILITY
from euthyna.indicators.spec import Flag, Indicator


@Indicator(
    id="office-holder-among-owners-or-directors",
    subject="award",
    stage="award",
    unit="probability",
    reads={
        "screened_awards": ("process_id", "award_no", "offices", "trouble"),
        "award_people": ("process_id", "award_no", "day", "party_id", "probability"),
        "office_periods": ("party_id", *PERIOD),
    },
    params=(PROBABILITY,),
    flag=Flag(">=", "min_probability"),
    sources=("ocp2024redflags#R043", "uncac2003#art. 52", "fatf2013pep"),
    since="0.2",
)
def office_holder_among_owners_or_directors(
    screened_awards: Table, award_people: Table, office_periods: Table, *, min_probability: float
) -> Table:
    r"""Office holder among owners.

    An owner or director of a supplier is, with a probability of at least `min_probability`,
    somebody who held public office on the day of the award, or had left it so recently that the
    person still counts as exposed:

    .. math:: v = \max_{\text{offices}} P(\text{owner or director is the office holder})

    Why it matters
    --------------
    Whoever decides on public money, or can have a word with those who do, must not earn by it.

    Innocent explanations
    ---------------------
    A namesake; an office without any say in the matter, far away or unpaid; a firm owned before
    the office and declared; shares that a trustee holds.

    How to check
    ------------
    Compare the dates of birth; see which body the office belongs to and whether it is the
    buyer's; look for the declaration of interests and for who abstained.

    Assumptions
    -----------
    How long office exposes is a policy: by default the custom of a large public list, by law
    with `--law`. Where no end of an office is known, it exposes for decades. Where its start is
    not known, the award is not judged. Ties without dates count.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "office-holder-among-owners-or-directors",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "reg:9", "probability": 0.97}],
    ...     relationships=[{"kind": "directorship", "party_id": "reg:1", "other_id": "reg:9"}],
    ...     positions=[{"party_id": "reg:1", "start_date": "2014", "end_date": "2021-06"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 0.97, 'flag': True, 'reason': None}]
    """
    return judged(
        without_people(screened_awards, award_people),
        at_award(award_people, office_periods),
        least=min_probability,
        trouble=without_offices(),
    )
