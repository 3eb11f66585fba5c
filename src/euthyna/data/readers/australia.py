"""Australia: the consolidated list of the Department of Foreign Affairs and Trade.

One row for each name: rows 2, 2a and 2b are one party, each with all that is said of it. Dates,
places and addresses are enumerated in one cell, ``a) … b) …``.
"""

from __future__ import annotations

import re

from euthyna.data.declarations import Draft, Entry, Fill, ListFormat, Marks, Part, Table
from euthyna.data.declarations.treatments import (
    countries_in,
    dates_in,
    lettered,
    listing,
    put_name,
)

AUTHORITY = "Department of Foreign Affairs and Trade"
_REFERENCE = re.compile(r"\s*(\d+)(?:\.0)?([a-z]*\d*)\s*", re.IGNORECASE)
_KINDS = {
    "primary name": "primary",
    "aka": "alias",
    "original script": "original_script",
    "formerly known as": "former",
    "previously listed as": "former",
}
_LISTED = re.compile(
    r"\b(?:listed|designated)\b[^;(]{0,160}?\bon:?\s+(\d{1,2}\.? \w+\.? \d{4})", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"\b(passport|(?:state |company |business )?registration|(?:company )?identification|tax"
    r"(?:payer)?(?: identification)?|national identification) (?:number|no)\.?\s*:\s*"
    r"(?:[A-Z][a-z]+ (?:number )?)?((?=[\w/-]*\d\d)[A-Z0-9][\w/-]{4,30})",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")


def _treat(entry: Entry, draft: Draft) -> None:
    _put_reference(entry, draft)
    kind = entry.take("Name Type")
    known = _KINDS.get(" ".join(kind.split()).casefold(), "")
    if not known:
        entry.note("unknown-value", "Name Type", kind)
    put_name(entry, draft, entry.take("Name of Individual or Entity"), kind=known or "alias")
    draft.birth_dates += dates_in(entry, entry.take("Date of Birth"), "Date of Birth")
    draft.birth_places += lettered(entry.take("Place of Birth"))
    draft.countries += countries_in(entry, entry.take("Citizenship"), "Citizenship")
    for address in lettered(entry.take("Address")):
        draft.address(address)
        draft.emails += _EMAIL.findall(address)
    _put_listing(entry, draft)


def _put_reference(entry: Entry, draft: Draft) -> None:
    """Take the number of the party; the letters behind it only count its names."""
    reference = entry.take("Reference")
    found = _REFERENCE.fullmatch(reference)
    draft.id = found[1] if found else reference
    draft.marginal = bool(found and found[2])
    draft.whole = not draft.marginal


def _put_listing(entry: Entry, draft: Draft) -> None:
    held = listing(draft)
    # Said of each name of the party: what is the same becomes one listing.
    held.kind, held.authority, held.country = "sanction", AUTHORITY, "au"
    held.reference = draft.id
    held.program = entry.take("Committees")
    held.ground = entry.take("Listing Information")
    start = _LISTED.search(held.ground)
    if start:
        held.start_date = next(iter(entry.as_dates(start[1], "Listing Information")), "")
    about = entry.take("Additional Information")
    for label, number in _NUMBERS.findall(about):
        draft.identifier(number, _scheme(label.casefold()))


def _scheme(label: str) -> str:
    if "passport" in label:
        return "passportNumber"
    if "tax" in label:
        return "taxNumber"
    return "idNumber" if label == "national identification" else "registrationNumber"


FORMATS = (
    ListFormat(
        name="australia-dfat",
        title="Australia: consolidated sanctions list of the DFAT (XLSX)",
        dataset="australia-dfat",
        merges=True,
        parts=(
            Part(
                name="list",
                shape=Table(empty=("na", "NA", "N/A", "n/a")),
                marks=Marks(
                    header=("Reference", "Name of Individual or Entity", "Name Type", "Committees")
                ),
                fills=(Fill(path="Type", to="schema"),),
                constants={"topic": "sanction"},
                uses={
                    "Reference": "id of the party, without the letters that count its names",
                    "Name of Individual or Entity": "name, taken apart",
                    "Name Type": "kind of the name",
                    "Date of Birth": "dates of birth, enumerated",
                    "Place of Birth": "places of birth, enumerated",
                    "Citizenship": "countries, enumerated",
                    "Address": "addresses, enumerated; e-mail addresses in them",
                    "Committees": "`listings.program`",
                    "Listing Information": "`listings.ground`, and the first day where it has one",
                    "Additional Information": "numbers with a label; the rest is prose",
                },
                leaves={"Control Date": "when the row was changed last"},
                treat=_treat,
            ),
        ),
    ),
)
"""The lists of this reader."""
