"""The folders are the flow: names, maps, contracts and imports say the same."""

from __future__ import annotations

import ast
import re
import tomllib
from itertools import combinations
from pathlib import Path

import grimp
import pytest

import euthyna

ROOT = Path(euthyna.__file__).parent
REPOSITORY = Path(__file__).parent.parent
FLOWS = ("euthyna", "euthyna.data")
GRAVITY_WELLS = {"utils", "util", "common", "helpers", "misc", "tools"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50

MODULES = sorted(ROOT.rglob("*.py"))
PACKAGES = [path for path in MODULES if path.name == "__init__.py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT.parent).as_posix()


def folder(package: str) -> Path:
    return ROOT.parent.joinpath(*package.split("."))


def folders(package: str) -> list[str]:
    return sorted(path.parent.name for path in folder(package).glob("*/__init__.py"))


def summary(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def layers(package: str) -> list[str]:
    config = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    contracts = config["tool"]["importlinter"]["contracts"]
    (found,) = [c["layers"] for c in contracts if c.get("containers") == [package]]
    return list(found)


@pytest.mark.parametrize("package", FLOWS)
def test_folders_sorted_by_name_are_the_layers_from_the_bottom(package: str) -> None:
    assert folders(package) == layers(package)[::-1]


@pytest.mark.parametrize("package", FLOWS)
def test_the_map_of_a_package_names_its_folders_in_order(package: str) -> None:
    named = re.findall(r"``(\w+)/?``", summary(folder(package) / "__init__.py"))
    assert list(dict.fromkeys(n for n in named if n in folders(package))) == folders(package)


@pytest.mark.parametrize("package", FLOWS)
def test_no_two_folders_import_each_other(package: str) -> None:
    graph = grimp.build_graph("euthyna", exclude_type_checking_imports=True)
    circles = [
        (one, other)
        for one, other in combinations([f"{package}.{f}" for f in folders(package)], 2)
        if graph.find_shortest_chain(one, other, as_packages=True)
        and graph.find_shortest_chain(other, one, as_packages=True)
    ]
    assert circles == []


def test_no_folder_is_a_gravity_well() -> None:
    names = {part.strip("_") for path in MODULES for part in Path(name(path)).with_suffix("").parts}
    assert names & GRAVITY_WELLS == set()


def test_every_folder_with_code_is_a_package() -> None:
    assert {path.parent for path in MODULES} == {path.parent for path in PACKAGES}


@pytest.mark.parametrize("path", PACKAGES, ids=name)
def test_a_package_says_what_it_is_for(path: Path) -> None:
    said = summary(path).partition("\n")[0]
    assert said.endswith(".")
    assert len(said.split()) > 2, "one sentence, not a word"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_introduced_and_short(path: Path) -> None:
    assert summary(path)
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short(path: Path) -> None:
    text = path.read_text("utf-8")
    excused = {n for n, line in enumerate(text.split("\n"), 1) if "noqa: PLR0915  (" in line}
    too_long = [
        f"{name(path)}:{node.lineno} {node.name}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and body_lines(node) > LONGEST_FUNCTION
        and node.lineno not in excused
    ]
    assert too_long == []


def body_lines(function: ast.FunctionDef) -> int:
    """Count from the first statement after the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0
