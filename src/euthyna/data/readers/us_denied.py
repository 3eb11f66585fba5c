"""United States, Bureau of Industry and Security: persons denied export privileges.

Tab separated, with a header. One row for each address of an order: rows of one name and one
day are one party. The country is left empty for addresses in the United States.
"""

from __future__ import annotations

from euthyna.data.declarations import Draft, Entry, Fill, ListFormat, Marks, Part, Table
from euthyna.data.declarations.treatments import put_name, schema_by_name


def _treat(entry: Entry, draft: Draft) -> None:
    draft.schema = schema_by_name(put_name(entry, draft, entry.take("Name")))
    state = entry.take("State")
    country = entry.country("Country") or ("us" if state else "")
    draft.address(
        street=entry.take("Street_Address"),
        locality=entry.take("City"),
        region=state,
        postal_code=entry.take("Postal_Code"),
        country=country,
    )


FORMATS = (
    ListFormat(
        name="us-denied-persons",
        title="United States, Bureau of Industry and Security: denied persons (tab separated)",
        dataset="us-denied-persons",
        merges=True,
        parts=(
            Part(
                name="list",
                shape=Table(),
                marks=Marks(header=("Name", "Effective_Date", "Standard_Order", "FR_Citation")),
                key=("Name", "Effective_Date"),
                fills=(
                    Fill(path="Effective_Date", to="listing.start_date", order="mdy"),
                    Fill(path="Expiration_Date", to="listing.end_date", order="mdy"),
                    Fill(path="FR_Citation", to="listing.reference"),
                    Fill(path="Action", to="listing.status"),
                ),
                constants={
                    "topic": "export.control",
                    "listing.kind": "export_control",
                    "listing.authority": "Bureau of Industry and Security",
                    "listing.country": "us",
                },
                uses={
                    "Name": "name, taken apart; a legal form makes a Company",
                    "Street_Address": "address",
                    "City": "address",
                    "State": "address; where it is given without a country: United States",
                    "Postal_Code": "address",
                    "Country": "country of the address",
                },
                leaves={
                    "Standard_Order": "whether the usual wording was used",
                    "Last_Update": "when the row was changed last",
                },
                treat=_treat,
            ),
        ),
    ),
)
"""The lists of this reader."""
