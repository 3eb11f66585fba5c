"""Address of a listed party."""

from __future__ import annotations

from ibis import Table

from euthyna.indicators.contacts import MAX_SHARING, MIN_PARTIES, shared
from euthyna.indicators.overlaps import PERIOD
from euthyna.indicators.spec import Flag, Indicator


@Indicator(
    id="shared-address-with-listed-party",
    subject="award",
    stage="award",
    unit="listed parties",
    reads={
        "screened_awards": ("process_id", "award_no", "day", "listings", "trouble"),
        "award_suppliers": ("process_id", "award_no", "party_id"),
        "supplier_addresses": ("supplier_id",),
        "shared_addresses": ("supplier_id", "party_id", "sharers"),
        "listing_periods": ("party_id", *PERIOD),
    },
    params=(MIN_PARTIES, MAX_SHARING),
    flag=Flag(">=", "min_parties"),
    sources=("ocp2024redflags#R044", "uncac2003#art. 9"),
    since="0.2",
)
def shared_address_with_listed_party(
    screened_awards: Table,
    award_suppliers: Table,
    *,
    supplier_addresses: Table,
    shared_addresses: Table,
    listing_periods: Table,
    max_sharing: int,
) -> Table:
    """Address of a listed party.

    A supplier has the address of at least `min_parties` parties that were listed on the day of
    the award, and is none of them.

    Why it matters
    --------------
    An excluded firm that goes on as another one mostly stays where its desks and machines are.

    Innocent explanations
    ---------------------
    A business centre, a formation agent, a law office; the next tenant of a shop; a building
    with many doors.

    How to check
    ------------
    Look at the building, and at who else has the address; compare owners, directors and
    telephone numbers; see when the supplier moved in, and what it did before.

    Assumptions
    -----------
    Capitals, blanks and signs are ignored. An address needs a street and a town; a listed address
    in one text must begin with the street and its number and name the town after it. Addresses
    of more than `max_sharing` suppliers and parties are not judged. Listings must have been in
    force.

    Examples
    --------
    >>> from datetime import datetime
    >>> from euthyna.indicators.trying import try_out
    >>> try_out(
    ...     "shared-address-with-listed-party",
    ...     processes=[{"process_id": "F"}],
    ...     awards=[{"process_id": "F", "award_no": 0, "award_at": datetime(2024, 3, 1)}],
    ...     award_suppliers=[{"process_id": "F", "award_no": 0, "party_id": "S", "name": "Oak"}],
    ...     matches=[{"query_id": "S", "party_id": "list:1", "probability": 0.1}],
    ...     process_parties=[
    ...         {"process_id": "F", "party_id": "S", "street": "Linden Row 5", "locality": "Ost"}
    ...     ],
    ...     party_addresses=[{"party_id": "list:1", "address": "LINDEN ROW 5, 1010 Ost"}],
    ...     listings=[{"party_id": "list:1", "start_date": "2023-05", "end_date": "2026"}],
    ... )
    [{'subject_id': 'F#/awards/0', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    return shared(
        screened_awards,
        award_suppliers,
        pairs=shared_addresses,
        periods=listing_periods,
        max_sharing=max_sharing,
        known=supplier_addresses,
        lacking="no address of the supplier is published",
    )
