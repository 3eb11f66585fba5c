"""What age allows: to own and manage firms, to hold an office, to be a child or a parent."""

from __future__ import annotations

from euthyna.simulation.basis.persons import Kinship
from euthyna.simulation.country.model import Person
from euthyna.simulation.country.registry import day, number_of

OF_AGE, IN_OFFICE = 18, 22
"""Years from which somebody can own a firm, and hold an office."""
_GENERATION = range(18, 46)
"""Years between parent and child."""
_ALIKE = 12
"""Years between siblings or spouses, at most."""


def birthday(person: Person, *, years: int) -> str:
    """Give the ISO date on which a person is that old."""
    return day(number_of(person.born) + years * 1461 // 4 + 1)


def kinships(person: Person, *, other: Person) -> tuple[Kinship, ...]:
    """List what another can be to a person, by the years between them.

    Returns
    -------
    tuple of str
        Empty where they can be neither of one generation nor of two.
    """
    years = int(other.born[:4]) - int(person.born[:4])
    if years in _GENERATION:
        return ("child",)
    if -years in _GENERATION:
        return ("parent",)
    return ("sibling", "spouse") if abs(years) <= _ALIKE else ()


def living(person: Person) -> tuple[Kinship, ...]:
    """List which relatives of a person live and are grown up."""
    found: tuple[Kinship, ...] = ("spouse", "sibling")
    if person.born < "1982":
        found += ("child",)
    if person.born > "1970":
        found += ("parent",)
    return found
