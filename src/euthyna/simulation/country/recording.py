"""When the register of owners publishes what, and under which id: the same for truth and file.

Every relationship is a record with one or more statements: the first declares it, others change
it, and the last may close it. Ids and delays follow from the seed and the record alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple
from uuid import UUID, uuid5
from zlib import crc32

from euthyna.simulation.basis.dates import HORIZON
from euthyna.simulation.country.model import Firm, Interest
from euthyna.simulation.country.registry import number_of

OPENED = -487
"""1 March 2021: firms had until mid-2022 to declare what there was already."""
LATEST = HORIZON // 1440 - 10
"""The day from which on nothing more is declared, so that all is published in 2025."""
_NAMESPACE = UUID("5b0c7a52-9a44-4b7e-8f0e-6f2d1f6f0d41")


class Edition(NamedTuple):
    """One statement on a record."""

    id: str
    day: int
    """When it was declared."""
    status: str
    """As in the recordStatus code list of BODS."""


@cache
def _space(seed: int) -> UUID:
    return uuid5(_NAMESPACE, str(seed))


def statement_id(seed: int, record: str, number: int) -> str:
    """Give the id of the statement `number`, from 1, on a record."""
    return str(uuid5(_space(seed), f"{record}/{number}"))


def spread(seed: int, key: str, high: int) -> int:
    """Give a number from 0 to `high` that follows from seed and key."""
    return crc32(f"{seed}/{key}".encode()) % (high + 1)


def relationship(seed: int, interest: Interest) -> str:
    """Give the id of the record in which an interest is published, with others of its time."""
    key = f"{interest.firm}|{interest.party}|{interest.record}|{interest.unknown}|{interest.since}"
    return str(uuid5(_space(seed), key))


def declared(seed: int, firm: Firm) -> int:
    """Give the day on which a firm first declared its owners."""
    founded = number_of(firm.founded)
    if founded < OPENED - 30:
        return OPENED + spread(seed, firm.id, 430)
    return founded + 3 + spread(seed, firm.id, 40)


def editions(seed: int, record: str, firm: Firm, interests: Sequence[Interest]) -> list[Edition]:
    """List the statements on a relationship.

    Parameters
    ----------
    seed
        Of the simulation.
    record
        Its id.
    firm
        In which the interests are.
    interests
        What the record consists of; they began on one day.

    Returns
    -------
    list of Edition
        In order of time; empty where it had ended before anything was declared.
    """
    first = declared(seed, firm)
    since = number_of(interests[0].since)
    if since > first:
        first = since + 1 + spread(seed, record, 30)
    ends = [number_of(interest.until) if interest.until else None for interest in interests]
    if all(end is not None and end <= first for end in ends):
        return []
    days = {change for change in _changes(interests) if change > first}
    closed = None if None in ends else max(end for end in ends if end is not None)
    known = [Edition(statement_id(seed, record, 1), first, "new")]
    for number, changed in enumerate(sorted(days), 2):
        status = "closed" if changed == closed else "updated"
        told = max(known[-1].day, changed + spread(seed, f"{record}{number}", 35)) + 1
        known.append(Edition(statement_id(seed, record, number), told, status))
    return [edition for edition in known if edition.day < LATEST]


def published(seed: int, record: str, edition: Edition) -> int:
    """Give the day on which a statement on a relationship was published: within a week."""
    return edition.day + spread(seed, record, 6)


def share(interest: Interest, *, on: str) -> tuple[int, int]:
    """Give the share that an interest had on a day, at least and at most."""
    for change in interest.changes:
        if on < change.day:
            return change.low, change.high
    return interest.low, interest.high


def _changes(interests: Iterable[Interest]) -> Iterable[int]:
    for interest in interests:
        yield from (number_of(change.day) for change in interest.changes)
        if interest.until:
            yield number_of(interest.until)
