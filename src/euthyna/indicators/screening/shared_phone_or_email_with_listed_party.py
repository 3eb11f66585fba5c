"""Telephone of a listed party."""

from __future__ import annotations

from ibis import Table

from euthyna.indicators.contacts import MAX_SHARING, MIN_PARTIES, shared
from euthyna.indicators.overlaps import PERIOD
from euthyna.indicators.spec import Flag, Indicator


@Indicator(
    id="shared-phone-or-email-with-listed-party",
    subject="award",
    stage="award",
    unit="listed parties",
    reads={
        "screened_awards": ("process_id", "award_no", "day", "listings", "trouble"),
        "award_suppliers": ("process_id", "award_no", "party_id"),
        "supplier_numbers": ("supplier_id",),
        "shared_numbers": ("supplier_id", "party_id", "sharers"),
        "listing_periods": ("party_id", *PERIOD),
    },
    params=(MIN_PARTIES, MAX_SHARING),
    flag=Flag(">=", "min_parties"),
    sources=("ocp2024redflags#R044", "uncac2003#art. 9"),
    since="0.2",
)
def shared_phone_or_email_with_listed_party(
    screened_awards: Table,
    award_suppliers: Table,
    *,
    supplier_numbers: Table,
    shared_numbers: Table,
    listing_periods: Table,
    max_sharing: int,
) -> Table:
    """Telephone of a listed party.

    A supplier has a telephone number or an e-mail address of at least `min_parties` parties that
    were listed on the day of the award, and is none of them.

    Why it matters
    --------------
    Names and registers are changed with a form; the number that customers know is kept.

    Innocent explanations
    ---------------------
    An accountant or a lawyer who fills in forms for many; a business centre's switchboard; a
    number that the operator gave away again.

    How to check
    ------------
    Call the number; ask who answers for whom; compare owners, directors and addresses.

    Assumptions
    -----------
    Of a number the last nine digits count, and it needs six; of an e-mail address all but its
    capitals. Contacts of more than `max_sharing` suppliers and parties are not judged. Listings
    must have been in force.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "shared-phone-or-email-with-listed-party",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "list:1", "probability": 0.1}],
    ...     process_parties=[{"process_id": "F", "party_id": "S", "telephone": "+99 (0)10 12-34-56"}],
    ...     parties=[{"party_id": "list:1", "phones": ["010 123456"]}],
    ...     listings=[{"party_id": "list:1", "start_date": "2023-05", "end_date": "2026"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    return shared(
        screened_awards,
        award_suppliers,
        pairs=shared_numbers,
        periods=listing_periods,
        max_sharing=max_sharing,
        known=supplier_numbers,
        lacking="no telephone number or e-mail address of the supplier is published",
    )
