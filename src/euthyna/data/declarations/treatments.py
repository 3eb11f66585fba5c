"""What the treatments of several lists do alike: names, dates, numbers and countries in one text.

Publishers write several values into one field, ``a) 1955 b) 1957``, and several meanings into one
value, ``C2002515 (Iran)``. These functions take such texts apart and put them into a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

from euthyna.base import countries
from euthyna.data.declarations.draft import Draft, DraftListing, DraftRelationship
from euthyna.data.declarations.entry import Entry
from euthyna.data.declarations.findings import Wording
from euthyna.data.declarations.shortening import ends_in_legal_form, in_other_script, words
from euthyna.data.declarations.wording import read_aside, read_wording

_LETTER = re.compile(r"(?:(?<=[\s;,.:])|^)\(?([a-z])\)\s*")
_LISTED_AS = re.compile(r"\s*\((?:formerly|previously|originally) listed as\)\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:physical |last known )?address\s*:\s*", re.IGNORECASE)
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|sr|sra|eng|engr|prof|mme|md)\b\.?\s", re.IGNORECASE)
_NUMBER = re.compile(r"(?=[^\s,;()]{0,60}\d)[^\s,;()\"']{1,100}(?: (?=[\d-]*\d)[\d./-]+)*")
_BEHIND = re.compile(r"\(([^()]*)\)")
_AROUND = ' ,;."\n\t'
_UNSURE = re.compile(
    r"\b(?:circa|possibly|probably|approx(?:imately)?\.?|around|about)\s*", re.IGNORECASE
)
_ALTERNATIVE = re.compile(r"\balt(?:ernative)?\.? DOB\s*:", re.IGNORECASE)
_DATES = re.compile(
    r"\bor\b|[\n;]|>>|(?<=\d{4}),\s*(?=\d)|\s/\s|(?<=\d{4})/(?=\d{1,2}\.)"
    r"|(?<=\d{4})\s+(?=\d{4}\b|\d{1,2}[./ ][^\s./]+[./ ]\d{4})"
)
_RANGE = re.compile(r".*\b(\d{4}) to .*\b(\d{4})|between \w+\.? and \w+\.? (\d{4})", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{2,}\)")
_EMPTY = frozenset({"", "na", "n/a", "n/d", "none", "unknown", "nil", "-"})


def put_name(entry: Entry, draft: Draft, text: str, *, kind: str = "primary") -> str:
    """Add a name and whatever stands inside it: other names, numbers, predecessors, remarks.

    Parameters
    ----------
    text
        As published; an empty one says nothing.
    kind
        Of the name itself; ``former`` if the text says that it is one.

    Returns
    -------
    str
        The name without what stood inside it.
    """
    plain = _LISTED_AS.sub(" ", text)
    kind = "former" if plain != text and kind != "primary" else kind
    wording = read_wording(plain)
    if kind == "alias" and draft.names and in_other_script(wording.name, draft.names[0].name):
        kind = "original_script"
    draft.name(wording.name, kind=kind)
    _put(entry, draft, wording)
    return wording.name


def put_aside(entry: Entry, draft: Draft, text: str, *, name: str) -> tuple[str, ...]:
    """Add what a text beside a name says; give the marks of footnotes in it."""
    wording = read_aside(text, name=name)
    _put(entry, draft, wording)
    return wording.notes


def _put(entry: Entry, draft: Draft, wording: Wording) -> None:
    for other in wording.others:
        draft.name(other.text, kind=other.kind)
    for number in wording.numbers:
        draft.identifier(number.text, number.scheme)
    for name in wording.predecessors:
        former = put_named(draft, name)
        draft.relationships.append(DraftRelationship(kind="succession", other=former.id))
    for name in wording.successors:
        later = put_named(draft, name)
        later.relationships.append(DraftRelationship(kind="succession", other=draft.id))
    for remark in wording.remarks:
        if address := _ADDRESS.match(remark):
            draft.address(remark[address.end() :])
        else:
            put_remark(entry, draft, remark)


def put_named(draft: Draft, name: str) -> Draft:
    """Start another party of which the list says no more than its name."""
    if not draft.id:
        said = "\x1f".join(known.name for known in draft.names)
        draft.id = blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()
    other = draft.another(f"{draft.id}/{len(draft.others) + 1}", schema=draft.schema)
    other.name(name)
    return other


def put_remark(entry: Entry, draft: Draft, remark: str) -> None:
    """Keep what is said of the entry itself beside what its list says of its state."""
    if draft.listings:
        listing = draft.listings[-1]
        listing.status = "; ".join(filter(None, (listing.status, remark)))
    else:
        entry.note("unknown-value", "name", remark)


def schema_by_name(name: str) -> str:
    """Tell a person or a firm by the words of the name, where a list says no more.

    >>> schema_by_name("MR. MILAN OREL"), schema_by_name("Norlake Ltd."), schema_by_name("Norlake")
    ('Person', 'Company', 'LegalEntity')
    """
    if ends_in_legal_form(name):
        return "Company"
    return "Person" if _TITLE.match(name) else "LegalEntity"


def lettered(text: str) -> list[str]:
    """Part an enumeration: ``a) … b) …``, ``(a) …, (b) …``, or texts with semicolons between.

    >>> lettered("a) 1955 b) 1957"), lettered("Kabul; Herat"), lettered("House 5 b) Kabul")
    (['1955', '1957'], ['Kabul', 'Herat'], ['House 5 b) Kabul'])
    """
    text = text.strip(_AROUND)
    if not text:
        return []
    starts: list[re.Match[str]] = []
    for mark in _LETTER.finditer(text):
        if mark[1] == chr(ord("a") + len(starts)) and (starts or mark.start() == 0):
            starts.append(mark)
    if not starts:
        return _told(text.split(";"))
    ends = [mark.start() for mark in starts[1:]] + [len(text)]
    pairs = zip(starts, ends, strict=True)
    return _told(text[mark.end() : end] for mark, end in pairs)


def _told(texts: Iterator[str] | list[str]) -> list[str]:
    plain = (" ".join(text.split()).strip(_AROUND) for text in texts)
    return [text for text in plain if text.casefold() not in _EMPTY]


def dates_in(entry: Entry, text: str, field: str) -> list[str]:
    """Read all dates of a text; what is none becomes an issue."""
    found: list[str] = []
    bare = _ALTERNATIVE.sub(";", _ASIDE.sub(" ", text))
    for part in lettered(bare):
        for choice in _DATES.split(_UNSURE.sub(" ", part)):
            plain = re.sub(r"(?<=\d[./]) +(?=\d)", "", choice)
            plain = _LETTER.sub("", plain.strip(_AROUND)).strip(_AROUND)
            found += entry.as_dates(in_years(plain), field) if plain else ()
    return found


def in_years(text: str) -> str:
    """Say a range of days or months in years: all that a comparison can use of it.

    >>> in_years("01 Jan 1960 to 31 Dec 1962"), in_years("March 1955 to May 1955"), in_years("1970")
    ('1960 to 1962', '1955', '1970')
    """
    found = _RANGE.fullmatch(text)
    return " to ".join(dict.fromkeys(filter(None, found.groups()))) if found else text


def countries_in(entry: Entry, text: str, field: str) -> list[str]:
    """Read all countries and peoples of a text; what is none becomes an issue.

    A name with *and* in it is read whole, if it is one: Trinidad and Tobago.
    """
    found: list[str] = []
    for part in lettered(text):
        plain = _UNSURE.sub("", part.partition(". ")[0]).strip(_AROUND)
        if code := countries.code(plain):
            found.append(code)
            continue
        pieces = re.split(r"\s*(?:/|,|\band\b|\bor\b)\s*", plain)
        found += filter(None, (entry.as_country(piece, field) for piece in pieces if piece))
    return found


def put_numbers(entry: Entry, draft: Draft, text: str, scheme: str) -> None:
    """Add the numbers of a text, each with the country beside it: ``C2002515 (Iran)``."""
    for part in lettered(text):
        number = _NUMBER.search(_BEHIND.sub(" ", part)) or _NUMBER.search(part)
        if number is None:
            entry.note("unknown-value", scheme, part)
            continue
        draft.identifier(number[0].strip(".:"), scheme, country_beside(part, number[0]))


def country_beside(text: str, number: str) -> str:
    """Find the country that a text names beside a number; empty if none."""
    inside = [piece for group in _BEHIND.findall(text) for piece in re.split("[,;]", group)]
    before = text.partition(number)[0]
    first = " ".join(words(before)[:3])
    for candidate in (*inside, before, first.partition(" number")[0], *words(before)[:1]):
        if len(candidate) > 2 and (code := countries.code(candidate)):
            return code
    return ""


def listing(draft: Draft) -> DraftListing:
    """Give the listing of a draft: a new one, if it has none."""
    if not draft.listings:
        draft.listings.append(DraftListing())
    return draft.listings[-1]
