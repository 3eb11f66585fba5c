"""Takes a published name apart: other names, numbers and footnotes that stand inside it.

>>> read_wording("Northlake Ltd. (formerly Southlake Ltd.) *388")
Wording(name='Northlake Ltd.', others=(Other(text='Southlake Ltd.', kind='former'),), notes=('388',))
>>> read_wording("Alias Systems Ltd").name
'Alias Systems Ltd'

Nothing that was published is lost: each word is in the name, in one of the other names, in a
number, a note or a remark, or it is a phrase of :mod:`euthyna.data.declarations.phrases`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from euthyna.base import countries
from euthyna.data.declarations import shortening
from euthyna.data.declarations.findings import Found, Other, Wording
from euthyna.data.declarations.numbering import take_numbers, whole_number
from euthyna.data.declarations.parentheses import parts_of, several
from euthyna.data.declarations.phrases import (
    ALIAS,
    FORMER,
    LEADS,
    MAIDEN,
    PHRASES,
    QUALIFIERS,
    REMARK,
    STEMS,
    STEMS_ASIDE,
    Phrase,
    Trust,
)
from euthyna.data.declarations.shortening import ends_in_legal_form, has_substance, words

LONGEST = 1000
"""A text with more characters is left whole: it is no name, and to search it would take long."""
_LONGEST_NAME = 14
"""With more words, what stands beside a name is a remark."""
_DOUBLE = '"“”„«»'
_QUOTES = f"{_DOUBLE}'`\u2018\u2019"
_EDGES = " ,;:-/|\u2013\u2014"
_NOTE = re.compile(
    r"\*+\s*(\d{1,4}(?:\s*(?:,|and|&)\s*\*?\s*\d{1,4}\b)*)(?!\w)|(\*{1,3})(?=\s|$)|([¹²³⁰⁴-⁹†‡]+)$"
)
_SIGNS = re.compile(r"[()\[\]*;\"“”„«»¹²³⁰-⁹†‡]")
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
_COMMA = re.compile(r"\s+(?=[,;])")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_REMARK = re.compile(
    r"(?:and|but|except|excluding|including|not|only|pursuant|see|deceased|when|born|date of birth|dob|(?:physical|last known)?\s*address)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    "|".join(
        f"(?P<p{no}>(?<![\\w.]){LEADS}(?:{phrase.pattern})(?:(?<=:)|(?![\\w/])))"
        for no, phrase in enumerate(PHRASES)
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text and the phrase that stood before it."""

    text: str
    phrase: Phrase | None = None
    words: str = ""


def read_wording(text: str) -> Wording:
    """Take the text of a name apart.

    Parameters
    ----------
    text
        As published.

    Returns
    -------
    Wording
        The name itself, and everything else that stood in it. Where nothing stands in it, or
        it has more than 1,000 characters, the name is the text with single spaces.
    """
    tidy = _tidy(text)
    if len(tidy) > LONGEST or not _may_hold(tidy):
        return Wording(tidy)
    found = Found()
    main = _without_groups(_without_notes(tidy, found), found)
    first, *pieces = _split(main)
    name = _clean(first.text)
    for piece in pieces:
        _add(piece, found, name=name)
    if not name and found.others:
        name = found.others[0].text
    return found.wording(name) if name else Wording(tidy)


def holds_more(text: str) -> bool:
    """Tell whether something else than the name itself stands in the text of a name."""
    if len(text) > LONGEST or not _may_hold(_tidy(text)):
        return False
    found = read_wording(text)
    return bool(
        found.others
        or found.numbers
        or found.predecessors
        or found.successors
        or found.notes
        or found.remarks
    )


def read_aside(text: str, *, name: str) -> Wording:
    """Take apart a text beside a name: what stands in a column of additions.

    Parameters
    ----------
    text
        As published.
    name
        The name that it stands beside: tells its script and whether it is shortened.

    Returns
    -------
    Wording
        Without a name: a bare text is another name of the same party, a bare number a note.
    """
    tidy = _tidy(text)
    found = Found()
    if len(tidy) > LONGEST:
        return Wording(remarks=(tidy,))
    if tidy.isdecimal():
        return Wording(notes=(tidy,))
    rest = _without_groups(_without_notes(tidy, found), found, name=name)
    _add_aside(rest, found, name=name)
    return found.wording("")


def _tidy(text: str) -> str:
    """Put single spaces between words, and leave out marks that nobody sees."""
    return " ".join(_INVISIBLE.sub("", text).split())


