"""Lists and files of queries, read into rows: recognised, mapped or guessed; bundled; named."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from euthyna.base.errors import BadSettingsError, InputError
from euthyna.base.issues import Issue
from euthyna.data import model
from euthyna.data.reading.parties import PartyFile, read_parties
from euthyna.data.reading.party_rows import SCHEMAS

SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers",'
    '"sanctions","phones","emails","dataset","first_seen"\n'
    '"K1","Person","Nela Vo","Н. Во;Vo Nela","1970-05","pa;cy","Quay 1","P1;P2",'
    '"""Debarred for fraud"";""Common measures""","","N@VO.EXAMPLE","Ban list","2024-01-01"\n'
)


def rows(parties: PartyFile) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for batch in parties:
        for table, read in batch.items():
            found.setdefault(table, []).extend(read.to_pylist())
    return found


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(folder: Path, name: str, content: str | bytes, **options: Any) -> Any:
    parties = read_parties(written(folder, name, content), **options)
    return rows(parties), parties.issues


def codes(issues: list[Issue]) -> list[str]:
    return sorted(issue.code for issue in issues)


def test_the_schemas_of_the_rows_are_those_of_the_model() -> None:
    assert {name: schema.names for name, schema in SCHEMAS.items()} == {
        table.name: list(table.names) for table in model.who.TABLES
    }


def test_a_published_list_is_recognised_whatever_its_name(tmp_path: Path) -> None:
    parties = read_parties(written(tmp_path, "Ban list 2024.txt", SIMPLE))
    found = rows(parties)
    assert (parties.format, parties.dataset) == ("opensanctions-simple", "ban_list_2024")
    (party,) = found["parties"]
    assert party["party_id"] == "ban_list_2024:K1"
    assert party["birth_dates"] == ["1970-05"]
    assert party["emails"] == ["n@vo.example"]
    assert party["source"] == f"{tmp_path}/Ban list 2024.txt:2"
    assert [name["name"] for name in found["party_names"]] == ["Nela Vo", "Н. Во", "Vo Nela"]
    assert [one["identifier"] for one in found["party_identifiers"]] == ["P1", "P2"]
    assert [one["kind"] for one in found["listings"]] == ["debarment", "sanction"]
    assert party["topics"] == ["debarment", "sanction"]
    assert parties.issues == []


def test_a_compressed_list_is_read_alike(tmp_path: Path) -> None:
    plain, _ = read(tmp_path, "list.csv", SIMPLE)
    packed, issues = read(tmp_path, "list.csv.gz", gzip.compress(SIMPLE.encode()))
    assert [one["digest"] for one in packed["parties"]] == [
        one["digest"] for one in plain["parties"]
    ]
    assert issues == []


def test_the_name_of_a_list_can_be_given(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "list.csv", SIMPLE, dataset="bans")
    assert found["parties"][0]["party_id"] == "bans:K1"
    assert found["party_names"][0]["dataset"] == "bans"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("name,dob,country", "birth_dates"),
        ("Full Name;Date of Birth;Nationality", "birth_dates"),
        ("Company Name|Date of incorporation|Jurisdiction", "incorporation_date"),
        ("Фио\tdob\tcountry", "birth_dates"),
    ],
)
def test_columns_of_queries_are_guessed_by_their_names(
    tmp_path: Path, header: str, told: str
) -> None:
    delimiter = next(char for char in ",;|\t" if char in header)
    line = delimiter.join(("Nela Vo", "3 May 1970", "Viet Nam"))
    found, issues = read(tmp_path, "queries.csv", f"{header}\n{line}\n")
    (party,) = found["parties"]
    assert party["name"] == "Nela Vo"
    assert party[told] in ("1970-05-03", ["1970-05-03"])
    assert party["countries"] == ["vn"]
    assert issues == []


def test_a_table_in_which_nobody_is_named_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"colour, size.*--mapping"):
        read_parties(written(tmp_path, "a.csv", "colour,size\nred,3\n"))


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="known to hold names"):
        read_parties(written(tmp_path, "a.csv", ""))


def test_queries_as_json_lines_are_read(tmp_path: Path) -> None:
    lines = [
        {"id": 7, "name": "Nela Vo", "aliases": ["N. Vo", "Во Нела"], "birth_date": "1970"},
        {"id": "8", "name": ["Zed Ltd"], "country": "Panama", "colour": "red"},
    ]
    text = "\n".join(map(json.dumps, lines)) + "\n[1]\n{broken\n"
    found, issues = read(tmp_path, "q.jsonl", text)
    assert [one["party_id"] for one in found["parties"]] == ["q:7", "q:8"]
    assert [one["name"] for one in found["party_names"]] == [
        "Nela Vo",
        "N. Vo",
        "Во Нела",
        "Zed Ltd",
    ]
    assert codes(issues) == ["not-json", "not-json", "unread-field"]
    assert {issue.source.rpartition(":")[2] for issue in issues} == {"2", "3", "4"}


def test_a_mapping_says_what_columns_mean(tmp_path: Path) -> None:
    mapping = written(
        tmp_path,
        "mapping.yaml",
        "options: {dataset: sanciones, topic: debarment, listing.authority: CGR}\n"
        "Razón social: name\n"
        "NIT: {to: identifier, scheme: taxNumber}\n"
        "Otros: {to: alias, separator: '\\s*/\\s*'}\n"
        "Desde: {to: listing.start_date, order: mdy}\n"
        "Hasta: {to: listing.end_date, open_words: [permanente]}\n"
        "Color: nothing\n",
    )
    text = (
        "Registro de sancionados\n\nRAZON SOCIAL,NIT,Otros,Desde,Hasta,Color,Razón  Social\n"
        ",,,,,,\n,900-1,Obras S.A./O.S.A.,05/13/2021,Permanente,rojo,Obras del Sur S.A.\n"
    )
    found, issues = read(tmp_path, "t.csv", text, mapping=mapping)
    (party,) = found["parties"]
    assert party["name"] == "Obras del Sur S.A."
    assert party["topics"] == ["debarment"]
    assert party["dataset"] == "sanciones"
    (listing,) = found["listings"]
    assert (listing["start_date"], listing["end_date"]) == ("2021-05-13", None)
    assert (listing["authority"], listing["status"]) == ("CGR", "Permanente")
    assert [one["name"] for one in found["party_names"]][1:] == ["Obras S.A.", "O.S.A."]
    assert codes(issues) == []


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"a": "nom"}, "'nom' is not known; it may be id, "),
        ({"a": {"to": "name", "colour": "red"}}, "has no setting colour"),
        ({"a": {"to": "alias", "separator": "("}}, "no regular expression"),
        ({"a": 3}, "is no meaning"),
        ({}, "has columns"),
        ({"a": "name", "options": {"colour": "x"}}, "'colour' is not known"),
        ({"a": "name", "options": {"header_rows": 0}}, "header_rows = 0"),
    ],
)
def test_a_mapping_that_means_nothing_says_why(
    tmp_path: Path, mapping: dict[str, Any], said: str
) -> None:
    path = written(tmp_path, "a.csv", "a\nb\n")
    with pytest.raises(BadSettingsError) as error:
        read_parties(path, mapping=mapping)
    assert said in str(error.value)


@pytest.mark.parametrize("content", [b"[1", b"- a\n- b", b"\xff\xfe", b"a: &x [*x, *x]\n"])
def test_a_file_that_is_no_mapping_says_so(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, "a.csv", "a\nb\n")
    with pytest.raises(BadSettingsError):
        read_parties(path, mapping=written(tmp_path, "m.yaml", content))


def test_a_mapping_whose_columns_are_not_there_says_which(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "Firma,Land\nb,c\n")
    with pytest.raises(InputError, match=r"columns Company.*first row is: Firma, Land"):
        read_parties(path, mapping={"Company": "name"})


def test_a_record_without_an_id_keeps_its_id_when_its_row_moves(tmp_path: Path) -> None:
    one, _ = read(tmp_path, "a.csv", "name,dob\nNela Vo,1970\nZed,\n")
    two, _ = read(tmp_path, "a.csv", "name,dob\nZed,\nNela  VO,1970\n")
    assert {p["party_id"] for p in one["parties"]} == {p["party_id"] for p in two["parties"]}


def test_two_records_with_one_id_are_two_parties(tmp_path: Path) -> None:
    found, issues = read(tmp_path, "a.csv", "id,name\n1,Nela Vo\n1,Zed\n1,Zed\n")
    assert [one["party_id"] for one in found["parties"]] == ["a:1", "a:1#2", "a:1#3"]
    assert codes(issues) == ["duplicate-party", "duplicate-party"]


def test_the_digest_changes_with_what_is_said_and_not_with_its_order_or_place(
    tmp_path: Path,
) -> None:
    def digest(text: str, name: str = "a.csv") -> str:
        found, _ = read(tmp_path, name, f"name,alias,country\n{text}\n")
        return str(found["parties"][0]["digest"])

    first = digest("Nela Vo,A;B,pa;cy")
    assert digest("Nela Vo,B;A,cy;pa") == first
    assert digest("Nela Vo,A;B,pa;cy", "other.csv") == first
    assert digest("Nela Vo,A;C,pa;cy") != first
    assert digest("Nela Vo,A;B,pa") != first


def test_a_row_that_names_nobody_is_told(tmp_path: Path) -> None:
    found, issues = read(tmp_path, "a.csv", "id,name,tax id\n1,,77\n2,,\n")
    assert [one["party_id"] for one in found["parties"]] == ["a:1"]
    assert [issue.source.rpartition(":")[2] for issue in issues] == ["2", "3"]
    assert codes(issues) == ["no-name", "no-name"]


def test_many_parties_come_in_batches_with_all_rows_of_each(tmp_path: Path) -> None:
    lines = "".join(f"{n},Name {n},Alias {n}\n" for n in range(25_000))
    parties = read_parties(written(tmp_path, "a.csv", "id,name,alias\n" + lines))
    sizes = []
    for batch in parties:
        ids = set(batch["parties"]["party_id"].to_pylist())
        assert set(batch["party_names"]["party_id"].to_pylist()) == ids
        sizes.append(len(ids))
    assert sizes == [10_000, 10_000, 5_000]
