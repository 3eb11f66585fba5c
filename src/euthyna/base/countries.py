"""Countries as publishers write them, read into ISO 3166 codes in small letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rigour.territories.territory import Territory

LONGEST: Final = 120
"""A longer text is no country."""

_SHORT: Final = {
    "rep": "republic",
    "rep.": "republic",
    "dem.": "democratic",
    "fed.": "federal",
    "fed": "federal",
    "sts": "states",
    "sts.": "states",
    "isl.": "islands",
    "is.": "islands",
    "st.": "saint",
    "pdr": "people's democratic republic",
    "rb": "bolivarian republic",
    "fyr": "former yugoslav republic",
    "sar": "",
    "s.a.r.": "",
}
"""Words that lists of banks write short."""
_NO_COUNTRY: Final = frozenset({"zz", "xx"})
_SHARED: Final = frozenset({"korea", "congo", "sudan", "guinea", "virgin islands", "china"})
"""First words of names of several countries: they say nothing alone."""


@lru_cache(maxsize=1 << 15)
def code(text: str) -> str:
    """Give the code of a country that is told by its name, its code, or its people.

    Parameters
    ----------
    text
        Such as ``Côte d'Ivoire``, ``RUS``, ``Egypt, Arab Rep.``, ``China (Hong Kong SAR)``,
        ``British``, in any language that the tables of rigour know.

    Returns
    -------
    str
        ISO 3166-1 alpha-2 in small letters; a part of a country gives its country, a country of
        the past its code in ISO 3166-3. Empty for what is none.

    Examples
    --------
    >>> code("Congo, Dem. Rep."), code("China (Hong Kong SAR)"), code("Scotland"), code("Atlantis")
    ('cd', 'hk', 'gb', '')
    """
    plain = " ".join(text.split()).strip(" .,;")
    if not plain or len(plain) > LONGEST:
        return ""
    if len(plain) <= 3 and plain.isascii():
        return _by_code(plain) or _found(plain)
    return next(filter(None, map(_found, _readings(plain))), "")


def _by_code(text: str) -> str:
    """Look up a code of two or three letters: the table of names takes a second to load."""
    from rigour.territories import lookup_by_identifier  # noqa: PLC0415  (loads its tables)

    return _short(lookup_by_identifier(text))


def _found(text: str) -> str:
    from rigour.territories import lookup_territory  # noqa: PLC0415  (loads its tables)

    return _short(lookup_territory(text)) if text else ""


def _short(found: Territory | None) -> str:
    short = found.code.partition("-")[0] if found else ""
    return "" if short in _NO_COUNTRY else short


def _readings(text: str) -> Iterator[str]:
    """Give what a text can mean, the likeliest first."""
    yield text
    long = " ".join(_SHORT.get(word, word) for word in text.lower().replace(",", " ,").split())
    yield long.replace(" ,", ",")
    if inner := re.fullmatch(r"([^()]+)\(([^()]+)\)", long):
        outside, inside = (part.strip() for part in inner.groups())
        yield inside
        yield f"{inside} {outside}"
        yield from _alone(outside)
    head, comma, tail = (part.strip() for part in long.partition(" ,"))
    if comma:
        yield f"{tail} {head}"
        yield f"{tail} of {head}"
        yield from _alone(head)


def _alone(text: str) -> Iterator[str]:
    if text not in _SHARED:
        yield text
