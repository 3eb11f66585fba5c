"""The fuzz target, for a few hundred inputs: real ones that were damaged."""

from __future__ import annotations

import gzip
import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

_SEEDS = (
    b'{"ocid": "A", "tender": {"value": {"amount": 1, "currency": "EUR"}}}\n{"ocid": "B"}\n',
    b'{"releases": [{"ocid": "A", "date": "2024-01-01T00:00:00Z", "tag": ["tender"]}]}',
    b'{"records": [{"ocid": "A", "compiledRelease": {"ocid": "A", "awards": [{"id": 1}]}}]}',
    b'[{"ocid": "A"}, {"ocid": "A", "date": "2024-01-01"}]',
    gzip.compress(b'{"ocid": "A", "bids": {"details": [{"id": "1"}]}}\n', mtime=0),
)


@pytest.fixture(scope="module")
def one_input() -> Callable[[bytes], int]:
    spec = importlib.util.spec_from_file_location(
        "fuzz_ocds", Path(__file__).with_name("fuzz_ocds.py")
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    target: Callable[[bytes], int] = module.one_input
    return target


@pytest.mark.parametrize("seed", _SEEDS)
def test_the_seeds_are_read(one_input: Callable[[bytes], int], seed: bytes) -> None:
    assert one_input(seed) >= 1


@settings(max_examples=60)
@given(
    st.sampled_from(_SEEDS),
    st.lists(st.tuples(st.integers(0, 200), st.binary(max_size=3)), min_size=1, max_size=4),
)
def test_damaged_files_are_read_or_refused(
    one_input: Callable[[bytes], int], seed: bytes, damages: list[tuple[int, bytes]]
) -> None:
    content = seed
    for place, piece in damages:
        content = content[:place] + piece + content[place + len(piece) // 2 :]
    assert one_input(content) >= 0
