"""One party with all that is known of it: asked about, or listed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """One name, with its parts where the source tells them apart."""

    text: str
    kind: str = "primary"
    """primary, alias, weak, former, original_script, transliteration or abbreviation."""
    given: str = ""
    family: str = ""
    patronymic: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """One number by which a register or an authority knows a party."""

    value: str
    scheme: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One party: what is asked about, or what a list says.

    Dates are texts that begin like ISO 8601 and keep their precision; countries are ISO 3166
    codes in small letters.
    """

    id: str
    """Unique among the queries of a run, or the ``party_id`` of a listed party."""
    schema: str = "LegalEntity"
    """Class of FollowTheMoney: Person, Company, Organization, …; LegalEntity where not known."""
    names: tuple[Name, ...] = ()
    birth_dates: tuple[str, ...] = ()
    incorporation_date: str = ""
    gender: str = ""
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    dataset: str = ""
    """The list or register that published it; empty for a query."""
    digest: str = ""
    """Hash of all that is known of it: another one when anything changes."""
    source: str = ""
    """Where it was published: file:line or file#/json/pointer."""
