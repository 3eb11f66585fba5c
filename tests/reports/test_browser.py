"""The page in a real browser: no error, nothing refused, tables that sort and filter."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.reports.conftest import Desk, Page, flag, process

from euthyna.reports import html
from euthyna.reports.content import Run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next((found for name in NAMES if (found := shutil.which(name))), "")

# Quiet and without a network: a page that asks for something gets nothing.
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--proxy-server=127.0.0.1:9", "--enable-logging=stderr"),
    "--virtual-time-budget=2000",
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BROWSER, reason=f"none of {', '.join(NAMES)} is installed"),
]

ASKS = """
const table = document.querySelector("#indicators-table");
const column = [...table.tHead.rows[0].cells].findIndex((c) => c.textContent === "Flagged");
table.tHead.rows[0].cells[column].querySelector("button").click();
const flagged = [...table.tBodies[0].rows].map((row) => Number(row.cells[column].dataset.value));
const input = document.querySelector("#first input");
input.value = "f3";
input.dispatchEvent(new Event("input"));
const shown = [...document.querySelectorAll("article.process")].filter((a) => !a.hidden);
const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
const cut = [...document.querySelectorAll("main > section > .wide")]
  .filter((region) => region.scrollWidth > region.clientWidth);
document.body.dataset.told = JSON.stringify({
  sorted: flagged.every((n, i) => i === 0 || flagged[i - 1] >= n),
  shown: shown.length,
  overflow: wide,
  cut: document.documentElement.clientWidth < 1000 ? [] : cut.map((region) => region.ariaLabel),
});
"""


@pytest.fixture
def file(desk: Desk, run: Run, tmp_path: Path) -> Path:
    names = [f"F{number}" for number in range(8)]
    title = "\u062a\u0648\u0631\u064a\u062f <script>throw Error('run')</script>"
    engine = desk(
        processes=[process(name, title=f"{title} {name}") for name in names],
        flags=[flag(name) for name in names],
    )
    return html.write(tmp_path / "report", engine=engine, run=run).page


def browse(file: Path, profile: Path, *, width: int = 1200) -> tuple[str, str]:
    """Open a page: what became of it, and what the browser complained about."""
    command = [BROWSER, *FLAGS, f"--user-data-dir={profile}", f"--window-size={width},900"]
    done = subprocess.run(
        [*command, "--dump-dom", file.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout, "\n".join(re.findall(r".*CONSOLE.*", done.stderr))


def with_script(file: Path, script: str) -> Path:
    """Add a script to a page, and to what its policy allows."""
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = file.read_text("utf-8").replace("script-src ", f"script-src 'sha256-{hashed}' ")
    other = file.with_name("asked.html")
    other.write_text(text.replace("</body>", f"<script>{script}</script></body>"), "utf-8")
    return other


def test_the_browser_has_nothing_to_complain_about(file: Path, tmp_path: Path) -> None:
    dom, complaints = browse(file, tmp_path / "profile")
    assert complaints == ""
    assert "Filter processes" in Page(dom).words


def test_the_browser_would_complain(file: Path, tmp_path: Path) -> None:
    spoiled = file.with_name("spoiled.html")
    text = file.read_text("utf-8").replace("</body>", "<script>alert(1)</script></body>")
    spoiled.write_text(text, "utf-8")
    assert "Content Security Policy" in browse(spoiled, tmp_path / "profile")[1]


@pytest.mark.parametrize("width", [500, 1280])
def test_tables_sort_and_filter_and_fit(file: Path, tmp_path: Path, width: int) -> None:
    dom, complaints = browse(with_script(file, ASKS), tmp_path / "profile", width=width)
    assert complaints == ""
    (told,) = Page(dom).values("data-told")
    assert told == '{"sorted":true,"shown":1,"overflow":0,"cut":[]}'
