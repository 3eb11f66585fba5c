"""What others refer to, kept in memory or in a file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from euthyna.data.reading.shelving import Shelf

KEYS = st.tuples(st.sampled_from("ab"), st.text(max_size=3))


@given(st.lists(KEYS), st.integers(1, 20))
def test_the_first_of_one_id_stays_wherever_it_is_kept(
    keys: list[tuple[str, str]], held: int
) -> None:
    with Shelf(held=held) as shelf:
        first: dict[tuple[str, str], int] = {}
        for number, (kind, key) in enumerate(keys):
            first.setdefault((kind, key), number)
            shelf.put(kind, key, f"place {number}", {"n": number})
        for kind, key in keys:
            number = first[kind, key]
            assert shelf.get(kind, key) == (f"place {number}", {"n": number})
        assert shelf.get("c", "x") is None


def test_what_is_given_is_a_copy() -> None:
    with Shelf() as shelf:
        shelf.put("a", "1", "place", {"n": [1]})
        kept = shelf.get("a", "1")
        assert kept is not None
        kept[1].clear()
        assert shelf.get("a", "1") == ("place", {"n": [1]})
