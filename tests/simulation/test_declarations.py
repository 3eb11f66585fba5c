"""Declarations of officials, as they are published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import orjson
import pytest

from euthyna.simulation.building import build
from euthyna.simulation.country.declarations import FIRM, HIDDEN, INHERITED, SOLD
from euthyna.simulation.country.province import Province
from euthyna.simulation.published.declarations import RELATIVES, declarations

Document = dict[str, Any]


@pytest.fixture(scope="module")
def province() -> Province:
    return build(seed=14, number=0, processes=300)


@pytest.fixture(scope="module")
def published(province: Province) -> dict[str, Document]:
    (piece,) = declarations(province)
    found = [orjson.loads(line) for line in piece.content.splitlines()]
    by_id = {document["document"]["id"]: document for document in found}
    assert len(by_id) == len(found)
    return by_id


def _worth(document: Document) -> float:
    person = document["persons"][0]
    owned = sum(home.get("value", 0) for home in person.get("real_estates", ()))
    owned += sum(car["value"] for car in person.get("vehicles", ()))
    owned += sum(saved["size"] for saved in person.get("savings", ()))
    return float(owned - sum(loan["size"] for loan in person.get("liabilities", ())))


def _income(document: Document) -> float:
    return float(sum(income["size"] for income in document["persons"][0]["incomes"]))


def test_a_document_has_one_person_with_what_the_import_schema_requires(
    published: dict[str, Document],
) -> None:
    assert len(published) > 100
    for document in published.values():
        (person,) = document["persons"]
        assert person["person"]["name_raw"]
        for income in person["incomes"]:
            assert income["relative"] in RELATIVES.values()
        for home in person.get("real_estates", ()):
            assert {"type", "square", "country", "own_type"} <= set(home)
        for car in person.get("vehicles", ()):
            assert car["text"]


@pytest.mark.shared_data
def test_documents_are_valid_against_the_import_schema(
    published: dict[str, Document], shared_data: Path
) -> None:
    path = shared_data / "public" / "declarations" / "smart_parser_import-schema.json"
    validator = jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))
    for document in published.values():
        validator.validate(document)


def test_some_are_late_some_are_missing_and_all_came_in_order(
    published: dict[str, Document], province: Province
) -> None:
    stamps = [document["document"]["submitted"] for document in published.values()]
    assert stamps == sorted(stamps)
    late = sum(d["document"]["submitted"] > d["document"]["due"] for d in published.values())
    assert 0.02 < late / len(published) < 0.2
    years: dict[str, set[int]] = {}
    for declaration in province.declarations:
        years.setdefault(declaration.person, set()).add(declaration.year)
    assert any(max(found) - min(found) >= len(found) for found in years.values())


def test_unexplained_wealth_grows_faster_than_income(
    published: dict[str, Document], province: Province
) -> None:
    assert list(province.instances(HIDDEN))
    for instance in province.instances(HIDDEN):
        ids = [p.id for p in province.planted if p.instance == instance and p.kind == "declaration"]
        documents = sorted((published[name] for name in ids), key=lambda d: d["document"]["year"])
        if len(documents) == 2:
            before, after = documents
            assert _worth(after) - _worth(before) > 0.8 * _income(after)


def test_what_is_inherited_or_sold_is_among_the_incomes(
    published: dict[str, Document], province: Province
) -> None:
    for scheme, source in ((INHERITED, "Inheritance"), (SOLD, "Sale of real estate")):
        assert list(province.instances(scheme))
        for instance in province.instances(scheme):
            ids = [p.id for p in province.planted if p.instance == instance]
            sources = [
                income["comment"]
                for name in ids
                if name in published
                for income in published[name]["persons"][0]["incomes"]
            ]
            assert source in sources


def test_undeclared_firms_are_in_the_register_and_not_declared(
    published: dict[str, Document], province: Province
) -> None:
    owners = {interest.party for interest in province.interests}
    assert list(province.instances(FIRM))
    for planted in province.planted:
        if planted.scheme == FIRM and planted.role == "official":
            assert planted.id in owners
        if planted.scheme == FIRM and planted.role == "declaration":
            assert not published[planted.id]["persons"][0].get("shares")
    assert any(document["persons"][0].get("shares") for document in published.values())


def test_labels_do_not_leak(published: dict[str, Document]) -> None:
    text = json.dumps(list(published.values()))
    assert not any(word in text for word in ("unexplained", "planted", "innocent", "hides"))
