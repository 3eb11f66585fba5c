"""Supplier's former name listed."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.overlaps import PERIOD, at_award, judged, without_lists
from euthyna.indicators.probabilities import PROBABILITY
from euthyna.indicators.spec import Flag, Indicator


@Indicator(
    id="listed-under-former-name",
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
    sources=(
        "ocp2024redflags#R046",
        "uncac2003#art. 9",
    ),
    since="0.2",
)
def listed_under_former_name(
    screened_awards: Table, award_parties: Table, listing_periods: Table, *, min_probability: float
) -> Table:
    r"""Supplier's former name listed.

    A supplier is, with a probability of at least `min_probability`, a party listed on the day of
    the award, and only a former name of one of the two is alike, or the supplier succeeds the
    listed party:

    .. math:: v = \max_{\text{listings in force}} P(\text{supplier was the listed party})

    Why it matters
    --------------
    An excluded firm comes back under another name, or as another firm that took over its
    people, contracts and machines.

    Innocent explanations
    ---------------------
    A new owner who bought a sound business out of a bankruptcy; a name that became free and was
    taken by somebody else; a merger of which the listed firm was a small part.

    How to check
    ------------
    Lay both entries of the register of firms side by side: numbers, dates, owners, directors,
    addresses; read whether the exclusion binds successors.

    Assumptions
    -----------
    As for a listed supplier. A succession counts whenever it took place. Once a person has
    decided that both are the same, the award is one of a listed supplier.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "listed-under-former-name",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "list:1", "probability": 0.97, "name_kind": "former"}],
    ...     listings=[{"party_id": "list:1", "start_date": "2023-05", "end_date": "2026"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 0.97, 'flag': True, 'reason': None}]
    """
    return judged(
        screened_awards,
        at_award(award_parties.filter(_.is_former), listing_periods),
        least=min_probability,
        trouble=without_lists(),
    )
