"""Parties found by a number."""

from __future__ import annotations

from pathlib import Path

from euthyna.entities.parties import Parties
from euthyna.entities.records import Identifier, Record
from euthyna.entities.screening.numbers import MOST, Numbers


def _parties(*numbers: tuple[str, ...]) -> Parties:
    return Parties.from_records(
        [
            Record(id=f"p{n}", identifiers=tuple(Identifier(value) for value in values))
            for n, values in enumerate(numbers)
        ]
    )


def test_numbers_are_the_same_whatever_their_signs() -> None:
    numbers = Numbers.of(_parties(("AB 123-456",), ("999111",), ("ab123456", "777222")))
    queries, rows = numbers.find(_parties((), ("ab.123 456",), ("777222", "999111")))
    assert list(zip(queries.tolist(), rows.tolist(), strict=True)) == [
        (1, 0),
        (1, 2),
        (2, 2),
        (2, 1),
    ]


def test_short_numbers_and_placeholders_point_at_nobody() -> None:
    numbers = Numbers.of(_parties(("123",), ("00000000",), *[("5550001",)] * (MOST + 1)))
    queries, rows = numbers.find(_parties(("123",), ("00000000",), ("5550001",)))
    assert queries.tolist() == rows.tolist() == []


def test_nothing_is_found_among_nothing(tmp_path: Path) -> None:
    Numbers.of(_parties()).save(tmp_path)
    queries, rows = Numbers.load(tmp_path).find(_parties(("777222",)))
    assert (len(queries), len(rows)) == (0, 0)
