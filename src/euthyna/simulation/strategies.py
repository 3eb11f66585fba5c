"""Arbitrary OCDS-shaped releases for property tests.

The only module that needs hypothesis, a development dependency; nothing else imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from euthyna.simulation import procurement
from euthyna.simulation.published.notice import Json

Shape = dict[str, Any]
"""Field → kind of leaf, or a shape (an object), or a list of one shape or kind (an array)."""

Thing = TypeVar("Thing")
Place = tuple[str | int, ...]
Change = Callable[[Any], Any]
Edit = tuple[Place, Change]

_ABSENT = object()
"""In place of a value that is to go."""

_VALUE: Shape = {"amount": "number", "currency": "currency"}
_PERIOD: Shape = {"startDate": "date", "endDate": "date", "durationInDays": "count"}
_REFERENCE: Shape = {"id": "id", "name": "text"}
_CLASSIFICATION: Shape = {"scheme": "text", "id": "id", "description": "text"}
_ITEM: Shape = {
    "id": "id",
    "description": "text",
    "classification": _CLASSIFICATION,
    "quantity": "number",
    "unit": {"scheme": "text", "id": "id", "name": "text", "value": _VALUE},
    "relatedLot": "id",
}
_DOCUMENT: Shape = {
    "id": "id",
    "documentType": "text",
    "title": "text",
    "url": "text",
    "datePublished": "date",
    "format": "text",
    "language": "text",
}
_AMENDMENT: Shape = {"id": "id", "date": "date", "rationale": "text", "description": "text"}
_MILESTONE: Shape = {
    "id": "id",
    "title": "text",
    "type": "text",
    "status": "text",
    "dueDate": "date",
    "dateMet": "date",
}
_IDENTIFIER: Shape = {"scheme": "text", "id": "id", "legalName": "text"}
_PARTY: Shape = {
    "id": "id",
    "name": "text",
    "roles": ["role"],
    "identifier": _IDENTIFIER,
    "additionalIdentifiers": [_IDENTIFIER],
    "address": {
        "streetAddress": "text",
        "locality": "text",
        "region": "text",
        "postalCode": "text",
        "countryName": "text",
    },
    "contactPoint": {"name": "text", "email": "text", "telephone": "text", "url": "text"},
}
_ENQUIRY: Shape = {
    "id": "id",
    "date": "date",
    "title": "text",
    "answer": "text",
    "dateAnswered": "date",
}
_TENDER: Shape = {
    "id": "id",
    "title": "text",
    "description": "text",
    "status": "tender status",
    "procuringEntity": _REFERENCE,
    "procurementMethod": "method",
    "procurementMethodDetails": "text",
    "procurementMethodRationale": "text",
    "mainProcurementCategory": "category",
    "awardCriteria": "text",
    "submissionMethod": ["text"],
    "eligibilityCriteria": "text",
    "value": _VALUE,
    "minValue": _VALUE,
    "tenderPeriod": _PERIOD,
    "enquiryPeriod": _PERIOD,
    "awardPeriod": _PERIOD,
    "contractPeriod": _PERIOD,
    "hasEnquiries": "truth",
    "enquiries": [_ENQUIRY],
    "items": [_ITEM],
    "lots": [{"id": "id", "title": "text", "status": "tender status", "value": _VALUE}],
    "documents": [_DOCUMENT],
    "milestones": [_MILESTONE],
    "numberOfTenderers": "count",
    "tenderers": [_REFERENCE],
    "amendments": [_AMENDMENT],
}
_BIDS: Shape = {
    "details": [
        {
            "id": "id",
            "date": "date",
            "status": "bid status",
            "tenderers": [_REFERENCE],
            "value": _VALUE,
            "relatedLots": ["id"],
            "documents": [_DOCUMENT],
        }
    ],
    "statistics": [{"id": "id", "measure": "text", "value": "number", "relatedLot": "id"}],
}
_AWARD: Shape = {
    "id": "id",
    "title": "text",
    "status": "award status",
    "date": "date",
    "value": _VALUE,
    "suppliers": [_REFERENCE],
    "items": [_ITEM],
    "relatedLots": ["id"],
    "contractPeriod": _PERIOD,
    "documents": [_DOCUMENT],
    "amendments": [_AMENDMENT],
}
_TRANSACTION: Shape = {
    "id": "id",
    "date": "date",
    "value": _VALUE,
    "payer": _REFERENCE,
    "payee": _REFERENCE,
}
_CONTRACT: Shape = {
    "id": "id",
    "awardID": "id",
    "title": "text",
    "status": "contract status",
    "dateSigned": "date",
    "period": _PERIOD,
    "value": _VALUE,
    "items": [_ITEM],
    "documents": [_DOCUMENT],
    "milestones": [_MILESTONE],
    "amendments": [_AMENDMENT],
    "implementation": {
        "transactions": [_TRANSACTION],
        "milestones": [_MILESTONE],
        "documents": [_DOCUMENT],
    },
}
RELEASE: Shape = {
    "ocid": "id",
    "id": "id",
    "date": "date",
    "tag": ["tag"],
    "language": "text",
    "initiationType": "initiation",
    "parties": [_PARTY],
    "buyer": _REFERENCE,
    "planning": {
        "rationale": "text",
        "budget": {"id": "id", "description": "text", "amount": _VALUE, "project": "text"},
        "documents": [_DOCUMENT],
        "milestones": [_MILESTONE],
    },
    "tender": _TENDER,
    "bids": _BIDS,
    "awards": [_AWARD],
    "contracts": [_CONTRACT],
    "complaints": [{"id": "id", "title": "text", "date": "date", "status": "text"}],
    "relatedProcesses": [
        {"id": "id", "relationship": ["text"], "scheme": "text", "identifier": "id"}
    ],
}
"""What releases are drawn from."""

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_CLOCK = st.tuples(
    st.dates().map(lambda day: day.isoformat()),
    st.times().map(lambda time: time.isoformat()[:12]),
    st.sampled_from(["Z", "+00:00", "+02:00", "-03:30", "+14:00"]),
)
KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": _TEXT,
    # A small pool makes ids meet: duplicates, and references that find something.
    "id": st.sampled_from(["1", "2", "3", "XA-KREG-1", "XA-KREG-2", "é"]) | _TEXT.filter(bool),
    "date": _CLOCK.map(lambda parts: f"{parts[0]}T{parts[1]}{parts[2]}"),
    "number": st.integers(-100, 10**13) | st.integers(0, 10**11).map(lambda cents: cents / 100),
    "count": st.integers(0, 60),
    "truth": st.booleans(),
    "currency": st.sampled_from(["EUR", "USD", "XTS"]),
    "role": st.sampled_from(["buyer", "procuringEntity", "supplier", "tenderer", "payer"]),
    "method": st.sampled_from(["open", "selective", "limited", "direct"]),
    "category": st.sampled_from(["goods", "works", "services"]),
    "tag": st.just("compiled"),
    "initiation": st.just("tender"),
    "tender status": st.sampled_from(["active", "cancelled", "unsuccessful", "complete"]),
    "bid status": st.sampled_from(["invited", "pending", "valid", "disqualified", "withdrawn"]),
    "award status": st.sampled_from(["pending", "active", "cancelled", "unsuccessful"]),
    "contract status": st.sampled_from(["pending", "active", "cancelled", "terminated"]),
}
"""The strategy of each kind of leaf."""

_WRONG_LEAVES: tuple[Any, ...] = (7, -1.5, "", "n/a", "2024-01-03", "1,000.50", True, [], {}, None)
_WRAPPED: tuple[Change, ...] = (
    lambda right: [right],
    lambda right: {"id": right},
    lambda right: [None, right],
    lambda right: str(right)[:60],
)


def releases(*, valid: bool = True) -> st.SearchStrategy[Json]:
    """Draw releases with the fields of OCDS 1.1, lots, enquiries and bids.

    Parameters
    ----------
    valid
        True: every value has the right type, but any field except ocid may be missing or null,
        arrays may be empty, ids may be repeated, text is any Unicode. False: besides, up to four
        values anywhere have a wrong type (text for a number, an object for an array, an array
        for an object, a number for an id, a truth value for text, null in an array, a date
        without a time), or an unknown field is added.

    Returns
    -------
    SearchStrategy
        Of releases that can be written as JSON. Half are drawn field by field, half are simulated
        ones with some edits. They have the shape of the standard and are not complete by its
        schema.
    """
    sound = _object(RELEASE, required={"ocid": KINDS["id"]}) | _edited()
    return sound if valid else sound.flatmap(_spoilt)


@cache
def _simulated() -> tuple[Json, ...]:
    return tuple(procurement.releases(seed=1, processes=60, faults=False))


def _edited() -> st.SearchStrategy[Json]:
    """Draw a simulated release with some edits: what is drawn field by field stays sparse."""
    return _one_of(_simulated()).flatmap(
        lambda release: st.lists(_edit(release), max_size=10).map(
            lambda edits: _apply(release, edits)
        )
    )


def _one_of(things: Sequence[Thing]) -> st.SearchStrategy[Thing]:
    # As sampled_from, which writes all things out in its repr and warns that this is long.
    return st.integers(0, len(things) - 1).map(lambda position: things[position])


def _edit(release: Json) -> st.SearchStrategy[Edit]:
    places = [place for place in _places(release, ()) if place != ("ocid",)]
    return _place(places).flatmap(lambda place: st.tuples(st.just(place), _sound_changes(place)))


def _place(places: list[Place]) -> st.SearchStrategy[Place]:
    """Draw a depth, then a place: else nearly all would be leaves."""
    depths = sorted({len(place) for place in places if place})
    return _one_of(depths).flatmap(
        lambda depth: _one_of([place for place in places if len(place) == depth])
    )


def _sound_changes(place: Place) -> st.SearchStrategy[Change]:
    """Draw a change after which the value at `place` still has the right type."""
    kind: Any = RELEASE
    for step in place:
        kind = kind[0] if isinstance(step, int) else kind[step]
    changes = st.just(_absent) | _strategy(kind).map(_constantly)
    if isinstance(place[-1], str):
        changes |= st.just(_constantly(None))
    if isinstance(kind, list):
        changes |= st.just(_constantly([])) | st.just(_with_first_again)
    return changes


def _constantly(value: Any) -> Change:
    return lambda _: value


def _with_first_again(right: Any) -> Any:
    return [*right, *right[:1]] if isinstance(right, list) else right


def _absent(_: Any) -> Any:
    return _ABSENT


def _object(shape: Shape, *, required: Json | None = None) -> st.SearchStrategy[Json]:
    fixed = required or {}
    optional = {name: _nullable(kind) for name, kind in shape.items() if name not in fixed}
    return st.fixed_dictionaries(fixed, optional=optional)


def _nullable(kind: Any) -> st.SearchStrategy[Any]:
    return _strategy(kind) | st.none()


def _strategy(kind: Any) -> st.SearchStrategy[Any]:
    if isinstance(kind, dict):
        return _object(kind)
    if isinstance(kind, list):
        return st.lists(_strategy(kind[0]), max_size=3)
    return KINDS[kind]


def _spoilt(release: Json) -> st.SearchStrategy[Json]:
    damage = st.tuples(_place(_places(release, ())), _damages())
    return st.lists(damage, min_size=1, max_size=4).map(lambda edits: _apply(release, edits))


def _damages() -> st.SearchStrategy[Change]:
    constants = st.sampled_from(_WRONG_LEAVES).map(_constantly)
    return constants | st.sampled_from(_WRAPPED) | st.just(_with_unknown_field)


def _with_unknown_field(right: Any) -> Any:
    return {**right, "x_unknown": [1]} if isinstance(right, dict) else right


def _places(value: Any, path: Place) -> list[Place]:
    """List the paths of all values within `value`."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(place for key, part in inside for place in _places(part, (*path, key)))]


def _apply(release: Json, edits: list[Edit]) -> Json:
    for place, change in edits:
        release = _replaced(release, place, change)
    return release


def _replaced(value: Any, place: Place, change: Change) -> Any:
    """Copy `value` with the change made at `place`, if an earlier change left that place."""
    if not place:
        return change(value)
    key, rest = place[0], place[1:]
    if isinstance(value, dict) and key in value:
        new = _replaced(value[key], rest, change)
        if new is not _ABSENT:
            return {**value, key: new}
        return {name: part for name, part in value.items() if name != key}
    if isinstance(value, list) and isinstance(key, int) and key < len(value):
        new = _replaced(value[key], rest, change)
        return [*value[:key], *([] if new is _ABSENT else [new]), *value[key + 1 :]]
    return value
