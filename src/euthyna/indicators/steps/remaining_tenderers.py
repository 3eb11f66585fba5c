"""Who remained when others were disqualified."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="remaining_tenderers",
    reads={
        "final_processes": ("process_id", "active_awards"),
        "awards": ("process_id", "award_no", "status"),
        "award_suppliers": ("process_id", "award_no", "party_id"),
        "disqualifications": ("process_id",),
        "named_bids": ("process_id", "party_id", "status"),
    },
    gives={
        "process_id": "string",
        "party_id": "string",
        "disqualified": "int64",
        "names_tenderers": "boolean",
        "names_suppliers": "boolean",
    },
)
def remaining_tenderers(
    final_processes: Table,
    awards: Table,
    award_suppliers: Table,
    disqualifications: Table,
    named_bids: Table,
) -> Table:
    """Say who remained in processes with final awards, one of them active, and bids.

    `party_id` is the only tenderer with a valid bid, if it is also the only supplier, and
    `disqualified` counts the others whose bids were disqualified.
    """
    bidding = (
        named_bids.group_by("process_id", "party_id")
        .aggregate(
            is_valid=ibis.ifelse(_.status == "valid", 1, 0).max(),
            is_out=ibis.ifelse(_.status == "disqualified", 1, 0).max(),
        )
        .group_by("process_id")
        .aggregate(
            valid_id=ibis.ifelse(_.is_valid == 1, _.party_id, None).max(),
            valid=_.is_valid.sum(),
            disqualified=(_.is_out * (1 - _.is_valid)).sum(),
        )
    )
    supplying = (
        awards.filter(_.status == "active")
        .inner_join(award_suppliers, ["process_id", "award_no"])
        .group_by("process_id")
        .aggregate(supplier_id=_.party_id.max(), alone=_.party_id.min() == _.party_id.max())
    )
    remains = (_.valid == 1) & _.alone & (_.valid_id == _.supplier_id)
    return (
        final_processes.filter(_.active_awards > 0)
        .inner_join(disqualifications, "process_id")
        .left_join(bidding, "process_id")
        .drop("process_id_right")
        .left_join(supplying, "process_id")
        .select(
            "process_id",
            "disqualified",
            party_id=ibis.ifelse(
                ibis.coalesce(remains, ibis.literal(value=False)), _.valid_id, None
            ),
            names_tenderers=_.valid.notnull(),
            names_suppliers=_.supplier_id.notnull(),
        )
    )
