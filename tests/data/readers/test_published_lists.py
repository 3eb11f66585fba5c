"""The published lists under ``../shared/data``: every row is read, or an issue says why not."""

from __future__ import annotations

import gzip
import json
import tarfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.shared_data


@pytest.fixture
def published(shared_data: Path) -> Path:
    return shared_data / "entities"


def codes(said: Any) -> Counter[str]:
    counts: Counter[str] = Counter()
    for issue in said.issues:
        counts[issue.code] += issue.count
    return counts


def test_world_bank(published: Path, read_paths: Any) -> None:
    (path,) = published.glob("debarment/world_bank*.xlsx")
    said = read_paths(path)
    assert said.format == "world-bank-ineligible"
    assert said.issues == []
    assert len(said.tables["listings"]) == 1285
    listed = [row for row in said.tables["parties"] if "topics" in row]
    assert len(listed) == 1285
    assert sum("end_date" not in row for row in said.tables["listings"]) == 649
    kinds = Counter(said.rows("party_names", "kind"))
    assert kinds["former"] >= 20
    assert kinds["original_script"] >= 290
    assert len(said.tables["relationships"]) == 1


def test_inter_american_bank(published: Path, read_paths: Any) -> None:
    (path,) = published.glob("debarment/Inter-American*.xlsx")
    said = read_paths(path)
    # Of 1,082 rows with a name, the last says how the table was filtered.
    assert len(said.tables["parties"]) == len(said.tables["listings"]) == 1081
    assert codes(said) == {"unknown-value": 1}
    assert sum("end_date" not in row for row in said.tables["listings"]) == 447
    assert all("start_date" in row for row in said.tables["listings"])


def test_ebrd(published: Path, read_paths: Any) -> None:
    (path,) = published.glob("debarment/european_bank*.csv")
    said = read_paths(path)
    assert len(said.tables["parties"]) == len(said.tables["listings"]) == 1322
    assert codes(said) == {"unknown-country": 2}
    assert all("start_date" in row for row in said.tables["listings"])


def test_australia(published: Path, read_paths: Any) -> None:
    (path,) = published.glob("debarment/australia*.xlsx")
    said = read_paths(path)
    # 9,554 rows hold something; all numbers have one primary name.
    assert len(said.tables["parties"]) == 3062
    assert said.rows("party_names", "kind").count("primary") == 3062
    assert len({row["source"] for row in said.tables["party_names"]}) > 9_400
    assert codes(said).keys() <= {"bad-date", "unknown-country", "unknown-value"}
    assert codes(said).total() < 50


def test_denied_persons(published: Path, read_paths: Any) -> None:
    said = read_paths(published / "watchlists/us_bis_dpl.txt")
    assert said.format == "us-denied-persons"
    assert len(said.tables["party_addresses"]) >= 579
    assert all("start_date" in row for row in said.tables["listings"])
    assert codes(said) == {"unknown-country": 1}


def test_ofac(published: Path, read_paths: Any) -> None:
    files = [published / f"watchlists/ofac_2022_{part}.csv.gz" for part in ("sdn", "alt", "add")]
    said = read_paths(*files)
    assert len(said.tables["listings"]) == 9044
    # In this copy one number was given to a second party.
    assert said.found("duplicate-party") == ["2677"]
    listed = {row["party_id"].partition(":")[2] for row in said.tables["listings"]}
    with gzip.open(files[1]) as lines:
        aliases = [line.split(b",")[0].decode() for line in lines if b"," in line]
    assert len(aliases) == 12_409
    assert set(aliases) - listed <= set(said.found("no-such-party"))
    names = Counter(said.rows("party_names", "kind"))
    assert names["former"] > 350
    assert names["weak"] > 2_300
    assert sum("birth_dates" in row for row in said.tables["parties"]) > 3_900
    assert codes(said)["bad-date"] <= 1


def test_ofac_with_the_rest_of_its_remarks(published: Path, read_paths: Any) -> None:
    parts = ("sdn", "alt", "add", "sdn_comments")
    said = read_paths(*(published / f"watchlists/ofac_bench_{part}.csv.gz" for part in parts))
    assert len(said.tables["listings"]) == 8976
    linked = [row for row in said.tables["relationships"] if row["party_id"] == "us-ofac:12300"]
    assert len(linked) > 10


def test_ofac_consolidated(published: Path, read_paths: Any) -> None:
    said = read_paths(published / "watchlists/ofac_cons_prim.csv.gz")
    assert said.format == "us-ofac"
    assert len(said.tables["listings"]) == 442


def test_united_nations(published: Path, read_paths: Any) -> None:
    said = read_paths(published / "watchlists/un_consolidated_2026.xml.gz")
    schemata = Counter(said.rows("parties", "schema"))
    assert schemata == {"Person": 730, "Organization": 273}
    assert len(said.tables["listings"]) == 1003
    assert all("start_date" in row for row in said.tables["listings"])
    assert said.rows("party_names", "kind").count("original_script") >= 378
    assert codes(said) == {"bad-date": 3}


def test_journal_of_the_european_union(published: Path, tmp_path: Path, read_paths: Any) -> None:
    with tarfile.open(published / "watchlists/eu_journal.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    counts: Counter[str] = Counter()
    for path in sorted(tmp_path.rglob("*.csv")):
        if path.read_bytes().count(b"\n") > 1:
            said = read_paths(path)
            assert said.format == "eu-journal"
            counts["parties"] += len(said.tables["parties"])
            counts["dated"] += sum("start_date" in row for row in said.tables["listings"])
            counts["issues"] += codes(said).total()
    assert counts["parties"] == 8017
    assert counts["dated"] == 7715
    assert counts["issues"] < 70


@pytest.mark.slow
def test_every_politician(published: Path, tmp_path: Path, read_paths: Any) -> None:
    with tarfile.open(published / "pep/everypolitician_2015.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    counts: Counter[str] = Counter()
    for path in sorted(tmp_path.rglob("*.json")):
        said = read_paths(path)
        assert said.format == "popolo"
        document = json.loads(path.read_text(encoding="utf-8"))
        counts["published persons"] += len(document["persons"])
        counts["memberships"] += len(document["memberships"])
        counts["persons"] += said.rows("parties", "schema").count("Person")
        counts["positions"] += len(said.tables["positions"])
        counts["ties"] += len(said.tables.get("relationships", ()))
        counts["without a country"] += sum("country" not in row for row in said.tables["positions"])
        assert codes(said).keys() <= {"bad-date", "unknown-value"}
    assert counts["published persons"] == counts["persons"] == 49_484
    assert counts["memberships"] == 72_283
    # Two memberships in one term, of two parties without dates, are one office.
    assert counts["positions"] > 72_200
    assert counts["ties"] > 64_000
    assert counts["without a country"] == 0
