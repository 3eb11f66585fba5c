"""What every test may use, and the rules for adding to it.

A fixture belongs here only if tests of several folders need it. Everything else stands in
the test that uses it, where its reader sees it:

- **Minimal**: only the fields that the test is about. A record copied whole hides its point.
- **Synthetic**: written by this project, never taken from a publisher or from another project.
- **Invented names**: no real person, company or authority, also not in a joke.
- **Identifiers tell the outcome**: `F` flagged, `A` fine, `M` missing.
- **No network, no clock, no chance**: pass `now=`, `seed=`; write to `tmp_path` only.

Published files under ``../shared/data`` may be read, never copied, by tests that carry the
mark `shared_data`; they are left out, with the reason, where the files are absent.
"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).parent.parent
SHARED_DATA = REPOSITORY.parent / "shared" / "data"
OLDEST_JAVA = 17

# No deadline: a shared machine is slow by chance, and no test asserts a time. In CI the same
# examples are tried each time, so that a red build is red because of the change in it.
settings.register_profile(
    "euthyna",
    deadline=None,
    max_examples=50,
    derandomize="CI" in os.environ,
    suppress_health_check=(HealthCheck.too_slow,),
)
settings.load_profile("euthyna")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published files; skips the test where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip(_no_shared_data())
    return SHARED_DATA


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what cannot run here, saying why, and keep Spark in one process."""
    for item in items:
        if item.get_closest_marker("shared_data") and not SHARED_DATA.is_dir():
            item.add_marker(pytest.mark.skip(reason=_no_shared_data()))
        if item.get_closest_marker("spark"):
            # A session takes a JVM and ten seconds: one for all, not one for each process.
            item.add_marker(pytest.mark.xdist_group("spark"))
            if reason := _no_spark():
                item.add_marker(pytest.mark.skip(reason=reason))


def _no_shared_data() -> str:
    return f"published files are not at {SHARED_DATA}"


@cache
def _no_spark() -> str:
    """Say why Spark cannot run; nothing if it can."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: pip install 'euthyna[spark]'"
    major = _java_major()
    if major < OLDEST_JAVA:
        found = f"Java {major}" if major else "no Java"
        return f"Spark needs Java {OLDEST_JAVA} or newer and there is {found}"
    return ""


def _java_major() -> int:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else "java"
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    version = re.search(r'version "(\d+)', said.stderr)
    return int(version[1]) if version else 0
