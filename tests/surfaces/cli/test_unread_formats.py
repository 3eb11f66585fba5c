"""What ``euthyna run`` says of files that nothing reads yet."""

from __future__ import annotations

from euthyna.base.issues import Issue
from euthyna.surfaces.cli.main_job import _unread


def test_files_that_nothing_reads_are_counted_by_format() -> None:
    issues = [
        Issue("format-not-read", "a.csv", found="a table in CSV"),
        Issue("format-not-read", "b.csv", found="a table in CSV"),
        Issue("format-not-read", "c.xml", found="XML"),
        Issue("bad-date", "d.json:1", path="date", found="soon"),
    ]
    (sentence,) = _unread(issues)
    assert sentence.startswith("3 more files are in formats that this version does not read: ")
    assert "XML (1), a table in CSV (2)" in sentence
    assert "sources check" in sentence


def test_nothing_is_said_where_everything_was_read() -> None:
    assert list(_unread([Issue("bad-date", "d.json:1", path="date", found="soon")])) == []
