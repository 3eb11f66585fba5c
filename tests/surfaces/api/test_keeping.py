"""Lists that are opened again when they change, while requests go on."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx
import pytest

from euthyna.base.errors import StoreError
from euthyna.entities.records import Name, Record
from euthyna.surfaces.api.keeping import Keeper, Source, etag


def test_what_is_wrong_is_said_before_anybody_asks() -> None:
    def broken(_: Any) -> Any:
        msg = "no such list"
        raise StoreError(msg)

    with pytest.raises(StoreError):
        Keeper(Source(open=broken, version=lambda: 1))


def test_lists_are_opened_again_only_when_they_change(small: Any) -> None:
    opened: list[Any] = []
    state = {"version": 1}

    def open_lists(_: Any) -> Any:
        opened.append(small(version=str(state["version"])))
        return opened[-1]

    keeper = Keeper(Source(open=open_lists, version=lambda: state["version"]))
    assert not asyncio.run(keeper.renew())
    before = etag(keeper.lists)
    state["version"] = 2
    assert asyncio.run(keeper.renew())
    assert keeper.lists is opened[1]
    assert etag(keeper.lists) != before


def test_lists_that_cannot_be_opened_leave_the_former_ones(small: Any) -> None:
    state: dict[str, Any] = {"version": 1, "tries": 0}

    def open_lists(_: Any) -> Any:
        state["tries"] += 1
        if state["version"] == 2:
            msg = "half written"
            raise StoreError(msg)
        return small()

    keeper = Keeper(Source(open=open_lists, version=lambda: state["version"]))
    state["version"] = 2
    former = keeper.lists
    assert not asyncio.run(keeper.renew())
    assert not asyncio.run(keeper.renew())
    assert (keeper.lists is former, keeper.stale, state["tries"]) == (True, True, 2)
    state["version"] = 3
    assert asyncio.run(keeper.renew())
    assert not keeper.stale


def test_a_server_answers_from_a_new_list_without_being_told(serve: Any, small: Any) -> None:
    fresh = Record(id="new:1", names=(Name("Ruta Fen"),), dataset="new")
    with serve(look_seconds=0.05) as running:
        assert httpx.get(f"{running.url}/entities/new:1").status_code == 404
        running.state["lists"] = small((fresh,))
        running.state["version"] = 2
        deadline = time.monotonic() + 20
        while httpx.get(f"{running.url}/entities/new:1").status_code == 404:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        listed = httpx.get(f"{running.url}/catalog").json()
        assert [found["name"] for found in listed["datasets"]] == ["new"]


def test_a_server_can_be_told_to_look(serve: Any, small: Any) -> None:
    fresh = Record(id="new:1", names=(Name("Ruta Fen"),), dataset="new")
    with serve(look_seconds=1000) as running:
        running.state["lists"] = small((fresh,))
        running.state["version"] = 2
        assert httpx.post(f"{running.url}/updatez").json() == {"status": "ok"}
        assert httpx.get(f"{running.url}/entities/new:1").status_code == 200
