"""The small page on a party."""

from __future__ import annotations

import base64
import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from euthyna.surfaces.api.previews import POLICY, page


def party(*names: str) -> dict[str, object]:
    return {
        "id": "l:1",
        "caption": names[0],
        "schema": "Person",
        "properties": {"name": list(names), "sanctions": [{"caption": "Debarred", "id": "s"}]},
        "datasets": ["l"],
    }


def test_the_policy_lets_through_this_style_and_no_other() -> None:
    (style,) = re.findall("<style>(.*)</style>", page(party("N")), re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in POLICY


def test_a_long_list_is_cut_and_says_so() -> None:
    drawn = page(party(*(f"name {n}" for n in range(2000))))
    assert "and 1,992 more" in drawn
    assert len(drawn) < 10_000


def test_what_stands_beside_a_party_is_named() -> None:
    assert "<bdi>Debarred</bdi>" in page(party("N"))


@given(st.text(min_size=1, max_size=400))
def test_no_name_becomes_markup(name: str) -> None:
    plain, drawn = page(party("N")), page(party(name))
    assert drawn.count("<") == plain.count("<")
