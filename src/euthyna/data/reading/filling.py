"""Entries to drafts: what the fields of a part say of a party, and what its constants add."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from euthyna.base import countries, dates
from euthyna.data.declarations import (
    Draft,
    DraftAddress,
    DraftListing,
    DraftName,
    DraftPosition,
    Entry,
    Fill,
    Part,
    Table,
)
from euthyna.data.declarations.treatments import put_name
from euthyna.data.declarations.wording import holds_more
from euthyna.data.reading.meanings import gender_of, hashed, schema_of

Said = dict[str, str]
"""Texts by target, of what is put together of several fields."""
Step = Callable[[Entry, Draft, Said], None]

NAME_KINDS: Final[Mapping[str, str]] = {
    "name": "primary",
    "alias": "alias",
    "weak_alias": "weak",
    "former_name": "former",
    "original_name": "original_script",
    "transliteration": "transliteration",
    "abbreviation": "abbreviation",
}
_PARTS: Final = ("given_name", "middle_name", "patronymic", "family_name")
LISTS: Final[Mapping[str, str]] = {
    "birth_place": "birth_places",
    "topic": "topics",
    "phone": "phones",
    "email": "emails",
    "website": "websites",
}
DATES: Final[Mapping[str, str]] = {"birth_date": "birth_dates", "death_date": "death_dates"}
_SINGLE_DATES: Final = ("incorporation_date", "dissolution_date")


class Filler:
    """Makes drafts of the entries of one part."""

    def __init__(self, part: Part) -> None:
        self._part = part
        flat = isinstance(part.shape, Table)
        self._steps = [_step(fill, flat=flat) for fill in part.fills]
        self._constants = dict(part.constants)
        self._grouped = {k: v for k, v in part.constants.items() if "." in k}
        self._over = frozenset((*part.leaves, *part.key))

    def draft(self, entry: Entry) -> Draft | None:
        """Take all that the part knows off an entry; None if it says nothing.

        Whatever is left over is noted.
        """
        part = self._part
        draft = Draft(source=entry.source)
        said: Said = {}
        draft.id = self._id(entry)
        for step in self._steps:
            step(entry, draft, said)
        if part.treat is not None:
            part.treat(entry, draft)
        entry.leave(self._over)
        entry.note_left()
        if said:
            _put_together(draft, said)
        if not says(draft):
            if draft.id or said:
                entry.note("no-name")
            return None
        if not draft.marginal:
            self._add_constants(draft, said)
        draft.id = draft.id or _id_of(draft)
        return draft

    def _id(self, entry: Entry) -> str:
        key = self._part.key
        if not key:
            return ""
        texts = [entry.peek(name) for name in key]
        if len(texts) == 1 and not self._part.hashed:
            return texts[0]
        return hashed(*texts) if any(texts) else ""

    def _add_constants(self, draft: Draft, said: Said) -> None:
        constants = self._constants
        if not constants and not said:
            return
        if "schema" in constants:
            draft.schema = draft.schema or constants["schema"]
        for target, attribute in LISTS.items():
            if target in constants:
                getattr(draft, attribute).append(constants[target])
        if "country" in constants:
            draft.countries.append(constants["country"])
        groups = said | {k: v for k, v in self._grouped.items() if not said.get(k)}
        _add_listing(draft, groups, self._grouped)
        _add_position(draft, groups)


def says(draft: Draft) -> bool:
    """Tell whether a draft says anything of anybody."""
    return bool(
        draft.schema
        or draft.names
        or draft.identifiers
        or draft.addresses
        or draft.listings
        or draft.positions
        or draft.relationships
        or draft.birth_dates
        or draft.countries
        or draft.others
        or draft.topics
        or draft.phones
        or draft.emails
        or draft.websites
    )


def made_id(name: str, births: Iterable[str], lands: Iterable[str], numbers: Iterable[str]) -> str:
    """Make an id for a record that has none, the same as long as it says the same."""
    return hashed(name, *births, *lands, *numbers)


def _id_of(draft: Draft) -> str:
    main = next((n for n in draft.names if n.kind == "primary"), None)
    name = main or next(iter(draft.names), None)
    numbers = [one.identifier for one in draft.identifiers]
    return made_id(name.name if name else "", draft.birth_dates, draft.countries, numbers)


def _step(fill: Fill, *, flat: bool) -> Step:
    """Compile a field."""
    values = _values(fill, flat=flat)
    to = fill.to
    if to in NAME_KINDS:
        kind = NAME_KINDS[to]

        def names(entry: Entry, draft: Draft, _: Said) -> None:
            for text in values(entry):
                if holds_more(text):
                    put_name(entry, draft, text, kind=kind)
                else:
                    draft.names.append(DraftName(name=text, kind=kind))

        return names
    if to in DATES or to in _SINGLE_DATES or to.endswith("_date"):
        return _date_step(fill, values)
    if to == "country" or to.endswith(".country"):
        return _country_step(fill, values)
    if to in LISTS:
        attribute = LISTS[to]

        def lists(entry: Entry, draft: Draft, _: Said) -> None:
            getattr(draft, attribute).extend(values(entry))

        return lists
    return _SINGLE.get(to, _group_step)(fill, values)


Values = Callable[[Entry], Iterable[str]]


def _date_step(fill: Fill, values: Values) -> Step:
    to, order, path = fill.to, fill.order, fill.path
    open_words = tuple(word.casefold() for word in fill.open_words)

    def step(entry: Entry, draft: Draft, said: Said) -> None:
        for text in values(entry):
            if open_words and any(word in text.casefold() for word in open_words):
                said.setdefault("listing.status", text)
                continue
            found = dates.parse(text, order=order) or entry.as_dates(text, path, order=order)
            if not found:
                continue
            if to in DATES:
                getattr(draft, DATES[to]).extend(found)
            elif to in _SINGLE_DATES:
                setattr(draft, to, getattr(draft, to) or found[0])
            else:
                said.setdefault(to, found[-1] if to.endswith("end_date") else found[0])

    return step


def _country_step(fill: Fill, values: Values) -> Step:
    to, path = fill.to, fill.path

    def step(entry: Entry, draft: Draft, said: Said) -> None:
        for text in values(entry):
            code = countries.code(text) or entry.as_country(text, path)
            if not code:
                continue
            if to == "country":
                draft.countries.append(code)
            else:
                said.setdefault(to, code)

    return step


def _group_step(fill: Fill, values: Values) -> Step:
    to = fill.to

    def step(entry: Entry, _: Draft, said: Said) -> None:
        text = ", ".join(values(entry))
        if text:
            said[to] = f"{said[to]}, {text}" if to in said else text

    return step


def _schema_step(fill: Fill, values: Values) -> Step:
    def step(entry: Entry, draft: Draft, _: Said) -> None:
        for text in values(entry):
            found = schema_of(text)
            draft.schema = draft.schema or found
            if not found:
                entry.note("unknown-value", fill.path, text)

    return step


def _gender_step(fill: Fill, values: Values) -> Step:
    def step(entry: Entry, draft: Draft, _: Said) -> None:
        for text in values(entry):
            found = gender_of(text)
            draft.gender = draft.gender or found
            if not found:
                entry.note("unknown-value", fill.path, text)

    return step


def _text_step(fill: Fill, values: Values) -> Step:
    def step(entry: Entry, draft: Draft, _: Said) -> None:
        for text in values(entry):
            setattr(draft, fill.to, getattr(draft, fill.to) or text)

    return step


def _identifier_step(fill: Fill, values: Values) -> Step:
    scheme = fill.scheme

    def step(entry: Entry, draft: Draft, _: Said) -> None:
        for text in values(entry):
            draft.identifier(text, scheme)

    return step


def _address_step(_: Fill, values: Values) -> Step:
    def step(entry: Entry, draft: Draft, _: Said) -> None:
        for text in values(entry):
            draft.addresses.append(DraftAddress(address=text))

    return step


def _nothing_step(_: Fill, values: Values) -> Step:
    def step(entry: Entry, _draft: Draft, _: Said) -> None:
        values(entry)

    return step


_SINGLE: Final[Mapping[str, Callable[[Fill, Values], Step]]] = {
    "id": _text_step,
    "legal_form": _text_step,
    "schema": _schema_step,
    "gender": _gender_step,
    "identifier": _identifier_step,
    "address": _address_step,
    "nothing": _nothing_step,
}


def _values(fill: Fill, *, flat: bool) -> Values:
    """Compile how the texts of a field are found."""
    path = fill.path
    way = [] if flat else path.split("/")
    if flat or len(way) == 1:
        texts: Values = (
            (lambda entry: _one(entry.take(path))) if flat else (lambda entry: entry.takes(path))
        )
    else:
        texts = lambda entry: list(_walk(entry, way))  # noqa: E731
    cut = separated(fill)
    if cut is None:
        return texts
    return lambda entry: [piece for text in texts(entry) for piece in cut(text)]


def separated(fill: Fill) -> Callable[[str], list[str]] | None:
    """Give what cuts a text of a field into its values; None if it is one value."""
    if not fill.separator:
        return None
    cut = re.compile(fill.separator).split
    return lambda text: [piece for part in cut(text) if part and (piece := part.strip())]


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _walk(entry: Entry, way: list[str]) -> Iterator[str]:
    if len(way) == 1:
        yield from entry.takes(way[0])
        return
    for child in entry.children(way[0]):
        yield from _walk(child, way[1:])


def _put_together(draft: Draft, said: Said) -> None:
    """Make a name and an address of their parts."""
    given, middle, patronymic, family = (said.pop(part, "") for part in _PARTS)
    if given or middle or patronymic or family:
        given = " ".join(filter(None, (given, middle)))
        main = next((n for n in draft.names if n.kind == "primary"), None)
        if main is None:
            text = " ".join(filter(None, (given, patronymic, family)))
            main = DraftName(name=text)
            draft.names.insert(0, main)
        main.given_name, main.family_name, main.patronymic = given, family, patronymic
    parts = {k.partition(".")[2]: said.pop(k) for k in list(said) if k.startswith("address.")}
    if not parts:
        return
    if len(draft.addresses) == 1 and not draft.addresses[0].country:
        for part, text in parts.items():
            setattr(draft.addresses[0], part, text)
    else:
        draft.addresses.append(DraftAddress(**parts))


def _add_listing(draft: Draft, groups: Said, constants: Mapping[str, str]) -> None:
    """Add the listing that fields and constants make.

    Of a treatment that added one of its own, they fill what it left empty; of one that added
    several, the constants do.
    """
    parts = {k.partition(".")[2]: v for k, v in groups.items() if k.startswith("listing.")}
    if not draft.listings and parts:
        draft.listings.append(DraftListing(**parts))
    if len(draft.listings) > 1:
        parts = {k.partition(".")[2]: v for k, v in constants.items() if k.startswith("listing.")}
    for listing in draft.listings:
        for part, text in parts.items():
            if not getattr(listing, part):
                setattr(listing, part, text)


def _add_position(draft: Draft, groups: Said) -> None:
    parts = {k.partition(".")[2]: v for k, v in groups.items() if k.startswith("position.")}
    if not parts:
        return
    topics = [t for t in re.split(r"[;,]\s*", parts.pop("topics", "")) if t]
    draft.positions.append(DraftPosition(**parts, topics=topics))
