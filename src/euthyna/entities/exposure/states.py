"""What an office means for its holder on a day: current, ended or unknown, and why.

Expressions over what :func:`~euthyna.entities.exposure.offices.offices` gives, which every
engine runs.
"""

from __future__ import annotations

from typing import Any

from ibis import Table, _, cases, coalesce, ifelse, literal

from euthyna.entities.exposure.policies import FOR_LIFE, Policy

_YES = literal(value=True)
_NO = literal(value=False)


def stated(offices: Table, *, day: str, policy: Policy) -> Table:
    """Add what the offices mean on a day.

    Parameters
    ----------
    offices
        As :func:`~euthyna.entities.exposure.offices.offices` gives them.
    day
        Like ``2024-02-29``.
    policy
        The policy that `offices` was made with.

    Returns
    -------
    Table
        `offices` with ``state``, ``is_exposed`` (null where the dates do not tell) and ``why``.
    """
    return (
        offices.mutate(state=_state(day, policy))
        .mutate(is_exposed=_exposed(day))
        .mutate(why=_why(day) + ifelse(_.is_exposed.isnull(), "; the dates do not tell more", ""))
    )


def _state(day: str, policy: Policy) -> Any:
    kept_up = not policy.covered_until or day <= policy.covered_until
    begun = coalesce(_.start <= day, _YES)
    in_time = _.is_own_end & coalesce(_.sure_end >= day, _NO)
    unended = _.is_kept & coalesce(_.end >= day, _YES)
    return cases(
        (_.end < day, "ended"),
        (_.end.isnull() & _.is_own_end, "ended"),
        (begun & (in_time | unended) & literal(kept_up), "current"),
        else_="unknown",
    )


def _exposed(day: str) -> Any:
    sure = (_.sure_start <= day) & coalesce(_.sure_until >= day, _YES)
    return cases(((_.start > day) | (_.until < day), False), (sure | (_.state == "current"), True))


def _why(day: str) -> Any:
    until = coalesce("until " + _.until, "without a known limit")
    after = ifelse(
        _.months < FOR_LIFE,
        "exposed for " + _.months.cast("string") + " months after it, " + until,
        "exposed without limit of time",
    )
    return cases(
        (_.position_no.isnull(), "called exposed, and no office is named"),
        (_.start > day, "takes office on " + _.start),
        (_.died <= day, "died by " + _.died + "; exposed " + until),
        (_.end < day, "out of office since " + _.end + "; " + after),
        (_.state == "ended", "out of office, and not said since when; " + after),
        (_.state == "current", "in office" + coalesce(" since " + _.start, "")),
        (_.end.notnull() & _.is_own_end, "may be in office until " + _.end + "; " + after),
        (_.end.notnull(), "the term ends on " + _.end + ", and may not be served to its end"),
        else_="no end of the office is known; exposed " + until,
    )
