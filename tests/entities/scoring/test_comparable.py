"""Parties made ready, kept and opened again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.entities.scoring.conftest import comparable, record

from euthyna.base.errors import StoreError
from euthyna.entities.names import analyse
from euthyna.entities.parties import Parties
from euthyna.entities.records import Identifier
from euthyna.entities.scoring import Comparable, score
from euthyna.entities.scoring.pairs import _compare

LISTED = Parties.from_records(
    [
        record(1, "Ilva Tarnquist", birth_dates=("1970-02-03", "1971"), countries=("ro",)),
        record(2, "Ильва Тарнквист", identifiers=(Identifier("77 12", "tax", "ru"),)),
        record(3, "北京德兰莫科技有限公司", "Company", addresses=("1 Mill Lane, Tasnik",)),
        record(4, "", phones=("+999 123 4567",), emails=("A@b.example",)),
    ]
)


def test_what_was_saved_scores_as_what_was_made(tmp_path: Path) -> None:
    names = analyse(LISTED.names().values.to_pylist())
    made = Comparable.of(LISTED, analysed=names)
    made.save(tmp_path / "ready")
    opened = Comparable.load(tmp_path / "ready", parties=LISTED, analysed=names)
    rows = np.indices((4, 4)).reshape(2, -1)
    before = len(_compare.signatures)
    scores = [
        score(side, side, query_rows=rows[0], listed_rows=rows[1]).probability.tolist()
        for side in (made, opened)
    ]
    assert scores[0] == scores[1]
    assert len(_compare.signatures) <= max(before, 1), "compiled once for both"


def test_parties_without_anything_are_kept_too(tmp_path: Path) -> None:
    nobody = Parties.from_records([record(1, "")])
    Comparable.of(nobody).save(tmp_path)
    opened = Comparable.load(tmp_path, parties=nobody, analysed=analyse([""]))
    first = np.array([0])
    assert score(opened, opened, query_rows=first, listed_rows=first).probability[0] < 0.1


def test_what_was_made_of_others_is_refused(tmp_path: Path) -> None:
    names = analyse(LISTED.names().values.to_pylist())
    Comparable.of(LISTED, analysed=names).save(tmp_path)
    other = comparable([record(1, "Somebody Else")])
    with pytest.raises(StoreError, match="other parties"):
        Comparable.load(tmp_path, parties=other.parties, analysed=analyse(["Somebody Else"]))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="make it anew"):
        Comparable.load(tmp_path, parties=LISTED, analysed=analyse([]))
