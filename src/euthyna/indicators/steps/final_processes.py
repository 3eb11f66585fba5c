"""The processes whose awards are all decided."""

from __future__ import annotations

import ibis
from ibis import Table, _

from euthyna.indicators.spec import Step

FINAL = ("active", "cancelled", "unsuccessful")


@Step(
    id="final_processes",
    reads={"awards": ("process_id", "status"), "scope": ("process_id", "compares_prices")},
    gives={"process_id": "string", "active_awards": "int64", "compares_prices": "boolean"},
)
def final_processes(awards: Table, scope: Table) -> Table:
    """List the processes whose awards are final.

    At least one award, none of them pending or of unknown status; an award without a status is
    passed over. Results drawn from these do not change when the process goes on.
    """
    return (
        awards.inner_join(scope, "process_id")
        .group_by("process_id", "compares_prices")
        .aggregate(
            active_awards=ibis.ifelse(_.status == "active", 1, 0).sum(),
            open_awards=ibis.ifelse(_.status.notnull() & _.status.notin(FINAL), 1, 0).sum(),
        )
        .filter(_.open_awards == 0)
        .select("process_id", "active_awards", "compares_prices")
    )
