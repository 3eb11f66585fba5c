"""Jurisdictions abroad: real codes of ISO 3166-1, because readers look them up; nothing else."""

from __future__ import annotations

from euthyna.simulation.basis import names
from euthyna.simulation.basis.draws import Draws, cumulate

HOME = "XA"
"""A code that ISO 3166-1 leaves to its users: the invented country."""

_WEIGHTS = {
    "CY": 14, "LU": 9, "NL": 12, "GB": 13, "DE": 11, "AT": 7, "CH": 6, "IE": 4, "MT": 4, "AE": 6,
    "HK": 4, "SG": 3, "VG": 6, "PA": 3, "SC": 2, "BZ": 1, "KY": 2, "LI": 2, "US": 5, "CZ": 4,
    "TR": 4, "UA": 3, "CN": 3, "FR": 5, "IT": 5,
}  # fmt: skip
NAMES = {
    "CY": "Cyprus", "LU": "Luxembourg", "NL": "Netherlands", "GB": "United Kingdom",
    "DE": "Germany", "AT": "Austria", "CH": "Switzerland", "IE": "Ireland", "MT": "Malta",
    "AE": "United Arab Emirates", "HK": "Hong Kong", "SG": "Singapore",
    "VG": "Virgin Islands (British)", "PA": "Panama", "SC": "Seychelles", "BZ": "Belize",
    "KY": "Cayman Islands", "LI": "Liechtenstein", "US": "United States of America",
    "CZ": "Czechia", "TR": "Türkiye", "UA": "Ukraine", "CN": "China", "FR": "France",
    "IT": "Italy", HOME: names.COUNTRY,
}  # fmt: skip
"""By code."""
_CODES = tuple(_WEIGHTS)
_CUMULATED = cumulate(list(_WEIGHTS.values()))
_QUIET = ("CY", "VG", "PA", "SC", "AE", "MT", "LI", "KY", "BZ", "HK")


def jurisdiction(draws: Draws) -> str:
    """Draw where a foreign firm is registered, or a foreigner is from."""
    return _CODES[draws.index(_CUMULATED)]


def quiet(draws: Draws) -> str:
    """Draw a jurisdiction that tells little about owners; ordinary groups use them as well."""
    return draws.pick(_QUIET)
