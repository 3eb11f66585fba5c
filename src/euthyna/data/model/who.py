"""The tables of who is who: columnar views of FollowTheMoney entities.

A party is one record of one dataset: the same person on two lists is two parties until an
identity says otherwise. Its id is ``dataset:id in the dataset``, so that it names its list. A
name, an identifier or an address is a row, never a column. Dates keep their precision: they are
texts that begin like ISO 8601 (``1970``, ``1970-05``, ``1970-05-03``), so that their order as
texts is their order in time; a date that cannot be read is an issue and is kept in no column.
"""

from __future__ import annotations

from euthyna.data.model.tables import Column, Kind, Table

_PARTY = Column("party_id", Kind.TEXT, "The party: dataset:id in the dataset.")
_DATASET = Column("dataset", Kind.TEXT, "The list or register that published it.")
_SOURCE = Column("source", Kind.TEXT, "Where it was published: file:line or file#/json/pointer.")


def _text(name: str, doc: str) -> Column:
    return Column(name, Kind.TEXT, doc)


def _texts(name: str, doc: str) -> Column:
    return Column(name, Kind.TEXTS, doc)


def _no(name: str, doc: str) -> Column:
    return Column(name, Kind.COUNT, doc)


def _of_party(name: str, doc: str, *columns: Column) -> Table:
    return Table(name, doc, (_PARTY, _DATASET, *columns, _SOURCE))


PARTIES = _of_party(
    "parties",
    "One person, firm or body, as one dataset describes it.",
    _text("schema", "Its class in FollowTheMoney: Person, Company, Organization, PublicBody, …"),
    _text("name", "Its main name."),
    _texts("birth_dates", "Dates of birth of a person; several where the source is not sure."),
    _texts("birth_places", "Places of birth."),
    _texts("death_dates", "Dates of death."),
    _text("gender", "male, female or other."),
    _text("incorporation_date", "When a firm was founded."),
    _text("dissolution_date", "When a firm ended."),
    _texts("countries", "ISO 3166 codes in small letters: nationality, citizenship, jurisdiction."),
    _texts("topics", "Topics of FollowTheMoney: debarment, sanction, role.pep, …"),
    _texts("phones", "Telephone numbers, as published."),
    _texts("emails", "E-mail addresses, in small letters."),
    _texts("websites", "Web pages."),
    _text("legal_form", "Legal form, in the publisher's words."),
    _text("digest", "Hash of all that the dataset says of it: another one when it changes."),
)

PARTY_NAMES = _of_party(
    "party_names",
    "One name of a party.",
    _no("name_no", "Position in the list of its names; 0 is the main one."),
    _text("name", "The name."),
    _text("kind", "primary, alias, weak, former, original_script, transliteration, abbreviation."),
    _text("language", "ISO 639 code, where the source says so."),
    _text("given_name", "Given names, where told apart."),
    _text("family_name", "Family name, where told apart."),
    _text("patronymic", "Father's name, where told apart."),
)

PARTY_IDENTIFIERS = _of_party(
    "party_identifiers",
    "One number by which a register or an authority knows a party.",
    _no("identifier_no", "Position in the list of its identifiers."),
    _text("scheme", "registrationNumber, taxNumber, leiCode, passportNumber, … or a register."),
    _text("identifier", "The number."),
    _text("country", "ISO 3166 code in small letters of who gave it."),
)

PARTY_ADDRESSES = _of_party(
    "party_addresses",
    "One address of a party.",
    _no("address_no", "Position in the list of its addresses."),
    _text("address", "All of it in one text."),
    _text("street", "Street and house."),
    _text("locality", "Town."),
    _text("region", "Region."),
    _text("postal_code", "Postal code."),
    _text("country", "ISO 3166 code in small letters."),
)

POSITIONS = _of_party(
    "positions",
    "One public office held by a person for a time.",
    _no("position_no", "Position in the list of offices of the person."),
    _text("position_id", "Id of the office in its dataset."),
    _text("title", "Name of the office."),
    _text("country", "ISO 3166 code in small letters."),
    _text("organisation", "The body it belongs to."),
    _texts("topics", "Level and branch: gov.national, gov.head, gov.muni, gov.legislative, …"),
    _text("start_date", "When the person took office."),
    _text("end_date", "When the person left it."),
    _text("period_start", "Start of the term, where only that is known."),
    _text("period_end", "End of the term, where only that is known."),
    _text("status", "current, ended or unknown, as the source says."),
)

LISTINGS = _of_party(
    "listings",
    "One entry of a party on a list, with the time for which it holds.",
    _no("listing_no", "Position in the list of its entries."),
    _text("kind", "debarment, sanction, export_control, disqualification, warning or wanted."),
    _text("authority", "Who listed it."),
    _text("program", "The programme or the law under which."),
    _text("ground", "Why, in the authority's words."),
    _text("reference", "The authority's own number of the entry."),
    _text("start_date", "The first day on which it holds."),
    _text("end_date", "The last day on which it holds; empty while no end is known."),
    _text("country", "ISO 3166 code in small letters of the authority."),
    _text("status", "What the source says of its state, in its words."),
)

RELATIONSHIPS = Table(
    "relationships",
    "One tie between two parties, with the time for which it holds.",
    (
        _text("relationship_id", "dataset:id in the dataset, or the place where there is none."),
        _DATASET,
        _text(
            "kind",
            "ownership, control, directorship, membership, employment, representation, "
            "succession, family, associate or unknown.",
        ),
        _text("party_id", "Who owns, directs, works for, succeeds, or is related."),
        _text("other_id", "What is owned or directed, the predecessor, or the relative."),
        _text("role", "The role or the kinship, in the source's words."),
        Column("share_min", Kind.NUMBER, "Smallest share that can be meant, 0 to 1."),
        Column("share_max", Kind.NUMBER, "Largest share that can be meant, 0 to 1."),
        _text("start_date", "Since when."),
        _text("end_date", "Until when."),
        _text("stated_date", "When the source said so."),
        _SOURCE,
    ),
)

TABLES: tuple[Table, ...] = (
    PARTIES,
    PARTY_NAMES,
    PARTY_IDENTIFIERS,
    PARTY_ADDRESSES,
    POSITIONS,
    LISTINGS,
    RELATIONSHIPS,
)
"""All tables of who is who: first parties, then what is said of them."""
