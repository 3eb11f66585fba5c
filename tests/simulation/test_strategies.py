from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from euthyna.simulation.strategies import RELEASE, releases

# Any example will do: no time is spent on making it small.
FOUND = settings(max_examples=5000, phases=[Phase.generate], database=None, derandomize=True)
LEAVES: dict[str, type | tuple[type, ...]] = {
    "number": (int, float),
    "count": int,
    "truth": bool,
}


def wrong(value: Any, shape: Any) -> Iterator[tuple[str, str]]:
    """What a place should hold and what it holds, for each place where these differ."""
    if value is None:
        return
    expected: Any = type(shape) if isinstance(shape, dict | list) else LEAVES.get(shape, str)
    if not isinstance(value, expected):
        yield (shape if isinstance(shape, str) else type(shape).__name__), type(value).__name__
    elif isinstance(shape, dict):
        for name in value:
            yield from wrong(value[name], shape[name]) if name in shape else [("nothing", name)]
    elif isinstance(shape, list):
        for part in value:
            yield from wrong(part, shape[0]) if part is not None else [("element", "NoneType")]


@given(releases())
def test_valid_releases_have_the_right_types_and_can_be_written(release: Any) -> None:
    assert list(wrong(release, RELEASE)) == []
    assert release["ocid"]
    written = json.dumps(release, ensure_ascii=False).encode()
    assert json.loads(written) == release


@given(st.data())
def test_broken_releases_can_still_be_written(data: st.DataObject) -> None:
    release = data.draw(releases(valid=False))
    assert isinstance(release, dict)
    assert json.loads(json.dumps(release, allow_nan=False)) == release


def test_every_kind_of_damage_occurs() -> None:
    missing = {
        ("list", "dict"),
        ("dict", "list"),
        ("id", "int"),
        ("number", "str"),
        ("text", "bool"),
        ("element", "NoneType"),
        ("nothing", "x_unknown"),
    }

    def was_last(release: Any) -> bool:
        missing.difference_update(wrong(release, RELEASE))
        return not missing

    assert find(releases(valid=False), was_last, settings=FOUND)


def repeats(value: Any) -> bool:
    """Whether two objects of one array have the same id."""
    if isinstance(value, dict):
        return any(map(repeats, value.values()))
    if not isinstance(value, list):
        return False
    ids = [part.get("id") for part in value if isinstance(part, dict) and part.get("id")]
    return len(ids) > len(set(ids)) or any(map(repeats, value))


def test_ids_are_repeated() -> None:
    assert find(releases(), repeats, settings=FOUND)


def test_simulation_needs_no_hypothesis() -> None:
    script = "import sys, euthyna.simulation; sys.exit('hypothesis' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
