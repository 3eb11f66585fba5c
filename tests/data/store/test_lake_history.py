"""Any history of commits gives what a dict of dicts gives."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.data.store.lake import Commit, Lake, Snapshot, SourceFile

KEYS = st.sampled_from("abc")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), KEYS, st.sets(st.sampled_from(["awards", "bids", "lots"]))),
        st.tuples(st.just("drop"), KEYS, st.none()),
    ),
    max_size=4,
)
COMMITS = st.tuples(STEPS, st.booleans(), st.sampled_from([None, None, 1, 2]))


def write(commit: Commit, table: str, name: str, text: str) -> Path:
    path = commit.directory(table) / f"{name}.parquet"
    path.write_bytes(b"PAR1" + text.encode() + b"PAR1")
    return path


def contents(snapshot: Snapshot) -> dict[str, list[str]]:
    return {
        table: [path.read_bytes()[4:-4].decode() for path in snapshot.files(table)]
        for table in snapshot.tables()
    }


def apply(commit: Commit, steps: list[Any], state: dict[str, dict[str, str]], *, tag: str) -> None:
    """Do the steps on a commit and on the slow oracle, a dict of dicts."""
    added = set()
    for number, (step, key, tables) in enumerate(steps):
        if step == "add" and key not in added:
            texts = {table: f"{tag}-{number}-{table}" for table in tables}
            files = {t: [write(commit, t, str(number), text)] for t, text in texts.items()}
            rows = dict.fromkeys(texts, 1)
            commit.add(SourceFile(key, f"{key}.jsonl", 1, 2, "d", "ocds", rows), files)
            state.pop(key, None)
            state[key] = texts
            added.add(key)
        elif step == "drop" and key in state:
            commit.drop(key)
            del state[key]
            added.discard(key)


def expected(state: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    tables = {table for texts in state.values() for table in texts}
    return {t: [texts[t] for texts in state.values() if t in texts] for t in sorted(tables)}


@settings(max_examples=60, deadline=None)
@given(history=st.lists(COMMITS, max_size=6))
def test_any_history_equals_the_oracle(history: list[Any]) -> None:
    with TemporaryDirectory() as folder, mock.patch.object(os, "fsync"):
        lake = Lake(Path(folder) / "lake")
        states: dict[int, dict[str, dict[str, str]]] = {0: {}}
        for number, (steps, published, keep) in enumerate(history):
            newest = max(states)
            state = dict(states[newest])
            with lake.begin() as commit:
                apply(commit, steps, state, tag=str(number))
                if published and (version := commit.publish().version) != newest:
                    states[version] = state
                elif published:
                    assert list(state.items()) == list(states[newest].items())
            if keep:
                lake.collect(keep=keep)
                states = {v: s for v, s in states.items() if v > max(states) - keep}
            opened = {version: lake.open(version) for version in states}
            for version, state in states.items():
                assert contents(opened[version]) == expected(state)
                assert [s.key for s in opened[version].sources] == list(state)
            named = {p for s in opened.values() for t in s.tables() for p in s.files(t)}
            assert set(lake.root.glob("files/**/*.parquet")) == named
            assert not list(lake.root.rglob("*.tmp"))
