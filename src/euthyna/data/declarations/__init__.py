"""The vocabulary in which a reader says what it knows of a standard, as data.

A reader of OCDS is a :class:`Standard`: which rows stand where (:class:`Rows`), which field fills
which column (:class:`Field`), and what is out of scope on purpose. Two interpreters read it,
:mod:`euthyna.data.reading.fast` and :mod:`euthyna.data.reading.strict`.

A reader of lists of persons and firms has ``FORMATS``, a tuple of :class:`ListFormat`: see
:mod:`euthyna.data.declarations.lists`, which documents it, with an example. What it reads can
be had without a lake from :func:`euthyna.data.reading.parties.read_parties`.
"""

from __future__ import annotations

from euthyna.data.declarations.draft import (
    Draft,
    DraftAddress,
    DraftIdentifier,
    DraftListing,
    DraftName,
    DraftPosition,
    DraftRelationship,
)
from euthyna.data.declarations.entry import Entry
from euthyna.data.declarations.lists import (
    Document,
    Elements,
    Fill,
    Lines,
    ListFormat,
    Marks,
    Part,
    Table,
)
from euthyna.data.declarations.standard import Field, Form, Rows, Standard

__all__ = [
    "Document",
    "Draft",
    "DraftAddress",
    "DraftIdentifier",
    "DraftListing",
    "DraftName",
    "DraftPosition",
    "DraftRelationship",
    "Elements",
    "Entry",
    "Field",
    "Fill",
    "Form",
    "Lines",
    "ListFormat",
    "Marks",
    "Part",
    "Rows",
    "Standard",
    "Table",
]
