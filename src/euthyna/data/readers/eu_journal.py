"""European Union: entries of the Official Journal as tables, one CSV file for each legal act.

The columns are named as properties of FollowTheMoney; several values of one stand in one field
with semicolons between, enumerated, or with remarks in parentheses.
"""

from __future__ import annotations

from euthyna.data.declarations import Draft, Entry, Fill, ListFormat, Marks, Part, Table
from euthyna.data.declarations.treatments import (
    countries_in,
    dates_in,
    lettered,
    listing,
    put_name,
    put_numbers,
)

_NAMES = {"alias": "alias", "weakAlias": "weak", "previousName": "former"}
_NUMBERS = (
    "passportNumber", "idNumber", "registrationNumber", "taxNumber", "innCode", "ogrnCode",
    "kppCode", "okpoCode", "leiCode", "imoNumber", "mmsi", "ticker",
)  # fmt: skip
_COUNTRIES = ("country", "nationality", "jurisdiction", "flag")
_SPLIT = r"\s*;\s*"
_KINDS = {"export control": "export_control"}


def _treat(entry: Entry, draft: Draft) -> None:
    held = listing(draft)
    held.status = entry.take("measure")
    held.kind = _KINDS.get(held.status.casefold(), "sanction")
    draft.topics.append("export.control" if held.kind == "export_control" else "sanction")
    held.program, held.ground = entry.take("programKey"), entry.take("reason")
    held.start_date = entry.date("startDate")
    references = (entry.take("celex"), entry.take("annex"), entry.take("recordId"))
    held.reference = " ".join(filter(None, references))
    put_name(entry, draft, entry.take("name"))
    for column, kind in _NAMES.items():
        for text in lettered(entry.take(column)):
            put_name(entry, draft, text, kind=kind)
    for column in _COUNTRIES:
        draft.countries += countries_in(entry, entry.take(column), column)
    draft.birth_dates += dates_in(entry, entry.take("birthDate"), "birthDate")
    draft.birth_places += lettered(entry.take("birthPlace"))
    founded = dates_in(entry, entry.take("incorporationDate"), "incorporationDate")
    draft.incorporation_date = next(iter(founded), "")
    for address in lettered(entry.take("address")):
        draft.address(address)
    for scheme in _NUMBERS:
        put_numbers(entry, draft, entry.take(scheme), scheme)


FORMATS = (
    ListFormat(
        name="eu-journal",
        title="European Union: entries of the Official Journal, by legal act (CSV)",
        parts=(
            Part(
                name="act",
                shape=Table(),
                marks=Marks(
                    header=("celex", "recordId", "programKey", "annex", "measure", "schema")
                ),
                key=("celex", "annex", "recordId", "name"),
                fills=(
                    Fill(path="schema", to="schema"),
                    Fill(path="gender", to="gender"),
                    Fill(path="legalForm", to="legal_form"),
                    Fill(path="fatherName", to="patronymic"),
                    Fill(path="phone", to="phone", separator=_SPLIT),
                    Fill(path="email", to="email", separator=r"\s*[;,]\s*"),
                    Fill(path="website", to="website", separator=_SPLIT),
                    Fill(path="swiftBic", to="identifier", scheme="swiftBic", separator=" and "),
                ),
                constants={
                    "listing.authority": "European Union",
                    "listing.country": "eu",
                },
                uses={
                    "name": "name, taken apart",
                    **{column: f"names of kind {kind}" for column, kind in _NAMES.items()},
                    **dict.fromkeys(_COUNTRIES, "countries, enumerated"),
                    **{scheme: f"identifiers `{scheme}`, enumerated" for scheme in _NUMBERS},
                    "birthDate": "dates of birth, enumerated",
                    "birthPlace": "places of birth, enumerated",
                    "incorporationDate": "incorporation date",
                    "address": "addresses, enumerated",
                    "measure": "`listings.status`; Export control is a kind of its own",
                    "programKey": "`listings.program`",
                    "reason": "`listings.ground`",
                    "startDate": "`listings.start_date`",
                    "celex": "`listings.reference`",
                    "annex": "`listings.reference`",
                    "recordId": "`listings.reference`",
                },
                leaves={
                    "position": "an employment or a title, not always a public office",
                    "appearance": "what somebody looks like",
                    "ethnicity": "no fact to compare",
                    "motherName": "no column for it",
                    "sector": "what a firm does",
                    "notes": "prose",
                },
                treat=_treat,
            ),
        ),
    ),
)
"""The lists of this reader."""
