"""The strict path: one record at a time, in Python, with a reason for whatever is lost.

It reads the same declaration as :mod:`euthyna.data.reading.fast` and gives the same rows where
a record is as the standard says; it also reads what the typed scan cannot: an object where a
list is due, a number in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from euthyna.base.issues import Issue
from euthyna.data.declarations import Field, Form, Rows, Standard
from euthyna.data.reading.fast import DATE_PATTERN, NUMBER_PATTERN

_DATE = re.compile(DATE_PATTERN)
_NUMBER = re.compile(NUMBER_PATTERN)
_PLACES = Decimal(1).scaleb(-10)
_LARGEST = Decimal(10) ** 28
_SHOWN = 60

Row = dict[str, Any]


class _Raw(str):
    """A number as it was published."""

    __slots__ = ()


@dataclass(slots=True)
class StrictRecord:
    """One record read strictly."""

    rows: list[tuple[str, Row]] = field(default_factory=list)
    """Table and row; empty if the record cannot be used."""
    issues: list[Issue] = field(default_factory=list)


def read(line: str | bytes, *, source: str, standard: Standard) -> StrictRecord:
    """Read one line.

    Parameters
    ----------
    line
        The text of one record.
    source
        Its place, for the column `source` and the issues.
    standard
        What to read.

    Returns
    -------
    StrictRecord
        Its rows, and an issue for each value that could not be used although it was in scope.
        Values of another type are reported by the audit, not here.
    """
    out = StrictRecord()
    record = _parse(line, source, out)
    if out.issues:
        return out
    key = _id(record.get(standard.key)) if isinstance(record, dict) else None
    if key is None:
        found = "no " + standard.key if isinstance(record, dict) else _kind(record)
        out.issues.append(Issue("not-a-release", source, standard.key, found))
        return out
    reader = _Reader(source, out)
    for block in standard.rows:
        for row in reader.rows(block, record):
            out.rows.append((block.table, {"process_id": key, **row, "source": source}))
    return out


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    return "null" if value is None else "a bare value"


def _parse(line: str | bytes, source: str, out: StrictRecord) -> Any:
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        return json.loads(text, parse_int=_Raw, parse_float=_float, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        out.issues.append(Issue("not-utf8", source, found=str(error.reason)))
    except RecursionError:
        out.issues.append(Issue("too-deep", source, expected="200"))
    except ValueError as error:
        out.issues.append(Issue("not-json", source, found=str(error)[:_SHOWN]))
    return None


def _float(raw: str) -> _Raw:
    # As the scan does: the shortest text that stands for the same double.
    value = float(raw)
    return _Raw(repr(value)) if abs(value) != float("inf") else _Raw(raw)


def _refuse(constant: str) -> None:
    msg = f"{constant} is not a JSON value"
    raise ValueError(msg)


class _Reader:
    def __init__(self, source: str, out: StrictRecord) -> None:
        self._source = source
        self._out = out

    def rows(self, block: Rows, record: Any) -> Iterator[Row]:
        steps = [step.strip("/") for step in block.at.split("[]")[: len(block.positions)]]
        path = block.at.replace("[]", "")
        rest = block.at if not steps else ""
        for positions, item in _unfold(record, steps):
            row: Row = dict(zip(block.positions, positions, strict=True))
            row.update(block.constants)
            for wanted in block.fields:
                row.update(self._values(_reach(item, rest), wanted, path))
            yield row

    def _values(self, item: Any, wanted: Field, path: str) -> Row:
        for place in wanted.paths:
            value = _reach(item, place)
            if value is None:
                continue
            found = self._one(value, wanted, f"{path}/{place}".strip("/"))
            if any(v is not None for v in found.values()):
                return found
        return self._one(None, wanted, path)

    def _one(self, value: Any, wanted: Field, path: str) -> Row:
        name = wanted.column
        if wanted.form is Form.DATE:
            text = _text(value)
            return {f"{name}_at": _moment(text), f"{name}_text": text}
        if wanted.form is Form.MONEY:
            amount = _reach(value, "amount")
            return {
                f"{name}_amount": self._number(amount, f"{path}/amount"),
                f"{name}_currency": _text(_reach(value, "currency")),
            }
        return {name: self._single(value, wanted.form, path)}

    def _single(self, value: Any, form: Form, path: str) -> Any:
        if form in {Form.NUMBER, Form.COUNT}:
            number = self._number(value, path, whole=form is Form.COUNT)
            if number is None or form is Form.NUMBER:
                return None if number is None else float(number)
            return int(number) if number == int(number) else None
        if form is Form.TEXTS:
            return _texts(value)
        if form is Form.TRUTH:
            return {"true": True, "false": False}.get(_text(value) or "")
        return _id(value) if form is Form.ID else _text(value)

    def _number(self, value: Any, path: str, *, whole: bool = True) -> Decimal | None:
        if not isinstance(value, str):
            return None
        try:
            number = Decimal(value) if _NUMBER.fullmatch(value) else None
            if number is not None and abs(number) < _LARGEST:
                return number.quantize(_PLACES, ROUND_HALF_UP) if whole else number
        except InvalidOperation:
            pass
        if value:
            self._out.issues.append(Issue("bad-number", self._source, path, value[:_SHOWN]))
        return None


def _unfold(item: Any, steps: list[str]) -> Iterator[tuple[tuple[int, ...], Any]]:
    if not steps:
        yield (), item
        return
    found = _reach(item, steps[0])
    # An object where a list is due is a list of one; the audit reports it.
    listed = [found] if isinstance(found, dict) else found
    if not isinstance(listed, list):
        return
    for position, element in enumerate(listed):
        for below, inner in _unfold(element if isinstance(element, dict) else None, steps[1:]):
            yield (position, *below), inner


def _reach(item: Any, path: str) -> Any:
    for part in path.split("/"):
        if not part:
            continue
        if not isinstance(item, dict):
            return None
        item = item.get(part)
    return item


def _text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) or None if isinstance(value, str) else None


def _id(value: Any) -> str | None:
    return None if isinstance(value, bool) else _text(value)


def _texts(value: Any) -> list[str | None] | None:
    if isinstance(value, str) and not isinstance(value, _Raw):
        return [value]
    if not isinstance(value, list):
        return None
    if any(isinstance(element, dict | list) for element in value):
        return [_plain(e) for e in value if not isinstance(e, dict | list) and e is not None]
    return [_plain(element) for element in value]


def _plain(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _moment(text: str | None) -> datetime | None:
    """Give the moment in UTC, without a zone; None if it is no date."""
    if text is None or not _DATE.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(_completed(text))
    except ValueError:
        return None
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        except OverflowError:
            return None
    return moment


def _completed(text: str) -> str:
    # Python takes at most six digits of a fraction, and offsets with minutes.
    text = re.sub(r"(\.\d{6})\d+", r"\1", text.upper())
    return re.sub(r"([+-]\d{2})$", r"\1:00", text) if len(text) > len("2024-01-01") else text
