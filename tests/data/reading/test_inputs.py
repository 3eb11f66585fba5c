"""Finding inputs, telling their shape, and cutting them into whole lines."""

from __future__ import annotations

import gzip
import io
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from euthyna.base.errors import InputError
from euthyna.base.issues import Issue
from euthyna.data.reading.inputs import Input, as_stream, blocks, find, head, keep
from euthyna.data.reading.lines import lines
from euthyna.data.reading.shapes import Shape, recognise

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = b'{"ocid": "A"}'


def _issues(source: Input, **limits: int) -> list[Issue]:
    return [item for item in lines(source, **limits) if isinstance(item, Issue)]


def _lines(source: Input, **limits: int) -> dict[int, bytes]:
    """Give the lines that are not empty, by their numbers."""
    found: dict[int, bytes] = {}
    for chunk in lines(source, **limits):
        if not isinstance(chunk, Issue):
            assert chunk.text.endswith(b"\n")
            assert chunk.lines == chunk.text.count(b"\n")
            single = chunk.text.split(b"\n")[:-1]
            found |= {chunk.first_line + n: line for n, line in enumerate(single) if line}
    return found


def _content(source: Input) -> bytes:
    return b"".join(block for block in blocks(source) if isinstance(block, bytes))


def test_a_folder_is_searched_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a/z.JSON.gz", "a/c.ndjson", ".hidden.json", ".git/x.json", "read.me"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(RELEASE)
    inputs, issues = find([tmp_path])
    names = [source.name.removeprefix(f"{tmp_path}/") for source in inputs]
    assert names == ["b.jsonl", "a/c.ndjson", "a/z.JSON.gz"]
    assert issues == []


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(RELEASE)
    inputs, _ = find([file, tmp_path, str(file)])
    assert [source.name for source in inputs] == [str(file)]
    assert inputs[0].size == len(RELEASE)
    assert inputs[0].modified_ns == file.stat().st_mtime_ns


def test_compression_is_told_by_content_not_by_name(tmp_path: Path) -> None:
    (tmp_path / "plain.json.gz").write_bytes(RELEASE)
    (tmp_path / "packed.json").write_bytes(gzip.compress(RELEASE))
    packed, plain = find([tmp_path])[0]
    assert (packed.is_gzip, plain.is_gzip) == (True, False)
    assert _content(packed) == _content(plain) == RELEASE


@pytest.mark.parametrize("path", ["missing.json", "missing/", ""])
def test_a_missing_path_is_named(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"missing.*does not exist|path is empty"):
        find([path])


def test_a_path_with_a_nul_is_refused_in_words() -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        find(["a\0b"])


def test_no_paths_at_all_is_an_error() -> None:
    with pytest.raises(InputError, match="no input was named"):
        find([])


def test_a_folder_without_recognised_files_says_what_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_bytes(b"a,b")
    with pytest.raises(InputError, match=r"\.jsonl.*\.gz"):
        find([tmp_path])


def test_a_file_in_a_folder_that_cannot_be_opened_is_an_issue(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(RELEASE)
    (tmp_path / "b.json").symlink_to(tmp_path / "gone.json")
    inputs, issues = find([tmp_path])
    assert [source.name for source in inputs] == [f"{tmp_path}/a.json"]
    assert [(issue.code, issue.source) for issue in issues] == [
        ("unreadable", f"{tmp_path}/b.json")
    ]
    assert "No such file" in issues[0].sentence()


def test_a_folder_of_which_nothing_can_be_opened_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "b.json").symlink_to(tmp_path / "gone.json")
    with pytest.raises(InputError, match=r"none of the 1 files .*b\.json"):
        find([tmp_path])


def test_a_name_that_would_break_a_table_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "two\nlines.json").write_bytes(RELEASE)
    with open(os.fsencode(tmp_path) + b"/latin-\xe9.json", "wb") as file:  # noqa: PTH123
        file.write(RELEASE)
    names = [source.name.rsplit("/", 1)[1] for source in find([tmp_path])[0]]
    assert names == [r"latin-\xe9.json", r"two\nlines.json"]


def test_standard_input_can_be_looked_at_and_then_read() -> None:
    content = gzip.compress(RELEASE * 3)
    (source,), _ = find(["-"], stdin=io.BytesIO(content))
    assert source.name == "stdin"
    assert head(source, size=5) == RELEASE[:5]
    assert _content(source) == RELEASE * 3


