"""Of which kind a listing is, by the words of its programme, authority and ground."""

from __future__ import annotations

import re
from typing import Final

_KINDS: Final = (
    ("export_control", r"export (?:control|admin)|denied persons?|entity list|unverified list"),
    ("disqualification", r"disqualif|professional ban|struck off"),
    (
        "debarment",
        r"debar|ineligib|exclu(?:ded?|sion)|blacklist|unreliable (?:supplier|contractor)",
    ),
    ("wanted", r"red notice|\bwanted\b|fugitive"),
    ("warning", r"\bwarning|\balert list|unauthori[sz]ed (?:entit|firm)"),
)
_PATTERNS: Final = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KINDS)


def listing_kind(text: str) -> str:
    """Tell the kind of a listing by its words.

    Returns
    -------
    str
        A kind of the table `listings`; empty where the words say none, as for most sanctions.

    Examples
    --------
    >>> listing_kind("Register of excluded bidders"), listing_kind("Common sanctions")
    ('debarment', '')
    """
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), "")
