"""United Nations Security Council: the consolidated list, as XML.

Aliases have a quality: *Low* is a name that many may have. A date of birth is exact, about a
year, or between two years; a document may name its kind twice.
"""

from __future__ import annotations

import re

from euthyna.data.declarations import Draft, Elements, Entry, Fill, ListFormat, Marks, Part
from euthyna.data.declarations.treatments import listing, put_name

_QUALITIES = {"good": "alias", "low": "weak", "a.k.a.": "alias", "f.k.a.": "former", "": "alias"}
_OFFSET = re.compile(r"(?<=\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)$")
_FORMERLY = re.compile(r"\b(?:previously|formerly) listed as\b", re.IGNORECASE)
_IN_SCRIPT = re.compile(r"[؀-ۿЀ-ӿ一-鿿가-힯]")
_ADDRESS_NOTE = re.compile(
    r"\b(?:previous|as (?:of|at)|at time|located|location|prison)\b", re.IGNORECASE
)


def _treat(entry: Entry, draft: Draft) -> None:
    draft.id = entry.take("DATAID")
    draft.schema = "Person" if entry.kind == "INDIVIDUAL" else "Organization"
    held = listing(draft)
    _put_names(entry, draft)
    for tag in ("INDIVIDUAL_ALIAS", "ENTITY_ALIAS"):
        for alias in entry.children(tag):
            _put_alias(alias, draft)
    for birth in entry.children("INDIVIDUAL_DATE_OF_BIRTH"):
        draft.birth_dates += _dates_of_birth(birth)
    for place in entry.children("INDIVIDUAL_PLACE_OF_BIRTH"):
        draft.birth_places += filter(None, [_place(place)])
    for tag in ("INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS"):
        for address in entry.children(tag):
            _put_address(address, draft)
    for document in entry.children("INDIVIDUAL_DOCUMENT"):
        _put_document(document, draft)
    held.start_date, held.end_date = _day(entry, "LISTED_ON"), _day(entry, "DELISTED_ON")
    held.program, held.reference = entry.take("UN_LIST_TYPE"), entry.take("REFERENCE_NUMBER")
    held.ground = entry.take("COMMENTS1")


def _day(entry: Entry, name: str) -> str:
    """Take a day of XML Schema, which may end with the offset of its time zone."""
    return next(iter(entry.as_dates(_OFFSET.sub("", entry.take(name)), name)), "")


def _put_names(entry: Entry, draft: Draft) -> None:
    parts = [entry.take(f"{ordinal}_NAME") for ordinal in ("FIRST", "SECOND", "THIRD", "FOURTH")]
    name = " ".join(filter(None, parts))
    if draft.schema == "Person":
        draft.name(name)
    else:
        main, *others = re.split(r"\s*;\s*", name)
        put_name(entry, draft, main)
        for other in others:
            put_name(entry, draft, other, kind="alias")
    for original in entry.takes("NAME_ORIGINAL_SCRIPT"):
        draft.name(original, kind="original_script")


def _put_alias(alias: Entry, draft: Draft) -> None:
    quality = alias.take("QUALITY")
    kind = _QUALITIES.get(quality.casefold(), "")
    if not kind:
        alias.note("unknown-value", "QUALITY", quality)
    note = alias.take("NOTE")
    if _FORMERLY.search(note):
        kind = "former"
    put_name(alias, draft, alias.take("ALIAS_NAME"), kind=kind or "alias")
    if _IN_SCRIPT.search(note):
        draft.name(note.rpartition(":")[2].strip(), kind="original_script")
    draft.birth_dates += alias.dates("DATE_OF_BIRTH")
    place = ", ".join(filter(None, (alias.take("CITY_OF_BIRTH"), alias.take("COUNTRY_OF_BIRTH"))))
    draft.birth_places += filter(None, [place])


