"""Debarment lists, watchlists and lists of office holders, as they are published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import orjson
import pytest

from euthyna.simulation.basis.dates import BEGINNING
from euthyna.simulation.building import build
from euthyna.simulation.country.lists import DEBARRED, NAMESAKE, OVER
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registers import REGISTERS
from euthyna.simulation.published import ftm

Entities = dict[str, dict[str, Any]]

# What the model of FollowTheMoney 4.11 lets these schemata have, as far as it is used.
THING = {"name", "alias", "address", "addressEntity", "country", "topics"}
PROPERTIES = {
    "Person": THING | {"birthDate", "idNumber", "registrationNumber"},
    "Company": THING | {"registrationNumber"},
    "LegalEntity": THING | {"registrationNumber"},
    "PublicBody": THING | {"registrationNumber"},
    "Position": {"name", "organization", "topics"},
    "Occupancy": {"holder", "post", "startDate", "endDate", "recordId", "summary"},
    "Family": {"person", "relative", "relationship"},
    "Associate": {"person", "associate", "relationship"},
    "Sanction": {
        *("entity", "authority", "program", "reason", "recordId"),
        *("startDate", "endDate", "status"),
    },
    "Address": {"full"},
}
REFERENCES = {
    "addressEntity": {"Address"},
    "organization": {"PublicBody"},
    "holder": {"Person"},
    "post": {"Position"},
    "person": {"Person"},
    "relative": {"Person"},
    "associate": {"Person"},
    "entity": {"Person", "Company", "LegalEntity"},
}


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=12, number=1, processes=300)


@pytest.fixture(scope="module")
def published(province: Province) -> dict[str, Entities]:
    return dict(_published(province))


def _published(province: Province) -> Iterator[tuple[str, Entities]]:
    for write in (ftm.lists, ftm.office_holders):
        for piece in write(province):
            found = [orjson.loads(line) for line in piece.content.splitlines()]
            by_id = {entity["id"]: entity for entity in found}
            assert len(by_id) == len(found), piece.path
            yield piece.path, by_id


def test_each_list_is_a_file(published: dict[str, Entities]) -> None:
    expected = {f"entities/{key}.ftm.json" for key in REGISTERS}
    assert expected < set(published)
    assert "entities/office_holders.ftm.json" in published


def test_entities_have_only_what_their_schema_has(published: dict[str, Entities]) -> None:
    for path, entities in published.items():
        for entity in entities.values():
            properties = entity["properties"]
            assert set(properties) <= PROPERTIES[entity["schema"]], (path, entity)
            assert all(
                values and all(isinstance(value, str) and value for value in values)
                for values in properties.values()
            )


def test_references_resolve_within_the_list(published: dict[str, Entities]) -> None:
    for entities in published.values():
        for entity in entities.values():
            for name, schemata in REFERENCES.items():
                for reference in entity["properties"].get(name, ()):
                    assert entities[reference]["schema"] in schemata


def test_entities_are_valid_to_the_followthemoney_library(published: dict[str, Entities]) -> None:
    reason = "followthemoney is not installed: pip install followthemoney"
    model = pytest.importorskip("followthemoney", reason=reason).model
    for entities in published.values():
        for entity in entities.values():
            schema = model.get(entity["schema"])
            schema.validate(entity)
            for name, values in entity["properties"].items():
                kind = schema.get(name).type
                assert all(kind.validate(value) for value in values), (name, values)


def test_every_listed_subject_has_a_decision_and_no_label(published: dict[str, Entities]) -> None:
    for key in REGISTERS:
        entities = published[f"entities/{key}.ftm.json"]
        decided = {
            entity["properties"]["entity"][0]
            for entity in entities.values()
            if entity["schema"] == "Sanction"
        }
        named = {name for name, e in entities.items() if e["schema"] in REFERENCES["entity"]}
        assert decided == named
    text = repr(published)
    assert not any(word in text for word in ("phoenix", "planted", "scheme", "innocent"))


def test_lists_disagree_about_the_same_subject(province: Province) -> None:
    by_subject = defaultdict(list)
    for listing in province.listings:
        by_subject[listing.subject].append(listing)
    shared = [found for found in by_subject.values() if len({x.register for x in found}) > 1]
    assert shared
    assert any(len({listing.name for listing in found}) > 1 for found in shared)
    assert any(len({listing.since for listing in found}) > 1 for found in shared)
    assert len({listing.id for listing in province.listings}) == len(province.listings)


def test_debarred_winners_were_listed_when_they_won(province: Province) -> None:
    listings = {listing.id: listing for listing in province.listings}
    for scheme, inside in ((DEBARRED, True), (OVER, False)):
        assert list(province.instances(scheme))
        for instance in province.instances(scheme):
            rows = {p.role: p for p in province.planted if p.instance == instance}
            listing = listings[rows["listing"].id]
            deal = next(d for d in province.deals if d.ocid == rows["process"].id)
            signed = _date(deal.signed)
            assert (listing.since <= signed <= listing.until) is inside


def test_debarrable_firms_are_listed_at_home(province: Province) -> None:
    assert province.debarrable
    for debarrable in province.debarrable:
        found = {x.register for x in province.listings if x.subject == debarrable.firm}
        assert "excluded_bidders_karvelia" in found
    noted = {p.id for p in province.planted if p.scheme.startswith("phoenix")}
    assert noted & {listing.id for listing in province.listings}


def test_namesakes_on_watchlists_are_others(province: Province) -> None:
    assert list(province.instances(NAMESAKE))
    subjects = {listing.id: listing.subject for listing in province.listings}
    for planted in province.planted:
        if planted.scheme == NAMESAKE and planted.role == "listing":
            assert subjects[planted.id] not in province.persons


def _date(minutes: int) -> str:
    return (BEGINNING + timedelta(minutes=minutes)).isoformat()
