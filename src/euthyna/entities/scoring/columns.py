"""From parties to the columns that the scorer compares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from euthyna.entities.names import kinds_of
from euthyna.entities.names.cleaning import BREAK, clean
from euthyna.entities.parties import Lists, Parties
from euthyna.entities.scoring.attributes import Attributes, Ragged
from euthyna.entities.scoring.vocabulary import text_hashes

_DATE: Final = r"^\s*(?P<year>[12]\d{3})(?:-(?P<month>\d{1,2}))?(?:-(?P<day>\d{1,2}))?"
_GENDERS: Final = {"male": 1, "m": 1, "man": 1, "female": 2, "f": 2, "woman": 2}
_DIGITS_OF_PHONE: Final = 9
"""Last digits of a telephone number that are compared: what stands before is dialled or not."""
_SHORTEST_PHONE: Final = 7


def kinds(parties: Parties) -> NDArray[np.uint8]:
    """Give what each party is."""
    return np.array(kinds_of(_texts(parties, "schema")), np.uint8)


def attributes_of(parties: Parties) -> Attributes:
    """Put what is compared besides names into columns."""
    births = parties.lists("birth_dates")
    numbers = parties.lists("identifiers")
    written = [field.to_pylist() for field in _fields(numbers, ("value", "scheme", "country"))]
    values, schemes = _identifiers(*written)
    addresses = parties.lists("addresses")
    return Attributes(
        births=_present(Lists(births.offsets, births.values), _dates(births.values)),
        founded=_dates(parties.table.column("incorporation_date")),
        countries=_hashed(parties.lists("countries")),
        gender=np.array([_GENDERS.get(g.lower(), 0) for g in _texts(parties, "gender")], np.uint8),
        identifiers=Ragged(numbers.offsets, text_hashes(values)),
        schemes=schemes,
        lengths=np.array([min(len(v), 255) for v in values], np.uint8),
        addresses=Ragged(addresses.offsets, np.arange(len(addresses.values), dtype=np.uint64)),
        streets=_streets(addresses.values.to_pylist()),
        phones=_contact(parties.lists("phones"), r"\D", _DIGITS_OF_PHONE, _SHORTEST_PHONE),
        emails=_contact(parties.lists("emails"), r"\s", 0, 6),
        schemas=kinds(parties),
    )


def _texts(parties: Parties, column: str) -> list[str]:
    return list(parties.table.column(column).to_pylist())


def _fields(lists: Lists, names: Sequence[str]) -> list[pa.Array]:
    return [lists.values.field(name) for name in names]


def _hashed(lists: Lists) -> Ragged:
    return Ragged(lists.offsets, text_hashes([v.strip().lower() for v in lists.values.to_pylist()]))


def _dates(texts: pa.Array | pa.ChunkedArray) -> NDArray[np.uint64]:
    """Read dates as numbers; 0 for what is no date."""
    if not len(texts):
        return np.zeros(0, np.uint64)
    parts = pc.extract_regex(texts, _DATE)
    found = np.zeros(len(texts), np.uint64)
    for part, factor, most in (("year", 10000, 2999), ("month", 100, 12), ("day", 1, 31)):
        text = pc.struct_field(parts, part)
        number = pc.cast(pc.if_else(pc.equal(text, ""), "0", text), pa.uint64())
        column = (
            pc.fill_null(number, 0).to_numpy(zero_copy_only=False)
            if isinstance(number, pa.Array)
            else pc.fill_null(number, 0).to_numpy()
        )
        found += np.where(column > most, 0, column).astype(np.uint64) * np.uint64(factor)
    return found


def _present(lists: Lists, values: NDArray[np.uint64]) -> Ragged:
    """Leave out values of 0."""
    kept = values > 0
    before = np.concatenate([[0], np.cumsum(kept)])
    return Ragged(before[lists.offsets].astype(np.int64), values[kept])


def _identifiers(
    values: Sequence[str], schemes: Sequence[str], countries: Sequence[str]
) -> tuple[list[str], NDArray[np.uint64]]:
    """Strip numbers to letters and digits, and tell which scheme of which country each is of."""
    plain = ["".join(filter(str.isalnum, value)).casefold() for value in values]
    named = [
        f"{''.join(filter(str.isalnum, scheme)).casefold()}|{country.strip().lower()}"
        for scheme, country in zip(schemes, countries, strict=True)
    ]
    known = np.array([not name.startswith("|") for name in named], np.bool_)
    found = text_hashes(named)
    return plain, np.where(known, found, 0).astype(np.uint64) if named else found


def _streets(addresses: Sequence[str]) -> Ragged:
    """Hash the words of each address, sorted, each once."""
    cleaned = clean(addresses).replace(".", " ").split(BREAK) if addresses else []
    words = [sorted(set(address.split())) for address in cleaned]
    sizes = np.cumsum([0, *map(len, words)], dtype=np.int64)
    hashes = text_hashes([word for row in words for word in row])
    rows = np.repeat(np.arange(len(words)), np.diff(sizes))
    return Ragged(sizes, hashes[np.lexsort((hashes, rows))])


def _contact(lists: Lists, dropped: str, last: int, least: int) -> Ragged:
    """Hash what is left of telephone numbers or addresses of e-mail."""
    if not len(lists.values):
        return Ragged(lists.offsets, np.zeros(0, np.uint64))
    plain = pc.replace_substring_regex(pc.utf8_lower(lists.values), dropped, "")
    texts = [text[-last:] if len(text) >= least else "" for text in plain.to_pylist()]
    hashes = np.where([bool(text) for text in texts], text_hashes(texts), 0).astype(np.uint64)
    return _present(lists, hashes)
