"""The steps of the pages on the services, run as they are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from euthyna.surfaces.api.settings import Settings

PAGES = Path(__file__).parents[3] / "docs" / "how-to"
HERE = "http://127.0.0.1:8000"


def test_the_steps_with_the_client_of_yente(served: Any, capsys: Any) -> None:
    text = (PAGES / "match-with-yente-client.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 3
    found: dict[str, Any] = {}
    for block in blocks:
        exec(block.replace(HERE, served.url), found)  # noqa: S102  (our own page)
    found["client"].close()
    printed = capsys.readouterr().out
    assert "council:2 Sofia Tarnov True" in printed
    assert "  name +1.12: names Sofia Tarn = Sofia Tarnov" in printed
    assert found["found"].keys() == {"row 1", "row 2"}
    assert found["lists"] == ["bank", "council"]
    assert found["listings"][0].schema_ == "Sanction"


@pytest.mark.parametrize("page", ["match-with-yente-client.md", "match-from-openrefine.md"])
def test_the_addresses_on_a_page_are_those_of_the_server(page: str, http: httpx.Client) -> None:
    text = (PAGES / page).read_text("utf-8")
    assert Settings().url == HERE
    paths = set(re.findall(rf"{HERE}(/[\w/]+)|`GET (/\w+)`", text))
    for path in {one or other for one, other in paths}:
        assert http.get(path).status_code == 200


def test_the_limits_on_the_page_are_those_of_the_settings() -> None:
    text = (PAGES / "match-with-yente-client.md").read_text("utf-8")
    limits = Settings()
    assert limits.body_bytes == 4 << 20
    for row in (
        f"| 4 MiB, within {limits.body_seconds:.0f} seconds |",
        f"| queries in a request | {limits.queries} |",
        f"| {limits.values}, of up to {limits.value_characters:,} characters |",
        f"| results for a query | {limits.results} |",
        f"| {limits.waiting:,}, then 503",
        f"| {limits.answer_seconds:.0f} seconds, then 503 |",
        f"{limits.threshold} unless the caller says otherwise",
        f"below `cutoff`, {limits.cutoff}",
    ):
        assert row in text
    refine = (PAGES / "match-from-openrefine.md").read_text("utf-8")
    assert f"where the probability is {limits.sure} or more" in refine
