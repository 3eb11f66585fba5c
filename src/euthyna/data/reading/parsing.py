"""JSON text to Python values and back, without changing a number."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

import orjson

from euthyna.base.issues import Issue

MAX_DEPTH: Final = 250
"""How deeply a record may be nested; no published standard comes near."""

# Doubles keep 15 digits for certain: longer numbers take the way that keeps their text. A look
# for sixteen digits in a row is eight times as fast as the expression, and seldom finds any.
_DIGITS = bytes(ord("0") if char in b"0123456789." else ord(" ") for char in range(256))
_LONG_NUMBER = re.compile(rb"[:,\[\s]-?\d[\d.eE+-]{15,}\s*[,\]}]")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a piece of JSON text turned out to be: a value, or the reason why there is none."""

    value: Any
    issues: tuple[Issue, ...] = ()
    is_broken: bool = False


def parse(text: bytes, *, source: str) -> Parsed:
    """Read one JSON value.

    Numbers that a double cannot hold keep their text and are written back unchanged by
    :func:`serialise`. ``NaN`` and ``Infinity``, which are not JSON, become null with an issue.

    Examples
    --------
    >>> parsed = parse(b'{"amount": 12345678901234567.89}', source="a.json:1")
    >>> serialise(parsed.value)
    b'{"amount":12345678901234567.89}'
    """
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return _parse_slowly(text, source=source, reason=str(error))
    if b"0" * 16 in text.translate(_DIGITS) and _LONG_NUMBER.search(text):
        return _parse_slowly(text, source=source, reason="")
    return Parsed(value)


def serialise(value: Any) -> bytes:
    """Write one value as JSON text without line breaks.

    Raises
    ------
    TypeError
        If the value is nested too deeply or holds text that is not Unicode.
    """
    return orjson.dumps(value)


def writing_issue(error: TypeError, *, source: str) -> Issue:
    """Say why :func:`serialise` refused a value."""
    if "ecursion" in str(error):
        return _too_deep(source)
    return Issue("not-json", source, found=f"text that is not Unicode ({error})")


def _parse_slowly(text: bytes, *, source: str, reason: str) -> Parsed:
    if "depth limit" in reason:
        return Parsed(None, (_too_deep(source),), is_broken=True)
    constants: list[str] = []
    try:
        value = json.loads(
            text.decode("utf-8"),
            parse_float=_exact_decimal,
            parse_int=_exact_integer,
            parse_constant=constants.append,  # which returns the None that takes its place
        )
    except RecursionError:
        return Parsed(None, (_too_deep(source),), is_broken=True)
    except UnicodeDecodeError as error:
        found = f"byte 0x{text[error.start]:02x}"
        return Parsed(None, (Issue("not-utf8", source, found=found),), is_broken=True)
    except ValueError as error:
        found = reason or str(error)
        return Parsed(None, (Issue("not-json", source, found=found),), is_broken=True)
    return Parsed(value, _not_numbers(constants, source))


def _not_numbers(constants: list[str], source: str) -> tuple[Issue, ...]:
    if not constants:
        return ()
    found = ", ".join(sorted(set(constants)))
    return (Issue("bad-number", source, path="a value", found=found, count=len(constants)),)


def _too_deep(source: str) -> Issue:
    return Issue("too-deep", source, expected=str(MAX_DEPTH))


def _exact_decimal(text: str) -> float | orjson.Fragment:
    return float(text) if len(text) < 16 and "e" not in text.lower() else orjson.Fragment(text)


def _exact_integer(text: str) -> int | orjson.Fragment:
    return int(text) if len(text) < 19 else orjson.Fragment(text)
