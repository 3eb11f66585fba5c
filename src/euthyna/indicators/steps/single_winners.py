"""The one winner of a process, where there is one."""

from __future__ import annotations

from ibis import Table, _

from euthyna.indicators.spec import Step


@Step(
    id="single_winners",
    reads={
        "final_processes": ("process_id", "active_awards", "compares_prices"),
        "awards": ("process_id", "award_no", "status"),
        "award_suppliers": ("process_id", "award_no", "party_id"),
    },
    gives={"process_id": "string", "party_id": "string", "compares_prices": "boolean"},
)
def single_winners(final_processes: Table, awards: Table, award_suppliers: Table) -> Table:
    """List the winners of processes with one active award and one supplier.

    Where one award is active, all bids compete for it; cancelled and unsuccessful awards are
    earlier attempts. With several active awards one would have to know the lots.
    """
    active = awards.filter(_.status == "active").inner_join(
        final_processes.filter(_.active_awards == 1), "process_id"
    )
    return (
        active.select("process_id", "award_no", "compares_prices")
        .inner_join(award_suppliers, ["process_id", "award_no"])
        .group_by("process_id", "compares_prices")
        .aggregate(party_id=_.party_id.max(), suppliers=_.count())
        .filter((_.suppliers == 1) & _.party_id.notnull())
        .select("process_id", "party_id", "compares_prices")
    )