def _may_hold(text: str) -> bool:
    """Tell at little cost whether more than a name may stand in a text."""
    if _SIGNS.search(text):
        return True
    stands_in = text.casefold().__contains__
    return any(map(stands_in, STEMS)) or ("," in text and any(map(stands_in, STEMS_ASIDE)))


def _without_notes(text: str, found: Found) -> str:
    for mark in _NOTE.finditer(text):
        numbers = re.findall(r"\d+", mark[1] or "")
        found.notes += numbers or [mark[0]]
    return _NOTE.sub(" ", text)


def _without_groups(text: str, found: Found, *, name: str = "") -> str:
    """Take out the parentheses that are no part of a name, and add what they say."""
    parts = list(parts_of(text))
    kept = ""
    for place, part in enumerate(parts):
        if isinstance(part, str):
            kept += part
            continue
        after = "".join(p for p in parts[place + 1 :] if isinstance(p, str))
        named = kept if has_word(kept) else name
        inside = has_word(kept) and (has_word(after) or _is_qualifier(part.inner))
        if inside and _replaces(part.inner, found, kept, after):
            continue
        if not _take(part.inner, found, name=named, inside=inside):
            kept += part.whole
    return kept


def _replaces(inner: str, found: Found, before: str, after: str) -> bool:
    """Put other spellings of one word in its place: ``Ahmad (a.k.a. Ahmed) Kafan``."""
    first, *pieces = _split(inner.strip(_EDGES), aside=True)
    if len(pieces) != 1 or has_word(first.text) or not has_word(after):
        return False
    phrase = pieces[0].phrase
    spellings = [_clean(text) for text in re.split(r"[,;/]|\bor\b", pieces[0].text)]
    if phrase is None or phrase.kind not in {ALIAS, FORMER}:
        return False
    if any(len(words(text)) != 1 for text in spellings):
        return False
    for spelling in spellings:
        name = f"{before.strip().rpartition(' ')[0]} {spelling} {after}"
        found.add(phrase.kind, _clean(name))
    return True


def has_word(text: str) -> bool:
    """Tell whether a text has a letter or a digit."""
    return any(c.isalnum() for c in text)


def _take(inner: str, found: Found, *, name: str, inside: bool) -> bool:
    """Add what a parenthesis says; false if it is a part of the name."""
    text = inner.strip(_EDGES)
    if not has_word(text) or _OTHER.fullmatch(text):
        pass
    elif _says_something(text):
        _add_aside(text, found, name=name)
    elif number := whole_number(text):
        found.numbers.append(number)
    elif text[0] in _QUOTES or text[-1] in _QUOTES:
        short = _clean(text)
        found.others.append(Other(short, _short_kind(short, name)))
    elif not _add_original(text, found, name=name):
        take = _take_short if inside else _take_trailing
        return take(text, found, name=name)
    return True


def _says_something(text: str) -> bool:
    if len(words(text)) > 2 and _REMARK.match(text):
        return True
    return len(_split(text, aside=True)) > 1


