"""Popolo: members of a legislature become office holders, parties become parties."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

DOCUMENT: dict[str, Any] = {
    "persons": [
        {
            "id": "p1",
            "name": "Milan Orel",
            "given_name": "Milan",
            "family_name": "Orel",
            "birth_date": "1970-05",
            "gender": "homme",
            "email": "orel@example.org",
            "other_names": [
                {"name": "Милан Орел", "lang": "ru", "note": "multilingual"},
                {"name": "Milan Orel", "lang": "en"},
            ],
            "identifiers": [
                {"scheme": "wikidata", "identifier": "Q1"},
                {"scheme": "everypolitician_legacy", "identifier": "7"},
            ],
            "contact_details": [
                {"type": "phone", "value": "+51 1 234567"},
                {"type": "phone", "value": "-"},
                {"type": "twitter", "value": "@x"},
            ],
            "links": [{"note": "website", "url": "https://example.org"}],
            "image": "https://example.org/x.png",
        },
        {"id": "p2", "name": "Vera Kos"},
    ],
    "organizations": [
        {"id": "legislature", "name": "Lake Assembly", "classification": "legislature", "seats": 2},
        {"id": "lakes", "name": "Lake Party", "classification": "party"},
        {"id": "party/unknown", "name": "unknown", "classification": "party"},
    ],
    "memberships": [
        {
            "person_id": "p1",
            "organization_id": "legislature",
            "role": "member",
            "on_behalf_of_id": "lakes",
            "legislative_period_id": "term/1",
            "area_id": "a1",
            "start_date": "2011-02-03",
        },
        {
            "person_id": "p1",
            "organization_id": "legislature",
            "role": "member",
            "on_behalf_of_id": "party/unknown",
            "legislative_period_id": "term/2",
        },
    ],
    "events": [
        {"id": "term/1", "classification": "legislative period", "start_date": "2011",
         "end_date": "2015"},
        {"id": "term/2", "classification": "legislative period", "start_date": "2015"},
    ],
    "areas": [{"id": "a1", "name": "Norton", "type": "constituency"}],
    "meta": {"sources": ["https://example.org"]},
}  # fmt: skip


def test_a_legislature(read_file: Any) -> None:
    said = read_file(popolo__json=json.dumps(DOCUMENT))
    assert said.format == "popolo"
    assert said.issues == []
    assert said.rows("parties", "party_id", "schema", "name", "topics") == [
        ("popolo:person/p1", "Person", "Milan Orel", ["role.pep"]),
        ("popolo:person/p2", "Person", "Vera Kos", ["role.pep"]),
        ("popolo:organization/legislature", "PublicBody", "Lake Assembly", None),
        ("popolo:organization/lakes", "Organization", "Lake Party", ["pol.party"]),
    ]
    party = said.tables["parties"][0]
    assert (party["gender"], party["birth_dates"]) == ("male", ["1970-05"])
    assert (party["phones"], party["emails"]) == (["+51 1 234567"], ["orel@example.org"])
    assert party["websites"] == ["https://example.org"]
    assert said.rows("party_names", "kind", "name", "language")[:2] == [
        ("primary", "Milan Orel", None),
        ("original_script", "Милан Орел", "ru"),
    ]
    assert said.rows("party_identifiers", "scheme", "identifier") == [("wikidataId", "Q1")]


def test_memberships_are_offices_and_ties(read_file: Any) -> None:
    said = read_file(popolo__json=json.dumps(DOCUMENT))
    columns = ("title", "organisation", "start_date", "end_date", "period_start", "period_end")
    assert said.rows("positions", *columns) == [
        (
            "Member of the Lake Assembly, Norton",
            "Lake Assembly",
            "2011-02-03",
            None,
            "2011",
            "2015",
        ),
        ("Member of the Lake Assembly", "Lake Assembly", None, None, "2015", None),
    ]
    assert said.rows("positions", "topics")[0] == ["gov.national", "gov.legislative"]
    assert said.rows("relationships", "kind", "party_id", "other_id", "start_date") == [
        ("membership", "popolo:person/p1", "popolo:organization/lakes", "2011-02-03")
    ]


@pytest.mark.parametrize("name", ["Peru__Assembly__v1.json", "data/Peru/Assembly/v1.json"])
def test_the_country_is_in_the_name_of_the_file(tmp_path: Path, read_paths: Any, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(DOCUMENT))
    said = read_paths(path)
    assert said.rows("positions", "country") == ["pe", "pe"]
    assert said.rows("parties", "countries")[0] == ["pe"]


def test_a_member_who_is_not_there_is_said(read_file: Any) -> None:
    lost = DOCUMENT | {"persons": [], "areas": 7}
    said = read_file(popolo__json=json.dumps(lost))
    assert said.found("no-such-party") == ["person/p1"]
    assert "parties" in said.tables
