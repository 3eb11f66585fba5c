"""From what is asked to the records that are screened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fastapi import HTTPException

from euthyna.base import countries, dates
from euthyna.entities.records import Identifier, Name, Record
from euthyna.surfaces.api.settings import Settings
from euthyna.surfaces.api.vocabulary import NAME_KINDS, PROPERTIES, SCHEMATA, Means, matchable

Said = Mapping[str, list[str]]

_DEEPEST = 4
"""How deep values may be nested; what is deeper is left out."""
_GIVEN = ("firstName", "secondName", "middleName")
_WRITTEN = (*_GIVEN, "fatherName", "lastName", "nameSuffix")


def understood(
    schema: str, properties: Mapping[str, Any], *, settings: Settings
) -> dict[str, list[str]]:
    """Take from a question what is understood, as texts.

    Parameters
    ----------
    schema
        Class of FollowTheMoney.
    properties
        As sent: a value or a list of values each. Properties that nobody knows are left out.
    settings
        How many values a question may have, and how long they may be.

    Raises
    ------
    HTTPException
        400 when one cannot ask for the class, or there is too much of anything.
    """
    if not matchable(schema):
        known = ", ".join(name for name in SCHEMATA if matchable(name))
        raise HTTPException(400, f"Unknown schema: {schema[:100]!r}; one of {known} is needed.")
    said = {
        name: list(_texts(value))
        for name, value in properties.items()
        if name in PROPERTIES and value
    }
    _check_sizes(said, settings)
    return {name: texts for name, texts in said.items() if texts}


def record(id: str, *, schema: str, said: Said) -> Record:
    """Make the record that is screened.

    Parameters
    ----------
    id
        By which the caller knows the question.
    schema
        Class of FollowTheMoney.
    said
        What is understood of the question.
    """
    return Record(
        id=id,
        schema="LegalEntity" if schema == "Thing" else schema,
        names=_names(said),
        birth_dates=_dates(said, "born"),
        incorporation_date=next(iter(_dates(said, "founded")), ""),
        gender=next(iter(_all(said, "gender")), "").lower(),
        countries=tuple(_countries(said)),
        identifiers=tuple(
            Identifier(value=text, scheme=name)
            for name, texts in said.items()
            if PROPERTIES[name].means == "identifier"
            for text in texts
        ),
        addresses=_all(said, "address"),
        phones=_all(said, "phone"),
        emails=tuple(email.lower() for email in _all(said, "email")),
    )


def _texts(value: Any, *, depth: int = 0) -> Iterator[str]:
    """Give texts of whatever JSON holds; nested entities count by their name or id."""
    if isinstance(value, str):
        if text := _whole(value).strip():
            yield text
    elif depth == _DEEPEST:
        return
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item, depth=depth + 1)
    elif isinstance(value, dict):
        named = value.get("caption") or value.get("name") or value.get("id")
        yield from _texts(named, depth=depth + 1)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _whole(text: str) -> str:
    """Replace halves of characters, which JSON can hold and nothing else can."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _check_sizes(said: Said, settings: Settings) -> None:
    values = sum(len(texts) for texts in said.values())
    if values > settings.values:
        raise HTTPException(
            400, f"A query has {values:,} values; at most {settings.values:,} may be."
        )
    longest = max((len(text) for texts in said.values() for text in texts), default=0)
    if longest > settings.value_characters:
        raise HTTPException(
            400,
            f"A value has {longest:,} characters; at most {settings.value_characters:,} may be.",
        )


def _all(said: Said, means: Means) -> tuple[str, ...]:
    return tuple(
        text for name, texts in said.items() if PROPERTIES[name].means == means for text in texts
    )


def _dates(said: Said, means: Means) -> tuple[str, ...]:
    return tuple(date for text in _all(said, means) for date in dates.parse(text[:100]))


def _countries(said: Said) -> Iterator[str]:
    found = (countries.code(text[:200]) for text in _all(said, "country"))
    return iter(dict.fromkeys(code for code in found if code))


def _names(said: Said) -> tuple[Name, ...]:
    """Give the names, the parts of the main one beside it; parts alone make a name."""
    parts = {
        "given": " ".join(_first(said, _GIVEN)),
        "family": " ".join(_first(said, ("lastName",))),
        "patronymic": " ".join(_first(said, ("fatherName",))),
    }
    names = [Name(text, kind) for prop, kind in NAME_KINDS.items() for text in said.get(prop, ())]
    if names:
        return (Name(names[0].text, names[0].kind, **parts), *names[1:])
    written = " ".join(_first(said, _WRITTEN))
    return (Name(written, **parts),) if written else ()


def _first(said: Said, properties: Sequence[str]) -> list[str]:
    return [said[name][0] for name in properties if said.get(name)]
