"""The simplified table of OpenSanctions and of programs like it: ``targets.simple.csv``."""

from __future__ import annotations

import csv
from typing import Final

from euthyna.data.declarations import (
    Draft,
    DraftListing,
    Entry,
    Fill,
    ListFormat,
    Marks,
    Part,
    Table,
)
from euthyna.data.declarations.grounds import listing_kind

_MANY: Final = r"\s*;\s*"
_FROM_DATASET: Final = "dataset"


def _treat(entry: Entry, draft: Draft) -> None:
    """Make a listing of each sanction; where only programmes are told, one of them."""
    lists, programs = entry.take(_FROM_DATASET), entry.take("program_ids").replace(";", "; ")
    sanctions = _cut(entry.take("sanctions"))
    for ground in sanctions or ([""] if programs else []):
        kind = listing_kind(f"{ground} {programs} {lists}") or "sanction"
        draft.listings.append(
            DraftListing(kind=kind, authority=lists, program=programs, ground=ground)
        )
    draft.topics += sorted(
        {_TOPICS[listing.kind] for listing in draft.listings if listing.kind in _TOPICS}
    )


_TOPICS: Final = {
    "debarment": "debarment",
    "sanction": "sanction",
    "export_control": "export.control",
    "disqualification": "corp.disqual",
    "wanted": "wanted",
    "warning": "reg.warn",
}


def _cut(text: str) -> list[str]:
    """Cut a field that is itself a line of quoted values, parted by semicolons."""
    try:
        found = next(csv.reader([text], delimiter=";"), [])
    except csv.Error:
        found = [text]
    return [value.strip() for value in found if value.strip()]


FORMATS: Final = (
    ListFormat(
        name="opensanctions-simple",
        title="OpenSanctions: simplified table of targets (CSV)",
        parts=(
            Part(
                name="targets",
                shape=Table(),
                marks=Marks(header=("id", "schema", "name", "aliases", "countries", "sanctions")),
                key=("id",),
                fills=(
                    Fill(path="schema", to="schema"),
                    Fill(path="name", to="name"),
                    Fill(path="aliases", to="alias", separator=_MANY),
                    Fill(path="birth_date", to="birth_date", separator=_MANY),
                    Fill(path="countries", to="country", separator=_MANY),
                    Fill(path="addresses", to="address", separator=_MANY),
                    Fill(path="identifiers", to="identifier", separator=_MANY),
                    Fill(path="phones", to="phone", separator=_MANY),
                    Fill(path="emails", to="email", separator=_MANY),
                ),
                uses={
                    "sanctions": "one of `listings` each: ground; kind by its words",
                    "program_ids": "`listings.program`",
                    _FROM_DATASET: "`listings.authority`",
                },
                leaves={
                    "first_seen": "when the publisher saw it",
                    "last_seen": "when the publisher saw it",
                    "last_change": "when the publisher saw it",
                },
                treat=_treat,
            ),
        ),
    ),
)
"""The list of this reader."""
