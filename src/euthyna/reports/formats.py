"""How numbers, dates and published texts are written for people."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

THIN = "\N{NARROW NO-BREAK SPACE}"
DASH = "\N{EN DASH}"
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_GREAT = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SIZES = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def clean(text: str) -> str:
    """Replace what no text may hold: control characters and halves of surrogate pairs."""
    return _STRANGE.sub("\N{REPLACEMENT CHARACTER}", text)


def clip(text: str, *, limit: int) -> str:
    """Bring a published text on one line of at most `limit` characters."""
    flat = " ".join(clean(text[: 4 * limit]).split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def count(number: int) -> str:
    """Write a whole number: ``12,345``."""
    return f"{number:,}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number of things: ``1 flag``, ``2 flags``, ``no flags``."""
    many = plural or f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}" if number else f"no {many}"


def number(value: float) -> str:
    """Write a measured number: whole if it is whole, else four figures, with separators."""
    if not math.isfinite(value):
        return "not a number"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    if abs(value) >= 1e15 or abs(value) < 1e-3:
        return f"{value:.3g}"
    places = max(0, 3 - math.floor(math.log10(abs(value))))
    written = f"{value:,.{places}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def share(value: float) -> str:
    """Write a share of 0 to 1 in per cent; never 0 % or 100 % unless it is."""
    percent = 100 * value
    places = 0 if percent >= 10 or percent == 0 else 1
    written = f"{percent:.{places}f}"
    if percent < 100 and written == "100":
        return f">99{THIN}%"
    if percent > 0 and float(written) == 0:
        return f"<0.1{THIN}%"
    return f"{written}{THIN}%"


def money(amount: Decimal | float, currency: str) -> str:
    """Write an amount with its currency, in words from a million up: ``AMD 12.3 billion``."""
    plain = float(amount)
    for size, word in _GREAT:
        if abs(plain) >= size:
            scaled = plain / size
            written = f"{scaled:,.1f} {word}" if scaled < 1e6 else f"{scaled:.2e} {word}"
            break
    else:
        written = f"{plain:,.0f}" if abs(plain) >= 1000 or plain == int(plain) else f"{plain:,.2f}"
    return f"{currency} {written}" if currency else f"{written} (no currency)"


def size(octets: int) -> str:
    """Write the size of a file."""
    for step, word in _SIZES:
        if octets >= step:
            return f"{octets / step:,.1f} {word}"
    return counted(octets, "byte")


def day(moment: datetime | None) -> str:
    """Write a date as ISO 8601 has it; nothing if there is none."""
    return f"{moment:%Y-%m-%d}".rjust(10, "0") if moment else ""


def moment(at: datetime) -> str:
    """Write a moment to the minute, with its offset if it has one."""
    return at.isoformat(sep=" ", timespec="minutes")


def duration(seconds: float) -> str:
    """Write how long something took."""
    if seconds < 90:
        return f"{seconds:.1f} seconds"
    return f"{seconds / 60:.0f} minutes"


def listed(words: Sequence[str], *, last: str = "and") -> str:
    """Write an enumeration: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def published(value: Any, *, limit: int) -> str:
    """Write any value of a table of the model."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            whole = (value.hour, value.minute, value.second) == (0, 0, 0)
            return day(value) if whole else value.isoformat(sep=" ", timespec="seconds")
        case Decimal():
            return f"{value:,.2f}" if value == round(value, 2) else f"{value.normalize():,f}"
        case int() | float():
            return number(value)
        case list() | tuple():
            return clip(", ".join(map(str, value)), limit=limit)
    return clip(str(value), limit=limit)


def web_address(text: str | None) -> str:
    """Give a published address if a reader may be sent there: http and https only, else nothing."""
    if not text or len(text) > 2000 or re.search(r"[\s\x00-\x20\x7f\\<>\"'`]", text):
        return ""
    try:
        parts = urlsplit(text)
        usable = parts.scheme.lower() in {"http", "https"} and parts.hostname and not parts.username
    except ValueError:
        return ""
    return text if usable else ""


def host(address: str) -> str:
    """Name the host of an address, so that readers see where a link leads."""
    return clip((urlsplit(address).hostname or "").removeprefix("www."), limit=60)
