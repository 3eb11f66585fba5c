"""Taking releases out of packages, records, arrays, sequences and broken documents."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.errors import InputError
from euthyna.data.reading.containers import releases
from euthyna.data.reading.inputs import as_stream
from euthyna.data.reading.parsing import parse, serialise
from euthyna.data.reading.records import Container
from euthyna.data.reading.scanning import Scanner
from euthyna.data.reading.versions import unversion

Read = tuple[list[tuple[str, str]], list[tuple[str, str]], Container]


def _read(content: str | bytes, **limits: int) -> Read:
    """Give ocid and place of each release, code and place of each issue."""
    text = content.encode() if isinstance(content, str) else content
    container = Container("x")
    found = [
        (release["ocid"], place)
        for release, place in releases(as_stream(text, name="x"), container, **limits)
    ]
    return found, [(issue.code, issue.source) for issue in container.issues()], container


def _release(ocid: str, **more: Any) -> dict[str, Any]:
    return {"ocid": ocid, "id": "1", "date": "2024-01-01", **more}


PACKAGE = {"publisher": {"name": "Office of Lamps"}, "releases": [_release("A"), _release("B")]}


@pytest.mark.parametrize("whole", [0, 1 << 20])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (PACKAGE, [("A", "x#/releases/0"), ("B", "x#/releases/1")]),
        ([PACKAGE, PACKAGE], [(o, f"x#/{n}/releases/{i}") for n in (0, 1) for i, o in enumerate("AB")]),
        ([_release("A"), _release("B")], [("A", "x#/0"), ("B", "x#/1")]),
        ({"records": [{"ocid": "A", "compiledRelease": _release("A")}]}, [("A", "x#/records/0/compiledRelease")]),
        ({"records": [{"ocid": "A", "releases": [_release("A")]}]}, [("A", "x#/records/0/releases/0")]),
        ({"records": [], "releases": [_release("A")]}, [("A", "x#/releases/0")]),
        ({"releases": []}, []),
    ],
)  # fmt: skip
def test_a_document_gives_its_releases(
    value: Any, expected: list[tuple[str, str]], indent: int | None, whole: int
) -> None:
    text = (
        json.dumps([value], indent=indent)[1:-1]
        if indent is None
        else json.dumps(value, indent=indent)
    )
    found, issues, _ = _read(text, whole=whole)
    if indent is None and not isinstance(value, list):
        expected = [(ocid, place.replace("x#", "x:1#")) for ocid, place in expected]
    assert (found, issues) == (expected, [])


@pytest.mark.parametrize("key", ["releases", "records"])
def test_a_record_is_not_taken_for_a_package(key: str) -> None:
    record = {"ocid": "A", "releases": [_release("A")], "compiledRelease": _release("A", tag=["c"])}
    found, _, _ = _read(json.dumps(record if key == "releases" else {key: [record]}, indent=1))
    assert [place.rsplit("/", 1)[1] for _, place in found] == ["compiledRelease"]


def test_lines_of_packages_and_releases_keep_their_lines() -> None:
    text = f"{json.dumps(PACKAGE)}\n\n{json.dumps(_release('C'))}\n{json.dumps([_release('D')])}"
    assert _read(text)[0] == [
        ("A", "x:1#/releases/0"),
        ("B", "x:1#/releases/1"),
        ("C", "x:3"),
        ("D", "x:4#/0"),
    ]


def test_documents_in_a_row_are_told_apart_by_their_lines() -> None:
    text = json.dumps(PACKAGE, indent=1) + json.dumps(_release("C")) + "\n" + json.dumps(PACKAGE)
    last = json.dumps(PACKAGE, indent=1).count("\n") + 1
    assert [place for _, place in _read(text)[0]] == [
        "x#/releases/0",
        "x#/releases/1",
        f"x:{last}",
        f"x:{last + 1}#/releases/0",
        f"x:{last + 1}#/releases/1",
    ]


def test_a_release_that_spans_lines_has_the_line_where_it_starts() -> None:
    assert _read("\n\n" + json.dumps(_release("A"), indent=1))[0] == [("A", "x:3")]


def test_links_are_counted_in_one_issue_and_never_followed() -> None:
    linked = [{"url": "https://lamps.example/1"}, {"uri": "https://lamps.example/2", "uid": "2"}]
    records = [{"ocid": ocid, "releases": linked} for ocid in "AB"]
    records.append({"ocid": "C", "releases": [*linked, _release("C")]})
    found, _, container = _read(json.dumps({"records": records}))
    assert [ocid for ocid, _ in found] == ["C"]
    (issue,) = container.issues()
    assert (issue.code, issue.count, issue.source) == ("linked-release", 6, "x:1#/records/0")
    assert issue.found == "'A' and 2 others"


def test_a_release_without_an_ocid_has_that_of_its_record() -> None:
    record = {"ocid": "A", "compiledRelease": {"id": "1"}}
    assert _read(json.dumps({"records": [record]}))[0] == [("A", "x:1#/records/0/compiledRelease")]


def test_a_versioned_release_is_read_where_nothing_else_is() -> None:
    versions = [
        {"releaseDate": "2024-01-01T00:00:00+05:00", "releaseID": "1", "releaseTag": ["a"], "value": "old"},
        {"releaseDate": "2023-12-31T20:00:00Z", "releaseID": "2", "releaseTag": ["b"], "value": "new"},
    ]  # fmt: skip
    gone = [{**versions[1], "value": None}]
    versioned = {"ocid": "A", "tender": {"id": "t", "title": versions, "status": gone},
                 "parties": [{"id": "p", "name": versions[:1], "roles": [{**versions[0], "value": ["buyer"]}]}]}  # fmt: skip
    assert unversion(versioned) == {
        "ocid": "A",
        "tender": {"id": "t", "title": "new"},
        "parties": [{"id": "p", "name": "old", "roles": ["buyer"]}],
        "tag": ["compiled"],
        "id": "A-2023-12-31T20:00:00Z",
        "date": "2023-12-31T20:00:00Z",
    }
    record = {"ocid": "A", "versionedRelease": versioned}
    assert _read(json.dumps(record))[0] == [("A", "x:1#/versionedRelease")]


def test_metadata_are_kept_once_for_like_packages() -> None:
    packages = [{**PACKAGE, "uri": f"https://lamps.example/{n}"} for n in range(3)]
    packages.append({**PACKAGE, "license": "CC0", "extensions": ["https://lamps.example/e.json"]})
    _, _, container = _read("\n".join(map(json.dumps, packages)))
    assert [set(package) for package in container.packages] == [
        {"publisher", "uri"},
        {"publisher", "license", "extensions"},
    ]


@pytest.mark.parametrize("whole", [0, 1 << 20])
def test_a_broken_release_costs_only_itself(whole: int) -> None:
    text = '{"releases": [{"ocid": "A"},\n {"ocid": "B", oops},\n {"ocid": "C"}], "uri": "u"}'
    found, issues, container = _read(text, whole=whole)
    assert [ocid for ocid, _ in found] == ["A", "C"]
    assert issues == [("not-json", "x#/releases/1")]
    assert container.packages == [{"uri": "u"}]


def test_a_release_in_other_letters_costs_only_itself() -> None:
    text = b'{"releases": [{"ocid": "A"},\n {"ocid": "\xe9"},\n {"ocid": "C"}]}'
    found, issues, _ = _read(text)
    assert [ocid for ocid, _ in found] == ["A", "C"]
    assert issues == [("not-utf8", "x#/releases/1")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"releases": [\n{"ocid": "A"}, {"ocid": "B"', ("truncated", "x:1")),
        ('{"releases": [\n{"ocid": "A"}, ', ("truncated", "x:1")),
        ('{"releases": [\n{"ocid": "A"}] "uri"', ("not-json", "x:1")),
        ('{"releases": [\n{"ocid": "A"}]}}', ("not-json", "x:2")),
        ('[\n{"ocid": "A"}, {"ocid": "B', ("truncated", "x:1")),
        ('{"ocid": "A"}\n{"ocid": "B', ("not-json", "x:2")),
        ('{"releases": [\n{"ocid": "A"}], "uri": "u', ("truncated", "x:1")),
    ],
)
def test_all_before_a_break_is_read(text: str, expected: tuple[str, str]) -> None:
    found, issues, _ = _read(text)
    assert [ocid for ocid, _ in found] == ["A"]
    assert issues == [expected]


def test_a_long_package_is_read_though_a_part_is_too_long() -> None:
    middle = _release("B", title="x" * 5000)
    text = json.dumps({"releases": [_release("A"), middle, _release("C")]}, indent=1)
    found, issues, _ = _read(text, whole=1000, max_bytes=1000)
    assert [ocid for ocid, _ in found] == ["A", "C"]
    assert issues == [("too-long", "x#/releases/1")]


@pytest.mark.parametrize("indent", ["", "\n"])
def test_deep_nesting_costs_only_its_release(indent: str) -> None:
    deep = '{"a":' * 10_000 + "1" + "}" * 10_000
    text = (
        f'{{"releases": [{indent}{{"ocid": "A"}}, {{"ocid": "B", "a": {deep}}}, {{"ocid": "C"}}]}}'
    )
    found, issues, _ = _read(text)
    assert [ocid for ocid, _ in found] == ["A", "C"]
    assert [code for code, _ in issues] == ["too-deep"]


def test_lists_in_lists_are_not_followed_down() -> None:
    text = "[" * 50_000 + '"releases"' + "]" * 50_000
    with pytest.raises(InputError, match="looks like"):
        _read(f"x{text}")
    _, issues, _ = _read(text)
    assert issues == [("too-deep", "x#/0")]


def test_not_a_number_becomes_null_with_an_issue() -> None:
    container = Container("x")
    text = b'{"ocid": "A", "tender": {"value": {"amount": NaN}, "n": -Infinity}}'
    ((release, _),) = releases(as_stream(text, name="x"), container)
    assert release["tender"] == {"value": {"amount": None}, "n": None}
    (issue,) = container.issues()
    assert (issue.code, issue.source, issue.found, issue.count) == (
        "bad-number",
        "x:1",
        "-Infinity, NaN",
        2,
    )


@pytest.mark.parametrize(
    "number",
    ["1e400", "12345678901234567890123", "0.12345678901234567890", "9" * 5000, "-1234567890123456.7", "1.5"],
)  # fmt: skip
def test_a_number_is_written_as_it_was_read(number: str) -> None:
    text = b'{"amount":%s}' % number.encode()
    assert serialise(parse(text, source="x").value) == text


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ({"ocid": 5}, "its ocid is a number"),
        ({"ocid": ""}, "its ocid is ''"),
        ({}, "an empty object"),
        ([1], "a list of 1"),
        (None, "null"),
        ("text", "'text'"),
        ({"ocid": "B", "releases": []}, "a record without releases"),
    ],
)
def test_what_is_no_release_is_named(record: Any, says: str) -> None:
    found, issues, container = _read(json.dumps({"releases": [_release("A"), record]}, indent=1))
    assert [ocid for ocid, _ in found] == ["A"]
    assert issues == [("not-a-release", "x#/releases/1")]
    assert says in container.issues()[0].found


@pytest.mark.parametrize("text", ["[]", "[1, 2]", '[{"type": "Feature"}]', '{\n"a": []\n}', "[[]]"])
def test_json_that_is_not_ocds_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="x is JSON but not OCDS"):
        _read(text)


@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text('a"\\{}[],: \n', max_size=6),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text('b"\\]', max_size=3), inner, max_size=3),
        max_leaves=30,
    ).map(lambda inner: [inner, {"k": inner}]),
    cuts=st.lists(st.integers(0, 400), max_size=12),
    indent=st.sampled_from([None, 2]),
)  # fmt: skip
def test_parts_are_found_wherever_the_blocks_are_cut(
    value: list[Any], cuts: list[int], indent: int | None
) -> None:
    text = json.dumps(value, indent=indent).encode()
    bounds = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    blocks = (text[a:b] for a, b in pairwise(bounds))
    scanner = Scanner(block for block in blocks if block)
    scanner.step(b"[")
    first = scanner.take(1, limit=1 << 20)
    scanner.step(b",")
    scanner.step(b"{")
    assert scanner.key() == "k"
    assert [json.loads(first), json.loads(scanner.take(2, limit=1 << 20))] == [value[0]] * 2
    scanner.step(b"}")
    scanner.step(b"]")
    assert scanner.peek() == b""
    assert scanner.offset == len(text)


_TOKENS = st.sampled_from(
    [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\n", b" ", b"NaN", b"1e999", b"\xff", b"null",
     b'"ocid"', b'"releases"', b'"records"', b'"compiledRelease"', b'{"ocid":"A"}', b'{"releases":[', b"]}"]
)  # fmt: skip


@given(
    content=st.binary(max_size=60) | st.lists(_TOKENS, max_size=25).map(b"".join),
    whole=st.sampled_from([0, 10, 1000]),
    max_bytes=st.sampled_from([5, 1000]),
)
def test_arbitrary_bytes_are_read_or_refused(content: bytes, whole: int, max_bytes: int) -> None:
    try:
        found, issues, _ = _read(content, whole=whole, max_bytes=max_bytes)
    except InputError:
        found, issues = [("", "")], []
    # Only an empty package says nothing.
    assert found or issues or b'"re' in content


@given(st.lists(st.sampled_from(b'"\\a{}'), max_size=40), st.lists(st.integers(1, 39), max_size=6))
def test_backslashes_are_counted_over_blocks(chars: list[int], cuts: list[int]) -> None:
    # The oracle walks character by character.
    text, bounds = bytes(chars), [0, *sorted(set(cuts)), 40]
    in_string = escaped = False
    depth, expected = 0, []
    for place, char in enumerate(text):
        if escaped:
            escaped = False
        elif char == ord("\\"):
            escaped = True
        elif char == ord('"'):
            in_string = not in_string
        elif not in_string and char in b"{}":
            depth += 1 if char == ord("{") else -1
            expected += [place + 1] if char == ord("}") and depth == 0 else []
    from euthyna.data.reading.scanning import _Structure

    structure = _Structure()
    got: list[int] = []
    for start, end in pairwise(bounds):
        if block := text[start:end]:
            got += (np.asarray(next(iter(list(structure.ends(block))))) + start).tolist()
    assert got == expected