def _take_short(text: str, found: Found, *, name: str) -> bool:
    """Take initials out of the middle of a name: ``Water Users (WUA) Ltd``."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 3 or not text.isupper() or not shortening.shortens(text, name):
        return False
    found.others.append(Other(text, "abbreviation"))
    return True


def _take_trailing(text: str, found: Found, *, name: str) -> bool:
    """Take another name from the end of a name; a single word only behind a legal form."""
    kind = _short_kind(text, name)
    if kind == ALIAS and len(words(text)) < 2:
        if not ends_in_legal_form(name):
            return False
        kind = "weak"
    elif kind == ALIAS and _describes(text, name):
        found.remarks.append(text)
        return True
    found.others.append(Other(text, kind))
    return True


def _describes(text: str, name: str) -> bool:
    """Tell whether words in parentheses say something of a name, instead of being one."""
    return (text.islower() and not name.islower()) or bool(
        _YEAR.search(text) or _REMARK.match(text)
    )


def _is_qualifier(text: str) -> bool:
    """Tell whether words in parentheses belong to the name: ``(Branch)``, ``(Cambodia)``."""
    inside = [w.casefold() for w in words(text)]
    return (
        all(w in QUALIFIERS or w.isdecimal() for w in inside)
        or bool(countries.code(text))
        or (inside[-1:] == ["branch"])
    )


def _short_kind(short: str, name: str) -> str:
    if shortening.repeats(short, name) or shortening.is_title_and_surname(short):
        return "weak"
    return "abbreviation" if shortening.shortens(short, name) else ALIAS


def _add_aside(text: str, found: Found, *, name: str) -> None:
    """Add what a text says that is no name by itself."""
    first, *pieces = _split(text, aside=True)
    rest = _clean(take_numbers(first.text, found.numbers))
    if has_word(rest) and not _add_original(rest, found, name=name):
        if len(words(rest)) > _LONGEST_NAME or _REMARK.match(rest):
            found.remarks.append(rest)
        else:
            found.others.append(Other(rest, _short_kind(rest, name)))
    for piece in pieces:
        _add(piece, found, name=name)


def _add_original(text: str, found: Found, *, name: str) -> bool:
    """Add names in another script than the name itself; false if it is in the same."""
    if not shortening.in_other_script(text, name):
        return False
    kind = "transliteration" if shortening.is_latin(text) else "original_script"
    found.others += [Other(_clean(part), kind) for part in re.split(r"[,;\uff0c\u3001]", text)]
    return True


def _add(piece: _Piece, found: Found, *, name: str) -> None:
    """Add the names that a phrase announced."""
    phrase = piece.phrase
    if phrase is None or phrase.kind == REMARK:
        found.remarks.append(" ".join(f"{piece.words} {piece.text}".split()).strip(_EDGES))
        return
    for text in several(take_numbers(piece.text, found.numbers)):
        clean = _clean(text)
        if MAIDEN.fullmatch(piece.words.strip()):
            clean = _with_given_names(clean, name)
        if has_word(clean):
            found.add(phrase.kind, clean)


def _split(text: str, *, aside: bool = False) -> list[_Piece]:
    """Cut a text at the phrases that count; the first piece has none before it."""
    pieces = [_Piece("")]
    start = 0
    for match in _OTHER.finditer(text):
        phrase = PHRASES[int((match.lastgroup or "p0")[1:])]
        before = text[start : match.start()]
        opens = start == 0 and not has_word(before)
        if not _counts(match, phrase, before, opens=opens, aside=aside or len(pieces) > 1):
            continue
        pieces[-1] = _Piece(before, pieces[-1].phrase, pieces[-1].words)
        pieces.append(_Piece("", phrase, match[0]))
        start = match.end()
        if phrase.kind == REMARK:
            break
    pieces[-1] = _Piece(text[start:], pieces[-1].phrase, pieces[-1].words)
    return pieces


def _counts(match: re.Match[str], phrase: Phrase, before: str, *, opens: bool, aside: bool) -> bool:
    """Tell whether a phrase is one here, and not a part of a name."""
    after = match.string[match.end() :]
    if not has_substance(after):
        return False
    if opens:
        return aside or "." in match[0] or "/" in match[0]
    if phrase.trust is Trust.SURE:
        return True
    lower = match[0].islower() and not before.islower()
    if before.rstrip()[-1:] in {",", ";", ":"}:
        return lower or ends_in_legal_form(before) or phrase.trust is Trust.BARE
    if phrase.trust is Trust.ASIDE:
        return False
    return lower or ends_in_legal_form(before) or _joins_persons(before, after)


def _joins_persons(before: str, after: str) -> bool:
    """Tell whether a word in the case of the name can stand between two names of a person."""
    return len(words(before)) >= 2 and not any(map(shortening.is_legal_form, words(after)))


def _with_given_names(family: str, name: str) -> str:
    """Put a birth name in the place of the family name: née says no more than that."""
    if len(words(family)) != 1 or len(words(name)) < 2:
        return family
    if "," in name:
        return f"{family}, {name.partition(',')[2].strip()}"
    return f"{name.rpartition(' ')[0]} {family}"


def _clean(text: str) -> str:
    """Take off what a phrase or a parenthesis left at the edges."""
    clean = _COMMA.sub("", " ".join(text.split()).strip(_EDGES).removesuffix("(").strip(_EDGES))
    if clean.startswith("[") and clean.endswith("]"):
        clean = clean[1:-1]
    while clean[:1] in _QUOTES and clean[-1:] in _QUOTES and len(clean) > 1:
        clean = clean[1:-1].strip(_EDGES)
    if sum(clean.count(quote) for quote in _DOUBLE) == 1:
        clean = clean.strip(_DOUBLE)
    return clean.strip(_EDGES)
