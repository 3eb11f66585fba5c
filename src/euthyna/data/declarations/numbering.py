"""Finds numbers of registers that stand inside a name: ``(Reg. No. 12345)``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from euthyna.data.declarations.phrases import NUMBERS

_CODE = re.compile(r"(?=(?:.*\d){4})[0-9A-Z][0-9A-Z./-]{7,}")
_AFTER = r"(?:[\s.,]*\b(?:card|no|number|nr|num|code|id)\b|\s*#)*[\s.:;#,]*"
_LABEL = re.compile(
    "|".join(f"(?P<s{no}>(?<!\\w){words}{_AFTER})" for no, (_, words) in enumerate(NUMBERS)),
    re.IGNORECASE,
)
_VALUE = re.compile(r"[\w./-]*\d[\w./-]*(?: \d[\w./-]*)*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a register."""

    text: str
    scheme: str


def whole_number(text: str) -> Number | None:
    """Read a text that is a number, with or without saying of which register.

    >>> whole_number("TIN No. 304332224")
    Number(text='304332224', scheme='taxNumber')
    """
    label = _LABEL.match(text)
    if label and any(c.isdecimal() for c in text[label.end() :]):
        return Number(text[label.end() :].strip(), _scheme(label))
    if _CODE.fullmatch(text):
        return Number(text, "uscCode" if len(text) == 18 else "registrationNumber")
    return None


def take_numbers(text: str, numbers: list[Number]) -> str:
    """Take out of a text the numbers that say of which register they are.

    >>> found: list[Number] = []
    >>> take_numbers("Norlake Ltd Reg. No. 123/45", found), found
    ('Norlake Ltd  ', [Number(text='123/45', scheme='registrationNumber')])
    """
    kept, start = "", 0
    for label in _LABEL.finditer(text):
        value = _VALUE.match(text, label.end())
        if value is None or label.start() < start:
            continue
        numbers.append(Number(value[0].strip(" .-"), _scheme(label)))
        kept += text[start : label.start()] + " "
        start = value.end()
    return kept + text[start:]


def _scheme(label: re.Match[str]) -> str:
    return NUMBERS[int((label.lastgroup or "s0")[1:])][0]