def test_a_kept_stream_can_be_read_twice(tmp_path: Path) -> None:
    kept = keep(as_stream(gzip.compress(RELEASE), name="stdin"), folder=tmp_path)
    assert kept.name == "stdin"
    assert _content(kept) == _content(kept) == RELEASE
    assert keep(kept, folder=tmp_path) is kept


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        (RELEASE, Shape.RELEASE_LINES),
        (b'\n \n{"ocid": "A", "tender": {"id": 1}}\r\n{"ocid": "B"}\r\n', Shape.RELEASE_LINES),
        (b'{"ocid": "A", broken\n{"ocid": "B"}\n{"ocid": "C"}\n', Shape.RELEASE_LINES),
        (b'{}\n{"ocid": "B"}\n', Shape.RELEASE_LINES),
        (b'{"ocid": "A", "title": "' + b"x" * (1 << 20), Shape.RELEASE_LINES),
        (b'{"ocid": "A"}\n{"releases": [{"ocid": "B"}]}\n', Shape.LINES),
        (b'{"records": []}\n{"records": []}\n', Shape.LINES),
        (b'{"ocid": "A", "compiledRelease": {}}\n', Shape.LINES),
        (b'{\n"ocid": "A"\n}', Shape.DOCUMENTS),
        (b'[\n{"ocid": "A"},\n{"ocid": "B"}\n]', Shape.DOCUMENTS),
        (b'{"releases": [\n{"ocid": "A"}\n]}', Shape.DOCUMENTS),
        (b'{"ocid": "A"}{"ocid": "B"}', Shape.DOCUMENTS),
        (b'{"uri": "x", "releases": [{"ocid": "' + b"x" * (1 << 20), Shape.DOCUMENTS),
        (b" " * (1 << 20), Shape.DOCUMENTS),
    ],
)
def test_the_shape_is_told_from_the_start(content: bytes, shape: Shape) -> None:
    assert recognise(content[: 1 << 20]) is shape


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", r"is empty \(0 bytes\)"),
        (b" \n\t", r"only white space \(3 bytes\)"),
        (b"<xml/>", "XML or HTML"),
        (b"PK\x03\x04abc", "ZIP"),
        (b"id;title\n1;a\n", "CSV"),
        (b"\xff\xfe{\0", "UTF-16.*iconv"),
        (b"\x1f\x8b\x08", "compressed twice"),
        (b"\x00\x01\x02", "binary"),
        (b'{"type": "FeatureCollection", "features": []}', "not OCDS.*features, type"),
        (b'{"a": 1}\n{"a": 2}\n', "not OCDS"),
    ],
)
def test_what_is_not_ocds_is_named(content: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as raised:
        recognise(content, name="some.json")
    assert "some.json" in str(raised.value)
    assert "supported are OCDS releases as JSON Lines" in str(raised.value)


def test_lines_keep_their_numbers_over_chunks() -> None:
    content = b"".join(b'{"n": %d}\n' % n for n in range(1, 500))
    found = _lines(as_stream(content, name="x"), chunk_bytes=100)
    assert found == {n: b'{"n": %d}' % n for n in range(1, 500)}


def test_mark_and_line_ends_of_windows_are_tolerated() -> None:
    source = as_stream(b"\xef\xbb\xbf" + RELEASE + b"\r\n\r\n" + RELEASE, name="x")
    found = _lines(source)
    assert {number: line.strip() for number, line in found.items() if line.strip()} == {
        1: RELEASE,
        3: RELEASE,
    }


def test_a_line_that_is_too_long_is_passed_over() -> None:
    content = RELEASE + b"\n" + b"x" * 50 + b"\n" + RELEASE + b"\n" + b"y" * 2000
    limits = {"max_line_bytes": 20, "chunk_bytes": 10}
    assert _lines(as_stream(content, name="x"), **limits) == {1: RELEASE, 3: RELEASE}
    assert [
        (i.source, i.found, i.expected) for i in _issues(as_stream(content, name="x"), **limits)
    ] == [
        ("x:2", "50", "20"),
        ("x:4", "2000", "20"),
    ]


def test_a_line_of_a_gigabyte_takes_no_gigabyte() -> None:
    class Endless(io.RawIOBase):
        left = 1 << 30

        def read(self, size: int = -1) -> bytes:
            self.left -= size
            if self.left < -size:
                return b""
            return b"x" * size if self.left >= 0 else b"\n" + RELEASE + b"\n"

    import resource

    (source,), _ = find(["-"], stdin=Endless())  # type: ignore[arg-type]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert list(_lines(source, max_line_bytes=8 << 20).values()) == [RELEASE]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_lines_that_are_not_utf8_are_blanked_and_named() -> None:
    content = RELEASE + b"\n" + b'{"a": "\xe9"}\n' + '{"a": "é"}\n'.encode() + b"\xff"
    assert _lines(as_stream(content, name="x")) == {1: RELEASE, 3: '{"a": "é"}'.encode()}
    assert [(i.code, i.source, i.found) for i in _issues(as_stream(content, name="x"))] == [
        ("not-utf8", "x:2", "byte 0xe9 at column 8"),
        ("not-utf8", "x:4", "byte 0xff at column 1"),
    ]


def test_of_a_cut_off_gzip_file_all_that_is_there_is_read() -> None:
    content = b"".join(b'{"ocid": "%s"}\n' % os.urandom(30).hex().encode() for _ in range(2000))
    packed = gzip.compress(content)
    source = as_stream(packed[: len(packed) // 2], name="x")
    found = list(_lines(source).values())
    assert len(found) > 500
    assert found == content.split(b"\n")[: len(found)]
    issues = _issues(as_stream(packed[: len(packed) // 2], name="x"))
    assert [issue.code for issue in issues] == ["truncated"]
    assert "cut off after" in issues[0].sentence()


def test_of_a_damaged_gzip_file_all_before_the_damage_is_read() -> None:
    content = b"".join(b'{"ocid": "%s"}\n' % os.urandom(30).hex().encode() for _ in range(9000))
    packed = bytearray(gzip.compress(content))
    packed[len(packed) // 2 :] = b"\xff" * 5000
    found = list(_lines(as_stream(bytes(packed), name="x")).values())
    # What the damaged bytes decompress to until it shows cannot be told from what was there.
    assert found[:4000] == content.split(b"\n")[:4000]
    assert [i.code for i in _issues(as_stream(bytes(packed), name="x"))] == ["truncated"]


def test_gzip_members_and_padding_are_one_content() -> None:
    packed = gzip.compress(RELEASE) + gzip.compress(b"\n") + gzip.compress(RELEASE) + b"\0" * 512
    assert _content(as_stream(packed, name="x")) == RELEASE + b"\n" + RELEASE
    assert _issues(as_stream(packed, name="x")) == []


def test_the_bytes_passed_are_told() -> None:
    packed = gzip.compress(RELEASE)
    told: list[int] = []
    assert b"".join(b for b in blocks(as_stream(packed, name="x"), passed=told.append)) == RELEASE
    assert told[-1] == len(packed)


@given(
    content=st.lists(st.binary(max_size=30), max_size=20).map(b"\n".join),
    max_line_bytes=st.integers(1, 40),
    chunk_bytes=st.integers(1, 100),
    is_packed=st.booleans(),
)
def test_every_line_is_given_or_explained(
    content: bytes, max_line_bytes: int, chunk_bytes: int, is_packed: bool
) -> None:
    packed = gzip.compress(content) if is_packed or content[:2] == b"\x1f\x8b" else content
    source = as_stream(packed, name="x")
    limits = {"max_line_bytes": max_line_bytes, "chunk_bytes": chunk_bytes}
    found = _lines(source, **limits)
    explained = {
        int(issue.source.split(":")[1]) for issue in _issues(as_stream(packed, name="x"), **limits)
    }
    expected = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, line in enumerate(expected, 1):
        if number in explained:
            assert number not in found
        else:
            assert found.get(number, b"") == line
            assert len(line) <= max_line_bytes
            line.decode("utf-8")
    assert not found.keys() - set(range(1, len(expected) + 1))


@pytest.mark.parametrize("what", ["pipe", "device", "link"])
def test_what_never_ends_in_a_folder_is_named_and_not_read(tmp_path: Path, what: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(RELEASE)
    odd = tmp_path / "odd.jsonl"
    if what == "pipe":
        os.mkfifo(odd)
    else:
        odd.symlink_to("/dev/zero" if what == "device" else tmp_path / "absent")
    inputs, issues = find([tmp_path])
    assert [source.name for source in inputs] == [str(tmp_path / "a.jsonl")]
    assert [(issue.code, issue.source) for issue in issues] == [("unreadable", str(odd))]


def test_a_device_is_refused() -> None:
    with pytest.raises(InputError, match=r"/dev/zero is a device.* - for standard input"):
        find(["/dev/zero"])
