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


def stated(offices: Table, *, policy: Policy) -> Table:
    """Add what the offices mean on their ``day``.

    Parameters
    ----------
    offices
        As :func:`~euthyna.entities.exposure.offices.offices` gives them, with a column ``day``
        like ``2024-02-29``.
    policy
        The policy that `offices` was made with.

    Returns
    -------
    Table
        `offices` with ``state``, ``is_exposed`` (null where the dates do not tell) and ``why``.
    """
    return (
        offices.mutate(state=_state(policy))
        .mutate(is_exposed=_exposed())
        .mutate(why=_why() + ifelse(_.is_exposed.isnull(), "; the dates do not tell more", ""))
    )


def _state(policy: Policy) -> Any:
    kept_up = _.day <= policy.covered_until if policy.covered_until else _YES
    begun = coalesce(_.start <= _.day, _YES)
    in_time = _.is_own_end & coalesce(_.sure_end >= _.day, _NO)
    unended = _.is_kept & coalesce(_.end >= _.day, _YES)
    return cases(
        (_.end < _.day, "ended"),
        (_.end.isnull() & _.is_own_end, "ended"),
        (begun & (in_time | unended) & kept_up, "current"),
        else_="unknown",
    )


def _exposed() -> Any:
    sure = (_.sure_start <= _.day) & coalesce(_.sure_until >= _.day, _YES)
    return cases(
        ((_.start > _.day) | (_.until < _.day), False), (sure | (_.state == "current"), True)
    )


def _why() -> Any:
    until = coalesce("until " + _.until, "without a known limit")
    after = ifelse(
        _.months < FOR_LIFE,
        "exposed for " + _.months.cast("string") + " months after it, " + until,
        "exposed without limit of time",
    )
    return cases(
        (_.position_no.isnull(), "called exposed, and no office is named"),
        (_.start > _.day, "takes office on " + _.start),
        (_.died <= _.day, "died by " + _.died + "; exposed " + until),
        (_.end < _.day, "out of office since " + _.end + "; " + after),
        (_.state == "ended", "out of office, and not said since when; " + after),
        (_.state == "current", "in office" + coalesce(" since " + _.start, "")),
        (_.end.notnull() & _.is_own_end, "may be in office until " + _.end + "; " + after),
        (_.end.notnull(), "the term ends on " + _.end + ", and may not be served to its end"),
        else_="no end of the office is known; exposed " + until,
    )
