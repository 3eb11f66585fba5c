"""Inter-American Development Bank: sanctioned firms and individuals.

The spreadsheet is the export of the public search. *Country* is where the project was and says
nothing of the party; *Source* names the bank whose debarment was taken over.
"""

from __future__ import annotations

import re

from euthyna.data.declarations import Draft, Entry, Fill, ListFormat, Marks, Part, Table
from euthyna.data.declarations.treatments import countries_in, listing, put_aside, put_name

_BETWEEN_IDEOGRAPHS = re.compile(r"(?<=[\u3400-\u9fff)\uff09])\s+(?=[\u3400-\u9fff(\uff08])")
_SCHEMATA = {"firm": "Company", "individual": "Person"}


def _treat(entry: Entry, draft: Draft) -> None:
    if not entry.peek("Entity") and not entry.peek("From"):
        # The last row says how the table was filtered.
        entry.note("unknown-value", "Title", entry.take("Title"))
        draft.id = ""
        return
    held = listing(draft)
    name = put_name(entry, draft, entry.take("Title"))
    # The export breaks long names in ideographs with spaces.
    put_aside(entry, draft, _BETWEEN_IDEOGRAPHS.sub("", entry.take("Other Name")), name=name)
    draft.schema = _schema(entry)
    draft.countries += countries_in(entry, entry.take("Nationality"), "Nationality")
    sanction = entry.take("IDB Sanction Type")
    held.kind = "warning" if "reprimand" in sanction.casefold() else "debarment"
    held.status = "; ".join(filter(None, (sanction, held.status)))
    draft.topics.append("debarment" if held.kind == "debarment" else "reg.warn")
    sources = (entry.take("Source"), entry.take("IDB Sanction Source"))
    held.program = "; ".join(filter(None, sources))


def _schema(entry: Entry) -> str:
    kind = entry.take("Entity")
    if kind and kind.casefold() not in _SCHEMATA:
        entry.note("unknown-value", "Entity", kind)
    return _SCHEMATA.get(kind.casefold(), "LegalEntity")


FORMATS = (
    ListFormat(
        name="inter-american-sanctioned",
        title="Inter-American Development Bank: sanctioned firms and individuals (XLSX)",
        dataset="inter-american-sanctioned",
        parts=(
            Part(
                name="list",
                shape=Table(),
                marks=Marks(header=("Title", "Entity", "Nationality", "Grounds", "Source")),
                key=("Title", "Nationality", "From"),
                fills=(
                    Fill(path="From", to="listing.start_date"),
                    Fill(path="To", to="listing.end_date", open_words=("ongoing", "permanent")),
                    Fill(path="Grounds", to="listing.ground"),
                ),
                constants={"listing.authority": "Inter-American Development Bank"},
                uses={
                    "Title": "name, taken apart",
                    "Other Name": "name in its own script",
                    "Entity": "Firm: Company; Individual: Person",
                    "Nationality": "country",
                    "IDB Sanction Type": "`listings.status`; a letter of reprimand is a warning",
                    "Source": "`listings.program`",
                    "IDB Sanction Source": "`listings.program`",
                },
                leaves={"Country": "where the project was: it says nothing of the party"},
                treat=_treat,
            ),
        ),
    ),
)
"""The lists of this reader."""
