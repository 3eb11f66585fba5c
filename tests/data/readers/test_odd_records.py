"""No record, however odd, stops a reader of lists: what cannot be read is an issue."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.data.declarations import Entry, Part, Table
from euthyna.data.declarations.notes import Notes
from euthyna.data.reading.filling import Filler
from euthyna.data.reading.recognising import catalogue

PARTS = {f"{form.name}-{part.name}": part for form in catalogue() for part in form.parts}
ODD = ["", " ", "a) b) c)", "((((", ")(", ";;;", "*", "\u202e", "\u0000", "DOB", "1970", "31.2.1970",
       "(a) ; (b)", "Linked To:", "a.k.a.", "x" * 20_000, "99999999999", "-", "，", "née", "[1", "#"]  # fmt: skip
TEXTS = st.sampled_from(ODD) | st.text(max_size=30)
NESTED = st.recursive(
    TEXTS | st.integers() | st.none() | st.booleans(),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "VALUE", "#text", "@x", "DATE", "number"]), below
        )
    ),
    max_leaves=6,
)


def fields_of(part: Part) -> list[str]:
    """Name the fields that a part reads, and the first parts of nested ones."""
    shape = part.shape
    told = [fill.path for fill in part.fills] + list(part.uses) + list(part.leaves) + ["unknown"]
    told += shape.columns if isinstance(shape, Table) else ()
    return sorted({re.split(r"[/, …]", name)[0] for name in told} | {"id", "name"})


@pytest.mark.parametrize("name", sorted(PARTS))
@given(data=st.data())
def test_an_odd_record_gives_a_draft_or_nothing(name: str, data: st.DataObject) -> None:
    part = PARTS[name]
    values: st.SearchStrategy[Any] = TEXTS if isinstance(part.shape, Table) else NESTED
    record = data.draw(st.dictionaries(st.sampled_from(fields_of(part)), values, max_size=12))
    kinds = getattr(part.shape, "tags", ()) or getattr(part.shape, "lists", ()) or ("",)
    kind = data.draw(st.sampled_from(kinds))
    notes = Notes()
    draft = Filler(part).draft(Entry(record, source="x:1", notes=notes, kind=kind))
    if draft is not None:
        assert draft.source == "x:1"
        assert all(isinstance(name.name, str) and name.name for name in draft.names)
        assert all(number.identifier.strip() for number in draft.identifiers)
        assert all(date[:4].isdecimal() for date in draft.birth_dates)
    assert all(issue.sentence() for issue in notes.issues())
