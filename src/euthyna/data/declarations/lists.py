"""What a reader knows of a published list of persons and firms, said once, as data.

A list is a :class:`ListFormat` of one or more files (:class:`Part`): how each is recognised
(:class:`Marks`), in which shape its records stand (:class:`Table`, :class:`Elements`,
:class:`Lines`, :class:`Document`), which field says what of a party (:class:`Fill`), and what is
left out, with the reason. What no field can say, a function says: it takes values off the
:class:`~euthyna.data.declarations.entry.Entry` and puts them into the
:class:`~euthyna.data.declarations.draft.Draft`. Whatever nobody takes is an ``unread-field``
issue.

A reader module in :mod:`euthyna.data.readers` has ``FORMATS``, a tuple of formats; it is found
by that::

    def _treat(entry: Entry, draft: Draft) -> None:
        draft.schema = "Person" if entry.take("Type") == "I" else "Organization"

    EXAMPLE = ListFormat(
        name="example-bank",
        title="Example Bank: ineligible firms",
        parts=(
            Part(
                name="list",
                shape=Table(),
                marks=Marks(header=("Firm Name", "Ineligible Until")),
                key=("Firm Name", "Country"),
                fills=(
                    Fill(path="Firm Name", to="name"),
                    Fill(path="Country", to="country", separator=";"),
                    Fill(path="Ineligible Until", to="listing.end_date", open_words=("ongoing",)),
                ),
                constants={"listing.kind": "debarment", "listing.authority": "Example Bank"},
                uses={"Type": "the schema"},
                leaves={"Row": "its position says nothing"},
                treat=_treat,
            ),
        ),
        merges=True,
    )

What is read comes out of :func:`euthyna.data.reading.parties.read_parties`::

    def read_parties(
        path: str | Path | Sequence[str | Path],
        *,
        mapping: Mapping[str, str | Mapping[str, str]] | Path | None = None,
        dataset: str | None = None,
    ) -> PartyFile

A ``PartyFile`` is iterated once; each item is a ``dict[str, pyarrow.Table]``, table name of
:mod:`euthyna.data.model.who` to rows (absent where there are none), about 10,000 parties at a
time; all rows of one party stand in one item. It has ``format`` (name), ``dataset``, and after
the last item ``issues`` (list of Issue). `mapping` is said in words of :data:`TARGETS`:
``{"Firm": "name", "Tax no": {"to": "identifier", "scheme": "taxNumber"}}``. Ids are
``dataset:id``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from euthyna.data.declarations.draft import Draft
from euthyna.data.declarations.entry import Entry

Treatment = Callable[[Entry, Draft], None]
"""Takes values off an entry and says in the draft what they mean."""

TARGETS: Final[Mapping[str, str]] = {
    "id": "number of the record in its list",
    "schema": "class of FollowTheMoney, or words such as individual, firm, vessel",
    "name": "main name",
    "alias": "another name",
    "weak_alias": "a name that many may have",
    "former_name": "an earlier name",
    "original_name": "the name in its original script",
    "transliteration": "the name in another script than its own",
    "abbreviation": "short name",
    "given_name": "given names, of the main name",
    "middle_name": "middle names, of the main name",
    "family_name": "family name, of the main name",
    "patronymic": "father's name, of the main name",
    "birth_date": "date of birth",
    "birth_place": "place of birth",
    "death_date": "date of death",
    "gender": "gender",
    "incorporation_date": "when a firm was founded",
    "dissolution_date": "when a firm ended",
    "country": "nationality, citizenship or jurisdiction",
    "topic": "topic of FollowTheMoney",
    "phone": "telephone number",
    "email": "e-mail address",
    "website": "web page",
    "legal_form": "legal form",
    "identifier": "number at a register; `scheme` says which",
    "address": "address in one text",
    "address.street": "street and house",
    "address.locality": "town",
    "address.region": "region",
    "address.postal_code": "postal code",
    "address.country": "country of the address",
    "listing.kind": "debarment, sanction, export_control, disqualification, warning or wanted",
    "listing.authority": "who listed it",
    "listing.program": "programme or law",
    "listing.ground": "why",
    "listing.reference": "number of the entry",
    "listing.start_date": "first day",
    "listing.end_date": "last day",
    "listing.country": "country of the authority",
    "listing.status": "state of the entry",
    "position.position_id": "id of the office",
    "position.title": "name of the office",
    "position.country": "country of the office",
    "position.organisation": "body of the office",
    "position.topics": "level and branch",
    "position.start_date": "taken",
    "position.end_date": "left",
    "position.status": "current, ended or unknown",
    "nothing": "left out on purpose",
}
"""What a :class:`Fill`, and a column of a mapping, can say: the word and its meaning. The form
follows from it: dates become ISO 8601 with their precision, countries become codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """One published field, and what it says of a party.

    All fields of one record that begin with ``listing.`` make one listing, and so for
    ``address.`` and ``position.``. Name parts make the main name where there is no ``name``.
    """

    path: str
    """The header of the column, compared without case and spaces; in XML and JSON the way to
    the value, parts joined by a slash; a list on the way gives all its values."""
    to: str
    """One of :data:`TARGETS`."""
    separator: str = ""
    """A regular expression at which a text is split into several values."""
    scheme: str = ""
    """Of an identifier."""
    order: str = "dmy"
    """``dmy`` or ``mdy``: how dates with numbers only, such as 12/05/1970, are meant."""
    optional: bool = False
    """Whether a file without the field is recognised all the same."""
    open_words: tuple[str, ...] = ()
    """What an end date may say that means that none is known: Ongoing, Permanent."""
    also: tuple[str, ...] = ()
    """Other headers of the same column, in older or translated editions."""

    def __post_init__(self) -> None:
        """Check the word."""
        if self.to not in TARGETS:
            msg = (
                f"{self.path}: {self.to!r} says nothing of a party; it may be {', '.join(TARGETS)}"
            )
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Records are rows: of a CSV (any delimiter and encoding) or of a spreadsheet."""

    columns: tuple[str, ...] = ()
    """Names of the columns of a file without a header row, in order."""
    empty: tuple[str, ...] = ()
    """Texts that mean nothing, such as ``-0-``."""
    delimiter: str = ""
    """Detected if not given."""
    encoding: str = ""
    """Where not given: by its byte order mark, else UTF-8, else Windows-1252 with an issue."""
    header_rows: int = 1
    """Over how many rows the header goes; the lowest text of a column is its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elements:
    """Records are XML elements, streamed; an attribute is a value named ``@name``."""

    tags: tuple[str, ...]
    """Local names of the elements; ``Entry.kind`` says which it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Records are JSON objects, one a line."""

    kind: str = ""
    """The key whose value becomes ``Entry.kind``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Records are elements of the lists of one JSON document."""

    lists: tuple[str, ...]
    """Keys of the document; ``Entry.kind`` says which; read in this order."""


