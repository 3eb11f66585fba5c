"""Column by column and record by record: the same rows, the same issues."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.data.declarations import Draft, Entry, Fill, Marks, Part, Table
from euthyna.data.reading import columns
from euthyna.data.reading.parties import read_parties

TEXTS: dict[str, list[str]] = {
    "name": [
        "Nela Vo",
        "NELA VO",
        " Zed  Ltd ",
        "",
        "x" * 1001,
        "Živa, \u202eJr",
        'a "b"',
        "Norlake Ltd (formerly Sudlake Ltd)",
        "Norlake, successor to Sudlake Ltd",
        "Sudlake Ltd (succeeded by Norlake)",
        "Norlake (painter of lakes)",
    ],
    "alias": ["", "N. Vo", "N. Vo; Н. Во|N. Vo", "Nela Vo;;", "  "],
    "former name": ["", "Dran", "Nela Vo"],
    "dob": ["", "1970", "3 May 1970", "between 1960 and 1962", "never", "31 Feb 1970"],
    "country": ["", "pa", "Viet Nam;Cyprus", "Atlantis", "pa;PA;Atlantis"],
    "type": ["", "person", "Company", "planet"],
    "gender": ["", "F", "male", "?"],
    "incorporation date": ["", "2001-02", "yesterday"],
    "email": ["", "N@VO.example", "a@b;A@B"],
    "topics": ["", "debarment; sanction"],
    "tax id": ["", "7", "7-8"],
    "identifier": ["", "7"],
    "address": ["", "Quay 1, Town", "y" * 1500],
    "legal form": ["", "Ltd"],
    "remarks": ["", " ", "who knows"],
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    names = draw(st.lists(st.sampled_from(sorted(TEXTS)), unique=True, min_size=1))
    header = ["id", *dict.fromkeys(["name", *names])]
    lines = draw(st.lists(st.tuples(*(st.sampled_from(TEXTS[name]) for name in header[1:]))))
    more = st.sampled_from([[], [], [], [""], ["more"]])
    return [header, *([str(number), *line, *draw(more)] for number, line in enumerate(lines))]


def read(path: Path) -> tuple[dict[str, list[Any]], Any]:
    file = read_parties(path, dataset="d")
    found: dict[str, list[Any]] = {}
    for batch in file:
        for table, rows in batch.items():
            found.setdefault(table, []).extend(map(repr, rows.to_pylist()))
    issues: Counter[tuple[str, str]] = Counter()
    for issue in file.issues:
        issues[issue.code, issue.path] += issue.count
    return {table: sorted(rows) for table, rows in found.items()}, issues


def assert_same(table: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(table)
        by_columns = read(path)
        with patch.object(columns, "qualifies", lambda _: False):
            by_records = read(path)
    assert by_columns == by_records


@pytest.mark.parametrize("column", TEXTS)
def test_every_value_of_a_column_is_read_alike(column: str) -> None:
    lines = [[f"{n}", f"Nela {n}", text] for n, text in enumerate(TEXTS[column])]
    header = ["id", "query", column] if column == "name" else ["id", "name", column]
    assert_same([header, *lines])


@given(tables())
def test_any_table_is_read_alike(table: list[list[str]]) -> None:
    assert_same(table)


def test_without_ids_both_ways_make_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "alias,name,dob,country,tax id\nN;M,Nela Vo,1970,pa;cy,7\n,Zed,,,\nOnly alias,,,,\n"
    )
    by_columns = read(path)
    with patch.object(columns, "qualifies", lambda _: False):
        assert read(path) == by_columns


def treat(entry: Entry, draft: Draft) -> None:
    draft.name(entry.take("name"))


def test_what_must_be_put_together_does_not_qualify() -> None:
    name = Fill(path="n", to="name")
    plain = Part(name="", shape=Table(), marks=Marks(), fills=(name,))
    assert columns.qualifies(plain)
    for other in (
        Fill(path="l", to="listing.ground"),
        Fill(path="f", to="family_name"),
        Fill(path="a", to="address.street"),
    ):
        part = Part(name="", shape=Table(), marks=Marks(), fills=(name, other))
        assert not columns.qualifies(part)
    assert not columns.qualifies(Part(name="", shape=Table(), marks=Marks(), treat=treat))
    assert not columns.qualifies(Part(name="", shape=Table(empty=("-",)), marks=Marks()))
    constant = {"listing.kind": "sanction"}
    assert not columns.qualifies(
        Part(name="", shape=Table(), marks=Marks(), fills=(name,), constants=constant)
    )
