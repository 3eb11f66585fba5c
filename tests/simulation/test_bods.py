"""The register of owners is BODS 0.4: valid, complete, and in an order that refers back only."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from euthyna.simulation.building import build
from euthyna.simulation.country.province import Province
from euthyna.simulation.published import bods

Json = dict[str, Any]

INTERESTS = {
    "shareholding", "votingRights", "boardMember", "boardChair", "nominee", "nominator",
}  # fmt: skip
REASONS = {
    "noBeneficialOwners", "subjectUnableToConfirmOrIdentifyBeneficialOwner", "unknown",
    "interestedPartyHasNotProvidedInformation", "subjectExemptFromDisclosure",
    "interestedPartyExemptFromDisclosure", "informationUnknownToPublisher",
}  # fmt: skip
REQUIRED = {
    "statementId", "statementDate", "declaration", "declarationSubject", "recordId", "recordType",
    "recordStatus", "recordDetails", "publicationDetails", "source",
}  # fmt: skip


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=11, number=0, processes=100)


@pytest.fixture(scope="module")
def statements(province: Province) -> list[Json]:
    return written(province)


def written(province: Province) -> list[Json]:
    (piece,) = bods.ownership(province)
    return [orjson.loads(line) for line in piece.content.splitlines()]


def relationships(statements: list[Json]) -> list[Json]:
    return [s for s in statements if s["recordType"] == "relationship"]


@pytest.fixture(scope="module")
def official(shared_data: Path) -> Draft202012Validator:
    folder = shared_data / "entities" / "bo" / "bods_0_4" / "schema"
    schemas = [json.loads(path.read_text("utf-8")) for path in folder.glob("*.json")]
    parts = [(s["$id"], Resource.from_contents(s)) for s in schemas if "$id" in s]
    return Draft202012Validator(
        {"$ref": "urn:statement#/$defs/Statement"},
        registry=Registry().with_resources(parts),
        format_checker=Draft202012Validator.FORMAT_CHECKER,
    )


@pytest.mark.shared_data
def test_every_statement_is_valid_against_the_official_schema(
    official: Draft202012Validator, statements: list[Json]
) -> None:
    assert [error.message for s in statements for error in official.iter_errors(s)] == []


@pytest.mark.shared_data
def test_the_official_schema_sees_what_is_wrong(
    official: Draft202012Validator, statements: list[Json]
) -> None:
    broken = json.loads(json.dumps(relationships(statements)[0]))
    del broken["recordDetails"]["interestedParty"]
    assert not official.is_valid(broken)


def test_every_statement_says_who_said_what_when(statements: list[Json]) -> None:
    for statement in statements:
        assert set(statement) == REQUIRED
        assert statement["publicationDetails"]["bodsVersion"] == "0.4"
        assert statement["statementDate"] <= statement["publicationDetails"]["publicationDate"]
        assert statement["source"]["type"]


def test_no_two_statements_have_one_id(statements: list[Json]) -> None:
    ids = [statement["statementId"] for statement in statements]
    assert len(ids) == len(set(ids))
    assert all(str(UUID(one)) == one for one in ids)


def test_all_that_a_statement_refers_to_was_published_before(statements: list[Json]) -> None:
    seen: set[str] = set()
    for statement in statements:
        details = statement["recordDetails"]
        if statement["recordType"] == "relationship":
            party = details["interestedParty"]
            assert details["subject"] in seen
            assert party["reason"] in REASONS if isinstance(party, dict) else party in seen
            assert set(details.get("componentRecords", ())) <= seen
        seen.add(statement["recordId"])
    assert {statement["declarationSubject"] for statement in statements} <= seen


def test_a_record_has_one_subject_and_one_type(statements: list[Json]) -> None:
    known: dict[str, tuple[str, str]] = {}
    for statement in statements:
        found = (statement["declarationSubject"], statement["recordType"])
        assert known.setdefault(statement["recordId"], found) == found


def test_a_record_begins_new_and_nothing_follows_its_end(statements: list[Json]) -> None:
    course: dict[str, list[str]] = defaultdict(list)
    for statement in statements:
        course[statement["recordId"]].append(statement["recordStatus"])
    assert {"new", "updated", "closed"} <= {one for many in course.values() for one in many}
    for steps in course.values():
        assert steps[0] == "new"
        assert "new" not in steps[1:]
        assert "closed" not in steps[:-1]


def test_the_file_is_in_order_of_publication(statements: list[Json]) -> None:
    days = [statement["publicationDetails"]["publicationDate"] for statement in statements]
    assert all(one <= next_one for one, next_one in pairwise(days))
    assert days[-1] < "2026"


def test_what_is_closed_has_ended(statements: list[Json]) -> None:
    for statement in relationships(statements):
        interests = statement["recordDetails"].get("interests", ())
        assert {one["type"] for one in interests} <= INTERESTS
        if statement["recordStatus"] == "closed":
            assert all(one["endDate"] <= statement["statementDate"] for one in interests)
        for one in interests:
            assert one["startDate"] <= one.get("endDate", "9999") <= "9999"


def test_shares_are_exact_or_a_band(statements: list[Json]) -> None:
    kinds = set()
    for statement in relationships(statements):
        for one in statement["recordDetails"].get("interests", ()):
            share = one.get("share", {"exact": 1})
            low = share.get("minimum", share.get("exclusiveMinimum", share.get("exact")))
            assert 0 <= low <= share.get("maximum", share.get("exact")) <= 100
            kinds.add(tuple(share))
    assert {("exact",), ("exclusiveMinimum", "maximum")} <= kinds


def test_components_explain_one_indirect_interest(statements: list[Json]) -> None:
    parts = {part for s in statements for part in s["recordDetails"].get("componentRecords", ())}
    for statement in statements:
        details = statement["recordDetails"]
        assert details["isComponent"] == (statement["recordId"] in parts)
        if "componentRecords" in details:
            assert [i["directOrIndirect"] for i in details["interests"]] == ["indirect"]
    assert parts


def test_a_change_of_a_component_is_followed_by_what_it_explains(statements: list[Json]) -> None:
    later: set[str] = set()
    for statement in reversed(statements):
        assert not statement["recordDetails"]["isComponent"] or statement["recordId"] in later
        later |= set(statement["recordDetails"].get("componentRecords", ()))


def test_only_persons_are_beneficial_owners(statements: list[Json]) -> None:
    persons = {s["recordId"] for s in statements if s["recordType"] == "person"}
    owners = {
        statement["recordDetails"]["interestedParty"]
        for statement in relationships(statements)
        for one in statement["recordDetails"].get("interests", ())
        if one["beneficialOwnershipOrControl"]
    }
    assert owners
    assert owners <= persons


def test_every_interest_of_today_is_published(province: Province, statements: list[Json]) -> None:
    told = {
        (s["recordDetails"]["subject"], str(s["recordDetails"]["interestedParty"]))
        for s in relationships(statements)
    }
    for interest in province.interests:
        if interest.party and not interest.unknown and not interest.until:
            assert (interest.firm, interest.record or interest.party) in told


def test_second_records_are_other_spellings(province: Province, statements: list[Json]) -> None:
    people = {s["recordId"]: s["recordDetails"] for s in statements if s["recordType"] == "person"}
    assert province.duplicates
    for duplicate in province.duplicates.values():
        if duplicate.id in people:
            assert people[duplicate.id]["names"][0]["fullName"] == duplicate.name
            assert duplicate.name != province.persons[duplicate.subject].name


def test_another_build_gives_the_same_bytes(province: Province) -> None:
    again = build(seed=11, number=0, processes=100)
    assert [p.content for p in bods.ownership(again)] == [
        p.content for p in bods.ownership(province)
    ]


def test_provinces_share_no_record(statements: list[Json]) -> None:
    other = written(build(seed=11, number=1, processes=40))
    mine = {statement["recordId"] for statement in statements}
    assert mine.isdisjoint(statement["recordId"] for statement in other)
    ids = {statement["statementId"] for statement in statements}
    assert ids.isdisjoint(statement["statementId"] for statement in other)
