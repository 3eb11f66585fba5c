"""The classes and properties of FollowTheMoney, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PARTIES: Final = frozenset(
    {
        "Person",
        "LegalEntity",
        "Organization",
        "Company",
        "PublicBody",
        "Asset",
        "Vehicle",
        "Vessel",
        "Airplane",
        "CryptoWallet",
        "Security",
    }
)
"""Classes whose entities are parties."""
EDGES: Final[Mapping[str, tuple[str, str, str]]] = {
    "Ownership": ("ownership", "owner", "asset"),
    "Control": ("control", "controller", "controlled"),
    "Directorship": ("directorship", "director", "organization"),
    "Membership": ("membership", "member", "organization"),
    "Employment": ("employment", "employee", "employer"),
    "Representation": ("representation", "agent", "client"),
    "Succession": ("succession", "successor", "predecessor"),
    "Family": ("family", "person", "relative"),
    "Associate": ("associate", "person", "associate"),
    "UnknownLink": ("unknown", "subject", "object"),
}
"""Classes that join two parties: kind of the tie, property of the party, property of the other."""

NAMES: Final[Mapping[str, str]] = {
    "name": "primary",
    "alias": "alias",
    "weakAlias": "weak",
    "previousName": "former",
    "abbreviation": "abbreviation",
}
LISTS: Final[Mapping[str, str]] = {
    "birthPlace": "birth_places",
    "topics": "topics",
    "phone": "phones",
    "email": "emails",
    "website": "websites",
}
COUNTRIES: Final = (
    "country",
    "jurisdiction",
    "mainCountry",
    "nationality",
    "citizenship",
    "flag",
)
IDENTIFIERS: Final = (
    "registrationNumber idNumber taxNumber licenseNumber vatCode bvdId sayariId brightQueryId "
    "brightQueryOrgId uscCode icijId okpoCode innCode ogrnCode leiCode dunsCode uniqueEntityId "
    "npiCode swiftBic wikidataId passportNumber socialSecurityNumber cageCode permId imoNumber "
    "giiNumber voenCode coatoCode irsCode ipoCode cikCode jibCode mbsCode kppCode fnsCode fssCode "
    "bikCode pfrNumber isinCode isin ticker ricCode figiCode crsNumber callSign mmsi serialNumber "
    "icaoCode publicKey cryptoAddress accountId"
)
GENDERS: Final = ("male", "female", "other")
REVERSED: Final[Mapping[str, str]] = {
    "ownershipOwner": "owner",
    "ownershipAsset": "asset",
    "controlledEntities": "controller",
    "controllingEntities": "controlled",
    "directorshipDirector": "director",
    "directorshipOrganization": "organization",
    "membershipMember": "member",
    "membershipOrganization": "organization",
    "employers": "employee",
    "employees": "employer",
    "agencyClient": "agent",
    "agentRepresentation": "client",
    "predecessors": "successor",
    "successors": "predecessor",
    "familyPerson": "person",
    "familyRelative": "relative",
    "associates": "person",
    "associations": "associate",
    "unknownLinkTo": "subject",
    "unknownLinkFrom": "object",
    "sanctions": "entity",
    "risks": "entity",
    "identification": "holder",
    "positionOccupancies": "holder",
}
"""Properties of a party under which files with nested entities have what speaks of it, and the
property of the nested entity that would lead back."""

LEFT: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        (
            "sourceUrl",
            "publisher",
            "publisherUrl",
            "alephUrl",
            "wikipediaUrl",
            "opencorporatesUrl",
            "programUrl",
            "retrievedAt",
            "modifiedAt",
            "createdAt",
            "indexText",
            "proof",
            "documentedBy",
            "riskSource",
        ),
        "where the publisher found it",
    ),
    **dict.fromkeys(
        (
            "summary",
            "description",
            "notes",
            "keywords",
            "biography",
            "appearance",
            "remarks",
            "provisions",
        ),
        "prose, which nothing compares",
    ),
    **dict.fromkeys(
        (
            "title",
            "nameSuffix",
            "motherName",
            "birthCountry",
            "height",
            "weight",
            "eyeColor",
            "hairColor",
            "religion",
            "ethnicity",
            "political",
            "education",
            "spokenLanguage",
            "profession",
        ),
        "says nothing that tells a person of the model from another",
    ),
    "position": "a profession in the source's words; offices are occupancies",
    **dict.fromkeys(
        (
            "status",
            "sector",
            "classification",
            "taxStatus",
            "program",
            "programId",
            "okvedCode",
            "caemCode",
            "okopfCode",
            "oksmCode",
            "capital",
            "amount",
            "amountUsd",
            "amountEur",
            "currency",
            "parent",
        ),
        "has no column; sanctions say their own programme and status",
    ),
    **dict.fromkeys(
        (
            "type",
            "model",
            "manufacturer",
            "owner",
            "operator",
            "holder",
            "issuer",
            "buildDate",
            "registrationDate",
            "deregistrationDate",
            "registrationPort",
            "navigationArea",
            "tonnage",
            "grossRegisteredTonnage",
            "deadweightTonnage",
            "nameChangeDate",
            "pastFlags",
            "pastTypes",
            "creationDate",
            "currencySymbol",
            "blockchain",
            "managingExchange",
            "balance",
            "balanceDate",
            "custodyType",
            "privateKey",
            "issueDate",
            "maturityDate",
            "collateral",
        ),
        "describes a thing, not a party",
    ),
    **dict.fromkeys(
        (
            "recordId",
            "sharesCount",
            "sharesValue",
            "sharesCurrency",
            "legalBasis",
            "secretary",
            "namesMentioned",
            "date",
            "electionDate",
            "declarationDate",
            "constituency",
            "politicalGroup",
            "duration",
            "unscId",
        ),
        "has no column beside the dates, the role and the share",
    ),
    **dict.fromkeys(
        (
            "inceptionDate",
            "subnationalArea",
            "numberOfSeats",
            "occupancies",
            "latitude",
            "longitude",
            "osmId",
            "googlePlaceId",
            "street2",
        ),
        "detail of an office or an address",
    ),
}
"""Properties that are read by nobody, with the reason."""
DETAILS: Final[Mapping[str, tuple[str, ...]]] = {
    "Position": (
        "name",
        "alias",
        "country",
        "organization",
        "topics",
        "dissolutionDate",
        "wikidataId",
    ),
    "Address": (
        "full",
        "name",
        "postOfficeBox",
        "street",
        "city",
        "region",
        "state",
        "postalCode",
        "country",
        "topics",
    ),
}
"""Classes that are read where others refer to them, and the properties that are read there."""
ENVELOPE: Final[Mapping[str, str]] = {
    "caption": "repeats a name",
    "datasets": "the list is named by its file",
    "referents": "former ids",
    "target": "what the publisher looks for",
    "first_seen": "when the publisher saw it",
    "last_seen": "when the publisher saw it",
    "last_change": "when the publisher saw it",
    "origin": "where the publisher found it",
    "mutable": "how the publisher's program handles it",
}
"""Fields beside the properties that are read by nobody, with the reason."""
