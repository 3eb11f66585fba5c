"""European Union: the consolidated list of financial sanctions, as XML and as CSV.

The Commission publishes both. In the XML an entity has its names, dates, addresses and documents
below it; the CSV has a row for each of them, with the number of the entity in all. The first
regulation of an entity gives its programme and the day from which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from euthyna.data.declarations import (
    Draft,
    Elements,
    Entry,
    ListFormat,
    Marks,
    Part,
    Table,
)
from euthyna.data.declarations.treatments import listing, put_name

AUTHORITY = "European Union"
_SCHEMATA = {"person": "Person", "p": "Person", "enterprise": "Organization", "e": "Organization"}
_GENDERS = {"m": "male", "f": "female"}
_SCHEMES = {
    "passport": "passportNumber",
    "diplomatic-passport": "passportNumber",
    "traveldoc": "passportNumber",
    "regnumber": "registrationNumber",
    "traderegister": "registrationNumber",
    "fiscalcode": "taxNumber",
    "tax": "taxNumber",
    "swiftbic": "swiftBic",
    "imo": "imoNumber",
}
Take = Callable[[str], str]
"""Takes a value of one record by its name in the XML."""


def _treat_entity(entry: Entry, draft: Draft) -> None:
    draft.id, draft.whole = entry.take("@logicalId"), True
    subject = entry.child("subjectType")
    _put_schema(entry, draft, subject.take("@code") or subject.take("@classificationCode"))
    subject.pass_over("@classificationCode")
    held = listing(draft)
    held.reference = entry.take("@euReferenceNumber")
    held.ground = entry.take("remark")
    designated = entry.date("@designationDate")
    for regulation in entry.children("regulation"):
        _put_regulation(regulation, _attribute(regulation), draft, designated)
        regulation.pass_over(*regulation.names())
    for tag, put in _NESTED.items():
        for nested in entry.children(tag):
            put(nested, _attribute(nested), draft)
            nested.pass_over(*nested.names())


def _treat_row(entry: Entry, draft: Draft) -> None:
    draft.id = entry.take("Entity_LogicalId")
    _put_schema(entry, draft, entry.take("Entity_SubjectType_ClassificationCode"))
    held = listing(draft)
    held.kind, held.authority, held.country = "sanction", AUTHORITY, "eu"
    held.reference = entry.take("Entity_EU_ReferenceNumber")
    held.ground = entry.take("Entity_Remark")
    designated = entry.date("Entity_DesignationDate")
    _put_regulation(entry, _column(entry, "Entity_Regulation"), draft, designated)
    for prefix, put in _COLUMNS.items():
        put(entry, _column(entry, prefix), draft)
    rest = ("Entity_", "Address_", "BirthDate_", "Citizenship_", "Identification_", "NameAlias_")
    entry.pass_over(*(name for name in entry.names() if name.startswith(rest)))


def _attribute(entry: Entry) -> Take:
    return lambda name: entry.take(f"@{name}")


def _column(entry: Entry, prefix: str) -> Take:
    return lambda name: entry.take(f"{prefix}_{name[0].upper()}{name[1:]}")


def _put_schema(entry: Entry, draft: Draft, code: str) -> None:
    draft.schema = _SCHEMATA.get(code.casefold(), "")
    if code and not draft.schema:
        entry.note("unknown-value", "subjectType", code)


def _put_regulation(entry: Entry, take: Take, draft: Draft, designated: str) -> None:
    held = listing(draft)
    held.program = held.program or take("programme")
    title = take("numberTitle")
    held.status = held.status or title
    for field in ("entryIntoForceDate", "publicationDate"):
        day = next(iter(entry.as_dates(take(field), field)), "")
        held.start_date = held.start_date or designated or day


def _put_name(entry: Entry, take: Take, draft: Draft) -> None:
    whole, given, family = take("wholeName"), take("firstName"), take("lastName")
    middle = take("middleName")
    text = whole or " ".join(filter(None, (given, middle, family)))
    kind = "weak" if take("strong").casefold() == "false" else "alias"
    kind = kind if draft.names else "primary"
    put_name(entry, draft, text, kind=kind)
    if text and draft.names and family:
        name = next((n for n in draft.names if n.name == text), None)
        if name is not None:
            name.given_name, name.family_name = f"{given} {middle}".strip(), family
            name.language = take("nameLanguage").casefold()
    draft.gender = draft.gender or _GENDERS.get(take("gender").casefold(), "")


def _put_citizenship(entry: Entry, take: Take, draft: Draft) -> None:
    code = _country(entry, take)
    draft.countries += [code] if code else []


def _put_birth(entry: Entry, take: Take, draft: Draft) -> None:
    day, year = take("birthdate") or take("birthDate"), take("year")
    first, last = take("yearRangeFrom"), take("yearRangeTo")
    text = day or (f"{first} to {last}" if first and last else first or last) or year
    draft.birth_dates += entry.as_dates(text, "birthdate")
    country = take("countryDescription")
    parts = [take(part) for part in ("place", "city", "region")]
    place = ", ".join(filter(None, (*parts, country if country != "UNKNOWN" else "")))
    draft.birth_places += [place] if place else []


def _put_address(entry: Entry, take: Take, draft: Draft) -> None:
    street = ", ".join(filter(None, (take("street"), take("poBox"), take("place"))))
    draft.address(
        street=street,
        locality=take("city"),
        region=take("region"),
        postal_code=take("zipCode"),
        country=_country(entry, take),
    )


def _put_document(entry: Entry, take: Take, draft: Draft) -> None:
    kind = take("identificationTypeCode") or take("typeCode")
    scheme = _SCHEMES.get(kind.casefold(), "idNumber")
    number = take("number") or take("latinNumber")
    draft.identifier(number, scheme, _country(entry, take))


def _country(entry: Entry, take: Take) -> str:
    code, name = take("countryIso2Code"), take("countryDescription")
    text = code if code not in {"", "00"} else name
    return entry.as_country(text, "country") if text.casefold() != "unknown" else ""


Put = Callable[[Entry, Take, Draft], None]
_NESTED: dict[str, Put] = {
    "nameAlias": _put_name,
    "citizenship": _put_citizenship,
    "birthdate": _put_birth,
    "address": _put_address,
    "identification": _put_document,
}
_COLUMNS: dict[str, Put] = {
    "NameAlias": _put_name,
    "Citizenship": _put_citizenship,
    "BirthDate": _put_birth,
    "Address": _put_address,
    "Identification": _put_document,
}
_CONSTANTS = {
    "topic": "sanction",
    "listing.kind": "sanction",
    "listing.authority": AUTHORITY,
    "listing.country": "eu",
}

FORMATS = (
    ListFormat(
        name="eu-consolidated",
        title="European Union: consolidated list of financial sanctions (XML or CSV)",
        dataset="eu-consolidated",
        merges=True,
        parts=(
            Part(
                name="xml",
                shape=Elements(tags=("sanctionEntity",)),
                marks=Marks(root="export", start=re.compile("fpi/fsd/export|<sanctionEntity")),
                constants=_CONSTANTS,
                treat=_treat_entity,
                uses={
                    "@logicalId": "id of the party",
                    "@euReferenceNumber": "`listings.reference`",
                    "@designationDate": "`listings.start_date`",
                    "remark": "`listings.ground`",
                    "subjectType": "schema",
                    "regulation": "program; number: `listings.status`; day: `start_date`",
                    "nameAlias": "names; `strong=false` is a weak one",
                    "citizenship": "countries",
                    "birthdate": "dates and places of birth; a range of years: each of them",
                    "address": "addresses",
                    "identification": "identifiers, by type of document",
                },
                leaves={
                    "@designationDetails": "prose",
                    "@unitedNationId": "the number of another list",
                },
            ),
            Part(
                name="csv",
                shape=Table(delimiter=";"),
                marks=Marks(header=("Entity_LogicalId", "NameAlias_WholeName")),
                constants={"topic": "sanction"},
                treat=_treat_row,
                uses={
                    "Entity_LogicalId": "id of the party: rows of one number are one party",
                    "Entity_…": "the same as in the XML",
                    "NameAlias_…": "names",
                    "BirthDate_…": "dates and places of birth",
                    "Address_…": "addresses",
                    "Citizenship_…": "countries",
                    "Identification_…": "identifiers",
                },
                leaves={"fileGenerationDate": "when the file was made"},
            ),
        ),
    ),
)
"""The lists of this reader."""
