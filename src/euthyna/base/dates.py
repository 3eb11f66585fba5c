"""Dates as publishers write them, read into texts that begin like ISO 8601 and keep precision."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import Final

LONGEST: Final = 100
"""A longer text is no date."""
WIDEST: Final = 10
"""A range of up to so many years gives each of them; a wider one its first and last."""

_ISO = re.compile(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ][\d:.,+Zz -]*)?", re.ASCII)
_COMPACT = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|º|er)?[-/., ]*(?:de |of )?([^\W\d_]+)\.?[-/., ]*(?:de |del )?(\d{4})"
)
_NAMED_DAY = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NAMED = re.compile(r"([^\W\d_]+)\.?[-/, ]*(?:de |del )?(\d{4})")
_YEARS = re.compile(r"(\d{4}) ?(?:[-\u2013\u2014/]|to|and|or|until|bis) ?(\d{4})")
_BETWEEN = re.compile(r"(?:between|from|entre|zwischen) (.+?) (?:and|to|y|et|und) (.+)")
_ABOUT = re.compile(
    r"^(?:circa|ca\.?|c\.|about|approx(?:imately|\.)?|around|born|est(?:imated|\.)?|vers|hacia|um|in|~)\s*",
)
_TIME = re.compile(
    r"[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[ap]\.?m\.?)?(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s*\((?:circa|approx(?:imately|\.)?|estimated|uncertain)\)$|\s*\?$")

_MONTH_NAMES: Final = (
    (
        "january",
        "jan",
        "janvier",
        "janv",
        "enero",
        "ene",
        "januar",
        "jän",
        "janeiro",
        "gennaio",
        "января",
    ),
    (
        "february",
        "feb",
        "février",
        "févr",
        "fév",
        "febrero",
        "februar",
        "fevereiro",
        "fev",
        "febbraio",
        "февраля",
    ),
    ("march", "mar", "mars", "marzo", "märz", "mär", "mrz", "março", "марта"),
    ("april", "apr", "avril", "avr", "abril", "abr", "aprile", "апреля"),
    ("may", "mai", "mayo", "maio", "mag", "maggio", "мая"),
    ("june", "jun", "juin", "junio", "juni", "junho", "giugno", "giu", "июня"),
    ("july", "jul", "juillet", "juil", "julio", "juli", "julho", "luglio", "lug", "июля"),
    ("august", "aug", "août", "aou", "agosto", "ago", "августа"),
    (
        "september",
        "sep",
        "sept",
        "septembre",
        "septiembre",
        "set",
        "setembro",
        "settembre",
        "сентября",
    ),
    (
        "october",
        "oct",
        "octobre",
        "octubre",
        "okt",
        "oktober",
        "out",
        "outubro",
        "ottobre",
        "ott",
        "октября",
    ),
    ("november", "nov", "novembre", "noviembre", "novembro", "ноября"),
    (
        "december",
        "dec",
        "décembre",
        "déc",
        "diciembre",
        "dic",
        "dez",
        "dezember",
        "dezembro",
        "dicembre",
        "декабря",
    ),
)
_MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names}


@lru_cache(maxsize=1 << 16)
def parse(text: str, *, order: str = "dmy") -> tuple[str, ...]:
    """Read a date, or a range of dates, as it was published.

    Parameters
    ----------
    text
        Such as ``1970-05-03``, ``03-May-1970``, ``12/05/1970``, ``circa 1970``, ``1960 to 1962``.
        A time of day is left out.
    order
        ``dmy`` or ``mdy``: what numbers only mean. Where that is impossible, the other is taken.

    Returns
    -------
    tuple of str
        ISO 8601 with the precision of the text: ``1970``, ``1970-05``, ``1970-05-03``. A range
        gives every year up to :data:`WIDEST`, a wider one the first and the last. Empty for what
        is no date.

    Examples
    --------
    >>> parse("3 May 1970"), parse("05/1970"), parse("circa 1970")
    (('1970-05-03',), ('1970-05',), ('1970',))
    >>> parse("12/05/1970"), parse("12/05/1970", order="mdy")
    (('1970-05-12',), ('1970-12-05',))
    >>> parse("between 1960 and 1962"), parse("31 February 1970")
    (('1960', '1961', '1962'), ())
    """
    if len(text) > LONGEST:
        return ()
    iso = _ISO.fullmatch(text)
    if iso:
        return _one(*iso.groups())
    return _written(" ".join(text.lower().split()).strip(" .,;"), order)


def _written(text: str, order: str) -> tuple[str, ...]:
    """Read what is not ISO 8601 already."""
    plain = _SUFFIX.sub("", _TIME.sub("", _ABOUT.sub("", text)))
    plain = _ABOUT.sub("", plain)  # such as "born circa 1970"
    return _single(plain, order) or _range(plain, order)


def _single(text: str, order: str) -> tuple[str, ...]:
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _one(*found.groups())
    if found := _NUMBERS.fullmatch(text):
        first, second, year = found.groups()
        day, month = (second, first) if order == "mdy" else (first, second)
        return _one(year, month, day) or _one(year, day, month)
    if found := _MONTH_YEAR.fullmatch(text):
        return _one(found[2], found[1])
    return _named(text)


def _named(text: str) -> tuple[str, ...]:
    """Read a date whose month is a word."""
    for pattern, year, month, day in (
        (_DAY_NAMED, 3, 2, 1),
        (_NAMED_DAY, 3, 1, 2),
        (_NAMED, 2, 1, 0),
    ):
        found = pattern.fullmatch(text)
        if found and (number := _MONTHS.get(found[month])):
            return _one(found[year], str(number), found[day] if day else None)
    return ()


def _range(text: str, order: str) -> tuple[str, ...]:
    found = _YEARS.fullmatch(text) or _BETWEEN.fullmatch(text)
    if not found:
        return ()
    first, last = (_single(_ABOUT.sub("", end), order) for end in found.groups())
    if not first or not last or first[0] > last[0]:
        return ()
    return _years(first[0], last[0]) or tuple(dict.fromkeys((first[0], last[0])))


def _years(first: str, last: str) -> tuple[str, ...]:
    """Give every year of a range that is told in years, or that covers several."""
    begin, end = int(first[:4]), int(last[:4])
    if begin == end or end - begin >= WIDEST:
        return ()
    return tuple(str(year) for year in range(begin, end + 1))


def _one(year: str, month: str | None = None, day: str | None = None) -> tuple[str, ...]:
    """Check a date; a month or a day of 0 is one that is not known."""
    y, m, d = int(year), int(month or 0), int(day or 0)
    if not 1000 <= y <= 9999 or m > 12 or (d and (not m or d > monthrange(y, m)[1])):
        return ()
    if not m:
        return (f"{y}",)
    return (f"{y}-{m:02}-{d:02}",) if d else (f"{y}-{m:02}",)
