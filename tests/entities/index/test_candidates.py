"""The candidate index: found again, kept in a folder, renewed without a difference."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from euthyna.base.errors import StoreError
from euthyna.entities.index import Candidates, NameIndex
from euthyna.entities.names import Kind, analyse

LISTED = [
    "Ivan Petrovich Sidorov",
    "Maria Gonzalez Lopez",
    "Muhammad Abdullah Hassan",
    "Northern Bridge Trading LLC",
    "习近平",
    "Kim Jong Un",
    "Иван Сидоренко",
    "Hassan Ali",
    "Jonathan Featherstone",
]
OWNERS = [0, 1, 2, 3, 4, 5, 6, 7, 8]


def found(candidates: Candidates) -> list[list[int]]:
    return [
        candidates.owners[a:b].tolist()
        for a, b in zip(candidates.offsets, candidates.offsets[1:], strict=False)
    ]


def best(index: NameIndex, query: str) -> int:
    (owners,) = found(index.search(analyse([query]), k=3))
    return owners[0] if owners else -1


@pytest.fixture(scope="module")
def index() -> NameIndex:
    return NameIndex.build(LISTED, owners=OWNERS)


@pytest.mark.parametrize(
    ("query", "owner"),
    [
        ("Ivan Sidorov", 0),
        ("Sidorov, Ivan P.", 0),
        ("Иван Петрович Сидоров", 0),
        ("Gonzales, Maria", 1),
        ("Mohamed Abdallah Hasan", 2),
        ("محمد عبدالله حسن", 2),
        ("Northern Bridge Tradnig GmbH", 3),
        ("Xi Jinping", 4),
        ("Jinping Xi", 4),
        ("김정은", 5),
        ("Dr. JonathanFeatherstone", 8),
        ("J. Featherstone", 8),
        ("Jonathon Fetherstone", 8),
    ],
)
def test_a_name_written_otherwise_is_found_first(index: NameIndex, query: str, owner: int) -> None:
    assert best(index, query) == owner


@pytest.mark.parametrize("query", ["", "  ", "???", "\u202e\u200b", "qqxxzz"])
def test_a_name_with_nothing_to_go_by_finds_nobody(index: NameIndex, query: str) -> None:
    assert best(index, query) == -1


def test_an_owner_is_found_once_by_the_best_of_its_names() -> None:
    index = NameIndex.build(["Anna Berg", "Anna Bergmann", "Hanna Berg"], owners=[7, 7, 9])
    candidates = index.search(analyse(["Anna Bergmann"]), k=5)
    assert candidates.owners.tolist() == [7, 9]
    assert candidates.rows[0] == 1
    assert candidates.queries.tolist() == [0, 0]


def test_no_more_owners_than_wanted() -> None:
    index = NameIndex.build([f"Anna Berg {n}" for n in range(50)], owners=range(50))
    assert len(index.search(analyse(["Anna Berg"]), k=7).owners) == 7


def test_an_empty_index_finds_nobody() -> None:
    index = NameIndex.build([], owners=[])
    assert len(index) == 0
    assert found(index.search(analyse(["Anna Berg", ""]))) == [[], []]


def test_hostile_names_are_filed_and_searched() -> None:
    odd = ["x" * 10_000, "a " * 5_000, "\u202eИВАНОВ", "Ltd", "🙂", "\x00\x01\x02", "Ⅷ ﷺ"]
    index = NameIndex.build(odd, owners=range(len(odd)), kinds=[Kind.UNKNOWN] * len(odd))
    assert best(index, "Иванов") == 2
    assert best(index, "GmbH Ltd") == 3


def test_a_saved_index_finds_the_same(index: NameIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "names")
    index.save(tmp_path / "names")
    queries = analyse([*LISTED, "J Featherston", "習近平"])
    one, other = index.search(queries), NameIndex.load(tmp_path / "names").search(queries)
    assert found(one) == found(other)
    assert one.scores.tolist() == other.scores.tolist()


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="build it anew"):
        NameIndex.load(tmp_path)


def test_an_index_of_another_version_is_refused(index: NameIndex, tmp_path: Path) -> None:
    index.save(tmp_path / "names")
    manifest = tmp_path / "names" / "index.json"
    manifest.write_text(manifest.read_text().replace('"icu": "', '"icu": "0'))
    with pytest.raises(StoreError, match="build the index anew"):
        NameIndex.load(tmp_path / "names")


NAMES = st.lists(
    st.tuples(
        st.text("abcdeimnorst .иваностр金正习", max_size=14), st.integers(min_value=0, max_value=5)
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(old=NAMES, new=NAMES, removed=st.sets(st.integers(min_value=0, max_value=5)))
def test_an_update_finds_what_an_index_built_anew_finds(
    old: list[tuple[str, int]], new: list[tuple[str, int]], removed: set[int]
) -> None:
    kept = [(name, owner) for name, owner in old if owner not in removed]
    index = NameIndex.build([n for n, _ in old], owners=[o for _, o in old])
    renewed = index.update([n for n, _ in new], owners=[o for _, o in new], removed=sorted(removed))
    anew = NameIndex.build([n for n, _ in kept + new], owners=[o for _, o in kept + new])
    queries = analyse([name for name, _ in old + new])
    one, other = renewed.search(queries), anew.search(queries)
    assert found(one) == found(other)
    assert one.rows.tolist() == other.rows.tolist()
    assert np.allclose(one.scores, other.scores)


def test_names_filed_in_parts_are_found_as_if_filed_at_once(
    index: NameIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("euthyna.entities.index.candidates._AT_ONCE", 2)
    parts = NameIndex.build(LISTED, owners=OWNERS)
    queries = analyse(LISTED)
    assert found(parts.search(queries)) == found(index.search(queries))
    assert parts.postings.rows.tolist() == index.postings.rows.tolist()
