"""What dates, countries, numbers and addresses of two parties say."""

from __future__ import annotations

# ruff: noqa: ANN001, ANN201, ANN202, PLR0911, PLR1714 (kernels)
from enum import IntEnum
from typing import Final, NamedTuple

import numba as nb
import numpy as np
from numpy.typing import NDArray


class Trait(IntEnum):
    """What is seen when the attributes of two parties are compared; each counts 0 or 1."""

    BIRTH_DAY_EQUAL = 0
    BIRTH_TURNED = 1
    BIRTH_MONTH_EQUAL = 2
    BIRTH_YEAR_EQUAL = 3
    BIRTH_DAY_OTHER = 4
    BIRTH_YEAR_NEAR = 5
    BIRTH_OTHER = 6
    FOUNDED_EQUAL = 7
    FOUNDED_YEAR_EQUAL = 8
    FOUNDED_OTHER = 9
    COUNTRY_SHARED = 10
    COUNTRY_OTHER = 11
    GENDER_EQUAL = 12
    GENDER_OTHER = 13
    IDENTIFIER_EQUAL = 14
    IDENTIFIER_EQUAL_WEAK = 15
    IDENTIFIER_OTHER = 16
    ADDRESS_EQUAL = 17
    ADDRESS_ALIKE = 18
    PHONE_EQUAL = 19
    EMAIL_EQUAL = 20
    SCHEMA_OTHER = 21
    WEAK_NAME = 22


TRAITS: Final = len(Trait)


class Ragged(NamedTuple):
    """Values in lists: those of row i from ``offsets[i]`` to ``offsets[i + 1]``."""

    offsets: NDArray[np.int64]
    values: NDArray[np.uint64]


class Attributes(NamedTuple):
    """What is compared of many parties besides their names, as columns."""

    births: Ragged
    """Dates as year · 10,000 + month · 100 + day, with 0 for what is not told."""
    founded: NDArray[np.uint64]
    countries: Ragged
    """Hashes of codes."""
    gender: NDArray[np.uint8]
    """1 male, 2 female, 0 not told or another."""
    identifiers: Ragged
    """Hashes of numbers without punctuation."""
    schemes: NDArray[np.uint64]
    """Hash of scheme and country of each of them; 0 where none is told."""
    lengths: NDArray[np.uint8]
    """How many letters and digits each of them has."""
    addresses: Ragged
    """For each party its addresses: numbers of rows in `streets`."""
    streets: Ragged
    """For each address the hashes of its words, sorted, each once."""
    phones: Ragged
    emails: Ragged
    schemas: NDArray[np.uint8]
    """`Kind` of each party."""


_BIRTH_DAY_EQUAL, _BIRTH_TURNED = int(Trait.BIRTH_DAY_EQUAL), int(Trait.BIRTH_TURNED)
_BIRTH_MONTH_EQUAL, _BIRTH_YEAR_EQUAL = int(Trait.BIRTH_MONTH_EQUAL), int(Trait.BIRTH_YEAR_EQUAL)
_BIRTH_DAY_OTHER, _BIRTH_YEAR_NEAR = int(Trait.BIRTH_DAY_OTHER), int(Trait.BIRTH_YEAR_NEAR)
_BIRTH_OTHER = int(Trait.BIRTH_OTHER)
_FOUNDED_EQUAL, _FOUNDED_YEAR_EQUAL = int(Trait.FOUNDED_EQUAL), int(Trait.FOUNDED_YEAR_EQUAL)
_FOUNDED_OTHER = int(Trait.FOUNDED_OTHER)
_COUNTRY_SHARED, _COUNTRY_OTHER = int(Trait.COUNTRY_SHARED), int(Trait.COUNTRY_OTHER)
_GENDER_EQUAL, _GENDER_OTHER = int(Trait.GENDER_EQUAL), int(Trait.GENDER_OTHER)
_IDENTIFIER_EQUAL = int(Trait.IDENTIFIER_EQUAL)
_IDENTIFIER_EQUAL_WEAK = int(Trait.IDENTIFIER_EQUAL_WEAK)
_IDENTIFIER_OTHER = int(Trait.IDENTIFIER_OTHER)
_ADDRESS_EQUAL, _ADDRESS_ALIKE = int(Trait.ADDRESS_EQUAL), int(Trait.ADDRESS_ALIKE)
_PHONE_EQUAL, _EMAIL_EQUAL = int(Trait.PHONE_EQUAL), int(Trait.EMAIL_EQUAL)
_SCHEMA_OTHER = int(Trait.SCHEMA_OTHER)
_SHORT_NUMBER = 6
"""Letters and digits below which an equal number may well be chance."""
_MOST_VALUES = 64
"""Values of one attribute of one party that are compared."""


@nb.njit(cache=True, nogil=True)
def compare_attributes(queries, listed, query_rows, listed_rows, out):  # type: ignore[no-untyped-def]
    """Write what is seen of each pair into `out`, float32[pairs, TRAITS]."""
    for pair in range(len(query_rows)):
        one, other = query_rows[pair], listed_rows[pair]
        row = out[pair]
        _births(queries, one, listed, other, row)
        _founding(np.int64(queries.founded[one]), np.int64(listed.founded[other]), row)
        _countries(queries, one, listed, other, row)
        if queries.gender[one] != 0 and listed.gender[other] != 0:
            same = queries.gender[one] == listed.gender[other]
            row[_GENDER_EQUAL if same else _GENDER_OTHER] = 1
        _identifiers(queries, one, listed, other, row)
        _addresses(queries, one, listed, other, row)
        row[_PHONE_EQUAL] = _share(queries.phones, one, listed.phones, other)
        row[_EMAIL_EQUAL] = _share(queries.emails, one, listed.emails, other)
        kind, against = queries.schemas[one], listed.schemas[other]
        row[_SCHEMA_OTHER] = kind != 0 and against != 0 and kind != against


