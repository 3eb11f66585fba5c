"""When each listing holds."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.overlaps import PERIOD, period
from euthyna.indicators.spec import Param, Step

COUNTED = "counted"


@Step(
    id="listing_periods",
    reads={"listings": ("party_id", "kind", "start_date", "end_date")},
    gives={"party_id": "string", **dict.fromkeys(PERIOD, "string")},
    params=(
        Param(
            name="kinds",
            default="",
            unit="kinds",
            doc="The kinds of listing that count, parted by |; empty: all.",
        ),
        Param(
            name="undated",
            default="held",
            unit="held or counted",
            doc="A listing without its first day is not judged, or counted as if it always held.",
        ),
    ),
)
def listing_periods(listings: Table, *, kinds: str, undated: str) -> Table:
    """List the time of every listing, as :mod:`euthyna.indicators.overlaps` says it."""
    kept = listings.filter(_.kind.isin(kinds.split("|"))) if kinds else listings
    dated = kept.select("party_id", **period(_.start_date, _.end_date))
    if undated == COUNTED:
        dated = dated.mutate(sure_start=ibis.coalesce(_.sure_start, "0001-01-01"))
    return dated.distinct()
