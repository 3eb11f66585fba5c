"""Where a server may listen, and with which key."""

from __future__ import annotations

import pytest

from euthyna.base.errors import BadSettingsError
from euthyna.surfaces.api.settings import KEY, Settings, from_environment, is_loopback

LONG = "0123456789abcdef"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_this_machine_needs_no_key(host: str) -> None:
    assert is_loopback(host)
    assert from_environment({}, host=host, port=1).api_key == ""


REACHED = ("0.0.0.0", "::", "192.0.2.1", "example.org", "localhost.example")  # noqa: S104


@pytest.mark.parametrize("host", REACHED)
def test_an_address_that_others_reach_needs_one(host: str) -> None:
    with pytest.raises(BadSettingsError, match=KEY):
        from_environment({}, host=host, port=1)
    assert from_environment({KEY: LONG}, host=host, port=1).api_key == LONG


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(BadSettingsError, match="3 characters"):
        from_environment({KEY: "abc"}, host="127.0.0.1", port=1)


def test_the_address_is_one_to_click() -> None:
    assert Settings(host="::1", port=9).url == "http://[::1]:9"
