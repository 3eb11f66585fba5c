"""Where the tenderers of a process can be reached."""

from __future__ import annotations

from ibis import Table, _, union

from euthyna.indicators.spec import Step

SHORTEST_NUMBER = 6
"""Shorter ones are extensions, or stand for "none"."""


@Step(
    id="bidder_contacts",
    reads={
        "bidders": ("process_id", "party_id"),
        "process_parties": ("process_id", "party_id", "street", "locality", "email", "telephone"),
    },
    gives={"process_id": "string", "party_id": "string", "contact": "string"},
)
def bidder_contacts(bidders: Table, process_parties: Table) -> Table:
    """Addresses, telephone numbers and e-mail addresses of tenderers, written alike.

    Small letters; addresses without blanks and signs, numbers as digits. An address needs a
    street and a town.
    """
    known = process_parties.inner_join(bidders, ["process_id", "party_id"])
    digits = _.telephone.re_replace(r"[^0-9]", "")
    letters = (_.street + " " + _.locality).lower().re_replace(r"[^\p{L}\p{N}]", "")
    kinds = (
        (digits.length() >= SHORTEST_NUMBER).ifelse(digits, None),
        _.email.strip().lower(),
        letters,
    )
    listed = union(*(known.select("process_id", "party_id", contact=kind) for kind in kinds))
    return listed.filter(_.contact.notnull() & (_.contact != "")).distinct()
