"""The output beside Cardinal's own: for the fixtures of its tests, and for twelve publishers.

None of these files meets a defect, so that both modes must give the same.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.indicators.cardinal.conftest import Compute

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
