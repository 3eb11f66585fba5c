"""The bids of those who won, and how late they came."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step

DATE_LENGTH = 10
"""Characters of a date without a time."""

TO_END_OF_DAY = 86_400 - 1e-6
"""Seconds from midnight to the last microsecond of a day."""


@Step(
    id="winning_bids",
    reads={
        "processes": ("process_id", "tender_end_at", "tender_end_text"),
        "awards": ("process_id", "award_no", "status"),
        "award_suppliers": ("process_id", "award_no", "party_id"),
        "named_bids": ("process_id", "bid_no", "party_id", "status", "bid_at", "bid_text"),
    },
    gives={
        "process_id": "string",
        "bid_no": "int64",
        "party_id": "string",
        "hours_late": "float64",
        "is_late_as_text": "boolean",
    },
)
def winning_bids(
    processes: Table,
    awards: Table,
    award_suppliers: Table,
    named_bids: Table,
) -> Table:
    """List valid bids of tenderers that are suppliers of an active award.

    `hours_late` compares the instant of the bid with the deadline, negative before it; a
    deadline without a time is the end of its day. `is_late_as_text` compares what was published,
    letter by letter.
    """
    winners = (
        awards.filter(_.status == "active")
        .inner_join(award_suppliers, ["process_id", "award_no"])
        .select("process_id", "party_id")
        .distinct()
    )
    deadline = _.tender_end_at.epoch_seconds().cast("float64") + ibis.ifelse(
        ibis.coalesce(_.tender_end_text.length(), 0) == DATE_LENGTH, TO_END_OF_DAY, 0.0
    )
    return (
        named_bids.filter(_.status == "valid")
        .inner_join(winners, ["process_id", "party_id"])
        .inner_join(processes, "process_id")
        .select(
            "process_id",
            "bid_no",
            "party_id",
            hours_late=(_.bid_at.epoch_seconds().cast("float64") - deadline) / 3600.0,
            is_late_as_text=_.bid_text > _.tender_end_text,
        )
    )
