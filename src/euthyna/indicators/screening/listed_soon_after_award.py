"""Supplier listed soon after."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.overlaps import days_until
from euthyna.indicators.probabilities import PROBABILITY
from euthyna.indicators.spec import Flag, Indicator, Param
from euthyna.indicators.subjects import AWARD


@Indicator(
    id="listed-soon-after-award",
    subject="award",
    stage="award",
    unit="days",
    reads={
        "award_parties": (
            "process_id",
            "award_no",
            "day",
            "party_id",
            "probability",
            "is_former",
        ),
        "listing_periods": ("party_id", "start", "sure_start"),
    },
    params=(
        Param(
            name="max_days",
            default=365,
            unit="days",
            doc="A listing that begins so soon after the award is flagged.",
            low=1,
            high=3650,
        ),
        PROBABILITY,
    ),
    flag=Flag("<=", "max_days"),
    sources=("ocp2024redflags#R046", "uncac2003#art. 9"),
    since="0.2",
)
def listed_soon_after_award(
    award_parties: Table, listing_periods: Table, *, min_probability: float
) -> Table:
    r"""Supplier listed soon after.

    A listing of a supplier began at most `max_days` days after the award:

    .. math:: v = t_{listing} - t_{award}

    of the first listing after the award.

    Why it matters
    --------------
    What led to the listing was often known, or being looked into, when the award was made.

    Innocent explanations
    ---------------------
    A namesake; a ground that has nothing to do with the contract or came up after it; a list
    that the buyer could not foresee.

    How to check
    ------------
    Read the ground and when it arose; see whether proceedings were public on the day of the
    award; look at what became of the contract.

    Assumptions
    -----------
    Only awards whose supplier was listed later are looked at, with a probability of at least
    `min_probability`. The award was lawful as far as the list goes: this is a reason to look at
    the contract, not at the choice.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "listed-soon-after-award",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "list:1", "probability": 0.97}],
    ...     listings=[{"party_id": "list:1", "start_date": "2024-03-31"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 30.0, 'flag': True, 'reason': None}]
    """
    known = award_parties.filter(~_.is_former & (_.probability >= min_probability))
    later = known.inner_join(listing_periods, "party_id").filter(_.sure_start > _.day)
    first = later.group_by("process_id", "award_no", "day").aggregate(
        exact=_.sure_start.min(where=_.start == _.sure_start), vague=_.sure_start.min()
    )
    return first.select(
        "process_id",
        subject_id=AWARD,
        value=days_until(_.day, ibis.coalesce(_.exact, _.vague)),
        held=ibis.cases((_.exact.isnull(), "the first day of the listing is not published")),
        reason=ibis.null("string"),
    )
