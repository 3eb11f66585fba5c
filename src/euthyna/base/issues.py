"""What could not be read as published: values, collected, never raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One entry of the closed list of things that can be wrong with published data."""

    code: str
    title: str
    template: str
    """A sentence with the fields of :class:`Issue` in braces: `path`, `found`, `expected`, `count`."""
    remedy: str
    loses: bool
    """Whether a value that was published is missing from the tables because of it."""


KINDS: dict[str, IssueKind] = {
    kind.code: kind
    for kind in (
        IssueKind(
            "not-json",
            "A line is not JSON",
            "The line could not be read as JSON: {found}.",
            "Ask the publisher for the record, or repair the line; all other lines were read.",
            loses=True,
        ),
        IssueKind(
            "not-utf8",
            "A line is not UTF-8",
            "The line has bytes that are not UTF-8: {found}.",
            "Convert the file to UTF-8 (for instance with iconv); all other lines were read.",
            loses=True,
        ),
        IssueKind(
            "too-long",
            "A line is too long",
            "The line has {found} bytes, over the limit of {expected}.",
            "Split the record; all other lines were read.",
            loses=True,
        ),
        IssueKind(
            "too-deep",
            "A record is nested too deeply",
            "The record is nested over {expected} levels deep.",
            "No published standard nests so deeply: look at the record by hand.",
            loses=True,
        ),
        IssueKind(
            "not-a-release",
            "A record is not an OCDS release",
            "The record has no ocid of type text ({found}).",
            "Check that the file holds OCDS releases or records.",
            loses=True,
        ),
        IssueKind(
            "unusable-file",
            "A file cannot be used",
            "{found}.",
            "Leave the file out, or convert it; all other files were read.",
            loses=True,
        ),
        IssueKind(
            "format-not-read",
            "A file is in a format that is not read yet",
            "The file holds {found}, which this version of Euthyna does not read.",
            "Nothing to do: the file was left alone, and all others were read. A table of persons or "
            "firms can be read with --mapping, which says what its columns mean.",
            loses=True,
        ),
        IssueKind(
            "truncated",
            "A file ends too early",
            "The file ends in the middle of a record or of its compression: {found}.",
            "Fetch the file again; everything before that place was read.",
            loses=True,
        ),
        IssueKind(
            "unread-field",
            "A field is not part of the model",
            "{path} was published {count} times and is not used.",
            "Nothing to do if the field is not needed; to use it, add it to the reader's declaration.",
            loses=True,
        ),
        IssueKind(
            "wrong-type",
            "A value has another type than the standard says",
            "{path} holds {found} where {expected} is due ({count} times); the value was not used.",
            "Ask the publisher to follow the schema.",
            loses=True,
        ),
        IssueKind(
            "converted",
            "A value of another type was converted",
            "{path} holds {found} where {expected} is due ({count} times); it was converted.",
            "Nothing is lost; ask the publisher to follow the schema.",
            loses=False,
        ),
        IssueKind(
            "bad-date",
            "A date cannot be read",
            "{path} holds {found}, which is not a date that can be read ({count} times); "
            "the date is empty.",
            "Correct the date at the source; indicators that need it say that it is missing.",
            loses=True,
        ),
        IssueKind(
            "bad-number",
            "A number cannot be kept exactly",
            "{path} holds {found}, which is not a number that can be kept ({count} times).",
            "Correct the number at the source.",
            loses=True,
        ),
        IssueKind(
            "missing-currency",
            "An amount has no currency",
            "{path} holds an amount without a currency ({count} times).",
            "Amounts without a currency are kept and never compared with others.",
            loses=False,
        ),
        IssueKind(
            "duplicate-process",
            "A process stands more than once",
            "The process {found} was published {count} times; the releases were merged.",
            "Nothing to do if they are releases of one process.",
            loses=False,
        ),
        IssueKind(
            "superseded-process",
            "A process replaces an earlier one",
            "{count} processes were loaded before from {found}; the newer release was kept.",
            "Nothing to do.",
            loses=False,
        ),
        IssueKind(
            "merge-conflict",
            "Releases of one process cannot be merged",
            "The releases of {found} could not be merged: {expected}. The latest was kept.",
            "Check the dates and ids of the releases.",
            loses=True,
        ),
        IssueKind(
            "linked-release",
            "A record links to releases that are not here",
            "The record {found} links to {count} releases by URL; they were not fetched.",
            "Download the releases and load them together with the record.",
            loses=True,
        ),
        IssueKind(
            "older-version",
            "The record follows an older version of the standard",
            "{path} is a name of OCDS 1.0, read as {expected} ({count} times).",
            "Nothing is lost.",
            loses=False,
        ),
        IssueKind(
            "unreadable",
            "A file cannot be opened",
            "The file could not be opened: {found}.",
            "Check that it is a file, and its permissions; all other files were read.",
            loses=True,
        ),
        IssueKind(
            "superseded-release",
            "Releases are replaced by a compiled release",
            "{count} releases of {found} are not newer than its compiled release, which was kept.",
            "Nothing to do if the compiled release is made of them.",
            loses=False,
        ),
        IssueKind(
            "unknown-country",
            "A country is not recognised",
            "{path} holds {found}, which is no country, territory or people known ({count} times).",
            "Name the country by its ISO 3166 code; nothing else of the record is lost.",
            loses=True,
        ),
        IssueKind(
            "unknown-value",
            "A value has no meaning that is known",
            "{path} holds {found}, which was not understood ({count} times).",
            "Look at the record by hand; nothing else of it is lost.",
            loses=True,
        ),
        IssueKind(
            "unknown-schema",
            "Entities are of a class that has no place in the model",
            "{count} entities are of the class {found}, which has no table.",
            "Nothing to do if people, firms and what joins them are all that is needed.",
            loses=True,
        ),
        IssueKind(
            "no-name",
            "A record names nobody",
            "The record has no name ({count} times).",
            "Ask the publisher for the record; all others were read.",
            loses=True,
        ),
        IssueKind(
            "no-such-party",
            "A record adds to a party that is not in the list",
            "The record speaks of {found}, which its list does not hold ({count} times).",
            "Load all files of the list together; the rows are kept.",
            loses=False,
        ),
        IssueKind(
            "duplicate-party",
            "Two records have one id",
            "The id {found} was given before ({count} times); the record was kept as {expected}.",
            "Ask the publisher for ids that are unique.",
            loses=False,
        ),
        IssueKind(
            "ragged-row",
            "A row has more or fewer fields than the header",
            "The row has {found} fields where {expected} are due ({count} times).",
            "Check the delimiter and the quotes of the row; fields beyond the header are lost.",
            loses=True,
        ),
        IssueKind(
            "too-long-value",
            "A value is too long",
            "{path} has {found} characters, over the limit of {expected} ({count} times).",
            "Look at the record by hand; nothing else of it is lost.",
            loses=True,
        ),
        IssueKind(
            "recoded",
            "A file is not UTF-8",
            "The file was read as {found}, since it is not UTF-8.",
            "If names look wrong, convert the file to UTF-8 and load it again.",
            loses=False,
        ),
        IssueKind(
            "bad-xml",
            "An XML file is damaged, or has what no list needs",
            "The file was read up to this place: {found}.",
            "Ask the publisher for a file that is well formed, without document types and entities.",
            loses=True,
        ),
    )
}
"""The closed list, by code; the documentation page is generated from it."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One problem at one place, or the same problem at many places of one file.

    Attributes are written to the table `issues` as they are.
    """

    code: str
    """A key of :data:`KINDS`."""
    source: str
    """The first place: ``file:line`` or ``file#/json/pointer``."""
    path: str = ""
    """The path in the standard, without indexes: ``awards/suppliers/id``; empty for whole lines."""
    found: str = ""
    """What was there, shortened."""
    expected: str = ""
    """What should have been there."""
    count: int = 1
    """How many times, in this file."""

    def sentence(self) -> str:
        """Say in one sentence what is wrong."""
        return KINDS[self.code].template.format(
            path=self.path, found=self.found, expected=self.expected, count=self.count
        )
