"""Published lists, in files and workspaces, as the services want them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from euthyna.base.progress import SILENT, Progress
from euthyna.data.reading.recognising import catalogue
from euthyna.data.store.lake import Lake
from euthyna.entities.records import Name, Record
from euthyna.entities.screening.finding import Finder
from euthyna.entities.screening.matches import Match
from euthyna.entities.screening.opening import open_lists, snapshot_tables
from euthyna.entities.screening.screener import Screener
from euthyna.surfaces.api.keeping import Source
from euthyna.surfaces.api.lists import Listing, Lists

State = tuple[tuple[str, int, int], ...]
"""Of each file its size and time, of each workspace its snapshot: another one after any change."""

_WARM: Final = (
    Record(id="1", schema="Person", names=(Name("Ivan Petrovich"),), birth_dates=("1970-01-01",)),
    Record(id="2", schema="Company", names=(Name("Иван Петрович"), Name("Rio Works Ltd"))),
)


class Opened:
    """A screener with what is known of each of its lists.

    Parameters
    ----------
    screener
        The lists.
    listings
        What is known of each.
    """

    def __init__(self, screener: Screener, listings: Sequence[Listing]) -> None:
        self.screener = screener
        self._listings = listings
        self._finder = Finder(screener)

    def datasets(self) -> Sequence[Listing]:
        """Say which lists there are."""
        return self._listings

    def screen(
        self,
        queries: Sequence[Record],
        *,
        limit: int,
        cutoff: float,
        datasets: frozenset[str] | None,
    ) -> list[list[Match]]:
        """Give for each query the most probable parties of some lists, or of all."""
        return self.screener.screen(queries, limit=limit, cutoff=cutoff, datasets=datasets)

    def entity(self, party_id: str) -> Mapping[str, Any] | None:
        """Give all that is known of a party, with nested things; or nothing."""
        return self.screener.entity(party_id)

    def search(self, text: str, *, limit: int, datasets: frozenset[str] | None) -> Sequence[Record]:
        """Give parties by a text, the nearest first; without a text, any."""
        return self._finder.find(text, limit=limit, datasets=datasets)


def source(places: Sequence[Path], *, progress: Progress = SILENT) -> Source:
    """Say where lists come from.

    Parameters
    ----------
    places
        Files of lists, and workspaces.
    progress
        Hears how far the first opening has come.

    Returns
    -------
    Source
        Opens them, and knows when they have changed.
    """

    def opened(former: Lists | None) -> Lists:
        return _open(places, former, SILENT if former else progress)

    return Source(open=opened, version=lambda: state(places))


def state(places: Sequence[Path]) -> State:
    """Tell cheaply whether anything has changed, without reading what is in the files.

    Raises
    ------
    StoreError
        When the lake of a workspace cannot be read.
    OSError
        When a file cannot be looked at.
    """
    return tuple(
        (str(place), *(_snapshot(place) if _is_workspace(place) else _files(place)))
        for place in places
    )


def _open(places: Sequence[Path], former: Lists | None, progress: Progress) -> Opened:
    version = hashlib.sha256(repr(state(places)).encode()).hexdigest()[:16]
    if isinstance(former, Opened) and len(places) == 1 and _is_workspace(places[0]):
        # Only what changed is taken apart and indexed again.
        screener = former.screener.updated(snapshot_tables(Lake(_lake(places[0])).open()))
    else:
        screener = open_lists(places, progress=progress).screener
    lists = Opened(screener, _listings(screener, version, _loaded(places)))
    # Loads what the first query would otherwise wait for.
    lists.screen(_WARM, limit=1, cutoff=0, datasets=None)
    lists.entity("")
    return lists


def _listings(screener: Screener, version: str, loaded: Mapping[str, str]) -> Sequence[Listing]:
    titles = {known.dataset: known.title for known in catalogue() if known.dataset}
    return [
        Listing(
            name=found.name,
            title=titles.get(found.name, found.name),
            parties=found.parties,
            version=version,
            updated_at=loaded.get(found.name, loaded.get("", "")),
        )
        for found in screener.datasets()
    ]


def _loaded(places: Sequence[Path]) -> dict[str, str]:
    """Say when each list was last changed; under the empty name, any that is in a file."""
    times: dict[str, int] = {}
    for place in places:
        if not _is_workspace(place):
            times[""] = max(times.get("", 0), _files(place)[1])
            continue
        for kept in Lake(_lake(place)).open().sources:
            times[kept.dataset] = max(times.get(kept.dataset, 0), kept.modified_ns)
    return {
        name: datetime.fromtimestamp(ns // 10**9, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for name, ns in times.items()
    }


def _lake(place: Path) -> Path:
    return place / "lake"


def _is_workspace(place: Path) -> bool:
    return _lake(place).is_dir()


def _snapshot(place: Path) -> tuple[int, int]:
    return max(Lake(_lake(place)).versions(), default=0), 0


def _files(place: Path) -> tuple[int, int]:
    """Give the size and the latest time of a file, or of all files in a folder."""
    files = [f for f in place.rglob("*") if f.is_file()] if place.is_dir() else [place]
    states = [file.stat() for file in files]
    return sum(s.st_size for s in states), max((s.st_mtime_ns for s in states), default=0)
