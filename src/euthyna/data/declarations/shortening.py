"""Tells short forms of a name, legal forms at its end, and names in another script."""

from __future__ import annotations

import re

from euthyna.data.declarations.phrases import LEGAL

LONGEST = 24
"""A short form with more letters is none."""
_WORD = re.compile(r"[^\W_]+(?:[.'/&\u2019-][^\W_]+)*")
_EDGES = " .,;:()[]\"'“”„«»`\u2018\u2019"
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def words(text: str) -> list[str]:
    """List the words of a text, without punctuation around them."""
    return _WORD.findall(text)


def ends_in_legal_form(text: str) -> bool:
    """Tell whether the last word is a legal form.

    >>> ends_in_legal_form("Northlake Trading Co., Ltd."), ends_in_legal_form("The Alias Group")
    (True, False)
    """
    last = text.rstrip(_EDGES).rsplit(" ", 1)[-1]
    return is_legal_form(last) or is_legal_form(last.rsplit(",", 1)[-1])


def is_legal_form(word: str) -> bool:
    """Tell whether a word is a legal form."""
    return word.strip(_EDGES).casefold() in LEGAL


def has_substance(text: str) -> bool:
    """Tell whether a text has a word beyond legal forms."""
    return any(not is_legal_form(word) for word in words(text))


def in_other_script(text: str, beside: str) -> bool:
    """Tell whether one text is in Latin letters and the other is not.

    >>> in_other_script("河北建设集团", "HEBEI CONSTRUCTION GROUP")
    True
    """
    ours, theirs = _share_of_latin(text), _share_of_latin(beside)
    if ours is None or theirs is None:
        return False
    return (ours < 0.5) != (theirs < 0.5)


def is_latin(text: str) -> bool:
    """Tell whether most letters of a text are Latin."""
    return (_share_of_latin(text) or 0) >= 0.5


def shortens(short: str, name: str) -> bool:
    """Tell whether a text is made of beginnings of the words of a name, the first one included.

    >>> shortens("CESM", "Center for Environmental Studies and Management, Inc.")
    True
    >>> shortens("Solener", "Soluciones Energéticas, S.A."), shortens("Qatar", "Lakeside LLC")
    (True, False)
    """
    letters = "".join(c for c in short.casefold() if c.isalpha())
    if not 2 <= len(letters) <= LONGEST or len(words(short)) > 1:
        return False
    whole = [w.casefold() for w in re.findall(r"[^\W\d_]+", name)][:30]
    for first, word in enumerate(whole[:2]):
        if word[0] == letters[0]:
            return _begun(letters, whole[first:]) > 1
    return False


def repeats(short: str, name: str) -> bool:
    """Tell whether each word of a text is a word of the name, titles aside."""
    inside = {w.casefold() for w in words(name)}
    asked = [w.casefold() for w in words(short)]
    return bool(asked) and set(asked) <= inside | _TITLES and not set(asked) <= _TITLES


_TITLES = frozenset({"mr", "ms", "mrs", "dr", "eng", "sr", "sra", "mme", "m/s", "the"})


def is_title_and_surname(text: str) -> bool:
    """Tell whether a text is a title and one more word: ``Mr. Savcenko``."""
    found = [w.casefold() for w in words(text)]
    return len(found) == 2 and found[0] in _TITLES


def _share_of_latin(text: str) -> float | None:
    letters = "".join(filter(str.isalpha, text))
    if not letters:
        return None
    return 1.0 if letters.isascii() else len(_LATIN.findall(letters)) / len(letters)


def _begun(letters: str, whole: list[str]) -> int:
    """Tell of how many words these letters are the beginnings, taken in order; 0 if of none."""
    reached = {0: 0}
    for number, word in enumerate(whole):
        begun = {
            end: count + 1
            for start, count in sorted(reached.items())
            for end in _within(letters, start, word)
        }
        reached = (reached if number else {}) | {
            end: max(count, reached.get(end, 0)) for end, count in begun.items()
        }
    return reached.get(len(letters), 0)


def _within(letters: str, start: int, word: str) -> list[int]:
    """Find where a word ends that begins at a letter: its first letters, perhaps one skipped."""
    ends: list[int] = []
    place = start
    skipped = 0
    for letter in word:
        if place < len(letters) and letter == letters[place]:
            place += 1
            ends.append(place)
        elif place == start or skipped >= 2:
            break
        else:
            skipped += 1
    return ends
