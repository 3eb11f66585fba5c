"""The classes and properties of FollowTheMoney that the services understand.

Names and their meaning are those of FollowTheMoney 4.11, a public vocabulary; what a property
means for screening is ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Means = Literal[
    "name",
    "part",
    "born",
    "founded",
    "gender",
    "country",
    "identifier",
    "address",
    "phone",
    "email",
    "topic",
    "other",
]
"""What a property says of a party; ``other`` is answered and never compared."""

SCHEMA_SPACE: Final = "https://followthemoney.tech/explorer/schemata/"


@dataclass(frozen=True, slots=True)
class Schema:
    """One class of things that can be listed and asked about."""

    id: str
    label: str
    extends: tuple[str, ...] = ()
    party: bool = True
    """Whether it is a person, a firm or a body."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property of a class, and what it means for screening."""

    id: str
    label: str
    schema: str
    """The class that brings it; classes below have it, too."""
    means: Means = "other"


_SCHEMATA = (
    Schema("Person", "People", ("LegalEntity",)),
    Schema("Company", "Companies", ("Organization", "Asset")),
    Schema("Organization", "Organizations", ("LegalEntity",)),
    Schema("PublicBody", "Public bodies", ("Organization",)),
    Schema("LegalEntity", "Legal entities", ("Thing",)),
    Schema("Vessel", "Vessels", ("Vehicle",), party=False),
    Schema("Airplane", "Airplanes", ("Vehicle",), party=False),
    Schema("Vehicle", "Vehicles", ("Asset",), party=False),
    Schema("Security", "Securities", ("Asset",), party=False),
    Schema("BankAccount", "Bank accounts", ("Asset",), party=False),
    Schema("CryptoWallet", "Cryptocurrency wallets", ("Thing",), party=False),
    Schema("Address", "Addresses", ("Thing",), party=False),
    Schema("Position", "Positions", ("Thing",), party=False),
    Schema("UserAccount", "User accounts", ("Thing",), party=False),
    Schema("Asset", "Assets", ("Thing",), party=False),
    Schema("Thing", "Things", party=False),
)
SCHEMATA: Final = {schema.id: schema for schema in _SCHEMATA}
"""By name; the usual ones first."""


def _all(schema: str, means: Means, labels: dict[str, str]) -> list[Property]:
    return [Property(name, label, schema, means) for name, label in labels.items()]


