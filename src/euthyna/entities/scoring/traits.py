"""What each trait says in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from euthyna.entities.records import Record
from euthyna.entities.scoring.attributes import Trait

_SAYS: Final = {
    Trait.BIRTH_DAY_EQUAL: "born on the same day",
    Trait.BIRTH_TURNED: "born on the same day, with day and month turned",
    Trait.BIRTH_MONTH_EQUAL: "born in the same month",
    Trait.BIRTH_YEAR_EQUAL: "born in the same year",
    Trait.BIRTH_DAY_OTHER: "born in the same year on another day",
    Trait.BIRTH_YEAR_NEAR: "born about a year apart, or ten years to the day",
    Trait.BIRTH_OTHER: "born in other years",
    Trait.FOUNDED_EQUAL: "founded on the same day",
    Trait.FOUNDED_YEAR_EQUAL: "founded in the same year",
    Trait.FOUNDED_OTHER: "founded in other years",
    Trait.COUNTRY_SHARED: "a country in common",
    Trait.COUNTRY_OTHER: "no country in common",
    Trait.GENDER_EQUAL: "the same gender",
    Trait.GENDER_OTHER: "another gender",
    Trait.IDENTIFIER_EQUAL: "the same number in a register or document",
    Trait.IDENTIFIER_EQUAL_WEAK: "the same number, short or of another scheme",
    Trait.IDENTIFIER_OTHER: "other numbers of the same scheme",
    Trait.ADDRESS_EQUAL: "the same address",
    Trait.ADDRESS_ALIKE: "addresses alike",
    Trait.PHONE_EQUAL: "the same telephone number",
    Trait.EMAIL_EQUAL: "the same address of e-mail",
    Trait.SCHEMA_OTHER: "one is a person, the other is not",
    Trait.WEAK_NAME: "only a weak name of the listed party",
}
_VALUES: Final[dict[str, Callable[[Record], tuple[str, ...]]]] = {
    "BIRTH": lambda record: record.birth_dates,
    "FOUNDED": lambda record: (record.incorporation_date,),
    "COUNTRY": lambda record: record.countries,
    "GENDER": lambda record: (record.gender,),
    "IDENTIFIER": lambda record: tuple(f"{i.scheme} {i.value}".strip() for i in record.identifiers),
    "ADDRESS": lambda record: record.addresses,
    "PHONE": lambda record: record.phones,
    "EMAIL": lambda record: record.emails,
    "SCHEMA": lambda record: (record.schema,),
    "WEAK": lambda record: tuple(name.text for name in record.names),
}
_MOST: Final = 3
"""Values of one side that are told."""


def trait_sentence(trait: Trait, one: Record, other: Record) -> str:
    """Say what a trait means for two records, with the values of both.

    Examples
    --------
    >>> a, b = Record(id="a", gender="male"), Record(id="b", gender="female")
    >>> trait_sentence(Trait.GENDER_OTHER, a, b)
    'another gender: male / female'
    """
    values = _VALUES[trait.name.partition("_")[0]]
    return f"{_SAYS[trait]}: {_few(values(one))} / {_few(values(other))}"


def _few(values: tuple[str, ...]) -> str:
    told = ", ".join(values[:_MOST])
    return f"{told}, …" if len(values) > _MOST else told
