"""Words of publishers for classes and genders, and ids made of texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Final

_SCHEMATA: Final[Mapping[str, str]] = {
    **dict.fromkeys(("individual", "person", "naturalperson", "human", "i", "p"), "Person"),
    **dict.fromkeys(("company", "firm", "business", "corporation", "c", "f"), "Company"),
    **dict.fromkeys(("organization", "organisation", "org", "ngo", "o"), "Organization"),
    **dict.fromkeys(("entity", "legalentity", "legalperson", "e", "other"), "LegalEntity"),
    **dict.fromkeys(("publicbody", "government", "agency"), "PublicBody"),
    **dict.fromkeys(("vessel", "ship", "v"), "Vessel"),
    **dict.fromkeys(("aircraft", "airplane", "plane"), "Airplane"),
}
_CLASSES: Final = frozenset(_SCHEMATA.values()) | {
    "Vehicle",
    "CryptoWallet",
    "Security",
    "Asset",
    "Thing",
}
_GENDERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("male", "m", "man", "masculine", "mr", "homme", "hombre"), "male"),
    **dict.fromkeys(("female", "f", "woman", "feminine", "mrs", "ms", "femme", "mujer"), "female"),
    **dict.fromkeys(("other", "x", "diverse"), "other"),
}


@lru_cache(maxsize=4096)
def schema_of(text: str) -> str:
    """Give the class of FollowTheMoney that a word means; empty if none.

    Examples
    --------
    >>> schema_of("Individual"), schema_of("LegalEntity"), schema_of("planet")
    ('Person', 'LegalEntity', '')
    """
    word = re.sub(r"[\W_]+", "", text.lower())
    return _SCHEMATA.get(word) or next((c for c in _CLASSES if c.lower() == word), "")


@lru_cache(maxsize=4096)
def gender_of(text: str) -> str:
    """Give male, female or other for a word; empty if it means none."""
    return _GENDERS.get(text.strip(" .").lower(), "")


def hashed(*texts: str) -> str:
    """Make an id of texts, the same whatever their case and spaces.

    Examples
    --------
    >>> hashed("Ovento Ltd", "pa") == hashed(" OVENTO  LTD", "PA")
    True
    """
    plain = "\x1f".join(" ".join(text.casefold().split()) for text in texts)
    return blake2b(plain.encode("utf-8", "replace"), digest_size=8).hexdigest()
