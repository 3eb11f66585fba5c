"""Whether something holds on the day of an award: listings, offices, ties between parties.

Periods have four ends, all texts like ``2024-02-29``: `start` and `until` are the first and the
last possible day, null where there is no limit; between `sure_start` and `sure_until` it holds
for sure. `sure_start` is null where nobody can say since when, `sure_until` where there is no end.
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table, _

from euthyna.entities.exposure.days import first_day, last_day
from euthyna.indicators.periods import whole_days
from euthyna.indicators.subjects import AWARD

PERIOD = ("start", "sure_start", "until", "sure_until")
"""The columns of a period."""

UNDATED = "whether it held on the day of the award cannot be told from its dates"
"""Why an award is not judged."""

_YES = ibis.literal(value=True)


def period(start: Any, end: Any) -> dict[str, Any]:
    """Build the four ends of a period from two dates of any precision."""
    return {
        "start": first_day(start),
        "sure_start": last_day(start),
        "until": last_day(end),
        "sure_until": first_day(end),
    }


def may_hold(day: Any) -> Any:
    """Build the expression for: the period may hold on `day`."""
    return ibis.coalesce(_.start <= day, _YES) & ibis.coalesce(_.until >= day, _YES)


def holds(day: Any) -> Any:
    """Build the expression for: the period holds on `day` for sure."""
    return ibis.coalesce(_.sure_start <= day, False) & ibis.coalesce(_.sure_until >= day, _YES)


def days_until(day: Any, later: Any) -> Any:
    """Build the expression for the days from one day to another, both texts."""
    return whole_days(day.try_cast("timestamp"), later.try_cast("timestamp"))


def at_award(people: Table, periods: Table) -> Table:
    """Lay the periods of parties beside the awards that these parties stand behind.

    Parameters
    ----------
    people
        ``process_id, award_no, day, party_id, probability``.
    periods
        ``party_id`` and :data:`PERIOD`.

    Returns
    -------
    Table
        ``process_id, award_no, probability, is_sure``, a row for each period that may hold on
        the day of the award.
    """
    beside = people.inner_join(periods, "party_id").filter(may_hold(_.day))
    return beside.select("process_id", "award_no", "probability", is_sure=holds(_.day))


def judged(awards: Table, found: Table, *, least: float, trouble: Any) -> Table:
    """Give the highest probability for each award, with what stands against judging it.

    Parameters
    ----------
    awards
        The step ``screened_awards``.
    found
        As :func:`at_award` gives it.
    least
        The probability from which an award is flagged.
    trouble
        An expression over `awards`: why nothing can be said, or null. It does not count where
        something was found all the same.

    Returns
    -------
    Table
        What a formula gives: ``process_id, subject_id, value, reason, held``.
    """
    best = found.group_by("process_id", "award_no").aggregate(
        sure=ibis.ifelse(_.is_sure, _.probability, 0.0).max(), possible=_.probability.max()
    )
    joined = awards.mutate(trouble=trouble).left_join(best, ["process_id", "award_no"])
    known = joined.mutate(sure=ibis.coalesce(_.sure, 0.0), possible=ibis.coalesce(_.possible, 0.0))
    open_ = (known.sure < least) & (known.possible >= least)
    return known.select(
        "process_id",
        subject_id=AWARD,
        value=ibis.ifelse(open_, _.possible, _.sure),
        held=ibis.ifelse(open_, ibis.literal(UNDATED), ibis.null("string")),
        reason=ibis.ifelse(_.possible < least, _.trouble, ibis.null("string")),
    )


def without_lists() -> Any:
    """Build the expression of why listings cannot be looked up for an award."""
    return ibis.coalesce(ibis.cases((_.listings == 0, "no list was read")), _.trouble)


def without_offices() -> Any:
    """Build the expression of why office holders cannot be looked up for an award."""
    return ibis.coalesce(
        ibis.cases((_.offices == 0, "no list of office holders was read")), _.trouble
    )


def without_people(awards: Table, people: Table) -> Table:
    """Add to awards that no owner or director is known, where nothing else is missing.

    Parameters
    ----------
    awards
        The step ``screened_awards``.
    people
        The step ``award_people``.
    """
    known = people.select("process_id", "award_no").distinct().mutate(has_people=True)
    joined = awards.left_join(known, ["process_id", "award_no"])
    lacking = ibis.cases((_.has_people.isnull(), "no owner or director of the supplier is known"))
    return joined.select(
        *(name for name in awards.columns if name != "trouble"),
        trouble=ibis.coalesce(_.trouble, lacking),
    )
