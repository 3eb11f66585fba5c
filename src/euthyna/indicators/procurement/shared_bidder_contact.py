"""Bidders share a contact."""

from __future__ import annotations

from ibis import Table, _, cases, coalesce

from euthyna.indicators.spec import Flag, Indicator, Param


@Indicator(
    id="shared-bidder-contact",
    version=2,
    subject="process",
    stage="award",
    unit="contacts",
    reads={
        "bidders": (
            "process_id",
            "party_id",
        ),
        "bidder_contacts": (
            "process_id",
            "party_id",
            "contact",
        ),
    },
    params=(
        Param(
            name="min_shared",
            default=1,
            unit="contacts",
            doc="From so many shared contacts on.",
            low=1,
            high=20,
        ),
    ),
    flag=Flag(">=", "min_shared"),
    sources=(
        "ocp2024redflags#R044",
        "krai#KRAI27",
        "sasu#RISK2-8",
    ),
    since="0.1",
)
def shared_bidder_contact(bidders: Table, bidder_contacts: Table) -> Table:
    r"""Bidders share a contact.

    At least `min_shared` addresses, telephone numbers or e-mail addresses belong to two or more
    tenderers of the process.

    Why it matters
    --------------
    Bidders at one desk do not compete: they may be one firm, or have agreed on their bids.

    Innocent explanations
    ---------------------
    A business centre or a lawyer's office; firms of one group that said so; a slip of the buyer's
    clerk.

    How to check
    ------------
    Look up owners and managers of both firms; compare their bids; ask whether the connection was
    disclosed.

    Assumptions
    -----------
    Capitals, blanks and signs are ignored; an address needs street and town, a number at least
    six digits. Tenderers are told apart by the ids of the release.

    Examples
    --------
    >>> from euthyna.indicators.trying import try_out
    >>> firms = [{"process_id": "F", "party_id": id, "email": "Office@example.org"} for id in "XY"]
    >>> try_out(
    ...     "shared-bidder-contact",
    ...     processes=[{"process_id": "F"}],
    ...     tenderers=[{"process_id": "F", "party_id": id} for id in "XY"],
    ...     process_parties=firms,
    ... )
    [{'subject_id': 'F', 'value': 1.0, 'flag': True, 'reason': None}]
    """
    held = bidder_contacts.group_by("process_id", "contact").aggregate(holders=_.party_id.nunique())
    shared = held.group_by("process_id").aggregate(shared=(_.holders > 1).ifelse(1.0, 0.0).sum())
    traced = bidder_contacts.group_by("process_id").aggregate(traced=_.party_id.nunique())
    rivals = bidders.group_by("process_id").aggregate(rivals=_.party_id.nunique())
    joined = rivals.filter(_.rivals > 1).left_join(shared, "process_id")
    return joined.left_join(traced, "process_id").select(
        subject_id=_.process_id,
        value=_.shared,
        reason=cases(
            (coalesce(_.traced, 0) < 2, "fewer than two tenderers have a published contact")
        ),
    )
