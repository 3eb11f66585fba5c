"""Who bought from whom, when and for how much."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="purchases",
    reads={
        "scope": ("process_id", "buyer_id", "procurement_method"),
        "awards": (
            "process_id",
            "award_no",
            "status",
            "award_at",
            "award_amount",
            "award_currency",
        ),
        "award_suppliers": ("process_id", "award_no", "party_id"),
    },
    gives={
        "process_id": "string",
        "award_no": "int64",
        "buyer_id": "string",
        "supplier_id": "string",
        "procurement_method": "string",
        "award_at": "timestamp(6)",
        "amount": "float64",
        "currency": "string",
    },
)
def purchases(scope: Table, awards: Table, award_suppliers: Table) -> Table:
    """Active awards of a known buyer to one supplier.

    Awards to several suppliers are left out: how much each of them receives is not published.
    An amount counts if it is above zero and has a currency.
    """
    alone = (
        award_suppliers.group_by("process_id", "award_no")
        .aggregate(supplier_id=_.party_id.max(), suppliers=_.count())
        .filter((_.suppliers == 1) & _.supplier_id.notnull())
        .select("process_id", "award_no", "supplier_id")
    )
    priced = (_.award_amount > 0) & _.award_currency.notnull()
    return (
        awards.filter(_.status == "active")
        .inner_join(scope.filter(_.buyer_id.notnull()), "process_id")
        .inner_join(alone, ["process_id", "award_no"])
        .mutate(
            amount=priced.ifelse(_.award_amount.cast("float64"), None),
            currency=priced.ifelse(_.award_currency, None),
        )
    )