@nb.njit(cache=True, nogil=True)
def _span(ragged, row):  # type: ignore[no-untyped-def]
    start = ragged.offsets[row]
    return start, min(ragged.offsets[row + 1], start + _MOST_VALUES)


@nb.njit(cache=True, nogil=True)
def _share(ragged, row, others, other):  # type: ignore[no-untyped-def]
    start, end = _span(ragged, row)
    from_, to = _span(others, other)
    for at in range(start, end):
        for against in range(from_, to):
            if ragged.values[at] == others.values[against]:
                return True
    return False


@nb.njit(cache=True, nogil=True)
def _births(queries, one, listed, other, row):  # type: ignore[no-untyped-def]
    """Mark the date of birth that agrees best; traits stand in the order of agreement."""
    start, end = _span(queries.births, one)
    from_, to = _span(listed.births, other)
    best = _BIRTH_OTHER + 1
    for at in range(start, end):
        for against in range(from_, to):
            one_date, other_date = queries.births.values[at], listed.births.values[against]
            seen = _compare_dates(np.int64(one_date), np.int64(other_date))
            best = min(best, seen)
    if best <= _BIRTH_OTHER:
        row[best] = 1


@nb.njit(cache=True, nogil=True)
def _compare_dates(one, other):  # type: ignore[no-untyped-def]
    year, month, day = one // 10000, one // 100 % 100, one % 100
    its_year, its_month, its_day = other // 10000, other // 100 % 100, other % 100
    if year == its_year:
        if month == 0 or its_month == 0:
            return _BIRTH_YEAR_EQUAL
        if month == its_month:
            if day == 0 or its_day == 0:
                return _BIRTH_MONTH_EQUAL
            return _BIRTH_DAY_EQUAL if day == its_day else _BIRTH_DAY_OTHER
        if month == its_day and day == its_month:
            return _BIRTH_TURNED
        return _BIRTH_DAY_OTHER
    apart = max(year, its_year) - min(year, its_year)
    if apart == 1 or (apart == 10 and month == its_month and day == its_day and day != 0):
        return _BIRTH_YEAR_NEAR
    return _BIRTH_OTHER


@nb.njit(cache=True, nogil=True)
def _founding(one, other, row):  # type: ignore[no-untyped-def]
    if one == 0 or other == 0:
        return
    if one == other and one % 100 != 0:
        row[_FOUNDED_EQUAL] = 1
    elif one // 10000 == other // 10000:
        row[_FOUNDED_YEAR_EQUAL] = 1
    else:
        row[_FOUNDED_OTHER] = 1


@nb.njit(cache=True, nogil=True)
def _countries(queries, one, listed, other, row):  # type: ignore[no-untyped-def]
    start, end = _span(queries.countries, one)
    from_, to = _span(listed.countries, other)
    if start == end or from_ == to:
        return
    shared = _share(queries.countries, one, listed.countries, other)
    row[_COUNTRY_SHARED if shared else _COUNTRY_OTHER] = 1


@nb.njit(cache=True, nogil=True)
def _identifiers(queries, one, listed, other, row):  # type: ignore[no-untyped-def]
    """Mark equal numbers, and different numbers of one scheme of one country."""
    start, end = _span(queries.identifiers, one)
    from_, to = _span(listed.identifiers, other)
    clash = False
    for at in range(start, end):
        scheme = queries.schemes[at]
        for against in range(from_, to):
            its_scheme = listed.schemes[against]
            known = scheme != 0 and its_scheme != 0
            if queries.identifiers.values[at] == listed.identifiers.values[against]:
                enough = queries.lengths[at] >= _SHORT_NUMBER
                strong = enough and (not known or scheme == its_scheme)
                row[_IDENTIFIER_EQUAL if strong else _IDENTIFIER_EQUAL_WEAK] = 1
            elif known and scheme == its_scheme:
                clash = True
    if row[_IDENTIFIER_EQUAL] != 0:
        row[_IDENTIFIER_EQUAL_WEAK] = 0
    elif clash and row[_IDENTIFIER_EQUAL_WEAK] == 0:
        row[_IDENTIFIER_OTHER] = 1


@nb.njit(cache=True, nogil=True)
def _addresses(queries, one, listed, other, row):  # type: ignore[no-untyped-def]
    start, end = _span(queries.addresses, one)
    from_, to = _span(listed.addresses, other)
    best = 0.0
    for at in range(start, end):
        for against in range(from_, to):
            here = np.int64(queries.addresses.values[at])
            there = np.int64(listed.addresses.values[against])
            best = max(best, _overlap(queries.streets, here, listed.streets, there))
    if best >= 0.8:
        row[_ADDRESS_EQUAL] = 1
    elif best >= 0.5:
        row[_ADDRESS_ALIKE] = 1


@nb.njit(cache=True, nogil=True)
def _overlap(streets, one, others, other):  # type: ignore[no-untyped-def]
    """Divide the words that two addresses share by those of the shorter, if it has 3 or more."""
    start, end = streets.offsets[one], streets.offsets[one + 1]
    from_, to = others.offsets[other], others.offsets[other + 1]
    shorter = min(end - start, to - from_)
    if shorter < 3:
        return 0.0
    shared = 0
    while start < end and from_ < to:
        left, right = streets.values[start], others.values[from_]
        if left == right:
            shared += 1
        if left <= right:
            start += 1
        if right <= left:
            from_ += 1
    return shared / shorter
