"""No rule changes without a new version."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from euthyna.base.errors import CheckFailedError
from euthyna.indicators import catalogue, locking
from euthyna.indicators.spec import Flag, Indicator


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """Give a lock file of the catalogue as it is."""
    file = tmp_path / "indicators.lock"
    locking.update(file)
    return file


def _edit(lock: Path, **changes: object) -> None:
    raw = json.loads(lock.read_text())
    raw["single-bid"].update(changes)
    lock.write_text(json.dumps(raw))


def test_a_fresh_lock_is_up_to_date(lock: Path) -> None:
    assert locking.stale(lock) == []
    assert set(locking.kept(lock)) == set(catalogue.indicators())


def test_without_a_lock_everything_is_new(tmp_path: Path) -> None:
    said = locking.stale(tmp_path / "indicators.lock")
    assert len(said) == len(catalogue.indicators())
    assert "single-bid is new" in said


def test_a_changed_rule_of_the_same_version_is_refused_and_the_lock_kept(lock: Path) -> None:
    _edit(lock, hash="another")
    before = lock.read_text()
    assert locking.stale(lock) == ["single-bid changed and is still version 1: raise it"]
    with pytest.raises(CheckFailedError, match="single-bid changed"):
        locking.update(lock)
    assert lock.read_text() == before


def test_a_changed_rule_of_a_new_version_is_locked(lock: Path) -> None:
    _edit(lock, hash="another", version=0)
    assert locking.stale(lock) == ["single-bid has version 1, the lock 0"]
    locking.update(lock)
    assert locking.stale(lock) == []


def test_a_rule_that_is_gone_is_refused(lock: Path) -> None:
    raw = json.loads(lock.read_text())
    lock.write_text(json.dumps({**raw, "former-rule": {"version": 1, "hash": "x"}}))
    with pytest.raises(CheckFailedError, match="former-rule is gone"):
        locking.update(lock)


def test_a_new_rule_is_locked(lock: Path) -> None:
    raw = json.loads(lock.read_text())
    del raw["single-bid"]
    lock.write_text(json.dumps(raw))
    assert locking.stale(lock) == ["single-bid is new"]
    locking.update(lock)
    assert locking.stale(lock) == []


ENTRY = catalogue.get("narrow-bid-spread")


def _with_default(entry: Indicator, value: float) -> Indicator:
    first, *rest = entry.params
    return replace(entry, params=(replace(first, default=value), *rest))


@pytest.mark.parametrize(
    "changed",
    [
        replace(ENTRY, unit="per cent"),
        replace(ENTRY, flag=Flag("<", "max_variation")),
        replace(ENTRY, reads={**ENTRY.reads, "scope": ("process_id",)}),
        replace(ENTRY, formula=catalogue.get("wide-bid-spread").formula),
        _with_default(ENTRY, 0.1),
    ],
)
def test_what_decides_results_is_part_of_the_fingerprint(changed: Indicator) -> None:
    assert locking.fingerprint(changed) != locking.fingerprint(ENTRY)


def test_prose_is_not_part_of_the_fingerprint() -> None:
    first, *rest = ENTRY.params
    reworded = replace(ENTRY, params=(replace(first, doc="Said otherwise."), *rest), sources=())
    assert locking.fingerprint(reworded) == locking.fingerprint(ENTRY)


def test_code_below_a_rule_is_part_of_its_fingerprint() -> None:
    seen: dict[str, str] = {}
    locking._collect(catalogue.get("split-purchases").formula.__module__, seen)
    assert {"euthyna.indicators.rolling", "euthyna.indicators.periods"} <= set(seen)


def test_shapes_of_code_leave_out_prose_and_layout() -> None:
    def shape(text: str) -> object:
        return locking._shape(locking.ast.parse(text).body)

    assert shape('def f(x):\n    """Say."""\n    return x+1') == shape(
        "def f( x ):\n  return x + 1"
    )
    assert shape("f(x) + 1") != shape("f(x) + 2")
