"""World Bank: firms and persons ineligible to be awarded contracts it finances.

The spreadsheet is what the export button of the public list gives. A name is cut at 80
characters; the column of additions then has the whole, and otherwise other names, names in
their own script, numbers of registers and marks of footnotes (``*388``), all in one text.
"""

from __future__ import annotations

from euthyna.data.declarations import Draft, Entry, Fill, ListFormat, Marks, Part, Table
from euthyna.data.declarations.treatments import listing, put_aside, put_name, schema_by_name

NO_END = ("2999-12-31", "ongoing", "permanent", "indefinite")


def _treat(entry: Entry, draft: Draft) -> None:
    held = listing(draft)
    name = put_name(entry, draft, entry.take("Firm Name"))
    notes = put_aside(entry, draft, entry.take("Additional Firm Info"), name=name)
    held.reference = ", ".join(f"*{note}" for note in notes)
    draft.schema = schema_by_name(name)
    country = entry.country("Country")
    draft.address(entry.take("Address"), country=country)
    if country:
        draft.countries.append(country)


FORMATS = (
    ListFormat(
        name="world-bank-ineligible",
        title="World Bank: listing of ineligible firms and individuals (XLSX)",
        dataset="world-bank-ineligible",
        parts=(
            Part(
                name="list",
                shape=Table(header_rows=2),
                marks=Marks(header=("Firm Name", "Additional Firm Info", "From Date")),
                key=("Firm Name", "Additional Firm Info", "Address", "Country", "From Date"),
                fills=(
                    Fill(path="From Date", to="listing.start_date"),
                    Fill(path="To Date", to="listing.end_date", open_words=NO_END),
                    Fill(path="Grounds", to="listing.ground"),
                ),
                constants={
                    "topic": "debarment",
                    "listing.kind": "debarment",
                    "listing.authority": "World Bank",
                },
                uses={
                    "Firm Name": "name, taken apart; a title such as MR. makes a Person",
                    "Additional Firm Info": "other names, numbers; footnotes: `listings.reference`",
                    "Address": "address",
                    "Country": "country, also of the address",
                },
                treat=_treat,
            ),
        ),
    ),
)
"""The lists of this reader."""
