"""Which of the listed parties a request wants to hear of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import HTTPException, Path, Query
from pydantic import BaseModel

from euthyna.entities.records import Record
from euthyna.entities.screening.dossiers import properties
from euthyna.surfaces.api.lists import Lists
from euthyna.surfaces.api.shapes import Key
from euthyna.surfaces.api.vocabulary import ancestors

ALL: Final = frozenset({"default", "all"})
"""Names under which all lists are asked at once."""
TIME: Final = r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?)?$"

Dataset = Annotated[
    str, Path(description="Name of a list, or `default` for all of them.", max_length=300)
]


class Conditions(BaseModel):
    """Conditions that ``/match`` and ``/search`` share."""

    include_dataset: Annotated[tuple[Key, ...], Query(max_length=300)] = ()
    exclude_dataset: Annotated[tuple[Key, ...], Query(max_length=300)] = ()
    exclude_schema: Annotated[tuple[Key, ...], Query(max_length=100)] = ()
    topics: Annotated[tuple[Key, ...], Query(max_length=100)] = ()
    changed_since: Annotated[
        str | None,
        Query(pattern=TIME, description="Leave out lists that were last loaded before this time."),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Conditions that every answer of one request must meet."""

    datasets: frozenset[str] | None = None
    """Lists to look in; all of them if none are named."""
    schema: str = "Thing"
    without_schemata: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    """At least one of them."""
    countries: frozenset[str] = frozenset()
    """At least one of them."""
    every: bool = False
    """Whether all topics and countries must be met, not one of them."""
    properties: tuple[tuple[str, str], ...] = ()
    """Values that properties must have, all of them."""
    without_ids: frozenset[str] = frozenset()

    @property
    def narrow(self) -> bool:
        """Whether more is asked than which lists to look in."""
        return self != Wanted(datasets=self.datasets)

    def admits(self, party: Record) -> bool:
        """Tell whether a party meets all conditions."""
        above = ancestors(party.schema)
        return (
            party.id not in self.without_ids
            and (self.schema == "Thing" or self.schema in above)
            and above.isdisjoint(self.without_schemata)
            and self._meets(self.topics, party.topics)
            and self._meets(self.countries, party.countries)
            and self._says(party)
        )

    def _meets(self, wanted: frozenset[str], given: Collection[str]) -> bool:
        if self.every:
            return wanted.issubset(given)
        return not wanted or not wanted.isdisjoint(given)

    def _says(self, party: Record) -> bool:
        said = properties(party) if self.properties else {}
        return all(value in said.get(name, ()) for name, value in self.properties)


def datasets(
    lists: Lists, dataset: str, *, conditions: Conditions | None = None
) -> frozenset[str] | None:
    """Resolve which lists a request means.

    Parameters
    ----------
    lists
        The open lists.
    dataset
        The name in the path.
    conditions
        Further lists, lists to leave out, and the time since which they were loaded.

    Returns
    -------
    frozenset of str or None
        Names of lists; None for all.

    Raises
    ------
    HTTPException
        404 when there is no list of the name in the path.

    Notes
    -----
    A client of yente that asks for several lists sends the first in the path and the others as
    `include_dataset`, and means any of them; so that is how it is read here.
    """
    asked = conditions or Conditions()
    known = {found.name: found for found in lists.datasets()}
    if dataset not in known and dataset not in ALL:
        names = ", ".join(sorted(known)[:50]) or "none"
        raise HTTPException(404, f"No such dataset: {dataset[:100]!r}; there are: {names}.")
    further = known.keys() & set(asked.include_dataset)
    chosen = {dataset} | further if dataset in known else further
    if dataset in ALL and not asked.include_dataset:
        chosen = set(known)
    chosen -= set(asked.exclude_dataset)
    if since := asked.changed_since:
        chosen = {name for name in chosen if _maybe_changed(known[name].updated_at, since)}
    return None if chosen == known.keys() else frozenset(chosen)


def _maybe_changed(updated_at: str, since: str) -> bool:
    """Compare as texts: both begin like ISO 8601 in UTC, and the finer one is later."""
    return not updated_at or updated_at[: len(since[:19])] >= since[:19]
