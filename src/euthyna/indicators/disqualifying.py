"""Shares of disqualified bids, of whichever organisation."""

from __future__ import annotations

from ibis import Table, _, ifelse, null

from euthyna.indicators.spec import Param

SOURCES = ("ocp2024redflags#R038", "cardinal#R038", "hyndman1996quantiles", "tukey1977eda")


def share_param(whom: str) -> Param:
    """Make the parameter of the comparison, for organisations called `whom` in the plural."""
    return Param(
        name="min_share",
        default=None,
        unit="share",
        doc=f"From this share on; not set: the upper fence of all {whom}.",
        low=0,
        high=1,
    )


def bids_param(whom: str) -> Param:
    """Make the parameter that says how many bids are enough to judge."""
    return Param(
        name="min_bids",
        default=2,
        unit="bids",
        doc=f"{whom.capitalize()} with fewer submitted bids are not judged.",
        low=0,
        high=10_000,
    )


def processes_param(whom: str) -> Param:
    """Make the parameter that says how many processes are enough to judge."""
    return Param(
        name="min_processes",
        default=2,
        unit="processes",
        doc=f"{whom.capitalize()} with fewer processes with bids are not judged.",
        low=0,
        high=10_000,
    )


def disqualified_shares(
    disqualifications: Table, owner: str, *, least_bids: int, least_processes: int
) -> Table:
    """Measure which share of the bids that an organisation receives it disqualifies.

    Parameters
    ----------
    disqualifications
        The step of that name, with the column `owner`.
    owner
        The column with the id of the organisation; rows without one are left out.
    least_bids, least_processes
        With fewer, it is not judged.

    Returns
    -------
    Table
        What a formula gives: ``subject_id, value, reason, few``.
    """
    counted = (
        disqualifications.filter(_[owner].notnull())
        .group_by(owner)
        .aggregate(bids=_.submitted.sum(), out=_.disqualified.sum(), processes=_.count())
    )
    few = f"it received fewer than {least_bids} bids in {least_processes} processes"
    return counted.select(
        subject_id=_[owner],
        value=_.out.cast("float64") / _.bids.cast("float64").nullif(0),
        reason=null("string"),
        few=ifelse((_.bids < least_bids) | (_.processes < least_processes), few, None),
    )
