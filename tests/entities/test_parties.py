"""Records in columns, and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from euthyna.entities.gathering import gather
from euthyna.entities.parties import Parties
from euthyna.entities.records import Identifier, Name, Record

RECORDS = [
    Record(
        id="list:1",
        schema="Person",
        names=(Name("Ilva Tarn", given="Ilva", family="Tarn"), Name("Ильва Тарн", "alias")),
        birth_dates=("1970", "1971-02-03"),
        countries=("ro",),
        identifiers=(Identifier("77", "passportNumber", "ro"),),
        digest="d",
        source="list.csv:2",
    ),
    Record(id="list:2"),
    Record(id="list:3", schema="Company", names=(Name("Tarn Works"),), phones=("+1 22",)),
]


def test_records_in_columns_are_the_same_records() -> None:
    parties = Parties.from_records(RECORDS)
    assert list(parties.records()) == RECORDS
    assert [parties.record(row) for row in (2, 0)] == [RECORDS[2], RECORDS[0]]
    assert parties.ids() == ["list:1", "list:2", "list:3"]


def test_names_lie_between_the_offsets_of_their_party() -> None:
    parties = Parties.from_records(RECORDS).take(np.array([2, 1, 0]))
    names = parties.names()
    assert names.offsets.tolist() == [0, 1, 1, 3]
    assert names.values.to_pylist() == ["Tarn Works", "Ilva Tarn", "Ильва Тарн"]
    assert parties.owners().tolist() == [0, 2, 2]


def test_a_file_gives_back_what_was_saved(tmp_path: Path) -> None:
    Parties.from_records(RECORDS).save(tmp_path / "parties.arrow")
    assert list(Parties.load(tmp_path / "parties.arrow").records()) == RECORDS


def test_no_records_are_no_rows() -> None:
    empty = Parties.from_records([])
    assert len(empty) == 0
    assert empty.names().offsets.tolist() == [0]
    assert empty.owners().tolist() == []


def _table(**columns: list[object]) -> pa.Table:
    return pa.table(columns)


def test_rows_of_the_tables_are_gathered_by_party() -> None:
    nothing: list[object] = [None, None]
    lists = {c: pa.array(nothing, pa.list_(pa.string())) for c in ("phones", "emails", "topics")}
    parties = pa.table(
        {
            "party_id": ["b", "a"],
            "dataset": ["list", "list"],
            "schema": ["Person", None],
            "name": ["Main", "Only"],
            "birth_dates": pa.array([["1970"], None], pa.list_(pa.string())),
            "incorporation_date": nothing,
            "gender": ["male", None],
            "countries": pa.array([None, ["md"]], pa.list_(pa.string())),
            "digest": ["x", "y"],
            "source": ["f:1", "f:2"],
            **lists,
        }
    )
    names = _table(
        party_id=["b", "b"],
        name_no=[1, 0],
        name=["Other", "Main"],
        kind=["former", "primary"],
        given_name=[None, "M"],
        family_name=nothing,
        patronymic=nothing,
    )
    addresses = _table(
        party_id=["a"],
        address_no=[0],
        address=pa.array([None], pa.string()),
        street=["Way 1"],
        locality=["Town"],
        region=pa.array([None], pa.string()),
        postal_code=pa.array([None], pa.string()),
    )
    found = gather({"parties": parties, "party_names": names, "party_addresses": addresses})
    first, second = found.records()
    assert first.names == (Name("Main", given="M"), Name("Other", "former"))
    assert (first.birth_dates, first.gender, first.source) == (("1970",), "male", "f:1")
    assert second.names == (Name("Only"),)
    assert (second.addresses, second.countries) == (("Way 1, Town",), ("md",))
