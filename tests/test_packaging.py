"""Two commands on a fresh machine: locks, package, console script, one door for CI."""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import euthyna

REPOSITORY = Path(__file__).parent.parent
CORE = REPOSITORY / "requirements.lock"
DEV = REPOSITORY / "requirements-dev.lock"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
LIBRARIES_APART = {"python-stdnum"}
"""Under the LGPL, which binds the library and not who uses it as published."""
REFUSED = re.compile(r"\b[AL]?GPL\b|GNU ")


def pins(lock: Path) -> dict[str, str]:
    """Requirement → its hashes, one logical line each."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line.partition("--hash")[0].strip(): line.partition("--hash")[2] for line in lines}


def versions(lock: Path) -> dict[str, str]:
    found = [Requirement(pin) for pin in pins(lock)]
    return {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r in found}


def asked_for(*, dev: bool) -> list[Requirement]:
    groups = PROJECT["dependency-groups"]
    lines = [*PROJECT["project"]["dependencies"], *groups["build"]]
    if dev:
        extras = PROJECT["project"]["optional-dependencies"].values()
        lines += [*groups["dev"], *(line for extra in extras for line in extra)]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", [CORE, DEV], ids=lambda path: path.name)
def test_every_pin_is_exact_and_hashed(lock: Path) -> None:
    assert pins(lock)
    loose = [
        pin
        for pin, hashes in pins(lock).items()
        if "==" not in pin or not re.search(r"=sha256:[0-9a-f]{64}", hashes)
    ]
    assert loose == []


@pytest.mark.parametrize("lock", [CORE, DEV], ids=lambda path: path.name)
def test_a_lock_names_no_address_and_no_path(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert re.findall(r"\S*(?:://|--index|--find-links|-e | @ )\S*", text) == []
    assert [
        line for line in text.splitlines() if line.lstrip().startswith(("/", "./", "../"))
    ] == []


def test_the_second_lock_holds_every_pin_of_the_first() -> None:
    assert pins(CORE).items() <= pins(DEV).items()


@pytest.mark.parametrize(("lock", "dev"), [(CORE, False), (DEV, True)], ids=["core", "dev"])
def test_a_lock_holds_all_that_the_project_asks_for(lock: Path, dev: bool) -> None:
    have = versions(lock)
    wrong = [
        str(wanted)
        for wanted in asked_for(dev=dev)
        if not wanted.specifier.contains(have.get(canonicalize_name(wanted.name), "0"))
    ]
    assert wrong == []


def test_a_lock_follows_its_constraints() -> None:
    lines = (REPOSITORY / "requirements.in").read_text("utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    assert wanted
    assert set(wanted) <= set(pins(CORE))


def test_what_is_installed_fits_together() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False
    )
    # pyicu-wheels gives the module under another name of the project, which pip cannot know.
    missing = [line for line in said.stdout.splitlines() if "requires pyicu," not in line]
    assert [line for line in missing if line != "No broken requirements found."] == []
    import icu  # type: ignore[import-not-found, import-untyped, unused-ignore]

    assert int(icu.ICU_VERSION.split(".")[0]) >= 77


def test_no_dependency_has_a_licence_that_binds_the_product() -> None:
    refused = []
    for dist in importlib.metadata.distributions():
        if canonicalize_name(dist.name) in versions(DEV).keys() - LIBRARIES_APART:
            meta = dist.metadata
            classifiers = [c for c in meta.get_all("Classifier", []) if c.startswith("License")]
            said = [meta.get("License-Expression", ""), meta.get("License", "")[:80], *classifiers]
            refused += [f"{dist.name}: {text}" for text in said if REFUSED.search(text)]
    assert refused == []


def test_every_dependency_of_the_core_has_its_reason_in_the_guide() -> None:
    guide = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    rows = set(re.findall(r"^\| `([\w.-]+)` \|", guide, re.MULTILINE))
    core = {Requirement(line).name for line in PROJECT["project"]["dependencies"]}
    assert core <= rows


def test_the_command_is_installed() -> None:
    (script,) = importlib.metadata.entry_points(group="console_scripts", name="euthyna")
    assert callable(script.load())


def test_the_version_is_said_once() -> None:
    assert importlib.metadata.version("euthyna") == euthyna.__version__
    assert "version" not in PROJECT["project"]


def test_the_wheel_holds_every_file_of_the_package(tmp_path: Path) -> None:
    build = f"import hatchling.build; hatchling.build.build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=REPOSITORY, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = {n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("euthyna/")}
    source = REPOSITORY / "src"
    files = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert "euthyna/py.typed" in packed
    assert {file for file in files if "__pycache__" not in file} == packed


def test_the_core_is_imported_without_extras() -> None:
    """Every module but those of an extra's own, in a process where pyspark does not exist."""
    script = (
        "import sys, pkgutil, importlib, euthyna\n"
        "sys.modules['pyspark'] = None\n"
        "for module in pkgutil.walk_packages(euthyna.__path__, 'euthyna.'):\n"
        "    importlib.import_module(module.name)\n"
    )
    said = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr


def test_ci_runs_what_anybody_runs() -> None:
    script = REPOSITORY / ".ci" / "run"
    lines = script.read_text("utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == [
        "set -euo pipefail",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "exec make test",
    ]
    assert os.access(script, os.X_OK)


def test_make_alone_says_what_there_is() -> None:
    said = subprocess.run(["make"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    told = {line.split()[1] for line in said.stdout.splitlines()}
    assert told >= {"run", "test", "install", "check", "docs", "bench", "new-indicator"}


def test_a_group_of_tests_stays_in_one_process(tmp_path: Path) -> None:
    """What keeps Spark to one session; broken in silence by some versions of pytest and xdist."""
    (tmp_path / "test_group.py").write_text(
        "import os, pathlib, pytest\n"
        "@pytest.mark.xdist_group('one')\n"
        "@pytest.mark.parametrize('n', range(8))\n"
        "def test_it(n):\n"
        f"    pathlib.Path({str(tmp_path)!r}, os.environ['PYTEST_XDIST_WORKER']).touch()\n"
    )
    command = [sys.executable, "-m", "pytest", "-c", os.devnull, "-n", "2", "--dist", "loadgroup"]
    subprocess.run([*command, str(tmp_path)], cwd=tmp_path, check=True, capture_output=True)
    assert len(list(tmp_path.glob("gw*"))) == 1
