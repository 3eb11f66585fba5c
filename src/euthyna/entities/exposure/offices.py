"""The time for which an office exposes its holder, as one expression for every engine.

What is said of an office is seldom exact: a date may be a year, an end may be that of the term
and not of the holder. So each end of the time has a first and a last possible day.

===============================  ==========================================================
published                        what follows
===============================  ==========================================================
the holder's own end             the office ended then, and exposure after the months that
                                 the policy sets for its topics
only the end of the term         as above once the term is over; before, the holder may have
                                 left: whether the office is still held is unknown
no end                           the office is current if the source says so, or drops those
                                 who leave; else this is unknown. Exposure lasts from the
                                 start for the years that the policy sets
no start                         until the end, nobody can say since when
death                            ends the office, and exposure after some months
age                              ends exposure
===============================  ==========================================================
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table, _

from euthyna.entities.exposure.days import first_day, last_day, later
from euthyna.entities.exposure.policies import FOR_LIFE, Policy

POSITIONS = (
    "party_id",
    "dataset",
    "position_no",
    "title",
    "country",
    "organisation",
    "topics",
    "start_date",
    "end_date",
    "period_start",
    "period_end",
    "status",
    "source",
)
"""The columns of `positions` that are read."""

PARTIES = ("party_id", "dataset", "birth_dates", "death_dates", "topics", "source")
"""The columns of `parties` that are read."""

EXPOSED = "role.pep"
"""The topic of those whom a list calls exposed, with or without an office."""

TERMS = {
    "party_id": "string",
    "position_no": "int64",
    "title": "string",
    "country": "string",
    "start": "string",
    "sure_start": "string",
    "end": "string",
    "sure_end": "string",
    "is_own_end": "boolean",
    "is_kept": "boolean",
    "born": "string",
    "died": "string",
    "months": "int64",
    "source": "string",
}
"""The columns of :func:`terms` and their types."""

GIVES = {**TERMS, "until": "string", "sure_until": "string"}
"""The columns of :func:`offices` and their types."""


def terms(positions: Table, parties: Table, *, policy: Policy) -> Table:
    """Say for every office since when and until when it was held.

    Parameters
    ----------
    positions, parties
        Tables of the model, with at least :data:`POSITIONS` and :data:`PARTIES`.
    policy
        How long exposure lasts.

    Returns
    -------
    Table
        One row for each office, and one without `position_no` for each person whom a list calls
        exposed without naming an office. Days are texts. `start` and `end` are the first and
        last day in office that are possible; between `sure_start` and `sure_end` it is sure.
        Null are `start` where none is known, `sure_start` where nobody can say since when, the
        ends where none is known. `is_own_end` tells the holder's end from that of a term.
        `is_kept` says that without a known end the office is still held. `months` is how long
        the policy lets the office expose its holder after it.
    """
    told = _dated(_all(positions, parties), policy).mutate(months=_months(policy))
    return told.select(*TERMS).cast(TERMS)


def offices(served: Table, *, policy: Policy) -> Table:
    """Say for every office until when it exposes its holder.

    Parameters
    ----------
    served
        What :func:`terms` gives, computed: as an expression it would be repeated many times.
    policy
        The same as there.

    Returns
    -------
    Table
        `served` with `until`, the last day of exposure that is possible, and `sure_until`, until
        when it is sure; null where there is no limit.
    """
    limits = served.mutate(
        last=ibis.ifelse(_.end.isnull(), _unended(_.sure_start, policy), _after(_.end)),
        sure=ibis.ifelse(_.sure_end.isnull(), _unended(_.start, policy), _after(_.sure_end)),
        grave=later(_.died, policy.death_months),
        old=later(_.born, 12 * policy.max_age),
    )
    return limits.mutate(
        until=ibis.least(_.last, _.grave, _.old), sure_until=ibis.least(_.sure, _.grave, _.old)
    ).select(*GIVES)


def _all(positions: Table, parties: Table) -> Table:
    """List offices, with the life of their holders; also the offices that nobody named."""
    lives = parties.group_by("party_id").aggregate(
        born=first_day(_.birth_dates.mins()).min(),
        died=last_day(_.death_dates.mins()).min(),
        life_dataset=_.dataset.min(),
        life_source=_.source.min(),
        is_listed=ibis.coalesce(_.topics.contains(EXPOSED), False).any(),
    )
    named = positions.select(*POSITIONS).left_join(lives, "party_id")
    named = named.select(*POSITIONS, "born", "died")
    nameless = lives.filter(_.is_listed).anti_join(positions, "party_id")
    return named.union(nameless.select(**_without_office(positions)))


def _without_office(positions: Table) -> dict[str, Any]:
    known = {"party_id": _.party_id, "dataset": _.life_dataset, "source": _.life_source}
    nothing = {name: ibis.null(positions[name].type()) for name in POSITIONS}
    return {**nothing, **known, "born": _.born, "died": _.died}


def _dated(held: Table, policy: Policy) -> Table:
    """Give the first and last possible days in office."""
    began = ibis.coalesce(_blank(_.start_date), _blank(_.period_start))
    own = _blank(_.end_date)
    ended = ibis.coalesce(own, _blank(_.period_end))
    told = held.mutate(
        start=first_day(began),
        begun=last_day(began),
        own=own,
        ended=ended,
        is_over=_said("ended"),
        complete=_said("current") | _.dataset.isin(policy.complete or ("",)),
    )
    # An office that is over since nobody knows when may have been left on its first day.
    dated = told.mutate(
        end=last_day(_.ended),
        sure_end=ibis.coalesce(first_day(_.ended), ibis.ifelse(_.is_over, _.start, None)),
    )
    return dated.mutate(
        end=_alive(_.end),
        sure_end=_alive(_.sure_end),
        sure_start=ibis.coalesce(_.begun, _alive(_.sure_end)),
        is_own_end=(_.own.notnull() | _.is_over | _.died.notnull()),
        is_kept=_.complete & ~_.is_over,
    )


def _after(day: Any) -> Any:
    """Build the expression of the day on which exposure ends after a last day in office."""
    return later(day, ibis.ifelse(_.months < FOR_LIFE, _.months, ibis.null("int64")))


def _unended(start: Any, policy: Policy) -> Any:
    return later(start, 12 * policy.years_without_end)


def _alive(day: Any) -> Any:
    return ibis.least(day, _.died)


def _said(state: str) -> Any:
    return ibis.coalesce(_.status.strip().lower() == state, False)


def _blank(text: Any) -> Any:
    return text.strip().nullif("")


def _months(policy: Policy) -> Any:
    """Build the expression of the months after an office, by its topics."""
    rules = sorted(policy.months.items(), key=lambda rule: (-len(_split(rule[0])), -rule[1]))
    branches = [(_has(_split(topics)), months) for topics, months in rules if topics]
    other = policy.months.get("", 0)
    return ibis.cases(*branches, else_=other) if branches else ibis.literal(other, "int64")


def _split(topics: str) -> list[str]:
    return [topic for topic in topics.split("+") if topic]


def _has(topics: list[str]) -> Any:
    found = ibis.literal(value=True)
    for topic in topics:
        found &= ibis.coalesce(_.topics.contains(topic), False)
    return found
