"""OFAC: several files without header, and remarks that hold most of what is known."""

from __future__ import annotations

from typing import Any

import pytest

NONE = ",-0- " * 7


def main(number: int, name: str, remarks: str = "-0- ", *, kind: str = "individual") -> str:
    said = remarks if remarks == "-0- " else f'"{remarks}"'
    return f'{number},"{name}",{kind},LAKE] [SDGT{NONE},{said}\n'


def test_a_person_with_aliases_and_addresses(read_file: Any) -> None:
    said = read_file(
        sdn__csv=main(7, "OREL, Milan", "DOB 03 May 1970; alt. DOB circa 1971; POB Norton; "
        "nationality Peru; Gender Male; a.k.a. 'ORLO'; f.k.a. 'KOS, Milan'; Passport A123 456 "
        "(Chile) issued 01 Feb 2001 expires 31 Jan 2011; Tax ID No. 7704 (Russia); "
        "Registration Number 12-34 (United Kingdom); Website www.example.org.") + "\x1a",
        alt__csv='7,1,aka,"ORLOV, Milan",-0- \n7,2,fka,"KOSS, Milan",-0- \n\x1a',
        add__csv='7,1,"1 Lake Road","Norton 123","Peru",-0- \n\x1a',
    )  # fmt: skip
    assert said.format == "us-ofac"
    assert said.issues == []
    (party,) = said.tables["parties"]
    assert (party["party_id"], party["schema"], party["gender"]) == ("us-ofac:7", "Person", "male")
    assert party["birth_dates"] == ["1970-05-03", "1971"]
    assert (party["birth_places"], party["countries"]) == (["Norton"], ["pe"])
    assert party["websites"] == ["www.example.org"]
    assert said.rows("party_names", "kind", "name") == [
        ("primary", "OREL, Milan"),
        ("weak", "ORLO"),
        ("former", "KOS, Milan"),
        ("alias", "ORLOV, Milan"),
        ("former", "KOSS, Milan"),
    ]
    assert said.rows("party_names", "family_name", "given_name")[0] == ("OREL", "Milan")
    assert said.rows("party_identifiers", "scheme", "identifier", "country") == [
        ("passportNumber", "A123 456", "cl"),
        ("taxNumber", "7704", "ru"),
        ("registrationNumber", "12-34", "gb"),
    ]
    assert said.rows("party_addresses", "street", "locality", "country") == [
        ("1 Lake Road", "Norton 123", "pe")
    ]
    assert said.rows("listings", "kind", "authority", "program", "reference", "country") == [
        ("sanction", "Office of Foreign Assets Control", "LAKE; SDGT", "7", "us")
    ]
    assert [row["source"].rpartition("/")[2] for row in said.tables["party_names"]] == [
        "sdn.csv:1", "sdn.csv:1", "sdn.csv:1", "alt.csv:1", "alt.csv:2",
    ]  # fmt: skip


def test_remarks_go_on_in_another_file(read_file: Any) -> None:
    said = read_file(
        sdn__csv=main(7, "OREL, Milan", "DOB 03 May 1970; nationality Pe"),
        sdn_comments__csv='7,"ru; Gender Male."\n',
    )
    (party,) = said.tables["parties"]
    assert (party["countries"], party["gender"]) == (["pe"], "male")
    assert said.issues == []


def test_who_is_linked_is_found_by_name(read_file: Any) -> None:
    said = read_file(
        sdn__csv=main(7, "OREL, Milan", "Linked To: NORLAKE CO., LTD.; Linked To: UNKNOWN CLUB.")
        + main(8, "NORLAKE CO., LTD.", kind="-0- ")
    )
    assert said.rows("relationships", "kind", "party_id", "other_id", "role") == [
        ("unknown", "us-ofac:7", "us-ofac:8", "Linked To"),
        ("unknown", "us-ofac:7", "us-ofac:7/1", "Linked To"),
    ]
    assert said.rows("parties", "name", "topics") == [
        ("OREL, Milan", ["sanction"]),
        ("UNKNOWN CLUB", None),
        ("NORLAKE CO., LTD.", ["sanction"]),
    ]


def test_a_vessel_has_flag_and_number(read_file: Any) -> None:
    said = read_file(
        sdn__csv='9,"LAKE STAR",vessel,LAKE,-0- ,XY12,Tug,640,-0- ,Panama,Norlake Shipping,'
        '"Vessel Registration Identification IMO 1234567; MMSI 987654321."\n'
    )
    assert said.rows("parties", "schema", "name", "countries")[0] == (
        "Vessel", "LAKE STAR", ["pa"],
    )  # fmt: skip
    assert said.rows("party_identifiers", "scheme", "identifier") == [
        ("callSign", "XY12"),
        ("imoNumber", "1234567"),
        ("mmsi", "987654321"),
    ]
    assert said.rows("relationships", "kind", "party_id", "other_id") == [
        ("ownership", "us-ofac:9/1", "us-ofac:9")
    ]


def test_phrases_that_are_not_known_are_counted_by_kind(read_file: Any) -> None:
    said = read_file(
        sdn__csv=main(7, "OREL, Milan", "Colonel; Lake Permit No. 12; DOB 1970")
        + main(8, "KOS, Vera", "Minister of Lakes; Lake Permit No. 13 (Peru)")
    )
    kinds = [(i.code, i.path) for i in said.issues]
    assert kinds.count(("unknown-value", "Remarks: a title or an employment")) == 2
    assert kinds.count(("unknown-value", "Remarks: Lake Permit No")) == 2
    assert said.rows("parties", "birth_dates") == [["1970"], None]


def test_one_number_for_two_parties_is_said(read_file: Any) -> None:
    said = read_file(
        sdn__csv=main(7, "OREL, Milan") + main(7, "NORLAKE LTD", kind="-0- ") + main(8, "KOS, Vera")
    )
    assert said.rows("parties", "name") == ["OREL, Milan", "NORLAKE LTD", "KOS, Vera"]
    assert said.found("duplicate-party") == ["7"]


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("DOB 1970", ["1970"]),
        ("DOB May 1970", ["1970-05"]),
        ("DOB 01 Jan 1943 to 31 Dec 1943", ["1943"]),
        ("DOB 1960 to 1962", ["1960", "1961", "1962"]),
    ],
)
def test_dates_of_birth_keep_their_precision(read_file: Any, words: str, dates: list[str]) -> None:
    assert read_file(sdn__csv=main(7, "OREL, Milan", words)).rows("parties", "birth_dates") == [
        dates
    ]
