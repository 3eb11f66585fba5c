from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, quantiles
from typing import Any

import pytest

from euthyna.base.errors import BadParameterError
from euthyna.simulation import SCHEME_NAMES, releases, tendering, write
from euthyna.simulation.country.population import populate
from euthyna.simulation.country.province import Province
from euthyna.simulation.procurement import Process, simulate
from euthyna.simulation.published.faults import EVERY, FAULTS

Json = dict[str, Any]

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00(Z|\+02:00)")
GOLDEN = "36801840aea381ad38c361357fc690ceccf9202e3825fb08e0bc352de44f411d"
"""Of 300 processes with seed 7. It changes with any change of the simulation: say so in
the changelog, because figures that users computed from simulated data change with it."""


@pytest.fixture(scope="module")
def thousand() -> list[Json]:
    return list(releases(seed=3, processes=1000, faults=False))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_same_seed_same_bytes_in_another_process(tmp_path: Path) -> None:
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    write(here, seed=7, processes=300)
    script = (
        "import sys; from pathlib import Path; from euthyna.simulation import write;"
        "write(Path(sys.argv[1]), seed=7, processes=300)"
    )
    for hash_seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        subprocess.run([sys.executable, "-c", script, str(there)], check=True, env=environment)
        assert digest(there) == digest(here)


