"""The processes that indicators look at."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Param, Step

METHODS = "texts"


@Step(
    id="scope",
    reads={
        "processes": (
            "process_id",
            "tender_status",
            "buyer_id",
            "procuring_entity_id",
            "procurement_method",
            "procurement_method_details",
        )
    },
    gives={
        "process_id": "string",
        "buyer_id": "string",
        "procuring_entity_id": "string",
        "procurement_method": "string",
        "procurement_method_details": "string",
        "compares_prices": "boolean",
    },
    params=(
        Param(
            name="excluded_methods",
            default="",
            unit=METHODS,
            doc="Method details that are left out of everything.",
        ),
        Param(
            name="price_methods",
            default="",
            unit=METHODS,
            doc="Method details whose bids may be compared by price; empty: all.",
        ),
        Param(
            name="no_price_methods",
            default="",
            unit=METHODS,
            doc="Method details whose bids may not; without effect if price_methods is set.",
        ),
    ),
)
def scope(
    processes: Table, *, excluded_methods: str, price_methods: str, no_price_methods: str
) -> Table:
    """List the processes in scope.

    All processes but those whose tender was cancelled or whose method is excluded;
    `compares_prices` says whether the bids may be compared by price.
    """
    method = _.procurement_method_details
    kept = processes.filter(ibis.coalesce(_.tender_status, "") != "cancelled")
    if excluded_methods:
        kept = kept.filter(~ibis.coalesce(method.isin(excluded_methods.split("|")), False))
    if price_methods:
        compares = ibis.coalesce(method.isin(price_methods.split("|")), False)
    elif no_price_methods:
        compares = ~ibis.coalesce(method.isin(no_price_methods.split("|")), False)
    else:
        compares = ibis.literal(value=True)
    return kept.select(
        "process_id",
        "buyer_id",
        "procuring_entity_id",
        "procurement_method",
        "procurement_method_details",
        compares_prices=compares,
    )
