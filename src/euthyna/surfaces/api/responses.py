"""What every route needs: the open lists and the desk, and answers as JSON."""

from __future__ import annotations

import json as json_of_anything
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request, Response

from euthyna.entities.records import Record
from euthyna.entities.screening.matches import Match
from euthyna.surfaces.api import answers
from euthyna.surfaces.api.desk import Desk
from euthyna.surfaces.api.keeping import Keeper
from euthyna.surfaces.api.lists import Lists
from euthyna.surfaces.api.scopes import Wanted
from euthyna.surfaces.api.settings import Settings


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of a running server."""

    settings: Settings
    keeper: Keeper
    desk: Desk

    @property
    def lists(self) -> Lists:
        """The lists that are open now."""
        return self.keeper.lists

    async def find(
        self, records: Sequence[Record], *, wanted: Wanted, limit: int, cutoff: float
    ) -> list[list[Match]]:
        """Screen records and keep what meets the conditions."""
        most = self.settings.results if wanted.narrow else limit
        found = await self.desk.screen(records, limit=most, cutoff=cutoff, datasets=wanted.datasets)
        return [[m for m in matches if wanted.admits(m.listed)][:limit] for matches in found]

    async def search(self, text: str, *, wanted: Wanted) -> list[Record]:
        """Look parties up by a text, and keep those that meet the conditions."""
        most = self.settings.results
        parties = await self.desk.run(
            lambda lists: lists.search(text, limit=most, datasets=wanted.datasets)
        )
        return [party for party in parties if wanted.admits(party)]

    async def entity(self, party_id: str) -> Mapping[str, Any] | None:
        """Look a party up by its id."""
        found = await self.desk.run(lambda lists: lists.entity(party_id))
        return None if found is None else answers.whole(found)


def _service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


ServiceDep = Annotated[Service, Depends(_service)]


def json(value: Any, *, headers: Mapping[str, str] | None = None, status: int = 200) -> Response:
    """Answer with JSON, as it is: checking it against its shape is for tests."""
    try:
        body = orjson.dumps(value)
    except orjson.JSONEncodeError:
        # Half a character, such as a caller may have put into a key, is written escaped.
        body = json_of_anything.dumps(value).encode("ascii")
    return Response(
        body,
        status_code=status,
        media_type="application/json",
        headers=dict(headers or {}),
    )
