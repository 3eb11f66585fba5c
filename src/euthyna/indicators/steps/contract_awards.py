"""The award that each contract carries out."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="contract_awards",
    reads={
        "scope": ("process_id", "procurement_method"),
        "contracts": (
            "process_id",
            "contract_no",
            "award_id",
            "status",
            "signed_at",
            "contract_amount",
            "contract_currency",
        ),
        "awards": (
            "process_id",
            "award_no",
            "award_id",
            "status",
            "award_at",
            "award_amount",
            "award_currency",
        ),
    },
    gives={
        "process_id": "string",
        "contract_no": "int64",
        "status": "string",
        "procurement_method": "string",
        "signed_at": "timestamp(6)",
        "contract_amount": "float64",
        "contract_currency": "string",
        "award_no": "int64",
        "award_status": "string",
        "award_at": "timestamp(6)",
        "award_amount": "float64",
        "award_currency": "string",
    },
)
def contract_awards(scope: Table, contracts: Table, awards: Table) -> Table:
    """Contracts and their awards.

    One row for each contract that was not cancelled. Its award is the one that it names; where
    it names none and the process has one award, that one; else the award's columns are null.
    """
    ranked = awards.mutate(
        same=ibis.row_number().over(
            ibis.window(group_by=["process_id", "award_id"], order_by="award_no")
        ),
        all_awards=_.count().over(ibis.window(group_by="process_id")),
    ).select(
        "process_id",
        "award_no",
        "award_id",
        "award_at",
        "award_amount",
        "award_currency",
        "same",
        "all_awards",
        award_status="status",
    )
    kept = contracts.filter(ibis.coalesce(_.status, "") != "cancelled").inner_join(
        scope, "process_id"
    )
    named = (kept.award_id == ranked.award_id) & (ranked.same == 0)
    only = kept.award_id.isnull() & (ranked.all_awards == 1)
    joined = kept.left_join(ranked, [kept.process_id == ranked.process_id, named | only])
    return joined.mutate(
        contract_amount=_.contract_amount.cast("float64"),
        award_amount=_.award_amount.cast("float64"),
    )
