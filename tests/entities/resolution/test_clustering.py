"""Links become groups: no chain, no contradiction, and what people decided goes first."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from euthyna.entities.resolution.clustering import Groups, Links, Pair, group


def links(*found: tuple[int, int, float]) -> Links:
    left, right, weight = zip(*found, strict=True) if found else ((), (), ())
    return Links(
        np.array(left, dtype=np.int64),
        np.array(right, dtype=np.int64),
        np.array(weight, dtype=np.float64),
    )


def test_a_link_above_the_threshold_joins_and_one_below_does_not() -> None:
    assert group(links((0, 1, 2.0), (2, 3, -2.0))).members == ((0, 1),)
    assert group(links()) == Groups((), ())


def test_three_records_are_one_when_two_links_outweigh_a_missing_one() -> None:
    assert group(links((0, 1, 3.0), (1, 2, 3.0))).members == ((0, 1, 2),)


def test_a_weak_chain_is_cut_at_its_weakest_link() -> None:
    found = group(links((0, 1, 3.0), (1, 2, 0.4), (2, 3, 3.0)))
    assert found.members == ((0, 1), (2, 3))
    (refused,) = found.refused
    assert (refused.left, refused.right) == (1, 2)
    assert refused.reason == "other members of both speak against it"


def test_a_bridge_does_not_join_two_records_that_contradict_each_other() -> None:
    def born(one: int, other: int) -> str:
        return "born 1950 and 1980" if {one, other} == {0, 2} else ""

    found = group(links((0, 1, 3.0), (1, 2, 2.5)), contradicts=born)
    assert found.members == ((0, 1),)
    (refused,) = found.refused
    assert (refused.left, refused.right) == (1, 2)
    assert refused.reason == "born 1950 and 1980"
    assert refused.between == (0, 2)


def test_a_contradiction_stops_a_pair() -> None:
    found = group(links((4, 7, 9.0)), contradicts=lambda _one, _other: "two tax numbers")
    assert found.members == ()
    assert [r.reason for r in found.refused] == ["two tax numbers"]


def test_what_was_decided_different_is_never_joined() -> None:
    found = group(links((0, 1, 9.0), (1, 2, 9.0), (0, 2, 9.0)), cannot=[(2, 0)])
    assert found.members == ((0, 1),)
    assert {(r.reason, r.between) for r in found.refused} == {("decided different", (0, 2))}


def test_what_was_decided_the_same_is_joined_against_links_and_contradictions() -> None:
    found = group(links((0, 1, -5.0)), must=[(1, 0)], contradicts=lambda _one, _other: "x")
    assert found.members == ((0, 1),)


def test_taking_a_decision_back_splits_again() -> None:
    weights = links((0, 1, 3.0), (2, 3, 3.0))
    assert group(weights, must=[(1, 2)]).members == ((0, 1, 2, 3),)
    assert group(weights).members == ((0, 1), (2, 3))


def test_decisions_that_contradict_each_other_merge_nothing_in_doubt() -> None:
    found = group(links(), must=[(0, 1), (1, 2)], cannot=[(0, 2)])
    assert found.members == ((0, 1),)
    (refused,) = found.refused
    assert (refused.left, refused.right, refused.between) == (1, 2, (0, 2))
    assert refused.reason == "decided the same, but another decision keeps them apart"


def test_a_group_grows_beyond_any_number_of_records() -> None:
    found = group(links(*((n, n + 1, 3.0) for n in range(300)), (0, 300, 3.0)))
    assert sum(len(rows) for rows in found.members) >= 300
    ring = group(links(*((a, b, 1.0) for a, b in combinations(range(60), 2))))
    assert ring.members == (tuple(range(60)),)


PAIRS = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])


@given(
    weights=st.dictionaries(PAIRS, st.floats(-4, 4).map(lambda w: round(w, 3)), max_size=25),
    must=st.lists(PAIRS, max_size=3),
    cannot=st.sets(PAIRS, max_size=4),
    contrary=st.sets(PAIRS, max_size=6),
    seed=st.randoms(use_true_random=False),
)
def test_the_rules_hold_in_any_order(
    weights: dict[Pair, float],
    must: list[Pair],
    cannot: set[Pair],
    contrary: set[Pair],
    seed: object,
) -> None:
    def contradicts(one: int, other: int) -> str:
        return "contrary" if (one, other) in contrary else ""

    listed = [(a, b, w) for (a, b), w in weights.items()]
    found = group(links(*listed), must=must, cannot=cannot, contradicts=contradicts)
    seed.shuffle(listed)  # type: ignore[attr-defined]
    assert found == group(links(*listed), must=must, cannot=cannot, contradicts=contradicts)
    inside = {pair for rows in found.members for pair in combinations(rows, 2)}
    assert not inside & cannot
    rows = [row for members in found.members for row in members]
    assert len(rows) == len(set(rows))
    if not must:
        assert not inside & contrary
    refused = {(r.left, r.right) for r in found.refused}
    for pair in must:
        assert pair in inside or pair in refused
    for pair, weight in weights.items():
        if weight > 0:
            assert pair in inside or pair in refused