Shape = Table | Elements | Lines | Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a file is recognised; everything given must hold."""

    header: tuple[str, ...] = ()
    """Columns that one of the first rows has, compared without case and spaces."""
    root: str = ""
    """Local name of the root element of an XML document."""
    keys: tuple[str, ...] = ()
    """Keys of the first object of a JSON file."""
    start: re.Pattern[str] | None = None
    """Found in the first 4,096 characters of the content: for files without a header."""
    name: re.Pattern[str] | None = None
    """Found in the name of the file, in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """One kind of file of a format, and what its records say."""

    name: str
    """Such as ``sdn``; parts of one list in one folder have names that differ in this only."""
    shape: Shape
    marks: Marks
    fills: tuple[Fill, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    """Said of every party of the part, by word of :data:`TARGETS`."""
    key: tuple[str, ...] = ()
    """Fields of which the id of the record is made: the value itself of one field, else a hash
    of all; a treatment may set ``Draft.id`` instead."""
    hashed: bool = False
    """Whether also a single key is hashed, because it is a text and no id."""
    treat: Treatment | None = None
    """Says what the fields cannot; called after them."""
    uses: Mapping[str, str] = field(default_factory=dict)
    """Fields that the treatment takes, and what becomes of them, for the reference page."""
    leaves: Mapping[str, str] = field(default_factory=dict)
    """Fields that nobody reads, with the reason."""
    refers: Mapping[str, str] = field(default_factory=dict)
    """Kinds of entries that are no parties and that others refer to, with the path of their id:
    read before all others, given by ``Entry.look_up``."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ListFormat:
    """Everything that a reader knows of one published list, or of one standard of lists."""

    name: str
    title: str
    parts: tuple[Part, ...]
    """The first is the main one."""
    dataset: str = ""
    """The name of the list; where empty, the name of the file without its endings."""
    finish: Callable[[Draft], None] | None = None
    """Completes a draft when all that is said of the party is known."""
    merges: bool = False
    """Whether several records, also of several parts, may speak of one party (by its id). Their
    drafts become one: first values win, lists are joined."""