def _dates_of_birth(birth: Entry) -> list[str]:
    birth.pass_over("TYPE_OF_DATE")
    start, end = birth.take("FROM_YEAR"), birth.take("TO_YEAR")
    note = birth.take("NOTE")
    if start and end:
        return list(birth.as_dates(f"{start} to {end}", "FROM_YEAR"))
    found = [*birth.dates("DATE"), *birth.dates("YEAR")]
    return found or list(birth.as_dates(start or end or note, "NOTE"))


def _place(place: Entry) -> str:
    parts = [place.take(part) for part in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")]
    note = place.take("NOTE")
    return ", ".join(filter(None, parts)) or note


def _put_address(address: Entry, draft: Draft) -> None:
    parts = {
        "street": address.take("STREET"),
        "locality": address.take("CITY"),
        "region": address.take("STATE_PROVINCE"),
        "postal_code": address.take("ZIP_CODE"),
        "country": address.country("COUNTRY"),
    }
    note = address.take("NOTE")
    if any(parts.values()):
        draft.address(**parts)
    elif "," in note and not _ADDRESS_NOTE.search(note):
        draft.address(note)


def _put_document(document: Entry, draft: Draft) -> None:
    kind = f"{document.take('TYPE_OF_DOCUMENT')} {document.take('TYPE_OF_DOCUMENT2')}".casefold()
    scheme = "passportNumber" if re.search("pass?port|pasaporte", kind) else "idNumber"
    country = document.country("ISSUING_COUNTRY")
    issued = document.country("COUNTRY_OF_ISSUE")
    document.pass_over("CITY_OF_ISSUE", "DATE_OF_ISSUE", "NOTE")
    draft.identifier(document.take("NUMBER"), scheme, country or issued)


FORMATS = (
    ListFormat(
        name="un-consolidated",
        title="United Nations Security Council: consolidated list (XML)",
        dataset="un-consolidated",
        parts=(
            Part(
                name="list",
                shape=Elements(tags=("INDIVIDUAL", "ENTITY")),
                marks=Marks(root="CONSOLIDATED_LIST"),
                fills=(
                    Fill(path="GENDER", to="gender", optional=True),
                    Fill(path="NATIONALITY/VALUE", to="country", optional=True),
                ),
                constants={
                    "topic": "sanction",
                    "listing.kind": "sanction",
                    "listing.authority": "United Nations Security Council",
                },
                uses={
                    "DATAID": "id of the party",
                    "FIRST_NAME … FOURTH_NAME": "name; of an entity taken apart",
                    "NAME_ORIGINAL_SCRIPT": "name in its own script",
                    "INDIVIDUAL_ALIAS, ENTITY_ALIAS": "names: Good alias, Low weak, f.k.a. former",
                    "INDIVIDUAL_DATE_OF_BIRTH": "dates of birth; between two years: each of them",
                    "INDIVIDUAL_PLACE_OF_BIRTH": "places of birth",
                    "INDIVIDUAL_ADDRESS, ENTITY_ADDRESS": "addresses",
                    "INDIVIDUAL_DOCUMENT": "identifiers: passportNumber or idNumber",
                    "LISTED_ON": "`listings.start_date`",
                    "DELISTED_ON": "`listings.end_date`",
                    "UN_LIST_TYPE": "`listings.program`",
                    "REFERENCE_NUMBER": "`listings.reference`",
                    "COMMENTS1": "`listings.ground`",
                },
                leaves={
                    "VERSIONNUM": "a count of changes",
                    "TITLE": "a title such as Mullah",
                    "DESIGNATION": "an employment or a rank, not always a public office",
                    "SUBMITTED_BY": "who proposed the entry",
                    "SUBMITTED_ON": "when it was proposed",
                    "LIST_TYPE": "always the same",
                    "LAST_DAY_UPDATED": "when the entry was changed",
                    "SORT_KEY": "for printing",
                    "SORT_KEY_LAST_MOD": "for printing",
                },
                treat=_treat,
            ),
        ),
    ),
)
"""The lists of this reader."""
