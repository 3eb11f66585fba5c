"""Cardinal's settings file, read strictly: what it does not know is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from euthyna.base.errors import BadSettingsError

CODES = ("R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058")
"""The indicators of Cardinal."""

TRUTHS = {
    **dict.fromkeys(("1", "true", "on", "yes"), True),
    **dict.fromkeys(("0", "false", "off", "no"), False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CardinalSettings:
    """What a settings file says of a run of the indicators."""

    indicators: Mapping[str, Mapping[str, Any]]
    """The code of each indicator that runs, and what is set for it."""
    currency: str = ""
    """Only bids in this currency are compared by price; empty: not set."""
    price_methods: str = ""
    """Method details whose bids may be compared by price, parted by ``|``; empty: all."""
    no_price_methods: str = ""
    """Method details whose bids may not."""
    excluded_methods: str = ""
    """Method details that are left out of everything."""
    notes: tuple[str, ...] = ()
    """What the file says that has no effect here, as sentences."""


DEFAULTS = CardinalSettings(indicators={code: {} for code in CODES})
"""Without a settings file: all indicators, with their defaults."""


def read_settings(text: str, *, name: str) -> CardinalSettings:
    r"""Read a settings file of Cardinal.

    As there, an indicator runs only if its section exists. Sections that only its command
    `prepare` uses are accepted, and a note says that they have no effect.

    Parameters
    ----------
    text
        The INI text.
    name
        What to call the file in messages.

    Raises
    ------
    BadSettingsError
        If a section or key is unknown or a value of the wrong kind; the message names file and
        line and lists what is known.

    Examples
    --------
    >>> read_settings("[R003]\nthreshold = 10", name="settings.ini").indicators
    {'R003': {'threshold': 10}}
    """
    read = _Reader(name)
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        read.take(line.strip(), number)
    return read.settings()


def _text(value: str) -> str:
    return value


def _number(value: str) -> float:
    return float(value)


def _whole(value: str) -> int:
    return int(value)


def _count(value: str) -> int:
    if int(value) < 0:
        raise ValueError(value)
    return int(value)


def _truth(value: str) -> bool:
    if value.lower() not in TRUTHS:
        raise ValueError(value)
    return TRUTHS[value.lower()]


Kind = Callable[[str], Any]
KINDS: Mapping[Kind, str] = {
    _number: "a number",
    _whole: "a whole number",
    _count: "a whole number that is not negative",
    _truth: "true or false",
}
"""What each kind of value is called in a message."""

ANY = "*"
"""Stands for every key of a section."""

KNOWN: Mapping[str, Mapping[str, Kind]] = {
    "": {
        "currency": _text,
        "no_price_comparison_procurement_methods": _text,
        "price_comparison_procurement_methods": _text,
    },
    "exclusions": {"procurement_method_details": _text},
    "output": {"info_currency_mismatches": _truth},
    "defaults": {
        "currency": _text,
        "item_classification_scheme": _text,
        "bid_status": _text,
        "award_status": _text,
        "party_roles": _truth,
    },
    "redactions": {"amount": _text, "organization_id": _text},
    "corrections": {"award_status_by_contract_status": _truth},
    "modifications": {
        "move_auctions": _truth,
        "prefix_buyer_or_procuring_entity_id": _text,
        "prefix_tenderer_or_supplier_id": _text,
        "split_procurement_method_details": _text,
    },
    "codelists": {},
    "codelists.bid_status": {ANY: _text},
    "codelists.award_status": {ANY: _text},
    "R003": {"threshold": _whole, "procurement_methods": _text},
    "R003.procurement_method_details": {ANY: _whole},
    "R018": {"procurement_methods": _text},
    "R024": {"threshold": _number},
    "R025": {"percentile": _count, "threshold": _number},
    "R028": {},
    "R030": {},
    "R035": {"threshold": _count},
    "R036": {},
    "R038": {
        "threshold": _number,
        "minimum_submitted_bids": _count,
        "minimum_contracting_processes": _count,
    },
    "R048": {"digits": _count, "threshold": _count, "minimum_contracting_processes": _count},
    "R058": {"threshold": _number},
}
"""Every section, and its keys."""

WITHOUT_EFFECT = {
    "output": "it changes only what Cardinal logs",
    "defaults": "it is for 'prepare'",
    "redactions": "it is for 'prepare'",
    "corrections": "it is for 'prepare'",
    "modifications": "it is for 'prepare'",
    "codelists.bid_status": "it is for 'prepare'",
    "codelists.award_status": "it is for 'prepare'",
}
"""Sections that are read and not used, and why."""


@dataclass(slots=True)
class _Reader:
    name: str
    section: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=lambda: {"": {}})

    def take(self, line: str, number: int) -> None:
        if not line or line[0] in ";#":
            return
        if line[0] == "[" and line[-1] == "]":
            self._open(line[1:-1], number)
        else:
            self._set(line, number)

    def _open(self, title: str, number: int) -> None:
        self.section = ".".join(part.strip() for part in title.split("."))
        if self.section not in KNOWN:
            known = ", ".join(f"[{name}]" for name in KNOWN if name)
            self._refuse(number, f"there is no section [{title}]; there are {known}")
        self.values.setdefault(self.section, {})

    def _set(self, line: str, number: int) -> None:
        cut = min((line.find(mark) for mark in "=:" if mark in line), default=-1)
        if cut < 0:
            self._refuse(number, f"{line!r} is neither [section] nor key = value")
        key, value = line[:cut].strip(), _unquoted(line[cut + 1 :].strip())
        known = KNOWN[self.section]
        where = f"[{self.section}]" if self.section else "the part before the first section"
        kind = known.get(key) or known.get(ANY)
        if kind is None:
            has = ", ".join(known) or "no keys"
            self._refuse(number, f"{where} has no key {key!r}; it has {has}")
        try:
            self.values[self.section][key] = kind(value)
        except ValueError:
            self._refuse(number, f"{key} = {value!r} in {where}: {KINDS[kind]} is due")

    def _refuse(self, number: int, why: str) -> NoReturn:
        msg = f"{self.name}, line {number}: {why}"
        raise BadSettingsError(msg)

    def settings(self) -> CardinalSettings:
        given = self.values
        found = {code: given.get(code, {}) for code in CODES if self._has(code)}
        if by_method := given.get("R003.procurement_method_details"):
            found["R003"] = {**found["R003"], "procurement_method_details": by_method}
        return CardinalSettings(
            indicators=found,
            currency=given[""].get("currency", ""),
            price_methods=_listed(given[""].get("price_comparison_procurement_methods", "")),
            no_price_methods=_listed(given[""].get("no_price_comparison_procurement_methods", "")),
            excluded_methods=_listed(
                given.get("exclusions", {}).get("procurement_method_details", "")
            ),
            notes=tuple(self._notes()),
        )

    def _has(self, code: str) -> bool:
        return any(name == code or name.startswith(f"{code}.") for name in self.values)

    def _notes(self) -> list[str]:
        notes = [
            f"{self.name}: [{section}] has no effect here: {why}"
            for section, why in WITHOUT_EFFECT.items()
            if self.values.get(section)
        ]
        price = "price_comparison_procurement_methods"
        if {price, f"no_{price}"} <= self.values[""].keys():
            notes.append(f"{self.name}: no_{price} has no effect: {price} is set")
        return notes


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value


def _listed(value: str) -> str:
    """Take a list parted by ``|``, which may end in one."""
    return value.removesuffix("|")
