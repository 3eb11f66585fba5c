"""Contacts written alike, so that two publishers' writings of one can meet."""

from __future__ import annotations

from typing import Any

import ibis
from ibis import Table, _

from euthyna.indicators.overlaps import UNDATED, holds, may_hold, without_lists
from euthyna.indicators.publishing import count_beside
from euthyna.indicators.spec import Param
from euthyna.indicators.subjects import AWARD

MANY = "so many share the contact that it tells little"
"""Why an award is not judged."""

MAX_SHARING = Param(
    name="max_sharing",
    default=10,
    unit="parties",
    doc="A contact of more suppliers and parties than that is one of an office for many.",
    low=2,
    high=1000,
)
"""For rules about shared contacts."""

MIN_PARTIES = Param(
    name="min_parties",
    default=1,
    unit="parties",
    doc="From so many listed parties on.",
    low=1,
    high=20,
)
"""For rules about shared contacts."""

SHORTEST_STREET = 5
"""Letters and digits; less is a number or an abbreviation."""

SHORTEST_NUMBER = 6
"""Shorter telephone numbers are extensions, or stand for "none"."""

LONGEST_NUMBER = 9
"""So many last digits tell a number; what is before them is the country, or a leading zero."""


def letters(text: Any) -> Any:
    """Build the expression of a text as small letters and digits, without blanks and signs."""
    return text.lower().re_replace(r"[^\p{L}\p{N}]", "")


def figures(text: Any) -> Any:
    """Build the expression of the numbers in a text, each between blanks."""
    return " " + text.re_replace("[^0-9]+", " ") + " "


def number(telephone: Any) -> Any:
    """Build the expression of the last digits of a telephone number; null if it is too short."""
    digits = telephone.re_replace(r"[^0-9]", "")
    return ibis.ifelse(
        digits.length() >= SHORTEST_NUMBER, digits.right(LONGEST_NUMBER), ibis.null("string")
    )


def mailbox(email: Any) -> Any:
    """Build the expression of an e-mail address in small letters; null if it is none."""
    found = email.strip().lower()
    return ibis.ifelse(found.contains("@"), found, ibis.null("string"))


def neighbours(pairs: Table, same: Table) -> Table:
    """Say how many share what a supplier and a party have in common.

    Parameters
    ----------
    pairs
        ``supplier_id, party_id, contact``: who has one contact.
    same
        ``supplier_id, party_id``: parties that the supplier may be itself; they are left out.

    Returns
    -------
    Table
        ``supplier_id, party_id, sharers``: each pair once, with the suppliers and parties of
        the contact that the fewest have.
    """
    held = pairs.group_by("contact").aggregate(
        sharers=_.supplier_id.nunique() + _.party_id.nunique()
    )
    others = pairs.distinct().anti_join(same, ["supplier_id", "party_id"])
    counted = others.inner_join(held, "contact").group_by("supplier_id", "party_id")
    return counted.aggregate(sharers=_.sharers.min())


def shared(
    awards: Table,
    suppliers: Table,
    *,
    pairs: Table,
    periods: Table,
    max_sharing: int,
    known: Table,
    lacking: str,
) -> Table:
    """Count the listed parties that share a contact with the suppliers of an award.

    Parameters
    ----------
    awards
        The step ``screened_awards``, with `day`.
    suppliers
        ``process_id, award_no, party_id``.
    pairs
        As :func:`neighbours` gives them.
    periods
        The step ``listing_periods``.
    max_sharing
        Contacts of more suppliers and parties than that tell little.
    known
        `supplier_id` of suppliers whose contact is known.
    lacking
        Why nothing can be said where it is not.

    Returns
    -------
    Table
        What a formula gives: ``process_id, subject_id, value, reason, held``.
    """
    named = suppliers.select("process_id", "award_no", supplier_id="party_id").distinct()
    traced = named.inner_join(known.distinct(), "supplier_id")
    beside = count_beside(awards, traced, ("process_id", "award_no")).rename(traced="found")
    found = _counted(beside, named.inner_join(pairs, "supplier_id"), periods, max_sharing)
    missing = ibis.cases((_.traced == 0, lacking))
    return found.select(
        "process_id",
        subject_id=AWARD,
        value=ibis.cases((_.sure > 0, _.sure), (_.rare > 0, _.rare), else_=_.every),
        held=ibis.cases((_.sure > 0, None), (_.rare > 0, UNDATED), (_.every > 0, MANY)),
        reason=ibis.cases((_.every == 0, ibis.coalesce(without_lists(), missing))),
    )


def _counted(awards: Table, sharing: Table, periods: Table, max_sharing: int) -> Table:
    """Count the parties that were listed, also of contacts that few share, and for sure."""
    days = awards.select("process_id", "award_no", "day")
    listed = (
        sharing.inner_join(days, ["process_id", "award_no"])
        .inner_join(periods, "party_id")
        .filter(may_hold(_.day))
        .mutate(is_rare=_.sharers <= max_sharing, is_sure=holds(_.day))
    )
    counts = listed.group_by("process_id", "award_no").aggregate(
        sure=_.party_id.nunique(where=_.is_rare & _.is_sure),
        rare=_.party_id.nunique(where=_.is_rare),
        every=_.party_id.nunique(),
    )
    known = awards.left_join(counts, ["process_id", "award_no"])
    return known.mutate(**{n: ibis.coalesce(_[n], 0) for n in ("sure", "rare", "every")})
