"""United States: denied persons, tab separated, American dates."""

from __future__ import annotations

from typing import Any

HEADER = (
    '"Name"\t"Street_Address"\t"City"\t"State"\t"Country"\t"Postal_Code"\t"Effective_Date"\t'
    '"Expiration_Date"\t"Standard_Order"\t"Last_Update"\t"Action"\t"FR_Citation"\n'
)


def row(name: str, city: str, *, state: str = "", country: str = "", end: str = "") -> str:
    cells = (
        name,
        "1 Lake Road",
        city,
        state,
        country,
        "123",
        "02/03/2020",
        end,
        "Y",
        "",
        "NEW",
        "1 F.R. 2",
    )
    return "\t".join(f'"{cell}"' for cell in cells) + "\n"


def test_rows_of_one_order_are_one_party(read_file: Any) -> None:
    said = read_file(
        dpl__txt=HEADER
        + row("NORLAKE LTD., A/K/A SUDLAKE", "NORTON", state="TX", end="12/31/2030")
        + row("NORLAKE LTD., A/K/A SUDLAKE", "LIMA", country="PE", end="12/31/2030")
        + row("MILAN OREL", "LIMA", country="PE")
    )
    assert said.format == "us-denied-persons"
    assert said.issues == []
    assert said.rows("parties", "schema", "name", "topics") == [
        ("Company", "NORLAKE LTD.", ["export.control"]),
        ("LegalEntity", "MILAN OREL", ["export.control"]),
    ]
    assert said.rows("party_names", "kind", "name")[1] == ("alias", "SUDLAKE")
    assert said.rows("party_addresses", "locality", "country")[:2] == [
        ("NORTON", "us"),
        ("LIMA", "pe"),
    ]
    assert said.rows("listings", "kind", "start_date", "end_date", "reference") == [
        ("export_control", "2020-02-03", "2030-12-31", "1 F.R. 2"),
        ("export_control", "2020-02-03", None, "1 F.R. 2"),
    ]
