"""Drafts of one party that stand apart, brought together in bounded memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, Final

from euthyna.data.declarations import Draft
from euthyna.data.declarations.notes import Notes

HELD: Final = 25_000
"""So many drafts are held in memory; more are spread over files by their ids."""
PARTITIONS: Final = 64

_ROWS: Final = ("names", "identifiers", "addresses", "positions", "listings", "relationships")
_PLAIN: Final = (
    "birth_dates",
    "birth_places",
    "death_dates",
    "countries",
    "topics",
    "phones",
    "emails",
    "websites",
)
_TEXTS: Final = ("schema", "gender", "incorporation_date", "dissolution_date", "legal_form")


def merged(drafts: Iterable[Draft], *, notes: Notes, held: int = HELD) -> Iterator[Draft]:
    """Yield one draft for each id: of several, the first values win and lists are joined.

    Parameters
    ----------
    drafts
        In any order.
    held
        How many drafts may be held in memory.

    Yields
    ------
    Draft
        In the order of their first records, as long as all fit into memory.
    """
    source = told_apart(drafts, notes=notes, only_whole=True)
    seen: dict[str, Draft] = {}
    for draft in source:
        _merge(seen, draft)
        if len(seen) >= held:
            yield from _spread(seen, source, notes)
            return
    yield from _whole(seen, notes)


class Ids:
    """The ids that were given so far."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._numbers: dict[str, int] = {}

    def is_new(self, given: str) -> bool:
        """Take an id, and tell whether it was not given before."""
        size = len(self._seen)
        self._seen.add(hash(given))
        return len(self._seen) > size

    def tell_apart(self, draft: Draft, *, notes: Notes) -> None:
        """Give a draft another id, with an issue, if it has one that was given before."""
        given = draft.id
        if self.is_new(given):
            return
        self._numbers[given] = self._numbers.get(given, 1) + 1
        draft.id = f"{given}#{self._numbers[given]}"
        self.is_new(draft.id)
        notes.add("duplicate-party", draft.source, "", given, draft.id)


def told_apart(
    drafts: Iterable[Draft], *, notes: Notes, only_whole: bool = False, ids: Ids | None = None
) -> Iterator[Draft]:
    """Yield all drafts; one whose id was given before gets another, with an issue.

    With `only_whole`, those alone are looked at that the list has once for each party.
    """
    given = ids or Ids()
    for draft in drafts:
        if draft.whole or not only_whole:
            given.tell_apart(draft, notes=notes)
        yield draft


def _merge(seen: dict[str, Draft], draft: Draft) -> None:
    first = seen.get(draft.id)
    if first is None:
        seen[draft.id] = draft
        return
    if first.marginal and not draft.marginal:
        # The record of the party itself comes first, wherever it stands.
        first, draft = draft, first
        seen[first.id] = first
    for name in _TEXTS:
        if not getattr(first, name):
            setattr(first, name, getattr(draft, name))
    for name in _PLAIN:
        getattr(first, name).extend(getattr(draft, name))
    for name in _ROWS:
        added = getattr(draft, name)
        for row in added:
            row.source = row.source or draft.source
        getattr(first, name).extend(added)


def _whole(seen: dict[str, Draft], notes: Notes) -> Iterator[Draft]:
    for draft in seen.values():
        if draft.marginal:
            notes.add("no-such-party", draft.source, "", draft.id)
        yield draft


def _spread(seen: dict[str, Draft], rest: Iterator[Draft], notes: Notes) -> Iterator[Draft]:
    """Go on with files: each holds the drafts of some ids, and fits into memory."""
    with tempfile.TemporaryDirectory(prefix="euthyna-parties-") as folder:
        paths = [Path(folder) / f"{number:02}" for number in range(PARTITIONS)]
        with ExitStack() as stack:
            files = [stack.enter_context(path.open("wb")) for path in paths]
            for draft in seen.values():
                _put(files, draft)
            seen.clear()
            for draft in rest:
                _put(files, draft)
        for path in paths:
            part: dict[str, Draft] = {}
            for draft in _read(path):
                _merge(part, draft)
            path.unlink()
            yield from _whole(part, notes)


def _put(files: Sequence[BinaryIO], draft: Draft) -> None:
    pickle.dump(draft, files[hash(draft.id) % len(files)], protocol=pickle.HIGHEST_PROTOCOL)


def _read(path: Path) -> Iterator[Draft]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)  # noqa: S301  (written by this process, just now)
            except EOFError:
                return
