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
        "submitted_bids": ("process_id", "bid_no", "status"),
        "bid_tenderers": ("process_id", "bid_no", "party_id"),
    },
    gives={
        "process_id": "string",
        "party_id": "string",
        "disqualified": "int64",
        "tenderers": "int64",
        "suppliers": "int64",
    },
)
def remaining_tenderers(
    final_processes: Table,
    awards: Table,
    award_suppliers: Table,
    submitted_bids: Table,
    bid_tenderers: Table,
) -> Table:
    """Say who remained in processes with final awards, one of them active, and bids.

    `party_id` is the only tenderer with a valid bid, if it is also the only supplier, and
    `disqualified` counts the others whose bids were disqualified.
    """
    active = final_processes.filter(_.active_awards > 0).select("process_id")
    bidding = (
        submitted_bids.inner_join(active, "process_id")
        .left_join(bid_tenderers, ["process_id", "bid_no"])
        .group_by("process_id", "party_id")
        .aggregate(
            is_valid=ibis.ifelse(_.status == "valid", 1, 0).max(),
            is_out=ibis.ifelse(_.status == "disqualified", 1, 0).max(),
        )
        .mutate(named=ibis.ifelse(_.party_id.notnull(), 1, 0))
        .group_by("process_id")
        .aggregate(
            valid_id=ibis.ifelse(_.is_valid == 1, _.party_id, None).max(),
            valid=(_.is_valid * _.named).sum(),
            disqualified=(_.is_out * (1 - _.is_valid) * _.named).sum(),
            tenderers=_.named.sum(),
        )
    )
    supplying = (
        awards.filter(_.status == "active")
        .inner_join(award_suppliers, ["process_id", "award_no"])
        .group_by("process_id")
        .aggregate(supplier_id=_.party_id.max(), suppliers=_.party_id.nunique())
    )
    remains = (_.valid == 1) & (_.suppliers == 1) & (_.valid_id == _.supplier_id)
    return bidding.left_join(supplying, "process_id").select(
        "process_id",
        "disqualified",
        "tenderers",
        party_id=ibis.ifelse(ibis.coalesce(remains, ibis.literal(value=False)), _.valid_id, None),
        suppliers=ibis.coalesce(_.suppliers, 0),
    )
