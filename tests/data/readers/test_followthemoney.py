"""FollowTheMoney: parties, what is said of them elsewhere in the file, and what nests in them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from euthyna.base.issues import Issue
from euthyna.data.readers.followthemoney import entities
from euthyna.data.reading import gathering, parties, shelving
from euthyna.data.reading.parties import read_parties
from euthyna.simulation.writing import simulate

Rows = dict[str, list[dict[str, Any]]]


def entity(id: str, schema: str, **properties: Any) -> dict[str, Any]:
    listed = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    return {"id": id, "schema": schema, "properties": listed}


def read(folder: Path, found: Iterable[dict[str, Any]]) -> tuple[Rows, list[Issue]]:
    path = folder / "list.ftm.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in found))
    file = read_parties(path)
    rows: Rows = {}
    for batch in file:
        for table, read_rows in batch.items():
            rows.setdefault(table, []).extend(read_rows.to_pylist())
    assert file.format == "followthemoney"
    return rows, file.issues


PERSON = entity(
    "p",
    "Person",
    name=["Nela Maria Vo", "Nela Vo"],
    alias="Во Нела",
    previousName="Nela Dran",
    weakAlias="Nelly",
    firstName="Nela",
    middleName="Maria",
    lastName="Vo",
    fatherName="Ivo",
    birthDate=["1970-05-03", "1971"],
    deathDate="2020",
    gender="female",
    nationality="pa",
    country="gb-sct",
    topics=["role.pep"],
    passportNumber="P1",
    email="N@Vo.example",
    addressEntity="a",
    address="Quay 1",
)
ADDRESS = entity("a", "Address", full="Hill 2, Town", city="Town", postalCode="77", country="cy")
COMPANY = entity("c", "Company", name="Zed Ltd", leiCode="L1", incorporationDate="2001-02")


def test_a_person_fills_every_table_that_speaks_of_it(tmp_path: Path) -> None:
    rows, issues = read(tmp_path, [PERSON, ADDRESS])
    (party,) = rows["parties"]
    assert party["party_id"] == "list:p"
    assert (party["schema"], party["gender"], party["name"]) == (
        "Person",
        "female",
        "Nela Maria Vo",
    )
    assert party["birth_dates"] == ["1970-05-03", "1971"]
    assert party["countries"] == ["pa", "gb"]
    assert party["emails"] == ["n@vo.example"]
    assert [(n["name"], n["kind"]) for n in rows["party_names"]] == [
        ("Nela Maria Vo", "primary"),
        ("Nela Vo", "primary"),
        ("Во Нела", "alias"),
        ("Nela Dran", "former"),
        ("Nelly", "weak"),
    ]
    main = rows["party_names"][0]
    assert (main["given_name"], main["family_name"], main["patronymic"]) == (
        "Nela Maria",
        "Vo",
        "Ivo",
    )
    assert [(a["address"], a["locality"], a["country"]) for a in rows["party_addresses"]] == [
        ("Hill 2, Town", "Town", "cy"),
        ("Quay 1", None, None),
    ]
    assert [(i["scheme"], i["identifier"]) for i in rows["party_identifiers"]] == [
        ("passportNumber", "P1")
    ]
    assert issues == []


def test_a_person_without_a_name_is_named_by_the_parts_of_it(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, [entity("p", "Person", firstName="Nela", lastName="Vo")])
    assert rows["parties"][0]["name"] == "Nela Vo"


SANCTION = entity(
    "s",
    "Sanction",
    entity="c",
    authority="Bank",
    program="Cross debarment",
    reason="Fraud",
    recordId="R7",
    startDate="2020-01-01",
    endDate=["2021-01-01", "2022-01-01"],
    country="us",
    status="active",
)


def test_a_sanction_becomes_a_listing_with_its_own_place(tmp_path: Path) -> None:
    rows, issues = read(tmp_path, [SANCTION, COMPANY])
    (listing,) = rows["listings"]
    assert {k: v for k, v in listing.items() if v is not None} == {
        "party_id": "list:c",
        "dataset": "list",
        "listing_no": 0,
        "kind": "debarment",
        "authority": "Bank",
        "program": "Cross debarment",
        "ground": "Fraud",
        "reference": "R7",
        "start_date": "2020-01-01",
        "end_date": "2022-01-01",
        "country": "us",
        "status": "active",
        "source": f"{tmp_path}/list.ftm.json:1",
    }
    assert rows["parties"][0]["source"].endswith(":2")
    assert issues == []


@pytest.mark.parametrize(
    ("topics", "kind"),
    [
        (["debarment"], "debarment"),
        (["sanction", "debarment"], "sanction"),
        (["export.control"], "export_control"),
        (["corp.disqual"], "disqualification"),
        ([], "sanction"),
    ],
)
def test_where_words_say_nothing_the_topics_tell_the_kind(
    tmp_path: Path, topics: list[str], kind: str
) -> None:
    company = entity("c", "Company", name="Zed", topics=topics)
    rows, _ = read(tmp_path, [entity("s", "Sanction", entity="c", program="X"), company])
    assert rows["listings"][0]["kind"] == kind


def test_an_office_is_read_of_its_holder_its_post_and_its_body(tmp_path: Path) -> None:
    rows, issues = read(
        tmp_path,
        [
            entity("o", "Occupancy", holder="p", post="m", startDate="2010", status="current"),
            entity(
                "m", "Position", name="Mayor", country="pa", organization="b", topics="gov.muni"
            ),
            entity("p", "Person", name="Nela Vo"),
            entity("b", "PublicBody", name="City of Vo"),
        ],
    )
    (position,) = rows["positions"]
    assert position["party_id"] == "list:p"
    assert position["title"] == "Mayor"
    assert position["organisation"] == "City of Vo"
    assert position["topics"] == ["gov.muni"]
    assert (position["start_date"], position["status"]) == ("2010", "current")
    assert [one["party_id"] for one in rows["parties"]] == ["list:p", "list:b"]
    assert issues == []


@pytest.mark.parametrize(
    ("schema", "one", "other", "kind"),
    [(schema, one, other, kind) for schema, (kind, one, other) in entities.EDGES.items()],
)
def test_an_edge_becomes_a_tie_from_who_acts(
    tmp_path: Path, schema: str, one: str, other: str, kind: str
) -> None:
    edge = entity("e", schema, **{one: "p", other: "c"}, startDate="2011", date="2012")
    rows, issues = read(tmp_path, [edge, COMPANY, entity("p", "Person", name="Nela Vo")])
    (tie,) = rows["relationships"]
    assert (tie["relationship_id"], tie["kind"]) == ("list:e", kind)
    assert (tie["party_id"], tie["other_id"]) == ("list:p", "list:c")
    assert (tie["start_date"], tie["stated_date"]) == ("2011", "2012")
    assert tie["source"].endswith(":1")
    assert issues == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("25", 0.25, 0.25),
        ("33,3 %", 0.333, 0.333),
        ("25-50", 0.25, 0.5),
        ("more than 25% but not more than 50%", 0.25, 0.5),
        ("ownership-of-shares-75-to-100-percent", 0.75, 1.0),
        (">50", 0.5, 1.0),
        ("up to 10%", 0.0, 0.1),
        ("250", None, None),
        ("a third", None, None),
    ],
)
def test_a_percentage_is_an_interval_of_shares(
    tmp_path: Path, text: str, low: float | None, high: float | None
) -> None:
    edge = entity("e", "Ownership", owner="c", asset="d", percentage=text)
    rows, issues = read(tmp_path, [COMPANY, edge])
    (tie,) = rows["relationships"]
    assert (tie["share_min"], tie["share_max"]) == (
        pytest.approx(low) if low is not None else None,
        pytest.approx(high) if high is not None else None,
    )
    assert [issue.code for issue in issues] == ([] if low is not None else ["unknown-value"])


def test_an_edge_between_endless_lists_is_joined_in_bounded_time(tmp_path: Path) -> None:
    many = [f"p{n}" for n in range(20_000)]
    rows, issues = read(
        tmp_path,
        [
            entity("e", "UnknownLink", subject=many, object=many),
            entity("o", "Occupancy", holder=many, post=many),
            entity("i", "Identification", holder=many, number=many),
        ],
    )
    assert len(rows["relationships"]) == entities.MANY**2
    assert {i.found for i in issues if i.code == "too-long-value"} == {"20000"}
    assert sum(i.code == "too-long-value" for i in issues) == 6


def test_who_is_not_in_the_file_is_told_and_the_rows_are_kept(tmp_path: Path) -> None:
    rows, issues = read(tmp_path, [SANCTION, entity("o", "Occupancy", holder="p", post="m")])
    assert "parties" not in rows
    assert [one["party_id"] for one in rows["listings"]] == ["list:c"]
    assert [one["position_id"] for one in rows["positions"]] == ["m"]
    assert sorted((one.code, one.found) for one in issues) == [
        ("no-such-party", "c"),
        ("no-such-party", "m"),
        ("no-such-party", "p"),
    ]


def test_classes_without_a_place_are_counted_once_each(tmp_path: Path) -> None:
    found = [entity(f"v{n}", "Video", name="x", fileSize="1") for n in range(30)]
    rows, issues = read(tmp_path, [*found, entity("e", "Email", title="y"), COMPANY])
    assert len(rows["parties"]) == 1
    assert [(one.code, one.found, one.count) for one in issues] == [
        ("unknown-schema", "Video", 30),
        ("unknown-schema", "Email", 1),
    ]


def test_a_property_that_no_version_has_is_told(tmp_path: Path) -> None:
    _, issues = read(tmp_path, [entity("c", "Company", name="Zed", mood=["good", "bad"])])
    assert [(one.code, one.path, one.count) for one in issues] == [
        ("unread-field", "properties/mood", 2)
    ]


def test_nested_entities_say_the_same_as_those_that_stand_apart(tmp_path: Path) -> None:
    position = entity("m", "Position", name="Mayor", country="pa")
    occupancy = entity("o", "Occupancy", holder="p", post="m", startDate="2010")
    relative = entity("r", "Person", name="Ivo Vo")
    family = entity("f", "Family", person="p", relative="r", relationship="brother")
    ownership = entity("w", "Ownership", owner="p", asset="c", percentage="60")
    apart, _ = read(
        tmp_path,
        [PERSON, ADDRESS, position, occupancy, relative, family, ownership, COMPANY, SANCTION],
    )

    def nested(of: dict[str, Any], **properties: Any) -> dict[str, Any]:
        return {**of, "properties": {**of["properties"], **properties}}

    def without(of: dict[str, Any], back: str) -> dict[str, Any]:
        return {**of, "properties": {k: v for k, v in of["properties"].items() if k != back}}

    whole = nested(COMPANY, sanctions=[without(SANCTION, "entity")])
    person = nested(
        PERSON,
        addressEntity=[ADDRESS],
        positionOccupancies=[nested(without(occupancy, "holder"), post=[position])],
        familyPerson=[nested(without(family, "person"), relative=[relative])],
        ownershipOwner=[nested(without(ownership, "owner"), asset=[whole])],
    )
    inside, issues = read(tmp_path, [person])

    def plain(rows: Rows) -> dict[str, list[Any]]:
        return {
            table: sorted(tuple(repr(v) for k, v in row.items() if k != "source") for row in found)
            for table, found in rows.items()
        }

    assert plain(inside) == plain(apart)
    assert issues == []


def test_the_order_of_entities_and_the_memory_for_them_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for n in range(300):
        found.append(entity(f"p{n}", "Person", name=f"Nela {n}", addressEntity=f"a{n}"))
        found.append(entity(f"a{n}", "Address", full=f"Quay {n}"))
        found.append(entity(f"s{n}", "Sanction", entity=f"p{n}", program=f"P{n}"))
        found.append(entity(f"o{n}", "Occupancy", holder=f"p{n}", post=f"m{n % 7}"))
        found.append(entity(f"f{n}", "Family", person=f"p{n}", relative=f"p{(n + 1) % 300}"))
    found += [entity(f"m{n}", "Position", name=f"Office {n}") for n in range(7)]

    def digests(order: list[dict[str, Any]]) -> dict[str, str]:
        rows, issues = read(tmp_path, order)
        assert issues == []
        assert {table: len(read_rows) for table, read_rows in rows.items()} == dict.fromkeys(
            (
                "parties",
                "party_names",
                "party_addresses",
                "positions",
                "listings",
                "relationships",
            ),
            300,
        )
        return {row["party_id"]: row["digest"] for row in rows["parties"]}

    expected = digests(found)
    shuffled = list(found)
    random.Random(7).shuffle(shuffled)
    assert digests(shuffled) == expected
    merged, shelf = gathering.merged, shelving.Shelf
    monkeypatch.setattr(
        parties.gathering, "merged", lambda drafts, notes: merged(drafts, notes=notes, held=20)
    )
    monkeypatch.setattr(parties, "Shelf", lambda: shelf(held=10))
    assert digests(shuffled) == expected


def test_a_list_as_one_array_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([COMPANY, SANCTION], indent=1))
    file = read_parties(path)
    (batch,) = list(file)
    assert batch["listings"]["source"].to_pylist() == [f"{path}#/1"]
    assert file.issues == []


def test_all_lists_of_a_simulated_country_are_read_without_a_loss(tmp_path: Path) -> None:
    simulate(tmp_path, seed=5, scale=0.008, workers=1)
    files = sorted(tmp_path.rglob("*.ftm.json"))
    assert len(files) > 5
    for path in files:
        said = [json.loads(line) for line in path.read_text().splitlines()]
        file = read_parties(path)
        counts: dict[str, int] = {}
        for batch in file:
            for table, rows in batch.items():
                counts[table] = counts.get(table, 0) + rows.num_rows
        schemata = [one["schema"] for one in said]
        assert file.issues == []
        assert counts.get("parties", 0) == sum(s in entities.PARTIES for s in schemata)
        assert counts.get("listings", 0) == schemata.count("Sanction")
        assert counts.get("positions", 0) == schemata.count("Occupancy")
        assert counts.get("relationships", 0) == sum(s in entities.EDGES for s in schemata)