def test_bytes_are_those_of_every_machine(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write(path, seed=7, processes=300)
    assert digest(path) == GOLDEN


def test_another_seed_is_another_country() -> None:
    names = [
        {party["name"] for r in releases(seed=s, processes=30) for party in r["parties"]}
        for s in (1, 2)
    ]
    assert len(names[0] - names[1]) > len(names[0]) / 2


def test_compressed_file_has_the_same_content_and_no_clock(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.jsonl", tmp_path / "a.jsonl.gz"
    assert write(plain, seed=1, processes=20) == write(packed, seed=1, processes=20)
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()
    assert packed.read_bytes()[4:8] == b"\0\0\0\0"


def test_file_holds_what_releases_gives(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write(path, seed=5, processes=200)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(releases(seed=5, processes=200))


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []

    class Listener:
        def step(self, name: str, done: int, total: int | None) -> None:
            told.append((name, done, total))

    write(tmp_path / "a.jsonl", seed=5, processes=300, progress=Listener())
    assert told == [("simulating a.jsonl", 250, 300), ("simulating a.jsonl", 300, 300)]


def test_no_processes_is_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    assert write(path, seed=1, processes=0) == []
    assert path.read_bytes() == b""


@pytest.mark.parametrize(("seed", "processes"), [(-1, 1), (1, -1), (2**40, 1)])
def test_numbers_out_of_range_are_refused_before_anything_is_written(
    tmp_path: Path, seed: int, processes: int
) -> None:
    with pytest.raises(BadParameterError, match=r"= -?\d+ is outside 0\.\."):
        releases(seed=seed, processes=processes)
    with pytest.raises(BadParameterError):
        write(tmp_path / "a.jsonl", seed=seed, processes=processes)
    assert list(tmp_path.iterdir()) == []


def test_ids_are_unique(thousand: list[Json]) -> None:
    assert len({release["ocid"] for release in thousand}) == 1000
    owner: dict[str, str] = {}
    for release in thousand:
        ids = [party["id"] for party in release["parties"]]
        assert len(set(ids)) == len(ids)
        for party in release["parties"]:
            assert owner.setdefault(party["id"], party["name"]) == party["name"]


def test_every_reference_finds_its_party(thousand: list[Json]) -> None:
    for release in thousand:
        roles = {party["id"]: set(party["roles"]) for party in release["parties"]}
        assert {"buyer", "procuringEntity"} <= roles[release["buyer"]["id"]]
        for tenderer in release["tender"]["tenderers"]:
            assert "tenderer" in roles[tenderer["id"]]
        for award in release.get("awards", ()):
            for supplier in award.get("suppliers", ()):
                assert {"supplier", "tenderer"} <= roles[supplier["id"]]
        awards = {award["id"] for award in release.get("awards", ())}
        assert {contract["awardID"] for contract in release.get("contracts", ())} <= awards


def test_dates_are_full_and_none_is_published_from_the_future(thousand: list[Json]) -> None:
    dates = [date for release in thousand for date in _dates(release)]
    assert len(dates) > 10_000
    assert all(DATE.fullmatch(date) for date in dates)
    assert {date[-1] for date in dates} == {"Z", "0"}
    assert min(dates) > "2022-01"
    assert max(release["date"] for release in thousand) < "2026"
    assert all(release["tender"]["status"] != "active" for release in thousand)


def _dates(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _dates(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _dates(part, key)
    elif key.lower().startswith("date") or key.endswith("Date"):
        yield value


def test_methods_are_mixed_as_intended(thousand: list[Json]) -> None:
    methods = Counter(release["tender"]["procurementMethod"] for release in thousand)
    for method, share in (("open", 0.60), ("selective", 0.10), ("limited", 0.12), ("direct", 0.18)):
        assert methods[method] / 1000 == pytest.approx(share, abs=0.04)
    for release in thousand:
        direct = release["tender"]["procurementMethod"] == "direct"
        assert direct != ("tenderPeriod" in release["tender"])
        assert direct != ("bids" in release)


def test_competition_is_mixed_as_intended(thousand: list[Json]) -> None:
    tenders = [release["tender"] for release in thousand]
    counts = [
        len(tender["tenderers"])
        for tender in tenders
        if tender["procurementMethod"] in {"open", "selective"}
    ]
    assert 3 < mean(counts) < 6
    assert 0.05 < counts.count(1) / len(counts) < 0.3
    assert all(
        t["numberOfTenderers"] == len(t["tenderers"]) for t in tenders if "numberOfTenderers" in t
    )


def test_money_is_mixed_as_intended(thousand: list[Json]) -> None:
    values = [release["tender"]["value"] for release in thousand if "value" in release["tender"]]
    currencies = Counter(value["currency"] for value in values)
    assert set(currencies) == {"EUR", "USD"}
    assert 0.02 < currencies["USD"] / len(values) < 0.06
    amounts = [value["amount"] for value in values]
    low, middle, high = quantiles(amounts, n=4)
    assert 5_000 < low < middle < high < 500_000
    assert mean(amounts) > 1.5 * middle


def test_publishers_leave_things_out(thousand: list[Json]) -> None:
    contracts = [contract for release in thousand for contract in release.get("contracts", ())]
    tenders = [release["tender"] for release in thousand]
    assert 0.003 < mean("dateSigned" not in contract for contract in contracts) < 0.15
    assert 0.01 < mean("numberOfTenderers" not in tender for tender in tenders) < 0.3
    assert 0.05 < mean("planning" not in release for release in thousand) < 0.6
    assert 0.15 < mean("lots" in tender for tender in tenders) < 0.35
    statuses = Counter(tender["status"] for tender in tenders)
    assert 0.03 < 1 - statuses["complete"] / 1000 < 0.10
    assert set(statuses) == {"complete", "cancelled", "unsuccessful"}
    bids = [bid for r in thousand for bid in r.get("bids", {}).get("details", ())]
    assert {bid["status"] for bid in bids} == {"valid", "disqualified", "withdrawn", "pending"}


def test_few_buyers_and_suppliers_have_most_of_the_business(thousand: list[Json]) -> None:
    buyers = Counter(release["buyer"]["id"] for release in thousand)
    suppliers = Counter(
        supplier["id"]
        for release in thousand
        for award in release.get("awards", ())
        for supplier in award.get("suppliers", ())
    )
    assert len(buyers) >= 30
    assert len(suppliers) >= 150
    assert sum(count for _, count in buyers.most_common(8)) > 400
    assert suppliers.most_common(1)[0][1] > 8 * mean(suppliers.values()) / 2


def test_names_are_in_four_scripts_and_domains_in_none(thousand: list[Json]) -> None:
    text = json.dumps(thousand, ensure_ascii=False)
    for script in ("[А-я]{4}", "[\u0621-\u064a]{4}", "[\u4e00-\u9fff]{4}", "[A-z]{4}"):
        assert re.search(script, text)
    assert all(domain.endswith(".example") for domain in re.findall(r"(?:@|://)([^/\"]+)", text))


def processes(count: int, *, noise: bool = False, faults: bool = False) -> list[Process]:
    return list(simulate(populate(seed=3, processes=count), noise=noise, faults=faults))


def test_each_fault_occurs_once_in_a_thousand(thousand: list[Json]) -> None:
    faulty = processes(1000, faults=True)
    changed = [
        (before, after)
        for before, after in zip(thousand, faulty, strict=True)
        if before != after.release
    ]
    assert len(changed) == len(FAULTS) == 1000 // EVERY
    assert all(after.truth is None for _, after in changed)
    number, array, day, amount, extra, currency = (after.release for _, after in changed)
    assert isinstance(number["parties"][-1]["id"], int)
    assert any(isinstance(award.get("suppliers"), dict) for award in array["awards"])
    assert len(day["tender"]["tenderPeriod"]["startDate"]) == 10
    assert any(isinstance(award.get("value", {}).get("amount"), str) for award in amount["awards"])
    assert "x_internalNote" in extra
    assert any("currency" not in contract["value"] for contract in currency["contracts"])


@pytest.fixture(scope="module")
def noisy() -> list[Process]:
    return processes(1000, noise=True)


def test_noise_writes_the_same_firm_in_several_ways(
    thousand: list[Json], noisy: list[Process]
) -> None:
    written: dict[str, list[str]] = defaultdict(list)
    for process in noisy:
        for party in process.release["parties"]:
            written[party["id"]].append(party["name"])
    firms = [names for party, names in written.items() if party.startswith("XA-KREG-3")]
    often = [set(names) for names in firms if len(names) >= 3]
    assert len(often) > 50
    assert mean(len(names) > 1 for names in often) > 0.4
    clean = {party["name"] for release in thousand for party in release["parties"]}
    assert 0.05 < mean(
        party["name"] not in clean for process in noisy for party in process.release["parties"]
    ) < 0.2  # fmt: skip


def test_noise_leaves_out_numbers_and_streets_and_mistakes_currencies_and_years(
    noisy: list[Process],
) -> None:
    bidders = [
        party
        for process in noisy
        for party in process.release["parties"]
        if "buyer" not in party["roles"]
    ]
    assert 0.06 < mean("identifier" not in party for party in bidders) < 0.12
    assert 0.015 < mean("/" in party["id"] for party in bidders) < 0.045
    assert 0.03 < mean("streetAddress" not in party["address"] for party in bidders) < 0.07
    contracts = [c for process in noisy for c in process.release.get("contracts", ())]
    currencies = Counter(contract["value"].get("currency") for contract in contracts)
    assert {None, "EUR", "USD"} < set(currencies)
    assert currencies["EUR"] > 0.9 * len(contracts)
    years = Counter(
        contract["dateSigned"][:4] for contract in contracts if "dateSigned" in contract
    )
    assert 0 < sum(count for year, count in years.items() if not "2022" <= year < "2026") < 20


def test_noise_breaks_no_reference(noisy: list[Process]) -> None:
    for process in noisy:
        known = {party["id"]: party["name"] for party in process.release["parties"]}
        mentions = list(_mentions(process.release))
        assert len(mentions) >= 3
        assert all(known[mention["id"]] == mention["name"] for mention in mentions)


def _mentions(release: Json) -> Iterator[Json]:
    yield release["buyer"]
    yield release["tender"]["procuringEntity"]
    yield from release["tender"]["tenderers"]
    for bid in release.get("bids", {}).get("details", ()):
        yield from bid["tenderers"]
    for award in release.get("awards", ()):
        yield from award.get("suppliers", ())
    for contract in release.get("contracts", ()):
        for payment in contract.get("implementation", {}).get("transactions", ()):
            yield from (payment["payer"], payment["payee"])


def test_truth_names_parties_by_the_ids_that_noise_gave_them(noisy: list[Process]) -> None:
    renamed = 0
    for process in noisy:
        if process.truth is None:
            continue
        named = {record.id for record in process.truth.records if record.kind == "party"}
        local = named - set(process.truth.party_ids)
        assert local <= {party["id"] for party in process.release["parties"]}
        renamed += len(local)
    assert renamed > 5


def test_noise_spares_what_was_planted_as_little_as_the_rest(
    thousand: list[Json], noisy: list[Process]
) -> None:
    changed = {True: [0, 0], False: [0, 0]}
    for clean, process in zip(thousand, noisy, strict=True):
        counts = changed[process.truth is not None]
        for before, after in zip(clean["parties"], process.release["parties"], strict=True):
            counts[before["name"] != after["name"]] += 1
    shares = [counts[1] / sum(counts) for counts in changed.values()]
    assert abs(shares[0] - shares[1]) < 0.03


def test_province_notes_instances_and_their_local_ids() -> None:
    province = Province(3, 1, 500, populate(seed=3, processes=500, province=1))
    tendering.tender(province)
    clean = {party["id"] for release in province.releases for party in release["parties"]}
    before = len(province.planted)
    tendering.publish(province)
    published = {party["id"] for release in province.releases for party in release["parties"]}
    assert {one.scheme for one in province.planted} == set(SCHEME_NAMES)
    assert len(province.planted) > before
    assert all("/" in one.id for one in province.planted[before:])
    assert {one.id for one in province.planted[before:]} <= published - clean
    rings = {one.instance for one in province.planted if one.scheme == "bid-rotation"}
    assert rings == {"1-bid-rotation-1"}
    ring = [one for one in province.planted if one.scheme == "bid-rotation"]
    assert len({one.id for one in ring if one.kind == "process"}) == 8
    assert len({one.id for one in ring if one.role == "ring-member" and "/" not in one.id}) == 4
    assert {deal.supplier for deal in province.deals} <= clean


def test_all_schemes_are_planted_in_250_processes_and_most_processes_are_honest(
    tmp_path: Path,
) -> None:
    truths = write(tmp_path / "a.jsonl", seed=9, processes=250)
    assert {truth.scheme for truth in truths} == set(SCHEME_NAMES)
    assert len({truth.ocid for truth in truths}) == len(truths) < 85


@pytest.mark.parametrize("processes", [1, 7, 251])
def test_small_numbers_work(processes: int) -> None:
    assert len(list(releases(seed=2, processes=processes))) == processes


@pytest.mark.shared_data
def test_releases_are_valid_by_the_schema_of_the_standard(
    shared_data: Path, thousand: list[Json]
) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    archive = shared_data / "procurement" / "standard" / "ocds-standard-1__1__5.zip"
    with zipfile.ZipFile(archive) as files:
        schema = json.loads(files.read("standard-1__1__5/schema/release-schema.json"))
    validator = jsonschema.Draft4Validator(schema)
    careless = [process.release for process in processes(400, noise=True)]
    broken = [
        (release["ocid"], error.json_path, error.message)
        for release in thousand[:200] + careless
        for error in validator.iter_errors(release)
    ]
    assert broken == []
