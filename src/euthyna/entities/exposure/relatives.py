"""Exposure that relatives and close associates share, as one expression for every engine.

It is inherited by one step, begins and ends with that of the office holder, and with the tie
where that has an end: a divorce, a business that was given up.
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table, _

from euthyna.entities.exposure.days import first_day, last_day, later
from euthyna.entities.exposure.kinship import ASSOCIATES, OTHER, inverse, words
from euthyna.entities.exposure.policies import FOR_LIFE, Policy

RELATIONSHIPS = ("kind", "party_id", "other_id", "role", "start_date", "end_date", "source")
"""The columns of `relationships` that are read."""

KINDS = ("family", "associate")
"""The kinds of relationship that share exposure."""

GIVES = {
    "party_id": "string",
    "holder_id": "string",
    "relation": "string",
    "role": "string",
    "start": "string",
    "sure_start": "string",
    "until": "string",
    "sure_until": "string",
    "source": "string",
}
"""The columns of :func:`relatives` and their types."""


def relatives(offices: Table, relationships: Table, *, policy: Policy) -> Table:
    """Say for every relative and associate of an office holder when exposure is shared.

    Parameters
    ----------
    offices
        As :func:`~euthyna.entities.exposure.offices.offices` gives them: at least `party_id`,
        `start`, `sure_start`, `end`, `sure_end`, `until` and `sure_until`.
    relationships
        The table of the model, with at least :data:`RELATIONSHIPS`.
    policy
        Which relations count, and for how long after the office.

    Returns
    -------
    Table
        One row for each tie and office. `relation` is what the relative is to the holder, `role`
        the word of the source. The four days are as those of an office.
    """
    held = offices.select(
        "end",
        "sure_end",
        "until",
        "sure_until",
        holder_id="party_id",
        office_start="start",
        office_sure_start="sure_start",
    )
    near = _ties(relationships, policy).inner_join(held, "holder_id")
    return near.mutate(
        start=ibis.greatest(_.office_start, _.tied),
        sure_start=ibis.ifelse(
            _.office_sure_start.isnull(), None, ibis.greatest(_.office_sure_start, _.sure_tied)
        ),
        until=ibis.least(_.until, _after("end", policy), _.untied),
        sure_until=ibis.least(_.sure_until, _after("sure_end", policy), _.sure_untied),
    ).select(*GIVES)


def _ties(relationships: Table, policy: Policy) -> Table:
    """List ties from both ends: `role` is what the other is to the party."""
    kept = relationships.select(*RELATIONSHIPS).filter(_.kind.isin(KINDS))
    dated = kept.mutate(
        word=ibis.coalesce(_.role, "").lower().strip(),
        tied=first_day(_.start_date),
        sure_tied=last_day(_.start_date),
        untied=last_day(_.end_date),
        sure_untied=first_day(_.end_date),
    )
    days = ("role", "source", "tied", "sure_tied", "untied", "sure_untied")
    there = dated.select(
        *days, party_id="other_id", holder_id="party_id", relation=_relation(turned=False)
    )
    back = dated.select(
        *days, party_id="party_id", holder_id="other_id", relation=_relation(turned=True)
    ).select(*there.columns)
    both = there.union(back)
    return both.filter(_.relation.isin(_counted(policy))) if policy.relations else both


def _counted(policy: Policy) -> tuple[str, ...]:
    """List the relations that count: those of the law, associates, and words that say no more."""
    return (*policy.relations, *sorted(ASSOCIATES), OTHER)


def _relation(*, turned: bool) -> Any:
    """Build the expression of a relation from the word of the source."""
    by_relation: dict[str, list[str]] = {}
    for word, kin in words().items():
        meant = inverse(kin.relation) if turned else kin.relation
        by_relation.setdefault(meant, []).append(word)
    branches = [(_.word.isin(known), meant) for meant, known in sorted(by_relation.items())]
    other = ibis.ifelse(_.kind == "associate", "associate", OTHER)
    return ibis.cases(*branches, else_=other)


def _after(column: str, policy: Policy) -> Any:
    if policy.relatives_months >= FOR_LIFE:
        return ibis.null("string")
    return later(_[column], policy.relatives_months)
