"""Each reader of lists declares itself whole, and takes no other reader's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from euthyna.base.errors import InputError
from euthyna.data.declarations import Part, Table
from euthyna.data.reading.recognising import catalogue

FORMATS = catalogue()
PARTS = {f"{form.name}-{part.name}": part for form in FORMATS for part in form.parts}


def test_names_are_unique() -> None:
    names = [form.name for form in FORMATS]
    assert len(set(names)) == len(names)
    assert {"world-bank-ineligible", "us-ofac", "un-consolidated", "popolo"} <= set(names)


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_part_says_what_becomes_of_its_fields(part: Part) -> None:
    assert part.fills or part.uses
    said = {fill.path for fill in part.fills} | set(part.uses)
    assert not said & set(part.leaves)
    assert all(reason[0].islower() or not reason[0].isalpha() for reason in part.leaves.values())
    if isinstance(part.shape, Table) and part.shape.columns:
        assert set(part.shape.columns) == said | set(part.leaves)


def test_ofac_tells_its_four_files_apart(read_file: Any) -> None:
    none = ",-0- " * 7
    said = read_file(
        a__csv=f'7,"OREL, Milan",individual,LAKE{none},-0- \n',
        b__csv='7,1,aka,"ORLOV, Milan",-0- \n',
        c__csv='7,1,-0- ,"Norton","Peru",-0- \n',
        d__csv='7,"DOB 1970."\n',
    )
    assert said.format == "us-ofac"
    assert [len(rows) for rows in said.tables.values()] == [1, 2, 1, 1]


def test_a_file_may_have_another_name_and_more_lines_before_its_header(read_file: Any) -> None:
    head = (
        "Firm Name,Address,Nationality,Ineligible From,Ineligible Until,Notice Effective At EBRD,"
    )
    head += "Originating Institution,Prohibited Practice\n"
    said = read_file(
        x__txt=f"List of today\n\n{head}Norlake,1 Lake Road,Peru,,Ongoing,,EBRD,Fraud\n"
    )
    assert said.format == "ebrd-ineligible"
    assert said.rows("parties", "name") == ["Norlake"]


@pytest.mark.parametrize("text", ["<html><body>Not found</body></html>", "<list><x/></list>"])
def test_xml_that_no_reader_knows_is_refused(tmp_path: Path, read_paths: Any, text: str) -> None:
    path = tmp_path / "list.xml"
    path.write_text(text)
    with pytest.raises(InputError, match="no reader knows"):
        read_paths(path)
