"""Cardinal's output: equal where Cardinal is right, and where it is not, told apart.

The releases here are invented; `F` ones are flagged, `A` ones are not. The last tests compare
with what Cardinal itself gave for its own fixtures and for what twelve publishers published;
none of these meets a defect, so that both modes must give the same.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from euthyna.data import model
from euthyna.data.readers.ocds import OCDS
from euthyna.data.reading import fast
from euthyna.data.store.engines import start
from euthyna.data.store.engines.embedded import DuckDB
from euthyna.indicators.cardinal import DEFAULTS, TABLES, output, read_settings
from euthyna.indicators.cardinal.queries import IDS, LEAVES
from euthyna.indicators.plans import plan

Release = dict[str, Any]
Output = dict[str, Any]
Compute = Callable[..., Output]

PUBLISHERS = (
    "armenia",
    "australia_new-south-wales",
    "canada_buyandsell",
    "canada_montreal",
    "colombia",
    "mexico_administracion-publica-federal",
    "mexico_cdmx",
    "mexico_grupo-aeroportuario",
    "mexico_inai",
    "paraguay",
    "uganda",
    "uk-contracts-finder",
)
FIXTURES = (
    "R003",
    "R003-procurement_method_details-x-5-y-10",
    "R003-procurement_methods-open+selective",
    "R003-threshold-10",
    "R018",
    "R024",
    "R025",
    "R028",
    "R030",
    "R035",
    "R036",
    "R038",
    "R038-tenderer",
    "R048-minimum_contracting_processes-1",
    "R058",
)


@pytest.fixture(scope="module")
def engine() -> Iterator[DuckDB]:
    kept = start("duckdb", threads=1)
    assert isinstance(kept, DuckDB)
    kept.connection.execute("SET TimeZone = 'UTC'")
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans")


@pytest.fixture
def compute(engine: DuckDB, cache: Path, tmp_path: Path) -> Compute:
    """Compute the output of releases, or of a file of them."""

    def computed(source: Path | list[Release], ini: str = "", **options: bool) -> Output:
        file = source if isinstance(source, Path) else tmp_path / "releases.jsonl"
        if isinstance(source, list):
            file.write_text("".join(f"{json.dumps(release)}\n" for release in source))
        _load(engine, file)
        chosen = read_settings(ini, name="settings.ini") if ini else DEFAULTS
        return output(engine, chosen, cache=cache, **options)

    return computed


def _load(engine: DuckDB, file: Path) -> None:
    engine.connection.execute(fast.scan(OCDS, str(file), fast.EXACT))
    for name in TABLES:
        engine.register_rows(model.ALL[name], [])
        rows = fast.rows(OCDS, name, fast.EXACT, source="'releases.jsonl:' || (rowid + 1)")
        engine.connection.execute(f"INSERT INTO {name} BY NAME {rows}")


def bid(party: str, amount: float | None = None, **more: Any) -> Release:
    value = {} if amount is None else {"value": {"amount": amount, "currency": "EUR"}}
    return {"status": "valid", "tenderers": [{"id": party}], **value, **more}


def won(ocid: str, party: str, *bids: Release, **more: Any) -> Release:
    award = {"status": "active", "suppliers": [{"id": party}]}
    return {"ocid": ocid, "awards": [award], "bids": {"details": list(bids)}, **more}


def days(ocid: str, start_date: str, end_date: str) -> Release:
    return {
        "ocid": ocid,
        "tender": {"tenderPeriod": {"startDate": start_date, "endDate": end_date}},
    }


# ---------------------------------------------------------------------------- each code


def test_r003_flags_short_periods(compute: Compute) -> None:
    releases = [
        days("F", "2024-03-01T00:00:00Z", "2024-03-15T23:59:59Z"),
        days("F reversed", "2024-03-15T00:00:00Z", "2024-03-01T00:00:00Z"),
        days("A", "2024-03-01T00:00:00Z", "2024-03-16T00:00:00Z"),
    ]
    found = compute(releases, "[R003]")
    assert found == {"OCID": {"F": {"R003": 1.0}, "F reversed": {"R003": 1.0}}, "Meta": {}}


def test_r018_believes_the_published_number_only(compute: Compute) -> None:
    tender = {"procurementMethod": "open", "numberOfTenderers": 1}
    releases = [
        {"ocid": "F", "tender": tender},
        {"ocid": "A direct", "tender": {**tender, "procurementMethod": "direct"}},
        {
            "ocid": "A one bid",
            "tender": {"procurementMethod": "open"},
            "bids": {"details": [bid("X")]},
        },
    ]
    assert compute(releases, "[R018]")["OCID"] == {"F": {"R018": 1.0}}


def test_r024_flags_the_process_and_both_tenderers(compute: Compute) -> None:
    releases = [
        won("F", "W", bid("W", 100), bid("L", 102), bid("L", 140), bid("M", 102)),
        won("A", "W", bid("W", 100), bid("L", 110)),
    ]
    found = compute(releases, "[R024]\nthreshold = 0.02", maps=True)
    assert found["OCID"] == {"F": {"R024": 0.02}}
    assert found["Tenderer"] == {"L": {"R024": 0.0}, "W": {"R024": 0.0}}
    assert found["Meta"] == {"R024": {"lower_fence": 0.02}}
    assert found["Maps"]["ocid_tenderer_r024"] == {"F": ["L", "W"]}


def test_r058_flags_the_process_and_the_winner(compute: Compute) -> None:
    gaps = [won(f"A{n}", "W", bid("W", 100), bid("L", 110 + n)) for n in range(6)]
    found = compute([*gaps, won("F", "X", bid("X", 100), bid("L", 300))], "[R058]")
    assert found["OCID"] == {"F": {"R058": 2.0}}
    assert found["Tenderer"] == {"X": {"R058": 0.0}}
    assert found["Meta"] == {"R058": {"q1": 0.1117, "q3": 0.1483, "upper_fence": 0.2033}}


def test_r025_flags_who_bids_often_and_wins_seldom(compute: Compute) -> None:
    releases = [won(f"P{n}", "W", bid("W"), bid("F")) for n in range(3)]
    found = compute(
        [*releases, won("P3", "W", bid("W"), bid("A"))], "[R025]\npercentile = 50\nthreshold = 0.1"
    )
    assert found["Tenderer"] == {"F": {"R025": 0.0}}
    assert found["Meta"] == {"R025": {"lower_fence": 0.1, "upper_fence": 3.0}}


def test_r028_flags_identical_prices(compute: Compute) -> None:
    releases = [
        won("F", "X", bid("X", 100), bid("Y", 100.0, status="disqualified"), bid("Z", 101)),
        won("A", "X", bid("X", 100), bid("X", 100)),
    ]
    found = compute(releases, "[R028]", maps=True)
    assert found["OCID"] == {"F": {"R028": 1.0}}
    assert found["Tenderer"] == {"X": {"R028": 1.0}, "Y": {"R028": 1.0}}
    assert found["Maps"]["ocid_tenderer_r028"] == {"F": ["X", "Y"]}


def test_r030_flags_late_bids_that_won(compute: Compute) -> None:
    tender = {"tenderPeriod": {"endDate": "2024-03-15T12:00:00Z"}}
    releases = [
        won("F", "W", bid("W", date="2024-03-15T12:00:01Z"), tender=tender),
        won("A", "W", bid("W", date="2024-03-15T12:00:00Z"), tender=tender),
        won("A lost", "W", bid("L", date="2024-03-16T12:00:00Z"), tender=tender),
    ]
    found = compute(releases, "[R030]", maps=True)
    assert found["OCID"] == {"F": {"R030": 1.0}}
    assert found["Tenderer"] == {"W": {"R030": 1.0}}
    assert found["Maps"]["ocid_tenderer_r030"] == {"F": ["W"]}


def test_r035_counts_the_disqualified(compute: Compute) -> None:
    out = {"status": "disqualified"}
    releases = [
        won("F", "W", bid("W"), bid("D", **out), bid("E", **out), bid("W", **out)),
        won("A", "W", bid("W"), bid("L"), bid("D", **out)),
    ]
    found = compute(releases, "[R035]\nthreshold = 2", maps=True)
    assert found["OCID"] == {"F": {"R035": 2.0}}
    assert found["Tenderer"] == {"W": {"R035": 0.0}}
    assert found["Maps"]["ocid_tenderer_r035"] == {"F": ["W"]}


def test_r036_flags_a_disqualified_lowest_bid(compute: Compute) -> None:
    releases = [
        won("F", "W", bid("W", 100), bid("D", 90, status="disqualified")),
        won("A", "W", bid("W", 90), bid("D", 100, status="disqualified")),
    ]
    assert compute(releases, "[R036]")["OCID"] == {"F": {"R036": 1.0}}


def test_r038_gives_shares_of_three_kinds_of_organisation(compute: Compute) -> None:
    bids = {"details": [bid("T", status="disqualified"), bid("T"), bid("U")]}
    tender = {"procuringEntity": {"id": "P"}}
    release = {"ocid": "F", "buyer": {"id": "B"}, "tender": tender, "bids": bids}
    found = compute([release], "[R038]\nthreshold = 0.1", maps=True)
    assert found["Buyer"] == {"B": {"R038": 1 / 3}}
    assert found["ProcuringEntity"] == {"P": {"R038": 1 / 3}}
    assert found["Tenderer"] == {"T": {"R038": 0.5}}
    assert found["Meta"]["R038"] == {
        "Buyer_upper_fence": 0.1,
        "ProcuringEntity_upper_fence": 0.1,
        "Tenderer_upper_fence": 0.1,
    }
    assert found["Maps"]["ocid_buyer_r038"] == {"F": "B"}
    assert found["Maps"]["ocid_procuringentity_r038"] == {"F": "P"}
    assert found["Maps"]["ocid_tenderer"] == {"F": ["T", "U"]}


def test_r048_counts_classes(compute: Compute) -> None:
    items = [{"classification": {"id": code}} for code in ("331", "332", "451")]
    award = {"status": "active", "suppliers": [{"id": "F"}], "items": items}
    ini = "[R048]\nthreshold = 2\nminimum_contracting_processes = 1"
    found = compute([{"ocid": "P", "awards": [award]}], ini, maps=True)
    assert found["Tenderer"] == {"F": {"R048": 2.0}}
    assert found["Meta"] == {"R048": {"upper_fence": 2.0}}


def test_settings_name_what_runs_and_what_is_left_out(compute: Compute) -> None:
    drawn = {"procurementMethodDetails": "draw"}
    same = (bid("X", 100), bid("Y", 100))
    releases = [
        won("F", "X", *same),
        won("A no price", "X", *same, tender=drawn),
        won("A left out", "X", *same, tender={"procurementMethodDetails": "gift"}),
        won("A cancelled", "X", *same, tender={"status": "cancelled"}),
    ]
    ini = (
        "no_price_comparison_procurement_methods = draw\n"
        "[exclusions]\nprocurement_method_details = gift\n[R028]\n"
    )
    assert compute(releases, ini)["OCID"] == {"F": {"R028": 1.0}}
    assert compute(releases, "price_comparison_procurement_methods = draw\n[R028]")["OCID"] == {
        "A no price": {"R028": 1.0}
    }


def test_without_an_indicator_nothing_runs(compute: Compute) -> None:
    found = compute([{"ocid": "A"}], "currency = EUR", maps=True)
    assert found["Meta"] == {}
    assert all(pairs == {} for pairs in found["Maps"].values())
    assert compute([{"ocid": "A"}], "currency = EUR", meta=False) == {}


def test_without_settings_all_run(compute: Compute) -> None:
    tender = {"procurementMethod": "open", "numberOfTenderers": 1}
    found = compute([{"ocid": "F", "tender": tender}])
    assert found["OCID"] == {"F": {"R018": 1.0}}
    assert found["Meta"].keys() == {"R024", "R025", "R048", "R058"}
    assert set(found["Meta"]["R024"].values()) == {None}


# ---------------------------------------------------------------------------- each defect

MIXED = "[R024]\nthreshold = 0.02\n[R036]\n[R058]\nthreshold = 0.05\n"


def in_dollars(release: Release) -> Release:
    for one in release["bids"]["details"]:
        one["value"]["currency"] = "USD"
    return release


def test_defect_1_each_process_has_its_own_currency(compute: Compute) -> None:
    releases = [
        won("F9", "W", bid("W", 100), bid("L", 107)),
        in_dollars(won("F10", "W", bid("W", 100), bid("L", 107))),
    ]
    assert compute(releases, MIXED)["OCID"].keys() == {"F9", "F10"}
    assert compute(releases, MIXED, strict=True)["OCID"].keys() == {"F9"}
    assert compute(releases[::-1], MIXED, strict=True)["OCID"].keys() == {"F10"}
    assert compute(releases, f"currency = USD\n{MIXED}")["OCID"].keys() == {"F10"}


def test_defect_1_the_first_currency_is_that_of_the_first_comparison(compute: Compute) -> None:
    out = {"status": "disqualified"}
    consortium = {"tenderers": [{"id": "X"}, {"id": "Y"}]}
    first = won("F", "W", bid("X", 1, **consortium), bid("W", 100), bid("L", 107))
    first["bids"]["details"][0]["value"]["currency"] = "USD"
    last = in_dollars(won("F dollars", "W", bid("W", 100), bid("D", 90, **out)))
    lines = [won(f"A{n}", "W") for n in range(10)]
    # R024 looks first, and not at the consortium; R036 alone does look at it.
    assert compute([*lines, first, last], MIXED, strict=True)["OCID"].keys() == {"F"}
    assert compute([*lines, first, last], "[R036]", strict=True)["OCID"].keys() == {"F dollars"}


def test_defect_1_a_process_in_two_currencies_is_left_out(compute: Compute) -> None:
    mixed = won("A", "W", bid("W", 100), bid("L", 107))
    mixed["bids"]["details"].append(bid("M", 90, value={"amount": 90, "currency": "USD"}))
    assert "OCID" not in compute([mixed], MIXED)
    assert compute([mixed], MIXED, strict=True)["OCID"].keys() == {"A"}


def test_defect_2_instants_are_compared_and_not_letters(compute: Compute) -> None:
    tender = {"tenderPeriod": {"endDate": "2024-03-15T12:00:00+00:00"}}
    releases = [
        won("A early", "W", bid("W", date="2024-03-15T13:00:00+02:00"), tender=tender),
        won("F late", "W", bid("W", date="2024-03-15T11:00:00-02:00"), tender=tender),
    ]
    assert compute(releases, "[R030]")["OCID"].keys() == {"F late"}
    assert compute(releases, "[R030]", strict=True)["OCID"].keys() == {"A early"}


def test_defect_2_a_deadline_without_a_time_is_the_end_of_its_day(compute: Compute) -> None:
    tender = {"tenderPeriod": {"endDate": "2024-03-15"}}
    releases = [
        won("A", "W", bid("W", date="2024-03-15T10:00:00Z"), tender=tender),
        won("F", "W", bid("W", date="2024-03-16"), tender=tender),
    ]
    assert compute(releases, "[R030]")["OCID"].keys() == {"F"}
    assert compute(releases, "[R030]", strict=True)["OCID"].keys() == {"A", "F"}


def test_defect_3_dates_without_a_time_are_dates(compute: Compute) -> None:
    releases = [days("F", "2024-01-03", "2024-01-08"), days("A", "2024-01-03", "2024-01-18")]
    assert compute(releases, "[R003]")["OCID"].keys() == {"F"}
    assert "OCID" not in compute(releases, "[R003]", strict=True)


def test_defect_4_suppliers_that_are_alike_are_not_flagged(compute: Compute) -> None:
    award = {"status": "active", "items": [{"classification": {"id": "33"}}]}
    releases = [
        {"ocid": f"{party}{n}", "awards": [{**award, "suppliers": [{"id": party}]}]}
        for party in "ABCD"
        for n in range(20)
    ]
    meta = {"R048": {"q1": 1.0, "q3": 1.0, "upper_fence": 1.0}}
    assert compute(releases, "[R048]") == {"Meta": meta}
    strict = compute(releases, "[R048]", strict=True)
    assert strict == {"Meta": meta, "Tenderer": {party: {"R048": 1.0} for party in "ABCD"}}


def test_defect_5_a_winning_bid_of_zero_has_no_gap(compute: Compute) -> None:
    releases = [
        won("F", "W", bid("W", 0), bid("L", 5)),
        won("A", "W", bid("W", 100), bid("L", 105)),
    ]
    fixed = "[R058]\nthreshold = 0.06"
    assert "OCID" not in compute(releases, fixed)
    assert compute(releases, fixed, strict=True)["OCID"] == {"F": {"R058": None}}
    assert compute(releases, "[R058]")["Meta"]["R058"]["q3"] == 0.05
    assert compute(releases, "[R058]", strict=True)["Meta"]["R058"] == {
        "q1": 0.05,
        "q3": None,
        "upper_fence": None,
    }


def test_defect_5_nothing_by_nothing_comes_first(compute: Compute) -> None:
    releases = [
        won(f"P{n}", "W", bid("W", price), bid("L", price * 2)) for n, price in enumerate((0, 1, 1))
    ]
    found = compute(releases, "[R024]", strict=True)
    assert found == {"Meta": {"R024": {"q1": None, "q3": 1.0, "lower_fence": None}}}


# ---------------------------------------------------------------------------- repeated lines


def test_a_process_on_several_lines_is_judged_line_by_line(compute: Compute) -> None:
    tender = {"procurementMethod": "open", "numberOfTenderers": 1}
    out = {"status": "disqualified"}
    releases = [
        won("F", "W", bid("W", 100), bid("L", 150), tender=tender, buyer={"id": "B"}),
        *(won(f"A{n}", "V", bid("V", 100), bid("L", 300)) for n in range(8)),
        won(
            "F",
            "W",
            bid("W", 100),
            bid("L", 120),
            bid("D", **out),
            bid("D", **out),
            buyer={"id": "C"},
        ),
    ]
    ini = "[R018]\n[R038]\nthreshold = 0.5\n[R058]\nthreshold = 0.2\n[R024]\nthreshold = 0.2"
    found = compute(releases, ini, maps=True)
    assert found["OCID"]["F"] == {"R018": 1.0, "R024": 0.2, "R058": 0.2}
    assert found["Tenderer"] == {
        "D": {"R038": 1.0},
        "L": {"R024": 0.0},
        "V": {"R058": 0.0},
        "W": {"R024": 0.0, "R058": 0.0},
    }
    assert found["Buyer"] == {"C": {"R038": 0.5}}
    assert found["Maps"]["ocid_buyer_r038"] == {"F": "C"}
    assert found["Maps"]["ocid_tenderer"]["F"] == ["D", "L", "W"]


# ---------------------------------------------------------------------------- the queries


def test_the_tables_are_those_that_are_read() -> None:
    ids = [name for code in IDS.values() for name in code]
    assert set(plan(ids, params={}, dialect="duckdb").tables()) == set(TABLES)


def test_no_step_reads_a_leaf() -> None:
    from euthyna.indicators import catalogue

    ids = [name for code in IDS.values() for name in code]
    needed = catalogue.needed([catalogue.get(name) for name in ids])
    assert {step.id for step in needed} >= LEAVES
    assert not {name for step in needed for name in step.reads if name in LEAVES}


def test_ids_have_the_code_they_stand_for() -> None:
    from euthyna.indicators import catalogue

    for code, names in IDS.items():
        assert {catalogue.get(name).code for name in names} == {code}


def test_the_way_in_needs_neither_engine_nor_compiler() -> None:
    import subprocess
    import sys

    script = "import sys, euthyna.indicators.cardinal; print('duckdb' in sys.modules, 'ibis' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]


# ---------------------------------------------------------------------------- Cardinal itself


@pytest.mark.shared_data
@pytest.mark.parametrize("name", FIXTURES)
@pytest.mark.parametrize("strict", [False, True], ids=["repaired", "strict"])
def test_fixtures_of_cardinal(compute: Compute, shared_data: Path, name: str, strict: bool) -> None:
    folder = shared_data / "procurement" / "cardinal_fixtures" / "tests" / "indicators"
    expected = json.loads((folder / f"{name}.expected").read_text())
    found = compute(folder / f"{name}.jsonl", _ini(name), strict=strict, meta=False)
    assert found == expected


@pytest.mark.shared_data
@pytest.mark.parametrize("name", PUBLISHERS)
@pytest.mark.parametrize("strict", [False, True], ids=["repaired", "strict"])
def test_outputs_for_publishers(
    compute: Compute, shared_data: Path, tmp_path: Path, name: str, strict: bool
) -> None:
    folder = shared_data / "procurement"
    plain = tmp_path / "compiled.jsonl"
    plain.write_bytes(gzip.decompress((folder / "ocds" / name / "compiled.jsonl.gz").read_bytes()))
    ini = (folder / "cardinal_outputs" / f"{name}.ini").read_text()
    expected = json.loads((folder / "cardinal_outputs" / f"{name}.json").read_text())
    found = compute(plain, ini, strict=strict)
    assert found == expected


def _ini(name: str) -> str:
    """Take the settings out of the name of a fixture, as Cardinal's tests do."""
    code, *parts = name.replace("+", "|").split("-")
    lines = ["no_price_comparison_procurement_methods = NPC"]
    lines += ["[exclusions]", "procurement_method_details = EXC", f"[{code}]"]
    if len(parts) > 2:
        lines.append(f"[{code}.{parts.pop(0)}]")
    lines += [f"{key} = {value}" for key, value in zip(parts[::2], parts[1::2], strict=False)]
    return "\n".join(lines)
