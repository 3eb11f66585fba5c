"""From FollowTheMoney, as callers write it, to the record that is screened."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.entities.records import Identifier, Name
from euthyna.surfaces.api.questions import record, understood
from euthyna.surfaces.api.settings import Settings
from euthyna.surfaces.api.vocabulary import PROPERTIES, SCHEMATA, ancestors, matchable, properties


def asked(schema: str = "Person", **said: Any) -> Any:
    return record("q", schema=schema, said=understood(schema, said, settings=Settings()))


def test_every_kind_of_name() -> None:
    found = asked(
        name=["Anna Tarn"],
        alias="A. Tarn",
        previousName=["Anna Fen"],
        weakAlias=["Anka"],
        abbreviation=["AT"],
        firstName=["Anna"],
        lastName=["Tarn"],
        fatherName=["Ivanovna"],
    )
    assert found.names == (
        Name("Anna Tarn", "primary", given="Anna", family="Tarn", patronymic="Ivanovna"),
        Name("A. Tarn", "alias"),
        Name("Anna Fen", "former"),
        Name("Anka", "weak"),
        Name("AT", "abbreviation"),
    )


def test_parts_alone_make_a_name() -> None:
    found = asked(firstName="Anna", middleName="Maria", lastName="Tarn")
    assert found.names == (Name("Anna Maria Tarn", given="Anna Maria", family="Tarn"),)


def test_dates_and_countries_as_people_write_them() -> None:
    found = asked(birthDate=["3 May 1961", "1961", "no date"], nationality=["Kenya", "KE", "zz9"])
    assert found.birth_dates == ("1961-05-03", "1961")
    assert found.countries == ("ke",)


def test_numbers_keep_the_register_they_are_of() -> None:
    found = asked("Company", registrationNumber=["C-1"], leiCode="L2", email=["A@B.example"])
    assert found.identifiers == (
        Identifier("C-1", "registrationNumber"),
        Identifier("L2", "leiCode"),
    )
    assert found.emails == ("a@b.example",)


def test_a_thing_can_be_a_person_or_a_firm() -> None:
    assert asked("Thing", name="x").schema == "LegalEntity"


def test_a_nested_entity_counts_by_its_name() -> None:
    assert asked("Company", address=[{"id": "a", "caption": "1 Harbour Street"}]).addresses == (
        "1 Harbour Street",
    )


def test_what_cannot_be_written_down_is_replaced() -> None:
    assert asked(name=["Sof\ud83dia"]).names == (Name("Sof?ia"),)


def test_depth_has_an_end() -> None:
    deep: Any = "Tarn"
    for _ in range(500):
        deep = [deep]
    assert asked(name=[deep, "Fen"]).names == (Name("Fen"),)


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*PROPERTIES, "other"]), anything, max_size=6))
def test_whatever_json_holds_becomes_texts(said: Any) -> None:
    found = understood("Person", said, settings=Settings())
    assert found.keys() <= PROPERTIES.keys()
    assert all(text and text == text.strip() for texts in found.values() for text in texts)
    record("q", schema="Person", said=found)


def test_the_vocabulary_hangs_together() -> None:
    assert {name for schema in SCHEMATA.values() for name in schema.extends} <= SCHEMATA.keys()
    assert {prop.schema for prop in PROPERTIES.values()} <= SCHEMATA.keys()
    assert ancestors("Company") >= {"Organization", "LegalEntity", "Thing", "Asset"}
    assert {"birthDate", "name", "phone"} <= {prop.id for prop in properties("Person")}
    assert "birthDate" not in {prop.id for prop in properties("Company")}


def test_one_can_ask_for_every_class_that_clients_of_yente_know() -> None:
    from yente_client.schemas import matchable_schemata

    assert [name for name in matchable_schemata() if not matchable(name)] == []


@pytest.mark.parametrize("name", sorted(PROPERTIES))
def test_a_property_is_one_of_follow_the_money(name: str) -> None:
    from yente_client.schemas import schema_properties

    assert name in {known["name"] for known in schema_properties(PROPERTIES[name].schema)}
