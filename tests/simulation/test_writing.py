"""A country written to files: the same bytes everywhere, and nothing that leads nowhere."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pyarrow import parquet

from euthyna.base.errors import BadParameterError, UsageError
from euthyna.simulation import writing
from euthyna.simulation.country.province import PROCESSES
from euthyna.simulation.inventory import inventory
from euthyna.simulation.published.piece import Piece

SMALL = 40
"""Processes of a province in these tests, so that a country has several of them."""
THREE = 100 / writing.PER_SCALE
"""The scale of three such provinces, the last of which is not full."""

GOLDEN = "989a7dcc39ccb1366d41c2dc353027ec1822f77aa33000e8d9176e91a51aff7b"
"""Of what `euthyna simulate --seed 1 --scale 0.01` writes. It changes with any change of the
simulation: say so in the changelog, because what users computed from it changes, too."""


@pytest.fixture(autouse=True)
def small_provinces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PROCESSES", SMALL)


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated") / "country"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "PROCESSES", SMALL)
        writing.simulate(folder, seed=12, scale=THREE, workers=1)
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def content(path: Path) -> bytes:
    """Give what every version of Arrow reads: of Parquet the rows, as it may pack them anew."""
    if path.suffix == ".parquet":
        return repr(parquet.read_table(path).to_pylist()).encode()
    return path.read_bytes()


def test_the_bytes_are_those_of_every_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "PROCESSES", PROCESSES)
    folder = tmp_path / "golden"
    writing.simulate(folder, seed=1, scale=0.01, workers=1)
    written = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    digest = hashlib.sha256()
    for name, path in sorted(written.items()):
        digest.update(name.encode() + b"\0" + content(path))
    assert digest.hexdigest() == GOLDEN


def test_the_bytes_do_not_depend_on_the_number_of_workers(country: Path, tmp_path: Path) -> None:
    writing.simulate(tmp_path / "two", seed=12, scale=THREE, workers=2)
    assert digests(tmp_path / "two") == digests(country)


def test_the_bytes_do_not_depend_on_the_process(country: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from euthyna.simulation import writing;"
        f"writing.PROCESSES = {SMALL};"
        f"writing.simulate(Path(sys.argv[1]), seed=12, scale={THREE}, workers=1)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "LC_ALL": "C", "TZ": "Asia/Tokyo"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-c", script, str(tmp_path / "there")]
    subprocess.run(command, check=True, env=environment)
    assert digests(tmp_path / "there") == digests(country)


def test_a_country_grows_at_its_end(country: Path, tmp_path: Path) -> None:
    """A larger scale begins with the same provinces, so that nothing depends on what follows."""
    folder = tmp_path / "smaller"
    writing.simulate(folder, seed=12, scale=2 * SMALL / writing.PER_SCALE, workers=1)
    name = "published/procurement/releases.jsonl"
    smaller, whole = (root.joinpath(name).read_bytes() for root in (folder, country))
    assert whole.startswith(smaller)
    assert len(whole) > len(smaller)


def test_another_seed_is_another_country(country: Path, tmp_path: Path) -> None:
    writing.simulate(tmp_path / "other", seed=13, scale=THREE, workers=1)
    here, there = digests(country), digests(tmp_path / "other")
    shared = {path for path in here if here[path] == there.get(path)}
    # What describes the columns is the same in every country.
    assert all("package" in path or "README" in path for path in shared), shared


def test_processes_of_all_provinces_have_ids_of_their_own(country: Path) -> None:
    text = (country / "published/procurement/releases.jsonl").read_text(encoding="utf-8")
    ids = [json.loads(line)["ocid"] for line in text.splitlines()]
    assert len(ids) == 100
    assert max(Counter(ids).values()) == 1


def test_every_record_of_the_truth_was_published(country: Path) -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in (country / writing.PUBLISHED).rglob("*")
        if path.suffix in {".jsonl", ".json", ".csv", ".xml"}
    )
    known = set(re.findall(r"[\w-]+", text))
    rows = parquet.read_table(country / writing.TRUTH).to_pylist()
    lost = Counter(
        (row["scheme"], row["role"], row["kind"])
        for row in rows
        # An official may stand under the ids of lists only, which do not know the register's.
        if (row["kind"], row["role"]) != ("party", "official")
        and not all(part in known or part in text for part in row["id"].split("/"))
    )
    assert rows
    assert not lost


def test_instances_are_of_one_scheme_and_one_province(country: Path) -> None:
    rows = parquet.read_table(country / writing.TRUTH).to_pylist()
    schemes: dict[str, set[str]] = {}
    for row in rows:
        schemes.setdefault(row["instance"], set()).add(row["scheme"])
        assert row["difficulty"] in {1, 2, 3}
        assert isinstance(json.loads(row["parameters"]), dict)
        assert all((row["scheme"], row["instance"], row["role"], row["kind"], row["id"]))
    assert {len(found) for found in schemes.values()} == {1}
    assert {name.partition("-")[0] for name in schemes} <= {"0", "1", "2"}


def test_a_file_has_its_head_once_and_its_tail_at_the_end(tmp_path: Path) -> None:
    first = Piece("a/list.xml", b"one", head=b"<", between=b",", tail=b">")
    with writing._Files(tmp_path) as files:
        files.add(first)
        files.add(Piece("a/alone.xml", b"I", head=b"(", tail=b")", alone=True))
        assert (tmp_path / "a/alone.xml").read_bytes() == b"(I)"
        files.add(Piece("a/list.xml", b"two", head=b"<", between=b",", tail=b">"))
    assert (tmp_path / "a/list.xml").read_bytes() == b"<one,two>"


def test_the_inventory_counts_rows_and_files_of_a_kind(tmp_path: Path) -> None:
    for path, content in {
        "p/x.jsonl": "{}\n{}\n{}\n",
        "p/y.csv": "id\n1\n2\n",
        "p/one.json": '{"name": 1}',
        "r/sar/2024-01/1.xml": "<a/>",
        "r/sar/2024-02/2.xml": "<a/>",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content)
    found = {each.path: (each.files, each.rows, each.size) for each in inventory(tmp_path)}
    assert found == {
        "p/one.json": (1, 1, 11),
        "p/x.jsonl": (1, 3, 9),
        "p/y.csv": (1, 2, 7),
        "r/sar/2024-01/*.xml": (1, None, 4),
        "r/sar/2024-02/*.xml": (1, None, 4),
    }


@pytest.mark.parametrize(
    ("scale", "counts"),
    [(0.0001, [1]), (0.008, [40]), (0.02, [40, 40, 20])],
)
def test_a_scale_is_a_row_of_provinces(scale: float, counts: list[int]) -> None:
    assert writing.provinces(scale) == counts


def test_a_whole_province_has_a_thousand_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "PROCESSES", PROCESSES)
    assert writing.provinces(1) == [1000] * 5


@pytest.mark.parametrize("scale", [0, -1, 1001, float("nan")])
def test_a_scale_out_of_range_is_refused(tmp_path: Path, scale: float) -> None:
    with pytest.raises(BadParameterError, match="scale"):
        writing.simulate(tmp_path / "new", seed=1, scale=scale)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("seed", [-1, 2**40])
def test_a_seed_out_of_range_is_refused(tmp_path: Path, seed: int) -> None:
    with pytest.raises(BadParameterError, match="seed"):
        writing.simulate(tmp_path / "new", seed=seed)


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    for folder in (tmp_path, tmp_path / "mine"):
        with pytest.raises(UsageError, match="not an empty folder"):
            writing.simulate(folder, seed=1, scale=THREE)
    assert (tmp_path / "mine").read_text() == "mine"
