"""How many bids of each process were disqualified."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="disqualifications",
    reads={
        "scope": ("process_id", "buyer_id", "procuring_entity_id"),
        "submitted_bids": ("process_id", "status"),
    },
    gives={
        "process_id": "string",
        "buyer_id": "string",
        "procuring_entity_id": "string",
        "submitted": "int64",
        "disqualified": "int64",
    },
)
def disqualifications(scope: Table, submitted_bids: Table) -> Table:
    """Count submitted and disqualified bids of each process that has any bid."""
    counts = submitted_bids.group_by("process_id").aggregate(
        submitted=_.count(), disqualified=ibis.ifelse(_.status == "disqualified", 1, 0).sum()
    )
    return counts.inner_join(scope, "process_id")
