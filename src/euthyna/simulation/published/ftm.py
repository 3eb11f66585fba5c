"""Lists of persons and firms as FollowTheMoney entities, one JSON object a line.

Each list has its own ids and its own spelling: who is who has to be found out. The invented
country has no code in ISO 3166, so that entities of it have no ``country``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import orjson

from euthyna.simulation.country.model import Listing
from euthyna.simulation.country.province import Province
from euthyna.simulation.country.registers import REGISTERS, Register
from euthyna.simulation.published.entity import Entity, entity
from euthyna.simulation.published.holders import civic, official
from euthyna.simulation.published.piece import Piece


def lists(province: Province) -> Iterator[Piece]:
    """Write debarment lists and watchlists, each with the noise of its publisher."""
    by_register: dict[str, list[Listing]] = defaultdict(list)
    for listing in province.listings:
        by_register[listing.register].append(listing)
    for register in REGISTERS.values():
        found = sorted(by_register[register.key], key=lambda listing: listing.id)
        yield _piece(register.key, (e for listing in found for e in _listed(listing, register)))


def office_holders(province: Province) -> Iterator[Piece]:
    """Write who holds office, with relatives and associates: officially, and as activists know."""
    yield _piece("office_holders", official(province))
    yield _piece("civic_pep_watch", civic(province))


def _piece(dataset: str, entities: Iterable[Entity]) -> Piece:
    lines = (
        orjson.dumps({**found, "datasets": [dataset]}, option=orjson.OPT_APPEND_NEWLINE)
        for found in entities
    )
    return Piece(f"entities/{dataset}.ftm.json", b"".join(lines))


def _listed(listing: Listing, register: Register) -> Iterator[Entity]:
    """Write whom a list names, the address, and what was decided."""
    details = dict(listing.details)
    schema = details.pop("schema")[0]
    status = details.pop("status", ())
    full = details.get("address", ())
    if full:
        details["addressEntity"] = [f"{listing.id}-address"]
    yield entity(listing.id, schema, name=[listing.name], topics=[register.topic], **details)
    yield entity(
        f"{listing.id}-decision",
        "Sanction",
        entity=[listing.id],
        authority=[register.authority],
        program=[register.program],
        reason=[listing.ground],
        recordId=[listing.id.upper()],
        startDate=[listing.since],
        endDate=[listing.until],
        status=status,
    )
    if full:
        yield entity(f"{listing.id}-address", "Address", full=full)
