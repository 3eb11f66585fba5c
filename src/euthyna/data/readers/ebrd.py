"""European Bank for Reconstruction and Development: ineligible entities.

A CSV that is the export of the public table. Quotes inside a name are not doubled as CSV
demands, so that they cannot be told from those around it: names are read without any.
"""

from __future__ import annotations

from euthyna.data.declarations import Draft, Entry, Fill, ListFormat, Marks, Part, Table
from euthyna.data.declarations.treatments import (
    countries_in,
    listing,
    put_name,
    schema_by_name,
)

NO_END = ("ongoing", "permanent", "indefinite")


def _treat(entry: Entry, draft: Draft) -> None:
    held = listing(draft)
    name = put_name(entry, draft, entry.take("Firm Name").replace('"', ""))
    draft.schema = schema_by_name(name)
    draft.countries += countries_in(entry, entry.take("Nationality"), "Nationality")
    notice = entry.date("Notice Effective At EBRD")
    held.start_date = entry.date("Ineligible From") or notice


FORMATS = (
    ListFormat(
        name="ebrd-ineligible",
        title="European Bank for Reconstruction and Development: ineligible entities (CSV)",
        dataset="ebrd-ineligible",
        parts=(
            Part(
                name="list",
                shape=Table(),
                marks=Marks(
                    header=(
                        "Firm Name",
                        "Ineligible From",
                        "Ineligible Until",
                        "Prohibited Practice",
                    )
                ),
                key=("Firm Name", "Address", "Nationality", "Notice Effective At EBRD"),
                fills=(
                    Fill(path="Address", to="address"),
                    Fill(path="Ineligible Until", to="listing.end_date", open_words=NO_END),
                    Fill(path="Originating Institution", to="listing.program"),
                    Fill(path="Prohibited Practice", to="listing.ground"),
                ),
                constants={
                    "topic": "debarment",
                    "listing.kind": "debarment",
                    "listing.authority": "European Bank for Reconstruction and Development",
                },
                uses={
                    "Firm Name": "name, taken apart; a title such as Mr. makes a Person",
                    "Nationality": "country",
                    "Ineligible From": "`listings.start_date`",
                    "Notice Effective At EBRD": "`listings.start_date`, where the other is empty",
                },
                treat=_treat,
            ),
        ),
    ),
)
"""The lists of this reader."""
