"""The output beside that of the oracle, on releases that are generated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.indicators.cardinal.conftest import scan
from tests.indicators.cardinal.oracle import Oracle, Release

from euthyna.data.store.engines.embedded import DuckDB
from euthyna.indicators.cardinal import output, read_settings
from euthyna.indicators.cardinal.settings import CODES


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Release]:
    return st.fixed_dictionaries({}, optional=fields)


PARTY = st.sampled_from(["A", "B", "C", "D"])
ORGANISATION = st.one_of(st.fixed_dictionaries({"id": PARTY}), st.just({}))
ORGANISATIONS_OF_ONE = st.lists(ORGANISATION, min_size=1, max_size=1)
TENDERERS = st.one_of(
    ORGANISATIONS_OF_ONE, ORGANISATIONS_OF_ONE, st.lists(ORGANISATION, max_size=3)
)
DATE = st.sampled_from(
    [
        "2024-03-01",
        "2024-03-01T12:00:00Z",
        "2024-03-01T12:00:00+02:00",
        "2024-03-01T11:00:00.5Z",
        "2024-03-02T12:00:00Z",
        "2024-03-16T12:00:00Z",
        "2024-03-16T11:59:59-05:00",
        "yesterday",
    ]
)
AMOUNT = st.sampled_from([0, 100, 100.0, 101, 105.5, 110, 150.25, 300, -5, 0.1, 0.3])
BID = some(
    status=st.sampled_from(
        ["valid", "valid", "valid", "disqualified", "pending", "withdrawn", "invited"]
    ),
    date=DATE,
    value=some(amount=AMOUNT, currency=st.sampled_from(["EUR", "EUR", "EUR", "USD"])),
    tenderers=TENDERERS,
)
CLASS = st.sampled_from(["331", "332", "45", "4", "éa"])
AWARD = some(
    status=st.sampled_from(["active", "active", "active", "cancelled", "unsuccessful", "pending"]),
    suppliers=TENDERERS,
    items=st.lists(some(classification=some(id=CLASS)), max_size=3),
)
TENDER = some(
    status=st.sampled_from(["complete", "active", "cancelled"]),
    procurementMethod=st.sampled_from(["open", "selective", "limited"]),
    procurementMethodDetails=st.sampled_from(["usual", "draw", "left out"]),
    procuringEntity=ORGANISATION,
    numberOfTenderers=st.sampled_from([0, 1, 2]),
    tenderPeriod=some(startDate=DATE, endDate=DATE),
)
RELEASE = some(
    buyer=ORGANISATION,
    tender=TENDER,
    bids=some(details=st.lists(BID, max_size=4)),
    awards=st.lists(AWARD, max_size=2),
)


FULL = {
    "status": st.sampled_from(["valid", "valid", "valid", "disqualified"]),
    "date": DATE,
    "value": st.fixed_dictionaries(
        {"amount": AMOUNT, "currency": st.sampled_from(["EUR", "EUR", "EUR", "USD"])}
    ),
    "tenderers": st.one_of(
        st.lists(st.fixed_dictionaries({"id": PARTY}), min_size=1, max_size=1),
        ORGANISATIONS_OF_ONE,
        TENDERERS,
    ),
}


@st.composite
def decided(draw: st.DrawFn) -> Release:
    """Draw a process of which everything is known and whose lowest bid won."""
    bids = draw(st.lists(st.fixed_dictionaries(FULL), min_size=1, max_size=3))
    lowest = min(bids, key=lambda bid: bid["value"]["amount"])
    items = draw(st.lists(CLASS, max_size=2))
    award = {
        "status": "active",
        "suppliers": lowest["tenderers"],
        "items": [{"classification": {"id": code}} for code in items],
    }
    tender = {
        "procurementMethod": draw(st.sampled_from(["open", "limited"])),
        "procurementMethodDetails": draw(st.sampled_from(["usual", "usual", "draw"])),
        "procuringEntity": {"id": draw(PARTY)},
        "numberOfTenderers": len(bids),
        "tenderPeriod": {"startDate": draw(DATE), "endDate": draw(DATE)},
    }
    return {
        "buyer": {"id": draw(PARTY)},
        "tender": tender,
        "bids": {"details": bids},
        "awards": [award],
    }


RELEASES = st.lists(st.one_of(RELEASE, decided(), decided()), max_size=10)

ALL = "".join(f"[{code}]\n" for code in CODES if code != "R048")
SETTINGS = {
    "all": f"{ALL}[R048]\nminimum_contracting_processes = 1\n",
    "fixed": (
        "currency = EUR\nno_price_comparison_procurement_methods = draw\n"
        "[exclusions]\nprocurement_method_details = left out|\n"
        "[R003]\nthreshold = 1\nprocurement_methods = open|limited\n"
        "[R003.procurement_method_details]\nusual = 0\n[R018]\nprocurement_methods =\n"
        "[R024]\nthreshold = 0.1\n[R025]\npercentile = 50\nthreshold = 0.5\n[R028]\n[R030]\n"
        "[R035]\nthreshold = 2\n[R036]\n"
        "[R038]\nthreshold = 0.5\nminimum_submitted_bids = 1\nminimum_contracting_processes = 3\n"
        "[R048]\ndigits = 1\nthreshold = 2\nminimum_contracting_processes = 1\n"
        "[R058]\nthreshold = 0.2\n"
    ),
    "some": "price_comparison_procurement_methods = usual\n[R024]\n[R036]\n[R025]\npercentile = 0\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("oracle")


@pytest.mark.parametrize("strict", [False, True], ids=["repaired", "strict"])
@pytest.mark.parametrize("name", SETTINGS)
@settings(max_examples=15)
@given(releases=RELEASES)
@example(releases=[])
def test_the_output_is_what_the_oracle_says(
    engine: DuckDB, folder: Path, name: str, strict: bool, releases: list[Release]
) -> None:
    # Every fourth line repeats the first process.
    lines = [{"ocid": f"P{n if n % 4 else 0}", **release} for n, release in enumerate(releases)]
    chosen = read_settings(SETTINGS[name], name="settings.ini")
    oracle = Oracle(chosen, strict=strict)
    for line in lines:
        oracle.fold(line)
    # An empty file is no input: a line that is no release stands in its place.
    file = folder / "releases.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in [*lines, {"id": "none"}]))
    scan(engine, file)
    found = output(engine, chosen, strict=strict, cache=folder)
    assert found == oracle.finish()
