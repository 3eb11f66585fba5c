"""What the services need to know of the lists; who keeps them knows nothing of the services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from euthyna.entities.records import Record
from euthyna.entities.screening.matches import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One list that can be asked."""

    name: str
    title: str
    parties: int
    version: str
    """Another one when anything on it changes."""
    updated_at: str = ""
    """When it was last loaded, in UTC like ISO 8601; empty where nobody knows."""


class Lists(Protocol):
    """Lists in which parties are looked up; used by one thread at a time."""

    def datasets(self) -> Sequence[Listing]:
        """Say which lists there are."""
        ...

    def screen(
        self,
        queries: Sequence[Record],
        *,
        limit: int,
        cutoff: float,
        datasets: frozenset[str] | None,
    ) -> list[list[Match]]:
        """Give for each query the most probable parties of some lists, or of all."""
        ...

    def entity(self, party_id: str) -> Mapping[str, Any] | None:
        """Give all that is known of a party, as FollowTheMoney with nested things; or nothing."""
        ...

    def search(self, text: str, *, limit: int, datasets: frozenset[str] | None) -> Sequence[Record]:
        """Give parties by a text, the nearest first; without a text, any."""
        ...
