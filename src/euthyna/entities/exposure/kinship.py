"""Words for relatives and associates, as neutral relations with their inverses.

The inverse of a word with a gender is a set: whose *mother* somebody is may be a son or a
daughter. So a tie is kept as a neutral relation beside the gender of a person, and the word of
the source is kept as it was. Which relations count, the law of each country says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import yaml

_FILE: Final = Path(__file__).with_suffix(".yaml")
_GENDERS: Final = {"m": "male", "f": "female", "any": ""}

ASSOCIATES: Final = frozenset({"business", "associate"})
"""The relations that are none of family."""

OTHER: Final = "relative"
"""The relation of whom a source calls a relative in words that are not known here."""


@dataclass(frozen=True, slots=True)
class Kin:
    """What a word says of the other."""

    relation: str
    """In which the other stands to the person: parent, child, sibling, …"""
    gender: str = ""
    """Of the other: male, female, or empty where the word does not tell."""


def words() -> MappingProxyType[str, Kin]:
    """Give every known word, in small letters, and what it says."""
    return _tables()[0]


def relations() -> MappingProxyType[str, str]:
    """Give every relation and its inverse."""
    return _tables()[1]


def kin(word: str) -> Kin:
    """Say what a source's word for a relative or an associate means.

    Parameters
    ----------
    word
        In any case; ``ex-`` and blanks are as in the source.

    Returns
    -------
    Kin
        With the relation :data:`OTHER` where the word is not known.

    Examples
    --------
    >>> kin("Mother-in-law")
    Kin(relation='parent-in-law', gender='female')
    """
    return words().get(" ".join(word.lower().split()), Kin(OTHER))


def inverse(relation: str) -> str:
    """Give the relation in which a person stands to the other.

    Raises
    ------
    KeyError
        If there is no such relation.

    Examples
    --------
    >>> inverse("parent")
    'child'
    """
    return relations()[relation]


def written(relation: str, *, gender: str = "") -> str:
    """Write a relation for people, by the gender of the one who stands in it.

    Raises
    ------
    KeyError
        If there is no such relation.

    Examples
    --------
    >>> written(inverse(kin("mother").relation), gender="male")
    'son'
    """
    return _tables()[2].get((relation, gender)) or _tables()[2][relation, ""]


@cache
def _tables() -> tuple[
    MappingProxyType[str, Kin], MappingProxyType[str, str], dict[tuple[str, str], str]
]:
    raw = yaml.safe_load(_FILE.read_text("utf-8"))
    known: dict[str, Kin] = {}
    first: dict[tuple[str, str], str] = {}
    for relation, said in raw.items():
        for key, gender in _GENDERS.items():
            for word in said.get(key, ()):
                if word in known:
                    msg = f"{_FILE.name}: {word!r} stands for two relations"
                    raise ValueError(msg)
                known[word] = Kin(relation, gender)
                first.setdefault((relation, gender), word)
    inverses = {relation: said["inverse"] for relation, said in raw.items()}
    return MappingProxyType(known), MappingProxyType(inverses), first
