"""Many requests, one call of the screener at a time."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from euthyna.entities.records import Name, Record
from euthyna.surfaces.api.desk import BusyError, Desk, LateError
from euthyna.surfaces.api.keeping import Keeper, Source
from euthyna.surfaces.api.settings import Settings


def query(text: str) -> Record:
    return Record(id=text, names=(Name(text),))


def desk(lists: Any, **settings: Any) -> Desk:
    keeper = Keeper(Source(open=lambda _: lists, version=lambda: 1))
    return Desk(keeper, Settings(**settings))


def ask(desk: Desk, *texts: str, limit: int = 5, cutoff: float = 0.0, datasets: Any = None) -> Any:
    return desk.screen([query(t) for t in texts], limit=limit, cutoff=cutoff, datasets=datasets)


def test_what_waits_is_asked_together(small: Any) -> None:
    gate = threading.Event()
    lists = small(gate=gate)

    async def all_at_once() -> Any:
        at_desk = desk(lists)
        first = asyncio.create_task(ask(at_desk, "one"))
        while not lists.calls:
            await asyncio.sleep(0.01)
        others = [asyncio.create_task(ask(at_desk, "two", "three")) for _ in range(7)]
        await asyncio.sleep(0.05)
        gate.set()
        return await asyncio.gather(first, *others)

    answers = asyncio.run(all_at_once())
    assert lists.calls == [1, 14]
    assert [len(answer) for answer in answers] == [1] + [2] * 7


def test_each_gets_what_it_asked_for_and_no_more(small: Any) -> None:
    async def both() -> Any:
        at_desk = desk(small())
        return await asyncio.gather(
            ask(at_desk, "Sofia Tarn", limit=3),
            ask(at_desk, "Sofia Tarn", limit=1),
            ask(at_desk, "Sofia Tarn", limit=9, cutoff=0.99),
            ask(at_desk, "Sofia Tarn", datasets=frozenset({"bank"})),
        )

    three, one, none, bank = asyncio.run(both())
    assert [len(found) for (found,) in (three, one, none)] == [3, 1, 0]
    assert {match.listed.dataset for match in bank[0]} == {"bank"}


def test_only_who_asked_for_an_error_gets_it(small: Any) -> None:
    async def three() -> Any:
        at_desk = desk(small(broken="poison"))
        wishes = [ask(at_desk, text) for text in ("fine", "poison", "well")]
        return await asyncio.gather(*wishes, return_exceptions=True)

    fine, poison, well = asyncio.run(three())
    assert len(fine) == len(well) == 1
    assert isinstance(poison, ZeroDivisionError)


def test_nobody_waits_for_ever(small: Any) -> None:
    gate = threading.Event()
    lists = small(gate=gate)

    async def late() -> None:
        at_desk = desk(lists, answer_seconds=0.1)
        with pytest.raises(LateError):
            await ask(at_desk, "slow")
        gate.set()
        assert len(await ask(at_desk, "next")) == 1, "the desk works on"

    asyncio.run(late())


def test_an_answer_that_nobody_waits_for_any_more_is_not_sought(small: Any) -> None:
    gate = threading.Event()
    lists = small(gate=gate)

    async def give_up() -> None:
        at_desk = desk(lists)
        first = asyncio.create_task(ask(at_desk, "one"))
        while not lists.calls:
            await asyncio.sleep(0.01)
        second = asyncio.create_task(ask(at_desk, "two"))
        await asyncio.sleep(0.05)
        second.cancel()
        await asyncio.sleep(0)
        gate.set()
        await first
        await ask(at_desk, "three", "four", "five")

    asyncio.run(give_up())
    assert lists.calls == [1, 3]


def test_too_much_is_refused_at_once_and_room_comes_back(small: Any) -> None:
    gate = threading.Event()
    lists = small(gate=gate)

    async def crowd() -> None:
        at_desk = desk(lists, waiting=3)
        first = asyncio.create_task(ask(at_desk, "one", "two"))
        await asyncio.sleep(0.05)
        with pytest.raises(BusyError):
            await ask(at_desk, "three", "four")
        gate.set()
        await first
        assert len(await ask(at_desk, "three", "four", "five")) == 3

    asyncio.run(crowd())


def test_a_desk_without_questions_asks_nothing(small: Any) -> None:
    lists = small()
    assert asyncio.run(ask(desk(lists))) == []


def test_not_too_much_is_asked_together(small: Any) -> None:
    gate = threading.Event()
    lists = small(gate=gate)

    async def many() -> None:
        at_desk = desk(lists, together=10)
        wishes = [asyncio.create_task(ask(at_desk, "one", "two", "three")) for _ in range(9)]
        await asyncio.sleep(0.05)
        gate.set()
        assert [len(answer) for answer in await asyncio.gather(*wishes)] == [3] * 9

    asyncio.run(many())
    assert lists.calls == [12, 12, 3]
