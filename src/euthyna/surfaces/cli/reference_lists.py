"""The generated page on the lists of persons and firms that are read."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

from euthyna.data import readers
from euthyna.data.declarations import (
    Document,
    Elements,
    Fill,
    Lines,
    ListFormat,
    Marks,
    Part,
    Table,
)

_COLUMNS = {
    "id": "`parties.party_id`",
    "schema": "`parties.schema`",
    "name": "`party_names`, primary",
    "alias": "`party_names`, alias",
    "weak_alias": "`party_names`, weak",
    "former_name": "`party_names`, former",
    "original_name": "`party_names`, original_script",
    "transliteration": "`party_names`, transliteration",
    "abbreviation": "`party_names`, abbreviation",
    "birth_date": "`parties.birth_dates`",
    "birth_place": "`parties.birth_places`",
    "death_date": "`parties.death_dates`",
    "country": "`parties.countries`",
    "topic": "`parties.topics`",
    "phone": "`parties.phones`",
    "email": "`parties.emails`",
    "website": "`parties.websites`",
    "address": "`party_addresses.address`",
    "identifier": "`party_identifiers`",
    "nothing": "nothing, on purpose",
}
_GROUPS = {"listing": "listings", "address": "party_addresses", "position": "positions"}
_NAME_PARTS = frozenset({"given_name", "middle_name", "family_name", "patronymic"})
_SHAPES = {
    Table: "a table: CSV of any delimiter, or a spreadsheet",
    Elements: "XML",
    Lines: "JSON, one object a line",
    Document: "one JSON document",
}


def lists() -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Which lists are read"
    yield ""
    yield "Each is recognised by itself, whatever its file is called. Every field is used, left out"
    yield "on purpose, or reported as [unread-field](issues.md#unread-field). Where a name has other"
    yield "names inside it (*f/k/a*, *also known as*, *successor to*), they become rows of their own."
    for form, about in _formats():
        yield from _format(form, about)


def _formats() -> Iterator[tuple[ListFormat, str]]:
    """Yield the formats of all readers, each with what its module says of it."""
    for module in pkgutil.iter_modules(readers.__path__):
        reader = importlib.import_module(f"{readers.__name__}.{module.name}")
        for form in getattr(reader, "FORMATS", ()):
            yield form, inspect.getdoc(reader) or ""


def _format(form: ListFormat, about: str) -> Iterator[str]:
    yield ""
    yield f"## {form.name}"
    yield ""
    yield f"**{form.title}.** " + " ".join(about.partition("\n\n")[2].replace("``", "`").split())
    for part in form.parts:
        yield ""
        if len(form.parts) > 1:
            yield f"### {form.name}: {part.name}"
            yield ""
        yield f"Recognised by {', '.join(_marks(part.marks))}; {_SHAPES[type(part.shape)]}."
        yield from _fields(part)


def _marks(marks: Marks) -> Iterator[str]:
    if marks.header:
        yield "the columns " + ", ".join(f"`{column}`" for column in marks.header)
    if marks.root:
        yield f"the root element `{marks.root}`"
    if marks.keys:
        yield "the keys " + ", ".join(f"`{key}`" for key in marks.keys)
    if marks.start:
        yield "the form of its first line"
    if marks.name:
        yield f"a file name with `{marks.name.pattern}`"


def _fields(part: Part) -> Iterator[str]:
    yield ""
    yield "| field | fills |"
    yield "|---|---|"
    for fill in part.fills:
        yield f"| `{fill.path}` | {_filled(fill)} |"
    for path, use in part.uses.items():
        yield f"| `{path}` | {use} |"
    for target, value in part.constants.items():
        yield f"| always {_cell(value)} | {_column(target)} |"
    if part.leaves:
        yield ""
        yield "Left out:"
        yield ""
        yield from (f"- `{path}`: {reason}" for path, reason in part.leaves.items())


def _cell(value: str) -> str:
    return f"`{value}`" if value.islower() else f"*{value}*"


def _filled(fill: Fill) -> str:
    text = _column(fill.to)
    if fill.scheme:
        text += f", `{fill.scheme}`"
    if fill.open_words:
        text += f"; empty for {', '.join(fill.open_words)}"
    return text


def _column(target: str) -> str:
    group, _, column = target.partition(".")
    if column:
        return f"`{_GROUPS[group]}.{column}`"
    if target in _NAME_PARTS:
        return f"`party_names.{target}`"
    return _COLUMNS.get(target, f"`parties.{target}`")
