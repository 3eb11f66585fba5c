"""A party as an entity of FollowTheMoney."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from euthyna.data.model import ALL, Kind
from euthyna.entities.records import Identifier, Name, Record
from euthyna.entities.screening.dossiers import Dossiers, entity, properties

PERSON = Record(
    id="list:1",
    schema="Person",
    names=(Name("Ilva Tarn", given="Ilva", family="Tarn"), Name("I. Tarn", "weak")),
    birth_dates=("1970-02",),
    gender="female",
    identifiers=(Identifier("77", "passportNumber"), Identifier("9", "some register")),
    topics=("debarment",),
    dataset="list",
)
FIRM = Record(id="list:2", schema="Company", names=(Name("Tarn Works"), Name("Torn", "former")))
_TYPES = {Kind.TEXT: pa.string(), Kind.TEXTS: pa.list_(pa.string()), Kind.NUMBER: pa.float64()}


def _table(name: str, *rows: dict[str, Any]) -> pa.Table:
    schema = pa.schema([(c.name, _TYPES.get(c.kind, pa.int64())) for c in ALL[name].columns])
    return pa.Table.from_pylist([{"dataset": "list", "source": "f:1", **r} for r in rows], schema)


def test_a_person_says_what_the_record_says() -> None:
    assert properties(PERSON) == {
        "name": ["Ilva Tarn"],
        "weakAlias": ["I. Tarn"],
        "firstName": ["Ilva"],
        "lastName": ["Tarn"],
        "passportNumber": ["77"],
        "idNumber": ["9"],
        "birthDate": ["1970-02"],
        "gender": ["female"],
        "topics": ["debarment"],
    }
    assert entity(FIRM)["properties"] == {"name": ["Tarn Works"], "previousName": ["Torn"]}
    assert entity(Record(id="x"))["caption"] == "x"


def test_what_stands_beside_a_party_is_nested_inside_it() -> None:
    dossiers = Dossiers(
        {
            "listings": _table(
                "listings",
                {"party_id": "list:1", "authority": "Board", "end_date": "2024-01-31"},
                {"party_id": "list:2", "authority": "Other"},
            ),
            "positions": _table(
                "positions",
                {
                    "party_id": "list:1",
                    "title": "Mayor",
                    "topics": ["gov.muni"],
                    "position_id": "p",
                },
            ),
            "relationships": _table(
                "relationships",
                {
                    "relationship_id": "list:r",
                    "kind": "ownership",
                    "party_id": "list:1",
                    "other_id": "list:2",
                    "share_min": 0.25,
                    "share_max": 0.5,
                },
            ),
        }
    )
    find = {"list:1": PERSON, "list:2": FIRM}.get
    person = dossiers.nested(PERSON, find=find)["properties"]
    (sanction,) = person["sanctions"]
    assert sanction["properties"] == {"authority": ["Board"], "endDate": ["2024-01-31"]}
    (post,) = person["positionOccupancies"][0]["properties"]["post"]
    assert (post["id"], post["properties"]["topics"]) == ("p", ["gov.muni"])
    (owned,) = person["ownershipOwner"]
    assert owned["properties"]["percentage"] == ["25-50"]
    assert owned["properties"]["owner"] == ["list:1"]
    assert owned["properties"]["asset"][0]["caption"] == "Tarn Works"
    (owner,) = dossiers.nested(FIRM, find=find)["properties"]["ownershipAsset"]
    assert owner["properties"]["owner"][0]["caption"] == "Ilva Tarn"


def test_a_tie_to_a_party_that_is_not_known_keeps_its_id() -> None:
    tie = {"kind": "family", "party_id": "list:1", "other_id": "list:9", "role": "mother"}
    dossiers = Dossiers({"relationships": _table("relationships", tie)})
    (found,) = dossiers.nested(PERSON, find=lambda _: None)["properties"]["familyPerson"]
    assert found["properties"]["relative"] == ["list:9"]
    assert found["properties"]["relationship"] == ["mother"]
    assert "percentage" not in found["properties"]
