"""Australia: rows that share a number are one party, and cells hold several values."""

from __future__ import annotations

from datetime import date
from typing import Any

HEADER = [
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth",
    "Place of Birth", "Citizenship", "Address", "Additional Information", "Listing Information",
    "Committees", "Control Date",
]  # fmt: skip


def row(reference: object, name: str, kind: str, **cells: object) -> list[object]:
    return [reference, name, cells.get("type", "Individual"), kind, *(
        cells.get(column, "") for column in ("born", "place", "citizenship", "address", "about",
                                             "listed", "committee")
    ), date(2020, 1, 2)]  # fmt: skip


def test_rows_of_one_number_are_one_party(read_sheet: Any) -> None:
    same = {"listed": "Listed on 5 Mar. 2001 (amended on 1 May 2019)", "committee": "1988 (X)"}
    said = read_sheet(
        [
            HEADER,
            row(7, "Milan OREL", "Primary Name", **same),
            row("7a", "Милан ОРЕЛ", "Original Script", **same),
            row("7b1", "Orlo", "aka ", **same),
            row("7c", "Milan Kos", "Formerly known as", **same),
            row(8, "Norlake Works", "Primary name", type="Entity "),
        ]
    )
    assert said.format == "australia-dfat"
    assert said.issues == []
    assert said.rows("parties", "party_id", "schema", "name") == [
        ("australia-dfat:7", "Person", "Milan OREL"),
        ("australia-dfat:8", "LegalEntity", "Norlake Works"),
    ]
    assert said.rows("party_names", "kind", "name")[:4] == [
        ("primary", "Milan OREL"),
        ("original_script", "Милан ОРЕЛ"),
        ("alias", "Orlo"),
        ("former", "Milan Kos"),
    ]
    columns = ("kind", "program", "reference", "start_date", "country")
    assert said.rows("listings", *columns) == [
        ("sanction", "1988 (X)", "7", "2001-03-05", "au"),
        ("sanction", None, "8", None, "au"),
    ]


def test_what_is_enumerated_is_told_apart(read_sheet: Any) -> None:
    said = read_sheet(
        [
            HEADER,
            row(
                9, "Milan Orel", "Primary Name",
                born="a) Approximately 1955-1957 b) 3 Mar. 1960; alt DOB: 04/05/1961",
                place="a) Norton b) Sutton, Lakeland",
                citizenship="a) Pakistani b) Russian and Ukrainian",
                address="a) 1 Lake Road b) NA c) 2 Lake Road, e-mail: orel@example.org",
                about="Title: Dr. Passport no: Lakeland number AA123456.",
            ),
        ]
    )  # fmt: skip
    (party,) = said.tables["parties"]
    assert party["birth_dates"] == ["1955", "1956", "1957", "1960-03-03", "1961-05-04"]
    assert party["birth_places"] == ["Norton", "Sutton, Lakeland"]
    assert party["countries"] == ["pk", "ru", "ua"]
    assert party["emails"] == ["orel@example.org"]
    assert len(said.tables["party_addresses"]) == 2
    assert said.rows("party_identifiers", "scheme", "identifier") == [
        ("passportNumber", "AA123456")
    ]


def test_an_alias_without_its_party_is_said(read_sheet: Any) -> None:
    said = read_sheet([HEADER, row("7a", "Orlo", "nickname")])
    assert said.found("unknown-value") == ["nickname"]
    assert said.found("no-such-party") == ["7"]
    assert said.rows("party_names", "name") == ["Orlo"]
