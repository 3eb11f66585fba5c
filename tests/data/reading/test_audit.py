"""The audit sees every field, says what is wrong with it, and where it was first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.issues import Issue
from euthyna.data.readers.ocds import OCDS
from euthyna.data.reading.audit import Audited, audit


def _audit(tmp_path: Path, *records: Any) -> Audited:
    lines = [r if isinstance(r, bytes) else json.dumps(r).encode() for r in records]
    path = tmp_path / "some.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    return audit(path, name="some", standard=OCDS)


def test_a_field_of_the_standard_is_no_issue(tmp_path: Path) -> None:
    record = {"ocid": "A", "tender": {"title": "Roads", "value": {"amount": 1, "currency": "EUR"}}}
    assert _audit(tmp_path, record).issues == ()


def test_an_unknown_field_is_counted_at_its_first_place(tmp_path: Path) -> None:
    found = _audit(tmp_path, {"ocid": "A"}, {"ocid": "B", "x": 1}, {"ocid": "C", "x": {"y": 2}})
    (issue,) = found.issues
    assert issue == Issue("unread-field", "some:2", "x", "a number, an object", "", 2)


def test_what_is_below_an_unknown_field_is_reported_once(tmp_path: Path) -> None:
    found = _audit(tmp_path, {"ocid": "A", "x": [{"y": 1}, {"y": 2, "z": {"w": 3}}]})
    assert [issue.path for issue in found.issues] == ["x"]


def test_a_field_out_of_scope_is_no_issue_nor_is_what_is_below_it(tmp_path: Path) -> None:
    found = _audit(tmp_path, {"ocid": "A", "parties": [{"details": {"size": {"x": 1}}}]})
    assert found.issues == ()


def test_an_object_where_a_list_is_due_goes_to_the_strict_path(tmp_path: Path) -> None:
    found = _audit(tmp_path, {"ocid": "A"}, {"ocid": "B", "awards": {"id": "1"}})
    assert [(i.code, i.path, i.source) for i in found.issues] == [("converted", "awards", "some:2")]
    assert found.strict == (2,)


def test_a_number_as_an_id_is_reported_and_read_by_the_scan(tmp_path: Path) -> None:
    found = _audit(tmp_path, {"ocid": "A", "buyer": {"id": 5}})
    assert [(i.code, i.path) for i in found.issues] == [("converted", "buyer/id")]
    assert found.strict == ()


@pytest.mark.parametrize(
    "line",
    [b'{"ocid": "A"', b'{"ocid": "A}', b"{]}", b"5", b'"text"', b"[" * 5000, b'{"a": NaN}', b"}{"],
)
def test_a_line_that_is_no_record_goes_to_the_strict_path(tmp_path: Path, line: bytes) -> None:
    found = _audit(tmp_path, {"ocid": "A"}, line, {"ocid": "B"})
    assert found.strict == (2,)
    assert found.lines == 3


def test_empty_lines_are_named(tmp_path: Path) -> None:
    assert _audit(tmp_path, {"ocid": "A"}, b"", b"  \t", {"ocid": "B"}).empty == (2, 3)


def test_keys_without_end_are_counted_together(tmp_path: Path) -> None:
    found = _audit(tmp_path, {"ocid": "A", **{f"k{n}": n for n in range(20_000)}})
    assert len(found.issues) <= 1100
    assert "(other fields)" in {issue.path for issue in found.issues}


@given(st.lists(st.binary(max_size=60).map(lambda b: b.replace(b"\n", b"")), max_size=6))
def test_any_bytes_are_counted_without_failing(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("audit") / "any.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    found = audit(path, name="any", standard=OCDS)
    assert found.lines == len(lines)
    assert set(found.strict) <= set(range(1, len(lines) + 1))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(min_size=1, max_size=5), _JSON, max_size=5))
def test_every_top_field_of_any_record_is_found(
    tmp_path_factory: pytest.TempPathFactory, record: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("audit") / "any.jsonl"
    path.write_text(json.dumps({"zz" + k: v for k, v in record.items()}) + "\n", encoding="utf-8")
    found = audit(path, name="any", standard=OCDS)
    published = sum(value is not None for value in record.values())
    assert len([i for i in found.issues if "/" not in i.path]) == published
