"""The steps of the how-to, in a copy of the tree: two files, no edit elsewhere."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from euthyna.base.errors import UsageError
from euthyna.indicators.scaffold import new

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a copy of the sources and of the cases."""
    for name in ("src/euthyna", "tests/indicators"):
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=skipped)
    return tmp_path


def _run_cases(copy: Path) -> subprocess.CompletedProcess[str]:
    script = (
        "import sys; from pathlib import Path\n"
        "from euthyna.data.store.engines import start\n"
        "from euthyna.indicators.trying import try_out\n"
        "import yaml\n"
        "file = Path('tests/indicators/procurement/large_estimate.yaml')\n"
        "said = yaml.safe_load(file.read_text())\n"
        "name = said.pop('indicator')\n"
        "wrong = [k for k, c in said.items() if try_out(name, **c['given']) != c['expect']]\n"
        "sys.exit('; '.join(wrong) or 0)\n"
    )
    return _run(copy, script)


def _run(copy: Path, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=copy,
        env={"PYTHONPATH": str(copy / "src"), "PATH": "", "HOME": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_two_files_make_an_indicator_and_its_cases_fail_until_filled_in(copy: Path) -> None:
    before = {p for p in copy.rglob("*") if p.is_file()}
    files = new("large-estimate", copy)
    added = {p for p in copy.rglob("*") if p.is_file()} - before
    assert added == set(files)
    assert len(files) == 2

    failed = _run_cases(copy)
    assert failed.returncode == 1
    assert failed.stderr.count(";") == 2

    cases = files[1]
    text = cases.read_text()
    text = text.replace("value: 0, flag: true", "value: 1000001, flag: true")
    text = text.replace("value: 0, flag: false", "value: 1000000, flag: false")
    cases.write_text(text.replace("say why", "the estimate is missing"))
    done = _run_cases(copy)
    assert done.returncode == 0, done.stderr


def test_docs_write_the_page_and_the_lock_of_a_new_indicator(copy: Path) -> None:
    new("large-estimate", copy)
    script = (
        "from pathlib import Path\n"
        "from euthyna.indicators import locking, pages\n"
        "locking.update()\n"
        "print(*pages.write(Path('docs/reference')), sep='\\n')\n"
    )
    done = _run(copy, script)
    assert done.returncode == 0, done.stderr
    assert "docs/reference/indicators/large-estimate.md" in done.stdout.splitlines()
    assert '"large-estimate"' in (copy / "src/euthyna/indicators/indicators.lock").read_text()


@pytest.mark.parametrize("name", ["Large", "large estimate", "", "../x", "single-bid"])
def test_a_name_that_cannot_be_is_refused(copy: Path, name: str) -> None:
    with pytest.raises(UsageError):
        new(name, copy)
    with pytest.raises(UsageError, match="checkout"):
        new("large-estimate", copy / "tests")
