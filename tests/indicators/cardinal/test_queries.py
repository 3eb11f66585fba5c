"""The queries behind the output, and what they need."""

from __future__ import annotations

import subprocess
import sys

from euthyna.indicators import catalogue
from euthyna.indicators.cardinal import TABLES
from euthyna.indicators.cardinal.queries import IDS, LEAVES
from euthyna.indicators.plans import plan


def test_the_tables_are_those_that_are_read() -> None:
    ids = [name for code in IDS.values() for name in code]
    assert set(plan(ids, params={}, dialect="duckdb").tables()) == set(TABLES)


def test_no_step_reads_a_leaf() -> None:
    ids = [name for code in IDS.values() for name in code]
    needed = catalogue.needed([catalogue.get(name) for name in ids])
    assert {step.id for step in needed} >= LEAVES
    assert not {name for step in needed for name in step.reads if name in LEAVES}


def test_ids_have_the_code_they_stand_for() -> None:
    for code, names in IDS.items():
        assert {catalogue.get(name).code for name in names} == {code}


def test_the_way_in_needs_neither_engine_nor_compiler() -> None:
    script = "import sys, euthyna.indicators.cardinal; print('duckdb' in sys.modules, 'ibis' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