_PROPERTIES = [
    *_all("Thing", "name", {"name": "Name", "alias": "Alias", "weakAlias": "Weak alias"}),
    *_all("Thing", "name", {"previousName": "Previous name"}),
    *_all("Thing", "country", {"country": "Country"}),
    *_all("Thing", "address", {"address": "Address"}),
    *_all("Thing", "topic", {"topics": "Topics"}),
    *_all("Thing", "identifier", {"wikidataId": "Wikidata ID"}),
    *_all("Thing", "other", {"program": "Program", "programId": "Program ID"}),
    *_all("Thing", "other", {"notes": "Notes", "summary": "Summary", "sourceUrl": "Source link"}),
    *_all("LegalEntity", "name", {"abbreviation": "Abbreviation"}),
    *_all("LegalEntity", "country", {"jurisdiction": "Jurisdiction"}),
    *_all("LegalEntity", "country", {"mainCountry": "Country of origin"}),
    *_all("LegalEntity", "founded", {"incorporationDate": "Incorporation date"}),
    *_all("LegalEntity", "other", {"dissolutionDate": "Dissolution date"}),
    *_all("LegalEntity", "other", {"legalForm": "Legal form", "website": "Website"}),
    *_all("LegalEntity", "other", {"status": "Status", "sector": "Sector"}),
    *_all("LegalEntity", "phone", {"phone": "Phone"}),
    *_all("LegalEntity", "email", {"email": "E-mail"}),
    *_all(
        "LegalEntity",
        "identifier",
        {
            "registrationNumber": "Registration number",
            "idNumber": "ID number",
            "taxNumber": "Tax number",
            "vatCode": "VAT number",
            "leiCode": "LEI",
            "dunsCode": "DUNS",
            "uniqueEntityId": "Unique Entity ID",
            "innCode": "INN",
            "ogrnCode": "OGRN",
            "okpoCode": "OKPO",
            "uscCode": "Unified Social Credit Code",
            "swiftBic": "SWIFT/BIC",
            "npiCode": "NPI",
            "licenseNumber": "License number",
        },
    ),
    *_all("Person", "born", {"birthDate": "Birth date"}),
    *_all("Person", "country", {"nationality": "Nationality", "citizenship": "Citizenship"}),
    *_all("Person", "gender", {"gender": "Gender"}),
    *_all(
        "Person",
        "part",
        {
            "firstName": "First name",
            "secondName": "Second name",
            "middleName": "Middle name",
            "fatherName": "Patronymic",
            "lastName": "Last name",
            "nameSuffix": "Name suffix",
        },
    ),
    *_all("Person", "identifier", {"passportNumber": "Passport number"}),
    *_all("Person", "identifier", {"socialSecurityNumber": "Social security number"}),
    *_all("Person", "other", {"birthPlace": "Place of birth", "birthCountry": "Country of birth"}),
    *_all("Person", "other", {"deathDate": "Death date", "position": "Position"}),
    *_all("Person", "other", {"title": "Title", "education": "Education"}),
    *_all("Organization", "identifier", {"imoNumber": "IMO number", "cageCode": "CAGE"}),
    *_all("Organization", "identifier", {"giiNumber": "GIIN", "permId": "PermID"}),
    *_all("Company", "identifier", {"cikCode": "SEC Central Index Key", "kppCode": "KPP"}),
    *_all("Company", "identifier", {"isinCode": "ISIN", "bikCode": "BIK", "ticker": "Ticker"}),
    *_all("Vehicle", "identifier", {"registrationNumber": "Registration number"}),
    *_all("Vessel", "identifier", {"imoNumber": "IMO number", "mmsi": "MMSI"}),
    *_all("Vessel", "identifier", {"callSign": "Call sign"}),
    *_all("Vessel", "country", {"flag": "Flag"}),
    *_all("Airplane", "identifier", {"serialNumber": "Serial number"}),
    *_all("Security", "identifier", {"isin": "ISIN"}),
    *_all("BankAccount", "identifier", {"accountNumber": "Account number", "iban": "IBAN"}),
    *_all("CryptoWallet", "identifier", {"publicKey": "Address"}),
]

PROPERTIES: Final = {found.id: found for found in reversed(_PROPERTIES)}
"""By name; of several classes with one property, the first that brings it."""

NAME_KINDS: Final = {
    "name": "primary",
    "alias": "alias",
    "previousName": "former",
    "weakAlias": "weak",
    "abbreviation": "abbreviation",
}
"""Properties that are whole names, with the kind of the name."""


def ancestors(schema: str) -> frozenset[str]:
    """Name a class and all above it.

    Examples
    --------
    >>> sorted(ancestors("PublicBody"))
    ['LegalEntity', 'Organization', 'PublicBody', 'Thing']
    """
    above = SCHEMATA[schema].extends if schema in SCHEMATA else ()
    return frozenset({schema}).union(*(ancestors(name) for name in above))


def properties(schema: str) -> list[Property]:
    """List the properties that a class has, with those of the classes above it."""
    above = ancestors(schema)
    found = {p.id: p for p in _PROPERTIES if p.schema in above}
    return list(found.values())


def matchable(schema: str) -> bool:
    """Tell whether one can ask about things of a class."""
    return schema in SCHEMATA and schema != "Asset"


def beginning(prefix: str, *words: str) -> bool:
    """Tell whether one of some words, or a word in them, begins with what was typed.

    Examples
    --------
    >>> beginning("dat", "birthDate", "Birth date")
    True
    """
    typed = prefix.strip().casefold()
    texts = [word.casefold() for word in words]
    return any(text.startswith(typed) or f" {typed}" in text for text in texts)
