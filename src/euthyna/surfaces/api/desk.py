"""Many requests, one call of the screener at a time: what waits is asked together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

from euthyna.entities.records import Record
from euthyna.entities.screening.matches import Match
from euthyna.surfaces.api.keeping import Keeper
from euthyna.surfaces.api.lists import Lists
from euthyna.surfaces.api.settings import Settings

Found = list[list[Match]]
T = TypeVar("T")


class BusyError(Exception):
    """More waits for an answer than will be answered in time."""


class LateError(Exception):
    """An answer took longer than a request may wait."""


@dataclass(slots=True, eq=False)
class _Wish:
    queries: Sequence[Record]
    limit: int
    cutoff: float
    datasets: frozenset[str] | None
    answer: asyncio.Future[Found] = field(repr=False)


class Desk:
    """Collects the queries of all requests while the screener is at work, and asks them at once.

    The screener uses all cores by itself: two calls at a time would only be in each other's way.

    Parameters
    ----------
    keeper
        Holds the lists.
    settings
        How much may wait, and for how long.
    """

    def __init__(self, keeper: Keeper, settings: Settings) -> None:
        self._keeper = keeper
        self._settings = settings
        self._wishes: list[_Wish] = []
        self._waiting = 0
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="screening")
        self._work: asyncio.Task[None] | None = None

    async def screen(
        self,
        queries: Sequence[Record],
        *,
        limit: int,
        cutoff: float,
        datasets: frozenset[str] | None = None,
    ) -> Found:
        """Screen queries, together with those of other requests.

        Parameters
        ----------
        queries
            Records that are asked about.
        limit
            Most matches for each.
        cutoff
            Probability below which a candidate is left out.
        datasets
            The lists to look in; all of them if not given.

        Returns
        -------
        list of list of Match
            For each query its matches, the most probable first.

        Raises
        ------
        BusyError
            When too many queries wait already.
        LateError
            When it took too long.
        """
        if self._waiting + len(queries) > self._settings.waiting:
            raise BusyError
        answer = asyncio.get_running_loop().create_future()
        self._wishes.append(_Wish(queries, limit, cutoff, datasets, answer))
        self._waiting += len(queries)
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._empty())
        return await self._in_time(answer)

    async def run(self, task: Callable[[Lists], T]) -> T:
        """Do something with the lists, in turn with the screening.

        Raises
        ------
        LateError
            When it took too long.
        """
        loop = asyncio.get_running_loop()
        return await self._in_time(loop.run_in_executor(self._worker, task, self._keeper.lists))

    def close(self) -> None:
        """Let the work at hand end, and begin no other."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def _in_time(self, answer: asyncio.Future[T]) -> T:
        try:
            return await asyncio.wait_for(answer, self._settings.answer_seconds)
        except TimeoutError:
            raise LateError from None

    async def _empty(self) -> None:
        while self._wishes:
            together = self._take()
            wanted = [wish for wish in together if not wish.answer.done()]
            try:
                if wanted:
                    await self._answer(wanted)
            finally:
                self._waiting -= sum(len(wish.queries) for wish in together)

    def _take(self) -> list[_Wish]:
        """Take the wishes that have waited longest, as far as they look in the same lists."""
        datasets = self._wishes[0].datasets
        taken: list[_Wish] = []
        left: list[_Wish] = []
        count = 0
        for wish in self._wishes:
            fits = wish.datasets == datasets and count < self._settings.together
            (taken if fits else left).append(wish)
            count += len(wish.queries) if fits else 0
        self._wishes = left
        return taken

    async def _answer(self, wishes: list[_Wish]) -> None:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._worker, _ask, self._keeper.lists, wishes)
        except Exception as error:  # noqa: BLE001  (whatever it is, who asked must hear of it)
            await self._answer_apart(wishes, error)
            return
        for wish, matches in zip(wishes, found, strict=True):
            if not wish.answer.done():
                wish.answer.set_result(matches)

    async def _answer_apart(self, wishes: list[_Wish], error: Exception) -> None:
        """Ask one by one, so that only who asked for the error gets it."""
        if len(wishes) > 1:
            for wish in wishes:
                await self._answer([wish])
        elif not wishes[0].answer.done():
            wishes[0].answer.set_exception(error)


def _ask(lists: Lists, wishes: list[_Wish]) -> list[Found]:
    """Screen all at once, with the widest limits, and cut to what each wanted."""
    found = iter(
        lists.screen(
            [query for wish in wishes for query in wish.queries],
            limit=max(wish.limit for wish in wishes),
            cutoff=min(wish.cutoff for wish in wishes),
            datasets=wishes[0].datasets,
        )
    )
    return [[_cut(next(found), wish) for _ in wish.queries] for wish in wishes]


def _cut(matches: list[Match], wish: _Wish) -> list[Match]:
    return [m for m in matches if m.probability >= wish.cutoff][: wish.limit]
