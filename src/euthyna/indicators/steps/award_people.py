"""Who stood behind the suppliers of an award on its day."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.overlaps import may_hold, period
from euthyna.indicators.spec import Param, Step


@Step(
    id="award_people",
    reads={
        "award_parties": (
            "process_id",
            "award_no",
            "day",
            "party_id",
            "probability",
            "is_former",
        ),
        "relationships": ("kind", "party_id", "other_id", "start_date", "end_date"),
        "same_parties": ("query_id", "party_id", "probability"),
    },
    gives={
        "process_id": "string",
        "award_no": "int64",
        "day": "string",
        "party_id": "string",
        "probability": "float64",
    },
    params=(
        Param(
            name="ties",
            default="ownership|control|directorship",
            unit="kinds",
            doc="The kinds of relationship that make an owner or director.",
        ),
    ),
)
def award_people(
    award_parties: Table, relationships: Table, same_parties: Table, *, ties: str
) -> Table:
    """List owners and directors of the suppliers on the day of the award, and who they may be.

    A tie that may have held on that day counts: registers often leave out since when. Owners of
    a predecessor are none of the supplier.
    """
    firms = award_parties.filter(~_.is_former).select(
        "process_id", "award_no", "day", firm_id="party_id", one="probability"
    )
    tied = relationships.filter(_.kind.isin(ties.split("|"))).select(
        owner_id="party_id", firm_id="other_id", **period(_.start_date, _.end_date)
    )
    people = firms.inner_join(tied, "firm_id").filter(may_hold(_.day))
    same = same_parties.select("party_id", "probability", owner_id="query_id")
    return (
        people.inner_join(same, "owner_id")
        .group_by("process_id", "award_no", "day", "party_id")
        .aggregate(probability=(_.one * _.probability).max())
    )
