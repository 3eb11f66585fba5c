"""Supplier listed at award."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.overlaps import PERIOD, at_award, judged, without_lists
from euthyna.indicators.probabilities import PROBABILITY
from euthyna.indicators.spec import Flag, Indicator


@Indicator(
    id="listed-supplier",
    subject="award",
    stage="award",
    unit="probability",
    reads={
        "screened_awards": ("process_id", "award_no", "listings", "trouble"),
        "award_parties": (
            "process_id",
            "award_no",
            "day",
            "party_id",
            "probability",
            "is_former",
        ),
        "listing_periods": ("party_id", *PERIOD),
    },
    params=(PROBABILITY,),
    flag=Flag(">=", "min_probability"),
    sources=("ocp2024redflags#R046", "uncac2003#art. 9"),
    since="0.2",
)
def listed_supplier(
    screened_awards: Table, award_parties: Table, listing_periods: Table, *, min_probability: float
) -> Table:
    r"""Supplier listed at award.

    A supplier is, with a probability of at least `min_probability`, a party that was debarred,
    sanctioned or listed otherwise on the day of the award:

    .. math:: v = \max_{\text{listings in force}} P(\text{supplier is the listed party})

    Why it matters
    --------------
    Whoever is excluded from public contracts must not get one; a list that nobody looks into
    protects nobody.

    Innocent explanations
    ---------------------
    A namesake; a list that does not bind this buyer; an exclusion that was suspended, or
    lifted after measures of self-cleaning, before the list said so.

    How to check
    ------------
    Compare number, address and date of foundation with the entry; read its ground and whom it
    binds; ask the buyer whether the list was looked into.

    Assumptions
    -----------
    The award's own date counts, or where it is missing, the signature of its contract; of awards
    in force. A listing that ended before is history, one that began later is another pattern;
    where its first day is not published, the award is not judged. Who was decided to be somebody else is left out, who was decided to be the listed
    party is sure. Names that the listed party no longer has are left out.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "listed-supplier",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "list:1", "probability": 0.97}],
    ...     listings=[{"party_id": "list:1", "start_date": "2023-05", "end_date": "2026"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 0.97, 'flag': True, 'reason': None}]
    """
    return judged(
        screened_awards,
        at_award(award_parties.filter(~_.is_former), listing_periods),
        least=min_probability,
        trouble=without_lists(),
    )
