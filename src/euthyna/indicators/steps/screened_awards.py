"""Awards whose suppliers are looked up in lists."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.entities.exposure.offices import EXPOSED
from euthyna.indicators.spec import Param, Step

SIGNATURE = "signature"


@Step(
    id="screened_awards",
    reads={
        "scope": ("process_id",),
        "awards": ("process_id", "award_no", "status", "award_at"),
        "contract_awards": ("process_id", "award_no", "signed_at"),
        "award_suppliers": ("process_id", "award_no", "party_id", "name"),
        "process_parties": ("process_id", "party_id", "name"),
        "listings": ("party_id",),
        "positions": ("party_id",),
        "parties": ("party_id", "topics"),
        "matches": ("query_id",),
    },
    gives={
        "process_id": "string",
        "award_no": "int64",
        "day": "string",
        "listings": "int64",
        "offices": "int64",
        "trouble": "string",
    },
    params=(
        Param(
            name="compared",
            default="unknown",
            unit="yes, no or unknown",
            doc="Whether everyone was compared with the lists; unknown: if there is any match.",
        ),
        Param(
            name="stand_in",
            default=SIGNATURE,
            unit="signature or nothing",
            doc="What stands in for a missing date of the award.",
        ),
    ),
)
def screened_awards(
    scope: Table,
    *,
    awards: Table,
    contract_awards: Table,
    award_suppliers: Table,
    process_parties: Table,
    listings: Table,
    positions: Table,
    parties: Table,
    matches: Table,
    compared: str,
    stand_in: str,
) -> Table:
    """List awards in force with their day, and what keeps their suppliers from being looked up.

    Awards that are active or of unpublished status. Where the date of the award is missing, the
    first signature of a contract that carries it out stands in for it. `listings` and `offices`
    count what the lists hold in all; `trouble` says in words what is missing of the award, and is
    null where nothing is.
    """
    names = process_parties.group_by("process_id", "party_id").aggregate(listed=_.name.max())
    suppliers = award_suppliers.left_join(names, ["process_id", "party_id"])
    bare = suppliers.party_id.isnull() | ibis.coalesce(_.name, _.listed).isnull()
    counted = suppliers.group_by("process_id", "award_no").aggregate(
        suppliers=_.count(), bare=bare.ifelse(1, 0).sum()
    )
    totals = _totals(listings, positions, parties, matches)
    kept = awards.filter(ibis.coalesce(_.status, "active") == "active")
    signed = contract_awards.group_by("process_id", "award_no").aggregate(
        signed_at=_.signed_at.min()
    )
    award = ["process_id", "award_no"]
    joined = kept.inner_join(scope, "process_id").left_join(counted, award).left_join(signed, award)
    decided = ibis.coalesce(_.award_at, _.signed_at) if stand_in == SIGNATURE else _.award_at
    never = _.matches == 0 if compared == "unknown" else ibis.literal(compared == "no")
    return joined.cross_join(totals).mutate(
        day=decided.date().cast("string"),
        trouble=ibis.cases(
            (decided.isnull(), "the date of the award is missing"),
            (_.suppliers.isnull(), "the award names no supplier"),
            (_.bare > 0, "a supplier has no name or no id"),
            (never, "nobody was compared with the lists"),
        ),
    )


def _totals(listings: Table, positions: Table, parties: Table, matches: Table) -> Table:
    """Count what there is to compare with, in one row."""
    exposed = ibis.coalesce(_.topics.contains(EXPOSED), False).ifelse(1, 0)
    return (
        listings.aggregate(listings=_.party_id.count())
        .cross_join(positions.aggregate(positions=_.party_id.count()))
        .cross_join(parties.aggregate(exposed=ibis.coalesce(exposed.sum(), 0)))
        .cross_join(matches.aggregate(matches=_.query_id.count()))
        .mutate(offices=_.positions + _.exposed)
    )
